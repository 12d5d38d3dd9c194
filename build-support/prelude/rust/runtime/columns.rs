//! Names of fields and relations, typed by their model: `Post::TITLE`, `Post::AUTHOR.to(User::NAME)`.

#![allow(
    clippy::needless_pass_by_value,
    reason = "constants need no `&` in front"
)]

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use super::wire::{NULLS_FIRST, NULLS_LAST};

/// A field that lists can be ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sortable {}

/// A field, sortable or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Any {}

/// A type without values, that says what a name is about.
type About<T> = PhantomData<fn() -> T>;

/// A field of a model's rows, or of rows that they lead to.
pub struct Field<M, S = Sortable> {
    path: Cow<'static, str>,
    about: About<(M, S)>,
}

/// A relation to one row at most.
pub struct One<M, T> {
    path: Cow<'static, str>,
    about: About<(M, T)>,
}

/// A relation to many rows.
pub struct Many<M, T> {
    path: Cow<'static, str>,
    about: About<(M, T)>,
}

/// A relation whose rows are wanted, too.
pub struct Include<M> {
    path: Cow<'static, str>,
    about: About<M>,
}

/// A key to sort by.
pub struct Order<M> {
    path: Cow<'static, str>,
    is_descending: bool,
    nulls: Option<&'static str>,
    about: About<M>,
}

impl<M, S> Field<M, S> {
    /// The field of that name.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self {
            path: Cow::Borrowed(name),
            about: PhantomData,
        }
    }
}

impl<M> Field<M> {
    /// The smallest first.
    #[must_use]
    pub fn asc(self) -> Order<M> {
        Order::new(self.path, false)
    }

    /// The largest first.
    #[must_use]
    pub fn desc(self) -> Order<M> {
        Order::new(self.path, true)
    }
}

impl<M> From<Field<M>> for Field<M, Any> {
    fn from(field: Field<M>) -> Self {
        Self {
            path: field.path,
            about: PhantomData,
        }
    }
}

fn join(head: &str, tail: &str) -> Cow<'static, str> {
    Cow::Owned(format!("{head}.{tail}"))
}

impl<M, T> One<M, T> {
    /// The relation of that name.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self {
            path: Cow::Borrowed(name),
            about: PhantomData,
        }
    }

    /// A field of the row it leads to.
    #[must_use]
    pub fn to<S>(self, field: Field<T, S>) -> Field<M, S> {
        Field {
            path: join(&self.path, &field.path),
            about: PhantomData,
        }
    }

    /// A relation to one of the row it leads to.
    #[must_use]
    pub fn to_one<U>(self, next: One<T, U>) -> One<M, U> {
        One {
            path: join(&self.path, &next.path),
            about: PhantomData,
        }
    }

    /// A relation to many of the row it leads to.
    #[must_use]
    pub fn to_many<U>(self, next: Many<T, U>) -> Many<M, U> {
        Many {
            path: join(&self.path, &next.path),
            about: PhantomData,
        }
    }
}

impl<M, T> Many<M, T> {
    /// The relation of that name.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self {
            path: Cow::Borrowed(name),
            about: PhantomData,
        }
    }

    /// A field of the rows it leads to. Nothing can be ordered by that.
    #[must_use]
    pub fn to<S>(self, field: Field<T, S>) -> Field<M, Any> {
        Field {
            path: join(&self.path, &field.path),
            about: PhantomData,
        }
    }

    /// A relation of the rows it leads to.
    #[must_use]
    pub fn then(self, next: impl Into<Include<T>>) -> Include<M> {
        Include {
            path: join(&self.path, &next.into().path),
            about: PhantomData,
        }
    }

    /// The number of its rows, to sort by.
    #[must_use]
    pub fn count(self) -> Field<M> {
        Field {
            path: join(&self.path, "count"),
            about: PhantomData,
        }
    }
}

impl<M, T> From<One<M, T>> for Include<M> {
    fn from(one: One<M, T>) -> Self {
        Self {
            path: one.path,
            about: PhantomData,
        }
    }
}

impl<M, T> From<Many<M, T>> for Include<M> {
    fn from(many: Many<M, T>) -> Self {
        Self {
            path: many.path,
            about: PhantomData,
        }
    }
}

impl<M> Order<M> {
    fn new(path: Cow<'static, str>, is_descending: bool) -> Self {
        Self {
            path,
            is_descending,
            nulls: None,
            about: PhantomData,
        }
    }

    /// Nulls come first.
    #[must_use]
    pub fn nulls_first(mut self) -> Self {
        self.nulls = Some(NULLS_FIRST);
        self
    }

    /// Nulls come last, as they do unless said.
    #[must_use]
    pub fn nulls_last(mut self) -> Self {
        self.nulls = Some(NULLS_LAST);
        self
    }
}

impl<M> From<Field<M>> for Order<M> {
    fn from(field: Field<M>) -> Self {
        field.asc()
    }
}

impl<M, S> fmt::Display for Field<M, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)
    }
}

impl<M> fmt::Display for Include<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)
    }
}

impl<M> fmt::Display for Order<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_descending { "-" } else { "" };
        write!(f, "{sign}{}", self.path)?;
        self.nulls.map_or(Ok(()), |nulls| write!(f, ":{nulls}"))
    }
}
