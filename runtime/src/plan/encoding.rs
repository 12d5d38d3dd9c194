//! How values of a kind are written, in part or whole.

use auto_api_model::{Kind, Scalar, ValueDef};

use super::Planner;
use super::node::{Encoding, Spelling, ValueMember, ValueShape};
use crate::ask::{Part, PartKind, Shape};
use crate::json;

impl Planner<'_> {
    /// How values of a kind are written.
    pub(crate) fn encoding(
        &self,
        kind: &Kind,
        scale: Option<u32>,
        part: Option<&[Part]>,
    ) -> Encoding {
        match kind {
            Kind::Scalar(scalar) => self.scalar_encoding(*scalar, scale),
            Kind::Enum(def) => Encoding::Enum(def, self.spelling()),
            Kind::List(item) => Encoding::List(Box::new(self.encoding(item, None, part))),
            Kind::Value(def) => Encoding::Value(Box::new(self.value_shape(def, part))),
        }
    }

    fn value_shape(&self, def: &'static ValueDef, part: Option<&[Part]>) -> ValueShape {
        let members = match part {
            Some(parts) => parts
                .iter()
                .map(|part| self.value_part(def, part))
                .collect(),
            None => (0..def.fields.len())
                .map(|at| self.value_field(def, at, &self.zone.spelled(&def.fields[at]), None))
                .collect(),
        };
        ValueShape { members }
    }

    fn value_part(&self, def: &'static ValueDef, part: &Part) -> ValueMember {
        match &part.what {
            PartKind::Typename(name) => {
                let mut bytes = json::key(&part.key).into_vec();
                json::string(&mut bytes, name);
                ValueMember::Fixed(bytes.into())
            }
            PartKind::Field { field, part: inner } => {
                self.value_field(def, *field, &part.key, inner.as_deref())
            }
        }
    }

    fn value_field(
        &self,
        def: &'static ValueDef,
        at: usize,
        key: &str,
        part: Option<&[Part]>,
    ) -> ValueMember {
        let field = &def.fields[at];
        let encoding = self.encoding(&self.zone.kind(field), field.constraints.scale, part);
        ValueMember::Field {
            key: json::key(key),
            name: field.name,
            encoding,
        }
    }

    fn spelling(&self) -> Spelling {
        match self.shape {
            Shape::Object => Spelling::Graphql,
            Shape::Bare => Spelling::Rest,
        }
    }

    pub(crate) fn scalar_encoding(&self, scalar: Scalar, scale: Option<u32>) -> Encoding {
        if scalar == Scalar::I64 && self.zone.big_int == auto_api_model::BigIntFormat::String {
            return Encoding::IntText;
        }
        of_scalar(scalar, scale)
    }
}

/// How values of a kind are read as values: as they are, whatever a zone says of their spelling.
pub(crate) fn plain(kind: &Kind) -> Encoding {
    match kind {
        Kind::Scalar(scalar) => of_scalar(*scalar, None),
        Kind::Enum(def) => Encoding::Enum(def, Spelling::Rest),
        Kind::List(item) => Encoding::List(Box::new(plain(item))),
        Kind::Value(_) => Encoding::Json,
    }
}

fn of_scalar(scalar: Scalar, scale: Option<u32>) -> Encoding {
    match scalar {
        Scalar::Bool => Encoding::Bool,
        Scalar::I16 | Scalar::I32 | Scalar::I64 | Scalar::U16 | Scalar::U32 => Encoding::Int,
        Scalar::F32 => Encoding::Float32,
        Scalar::F64 => Encoding::Float,
        Scalar::String | Scalar::Url => Encoding::Text,
        Scalar::Ip => Encoding::Ip,
        Scalar::Uuid => Encoding::Uuid,
        Scalar::DateTime => Encoding::DateTime,
        Scalar::LocalDateTime => Encoding::LocalDateTime,
        Scalar::Date => Encoding::Date,
        Scalar::Time => Encoding::Time,
        Scalar::Duration => Encoding::Duration,
        Scalar::Decimal => Encoding::Decimal(scale),
        Scalar::Bytes => Encoding::Bytes,
        Scalar::Json => Encoding::Json,
    }
}
