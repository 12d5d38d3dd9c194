//! "did you mean …?" for misspelled names.

/// The phrase that follows an unknown name, or nothing if no known name is near.
pub(crate) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let limit = (word.chars().count() / 3).clamp(1, 3);
    let near = known
        .into_iter()
        .map(|name| (distance(word, name), name))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance);
    near.map_or_else(String::new, |(_, name)| format!("; did you mean `{name}`?"))
}

/// Insertions, deletions, replacements and swaps of neighbours from one word to the other.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replace = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replace.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if swapped {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::{did_you_mean, distance};

    #[test]
    fn a_swap_is_one_step() {
        assert_eq!(distance("ordre", "order"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("sortabel", "sortable"), 1);
    }

    #[test]
    fn only_near_names_are_offered() {
        let known = ["max_length", "min_length", "id"];
        assert_eq!(
            did_you_mean("max_lenght", known),
            "; did you mean `max_length`?"
        );
        assert_eq!(did_you_mean("colour", known), "");
        assert_eq!(did_you_mean("ix", known), "; did you mean `id`?");
    }
}
