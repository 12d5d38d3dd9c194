//! The naming case of a zone.

use heck::{ToLowerCamelCase, ToSnakeCase};

use crate::render::joined;

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
            Self::Camel => camel(name),
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
            Self::AsWritten => joined(&[head, "_", tail]),
            Self::Camel => camel(&joined(&[head, "_", tail])),
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
    let bytes = name.as_bytes();
    let mut out = Vec::with_capacity(bytes.len() + 4);
    let mut was_small = false;
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        match byte {
            b'a'..=b'z' => was_small = true,
            b'0'..=b'9' => {}
            b'A'..=b'Z' if at == 0 => {}
            b'A'..=b'Z' if was_small => {
                out.push(b'_');
                was_small = false;
            }
            // One in snake case may be given, too.
            b'_' if was_small => {
                let next = bytes.get(at + 1)?;
                if !next.is_ascii_lowercase() {
                    return None;
                }
            }
            _ => return None,
        }
        out.push(byte.to_ascii_lowercase());
        at += 1;
    }
    String::from_utf8(out).ok()
}

/// The lower camel case of a name.
fn camel(name: &str) -> String {
    simple_camel(name).unwrap_or_else(|| name.to_lower_camel_case())
}

/// The same for a name in snake case.
fn simple_camel(name: &str) -> Option<String> {
    let bytes = name.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut before = b'_';
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        match byte {
            b'a'..=b'z' if before == b'_' && at > 0 => out.push(byte.to_ascii_uppercase()),
            b'a'..=b'z' => out.push(byte),
            b'0'..=b'9' if before != b'_' => out.push(byte),
            b'_' if before != b'_' => {}
            _ => return None,
        }
        before = byte;
        at += 1;
    }
    if before == b'_' {
        return None;
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::{camel, simple_camel, simple_snake, snake};
    use heck::{ToLowerCamelCase as _, ToSnakeCase as _};

    #[test]
    fn simple_names_are_spelled_as_all_others() {
        let parts = ["A", "b", "1", "Bc", "C", "é", "_", "x9", ""];
        for one in parts {
            for two in parts {
                for three in parts {
                    for four in parts {
                        let name = [one, two, three, four].concat();
                        assert_eq!(snake(&name), name.to_snake_case(), "{name}");
                        assert_eq!(camel(&name), name.to_lower_camel_case(), "{name}");
                    }
                }
            }
        }
        assert_eq!(simple_snake("InvoiceLine2x").unwrap(), "invoice_line2x");
        assert_eq!(simple_snake("HTTPServer"), None);
        assert_eq!(simple_snake("invoice_line").unwrap(), "invoice_line");
        assert_eq!(simple_camel("invoice_line2x").unwrap(), "invoiceLine2x");
    }
}
