//! In debug builds: the explanation of a request that asks for it, in a header.

use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue};

use super::Rest;
use super::prepare::Ready;

/// Asks for the explanation, and brings it, as JSON.
pub(super) const HEADER: HeaderName = HeaderName::from_static("x-explain");

/// Longer ones are cut: most clients take headers of 16 kB.
const LONGEST: usize = 12 * 1024;

impl Rest {
    /// The explanation of a request, if it asks for one.
    pub(super) async fn explain(&self, parts: &Parts, ready: &Ready<'_>) -> Option<HeaderValue> {
        if !cfg!(debug_assertions) || !parts.headers.contains_key(HEADER) {
            return None;
        }
        let plan = &ready.prepared.plan;
        let explained = self
            .service
            .database
            .explain(plan, &ready.slots)
            .await
            .ok()?;
        let mut json = serde_json::to_vec(&explained.statements).ok()?;
        json.truncate(LONGEST);
        HeaderValue::from_bytes(&json).ok()
    }
}
