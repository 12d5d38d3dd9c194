//! How the model's types are spelled in Rust.

use auto_api_model::operator::Operand;
use auto_api_model::render::joined;
use auto_api_model::{BigIntFormat, Entity, Kind, Operator, Scalar, Zone};

use super::names::{identifier, literal, type_name};
use super::text::Text;

/// The type of a scalar's values.
pub(super) fn scalar(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "bool",
        Scalar::I16 => "i16",
        Scalar::I32 => "i32",
        Scalar::I64 => "i64",
        Scalar::U16 => "u16",
        Scalar::U32 => "u32",
        Scalar::F32 => "f32",
        Scalar::F64 => "f64",
        Scalar::String | Scalar::Url => "String",
        Scalar::Uuid => "uuid::Uuid",
        Scalar::DateTime => "chrono::DateTime<chrono::Utc>",
        Scalar::LocalDateTime => "chrono::NaiveDateTime",
        Scalar::Date => "chrono::NaiveDate",
        Scalar::Time => "chrono::NaiveTime",
        Scalar::Duration => "chrono::TimeDelta",
        Scalar::Decimal => "rust_decimal::Decimal",
        Scalar::Bytes => "Vec<u8>",
        Scalar::Json => "serde_json::Value",
        Scalar::Ip => "std::net::IpAddr",
    }
}

/// The type of a kind's values.
pub(super) fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Scalar(own) => scalar(*own).to_owned(),
        Kind::Enum(def) => format!("crate::types::{}", type_name(def.name)),
        Kind::Value(def) => format!("crate::types::{}", type_name(def.name)),
        Kind::List(item) => format!("Vec<{}>", self::kind(item)),
    }
}

/// The type of what filters compare with: kinds that share a filter share it.
pub(super) fn operand(kind: &Kind) -> String {
    match kind {
        Kind::List(item) => operand(item),
        Kind::Scalar(Scalar::I16 | Scalar::I32 | Scalar::U16) => "i32".to_owned(),
        Kind::Scalar(Scalar::F32 | Scalar::F64) => "f64".to_owned(),
        own => self::kind(own),
    }
}

/// Whether callers may give anything that becomes such a value: text of any sort, say.
pub(super) fn is_converted(ty: &str) -> bool {
    matches!(ty, "String" | "Vec<u8>" | "serde_json::Value")
}

/// Whether values are text on the wire, and something else in Rust.
pub(super) fn is_text(kind: &Kind, zone: &Zone) -> bool {
    match kind {
        Kind::Scalar(Scalar::I64) => zone.big_int == BigIntFormat::String,
        Kind::Scalar(own) => matches!(own, Scalar::Bytes | Scalar::Duration),
        Kind::List(item) => is_text(item, zone),
        Kind::Enum(_) | Kind::Value(_) => false,
    }
}

/// Whether an operator's operand is made of the field's own values.
pub(super) fn has_values(operator: Operator) -> bool {
    matches!(
        operator.operand(),
        Operand::Same | Operand::Many | Operand::Two
    )
}

/// A member of a struct that serde reads or writes.
pub(super) struct Member<'m> {
    /// Its name in Rust, without `r#`.
    pub(super) name: &'m str,
    /// Its name on the wire.
    pub(super) wire: &'m str,
    pub(super) ty: &'m str,
    pub(super) is_text: bool,
    /// Whether it may be missing on the wire.
    pub(super) is_optional: bool,
}

impl Member<'_> {
    pub(super) fn write(&self, text: &mut Text) {
        let Self { name, wire, ty, .. } = self;
        if name != wire {
            text.line(&format!("#[serde(rename = {})]", literal(wire)));
        }
        if self.is_optional {
            // With a text, serde would want the member without this.
            text.line("#[serde(default)]");
            text.line("#[serde(skip_serializing_if = \"Option::is_none\")]");
        }
        if self.is_text {
            text.line("#[serde(with = \"crate::runtime::text\")]");
        }
        let head = joined(&["pub ", &identifier(name), ":"]);
        text.long(&head, &joined(&[ty, ","]));
    }
}

/// The module of an entity, without `r#`. A type in lower case has its name already.
pub(super) fn module(entity: &Entity) -> String {
    let name = super::names::member(&entity.singular);
    let end = if name == entity.type_name() { "_" } else { "" };
    format!("{name}{end}")
}

/// One sentence on how a scalar is written, for those that are text in Rust, too.
pub(super) fn note(kind: &Kind) -> &'static str {
    match kind.scalar() {
        Some(own @ Scalar::Url) => own.graphql_spec().map_or("", |(docs, _)| docs),
        _ => "",
    }
}
