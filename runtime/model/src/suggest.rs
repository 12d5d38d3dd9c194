//! Suggestions for misspelled names: `did you mean …?`

/// The known name nearest to a misspelled one, if one is near enough: at most a third of its
/// letters are added, left out, changed or swapped with their neighbour.
///
/// ```
/// use auto_api_model::suggest::nearest;
/// assert_eq!(nearest("titel", ["title", "body"]), Some("title"));
/// assert_eq!(nearest("nothing", ["title", "body"]), None);
/// ```
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Nobody misspells a name that long; the cost is quadratic and callers send what they like.
    if name.len() > 64 {
        return None;
    }
    let wanted: Vec<char> = name.to_lowercase().chars().collect();
    let near = known.into_iter().filter_map(|candidate| {
        let letters: Vec<char> = candidate.to_lowercase().chars().collect();
        let distance = distance(&wanted, &letters);
        let allowed = wanted.len().max(letters.len()).div_ceil(3);
        (distance <= allowed && distance < letters.len()).then_some((distance, candidate))
    });
    near.min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// `; did you mean …?`, or nothing.
///
/// ```
/// use auto_api_model::suggest::hint;
/// assert_eq!(hint("titel", ["title"]), "; did you mean `title`?");
/// assert_eq!(hint("x", ["title"]), "");
/// ```
pub fn hint<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(name, known).map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}

/// The optimal string alignment distance: Levenshtein's, with swaps of neighbours as one step.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = changed.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names() {
        let known = ["title", "created_at", "author", "order_by", "id"];
        for (wrong, right) in [
            ("tilte", Some("title")),
            ("createdAt", Some("created_at")),
            ("Author", Some("author")),
            ("orderby", Some("order_by")),
            ("di", Some("id")),
            ("xy", None),
            ("", None),
            ("body", None),
        ] {
            assert_eq!(nearest(wrong, known), right, "{wrong}");
        }
    }
}
