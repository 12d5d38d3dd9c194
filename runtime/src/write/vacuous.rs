//! Whether a filter means every row by what it says alone.
//!
//! `{}`, `{and: []}`, `{title: {}}`, `{not: {or: []}}` and `{id: {not_in: []}}` do; whatever
//! compares a value does not.

use crate::ask::Input;

/// Whether every row satisfies a filter, whatever is in it.
pub(super) fn is_vacuous(filter: Option<&Input>) -> bool {
    filter.is_none_or(|filter| truth(filter) == Some(true))
}

/// What a filter is for every row alike, if that can be seen.
fn truth(filter: &Input) -> Option<bool> {
    match filter {
        Input::Null => Some(true),
        Input::Object(members) => all(members.iter().map(|(name, input)| member(name, input))),
        _ => None,
    }
}

fn member(name: &str, input: &Input) -> Option<bool> {
    match (name, input) {
        ("and", Input::List(items)) => all(items.iter().map(truth)),
        ("or", Input::List(items)) => {
            let none = all(items.iter().map(|item| truth(item).map(|truth| !truth)));
            none.map(|none| !none)
        }
        ("and" | "or", one) => truth(one),
        ("not", inner) => truth(inner).map(|truth| !truth),
        // The operators of a column. One that compares tells nothing of every row.
        (_, Input::Object(operators)) => {
            all(operators
                .iter()
                .map(|(name, operand)| match (name.as_str(), operand) {
                    ("not_in", Input::List(items)) if items.is_empty() => Some(true),
                    ("in", Input::List(items)) if items.is_empty() => Some(false),
                    _ => None,
                }))
        }
        _ => None,
    }
}

/// All of them: false if one is, else unknown if one is.
fn all(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut result = Some(true);
    for part in parts {
        match part {
            Some(true) => {}
            Some(false) => return Some(false),
            None => result = None,
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(members: &[(&str, Input)]) -> Input {
        let members = members.iter();
        Input::Object(
            members
                .map(|(name, input)| ((*name).to_owned(), input.clone()))
                .collect(),
        )
    }

    #[test]
    fn what_means_every_row() {
        let none = || Input::List(Vec::new());
        let id = |operators: &[(&str, Input)]| object(&[("id", object(operators))]);
        let compared = id(&[("eq", Input::Int(1))]);
        for vacuous in [
            object(&[]),
            object(&[("and", none())]),
            object(&[("and", Input::List(vec![object(&[]), object(&[])]))]),
            object(&[("or", Input::List(vec![compared.clone(), object(&[])]))]),
            object(&[("not", object(&[("or", none())]))]),
            id(&[]),
            id(&[("not_in", none())]),
            object(&[("not", id(&[("in", none())]))]),
        ] {
            assert!(is_vacuous(Some(&vacuous)), "{vacuous:?}");
        }
        for narrow in [
            compared.clone(),
            object(&[("or", none())]),
            object(&[("or", Input::List(vec![compared.clone()]))]),
            object(&[("and", Input::List(vec![compared, object(&[])]))]),
            id(&[("not_in", Input::List(vec![Input::Int(1)]))]),
        ] {
            assert!(!is_vacuous(Some(&narrow)), "{narrow:?}");
        }
        assert!(is_vacuous(None));
    }
}
