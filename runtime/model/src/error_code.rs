//! The closed set of error codes, one for GraphQL and REST alike.

/// Why a request, or a part of it, failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ErrorCode {
    /// The input does not satisfy the model.
    Validation,
    /// There is no such row, or the caller may not see it.
    NotFound,
    /// The caller is not signed in.
    Unauthenticated,
    /// The caller may not do that.
    PermissionDenied,
    /// Another row has that value.
    Unique,
    /// The referenced row does not exist, or is still referenced.
    ForeignKey,
    /// A value is missing.
    NotNull,
    /// A check of the database failed.
    Check,
    /// The row was changed meanwhile.
    Conflict,
    /// A bulk operation would touch more rows than it allowed.
    TooManyRows,
    /// The filter or order cannot be understood.
    InvalidFilter,
    /// The cursor was not made for this list, or is damaged.
    InvalidCursor,
    /// A limit of the zone is exceeded.
    LimitExceeded,
    /// Too many requests.
    RateLimited,
    /// The request took too long.
    Timeout,
    /// Another part of the same operation failed.
    Aborted,
    /// The database cannot be used at the moment.
    Unavailable,
    /// A fault of the server; its log has the rest.
    Internal,
}

impl ErrorCode {
    /// All codes, in the order of the documents.
    pub const ALL: [Self; 18] = [
        Self::Validation,
        Self::NotFound,
        Self::Unauthenticated,
        Self::PermissionDenied,
        Self::Unique,
        Self::ForeignKey,
        Self::NotNull,
        Self::Check,
        Self::Conflict,
        Self::TooManyRows,
        Self::InvalidFilter,
        Self::InvalidCursor,
        Self::LimitExceeded,
        Self::RateLimited,
        Self::Timeout,
        Self::Aborted,
        Self::Unavailable,
        Self::Internal,
    ];

    /// The code as answers spell it.
    ///
    /// ```
    /// assert_eq!(auto_api_model::ErrorCode::NotFound.as_str(), "NOT_FOUND");
    /// ```
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Validation => "VALIDATION",
            Self::NotFound => "NOT_FOUND",
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::PermissionDenied => "PERMISSION_DENIED",
            Self::Unique => "UNIQUE",
            Self::ForeignKey => "FOREIGN_KEY",
            Self::NotNull => "NOT_NULL",
            Self::Check => "CHECK",
            Self::Conflict => "CONFLICT",
            Self::TooManyRows => "TOO_MANY_ROWS",
            Self::InvalidFilter => "INVALID_FILTER",
            Self::InvalidCursor => "INVALID_CURSOR",
            Self::LimitExceeded => "LIMIT_EXCEEDED",
            Self::RateLimited => "RATE_LIMITED",
            Self::Timeout => "TIMEOUT",
            Self::Aborted => "ABORTED",
            Self::Unavailable => "UNAVAILABLE",
            Self::Internal => "INTERNAL",
        }
    }

    /// What it means, in a sentence for documents.
    pub fn docs(self) -> &'static str {
        match self {
            Self::Validation => "The input does not satisfy the model.",
            Self::NotFound => "There is no such row, or it may not be seen.",
            Self::Unauthenticated => "The caller is not signed in.",
            Self::PermissionDenied => "The caller may not do that.",
            Self::Unique => "Another row has that value.",
            Self::ForeignKey => {
                "The row that is referred to is not there, or is still referred to."
            }
            Self::NotNull => "A value is missing.",
            Self::Check => "A check of the database failed.",
            Self::Conflict => "The row was changed meanwhile.",
            Self::TooManyRows => "More rows would be touched than were allowed.",
            Self::InvalidFilter => "The filter or order cannot be understood.",
            Self::InvalidCursor => "The cursor was not made for this list, or is damaged.",
            Self::LimitExceeded => "A limit is exceeded.",
            Self::RateLimited => "There were too many requests.",
            Self::Timeout => "The request took too long.",
            Self::Aborted => "Another part of the same operation failed.",
            Self::Unavailable => "The database cannot be used at the moment.",
            Self::Internal => "A fault of the server.",
        }
    }

    /// The HTTP status of a REST answer that fails with this code.
    ///
    /// ```
    /// assert_eq!(auto_api_model::ErrorCode::NotFound.status(), 404);
    /// ```
    pub fn status(self) -> u16 {
        match self {
            Self::InvalidFilter | Self::InvalidCursor | Self::LimitExceeded => 400,
            Self::Unauthenticated => 401,
            Self::PermissionDenied => 403,
            Self::NotFound => 404,
            Self::Unique | Self::ForeignKey | Self::Conflict | Self::TooManyRows => 409,
            Self::Validation | Self::NotNull | Self::Check | Self::Aborted => 422,
            Self::RateLimited => 429,
            Self::Internal => 500,
            Self::Unavailable | Self::Timeout => 503,
        }
    }
}

impl std::fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
