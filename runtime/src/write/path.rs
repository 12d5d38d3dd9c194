//! Where in the input a write is, kept on the stack: texts are made only for errors.

use auto_api_model::ErrorCode;

use crate::error::Error;

/// A step into the input, and those before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Path<'p> {
    before: Option<&'p Path<'p>>,
    step: Step<'p>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'p> {
    Name(&'p str),
    Index(usize),
}

impl<'p> Path<'p> {
    /// An argument.
    pub(super) fn argument(name: &'p str) -> Self {
        Self {
            before: None,
            step: Step::Name(name),
        }
    }

    /// A member.
    pub(super) fn name<'s>(&'s self, name: &'s str) -> Path<'s> {
        Path {
            before: Some(self),
            step: Step::Name(name),
        }
    }

    /// An item of a list.
    pub(super) fn index(&self, at: usize) -> Path<'_> {
        Path {
            before: Some(self),
            step: Step::Index(at),
        }
    }

    /// Where the row of a patch is said: what is beside the patch says which row.
    pub(super) fn of_row(&self) -> &Self {
        match (self.step, self.before) {
            (Step::Name("patch"), Some(before)) => before,
            _ => self,
        }
    }

    /// Whether it is somewhere within an argument.
    pub(super) fn is_inner(&self) -> bool {
        self.before.is_some()
    }

    /// How many rows are around: each is a relation and what is done with it.
    pub(super) fn levels(&self) -> usize {
        let mut names = 0;
        let mut at = Some(self);
        while let Some(path) = at {
            names += usize::from(matches!(path.step, Step::Name(_)));
            at = path.before;
        }
        names / 2
    }

    /// The steps, from the outside in.
    pub(super) fn steps(&self) -> Vec<String> {
        let mut steps = self.before.map(Path::steps).unwrap_or_default();
        steps.push(match self.step {
            Step::Name(name) => name.to_owned(),
            Step::Index(at) => at.to_string(),
        });
        steps
    }

    /// A value that is not valid, with the field it is about: the last name.
    pub(super) fn error(&self, message: impl Into<String>) -> Error {
        self.put(Error::new(ErrorCode::Validation, message))
    }

    /// Puts the way to a value in front of an error's path, which begins inside the value.
    pub(super) fn around(&self, mut error: Error) -> Error {
        let mut path = self.steps();
        path.append(&mut error.path);
        error.path = path;
        error
    }

    /// Says where an error is, unless it says so itself.
    pub(super) fn put(&self, mut error: Error) -> Error {
        if error.path.is_empty() {
            error.path = self.steps();
        }
        if error.field.is_none()
            && let Step::Name(name) = self.step
            && self.before.is_some()
        {
            error.field = Some(name.to_owned());
        }
        error
    }
}
