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
        self.encoding_within(kind, (scale, part), &mut Vec::new())
    }

    /// As [`encoding`](Self::encoding), within these value structs. One that is within itself is
    /// written as it is stored: nobody knows how deep it goes.
    fn encoding_within(
        &self,
        kind: &Kind,
        (scale, part): (Option<u32>, Option<&[Part]>),
        around: &mut Vec<&'static ValueDef>,
    ) -> Encoding {
        match kind {
            Kind::Scalar(scalar) => self.scalar_encoding(*scalar, scale),
            Kind::Enum(def) => Encoding::Enum(def, self.spelling()),
            Kind::List(item) => {
                let item = self.encoding_within(item, (None, part), around);
                Encoding::List(Box::new(item))
            }
            Kind::Value(def) if part.is_none() && around.contains(def) => Encoding::Json,
            Kind::Value(def) => {
                around.push(def);
                let shape = self.value_shape(def, part, around);
                around.pop();
                Encoding::Value(Box::new(shape))
            }
        }
    }

    fn value_shape(
        &self,
        def: &'static ValueDef,
        part: Option<&[Part]>,
        around: &mut Vec<&'static ValueDef>,
    ) -> ValueShape {
        let members = match part {
            Some(parts) => parts
                .iter()
                .map(|part| self.value_part(def, part, around))
                .collect(),
            None => (0..def.fields.len())
                .map(|at| {
                    let name = self.zone.spelled(&def.fields[at]);
                    self.value_field((def, at), &name, None, around)
                })
                .collect(),
        };
        ValueShape { members }
    }

    fn value_part(
        &self,
        def: &'static ValueDef,
        part: &Part,
        around: &mut Vec<&'static ValueDef>,
    ) -> ValueMember {
        match &part.what {
            PartKind::Typename(name) => {
                let mut bytes = json::key(&part.key).into_vec();
                json::string(&mut bytes, name);
                ValueMember::Fixed(bytes.into())
            }
            PartKind::Field { field, part: inner } => {
                self.value_field((def, *field), &part.key, inner.as_deref(), around)
            }
        }
    }

    fn value_field(
        &self,
        (def, at): (&'static ValueDef, usize),
        key: &str,
        part: Option<&[Part]>,
        around: &mut Vec<&'static ValueDef>,
    ) -> ValueMember {
        let field = &def.fields[at];
        let what = (field.constraints.scale, part);
        let encoding = self.encoding_within(&self.zone.kind(field), what, around);
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
