//! The TypeScript client: an ESM package of sources, without dependencies; its entry `./zod` has
//! one, for those who use it.
//!
//! The fixed part is real TypeScript in `prelude/typescript`; everything else is written by one
//! small function per construct, over the facts of the zone.

mod depth;
mod facade;
mod filter;
mod graphql;
mod index;
mod input;
mod leaf;
mod model;
mod operations;
mod package;
mod prelude;
mod readme;
mod spell;
mod text;
mod wire;
mod zod;

use auto_api_model::{Operation, WriteTypes, Zone};

use super::{File, Package, Target};
use text::Text;

/// Reference: <https://www.typescriptlang.org/docs/handbook/modules/reference.html#node16-node18-node20-nodenext>.
pub(super) struct TypeScript;

impl Target for TypeScript {
    fn name(&self) -> &'static str {
        "typescript"
    }

    fn render(&self, zone: &Zone, package: &Package<'_>) -> Vec<File> {
        let writer = Writer {
            zone,
            package,
            operations: zone.operations(),
            write_types: zone.write_types(),
        };
        let mut files = package::files(&writer);
        files.push(readme::file(&writer));
        files.extend(index::files(&writer));
        files.push(leaf::file(&writer));
        files.extend(model::files(&writer));
        files.extend(operations::files(&writer));
        files.extend(graphql::files(&writer));
        files.push(wire::file(&writer));
        files.push(zod::file(&writer));
        files.extend(prelude::files(&writer));
        files
    }
}

/// What every part of the package is written from.
struct Writer<'z> {
    zone: &'z Zone,
    package: &'z Package<'z>,
    operations: Vec<Operation>,
    write_types: WriteTypes,
}

impl Writer<'_> {
    /// A file of text below `src`, begun with the header.
    fn source(&self, path: &str, text: Text) -> File {
        File {
            path: format!("src/{path}"),
            contents: format!("{}{}", self.header(), text.finish()),
        }
    }

    /// Who wrote a file, and of what.
    fn header(&self) -> String {
        format!(
            "// Written by auto-api {} from the zone `{}`, shape {}. Do not edit.\n",
            env!("CARGO_PKG_VERSION"),
            self.zone.name,
            self.package.fingerprint
        )
    }

    /// A generated name in the zone's case.
    fn spell(&self, name: &str) -> String {
        self.zone.case.apply(name)
    }
}
