//! Operations that are methods: `POST /posts/{id}/publish`, `GET /posts/{id}/similar`.

use serde_json::json;

use super::headers::headers;
use super::parameters as read;
use super::paths::{Operation, json, words};
use super::responses::responses;
use super::{SCHEMAS, parameters};
use crate::operation::MethodOperation;
use crate::render::json_schema::{Schemas, is_required};
use crate::render::node::Node;
use crate::{Answer, Entity, Kind, Member, Procedure, Zone};

/// An operation that is a method.
pub(super) fn operation(zone: &Zone, own: &MethodOperation) -> Node {
    let entity = &zone.entities[own.entity];
    let procedure = &entity.procedures[own.procedure];
    let is_query = own.method == "GET";
    let mut all = Vec::new();
    if procedure.is_of_row() {
        all.extend(parameters::key(zone, entity).into_iter().map(Node::from));
    }
    if is_query {
        let arguments = procedure.arguments.iter();
        all.extend(arguments.map(|argument| parameter(zone, argument)));
    }
    let operation = Operation {
        entity,
        verb: procedure.method.name,
        summary: summary(entity, procedure),
        description: description(procedure),
        body: body(zone, procedure).filter(|_| !is_query),
    };
    let answers = responses(
        vec![answer(zone, entity, procedure)],
        &failures(own, procedure),
    );
    operation.with(zone, Node::List(None, all), answers)
}

/// The statuses of how a method may fail, `default` apart.
pub(super) fn failures(own: &MethodOperation, procedure: &Procedure) -> Vec<&'static str> {
    let mut all = vec!["400", "404", "406", "503"];
    if own.method != "GET" {
        all.push("409");
        all.push("422");
        if !procedure.arguments.is_empty() {
            all.extend(["413", "415"]);
        }
    } else if !procedure.arguments.is_empty() {
        all.push("422");
    }
    all
}

/// The method's name as words, and what it is about.
fn summary(entity: &Entity, procedure: &Procedure) -> String {
    let name = words(procedure.method.name);
    let about = if procedure.is_of_row() {
        &entity.singular
    } else {
        &entity.plural
    };
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    let first = first.map(String::from).unwrap_or_default();
    format!("{first}{} ({})", letters.as_str(), words(about))
}

fn description(procedure: &Procedure) -> String {
    let method = procedure.method;
    let docs = if method.docs.trim().is_empty() {
        format!("The method `{}`.", procedure.name)
    } else {
        method.docs.trim().to_owned()
    };
    match method.deprecated {
        Some(reason) => format!("{docs}\n\nDeprecated: {reason}"),
        None => docs,
    }
}

/// An argument of a query, in the query string: a list has commas, a value struct is JSON.
fn parameter(zone: &Zone, argument: &Member) -> Node {
    let schemas = Schemas::of(zone, SCHEMAS);
    let mut schema = schemas.argument(argument);
    let docs = schema.remove("description");
    let docs = docs.unwrap_or_else(|| format!("The argument `{}`.", argument.name).into());
    let mut parameter = json!({
        "name": argument.name,
        "in": "query",
        "required": is_required(argument),
        "description": docs,
    });
    match argument.kind {
        Kind::Value(_) | Kind::Scalar(crate::Scalar::Json) => {
            parameter["content"] = json!({ "application/json": { "schema": schema } });
        }
        Kind::List(_) => {
            parameter["style"] = "form".into();
            parameter["explode"] = false.into();
            parameter["schema"] = schema.into();
        }
        _ => parameter["schema"] = schema.into(),
    }
    parameter.into()
}

/// The arguments of a mutation; it takes none at all without a body.
fn body(zone: &Zone, procedure: &Procedure) -> Option<Node> {
    if procedure.arguments.is_empty() {
        return None;
    }
    let schema = Schemas::of(zone, SCHEMAS).arguments(procedure);
    let required = procedure.arguments.iter().any(is_required);
    let content = json!({ "application/json": { "schema": schema } });
    Some(json!({ "required": required, "content": content }).into())
}

fn answer(zone: &Zone, entity: &Entity, procedure: &Procedure) -> (&'static str, Node) {
    let of = Schemas::of(zone, SCHEMAS).answer(zone, &procedure.answer);
    match (of, &procedure.answer) {
        (Some(schema), _) => {
            let schema = Node::Value(schema.into());
            let docs = "What the method answers with.".into();
            let found = Node::of([("description", docs), ("content", json(schema))]);
            ("200", found)
        }
        (None, Answer::Nothing) if procedure.is_of_row() => {
            let found = Node::of([
                ("description", "The row as it is now.".into()),
                ("headers", headers(&["ETag"])),
                ("content", json(read::schema(entity.type_name()))),
            ]);
            ("200", found)
        }
        (None, _) => ("204", Node::of([("description", "It is done.".into())])),
    }
}
