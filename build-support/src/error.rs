//! Mistakes with their places, all of them at once.

use std::fmt;

use proc_macro2::Span;

/// Where in a file something stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, relative to the package, with `/` between its parts.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in Unicode scalar values.
    pub column: usize,
}

/// Something that must be changed before there is an API.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mistake {
    /// Where, if it is anywhere.
    pub place: Option<Place>,
    /// What is wrong and what to do.
    pub message: String,
}

/// Every mistake that was found, sorted by place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// The mistakes, at least one.
    pub mistakes: Vec<Mistake>,
}

/// The mistakes found so far.
#[derive(Debug, Default)]
pub(crate) struct Mistakes(Vec<Mistake>);

impl Place {
    /// The beginning of a file.
    pub(crate) fn start(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            line: 1,
            column: 1,
        }
    }

    /// Where a span of a parsed file begins.
    pub(crate) fn of(file: &str, span: Span) -> Self {
        let start = span.start();
        Self {
            file: file.to_owned(),
            line: start.line,
            column: start.column + 1,
        }
    }

    /// Where the byte at an offset of a text is.
    pub(crate) fn at(file: &str, text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.rsplit('\n').next().unwrap_or(before);
        Self {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
        }
    }
}

impl Mistakes {
    /// A mistake at a place.
    pub(crate) fn at(&mut self, place: Place, message: impl fmt::Display) {
        self.push(Some(place), message);
    }

    /// A mistake that has no place.
    pub(crate) fn anywhere(&mut self, message: impl fmt::Display) {
        self.push(None, message);
    }

    /// Every mistake of a parser or of the front end.
    pub(crate) fn of_syn(&mut self, file: &str, errors: syn::Error) {
        for error in errors {
            self.at(Place::of(file, error.span()), &error);
        }
    }

    /// Takes over those of another list.
    pub(crate) fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Whether there is none so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes over those of an error.
    pub(crate) fn take(&mut self, error: Error) {
        self.0.extend(error.mistakes);
    }

    /// Fails if there is one.
    pub(crate) fn finish(self) -> Result<(), Error> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(self.into_error())
        }
    }

    /// Each once, sorted.
    pub(crate) fn into_error(mut self) -> Error {
        self.0.sort();
        self.0.dedup();
        Error { mistakes: self.0 }
    }

    fn push(&mut self, place: Option<Place>, message: impl fmt::Display) {
        // A mistake is one line, also for cargo.
        let text = message.to_string();
        let lines: Vec<_> = text.lines().map(str::trim).collect();
        self.0.push(Mistake {
            place,
            message: lines.join(" "),
        });
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "{place}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, mistake) in self.mistakes.iter().enumerate() {
            let end = if at == 0 { "" } else { "\n" };
            write!(f, "{end}{mistake}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Mistake {}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::{Mistakes, Place};

    #[test]
    fn sorted_and_each_once() {
        let mut mistakes = Mistakes::default();
        let place = |line| Place {
            line,
            ..Place::start("src/lib.rs")
        };
        mistakes.at(place(3), "third");
        mistakes.at(place(2), "second\n  line");
        mistakes.at(place(3), "third");
        let error = mistakes.finish().unwrap_err();
        assert_eq!(
            error.to_string(),
            "src/lib.rs:2:1: second line\nsrc/lib.rs:3:1: third"
        );
    }

    #[test]
    fn columns_are_letters() {
        let place = Place::at("a.toml", "ä = 1\nöö = 2\n", 11);
        assert_eq!((place.line, place.column), (2, 3));
    }
}
