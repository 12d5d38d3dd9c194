//! From a shape back to inputs, with slots where the values were.

use super::super::inputs::{Inputs, Named, Shape, Typed};
use super::{Tag, Variable};
use crate::ask::Input;

/// The inputs of an operation's variables, in order; `None` for one that is absent.
pub(crate) fn values(inputs: &Inputs, variables: &[Variable], shape: &[u8]) -> Vec<Option<Input>> {
    let mut reader = Reader {
        inputs,
        rest: shape,
        slots: 0,
    };
    let all = variables.iter();
    all.map(|variable| reader.value(&variable.ty)).collect()
}

/// Reads what [`Writer`](super::write::Writer) wrote; a shape that ends early has absent values.
struct Reader<'r> {
    inputs: &'r Inputs,
    rest: &'r [u8],
    slots: usize,
}

impl Reader<'_> {
    fn value(&mut self, ty: &Typed) -> Option<Input> {
        let (&tag, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(match Tag::ALL.get(usize::from(tag))? {
            Tag::Absent => return None,
            Tag::Null => Input::Null,
            Tag::False => Input::Bool(false),
            Tag::True => Input::Bool(true),
            Tag::Slot => {
                self.slots += 1;
                Input::Slot(self.slots - 1)
            }
            Tag::Int => Input::Int(i64::from_le_bytes(self.eight()?)),
            Tag::Float => Input::Float(f64::from_bits(u64::from_le_bytes(self.eight()?))),
            Tag::Text => Input::Text(self.text()?),
            Tag::Raw => Input::Raw(self.text()?),
            Tag::Json => Input::Json(serde_json::from_str(&self.text()?).ok()?),
            Tag::Enum => {
                let at = self.count()?;
                let Shape::Named(Named::Enum(def)) = &ty.shape else {
                    return None;
                };
                Input::Enum(def.values.get(at)?.clone())
            }
            Tag::List => {
                let Shape::List(item) = &ty.shape else {
                    return None;
                };
                let count = self.count()?;
                Input::List((0..count).map_while(|_| self.value(item)).collect())
            }
            Tag::Object => self.object(ty)?,
        })
    }

    fn object(&mut self, ty: &Typed) -> Option<Input> {
        let Shape::Named(Named::Object(at)) = &ty.shape else {
            return None;
        };
        let inputs = self.inputs;
        let def = inputs.get(*at);
        let mut members = Vec::new();
        for _ in 0..self.count()? {
            let field = def.fields.get(self.count()?)?;
            members.push((field.name.clone(), self.value(&field.ty)?));
        }
        Some(Input::Object(members))
    }

    fn count(&mut self) -> Option<usize> {
        let (bytes, rest) = self.rest.split_first_chunk::<4>()?;
        self.rest = rest;
        usize::try_from(u32::from_le_bytes(*bytes)).ok()
    }

    fn eight(&mut self) -> Option<[u8; 8]> {
        let (bytes, rest) = self.rest.split_first_chunk::<8>()?;
        self.rest = rest;
        Some(*bytes)
    }

    fn text(&mut self) -> Option<String> {
        let length = self.count()?;
        let (text, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        String::from_utf8(text.to_vec()).ok()
    }
}
