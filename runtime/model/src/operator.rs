//! The operators of filters, and which kinds have which.

use crate::{Kind, Scalar};

/// One operator of a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operator {
    /// Equal.
    Eq,
    /// Not equal; null differs from every value.
    Ne,
    /// One of.
    In,
    /// None of.
    NotIn,
    /// Is null (`true`) or is not (`false`).
    IsNull,
    /// Greater than.
    Gt,
    /// Greater than or equal.
    Gte,
    /// Less than.
    Lt,
    /// Less than or equal.
    Lte,
    /// From the first to the second of two values, both included.
    Between,
    /// Has the text in it.
    Contains,
    /// Has the text in it, whatever the case.
    Icontains,
    /// Begins with the text.
    StartsWith,
    /// Begins with the text, whatever the case.
    IstartsWith,
    /// Ends with the text.
    EndsWith,
    /// Ends with the text, whatever the case.
    IendsWith,
    /// Equal, whatever the case.
    Ieq,
    /// Matches a pattern of `%` (any text) and `_` (one character); `\` takes the next literally.
    Like,
    /// The calendar year.
    Year,
    /// The month of the year, 1 to 12.
    Month,
    /// The day of the month, 1 to 31.
    Day,
    /// Within a named range of days, in UTC.
    Range,
    /// A list that has all these values.
    ContainsAll,
    /// A list that has one of these values.
    ContainsAny,
    /// A list of that many values.
    Length,
    /// A JSON document that has this value at a path.
    Path,
    /// A JSON object that has this key.
    HasKey,
}

/// What an operator takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operand {
    /// A value of the field's kind (of its items, for lists).
    Same,
    /// A list of such values.
    Many,
    /// Exactly two such values.
    Two,
    /// `true` or `false`.
    Bool,
    /// A text.
    Text,
    /// A whole number.
    Int,
    /// A [`RANGES`] name.
    Range,
    /// An object of `path` (a text such as `address.city` or `tags.0`) and `eq` (any JSON).
    Path,
}

/// The named ranges of days, in UTC; those of `LAST_n_DAYS` end with today.
pub const RANGES: [(&str, &str); 16] = [
    ("TODAY", "Today."),
    ("YESTERDAY", "Yesterday."),
    ("TOMORROW", "Tomorrow."),
    ("THIS_WEEK", "The week of today, from Monday."),
    ("LAST_WEEK", "The week before this one, from Monday."),
    ("NEXT_WEEK", "The week after this one, from Monday."),
    ("THIS_MONTH", "The month of today."),
    ("LAST_MONTH", "The month before this one."),
    ("NEXT_MONTH", "The month after this one."),
    ("THIS_YEAR", "The year of today."),
    ("LAST_YEAR", "The year before this one."),
    ("NEXT_YEAR", "The year after this one."),
    ("LAST_7_DAYS", "The last seven days, today included."),
    ("LAST_30_DAYS", "The last thirty days, today included."),
    ("LAST_90_DAYS", "The last ninety days, today included."),
    ("LAST_365_DAYS", "The last 365 days, today included."),
];

const EQUALITY: [Operator; 5] = [
    Operator::Eq,
    Operator::Ne,
    Operator::In,
    Operator::NotIn,
    Operator::IsNull,
];
const ORDER: [Operator; 5] = [
    Operator::Gt,
    Operator::Gte,
    Operator::Lt,
    Operator::Lte,
    Operator::Between,
];
const TEXT: [Operator; 8] = [
    Operator::Contains,
    Operator::Icontains,
    Operator::StartsWith,
    Operator::IstartsWith,
    Operator::EndsWith,
    Operator::IendsWith,
    Operator::Ieq,
    Operator::Like,
];
const DATE: [Operator; 4] = [
    Operator::Year,
    Operator::Month,
    Operator::Day,
    Operator::Range,
];
const LIST: [Operator; 4] = [
    Operator::ContainsAll,
    Operator::ContainsAny,
    Operator::Length,
    Operator::IsNull,
];
const JSON: [Operator; 3] = [Operator::Path, Operator::HasKey, Operator::IsNull];

impl Operator {
    /// The operator as requests spell it, in snake case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Ne => "ne",
            Self::In => "in",
            Self::NotIn => "not_in",
            Self::IsNull => "is_null",
            Self::Gt => "gt",
            Self::Gte => "gte",
            Self::Lt => "lt",
            Self::Lte => "lte",
            Self::Between => "between",
            Self::Contains => "contains",
            Self::Icontains => "icontains",
            Self::StartsWith => "starts_with",
            Self::IstartsWith => "istarts_with",
            Self::EndsWith => "ends_with",
            Self::IendsWith => "iends_with",
            Self::Ieq => "ieq",
            Self::Like => "like",
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Range => "range",
            Self::ContainsAll => "contains_all",
            Self::ContainsAny => "contains_any",
            Self::Length => "length",
            Self::Path => "path",
            Self::HasKey => "has_key",
        }
    }

    /// One sentence for documents.
    pub fn docs(self) -> &'static str {
        match self {
            Self::Eq => "Equal.",
            Self::Ne => "Not equal; null differs from every value.",
            Self::In => "One of these; none of an empty list.",
            Self::NotIn => "None of these; any of an empty list.",
            Self::IsNull => "Is null, or is not.",
            Self::Gt => "Greater than.",
            Self::Gte => "Greater than or equal.",
            Self::Lt => "Less than.",
            Self::Lte => "Less than or equal.",
            Self::Between => "From the first to the second of two values, both included.",
            Self::Contains => "Has the text in it.",
            Self::Icontains => "Has the text in it, whatever the case.",
            Self::StartsWith => "Begins with the text.",
            Self::IstartsWith => "Begins with the text, whatever the case.",
            Self::EndsWith => "Ends with the text.",
            Self::IendsWith => "Ends with the text, whatever the case.",
            Self::Ieq => "Equal, whatever the case.",
            Self::Like => {
                "Matches a pattern of `%` (any text) and `_` (one character); `\\` takes the next literally."
            }
            Self::Year => "The calendar year.",
            Self::Month => "The month of the year, 1 to 12.",
            Self::Day => "The day of the month, 1 to 31.",
            Self::Range => "Within a named range of days, in UTC.",
            Self::ContainsAll => "Has all these values.",
            Self::ContainsAny => "Has one of these values.",
            Self::Length => "Has that many values.",
            Self::Path => "Has this value at a path.",
            Self::HasKey => "Is an object with this key.",
        }
    }

    /// What it takes.
    pub fn operand(self) -> Operand {
        match self {
            Self::Eq | Self::Ne | Self::Gt | Self::Gte | Self::Lt | Self::Lte => Operand::Same,
            Self::In | Self::NotIn | Self::ContainsAll | Self::ContainsAny => Operand::Many,
            Self::Between => Operand::Two,
            Self::IsNull => Operand::Bool,
            Self::Contains
            | Self::Icontains
            | Self::StartsWith
            | Self::IstartsWith
            | Self::EndsWith
            | Self::IendsWith
            | Self::Ieq
            | Self::Like
            | Self::HasKey => Operand::Text,
            Self::Year | Self::Month | Self::Day | Self::Length => Operand::Int,
            Self::Range => Operand::Range,
            Self::Path => Operand::Path,
        }
    }

    /// The operators of a kind, in the order of the documents.
    ///
    /// ```
    /// use auto_api_model::{Kind, Operator, Scalar};
    /// let operators = Operator::of(&Kind::Scalar(Scalar::Bool));
    /// assert_eq!(operators[0], Operator::Eq);
    /// assert!(!operators.contains(&Operator::Gt));
    /// ```
    pub fn of(kind: &Kind) -> Vec<Self> {
        match kind {
            Kind::Scalar(Scalar::Json) => JSON.to_vec(),
            Kind::Scalar(scalar) => {
                let mut all = EQUALITY.to_vec();
                if scalar.is_ordered() {
                    all.extend(ORDER);
                }
                if scalar.is_text() {
                    all.extend(TEXT);
                }
                if scalar.has_date() {
                    all.extend(DATE);
                }
                all
            }
            Kind::Enum(_) => EQUALITY.to_vec(),
            Kind::List(item) if matches!(**item, Kind::Scalar(_) | Kind::Enum(_)) => LIST.to_vec(),
            Kind::List(_) => vec![Operator::Length, Operator::IsNull],
            Kind::Value(_) => vec![Operator::IsNull],
        }
    }
}
