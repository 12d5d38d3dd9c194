//! How the model's types are spelled in Python.

use auto_api_model::{BigIntFormat, Entity, Kind, Scalar, Zone};

use super::names::class;

/// The type of a scalar.
pub(super) fn scalar(scalar: Scalar, zone: &Zone) -> &'static str {
    match scalar {
        Scalar::Bool => "bool",
        Scalar::I64 if zone.big_int == BigIntFormat::String => "rt.BigInt",
        Scalar::I16 | Scalar::I32 | Scalar::I64 | Scalar::U16 | Scalar::U32 => "int",
        Scalar::F32 | Scalar::F64 => "float",
        Scalar::String | Scalar::Url => "str",
        Scalar::Uuid => "rt.Uuid",
        Scalar::DateTime => "rt.DateTime",
        Scalar::LocalDateTime => "rt.LocalDateTime",
        Scalar::Date => "rt.Date",
        Scalar::Time => "rt.Time",
        Scalar::Duration => "rt.Duration",
        Scalar::Decimal => "rt.Decimal",
        Scalar::Bytes => "rt.Bytes",
        Scalar::Json => "rt.Json",
        Scalar::Ip => "rt.Ip",
    }
}

/// Where the named types are that a module writes: what stands before their names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Types<'m> {
    /// Before enums.
    pub(super) enums: &'m str,
    /// Before value structs.
    pub(super) values: &'m str,
}

/// Those of the modules beside `types`.
pub(super) const TYPES: Types<'static> = Types {
    enums: "types.",
    values: "types.",
};

impl Types<'_> {
    /// The type of a kind.
    pub(super) fn kind(self, zone: &Zone, kind: &Kind) -> String {
        match kind {
            Kind::Scalar(own) => scalar(*own, zone).to_owned(),
            Kind::Enum(def) => format!("{}{}", self.enums, class(def.name)),
            Kind::Value(def) => format!("{}{}", self.values, class(def.name)),
            Kind::List(item) => format!("list[{}]", self.kind(zone, item)),
        }
    }
}

/// The class of an entity's rows.
pub(super) fn row(entity: &Entity) -> String {
    class(entity.type_name())
}

/// Whether a type may also be null.
pub(super) fn or_none(ty: &str, nullable: bool) -> String {
    // Any JSON has null among it.
    let end = if nullable && ty != "rt.Json" {
        " | None"
    } else {
        ""
    };
    format!("{ty}{end}")
}
