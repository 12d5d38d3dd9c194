//! The components of answers that failed (RFC 9457).

use serde_json::{Value, json};

use super::{Schema, Schemas, keywords};
use crate::ErrorCode;
use crate::render::type_name;

/// `Problem`
pub(super) fn problem(schemas: &Schemas<'_>) -> Schema {
    let code = schemas.reference(type_name::ERROR_CODE);
    let item = schemas.reference(type_name::PROBLEM_ITEM);
    let request_id = schemas.case.apply("request_id");
    keywords(json!({
        "type": "object",
        "description": "Why a request failed (RFC 9457).",
        "properties": {
            "type": {
                "type": "string",
                "format": "uri-reference",
                "description": "What sort of problem it is; `about:blank` says no more than `status`.",
            },
            "title": { "type": "string", "description": "The name of the status." },
            "status": {
                "type": "integer",
                "minimum": 400,
                "maximum": 599,
                "description": "The status of the answer.",
            },
            "detail": { "type": "string", "description": "What is wrong and what to do." },
            "instance": {
                "type": "string",
                "format": "uri-reference",
                "description": "The path that was asked for.",
            },
            "code": code,
            request_id: {
                "type": ["string", "null"],
                "description": "What the server's log has the rest under, if there is more to know.",
            },
            "errors": {
                "type": "array",
                "items": item,
                "description": "Every mistake that was found.",
            },
        },
        "required": ["type", "title", "status", "detail", "code", "errors"],
    }))
}

/// `ProblemItem`
pub(super) fn item(schemas: &Schemas<'_>) -> Schema {
    keywords(json!({
        "type": "object",
        "description": "One mistake.",
        "properties": {
            "code": schemas.reference(type_name::ERROR_CODE),
            "message": { "type": "string", "description": "What is wrong and what to do." },
            "field": {
                "type": ["string", "null"],
                "description": "The field it is about, if it is about one.",
            },
            "path": {
                "type": "array",
                "items": { "type": "string" },
                "description": "Where in the request, from the outside in.",
            },
            "index": {
                "type": "integer",
                "minimum": 0,
                "description": "Which of many rows it is about, from 0.",
            },
        },
        "required": ["code", "message", "field", "path"],
    }))
}

/// `ErrorCode`
pub(super) fn code() -> Schema {
    let names: Vec<Value> = ErrorCode::ALL.map(|code| code.as_str().into()).into();
    keywords(json!({
        "type": "string",
        "description": "Why a request, or a part of it, failed.",
        "enum": names,
    }))
}
