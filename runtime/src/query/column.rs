//! Columns and relations as constants of the struct: `Post::TITLE`, `Post::AUTHOR`.

use std::marker::PhantomData;
use std::ops::{BitAnd, BitOr, Not};

use auto_api_model::{HasModel, Nulls};

use crate::ask::Input;
use crate::record::FieldValue;
use crate::value::{Value, text};

/// A column of `M` that holds `T`s (or nulls, where the field is an `Option<T>`).
#[derive(Debug)]
pub struct Column<M, T> {
    position: usize,
    types: PhantomData<fn() -> (M, T)>,
}

/// A relation of `M` to one `N`.
#[derive(Debug)]
pub struct ToOne<M, N> {
    position: usize,
    types: PhantomData<fn() -> (M, N)>,
}

/// A relation of `M` to many `N`s.
#[derive(Debug)]
pub struct ToMany<M, N> {
    position: usize,
    types: PhantomData<fn() -> (M, N)>,
}

/// A condition on rows of `M`; `&`, `|` and `!` combine them.
#[derive(Debug, Clone)]
#[must_use = "a condition does nothing outside of a query"]
pub struct Condition<M> {
    input: Input,
    model: PhantomData<fn() -> M>,
}

/// A key that rows of `M` are ordered by.
#[derive(Debug, Clone)]
#[must_use = "an order does nothing outside of a query"]
pub struct Order<M> {
    path: Vec<String>,
    descending: bool,
    nulls: Nulls,
    model: PhantomData<fn() -> M>,
}

/// All are positions only, whatever the types.
macro_rules! handle {
    ($($name:ident)*) => {$(
        impl<M, T> Clone for $name<M, T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<M, T> Copy for $name<M, T> {}

        impl<M, T> $name<M, T> {
            /// The one at this position of the model; written by the derive.
            #[doc(hidden)]
            #[must_use]
            pub const fn new(position: usize) -> Self {
                Self { position, types: PhantomData }
            }

        }
    )*};
}

handle! { Column ToOne ToMany }

impl<M, T> Column<M, T> {
    /// Where it is in the model.
    pub(crate) fn position(self) -> usize {
        self.position
    }
}

/// The operators that take one value of the column's type.
macro_rules! compare {
    ($($(#[$docs:meta])* $name:ident;)*) => {$(
        $(#[$docs])*
        pub fn $name(self, value: impl Into<T>) -> Condition<M> {
            self.operator(stringify!($name), input(&value.into().to_value()))
        }
    )*};
}

/// The operators that take a text.
macro_rules! texts {
    ($($(#[$docs:meta])* $name:ident;)*) => {$(
        $(#[$docs])*
        pub fn $name(self, text: impl Into<String>) -> Condition<M> {
            self.operator(stringify!($name), Input::Text(text.into()))
        }
    )*};
}

impl<M: HasModel, T: FieldValue> Column<M, T> {
    compare! {
        /// Equal.
        eq;
        /// Not equal; null differs from every value.
        ne;
        /// Greater than.
        gt;
        /// Greater than or equal.
        gte;
        /// Less than.
        lt;
        /// Less than or equal.
        lte;
    }

    texts! {
        /// Has the text in it.
        contains;
        /// Has the text in it, whatever the case.
        icontains;
        /// Begins with the text.
        starts_with;
        /// Begins with the text, whatever the case.
        istarts_with;
        /// Ends with the text.
        ends_with;
        /// Ends with the text, whatever the case.
        iends_with;
        /// Equal, whatever the case.
        ieq;
        /// Matches a pattern of `%` and `_`.
        like;
    }

    /// From one value to another, both included.
    pub fn between(self, low: impl Into<T>, high: impl Into<T>) -> Condition<M> {
        let two = [low.into(), high.into()].map(|value| input(&value.to_value()));
        self.operator("between", Input::List(two.into()))
    }

    /// One of these values; none of an empty list.
    pub fn is_in(self, values: impl IntoIterator<Item = impl Into<T>>) -> Condition<M> {
        self.operator("in", list(values))
    }

    /// None of these values; any of an empty list.
    pub fn not_in(self, values: impl IntoIterator<Item = impl Into<T>>) -> Condition<M> {
        self.operator("not_in", list(values))
    }

    /// Is null.
    pub fn is_null(self) -> Condition<M> {
        self.operator("is_null", Input::Bool(true))
    }

    /// Is not null.
    pub fn is_not_null(self) -> Condition<M> {
        self.operator("is_null", Input::Bool(false))
    }

    /// Smallest first, nulls last.
    pub fn asc(self) -> Order<M> {
        Order::new(vec![self.name().to_owned()])
    }

    /// Largest first, nulls last.
    pub fn desc(self) -> Order<M> {
        Order {
            descending: true,
            ..self.asc()
        }
    }

    pub(super) fn name(self) -> &'static str {
        M::MODEL.fields[self.position].name
    }

    fn operator(self, name: &str, input: Input) -> Condition<M> {
        Condition::new(object(self.name(), object(name, input)))
    }
}

impl<M: HasModel, N: HasModel> ToOne<M, N> {
    /// There is such a row, and it satisfies the condition.
    pub fn is(self, condition: Condition<N>) -> Condition<M> {
        Condition::new(object(self.name(), condition.input))
    }

    /// There is such a row.
    pub fn exists(self) -> Condition<M> {
        Condition::new(object(self.name(), Input::Object(Vec::new())))
    }

    /// Ordered by a key of that row.
    pub fn by(self, order: Order<N>) -> Order<M> {
        let Order {
            mut path,
            descending,
            nulls,
            ..
        } = order;
        path.insert(0, self.name().to_owned());
        Order {
            path,
            descending,
            nulls,
            model: PhantomData,
        }
    }

    fn name(self) -> &'static str {
        M::MODEL.relations[self.position].name
    }
}

impl<M: HasModel, N: HasModel> ToMany<M, N> {
    /// One of the rows satisfies the condition.
    pub fn some(self, condition: Condition<N>) -> Condition<M> {
        self.quantified("some", condition.input)
    }

    /// All of the rows satisfy the condition; so do no rows.
    pub fn every(self, condition: Condition<N>) -> Condition<M> {
        self.quantified("every", condition.input)
    }

    /// None of the rows satisfies the condition.
    pub fn none(self, condition: Condition<N>) -> Condition<M> {
        self.quantified("none", condition.input)
    }

    /// There is such a row.
    pub fn exists(self) -> Condition<M> {
        self.quantified("some", Input::Object(Vec::new()))
    }

    /// There are at least so many rows.
    pub fn at_least(self, rows: u32) -> Condition<M> {
        self.quantified("count", object("gte", Input::Int(rows.into())))
    }

    /// Ordered by the number of rows.
    pub fn count(self) -> Order<M> {
        Order::new(vec![self.name().to_owned(), "count".to_owned()])
    }

    fn name(self) -> &'static str {
        M::MODEL.relations[self.position].name
    }

    fn quantified(self, quantifier: &str, input: Input) -> Condition<M> {
        Condition::new(object(self.name(), object(quantifier, input)))
    }
}

impl<M> Condition<M> {
    fn new(input: Input) -> Self {
        Self {
            input,
            model: PhantomData,
        }
    }

    pub(crate) fn into_input(self) -> Input {
        self.input
    }
}

impl<M> BitAnd for Condition<M> {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self::new(joined("and", self.input, other.input))
    }
}

impl<M> BitOr for Condition<M> {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self::new(joined("or", self.input, other.input))
    }
}

impl<M> Not for Condition<M> {
    type Output = Self;

    fn not(self) -> Self {
        Self::new(object("not", self.input))
    }
}

impl<M> Order<M> {
    fn new(path: Vec<String>) -> Self {
        Self {
            path,
            descending: false,
            nulls: Nulls::Last,
            model: PhantomData,
        }
    }

    /// The other way round.
    pub fn reversed(mut self) -> Self {
        self.descending = !self.descending;
        self
    }

    /// Nulls before every value, instead of after.
    pub fn nulls_first(mut self) -> Self {
        self.nulls = Nulls::First;
        self
    }

    pub(crate) fn into_input(self) -> Input {
        let direction = match (self.descending, self.nulls) {
            (false, Nulls::Last) => "ASC",
            (false, Nulls::First) => "ASC_NULLS_FIRST",
            (true, Nulls::Last) => "DESC",
            (true, Nulls::First) => "DESC_NULLS_FIRST",
        };
        let key = Input::Enum(direction.to_owned());
        self.path
            .iter()
            .rev()
            .fold(key, |inner, name| object(name, inner))
    }
}

/// Two conditions as one list, whose length is no depth: `a | b | c` is one `or` of three.
fn joined(name: &str, one: Input, two: Input) -> Input {
    let items = |input| match input {
        Input::Object(mut members) if members.len() == 1 && members[0].0 == name => {
            match members.swap_remove(0).1 {
                Input::List(items) => items,
                other => vec![object(name, other)],
            }
        }
        other => vec![other],
    };
    let mut all = items(one);
    all.extend(items(two));
    object(name, Input::List(all))
}

fn object(name: &str, input: Input) -> Input {
    Input::Object(vec![(name.to_owned(), input)])
}

fn list<T: FieldValue>(values: impl IntoIterator<Item = impl Into<T>>) -> Input {
    let values = values
        .into_iter()
        .map(|value| input(&value.into().to_value()));
    Input::List(values.collect())
}

/// A value of Rust code as a request would have it.
pub(super) fn input(value: &Value) -> Input {
    match value {
        Value::Null => Input::Null,
        Value::Bool(value) => Input::Bool(*value),
        Value::Int(number) => Input::Int(*number),
        Value::Float(number) => Input::Float(*number),
        Value::Float32(number) => Input::Float(f64::from(*number)),
        Value::Json(json) => Input::Json(json.clone()),
        Value::List(items) => Input::List(items.iter().map(input).collect()),
        other => Input::Text(text::of(other)),
    }
}
