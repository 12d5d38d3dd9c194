//! `Cargo.toml`: what the crate is called, and what it stands on.

use std::collections::BTreeSet;

use auto_api_model::{Entity, Kind, Scalar, Zone};

use super::names::package;
use super::{File, Writer};

/// Lines of crates that only some fields need.
const CHRONO: &str =
    r#"chrono = { version = "0.4", default-features = false, features = ["serde", "std"] }"#;
const DECIMAL: &str =
    r#"rust_decimal = { version = "1", default-features = false, features = ["serde", "std"] }"#;
const UUID: &str =
    r#"uuid = { version = "1", default-features = false, features = ["serde", "std"] }"#;

/// What the fields of a zone need.
#[derive(Debug, Clone, Default)]
pub(super) struct Needs {
    crates: BTreeSet<&'static str>,
    /// Whether there are lengths of time.
    pub(super) duration: bool,
}

impl Needs {
    pub(super) fn of(zone: &Zone) -> Self {
        let mut needs = Self::default();
        let members = zone.visible().flat_map(Entity::answered);
        for member in members {
            needs.add(&member.kind);
        }
        for kind in zone.named_kinds().values() {
            if let Kind::Value(def) = kind {
                let fields = def.fields.iter().filter(|field| field.is_readable());
                fields.for_each(|field| needs.add(&zone.kind(field)));
            }
        }
        needs
    }

    fn add(&mut self, kind: &Kind) {
        let Kind::Scalar(scalar) = kind else {
            if let Kind::List(item) = kind {
                self.add(item);
            }
            return;
        };
        self.duration |= *scalar == Scalar::Duration;
        self.crates.extend(match scalar {
            Scalar::Uuid => Some(UUID),
            Scalar::Decimal => Some(DECIMAL),
            Scalar::DateTime
            | Scalar::LocalDateTime
            | Scalar::Date
            | Scalar::Time
            | Scalar::Duration => Some(CHRONO),
            _ => None,
        });
    }

    fn lines(&self) -> String {
        let lines = self.crates.iter().map(|line| format!("{line}\n"));
        lines.collect()
    }
}

pub(super) fn file(writer: &Writer<'_>) -> File {
    let zone = writer.zone;
    let description = format!("Client of {}", zone.title);
    let contents = format!(
        r#"# Written by auto-api {generator} from the zone `{zone_name}`, shape {fingerprint}. Do not edit.

[package]
name = {name}
version = {version}
edition = "2024"
rust-version = "1.88"
description = {description}
readme = "README.md"
publish = false

[lib]
# Comments of the models may have examples in them that are none of this crate.
doctest = false

[features]
default = ["rustls"]
# TLS in Rust, with the platform's certificates.
rustls = ["reqwest/rustls"]
# TLS in Rust, with the provider that the application installs.
rustls-no-provider = ["reqwest/rustls-no-provider"]
# The platform's TLS.
native-tls = ["reqwest/native-tls"]
# Requests over HTTP/2 where the server speaks it.
http2 = ["reqwest/http2"]

[dependencies]
futures-core = {{ version = "0.3", default-features = false }}
reqwest = {{ version = "0.13", default-features = false }}
serde = {{ version = "1", features = ["derive"] }}
serde_json = "1"
tokio = {{ version = "1", default-features = false, features = ["sync"] }}
{needs}
[target.'cfg(not(target_arch = "wasm32"))'.dependencies]
tokio = {{ version = "1", default-features = false, features = ["time"] }}

[target.'cfg(target_arch = "wasm32")'.dependencies]
gloo-timers = {{ version = "0.4", features = ["futures"] }}
js-sys = "0.3"
reqwest = {{ version = "0.13", default-features = false, features = ["stream"] }}

[dev-dependencies]
tokio = {{ version = "1", default-features = false, features = ["macros", "rt"] }}
"#,
        generator = env!("CARGO_PKG_VERSION"),
        zone_name = zone.name,
        fingerprint = writer.package.fingerprint,
        name = toml(&package(&writer.package.name)),
        version = toml(&version(&zone.version)),
        description = toml(&description),
        needs = Needs::of(zone).lines(),
    );
    File {
        path: "Cargo.toml".to_owned(),
        contents,
    }
}

/// A version of three numbers, which cargo wants; what is missing is 0, what is none is all 0.
fn version(text: &str) -> String {
    let core = text.split(['-', '+']).next().unwrap_or(text);
    let numbers: Vec<Option<u64>> = core.split('.').map(|part| part.parse().ok()).collect();
    match numbers[..] {
        [Some(_), Some(_), Some(_)] if is_plain(&text[core.len()..]) => text.to_owned(),
        [Some(a), Some(b), Some(c), ..] => format!("{a}.{b}.{c}"),
        [Some(a), Some(b)] => format!("{a}.{b}.0"),
        [Some(a)] => format!("{a}.0.0"),
        _ => "0.0.0".to_owned(),
    }
}

/// Whether what is behind the numbers is made of what versions may have there; a number of it may
/// still begin with 0, so that only words are kept.
fn is_plain(text: &str) -> bool {
    let mut parts = text.split(['-', '+', '.']).skip(1);
    parts.all(|part| {
        let is_number = part.bytes().all(|b| b.is_ascii_digit());
        let is_word = part.bytes().all(|b| b.is_ascii_alphanumeric());
        is_word && (!is_number || part == "0" || !part.starts_with('0') && !part.is_empty())
    })
}

/// A text as TOML's basic string.
fn toml(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_that_cargo_takes() {
        for (given, taken) in [
            ("1.2.0", "1.2.0"),
            ("1.2", "1.2.0"),
            ("7", "7.0.0"),
            ("2024-02-29", "2024.0.0"),
            ("1.2.3-beta.1", "1.2.3-beta.1"),
            ("1.2.3-01", "1.2.3"),
            ("1.2.3-a b", "1.2.3"),
            ("1.2.3.4", "1.2.3"),
            ("latest", "0.0.0"),
        ] {
            assert_eq!(version(given), taken);
        }
    }

    #[test]
    fn texts_of_a_manifest() {
        assert_eq!(toml("a \"b\"\\\n\u{7f}"), "\"a \\\"b\\\"\\\\  \"");
    }
}
