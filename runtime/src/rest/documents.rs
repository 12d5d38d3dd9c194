//! `GET /openapi.json` and `/openapi.yaml`: rendered when first asked for, then kept.
//!
//! `?version=3.0` gives `OpenAPI` 3.0.3 instead of 3.1, for tools that read no other.

use std::sync::OnceLock;

use auto_api_model::Zone;
use auto_api_model::render::{OpenApiVersion, openapi, yaml};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use bytes::Bytes;

use super::problem::Failed;
use super::query_string::{pairs, short};
use super::{Rest, etag};
use crate::Error;
use crate::http::{JSON, answer};

/// How a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Json,
    Yaml,
}

/// The documents that were asked for: each syntax, each version.
#[derive(Debug, Default)]
pub(super) struct Documents {
    known: [OnceLock<Document>; 4],
}

#[derive(Debug)]
struct Document {
    text: Bytes,
    tag: String,
}

/// Answers a document.
pub(super) fn document(rest: &Rest, syntax: Syntax, parts: &Parts) -> Result<Response, Failed> {
    let version = version(&rest.service.zone, parts.uri.query().unwrap_or(""))?;
    let slot = match (syntax, version) {
        (Syntax::Json, OpenApiVersion::V3_1) => 0,
        (Syntax::Json, OpenApiVersion::V3_0) => 1,
        (Syntax::Yaml, OpenApiVersion::V3_1) => 2,
        (Syntax::Yaml, OpenApiVersion::V3_0) => 3,
    };
    let known = &rest.documents.known[slot];
    let document = known.get_or_init(|| Document::new(&rest.service.zone, syntax, version));
    let media = match syntax {
        Syntax::Json => JSON,
        Syntax::Yaml => "application/yaml",
    };
    let response = super::fresh(answer(StatusCode::OK, media, document.text.clone()), 0);
    Ok(etag::tagged(&parts.headers, &document.tag, response))
}

impl Document {
    fn new(zone: &Zone, syntax: Syntax, version: OpenApiVersion) -> Self {
        let value = openapi(zone, version);
        let text = match syntax {
            Syntax::Json => format!("{value:#}\n"),
            Syntax::Yaml => yaml(&value),
        };
        let tag = etag::of_content(text.as_bytes());
        Self {
            text: text.into(),
            tag,
        }
    }
}

fn version(zone: &Zone, query: &str) -> Result<OpenApiVersion, Error> {
    let mut version = OpenApiVersion::V3_1;
    for pair in pairs(query, &zone.limits)? {
        version = match (&*pair.name, &*pair.value) {
            ("version", "3.1" | "3.1.0" | "3.1.1" | "3.1.2") => OpenApiVersion::V3_1,
            ("version", "3.0" | "3.0.3") => OpenApiVersion::V3_0,
            ("version", _) => {
                return Err(Error::validation("`version` is `3.1` or `3.0`").within("version"));
            }
            (name, _) => {
                let name = short(name);
                let message = format!("unknown parameter `{name}`: there is `version` only");
                return Err(Error::validation(message).within(&*name));
            }
        };
    }
    Ok(version)
}
