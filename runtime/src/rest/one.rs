//! `GET /posts/{id}`: a row by its primary key; a composite one has a segment for each part.
//!
//! An id that cannot be read as the key's type names no row: 404, as for one that is not there.

use auto_api_model::ErrorCode;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use serde::Deserializer as _;
use serde::de::{IgnoredAny, MapAccess, Visitor};

use super::lower::Route;
use super::problem::Failed;
use super::{Rest, etag, explain};
use crate::Error;
use crate::ask::Input;
use crate::http::{JSON, answer};

/// Answers one row.
pub(super) async fn one(
    rest: &Rest,
    entity: usize,
    mut key: Vec<String>,
    parts: &Parts,
) -> Result<Response, Failed> {
    super::accepts(parts, &[JSON])?;
    let this = &rest.service.zone.entities[entity];
    let not_found = || {
        let message = format!("there is no such {}", this.one_name);
        Failed::from(Error::new(ErrorCode::NotFound, message))
    };
    // What the zone is nested in may capture parts of the path, too.
    let Some(first) = key.len().checked_sub(this.key.len()) else {
        return Err(not_found());
    };
    let key = key.drain(first..).map(Input::Raw).collect();
    let query = parts.uri.query().unwrap_or("");
    let ready = rest.ready(Route::One, entity, query, key)?;
    let explained = rest.explain(parts, &ready).await;
    let found = match rest
        .service
        .database
        .run(&ready.prepared.plan, ready.slots)
        .await
    {
        Ok(found) if found.found => found,
        Ok(_) => return Err(not_found()),
        // The only values of the run are the key's.
        Err(error) if matches!(error.code, ErrorCode::Validation | ErrorCode::InvalidFilter) => {
            return Err(not_found());
        }
        Err(error) => return Err(error.into()),
    };
    let version = this.version().map(|at| &this.members[at]);
    let version = version.filter(|member| member.visible && ready.prepared.asked.is_whole);
    let tag = version
        .and_then(|member| number_at(&found.body, &member.name))
        .map_or_else(
            || etag::of_content(&found.body),
            |version| format!("\"{version}\""),
        );
    let mut response = super::fresh(answer(StatusCode::OK, JSON, found.body), found.statements);
    let explained = explained.map(|value| (explain::HEADER, value));
    response.headers_mut().extend(explained);
    Ok(etag::tagged(&parts.headers, &tag, response))
}

/// The whole number at a name of a JSON object, also one that is written as text.
fn number_at(body: &[u8], name: &str) -> Option<i64> {
    let mut json = serde_json::Deserializer::from_slice(body);
    json.deserialize_map(Member(name)).ok()?
}

struct Member<'n>(&'n str);

impl<'de> Visitor<'de> for Member<'_> {
    type Value = Option<i64>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            if key == self.0 {
                let value: serde_json::Value = map.next_value()?;
                found = value.as_i64().or_else(|| value.as_str()?.parse().ok());
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::number_at;

    #[test]
    fn versions_of_a_row() {
        assert_eq!(
            number_at(br#"{"a":{"version":1},"version":7}"#, "version"),
            Some(7)
        );
        assert_eq!(
            number_at(br#"{"version":"8","b\n":[]}"#, "version"),
            Some(8)
        );
        assert_eq!(number_at(br#"{"a":1}"#, "version"), None);
        assert_eq!(number_at(b"null", "version"), None);
    }
}
