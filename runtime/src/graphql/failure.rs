//! What the caller is told when a request fails: one entry of `errors`.

use apollo_compiler::parser::{LineColumn, SourceMap, SourceSpan};
use auto_api_model::ErrorCode;

use crate::{Error, http, json};

/// One entry of `errors`.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    pub(crate) code: ErrorCode,
    message: String,
    locations: Vec<LineColumn>,
    /// The field of the answer it is about, by response keys.
    path: Vec<String>,
    /// Where in the input it is: the response keys, the argument, and the way into its value.
    input: Vec<String>,
    /// Under which the log has the rest.
    id: Option<String>,
}

impl Failure {
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            locations: Vec::new(),
            path: Vec::new(),
            input: Vec::new(),
            id: None,
        }
    }

    /// A document or a variable that is not valid.
    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::Validation, message)
    }

    /// Says where in the document it is.
    pub(crate) fn at(self, span: Option<SourceSpan>, sources: &SourceMap) -> Self {
        self.at_line(span.and_then(|span| span.line_column(sources)))
    }

    /// Says where in the document it is.
    pub(crate) fn at_line(mut self, place: Option<LineColumn>) -> Self {
        self.locations = place.into_iter().collect();
        self
    }

    /// Says which field of the answer it is about.
    pub(crate) fn on(mut self, path: Vec<String>) -> Self {
        self.path = path;
        self
    }

    /// Whether it says which field of the answer it is about.
    #[cfg(feature = "async-graphql7")]
    pub(crate) fn has_path(&self) -> bool {
        !self.path.is_empty()
    }

    /// What the caller is told of an error of planning or running; a fault of the server goes to
    /// the log.
    pub(crate) fn of(error: &Error) -> Self {
        let told = http::tell(error);
        Self {
            input: error.path.clone(),
            id: told.id,
            ..Self::new(error.code, told.message)
        }
    }

    /// Writes it as JSON, its members in the specification's order.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"message\":");
        json::string(out, &self.message);
        for (at, place) in self.locations.iter().enumerate() {
            let head = if at == 0 { ",\"locations\":[" } else { "," };
            let (line, column) = (place.line, place.column);
            out.extend_from_slice(
                format!("{head}{{\"line\":{line},\"column\":{column}}}").as_bytes(),
            );
        }
        if !self.locations.is_empty() {
            out.push(b']');
        }
        strings(out, "path", &self.path);
        out.extend_from_slice(b",\"extensions\":{\"code\":");
        json::string(out, self.code.as_str());
        strings(out, "path", &self.input);
        if let Some(id) = &self.id {
            out.extend_from_slice(b",\"id\":");
            json::string(out, id);
        }
        out.extend_from_slice(b"}}");
    }
}

/// Writes a list of strings as a further member; nothing if it is empty.
fn strings(out: &mut Vec<u8>, name: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    out.push(b',');
    json::string(out, name);
    out.extend_from_slice(b":[");
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        json::string(out, item);
    }
    out.push(b']');
}
