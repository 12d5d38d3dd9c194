//! The protocol's messages.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::super::failure::Failure;
use super::close::Close;
use crate::json;

/// What a client says.
#[derive(Debug)]
pub(super) enum Said<'a> {
    Init,
    Ping(Option<&'a RawValue>),
    Pong,
    /// An operation's id, and the request.
    Subscribe(Cow<'a, str>, &'a str),
    Complete(Cow<'a, str>),
}

#[derive(Deserialize)]
struct Raw<'a> {
    #[serde(rename = "type", borrow)]
    ty: Cow<'a, str>,
    #[serde(borrow)]
    id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    payload: Option<&'a RawValue>,
}

/// Reads a message.
///
/// # Errors
///
/// The connection is to be closed.
pub(super) fn read(text: &str) -> Result<Said<'_>, Close> {
    let Ok(raw) = serde_json::from_str::<Raw<'_>>(text) else {
        return Err(Close::invalid("Invalid message"));
    };
    let id = |id: Option<Cow<'_, str>>| match id {
        Some(id) if !id.is_empty() => Ok(id.into_owned()),
        _ => Err(Close::invalid("The message has no `id`")),
    };
    let is_object = |payload: &RawValue| payload.get().starts_with('{');
    let payload = raw.payload.filter(|payload| payload.get() != "null");
    if payload.is_some_and(|payload| !is_object(payload)) {
        return Err(Close::invalid("`payload` must be an object"));
    }
    Ok(match (raw.ty.as_ref(), payload) {
        ("connection_init", _) => Said::Init,
        ("ping", payload) => Said::Ping(payload),
        ("pong", _) => Said::Pong,
        ("subscribe", Some(payload)) => Said::Subscribe(id(raw.id)?.into(), payload.get()),
        ("subscribe", None) => return Err(Close::invalid("The message has no `payload`")),
        ("complete", _) => Said::Complete(id(raw.id)?.into()),
        _ => return Err(Close::invalid("Unknown `type` of the message")),
    })
}

/// `connection_ack`
pub(super) const ACK: &str = r#"{"type":"connection_ack"}"#;

/// `pong`, with what came with the ping.
pub(super) fn pong(payload: Option<&RawValue>) -> String {
    match payload {
        Some(payload) => format!(r#"{{"type":"pong","payload":{}}}"#, payload.get()),
        None => r#"{"type":"pong"}"#.to_owned(),
    }
}

/// A result of an operation.
pub(super) fn next(id: &str, payload: &[u8]) -> Vec<u8> {
    with(id, "next", payload)
}

/// An operation did not begin, or ended by itself.
pub(super) fn error(id: &str, failures: &[Failure]) -> Vec<u8> {
    let mut errors = vec![b'['];
    for (at, failure) in failures.iter().enumerate() {
        if at > 0 {
            errors.push(b',');
        }
        failure.write(&mut errors);
    }
    errors.push(b']');
    with(id, "error", &errors)
}

/// As [`error`], of the errors of an answer that has nothing else: `{"errors":[…]}`.
pub(super) fn refused(id: &str, answer: &[u8]) -> Vec<u8> {
    let errors = answer.strip_prefix(b"{\"errors\":");
    let errors = errors.and_then(|rest| rest.strip_suffix(b"}"));
    with(id, "error", errors.unwrap_or(b"[]"))
}

/// There are no more results.
pub(super) fn complete(id: &str) -> Vec<u8> {
    let mut out = br#"{"id":"#.to_vec();
    json::string(&mut out, id);
    out.extend_from_slice(br#","type":"complete"}"#);
    out
}

fn with(id: &str, ty: &str, payload: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(payload.len() + id.len() + 48);
    out.extend_from_slice(br#"{"id":"#);
    json::string(&mut out, id);
    out.extend_from_slice(br#","type":""#);
    out.extend_from_slice(ty.as_bytes());
    out.extend_from_slice(br#"","payload":"#);
    out.extend_from_slice(payload);
    out.push(b'}');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read() {
        assert!(matches!(
            read(r#"{"type":"connection_init"}"#),
            Ok(Said::Init)
        ));
        let subscribe = r#"{"type":"subscribe","id":"1","payload":{"query":"{ a }"}}"#;
        let Ok(Said::Subscribe(id, payload)) = read(subscribe) else {
            panic!("{subscribe}");
        };
        assert_eq!((id.as_ref(), payload), ("1", r#"{"query":"{ a }"}"#));
        for wrong in [
            "",
            "1",
            "{}",
            r#"{"type":"start","id":"1","payload":{}}"#,
            r#"{"type":"subscribe","payload":{}}"#,
            r#"{"type":"subscribe","id":"","payload":{}}"#,
            r#"{"type":"subscribe","id":1,"payload":{}}"#,
            r#"{"type":"subscribe","id":"1"}"#,
            r#"{"type":"subscribe","id":"1","payload":"{ a }"}"#,
            r#"{"type":"complete"}"#,
        ] {
            assert_eq!(read(wrong).unwrap_err().code, 4400, "{wrong}");
        }
    }

    #[test]
    fn messages_are_written() {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        assert_eq!(
            text(next("a\"b", b"{}")),
            r#"{"id":"a\"b","type":"next","payload":{}}"#
        );
        assert_eq!(
            text(refused("1", br#"{"errors":[{"message":"no"}]}"#)),
            r#"{"id":"1","type":"error","payload":[{"message":"no"}]}"#
        );
        assert_eq!(text(complete("1")), r#"{"id":"1","type":"complete"}"#);
    }
}
