//! What a request fails with: a code, a message for the caller, and what only the log may have.

use auto_api_model::ErrorCode;

/// A failure of a request, or of a part of it.
///
/// `message`, `path` and `field` reach the caller; `source` is for the log alone.
#[derive(Debug)]
pub struct Error {
    /// Which of the closed set it is.
    pub code: ErrorCode,
    /// What is wrong and what to do, in the caller's words.
    pub message: String,
    /// Where in the input, from the outside in: `["posts", "filter", "title", "eq"]`.
    pub path: Vec<String>,
    /// The field it is about, as the wire spells it.
    pub field: Option<String>,
    /// Which of many rows it is about, from 0.
    pub index: Option<usize>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// A result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// A failure with a message for the caller.
    ///
    /// ```
    /// use auto_api::{Error, ErrorCode};
    /// let error = Error::new(ErrorCode::NotFound, "there is no such post");
    /// assert_eq!(error.to_string(), "NOT_FOUND: there is no such post");
    /// ```
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            path: Vec::new(),
            field: None,
            index: None,
            source: None,
        }
    }

    /// A fault of the server: the caller learns nothing of `source`.
    pub fn internal(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::new(ErrorCode::Internal, "internal error").because(source)
    }

    /// A filter or order that cannot be understood.
    pub fn filter(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::InvalidFilter, message)
    }

    /// An argument that is not valid.
    pub fn validation(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::Validation, message)
    }

    /// Whether a statement is to blame, not the state of the database.
    pub(crate) fn is_of_statement(&self) -> bool {
        use ErrorCode::{Check, ForeignKey, Internal, NotNull, Unique};
        matches!(self.code, Internal | Unique | ForeignKey | NotNull | Check)
    }

    /// Keeps a cause for the log.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Puts a step in front of the input path.
    #[must_use]
    pub fn within(mut self, step: impl Into<String>) -> Self {
        self.path.insert(0, step.into());
        self
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
