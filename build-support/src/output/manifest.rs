//! `manifest.json`: every file, for tools that copy them.

use auto_api_model::Zone;
use serde_json::{Value, json};

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

    /// The text of the file.
    pub(crate) fn text(&self) -> String {
        let zones = self.zones.iter().map(|zone| {
            json!({
                "name": zone.name,
                "path": zone.path,
                "title": zone.title,
                "version": zone.version,
                "fingerprint": zone.fingerprint,
            })
        });
        let files = self.files.iter().map(|file| {
            json!({
                "path": file.path,
                "zone": file.zone,
                "kind": file.kind,
                "bytes": file.bytes,
                "hash": file.hash,
            })
        });
        let manifest = json!({
            "generator": concat!("auto-api-build ", env!("CARGO_PKG_VERSION")),
            "zones": zones.collect::<Value>(),
            "files": files.collect::<Value>(),
        });
        format!("{manifest:#}\n")
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

/// FNV-1a over words of eight bytes: build scripts are not optimised, and files are large.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ bytes.len() as u64;
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        hash = (hash ^ u64::from_le_bytes(*word)).wrapping_mul(0x0000_0100_0000_01b3);
        // The product moves bits up only.
        hash ^= hash >> 32;
    }
    for byte in rest {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::{Manifest, Written, hash};
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
    fn every_byte_counts() {
        let text = b"0123456789abcdef0123";
        for at in 0..text.len() {
            let mut other = *text;
            other[at] ^= 1;
            assert_ne!(hash(text), hash(&other), "{at}");
        }
        assert_ne!(hash(b"a"), hash(b"a\0"));
    }
}
