//! What is answered of a write: the row with its tag and place, or what became of many.

use auto_api_model::Entity;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::Value as Json;

use super::super::prepare::Ready;
use super::super::problem::entry;
use super::super::{etag, fresh, path_of};
use super::Request;
use crate::http::{JSON, answer, tell};
use crate::value::text;
use crate::write::{Key, Written};

impl Request<'_> {
    /// A row, with the tag that `GET` of it gives; for a row that was found by another path than
    /// its own, where it is.
    pub(super) fn row(
        &self,
        ready: &Ready<'_>,
        written: Written,
        status: StatusCode,
        place: Option<HeaderName>,
    ) -> Response {
        let version = etag::version(self.entity(), ready.prepared.asked);
        let tag = HeaderValue::from_str(&etag::of_row(&written.body, version));
        let place = place.zip(written.key.as_ref().and_then(|key| self.place(key)));
        let mut response = fresh(answer(status, JSON, written.body), written.statements);
        let headers = response.headers_mut();
        headers.extend(tag.ok().map(|tag| (header::ETAG, tag)));
        headers.extend(place);
        response
    }

    /// The path of a row; none if the zone does not show its key.
    fn place(&self, key: &Key) -> Option<HeaderValue> {
        let entity: &Entity = self.entity();
        if !entity.key.iter().all(|&at| entity.members[at].visible) {
            return None;
        }
        let mut path = path_of(self.parts).trim_end_matches('/').to_owned();
        for value in key {
            path.push('/');
            push_segment(&mut path, &text::of(value));
        }
        HeaderValue::from_str(&path).ok()
    }

    /// What became of many rows: `objects` if they were asked for, `affected`, and `errors` where
    /// some may be left out.
    pub(super) fn rows(
        ready: &Ready<'_>,
        mut written: Written,
        (status, has_errors): (StatusCode, bool),
    ) -> Response {
        let has_rows = ready.prepared.asked.places.has_rows;
        let body = &mut written.body;
        body.extend_from_slice(if has_rows {
            b",\"affected\":"
        } else {
            b"{\"affected\":"
        });
        body.extend_from_slice(written.affected.to_string().as_bytes());
        if has_errors {
            let errors = written.errors.iter();
            let errors = errors.map(|error| entry(error, tell(error).message));
            body.extend_from_slice(b",\"errors\":");
            body.extend_from_slice(Json::Array(errors.collect()).to_string().as_bytes());
        }
        body.push(b'}');
        fresh(answer(status, JSON, written.body), written.statements)
    }
}

/// What stands before the rows of an answer.
pub(super) fn head(ready: &Ready<'_>) -> &'static str {
    if ready.prepared.asked.places.has_rows {
        "{\"objects\":"
    } else {
        ""
    }
}

/// Writes a segment of a path (RFC 3986, 3.3).
fn push_segment(path: &mut String, segment: &str) {
    // A segment of dots would be taken for a step.
    let is_step = matches!(segment, "." | "..");
    for byte in segment.bytes() {
        let is_plain = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
        if is_plain && !is_step {
            path.push(char::from(byte));
        } else {
            const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
            path.push('%');
            path.push(char::from(DIGITS[usize::from(byte >> 4)]));
            path.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::push_segment;

    #[test]
    fn segments_stay_segments() {
        for (segment, path) in [
            ("a-1.b_c~", "a-1.b_c~"),
            ("a/b?c#d%", "a%2Fb%3Fc%23d%25"),
            ("é +", "%C3%A9%20%2B"),
            ("..", "%2E%2E"),
            ("...", "..."),
        ] {
            let mut written = String::new();
            push_segment(&mut written, segment);
            assert_eq!(written, path);
        }
    }
}
