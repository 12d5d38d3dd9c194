//! The naming case of a zone.

use heck::{ToLowerCamelCase, ToSnakeCase};

/// How generated identifiers (fields, arguments, operations) are spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Case {
    /// As the Rust field is, after serde's renames: usually `snake_case`.
    #[default]
    AsWritten,
    /// `camelCase`, everywhere but in names the user gave explicitly.
    Camel,
}

impl Case {
    /// Spells a generated identifier, given in snake case or as written.
    ///
    /// ```
    /// use auto_api_model::Case;
    /// assert_eq!(Case::AsWritten.apply("order_by"), "order_by");
    /// assert_eq!(Case::Camel.apply("order_by"), "orderBy");
    /// ```
    pub fn apply(self, name: &str) -> String {
        match self {
            Self::AsWritten => name.to_owned(),
            Self::Camel => name.to_lower_camel_case(),
        }
    }

    /// Spells a compound such as `posts` + `connection`.
    ///
    /// ```
    /// use auto_api_model::Case;
    /// assert_eq!(Case::AsWritten.join("posts", "connection"), "posts_connection");
    /// assert_eq!(Case::Camel.join("posts", "connection"), "postsConnection");
    /// ```
    pub fn join(self, head: &str, tail: &str) -> String {
        match self {
            Self::AsWritten => format!("{head}_{tail}"),
            Self::Camel => format!("{head}_{tail}").to_lower_camel_case(),
        }
    }
}

/// The snake case of a Rust type's name.
///
/// ```
/// assert_eq!(auto_api_model::case::snake("InvoiceLine"), "invoice_line");
/// ```
pub fn snake(name: &str) -> String {
    name.to_snake_case()
}
