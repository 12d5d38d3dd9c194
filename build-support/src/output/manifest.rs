//! `manifest.json`: every file, for tools that copy them.

use auto_api_model::Zone;
use auto_api_model::render::{Out, json};
use serde_json::Value;

use super::Planned;

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manifest {
    /// The zones, in the order of `auto-api.toml`.
    pub zones: Vec<ManifestZone>,
    /// The files, in the order in which they were written.
    pub files: Vec<Written>,
}

/// A zone, as the manifest has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestZone {
    /// Its name.
    pub name: String,
    /// Where it is mounted.
    pub path: String,
    /// The title of its documents.
    pub title: String,
    /// The version of its documents.
    pub version: String,
    /// The fingerprint of its shape, in hex.
    pub fingerprint: String,
}

/// A file, as the manifest has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its path below `OUT_DIR/auto-api`, with `/` between its parts.
    pub path: String,
    /// The zone it is of; none for `zones.rs`.
    pub zone: Option<String>,
    /// What it is: `zones`, `openapi`, `openapi-yaml`, `graphql`, `json-schema`,
    /// `client/typescript`, …
    pub kind: String,
    /// How long it is.
    pub bytes: usize,
    /// A number made of its contents, in hex: to see changes, not to prove origins.
    pub hash: String,
}

impl Written {
    /// What is said of a file.
    pub(crate) fn of(file: Planned) -> Self {
        Self {
            bytes: file.contents.len(),
            hash: format!("{:016x}", hash(file.contents.as_bytes())),
            path: file.path,
            zone: file.zone,
            kind: file.kind,
        }
    }
}

impl Manifest {
    /// The name of its own file.
    pub const FILE: &'static str = "manifest.json";

    /// The manifest of what was written.
    pub(crate) fn of(zones: &[Zone], files: Vec<Written>) -> Self {
        let zone = |zone: &Zone| ManifestZone {
            name: zone.name.clone(),
            path: zone.path.clone(),
            title: zone.title.clone(),
            version: zone.version.clone(),
            fingerprint: format!("{:016x}", zone.fingerprint()),
        };
        Self {
            zones: zones.iter().map(zone).collect(),
            files,
        }
    }

    /// The text of the file: a line for each fact, with as little made as can be, since build
    /// scripts are not optimised.
    pub(crate) fn text(&self) -> String {
        let mut out = Out::default();
        let generator = concat!("auto-api-build ", env!("CARGO_PKG_VERSION"));
        member(&mut out, "{\n  ", "generator", Some(generator));
        out.push_str(",\n  \"zones\": ");
        list(&mut out, &self.zones, |out, zone| {
            member(out, FIRST, "name", Some(&zone.name));
            member(out, NEXT, "path", Some(&zone.path));
            member(out, NEXT, "title", Some(&zone.title));
            member(out, NEXT, "version", Some(&zone.version));
            member(out, NEXT, "fingerprint", Some(&zone.fingerprint));
        });
        out.push_str(",\n  \"files\": ");
        list(&mut out, &self.files, |out, file| {
            member(out, FIRST, "path", Some(&file.path));
            member(out, NEXT, "zone", file.zone.as_deref());
            member(out, NEXT, "kind", Some(&file.kind));
            out.push_str(NEXT);
            out.push_str("\"bytes\": ");
            out.push_str(&file.bytes.to_string());
            member(out, NEXT, "hash", Some(&file.hash));
        });
        out.push_str("\n}\n");
        out.finish()
    }

    /// Reads a manifest that was written before; nothing if it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let text = |value: &Value, key: &str| value[key].as_str().map(str::to_owned);
        let zones = value["zones"].as_array()?.iter().map(|zone| {
            Some(ManifestZone {
                name: text(zone, "name")?,
                path: text(zone, "path")?,
                title: text(zone, "title")?,
                version: text(zone, "version")?,
                fingerprint: text(zone, "fingerprint")?,
            })
        });
        let files = value["files"].as_array()?.iter().map(|file| {
            Some(Written {
                path: text(file, "path")?,
                zone: text(file, "zone"),
                kind: text(file, "kind")?,
                bytes: usize::try_from(file["bytes"].as_u64()?).ok()?,
                hash: text(file, "hash")?,
            })
        });
        Some(Self {
            zones: zones.collect::<Option<_>>()?,
            files: files.collect::<Option<_>>()?,
        })
    }
}

/// What stands before the first member of an item, and before the others.
const FIRST: &str = "\n    {\n      ";
const NEXT: &str = ",\n      ";

fn member(out: &mut Out, before: &str, name: &str, text: Option<&str>) {
    out.push_str(before);
    json::quoted(out, name);
    out.push_str(": ");
    match text {
        Some(text) => json::quoted(out, text),
        None => out.push_str("null"),
    }
}

/// Items, each written from [`FIRST`] to its last member.
fn list<T>(out: &mut Out, items: &[T], write: impl Fn(&mut Out, &T)) {
    let mut before = "[";
    for item in items {
        out.push_str(before);
        write(out, item);
        out.push_str("\n    }");
        before = ",";
    }
    out.push_str(if items.is_empty() { "[]" } else { "\n  ]" });
}

/// FNV-1a over words of sixteen bytes: build scripts are not optimised, and files are large.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    const PRIME: u128 = 0x0100_0000_0000_0000_0000_013b;
    let mut hash = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128 ^ bytes.len() as u128;
    let (words, rest) = bytes.as_chunks::<16>();
    // An iterator would be called for each word.
    let mut at = 0;
    while at < words.len() {
        hash = (hash ^ u128::from_le_bytes(words[at])).wrapping_mul(PRIME);
        // The product moves bits up only.
        hash ^= hash >> 64;
        at += 1;
    }
    for byte in rest {
        hash = (hash ^ u128::from(*byte)).wrapping_mul(PRIME);
    }
    // The upper half is in the lower one.
    u64::try_from(hash & u128::from(u64::MAX)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Manifest, ManifestZone, Written, hash};
    use crate::output::Planned;

    #[test]
    fn it_is_read_as_it_was_written() {
        let file = Planned {
            path: "public/openapi.json".to_owned(),
            zone: Some("public".to_owned()),
            kind: "openapi".to_owned(),
            contents: "{}\n".to_owned(),
        };
        let manifest = Manifest::of(&[], vec![Written::of(file)]);
        assert_eq!(Manifest::parse(&manifest.text()), Some(manifest));
        assert_eq!(Manifest::parse("{}"), None);
    }

    #[test]
    fn its_text_is_what_others_would_write() {
        let mut manifest = Manifest::default();
        for _ in 0..2 {
            let text = manifest.text();
            let value: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert_eq!(text, format!("{value:#}\n"));
            let name = "a \"b\"".to_owned();
            manifest.zones.push(ManifestZone {
                name: name.clone(),
                path: name.clone(),
                title: name.clone(),
                version: name.clone(),
                fingerprint: name.clone(),
            });
            let contents = String::new();
            for zone in [None, Some(name.clone())] {
                let (path, kind) = (name.clone(), name.clone());
                let file = Planned {
                    path,
                    zone,
                    kind,
                    contents: contents.clone(),
                };
                manifest.files.push(Written::of(file));
            }
        }
    }

    #[test]
    fn every_byte_counts() {
        let text = b"0123456789abcdef0123456789abcdef0123";
        for length in 1..=text.len() {
            let text = &text[..length];
            for at in 0..length {
                let mut other = text.to_vec();
                other[at] ^= 1;
                assert_ne!(hash(text), hash(&other), "{at} of {length}");
            }
        }
        assert_ne!(hash(b"a"), hash(b"a\0"));
    }
}
