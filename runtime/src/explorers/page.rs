//! The page of an explorer, and what it may load.

use auto_api_model::Zone;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;

use super::assets::Assets;

/// Nothing but our own files, and requests to where the page came from.
pub(super) const STRICT: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'self'";

/// Scalar writes styles into the page, and shows pictures and fonts that it made itself.
pub(super) const SCALAR: &str = "default-src 'none'; script-src 'self'; \
    style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data: blob:; \
    font-src 'self' data:; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'self'";

/// A page, written once.
#[derive(Debug, Clone)]
pub(super) struct Page {
    html: Bytes,
    policy: &'static str,
}

impl Page {
    pub(super) fn new(zone: &Zone, html: &str, assets: &Assets, policy: &'static str) -> Self {
        let place = format!("{}/{}", assets.name, assets.version);
        let html = html.replace("{{place}}", &place);
        Self {
            html: html.replace("{{title}}", &escaped(&zone.title)).into(),
            policy,
        }
    }

    pub(super) fn response(&self) -> Response {
        let headers = [
            (
                header::CONTENT_TYPE,
                HeaderValue::from_static("text/html; charset=utf-8"),
            ),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
            (
                header::CONTENT_SECURITY_POLICY,
                HeaderValue::from_static(self.policy),
            ),
            (
                header::X_CONTENT_TYPE_OPTIONS,
                HeaderValue::from_static("nosniff"),
            ),
            (
                header::REFERRER_POLICY,
                HeaderValue::from_static("same-origin"),
            ),
        ];
        (headers, self.html.clone()).into_response()
    }
}

/// A text between tags or in an attribute.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_title_stays_a_title() {
        assert_eq!(
            escaped("</title><b a='\"&"),
            "&lt;/title&gt;&lt;b a=&#39;&quot;&amp;"
        );
    }
}
