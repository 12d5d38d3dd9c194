//! `ETag` and `If-None-Match` (RFC 9110, 8.8.3 and 13.1.2).

mod version;

use auto_api_model::Entity;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use twox_hash::XxHash3_128;

use super::request::Asked;

/// The strong tag of a content: the same bytes, the same tag, on every machine.
pub(super) fn of_content(bytes: &[u8]) -> String {
    format!("\"{:032x}\"", XxHash3_128::oneshot(bytes))
}

/// The field that a row's tag is made of: its version, if the answer is the whole row.
pub(super) fn version(entity: &Entity, asked: Asked) -> Option<&str> {
    let version = entity.version().map(|at| &entity.members[at]);
    let version = version.filter(|member| member.visible && asked.is_whole);
    version.map(|member| member.name.as_str())
}

/// The tag of a row's JSON: its version at that name, else that of the content.
pub(super) fn of_row(row: &[u8], version: Option<&str>) -> String {
    let version = version.and_then(|name| version::number_at(row, name));
    version.map_or_else(|| of_content(row), |version| format!("\"{version}\""))
}

/// Gives an answer its tag, or turns it into a 304 if the caller has it already.
pub(super) fn tagged(headers: &HeaderMap, tag: &str, mut response: Response) -> Response {
    if is_known(headers, tag) {
        let cache = response.headers_mut().remove(header::CACHE_CONTROL);
        response = Response::default();
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        if let Some(cache) = cache {
            response.headers_mut().insert(header::CACHE_CONTROL, cache);
        }
    }
    if let Ok(tag) = HeaderValue::from_str(tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// Whether `If-None-Match` has the tag. The comparison is the weak one, as RFC 9110 wants here.
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let values = headers.get_all(header::IF_NONE_MATCH).iter();
    let mut listed = values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim);
    listed.any(|entry| entry == "*" || entry.strip_prefix("W/").unwrap_or(entry) == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(value: &'static str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_NONE_MATCH, HeaderValue::from_static(value));
        is_known(&headers, "\"7\"")
    }

    #[test]
    fn lists_stars_and_weak_tags() {
        for value in ["\"7\"", "*", "W/\"7\"", "\"1\", W/\"7\" , \"9\""] {
            assert!(known(value), "{value}");
        }
        for value in ["7", "\"8\"", "", "W/7", "\"77\""] {
            assert!(!known(value), "{value}");
        }
        assert!(!is_known(&HeaderMap::new(), "\"7\""));
    }

    #[test]
    fn a_tag_is_the_same_for_ever() {
        assert_eq!(of_content(b""), "\"99aa06d3014798d86001c324468d497f\"");
        assert_ne!(of_content(b"{\"id\":1}"), of_content(b"{\"id\":2}"));
    }
}
