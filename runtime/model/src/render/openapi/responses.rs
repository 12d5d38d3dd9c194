//! Answers that every operation may give: not changed, and the ways to fail.

use serde_json::{Value, json};

use super::headers::headers;
use super::{SCHEMAS, reference};
use crate::render::node::Node;
use crate::render::type_name;
use crate::{ErrorCode, Zone};

/// A way to fail: its name among the components, its status, and an example.
struct Failure {
    name: &'static str,
    status: &'static str,
    docs: &'static str,
    title: &'static str,
    code: ErrorCode,
    detail: &'static str,
    headers: &'static [&'static str],
}

const FAILURES: [Failure; 11] = [
    Failure {
        name: "BadRequest",
        status: "400",
        docs: "A parameter is not known, or its value cannot be understood.",
        title: "Bad Request",
        code: ErrorCode::InvalidFilter,
        detail: "expected a date such as `2024-02-29`",
        headers: &[],
    },
    Failure {
        name: "NotFound",
        status: "404",
        docs: "There is no such row, or the caller may not see it.",
        title: "Not Found",
        code: ErrorCode::NotFound,
        detail: "there is no such row",
        headers: &[],
    },
    Failure {
        name: "NotAcceptable",
        status: "406",
        docs: "The `Accept` header names no media type that is offered.",
        title: "Not Acceptable",
        code: ErrorCode::Validation,
        detail: "this is there as application/json only",
        headers: &[],
    },
    Failure {
        name: "Conflict",
        status: "409",
        docs: "Another row has a value that is unique, a row that is referred to is not there, others still refer to the row, or more rows match than were allowed.",
        title: "Conflict",
        code: ErrorCode::Unique,
        detail: "another row has this `name`",
        headers: &[],
    },
    Failure {
        name: "PreconditionFailed",
        status: "412",
        docs: "The row is not in the state that the request's condition asks for.",
        title: "Precondition Failed",
        code: ErrorCode::Conflict,
        detail: "the row was changed meanwhile: its `ETag` is not the one of the request",
        headers: &[],
    },
    Failure {
        name: "ContentTooLarge",
        status: "413",
        docs: "The body has too many bytes.",
        title: "Payload Too Large",
        code: ErrorCode::LimitExceeded,
        detail: "the request body has more than 2097152 bytes",
        headers: &[],
    },
    Failure {
        name: "UnsupportedMediaType",
        status: "415",
        docs: "The body is not JSON by its headers.",
        title: "Unsupported Media Type",
        code: ErrorCode::Validation,
        detail: "the body is application/json in UTF-8, without a `Content-Encoding`",
        headers: &[],
    },
    Failure {
        name: "Unprocessable",
        status: "422",
        docs: "The body does not satisfy the model: every mistake is in `errors`.",
        title: "Unprocessable Entity",
        code: ErrorCode::Validation,
        detail: "expected a text, found 7",
        headers: &[],
    },
    Failure {
        name: "PreconditionRequired",
        status: "428",
        docs: "The zone asks for an `If-Match` header.",
        title: "Precondition Required",
        code: ErrorCode::Validation,
        detail: "say which state of the row the request is about: `If-Match` with its `ETag`",
        headers: &[],
    },
    Failure {
        name: "Unavailable",
        status: "503",
        docs: "The database cannot be used at the moment, or the request took too long.",
        title: "Service Unavailable",
        code: ErrorCode::Unavailable,
        detail: "the database is not available",
        headers: &["Retry-After"],
    },
    Failure {
        name: "Failed",
        status: "default",
        docs: "Anything else that went wrong.",
        title: "Internal Server Error",
        code: ErrorCode::Internal,
        detail: "internal error",
        headers: &[],
    },
];

/// How a write may fail, besides how a read may.
const OF_WRITES: [&str; 6] = ["409", "412", "413", "415", "422", "428"];

/// The components; those of writes only if some operation has them.
pub(super) fn shared(zone: &Zone) -> Value {
    let methods = zone.method_operations();
    let of_methods = methods.iter().flat_map(|own| {
        let procedure = &zone.entities[own.entity].procedures[own.procedure];
        super::method::failures(own, procedure)
    });
    let used: Vec<&str> = (zone.operations().iter())
        .flat_map(|operation| super::write::failures(zone, operation.action))
        .chain(of_methods)
        .collect();
    let failures = FAILURES
        .iter()
        .filter(|failure| !OF_WRITES.contains(&failure.status) || used.contains(&failure.status))
        .map(|failure| (failure.name.to_owned(), failed(zone, failure)));
    let not_modified = json!({
        "description": "The caller's copy is still good.",
        "headers": headers(&["ETag"]).value(),
    });
    super::object(std::iter::once(("NotModified".to_owned(), not_modified)).chain(failures))
}

fn failed(zone: &Zone, failure: &Failure) -> Value {
    let status = failure.status.parse::<u16>().unwrap_or(500);
    let request_id = zone.case.apply("request_id");
    let id = match failure.code {
        ErrorCode::Internal | ErrorCode::Unavailable => {
            json!("018f4e2a-5b1c-7d3e-9f60-2a4b6c8d0e1f")
        }
        _ => Value::Null,
    };
    let item = json!({
        "code": failure.code.as_str(),
        "message": failure.detail,
        "field": null,
        "path": [],
    });
    let mut response = json!({
        "description": failure.docs,
        "content": { "application/problem+json": {
            "schema": { "$ref": format!("{SCHEMAS}{}", type_name::PROBLEM) },
            "example": {
                "type": "about:blank",
                "title": failure.title,
                "status": status,
                "detail": failure.detail,
                "code": failure.code.as_str(),
                request_id: id,
                "errors": [item],
            },
        } },
    });
    if !failure.headers.is_empty() {
        response["headers"] = headers(failure.headers).value();
    }
    response
}

/// The answers of an operation: its own by status, then the named failures and `default`.
pub(super) fn responses(own: Vec<(&'static str, Node)>, failures: &[&str]) -> Node {
    let own = own
        .into_iter()
        .map(|(status, answer)| (status.into(), answer));
    let fails = FAILURES
        .iter()
        .filter(|failure| failure.status == "default" || failures.contains(&failure.status))
        .map(|failure| (failure.status.into(), reference("responses", failure.name)));
    Node::Object(own.chain(fails).collect())
}
