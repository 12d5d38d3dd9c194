//! From values to shape and slots.

use std::sync::Arc;

use apollo_compiler::ast::Value;

use super::super::inputs::{Enum, Inputs, Leaf, Named, Object, Shape, Typed};
use super::super::json::Json;
use super::{Bound, Tag, leaf};
use crate::ask::Input;

/// Why a value does not fit: the end of a sentence that begins with the variable.
pub(super) type Why = String;

/// Writes one variable.
pub(super) struct Writer<'w> {
    pub(super) inputs: &'w Inputs,
    pub(super) slots: bool,
    pub(super) out: &'w mut Bound,
}

impl Writer<'_> {
    pub(super) fn absent(&mut self) {
        self.tag(Tag::Absent);
    }

    /// Writes a value that no plan depends on.
    pub(super) fn whole(&mut self, input: Input) {
        if input == Input::Null {
            return self.tag(Tag::Null);
        }
        self.tag(Tag::Slot);
        self.out.slots.push(input);
    }

    /// Writes a JSON value of a type.
    pub(super) fn value(&mut self, value: &Json<'_>, ty: &Typed) -> Result<(), Why> {
        match (value, &ty.shape) {
            (Json::Null, _) if ty.required => Err("may not be null".to_owned()),
            (Json::Null, _) => {
                self.tag(Tag::Null);
                Ok(())
            }
            (Json::List(items), Shape::List(item)) => self.list(items, item, Self::value),
            // A single value is a list of itself.
            (value, Shape::List(item)) => self.list(std::slice::from_ref(value), item, Self::value),
            (value, Shape::Named(Named::Leaf(leaf))) => {
                let input = leaf::from_json(*leaf, value);
                let input = input.ok_or_else(|| format!("cannot be {}", shown(value)))?;
                self.leaf(*leaf, input);
                Ok(())
            }
            (Json::Text(name), Shape::Named(Named::Enum(def))) => self.variant(def, name),
            (Json::Object(members), Shape::Named(Named::Object(at))) => {
                let members = members.iter().map(|(name, value)| (name.as_ref(), value));
                self.object(self.inputs.get(*at), members, Self::value)
            }
            (value, _) => Err(format!("cannot be {}", shown(value))),
        }
    }

    /// Writes a literal of a type: a default.
    pub(super) fn literal(&mut self, value: &Value, ty: &Typed) -> Result<(), Why> {
        match (value, &ty.shape) {
            (Value::Null, _) if ty.required => Err("may not be null".to_owned()),
            (Value::Null, _) => {
                self.tag(Tag::Null);
                Ok(())
            }
            (Value::List(items), Shape::List(item)) => {
                self.list(items, item, |own, value, ty| own.literal(value, ty))
            }
            (value, Shape::List(item)) => {
                self.list(std::slice::from_ref(value), item, Self::literal)
            }
            (value, Shape::Named(Named::Leaf(Leaf::Json | Leaf::Own(_)))) => {
                let json = super::super::literal::constant(value);
                self.leaf(Leaf::Json, Input::Json(json));
                Ok(())
            }
            (value, Shape::Named(Named::Leaf(leaf))) => {
                let input = leaf::from_literal(*leaf, value);
                let input = input.ok_or_else(|| format!("cannot be {}", leaf::describe(value)))?;
                self.leaf(*leaf, input);
                Ok(())
            }
            (Value::Enum(name), Shape::Named(Named::Enum(def))) => self.variant(def, name),
            (Value::Object(members), Shape::Named(Named::Object(at))) => {
                let members = members
                    .iter()
                    .map(|(name, value)| (name.as_str(), &**value));
                self.object(self.inputs.get(*at), members, Self::literal)
            }
            (value, _) => Err(format!("cannot be {}", leaf::describe(value))),
        }
    }

    fn leaf(&mut self, leaf: Leaf, input: Input) {
        if self.slots && is_slot(leaf) {
            self.tag(Tag::Slot);
            self.out.slots.push(input);
            return;
        }
        match input {
            Input::Bool(false) => self.tag(Tag::False),
            Input::Bool(true) => self.tag(Tag::True),
            Input::Int(number) => self.bytes(Tag::Int, &number.to_le_bytes()),
            Input::Float(number) => self.bytes(Tag::Float, &number.to_bits().to_le_bytes()),
            Input::Text(text) => self.text(Tag::Text, &text),
            Input::Raw(text) => self.text(Tag::Raw, &text),
            Input::Json(json) => self.text(Tag::Json, &json.to_string()),
            // Leaves are none of these.
            Input::Null | Input::Enum(_) | Input::List(_) | Input::Object(_) | Input::Slot(_) => {
                self.tag(Tag::Null);
            }
        }
    }

    fn variant(&mut self, def: &Arc<Enum>, name: &str) -> Result<(), Why> {
        let at = def.values.iter().position(|value| value == name);
        let at = at.ok_or_else(|| unknown_value(def, name))?;
        self.count(Tag::Enum, at);
        Ok(())
    }

    /// A list of scalars without nulls is one slot, so that its length is no part of the shape.
    fn list<T>(
        &mut self,
        items: &[T],
        ty: &Typed,
        write: fn(&mut Self, &T, &Typed) -> Result<(), Why>,
    ) -> Result<(), Why> {
        let (shape, slots) = (self.out.shape.len(), self.out.slots.len());
        self.count(Tag::List, items.len());
        for (at, item) in items.iter().enumerate() {
            write(self, item, ty).map_err(|why| format!("{why} (item {at})"))?;
        }
        let is_leaf = matches!(&ty.shape, Shape::Named(Named::Leaf(leaf)) if is_slot(*leaf));
        let made = self.out.slots.len() - slots;
        if self.slots && is_leaf && made == items.len() {
            let items = self.out.slots.drain(slots..).collect();
            self.out.shape.truncate(shape);
            self.tag(Tag::Slot);
            self.out.longest = self.out.longest.max(made);
            self.out.slots.push(Input::List(items));
        }
        Ok(())
    }

    fn object<'v, T: 'v>(
        &mut self,
        def: &Object,
        members: impl Iterator<Item = (&'v str, &'v T)>,
        write: fn(&mut Self, &T, &Typed) -> Result<(), Why>,
    ) -> Result<(), Why> {
        let slots = self.slots;
        self.slots &= !def.fixed;
        let start = self.out.shape.len();
        self.count(Tag::Object, 0);
        let mut given: Vec<usize> = Vec::new();
        for (name, value) in members {
            let Some((at, field)) = def.field(name) else {
                return Err(unknown(def, name));
            };
            if given.contains(&at) {
                return Err(format!("has `{}.{name}` twice", def.name));
            }
            given.push(at);
            self.position(at);
            let before = self.out.shape.len();
            write(self, value, &field.ty).map_err(|why| within(&field.name, &why))?;
            if def.one_of && self.out.shape.get(before) == Some(&(Tag::Null as u8)) {
                return Err(one_of(def));
            }
        }
        if def.one_of && given.len() != 1 {
            return Err(one_of(def));
        }
        self.defaults(def, &mut given)?;
        let count = u32::try_from(given.len()).unwrap_or(u32::MAX);
        if let Some(bytes) = self.out.shape.get_mut(start + 1..start + 5) {
            bytes.copy_from_slice(&count.to_le_bytes());
        }
        self.slots = slots;
        Ok(())
    }

    /// Fields that are not given have their defaults.
    fn defaults(&mut self, def: &Object, given: &mut Vec<usize>) -> Result<(), Why> {
        for (at, field) in def.fields.iter().enumerate() {
            match &field.default {
                _ if given.contains(&at) => {}
                Some(default) => {
                    given.push(at);
                    self.position(at);
                    self.literal(default, &field.ty)?;
                }
                None if field.ty.required => {
                    return Err(format!("lacks `{}.{}`", def.name, field.name));
                }
                None => {}
            }
        }
        Ok(())
    }

    fn tag(&mut self, tag: Tag) {
        self.out.shape.push(tag as u8);
    }

    fn bytes(&mut self, tag: Tag, bytes: &[u8]) {
        self.tag(tag);
        self.out.shape.extend_from_slice(bytes);
    }

    fn count(&mut self, tag: Tag, count: usize) {
        self.tag(tag);
        self.position(count);
    }

    fn text(&mut self, tag: Tag, text: &str) {
        self.count(tag, text.len());
        self.out.shape.extend_from_slice(text.as_bytes());
    }

    // Bodies are smaller than 4 GiB, so every count fits.
    fn position(&mut self, at: usize) {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        self.out.shape.extend_from_slice(&at.to_le_bytes());
    }
}

/// Whether a value of this scalar may differ from run to run of one plan.
fn is_slot(leaf: Leaf) -> bool {
    !matches!(leaf, Leaf::Boolean | Leaf::Json)
}

pub(super) fn shown(value: &Json<'_>) -> String {
    match value {
        Json::Int(number) => format!("`{number}`"),
        other => other.describe().to_owned(),
    }
}

pub(super) fn unknown(def: &Object, name: &str) -> Why {
    let name: String = name.chars().take(60).collect();
    format!("has a field `{name}` that `{}` does not know", def.name)
}

pub(super) fn unknown_value(def: &Enum, name: &str) -> Why {
    let name: String = name.chars().take(60).collect();
    format!("cannot be `{name}`: `{}` has no such value", def.name)
}

pub(super) fn one_of(def: &Object) -> Why {
    format!("must have exactly one field of `{}`, not null", def.name)
}

/// Puts a field in front of where a message says it is.
pub(super) fn within(field: &str, why: &str) -> String {
    match why.strip_prefix("at `") {
        Some(rest) => format!("at `{field}.{rest}"),
        None => format!("at `{field}` {why}"),
    }
}
