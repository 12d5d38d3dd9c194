//! Scripts and styles: kept for ever by browsers, under an address that changes when they do.

use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

/// A file as browsers get it.
#[derive(Debug, Clone)]
pub(super) struct Asset {
    name: &'static str,
    media: &'static str,
    body: Bytes,
}

impl Asset {
    pub(super) fn script(name: &'static str, body: impl Into<Bytes>) -> Self {
        Self {
            name,
            media: SCRIPT,
            body: body.into(),
        }
    }

    pub(super) fn style(name: &'static str, body: &'static str) -> Self {
        Self {
            name,
            media: STYLE,
            body: body.into(),
        }
    }
}

/// The files of one explorer.
#[derive(Debug, Clone)]
pub(super) struct Assets {
    /// The explorer's.
    pub(super) name: &'static str,
    /// A hash of all files.
    pub(super) version: String,
    files: Vec<Asset>,
}

impl Assets {
    pub(super) fn new(name: &'static str, files: Vec<Asset>) -> Self {
        let hash = files
            .iter()
            .fold(OFFSET, |hash, file| fnv(hash, &file.body));
        Self {
            name,
            version: format!("{hash:016x}"),
            files,
        }
    }

    pub(super) fn response(&self, Path(file): Path<String>) -> Response {
        let Some(asset) = self.files.iter().find(|asset| asset.name == file) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static(asset.media)),
            (
                header::CACHE_CONTROL,
                HeaderValue::from_static("public, max-age=31536000, immutable"),
            ),
            (
                header::X_CONTENT_TYPE_OPTIONS,
                HeaderValue::from_static("nosniff"),
            ),
        ];
        (headers, asset.body.clone()).into_response()
    }
}

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a: a new file has a new name, nothing more is asked of it.
fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
