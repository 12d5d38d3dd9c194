//! From an input to the value that is stored: whole, in one form, and every mistake at once.

use auto_api_model::{Entity, ErrorCode, Sanitize, Scalar};
use serde_json::{Map, Value as Json};

use super::changes::Given;
use super::functions::Refusal;
use super::number::is_rounded;
use super::rules::{FieldRule, Row, Rule, Rules, Shape, ValueRules};
use super::sanitize;
use crate::ask::Input;
use crate::coerce::{coerce, shown};
use crate::error::Error;
use crate::value::{Value, text};

impl Row<'_> {
    /// The value that an input means for a member. The paths of errors begin inside it.
    pub(crate) fn take(&self, member: usize, input: &Input) -> Result<Value, Vec<Error>> {
        match self.member(member) {
            Some(member) => self.rules.member(member, &member.name, input),
            None => Err(vec![Error::internal("a member of another model")]),
        }
    }

    /// Checks the values of a row once more, after something else than the caller wrote some. The
    /// paths of errors begin inside the row.
    pub(crate) fn again(
        &self,
        entity: &Entity,
        values: &mut [Option<Value>],
        is_new: bool,
    ) -> Vec<Error> {
        let mut errors = Vec::new();
        for (at, place) in values.iter_mut().enumerate() {
            let Some(value) = place else { continue };
            let name = &entity.members[at].name;
            match self.take(at, &of_value(value)) {
                Ok(taken) => *value = taken,
                Err(told) => errors.extend(told.into_iter().map(|error| within(error, name))),
            }
        }
        if errors.is_empty() {
            errors = self.check(entity, values, is_new);
        }
        errors
    }

    /// The value of a method's argument, which may be absent.
    pub(crate) fn argument(
        &self,
        method: usize,
        at: usize,
        input: Option<&Input>,
    ) -> Result<Value, Vec<Error>> {
        let Some(rule) = self.argument_rule(method, at) else {
            return Err(vec![Error::internal("an argument of another method")]);
        };
        match (input, &rule.default) {
            (Some(input), _) => self.rules.member(rule, &rule.name, input),
            (None, Some(default)) => Ok(default.clone()),
            (None, None) if rule.field.nullable => Ok(Value::Null),
            (None, None) => Err(vec![not_null(format!("`{}` is required", rule.name))]),
        }
    }

    /// Whether the values of a row may be together; `None` is what the write does not give. The
    /// paths of errors begin inside the row.
    pub(crate) fn check(
        &self,
        entity: &Entity,
        values: &[Option<Value>],
        is_new: bool,
    ) -> Vec<Error> {
        let Some(function) = self.function() else {
            return Vec::new();
        };
        let errors = match function(&Given { values, is_new }) {
            Ok(()) => return Vec::new(),
            Err(Refusal::Fault(error)) => return vec![Error::internal(error)],
            Err(Refusal::Told(errors)) => errors.all,
        };
        let told = errors.into_iter().map(|(at, message)| {
            let error = Error::validation(message);
            // A column that the caller cannot set is not named to it.
            let member = at.and_then(|at| entity.members.get(at));
            match member.filter(|member| member.settable) {
                Some(member) => within(error, &member.name),
                None => error,
            }
        });
        told.collect()
    }
}

impl Rules {
    /// The value of a field, which may be null if the field may.
    fn member(&self, member: &FieldRule, name: &str, input: &Input) -> Result<Value, Vec<Error>> {
        match input {
            Input::Null | Input::Json(Json::Null) if member.field.nullable => Ok(Value::Null),
            Input::Null | Input::Json(Json::Null) if !member.rule.takes_null() => {
                Err(vec![not_null(format!("`{name}` may not be null"))])
            }
            input => self.take(&member.rule, input),
        }
    }

    /// The value that an input means.
    pub(super) fn take(&self, rule: &Rule, input: &Input) -> Result<Value, Vec<Error>> {
        let value = self.read(rule, input)?;
        let value = match value {
            Value::Text(text) if rule.sanitize != Sanitize::None => {
                Value::Text(sanitize::clean(text, rule.sanitize))
            }
            value => value,
        };
        let mut errors = Vec::new();
        if has_nul(&value) {
            let message = "may not have the character U+0000: remove it";
            errors.push(Error::validation(message));
        }
        for limits in &rule.limits {
            limits.check(&value, &mut |message| {
                errors.push(Error::validation(message));
            });
        }
        // What is wrong already need not be valid for a function.
        if errors.is_empty() {
            let functions = rule.functions.iter().copied();
            errors.extend(functions.filter_map(|function| refused(function(value.clone()))));
        }
        if errors.is_empty() {
            Ok(value)
        } else {
            Err(errors)
        }
    }

    fn read(&self, rule: &Rule, input: &Input) -> Result<Value, Vec<Error>> {
        match (&rule.shape, input) {
            (Shape::Scalar(Scalar::Json), input) => Ok(Value::Json(crate::coerce::json(input))),
            (_, Input::Json(json)) => self.read(rule, &as_input(json)),
            (Shape::Value(at), input) => self.object(&self.values[*at], input),
            (Shape::List(item), Input::List(items)) => self.list(item, items),
            (Shape::List(item), input) => self.list(item, std::slice::from_ref(input)),
            (shape, input) => {
                scalar(shape, input).map_err(|message| vec![Error::validation(message)])
            }
        }
    }

    fn list(&self, item: &Rule, inputs: &[Input]) -> Result<Value, Vec<Error>> {
        let (mut values, mut errors) = (Vec::with_capacity(inputs.len()), Vec::new());
        for (at, input) in inputs.iter().enumerate() {
            let taken = if *input == Input::Null && !item.takes_null() {
                Err(vec![not_null("an item may not be null".to_owned())])
            } else {
                self.take(item, input)
            };
            match taken {
                Ok(value) => values.push(value),
                Err(told) => {
                    errors.extend(told.into_iter().map(|error| error.within(at.to_string())));
                }
            }
        }
        if errors.is_empty() {
            Ok(Value::List(values))
        } else {
            Err(errors)
        }
    }

    /// A value struct: all its members in their order, those that are not given by their default.
    fn object(&self, of: &ValueRules, input: &Input) -> Result<Value, Vec<Error>> {
        let given = match input {
            Input::Object(given) => given,
            // A text in a query string or a form may be JSON.
            Input::Raw(text) => {
                let json = serde_json::from_str::<Map<String, Json>>(text);
                return match json {
                    Ok(members) => self.object(of, &as_input(&Json::Object(members))),
                    Err(_) => Err(vec![no_object(input)]),
                };
            }
            input => return Err(vec![no_object(input)]),
        };
        let mut errors = Vec::new();
        for (at, (name, _)) in given.iter().enumerate() {
            if given[..at].iter().any(|(before, _)| before == name) {
                let error = Error::validation(format!("`{name}` is given twice"));
                errors.push(within(error, name));
            } else if !of.members.iter().any(|member| member.name == *name) {
                let known = of.members.iter().map(|member| member.name.as_str());
                let hint = auto_api_model::suggest::hint(name, known);
                let message = format!("`{}Input` has no field `{name}`{hint}", of.def.name);
                errors.push(within(Error::validation(message), name));
            }
        }
        let mut members = Map::new();
        for member in &of.members {
            let input = given.iter().find(|(name, _)| *name == member.name);
            let taken = match (input, &member.default) {
                (Some((name, input)), _) => self.member(member, name, input),
                (None, Some(default)) => Ok(default.clone()),
                (None, None) if member.field.nullable => Ok(Value::Null),
                (None, None) => Err(vec![not_null(format!("`{}` is required", member.name))]),
            };
            match taken {
                Ok(value) => {
                    members.insert(member.field.name.to_owned(), value.to_json());
                }
                Err(told) => errors.extend(told.into_iter().map(|e| within(e, &member.name))),
            }
        }
        let value = Value::Json(Json::Object(members));
        if let (true, Some(function)) = (errors.is_empty(), of.function) {
            errors.extend(refused(function(value.clone())));
        }
        if errors.is_empty() {
            Ok(value)
        } else {
            Err(errors)
        }
    }
}

impl Rule {
    /// Whether null is a value of it: of JSON it is one.
    fn takes_null(&self) -> bool {
        matches!(self.shape, Shape::Scalar(Scalar::Json))
    }
}

/// Puts a member in front of an error's path, and names it if it is the last.
fn within(mut error: Error, name: &str) -> Error {
    error.field.get_or_insert_with(|| name.to_owned());
    error.within(name)
}

fn scalar(shape: &Shape, input: &Input) -> Result<Value, String> {
    let Some(kind) = shape.kind() else {
        return Err(format!("expected another value, found {}", shown(input)));
    };
    let value = coerce(&kind, input)?;
    match (&value, input) {
        (Value::Decimal(number), Input::Text(text) | Input::Raw(text))
            if is_rounded(text, *number) =>
        {
            Err("takes 28 digits at most".to_owned())
        }
        (Value::Text(text), _) if matches!(shape, Shape::Scalar(Scalar::Url)) => url(text),
        _ => Ok(value),
    }
}

/// A `Url`, written as the type writes it.
#[cfg(feature = "url2")]
fn url(text: &str) -> Result<Value, String> {
    match url::Url::parse(text) {
        Ok(url) => Ok(Value::Text(url.into())),
        Err(_) => Err("must be an absolute URL such as https://example.org/a%20b".to_owned()),
    }
}

/// A `Url` of a model whose crate has not switched the type on.
#[cfg(not(feature = "url2"))]
fn url(text: &str) -> Result<Value, String> {
    if super::uri::is_absolute(text) {
        Ok(Value::Text(text.to_owned()))
    } else {
        Err("must be an absolute URL such as https://example.org/a%20b".to_owned())
    }
}

fn refused(answer: Result<(), Refusal<String>>) -> Option<Error> {
    match answer {
        Ok(()) => None,
        Err(Refusal::Told(message)) => Some(Error::validation(message)),
        Err(Refusal::Fault(error)) => Some(Error::internal(error)),
    }
}

fn not_null(message: String) -> Error {
    Error::new(ErrorCode::NotNull, message)
}

fn no_object(input: &Input) -> Error {
    Error::validation(format!("expected an object, found {}", shown(input)))
}

/// PostgreSQL has no text with it, so no database gets one.
fn has_nul(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.contains('\0'),
        // The items and members of others were looked at one by one.
        Value::Json(json) => has_nul_in(json),
        _ => false,
    }
}

fn has_nul_in(json: &Json) -> bool {
    match json {
        Json::String(text) => text.contains('\0'),
        Json::Array(items) => items.iter().any(has_nul_in),
        Json::Object(members) => {
            let mut members = members.iter();
            members.any(|(name, value)| name.contains('\0') || has_nul_in(value))
        }
        _ => false,
    }
}

/// The input that a value is.
fn of_value(value: &Value) -> Input {
    match value {
        Value::Null => Input::Null,
        Value::Bool(value) => Input::Bool(*value),
        Value::Int(number) => Input::Int(*number),
        Value::Float(number) => Input::Float(*number),
        Value::Float32(number) => Input::Float(f64::from(*number)),
        Value::Text(text) => Input::Text(text.clone()),
        Value::Json(json) => Input::Json(json.clone()),
        Value::List(items) => Input::List(items.iter().map(of_value).collect()),
        other => Input::Raw(text::of(other)),
    }
}

/// The input that JSON is.
fn as_input(json: &Json) -> Input {
    match json {
        Json::Null => Input::Null,
        Json::Bool(value) => Input::Bool(*value),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Input::Int(whole),
            (None, number) => Input::Float(number.unwrap_or(f64::INFINITY)),
        },
        Json::String(text) => Input::Text(text.clone()),
        Json::Array(items) => Input::List(items.iter().map(as_input).collect()),
        Json::Object(members) => {
            let members = members.iter();
            Input::Object(
                members
                    .map(|(name, json)| (name.clone(), as_input(json)))
                    .collect(),
            )
        }
    }
}
