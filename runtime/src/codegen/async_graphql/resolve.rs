//! Values of a schema, written from data: what is selected of rows and value structs.

use ::async_graphql::indexmap::IndexMap;
use ::async_graphql::parser::types::{Field, Selection, SelectionSet, TypeCondition};
use ::async_graphql::{
    ContextSelectionSet, Name, Pos, Positioned, ServerError, ServerResult, Value as Output,
};
use auto_api_model::{EnumDef, Kind, Scalar};
use serde_json::Value as Json;
use std::collections::HashSet;

use super::shape::{Shapes, Slot};
use crate::value::Value;

/// What is selected of a row.
pub(super) fn row(
    ctx: &ContextSelectionSet<'_>,
    field: &Positioned<Field>,
    name: &str,
    shapes: &Shapes,
    values: &[Value],
) -> ServerResult<Output> {
    let writer = Writer {
        ctx,
        shapes,
        pos: field.pos,
    };
    writer.object(
        name,
        &shapes.fields,
        &[&ctx.item.node],
        |writer, slot, sets| {
            let value = values.get(slot.position).unwrap_or(&Value::Null);
            writer.json(&slot.kind, &wire(value, slot.scale), sets)
        },
    )
}

/// What is selected of a value of a type.
pub(super) fn value(
    ctx: &ContextSelectionSet<'_>,
    field: &Positioned<Field>,
    shapes: &Shapes,
    value: &Value,
) -> ServerResult<Output> {
    let writer = Writer {
        ctx,
        shapes,
        pos: field.pos,
    };
    let scale = shapes.fields.first().and_then(|slot| slot.scale);
    writer.json(&shapes.own(), &wire(value, scale), &[&ctx.item.node])
}

/// The JSON of a value; a decimal with its digits after the point.
fn wire(value: &Value, scale: Option<u32>) -> Json {
    match (value, scale) {
        (Value::Decimal(number), Some(scale)) => {
            let mut number = number.round_dp(scale);
            number.rescale(scale);
            Json::from(number.to_string())
        }
        (Value::List(items), Some(_)) => items.iter().map(|item| wire(item, scale)).collect(),
        _ => value.to_json(),
    }
}

#[derive(Clone, Copy)]
struct Writer<'w> {
    ctx: &'w ContextSelectionSet<'w>,
    shapes: &'w Shapes,
    pos: Pos,
}

/// The fields of one response key.
struct Group<'w> {
    key: &'w Name,
    name: &'w str,
    pos: Pos,
    sets: Vec<&'w SelectionSet>,
}

impl<'w> Writer<'w> {
    /// An object of a type: its fields merged by response key, each written by `write`.
    fn object(
        self,
        ty: &str,
        slots: &[Slot],
        sets: &[&'w SelectionSet],
        write: impl Fn(Self, &Slot, &[&'w SelectionSet]) -> ServerResult<Output>,
    ) -> ServerResult<Output> {
        let mut groups = Vec::new();
        let mut seen = HashSet::new();
        for set in sets {
            self.collect(ty, set, &mut seen, &mut groups);
        }
        let mut object = IndexMap::with_capacity(groups.len());
        for group in groups {
            let written = if group.name == "__typename" {
                Output::from(ty)
            } else {
                let slot = slots.iter().find(|slot| slot.field.name == group.name);
                let at = Self {
                    pos: group.pos,
                    ..self
                };
                write(at, slot.ok_or_else(|| at.fault())?, &group.sets)?
            };
            object.insert(group.key.clone(), written);
        }
        Ok(Output::Object(object))
    }

    /// Reference: <https://spec.graphql.org/September2025/#sec-Collecting-Fields>. What `@skip` and
    /// `@include` leave out is gone already.
    fn collect(
        self,
        ty: &str,
        set: &'w SelectionSet,
        seen: &mut HashSet<&'w str>,
        groups: &mut Vec<Group<'w>>,
    ) {
        for selection in &set.items {
            let (condition, inner) = match &selection.node {
                Selection::Field(field) => {
                    let key = &field.node.response_key().node;
                    let inner = &field.node.selection_set.node;
                    match groups.iter_mut().find(|group| group.key == key) {
                        Some(group) => group.sets.push(inner),
                        None => groups.push(Group {
                            key,
                            name: &field.node.name.node,
                            pos: field.pos,
                            sets: vec![inner],
                        }),
                    }
                    continue;
                }
                Selection::InlineFragment(inline) => {
                    let condition = inline.node.type_condition.as_ref();
                    (condition, &inline.node.selection_set.node)
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    let fragment = self.ctx.query_env.fragments.get(name);
                    match fragment {
                        Some(fragment) if seen.insert(name) => {
                            let fragment = &fragment.node;
                            (Some(&fragment.type_condition), &fragment.selection_set.node)
                        }
                        _ => continue,
                    }
                }
            };
            if condition.is_none_or(|condition| self.applies(condition, ty)) {
                self.collect(ty, inner, seen, groups);
            }
        }
    }

    /// Whether an object of type `ty` satisfies a type condition.
    fn applies(self, condition: &Positioned<TypeCondition>, ty: &str) -> bool {
        let on = condition.node.on.node.as_str();
        let registry = &self.ctx.schema_env.registry;
        let abstract_type = registry.types.get(on);
        on == ty || abstract_type.is_some_and(|found| found.is_possible_type(ty))
    }

    /// A value in its wire form, of a kind; enums and 64-bit integers get GraphQL's form.
    fn json(self, kind: &Kind, json: &Json, sets: &[&'w SelectionSet]) -> ServerResult<Output> {
        match (kind, json) {
            (_, Json::Null) => Ok(Output::Null),
            (Kind::List(item), Json::Array(items)) => {
                let items = items.iter().map(|json| self.json(item, json, sets));
                items.collect::<ServerResult<_>>().map(Output::List)
            }
            (Kind::Enum(def), Json::String(name)) => self.variant(def, name),
            (Kind::Value(def), Json::Object(members)) => {
                let slots = self.shapes.value(def.rust_name);
                self.object(def.name, slots, sets, |writer, slot, sets| {
                    let json = members.get(slot.field.name).unwrap_or(&Json::Null);
                    writer.json(&slot.kind, json, sets)
                })
            }
            (Kind::Scalar(Scalar::I64), Json::Number(number)) => Ok(number.to_string().into()),
            (Kind::Scalar(_), json) => Output::from_json(json.clone()).map_err(|_| self.fault()),
            _ => Err(self.fault()),
        }
    }

    fn variant(self, def: &EnumDef, name: &str) -> ServerResult<Output> {
        let variant = def.variants.iter().find(|variant| variant.name == name);
        let variant = variant.ok_or_else(|| self.fault())?;
        Ok(Output::Enum(Name::new(variant.graphql)))
    }

    /// A value that is none of its type: the program's fault, not the caller's.
    fn fault(self) -> ServerError {
        let error = crate::Error::internal("a value is none of its field's type");
        let error = ServerError::new(error.message, Some(self.pos));
        self.ctx.set_error_path(error)
    }
}
