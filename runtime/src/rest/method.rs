//! Methods: `POST /posts/{id}/publish` with the arguments as a JSON object, and
//! `GET /posts/{id}/similar?limit=3`.
//!
//! A query answers with what the method does; a mutation with its result, or with the row it is
//! about if it has none. Rows have all their fields and no relations.

use std::sync::Arc;

use auto_api_model::{Answer, Entity, ErrorCode, Kind, MethodKind, MethodOperation, Procedure};
use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use super::problem::Failed;
use super::request::Asked;
use super::select::whole;
use super::write::{arguments as of_body, refused, row_key};
use super::{Rest, accepts, etag, fresh, query_string};
use crate::Error;
use crate::ask::{Ask, Call, Input, PayloadItem, ResultItem, Root, Shape};
use crate::http::{JSON, answer};
use crate::plan::{Plan, plan};

/// Answers a call of a method; `key` is what the path captures.
pub(super) async fn call(
    rest: &Rest,
    operation: &MethodOperation,
    key: Vec<String>,
    (parts, body): (&Parts, Body),
) -> Result<Response, Failed> {
    accepts(parts, &[JSON])?;
    let entity = &rest.service.zone.entities[operation.entity];
    let procedure = &entity.procedures[operation.procedure];
    let mut row = Vec::new();
    if procedure.is_of_row() {
        let values = row_key(entity, key)?;
        row.extend(entity.key.iter().copied().zip(values));
    }
    let is_query = procedure.method.kind == MethodKind::Query;
    let arguments = if is_query {
        of_query(rest, procedure, parts)?
    } else {
        let limit = rest.service.zone.limits.body_bytes;
        of_body(procedure, parts, body, limit).await?
    };
    let ask = Ask {
        roots: vec![Root::Call(Call {
            key: Arc::from(procedure.name.as_str()),
            entity: operation.entity,
            method: operation.procedure,
            row,
            arguments,
            slots: 0,
            payload: payload(rest, operation.entity, procedure),
        })],
        shape: Shape::Bare,
    };
    let database = &rest.service.database;
    let plan = plan(&rest.service.zone, &ask, database.dialect()).map_err(Failed::planned)?;
    if is_query {
        query(rest, Arc::new(plan)).await
    } else {
        mutation(rest, (entity, procedure), Arc::new(plan)).await
    }
}

/// What is answered: the result, or else the row.
fn payload(rest: &Rest, entity: usize, procedure: &Procedure) -> Vec<PayloadItem> {
    let zone = &rest.service.zone;
    let key = Arc::from("");
    match (procedure.answered(), &procedure.answer) {
        (Some(rows), _) => {
            let items = whole(zone, rows);
            let what = ResultItem { items, part: None };
            vec![PayloadItem::Result { key, what }]
        }
        (None, Answer::Nothing) if procedure.is_of_row() => {
            let items = whole(zone, entity);
            vec![PayloadItem::Object { key, items }]
        }
        (None, Answer::Nothing) => Vec::new(),
        (None, _) => {
            let what = ResultItem::default();
            vec![PayloadItem::Result { key, what }]
        }
    }
}

/// The arguments of a query, as parameters; a list has commas between its items, or its parameter
/// several times.
fn of_query(
    rest: &Rest,
    procedure: &Procedure,
    parts: &Parts,
) -> Result<Vec<Option<Input>>, Failed> {
    let query = parts.uri.query().unwrap_or("");
    let mut arguments: Vec<Option<Input>> = vec![None; procedure.arguments.len()];
    let mut errors = Vec::new();
    for pair in query_string::pairs(query, &rest.service.zone.limits)? {
        let name = pair.name.trim_end_matches("[]");
        let mut all = procedure.arguments.iter();
        let Some(at) = all.position(|argument| argument.name == name) else {
            let known = procedure.arguments.iter().map(|own| own.name.as_str());
            let hint = auto_api_model::suggest::hint(name, known);
            let name = query_string::short(name);
            let message = format!("unknown parameter `{name}`{hint}");
            errors.push(Error::validation(message).within(name));
            continue;
        };
        let value = || Input::Raw(pair.value.clone().into_owned());
        match (&procedure.arguments[at].kind, &mut arguments[at]) {
            (Kind::List(_), Some(Input::List(items))) => items.push(value()),
            (Kind::List(_), place) => {
                let items = pair.value.split(',').filter(|item| !item.is_empty());
                let items = items.map(|item| Input::Raw(item.to_owned()));
                *place = Some(Input::List(items.collect()));
            }
            (_, place @ None) => *place = Some(value()),
            (_, Some(_)) => {
                let message = format!("`{name}` is given more than once");
                errors.push(Error::validation(message).within(name));
            }
        }
    }
    if errors.is_empty() {
        Ok(arguments)
    } else {
        Err(Failed::Errors(errors))
    }
}

async fn query(rest: &Rest, plan: Arc<Plan>) -> Result<Response, Failed> {
    let read = rest.service.read(&plan, Vec::new(), Vec::new()).await;
    let found = read.map_err(|mut error| {
        // The first step is the method itself.
        if !error.path.is_empty() {
            error.path.remove(0);
        }
        match error.code {
            // A parameter is missing.
            ErrorCode::NotNull => Failed::status(StatusCode::BAD_REQUEST, error),
            _ => Failed::from(error),
        }
    })?;
    Ok(fresh(
        answer(StatusCode::OK, JSON, found.body),
        found.statements,
    ))
}

async fn mutation(
    rest: &Rest,
    (entity, procedure): (&Entity, &Procedure),
    plan: Arc<Plan>,
) -> Result<Response, Failed> {
    let service = &rest.service;
    let written = service
        .database
        .write(&service.zone, &plan, Vec::new(), Vec::new())
        .await?;
    if written.refused {
        return Err(refused(procedure, written.errors));
    }
    if plan.sends_nothing() {
        let mut response = Response::default();
        *response.status_mut() = StatusCode::NO_CONTENT;
        return Ok(fresh(response, written.statements));
    }
    let is_row = procedure.answer == Answer::Nothing;
    let tag = is_row.then(|| {
        let asked = Asked {
            is_whole: true,
            ..Asked::default()
        };
        etag::of_row(&written.body, etag::version(entity, asked))
    });
    let mut response = fresh(
        answer(StatusCode::OK, JSON, written.body),
        written.statements,
    );
    let tag = tag.and_then(|tag| HeaderValue::from_str(&tag).ok());
    response
        .headers_mut()
        .extend(tag.map(|tag| (header::ETAG, tag)));
    Ok(response)
}
