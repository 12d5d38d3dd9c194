//! A text in the making, for build scripts: they are not optimised, and append to texts two million
//! times.

use std::ffi::OsString;
use std::fmt;

/// A text that is appended to.
///
/// `String::push_str` is compiled with the crate that calls it, in a build script without
/// optimisation; what appends to an `OsString` is compiled in the standard library, and takes a
/// sixth of the time.
///
/// ```
/// let mut out = auto_api_model::render::Out::default();
/// out.push_str("type ");
/// out.push_str("Post");
/// assert_eq!(out.finish(), "type Post");
/// ```
#[derive(Debug, Default)]
pub struct Out {
    text: OsString,
}

impl Out {
    /// Nothing so far, with room for that many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self {
            text: OsString::with_capacity(bytes),
        }
    }

    /// Appends a text.
    pub fn push_str(&mut self, text: &str) {
        // Writing to memory cannot fail.
        let _ = fmt::Write::write_str(&mut self.text, text);
    }

    /// The text so far.
    pub fn as_str(&self) -> &str {
        // Nothing else than text was written.
        self.text.to_str().unwrap_or_default()
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text.
    pub fn finish(self) -> String {
        // Nothing else than text was written.
        let lossy = |text: OsString| text.to_string_lossy().into_owned();
        self.text.into_string().unwrap_or_else(lossy)
    }
}

/// One text of several: `concat` and `format!` are compiled with the crate that calls them, or let
/// the text grow piece by piece.
///
/// ```
/// assert_eq!(auto_api_model::render::joined(&["Post", "Filter"]), "PostFilter");
/// ```
pub fn joined(parts: &[&str]) -> String {
    let mut bytes = 0;
    let mut at = 0;
    while at < parts.len() {
        bytes += parts[at].len();
        at += 1;
    }
    let mut out = Out::with_capacity(bytes);
    at = 0;
    while at < parts.len() {
        out.push_str(parts[at]);
        at += 1;
    }
    out.finish()
}

impl fmt::Write for Out {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.text.write_str(text)
    }
}
