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
    simple_snake(name).unwrap_or_else(|| name.to_snake_case())
}

/// The same for nearly every name, of which each word but the first begins with a capital behind a
/// small letter; build scripts ask often, and are not optimised.
fn simple_snake(name: &str) -> Option<String> {
    let mut out = String::with_capacity(name.len() + 4);
    let mut was_small = false;
    for (at, &byte) in name.as_bytes().iter().enumerate() {
        match byte {
            b'a'..=b'z' => was_small = true,
            b'0'..=b'9' => {}
            b'A'..=b'Z' if at == 0 => {}
            b'A'..=b'Z' if was_small => {
                out.push('_');
                was_small = false;
            }
            _ => return None,
        }
        out.push(char::from(byte.to_ascii_lowercase()));
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::{simple_snake, snake};
    use heck::ToSnakeCase as _;

    #[test]
    fn simple_names_are_spelled_as_all_others() {
        let parts = ["A", "b", "1", "Bc", "C", "é", "_", "x9"];
        for one in parts {
            for two in parts {
                for three in parts {
                    for four in parts {
                        let name = [one, two, three, four].concat();
                        assert_eq!(snake(&name), name.to_snake_case(), "{name}");
                    }
                }
            }
        }
        assert_eq!(simple_snake("InvoiceLine2x").unwrap(), "invoice_line2x");
        assert_eq!(simple_snake("HTTPServer"), None);
    }
}
