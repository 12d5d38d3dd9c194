//! Descriptions, as every language writes them: paragraphs with an empty line between.

use auto_api_model::render::{is_plain, trimmed};

/// What there is to say.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Docs<'d> {
    Nothing,
    /// One line that needs no escape, as most descriptions are.
    Line(&'d str),
    /// Anything else.
    Text(String),
}

impl<'d> Docs<'d> {
    /// What these paragraphs say; empty ones are none.
    pub(super) fn of(parts: &[&'d str]) -> Self {
        let mut only = "";
        let mut count = 0;
        let mut at = 0;
        // An iterator would be called for each where nothing is optimised.
        while at < parts.len() {
            let part = trimmed(parts[at]);
            if !part.is_empty() {
                only = part;
                count += 1;
            }
            at += 1;
        }
        match count {
            0 => Self::Nothing,
            1 if is_plain(only) => Self::Line(only),
            _ => {
                let parts = parts.iter().map(|part| part.trim());
                let shown: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
                Self::Text(shown.join("\n\n"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Docs;

    #[test]
    fn paragraphs_are_those_that_say_something() {
        assert_eq!(Docs::of(&[]), Docs::Nothing);
        assert_eq!(Docs::of(&["", " \n "]), Docs::Nothing);
        assert_eq!(Docs::of(&["", " a. \u{a0}"]), Docs::Line("a."));
        assert_eq!(Docs::of(&["a\nb"]), Docs::Text("a\nb".to_owned()));
        assert_eq!(Docs::of(&["a", "", "b"]), Docs::Text("a\n\nb".to_owned()));
        assert_eq!(Docs::of(&["\"a\""]), Docs::Text("\"a\"".to_owned()));
    }
}
