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
    /// Host and port of the server itself, behind a pooler.
    pub(super) direct: Option<(String, u16)>,
    /// Whether changes are told to other processes though this one has no subscriptions.
    pub(super) events: bool,
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
                "events" => options.events = value == "true",
                "direct" => options.direct = Some(direct(&decoded(value))?),
                "sslrootcert" => options.root_cert = Some(decoded(value)),
                _ => rest.push(pair),
            }
        }
        let query = rest.join("&");
        let mark = if query.is_empty() { "" } else { "?" };
        Ok((format!("{place}{mark}{query}"), options))
    }
}

/// `host`, `host:port` or `[address]:port`
fn direct(value: &str) -> Result<(String, u16)> {
    let (host, port) = match value
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
    {
        Some((host, rest)) => (host, rest.strip_prefix(':')),
        None => match value.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (value, None),
        },
    };
    let port = port.map_or(Some(5432), |port| port.parse().ok());
    match port.filter(|port| *port > 0) {
        Some(port) if !host.is_empty() => Ok((host.to_owned(), port)),
        _ => Err(Error::validation(
            "`direct` of the database's URL must be `host:port`",
        )),
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

    #[test]
    fn the_server_behind_a_pooler() {
        for (given, host, port) in [
            ("db.local", "db.local", 5432),
            ("db.local:6000", "db.local", 6000),
            ("[::1]:6000", "::1", 6000),
            ("%5B::1%5D", "::1", 5432),
        ] {
            let url = format!("postgres://h/d?direct={given}&events=true");
            let (_, options) = Options::split(&url).unwrap();
            assert_eq!(options.direct, Some((host.to_owned(), port)));
            assert!(options.events);
        }
        for wrong in ["", ":1", "h:0", "h:x"] {
            assert!(Options::split(&format!("postgres://h/d?direct={wrong}")).is_err());
        }
    }
}
