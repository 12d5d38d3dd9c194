//! Arguments: literals of the document and values of variables, as inputs of the planner.

use apollo_compiler::Node;
use apollo_compiler::ast::Value;
use apollo_compiler::parser::SourceSpan;

use super::inputs::{Inputs, Leaf, Named, Object, Shape, Typed};
use super::variables::{Variable, describe, from_literal};
use crate::ask::Input;
use crate::coerce;

/// A literal that does not fit: why, and where it is.
pub(crate) type Misfit = (String, Option<SourceSpan>);

/// The values of an operation's variables.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Values<'v> {
    pub(crate) inputs: &'v Inputs,
    pub(crate) variables: &'v [Variable],
    /// In the order of `variables`; `None` for one that is absent.
    pub(crate) given: &'v [Option<Input>],
}

impl Values<'_> {
    /// The value of a variable; `None` if it is absent.
    pub(crate) fn get(&self, name: &str) -> Option<&Input> {
        let at = self
            .variables
            .iter()
            .position(|variable| variable.name == name)?;
        self.given.get(at)?.as_ref()
    }

    /// The input that a literal is for a type; `None` if it is a variable that is absent.
    pub(crate) fn input(&self, value: &Node<Value>, ty: &Typed) -> Result<Option<Input>, Misfit> {
        if let Value::Variable(name) = &**value {
            return Ok(self.get(name).cloned());
        }
        let misfit = || {
            let (ty, found) = (ty.display(self.inputs), describe(value));
            (format!("expected `{ty}`, found {found}"), value.location())
        };
        let input = match (&**value, &ty.shape) {
            (Value::Null, _) => Input::Null,
            (Value::List(items), Shape::List(item)) => {
                let items = items.iter().map(|value| self.item(value, item));
                Input::List(items.collect::<Result<_, _>>()?)
            }
            (_, Shape::List(item)) => Input::List(vec![self.item(value, item)?]),
            (value, Shape::Named(Named::Leaf(Leaf::Json))) => Input::Json(self.json(value)),
            (value, Shape::Named(Named::Leaf(leaf))) => {
                from_literal(*leaf, value).ok_or_else(misfit)?
            }
            (Value::Enum(name), Shape::Named(Named::Enum(_))) => Input::Enum(name.to_string()),
            (Value::Object(members), Shape::Named(Named::Object(at))) => {
                let def = self.inputs.get(*at);
                if def.one_of {
                    self.check_one_of(def, members, value.location())?;
                }
                self.object(def, members)?
            }
            _ => return Err(misfit()),
        };
        Ok(Some(input))
    }

    /// An item that is an absent variable is null.
    fn item(&self, value: &Node<Value>, ty: &Typed) -> Result<Input, Misfit> {
        Ok(self.input(value, ty)?.unwrap_or(Input::Null))
    }

    /// A field whose variable is absent is left out, or has its default.
    fn object(
        &self,
        def: &Object,
        given: &[(apollo_compiler::Name, Node<Value>)],
    ) -> Result<Input, Misfit> {
        let mut members = Vec::with_capacity(given.len());
        for (name, value) in given {
            let Some((_, field)) = def.field(name) else {
                return Err((
                    format!("`{}` has no field `{name}`", def.name),
                    value.location(),
                ));
            };
            if let Some(input) = self.input(value, &field.ty)? {
                members.push((name.to_string(), input));
            }
        }
        for field in &def.fields {
            let Some(default) = &field.default else {
                continue;
            };
            if members.iter().any(|(name, _)| *name == field.name) {
                continue;
            }
            if let Some(input) = self.input(default, &field.ty)? {
                members.push((field.name.clone(), input));
            }
        }
        Ok(Input::Object(members))
    }

    /// Exactly one field is given; it is not null, and its variable may not be.
    ///
    /// Reference: <https://spec.graphql.org/September2025/#sec-All-Variable-Usages-Are-Allowed>.
    fn check_one_of(
        &self,
        def: &Object,
        given: &[(apollo_compiler::Name, Node<Value>)],
        span: Option<SourceSpan>,
    ) -> Result<(), Misfit> {
        let is_given = match given {
            [(_, value)] => match &**value {
                Value::Null => false,
                Value::Variable(name) => {
                    let mut all = self.variables.iter();
                    all.any(|variable| variable.name == name.as_str() && variable.ty.required)
                }
                _ => true,
            },
            _ => false,
        };
        if is_given {
            return Ok(());
        }
        let message = format!(
            "exactly one field of `{}` must be given, not null",
            def.name
        );
        Err((message, span))
    }

    fn json(&self, value: &Value) -> serde_json::Value {
        json(value, &|name| self.get(name).map(coerce::json))
    }
}

/// A literal without variables as JSON.
pub(crate) fn constant(value: &Value) -> serde_json::Value {
    json(value, &|_| None)
}

fn json(value: &Value, variable: &dyn Fn(&str) -> Option<serde_json::Value>) -> serde_json::Value {
    use serde_json::Value as Json;
    match value {
        Value::Null => Json::Null,
        Value::Variable(name) => variable(name).unwrap_or(Json::Null),
        Value::Enum(name) => Json::from(name.as_str()),
        Value::String(text) => Json::from(text.as_str()),
        Value::Boolean(value) => Json::from(*value),
        Value::Int(number) => number.as_str().parse().map_or(Json::Null, Json::Number),
        Value::Float(number) => number.as_str().parse().map_or(Json::Null, Json::Number),
        Value::List(items) => Json::Array(items.iter().map(|item| json(item, variable)).collect()),
        Value::Object(members) => {
            let members = members.iter();
            Json::Object(
                members
                    .map(|(name, value)| (name.to_string(), json(value, variable)))
                    .collect(),
            )
        }
    }
}
