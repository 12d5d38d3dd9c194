//! One field of a model or of a value struct, as plain data.

use crate::Access;

/// A field: a column of a model, or a member of a value struct.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
// Each is an attribute of its own that is there or not.
#[allow(clippy::struct_excessive_bools)]
pub struct Field {
    /// The name on the wire, after serde's renames.
    pub name: &'static str,
    /// The field's name in Rust, without `r#`.
    pub rust_name: &'static str,
    /// Whether `name` was written by the user for this field, so that no zone re-cases it.
    pub verbatim: bool,
    /// The column, where it is not `rust_name`.
    pub column: Option<&'static str>,
    /// The type, without its `Option`.
    pub ty: FieldType,
    /// Whether the Rust type is `Option<_>`.
    pub nullable: bool,
    /// The doc comment.
    pub docs: &'static str,
    /// Why and since when it should no longer be used.
    pub deprecated: Option<&'static str>,
    /// Whether it is the primary key, or a part of it.
    pub id: bool,
    /// Whether no two rows have the same value.
    pub unique: bool,
    /// Whether the table has an index on it.
    pub index: bool,
    /// What a new row has when the request does not say.
    pub default: Option<DefaultValue>,
    /// Who fills it, if not the caller.
    pub auto: Option<Auto>,
    /// Whether callers read it, write it, or both.
    pub mode: Mode,
    /// Whether lists may be filtered by it.
    pub filter: bool,
    /// Whether lists may be ordered by it.
    pub order: bool,
    /// What a value must satisfy.
    pub constraints: Constraints,
    /// What becomes of HTML in it, before it is checked.
    pub sanitize: Sanitize,
    /// The path of a function that checks a value, as written; the function itself travels beside
    /// the data ([`Types::attach`](crate::Types::attach)).
    pub validate: Option<&'static str>,
    /// The zones that show it; none means those of its model.
    pub zones: &'static [&'static str],
    /// Who may read and write it.
    pub access: Access,
}

impl Field {
    /// A field without a name: the base of a struct update in generated code.
    pub const DEFAULT: Self = Self {
        name: "",
        rust_name: "",
        verbatim: false,
        column: None,
        ty: FieldType::String,
        nullable: false,
        docs: "",
        deprecated: None,
        id: false,
        unique: false,
        index: false,
        default: None,
        auto: None,
        mode: Mode::ReadWrite,
        filter: true,
        order: true,
        constraints: Constraints::NONE,
        sanitize: Sanitize::None,
        validate: None,
        zones: &[],
        access: Access::NONE,
    };
}

/// A field's type as its source spells it. See [`Scalar`](crate::Scalar) for the mapping of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldType {
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
    /// `chrono::TimeDelta` or `chrono::Duration`
    Duration,
    /// `rust_decimal::Decimal`
    Decimal,
    /// `Vec<u8>` or `bytes::Bytes`
    Bytes,
    /// `serde_json::Value`
    Json,
    /// `url::Url`
    Url,
    /// `std::net::IpAddr`
    Ip,
    /// `Vec<_>` of a scalar, an enum, a newtype or a value struct.
    List(&'static FieldType),
    /// A type that derives `AutoApi` itself, by the last segment of its path.
    Named(&'static str),
}

/// What a new row has when the request does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DefaultValue {
    /// `Default::default()` of the Rust type.
    OfType,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a fraction, as written.
    Number(&'static str),
    /// A text, an enum's variant by its wire name, or any type's text form.
    Text(&'static str),
}

/// Who fills a field, if not the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Auto {
    /// The time of the insert (`auto_now_add`).
    NowAdd,
    /// The time of the last write (`auto_now`).
    Now,
    /// A counter of writes, for optimistic concurrency (`version`).
    Version,
}

/// Whether callers read a field, write it, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Both.
    ReadWrite,
    /// In answers only.
    ReadOnly,
    /// In inputs only: no answer, filter or order has it.
    WriteOnly,
}

/// What a value must satisfy. Lengths are in Unicode scalar values for text, items for lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Constraints {
    /// The smallest length.
    pub min_length: Option<u32>,
    /// The largest length.
    pub max_length: Option<u32>,
    /// The smallest number, as written.
    pub minimum: Option<&'static str>,
    /// The largest number, as written.
    pub maximum: Option<&'static str>,
    /// A regular expression that the text must match.
    pub pattern: Option<&'static str>,
    /// A well-known form of text.
    pub format: Option<Format>,
    /// Digits of a decimal, in all.
    pub precision: Option<u32>,
    /// Digits of a decimal after the point; answers always have that many.
    pub scale: Option<u32>,
}

impl Constraints {
    /// Anything goes.
    pub const NONE: Self = Self {
        min_length: None,
        max_length: None,
        minimum: None,
        maximum: None,
        pattern: None,
        format: None,
        precision: None,
        scale: None,
    };
}

/// What becomes of HTML in a text, before it is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sanitize {
    /// It stays: the text is not for HTML, or whoever shows it takes care.
    None,
    /// Markup that is known to be harmless stays; scripts, styles, handlers and the rest go.
    Html,
    /// All markup goes; the text in it stays.
    Text,
}

/// A well-known form of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// An e-mail address (the HTML standard's `input type=email`).
    Email,
    /// An absolute URL.
    Url,
}
