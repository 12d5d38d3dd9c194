//! The options of a database's URL that are ours, not the driver's.

use crate::error::{Error, Result};

/// What a URL says beyond what the driver reads.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Options {
    pub(super) schema: Option<String>,
    pub(super) pgbouncer: bool,
    pub(super) pool_max: Option<usize>,
    pub(super) encrypted: bool,
    pub(super) root_cert: Option<String>,
}

impl Options {
    /// Takes from a URL what the driver does not know.
    pub(super) fn split(url: &str) -> Result<(String, Self)> {
        let mut options = Self::default();
        let Some((place, query)) = url.split_once('?') else {
            return Ok((url.to_owned(), options));
        };
        let mut rest = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            match key {
                "schema" | "currentSchema" => options.schema = Some(decoded(value)),
                "pgbouncer" => options.pgbouncer = value == "true",
                "pool_max" => {
                    let most = value.parse().ok().filter(|most| *most > 0);
                    options.pool_max = Some(most.ok_or_else(|| {
                        Error::validation(
                            "`pool_max` of the database's URL must be a number from 1 on",
                        )
                    })?);
                }
                "sslmode" => {
                    options.encrypted = match value {
                        "disable" | "allow" | "prefer" => false,
                        "require" | "verify-ca" | "verify-full" => true,
                        other => {
                            let message = format!(
                                "unknown `sslmode={other}` in the database's URL: use `disable`, `require` or `verify-full`"
                            );
                            return Err(Error::validation(message));
                        }
                    };
                }
                "sslrootcert" => options.root_cert = Some(decoded(value)),
                _ => rest.push(pair),
            }
        }
        let query = rest.join("&");
        let mark = if query.is_empty() { "" } else { "?" };
        Ok((format!("{place}{mark}{query}"), options))
    }
}

/// A value of a URL's query without its escapes.
fn decoded(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, tail @ ..] = rest {
        let escape = tail.get(..2).filter(|_| *first == b'%');
        let byte = escape
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_of_urls() {
        let url = "postgres://u:p@h/d?schema=my%20shop&pgbouncer=true&options=-cx&sslmode=require";
        let (rest, options) = Options::split(url).unwrap();
        assert_eq!(rest, "postgres://u:p@h/d?options=-cx");
        let expected = Options {
            schema: Some("my shop".to_owned()),
            pgbouncer: true,
            encrypted: true,
            ..Options::default()
        };
        assert_eq!(options, expected);
        assert!(Options::split("postgres://h/d?sslmode=maybe").is_err());
        assert!(Options::split("postgres://h/d?pool_max=0").is_err());
    }
}
