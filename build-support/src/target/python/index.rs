//! `__init__.py`: what users import, each name once. A model's name wins over one of the
//! runtime's, which stays in the module `runtime`.

use std::collections::BTreeMap;

use auto_api_model::Kind;

use super::names::{class, literal, rank, sorted};
use super::spell::row;
use super::text::Text;
use super::{File, Writer, input};

/// What users take from the runtime.
const RUNTIME: [&str; 36] = [
    "UNSET",
    "ApiError",
    "CallOptions",
    "Conflict",
    "ErrorCode",
    "GraphqlError",
    "InvalidRequest",
    "Malformed",
    "MatchOptions",
    "NetworkError",
    "NotFound",
    "NotLoaded",
    "NotModified",
    "OnError",
    "Page",
    "PageInfo",
    "PermissionDenied",
    "PreconditionFailed",
    "Problem",
    "ProblemItem",
    "RateLimited",
    "ServerError",
    "StdlibTransport",
    "TimedOut",
    "Transport",
    "Unauthenticated",
    "Unavailable",
    "Unchecked",
    "Unset",
    "UpsertOptions",
    "WriteOptions",
    "Written",
    "ask",
    "etag_of",
    "nulls_first",
    "nulls_last",
];

pub(super) fn file(writer: &Writer<'_>) -> File {
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    names.extend(RUNTIME.map(|name| (name.to_owned(), "runtime")));
    names.insert("AsyncClient".to_owned(), "aio");
    names.insert("Client".to_owned(), "sync");
    for (name, kind) in writer.zone.named_kinds() {
        if matches!(kind, Kind::Enum(_) | Kind::Value(_)) {
            names.insert(class(name), "types");
        }
    }
    for entity in writer.zone.visible() {
        names.insert(row(entity), "models");
        names.insert(entity.filter_name(), "filters");
        let inputs = input::types(writer, entity).into_iter();
        names.extend(inputs.map(|(ty, _)| (ty.name(entity), "inputs")));
    }
    let values = writer.write_types.values.values();
    names.extend(values.map(|def| (def.input_name(), "inputs")));
    let mut text = Text::default();
    text.line("");
    for module in [
        "aio", "filters", "inputs", "models", "runtime", "sync", "types",
    ] {
        let own = names.iter().filter(|(_, from)| **from == module);
        let own: Vec<String> = own.map(|(name, _)| name.clone()).collect();
        if !own.is_empty() {
            import(&mut text, module, &sorted(own));
        }
    }
    text.line("");
    let mut all: Vec<&String> = names.keys().collect();
    all.sort_by_key(|name| rank(name));
    let all: Vec<String> = all.into_iter().map(|name| literal(name)).collect();
    text.exploded("__all__ = [", &all, "]");
    let docs = format!(
        "The client of {} {}.",
        writer.zone.title, writer.zone.version
    );
    writer.source("__init__.py", &docs, text)
}

fn import(text: &mut Text, module: &str, names: &[String]) {
    let head = format!("from .{module} import ");
    if names.len() > 3 || names.iter().map(String::len).sum::<usize>() > 60 {
        text.exploded(&format!("{head}("), names, ")");
    } else {
        text.line(&format!("{head}{}", names.join(", ")));
    }
}
