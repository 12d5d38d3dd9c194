//! The Rust client: a crate on `reqwest`.
//!
//! The fixed part is real Rust in `prelude/rust`; everything else is written by one small function
//! per construct, over the facts of the zone, as `rustfmt` would format it.

mod columns;
mod filter;
#[cfg(test)]
mod golden;
mod index;
mod kinds;
mod model;
mod names;
mod operations;
mod package;
mod prelude;
mod readme;
mod spell;
mod text;
mod types;
mod wire;

use auto_api_model::{Entity, Operation, Zone};

use super::{File, Package, Target, collections};
use text::Text;

/// Reference: <https://doc.rust-lang.org/cargo/reference/manifest.html>.
pub(super) struct Rust;

impl Target for Rust {
    fn name(&self) -> &'static str {
        "rust"
    }

    fn render(&self, zone: &Zone, package: &Package<'_>) -> Vec<File> {
        let writer = Writer {
            zone,
            package,
            operations: super::reads(zone),
        };
        let mut files = vec![package::file(&writer), readme::file(&writer)];
        files.extend(index::files(&writer));
        files.push(types::file(&writer));
        files.extend(model::files(&writer));
        files.push(kinds::file(&writer));
        files.extend(filter::files(&writer));
        files.push(operations::file(&writer));
        files.push(wire::file(&writer));
        files.extend(prelude::files(&writer));
        files
    }
}

/// What every part of the crate is written from.
struct Writer<'z> {
    zone: &'z Zone,
    package: &'z Package<'z>,
    operations: Vec<Operation>,
}

impl Writer<'_> {
    /// A module below `src`, begun with the header and its documentation.
    fn source(&self, path: &str, docs: &str, text: Text) -> File {
        let mut head = String::new();
        for line in docs.lines() {
            head.push_str(format!("//! {line}").trim_end());
            head.push('\n');
        }
        self.fixed(path, &format!("{head}{}", text.finish()))
    }

    /// A module below `src` as it is, begun with the header.
    fn fixed(&self, path: &str, contents: &str) -> File {
        File {
            path: format!("src/{path}"),
            contents: format!("{}{contents}", self.header()),
        }
    }

    /// Who wrote a file, and of what.
    fn header(&self) -> String {
        format!(
            "// Written by auto-api {} from the zone `{}`, shape {}. Do not edit.\n\n",
            env!("CARGO_PKG_VERSION"),
            self.zone.name,
            self.package.fingerprint
        )
    }

    /// A generated name in the zone's case.
    fn spell(&self, name: &str) -> String {
        self.zone.case.apply(name)
    }

    /// Each entity that has operations, with them.
    fn collections(&self) -> impl Iterator<Item = (&Entity, Vec<&Operation>)> {
        collections(self.zone, &self.operations)
    }
}
