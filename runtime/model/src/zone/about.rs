//! What a zone's documents say about it besides what it does.

/// Whom to ask.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Contact {
    /// A person or an organisation.
    pub name: Option<String>,
    /// A page.
    pub url: Option<String>,
    /// An address.
    pub email: Option<String>,
}

/// Under which terms the API may be used.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct License {
    /// Its name.
    pub name: String,
    /// Its SPDX expression, such as `MIT OR Apache-2.0`.
    pub identifier: Option<String>,
    /// Where its text is; where there is an identifier, this is left out.
    pub url: Option<String>,
}

impl License {
    /// A licence known by its SPDX expression.
    ///
    /// ```
    /// let license = auto_api_model::License::spdx("MIT");
    /// assert_eq!(license.identifier.as_deref(), Some("MIT"));
    /// ```
    pub fn spdx(expression: &str) -> Self {
        Self {
            name: expression.to_owned(),
            identifier: Some(expression.to_owned()),
            url: None,
        }
    }
}

/// Where the application is reached.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Server {
    /// Its address without the zone's path: `https://blog.example.org`.
    pub url: String,
    /// What it is for; may be empty.
    pub description: String,
}
