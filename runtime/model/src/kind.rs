//! What a field's type means once its named parts are known, and the one table of mappings.

use crate::render::joined;
use crate::{Constraints, EnumDef, FieldType, TypeDef, ValueDef};

/// A field's type with its names resolved: newtypes are seen through.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Kind {
    /// One of the built-in scalars.
    Scalar(Scalar),
    /// An enum, stored as text.
    Enum(&'static EnumDef),
    /// A struct, stored as JSON.
    Value(&'static ValueDef),
    /// A list, stored as a JSON array on SQLite and as an array on PostgreSQL.
    List(Box<Kind>),
}

/// The built-in scalars. This table is the whole mapping:
///
/// | Rust | JSON | GraphQL | OpenAPI | SQLite | PostgreSQL |
/// | --- | --- | --- | --- | --- | --- |
/// | `bool` | `true` | `Boolean` | `boolean` | `BOOLEAN` (0, 1) | `boolean` |
/// | `i16` | number | `Int` | `integer` | `INTEGER` | `smallint` |
/// | `i32` | number | `Int` | `integer` `int32` | `INTEGER` | `integer` |
/// | `i64` | text of digits, or a number ([`BigIntFormat`](crate::BigIntFormat)) | `BigInt` | `string`, or `integer` `int64` | `INTEGER` | `bigint` |
/// | `u16` | number | `Int` | `integer` | `INTEGER` | `integer` |
/// | `u32` | number | `UInt32` | `integer` | `INTEGER` | `bigint` |
/// | `f32` | number | `Float` | `number` `float` | `REAL` | `real` |
/// | `f64` | number | `Float` | `number` `double` | `REAL` | `double precision` |
/// | `String` | text | `String` | `string` | `TEXT` | `text` |
/// | `Uuid` | text, hyphenated | `UUID` | `string` `uuid` | `TEXT` | `uuid` |
/// | `DateTime<Utc>` | RFC 3339, `Z` | `DateTime` | `string` `date-time` | `TEXT` `2024-02-29T12:30:00.000000Z` | `timestamptz` |
/// | `NaiveDateTime` | `2024-02-29T12:30:00` | `LocalDateTime` | `string` | `TEXT` `2024-02-29 12:30:00` | `timestamp` |
/// | `NaiveDate` | `2024-02-29` | `Date` | `string` `date` | `TEXT` | `date` |
/// | `NaiveTime` | `12:30:00` | `LocalTime` | `string` | `TEXT` | `time` |
/// | `TimeDelta` | ISO 8601, `PT1H30M` | `Duration` | `string` `duration` | `INTEGER` microseconds | `interval` |
/// | `Decimal` | text, without trailing zeros or with `scale` digits | `Decimal` | `string` `decimal` | `TEXT` | `numeric` |
/// | `Vec<u8>`, `Bytes` | base64 | `Bytes` | `string`, `contentEncoding` `base64` | `BLOB` | `bytea` |
/// | `serde_json::Value` | itself | `JSON` | any | `TEXT` | `jsonb` |
/// | `Url` | text | `URL` | `string` `uri` | `TEXT` | `text` |
/// | `IpAddr` | text | `IP` | `string` | `TEXT` | `inet` |
///
/// Times have microseconds at most, as PostgreSQL has; finer parts are cut off when writing.
/// A fraction of a second is written with 3 or 6 digits, and only if it is not zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scalar {
    /// `bool`
    Bool,
    /// `i16`
    I16,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `u16`
    U16,
    /// `u32`
    U32,
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// `String`
    String,
    /// `uuid::Uuid`
    Uuid,
    /// `chrono::DateTime<Utc>`
    DateTime,
    /// `chrono::NaiveDate`
    Date,
    /// `chrono::NaiveTime`
    Time,
    /// `chrono::NaiveDateTime`
    LocalDateTime,
    /// `chrono::TimeDelta`
    Duration,
    /// `rust_decimal::Decimal`
    Decimal,
    /// `Vec<u8>`
    Bytes,
    /// `serde_json::Value`
    Json,
    /// `url::Url`
    Url,
    /// `std::net::IpAddr`
    Ip,
}

impl Scalar {
    /// All scalars, in the order of the table.
    pub const ALL: [Self; 20] = [
        Self::Bool,
        Self::I16,
        Self::I32,
        Self::I64,
        Self::U16,
        Self::U32,
        Self::F32,
        Self::F64,
        Self::String,
        Self::Uuid,
        Self::DateTime,
        Self::LocalDateTime,
        Self::Date,
        Self::Time,
        Self::Duration,
        Self::Decimal,
        Self::Bytes,
        Self::Json,
        Self::Url,
        Self::Ip,
    ];

    /// The scalar of a field type, if it is one.
    pub fn of(ty: FieldType) -> Option<Self> {
        Some(match ty {
            FieldType::Bool => Self::Bool,
            FieldType::I16 => Self::I16,
            FieldType::I32 => Self::I32,
            FieldType::I64 => Self::I64,
            FieldType::U16 => Self::U16,
            FieldType::U32 => Self::U32,
            FieldType::F32 => Self::F32,
            FieldType::F64 => Self::F64,
            FieldType::String => Self::String,
            FieldType::Uuid => Self::Uuid,
            FieldType::DateTime => Self::DateTime,
            FieldType::Date => Self::Date,
            FieldType::Time => Self::Time,
            FieldType::LocalDateTime => Self::LocalDateTime,
            FieldType::Duration => Self::Duration,
            FieldType::Decimal => Self::Decimal,
            FieldType::Bytes => Self::Bytes,
            FieldType::Json => Self::Json,
            FieldType::Url => Self::Url,
            FieldType::Ip => Self::Ip,
            FieldType::List(_) | FieldType::Named(_) => return None,
        })
    }

    /// Its GraphQL type, without the `!`.
    ///
    /// ```
    /// assert_eq!(auto_api_model::Scalar::I64.graphql(), "BigInt");
    /// ```
    pub fn graphql(self) -> &'static str {
        match self {
            Self::Bool => "Boolean",
            Self::I16 | Self::I32 | Self::U16 => "Int",
            Self::I64 => "BigInt",
            Self::U32 => "UInt32",
            Self::F32 | Self::F64 => "Float",
            Self::String => "String",
            Self::Uuid => "UUID",
            Self::DateTime => "DateTime",
            Self::LocalDateTime => "LocalDateTime",
            Self::Date => "Date",
            Self::Time => "LocalTime",
            Self::Duration => "Duration",
            Self::Decimal => "Decimal",
            Self::Bytes => "Bytes",
            Self::Json => "JSON",
            Self::Url => "URL",
            Self::Ip => "IP",
        }
    }

    /// The description and the specification of its GraphQL type, for those that GraphQL does not
    /// define itself.
    pub fn graphql_spec(self) -> Option<(&'static str, Option<&'static str>)> {
        Some(match self {
            Self::I64 => ("A whole number of 64 bits, as a text of digits.", None),
            Self::U32 => ("A whole number from 0 to 4294967295.", None),
            Self::Uuid => (
                "A UUID, hyphenated.",
                Some("https://www.rfc-editor.org/rfc/rfc9562"),
            ),
            Self::DateTime => (
                "A point in time in UTC, such as `2024-02-29T12:30:00Z`.",
                Some("https://www.rfc-editor.org/rfc/rfc3339"),
            ),
            Self::LocalDateTime => (
                "A date and a time without a zone, such as `2024-02-29T12:30:00`.",
                None,
            ),
            Self::Date => (
                "A date, such as `2024-02-29`.",
                Some("https://www.rfc-editor.org/rfc/rfc3339"),
            ),
            Self::Time => ("A time of day, such as `12:30:00`.", None),
            Self::Duration => (
                "A length of time in ISO 8601, such as `PT1H30M`.",
                Some("https://www.rfc-editor.org/rfc/rfc3339#appendix-A"),
            ),
            Self::Decimal => ("An exact decimal number, as text.", None),
            Self::Bytes => (
                "Bytes in base64.",
                Some("https://www.rfc-editor.org/rfc/rfc4648#section-4"),
            ),
            Self::Json => (
                "Any JSON value.",
                Some("https://www.rfc-editor.org/rfc/rfc8259"),
            ),
            Self::Url => ("An absolute URL.", Some("https://url.spec.whatwg.org/")),
            Self::Ip => ("An IPv4 or IPv6 address.", None),
            _ => return None,
        })
    }

    /// Whether values have an order: `gt`, `lt`, `between`, `min` and `max` are for those.
    pub fn is_ordered(self) -> bool {
        !matches!(self, Self::Bool | Self::Bytes | Self::Json | Self::Ip)
    }

    /// Whether lists may be ordered by it.
    pub fn is_sortable(self) -> bool {
        !matches!(self, Self::Bytes | Self::Json | Self::Ip)
    }

    /// Whether it is text, with the text operators.
    pub fn is_text(self) -> bool {
        matches!(self, Self::String | Self::Url)
    }

    /// Whether it can be added up: `sum` and `avg` are for those.
    pub fn is_number(self) -> bool {
        matches!(
            self,
            Self::I16
                | Self::I32
                | Self::I64
                | Self::U16
                | Self::U32
                | Self::F32
                | Self::F64
                | Self::Decimal
        )
    }

    /// Whether it has a calendar date: `year`, `month`, `day` and ranges are for those.
    pub fn has_date(self) -> bool {
        matches!(self, Self::DateTime | Self::LocalDateTime | Self::Date)
    }

    /// The type of `sum` over it, for numbers: whole numbers add up to 64 bits or more.
    #[must_use]
    pub fn sum(self) -> Self {
        match self {
            Self::I16 | Self::I32 | Self::I64 | Self::U16 | Self::U32 => Self::I64,
            Self::F32 | Self::F64 => Self::F64,
            other => other,
        }
    }

    /// The type of `avg` over it, for numbers.
    #[must_use]
    pub fn avg(self) -> Self {
        match self {
            Self::Decimal => Self::Decimal,
            _ => Self::F64,
        }
    }
}

impl Kind {
    /// The kind of a field's type among these types; `constraints` gains those of its newtypes.
    ///
    /// # Errors
    ///
    /// The name that is not among the types.
    pub fn of(
        ty: FieldType,
        types: &[&'static TypeDef],
        constraints: &mut Constraints,
    ) -> Result<Self, &'static str> {
        match ty {
            FieldType::List(item) => {
                let item = Self::of(*item, types, &mut { Constraints::NONE })?;
                Ok(Self::List(Box::new(item)))
            }
            FieldType::Named(name) => match types.iter().find(|def| def.rust_name() == name) {
                Some(TypeDef::Enum(def)) => Ok(Self::Enum(def)),
                Some(TypeDef::Value(def)) => Ok(Self::Value(def)),
                Some(TypeDef::Newtype(def)) => {
                    *constraints = constraints.or(def.constraints);
                    Self::of(def.inner, types, constraints)
                }
                None => Err(name),
            },
            scalar => Scalar::of(scalar).map(Self::Scalar).ok_or("?"),
        }
    }

    /// The scalar, if it is one.
    pub fn scalar(&self) -> Option<Scalar> {
        match self {
            Self::Scalar(scalar) => Some(*scalar),
            _ => None,
        }
    }

    /// Its GraphQL output type, without the outer `!`.
    pub fn graphql(&self) -> String {
        match self {
            Self::Scalar(scalar) => scalar.graphql().to_owned(),
            Self::Enum(def) => def.name.to_owned(),
            Self::Value(def) => def.name.to_owned(),
            Self::List(item) => joined(&["[", &item.graphql(), "!]"]),
        }
    }

    /// Whether lists may be ordered by it.
    pub fn is_sortable(&self) -> bool {
        match self {
            Self::Scalar(scalar) => scalar.is_sortable(),
            Self::Enum(_) => true,
            Self::Value(_) | Self::List(_) => false,
        }
    }

    /// Whether it has `min` and `max`.
    pub fn is_ordered(&self) -> bool {
        match self {
            Self::Scalar(scalar) => scalar.is_ordered(),
            _ => false,
        }
    }

    /// Whether it has `sum` and `avg`.
    pub fn is_number(&self) -> bool {
        self.scalar().is_some_and(Scalar::is_number)
    }

    /// The name of its filter input: `StringFilter`, `PostStatusFilter`, `StringListFilter`;
    /// `None` for value structs, which have no operators but `is_null` (`ValueFilter`).
    pub fn filter_name(&self) -> String {
        match self {
            Self::Scalar(scalar) => joined(&[scalar.graphql(), "Filter"]),
            Self::Enum(def) => joined(&[def.name, "Filter"]),
            Self::Value(_) => "ValueFilter".to_owned(),
            Self::List(item) => match &**item {
                Self::Scalar(scalar) => joined(&[scalar.graphql(), "ListFilter"]),
                Self::Enum(def) => joined(&[def.name, "ListFilter"]),
                Self::Value(_) | Self::List(_) => "ValueListFilter".to_owned(),
            },
        }
    }
}
