//! The Python client: a typed package over pydantic, for Python 3.10 and later.
//!
//! The fixed part is real Python in `prelude/python`; everything else is written by one small
//! function per construct, over the facts of the zone. What waits is written once, for `asyncio`;
//! [`blocking`] makes the other client of it.

mod blocking;
mod client;
mod collection;
mod filter;
mod index;
mod input;
mod keys;
mod method;
mod model;
mod names;
mod package;
mod parameter;
mod prelude;
mod queries;
mod readme;
mod schema;
mod select;
mod spell;
#[cfg(test)]
mod tests;
mod text;
mod types;
mod wire;
mod writes;

use auto_api_model::{Action, Entity, Operation, WriteTypes, Zone};

use super::{File, Package, Target, collections, is_at};
use text::Text;

/// Reference: <https://typing.python.org/en/latest/spec/distributing.html>.
pub(super) struct Python;

impl Target for Python {
    fn name(&self) -> &'static str {
        "python"
    }

    fn render(&self, zone: &Zone, package: &Package<'_>) -> Vec<File> {
        let writer = Writer {
            zone,
            package,
            module: names::module(&package.name),
            operations: zone.operations(),
            write_types: zone.write_types(),
        };
        let mut files = package::files(&writer);
        files.push(readme::file(&writer));
        files.push(index::file(&writer));
        files.push(types::file(&writer));
        files.push(model::file(&writer));
        files.push(filter::file(&writer));
        files.extend(input::file(&writer));
        files.push(keys::file(&writer));
        files.push(queries::file(&writer));
        files.push(schema::file(&writer));
        files.extend(collection::files(&writer));
        files.extend(client::files(&writer));
        files.push(wire::file(&writer));
        files.extend(prelude::files(&writer));
        files
    }
}

/// What every part of the package is written from.
struct Writer<'z> {
    zone: &'z Zone,
    package: &'z Package<'z>,
    /// The name that the package is imported by.
    module: String,
    operations: Vec<Operation>,
    write_types: WriteTypes,
}

impl Writer<'_> {
    /// A module, begun with the header and its docstring.
    fn source(&self, path: &str, docs: &str, text: Text) -> File {
        let mut head = Text::default();
        head.docs([docs]);
        let contents = format!("{}{}", head.finish(), text.finish());
        self.fixed(path, &contents)
    }

    /// A module as it is, begun with the header.
    fn fixed(&self, path: &str, contents: &str) -> File {
        File {
            path: format!("{}/{path}", self.module),
            contents: format!("{}{contents}", self.header()),
        }
    }

    /// Who wrote a file, and of what.
    fn header(&self) -> String {
        format!(
            "# Written by auto-api {} from the zone `{}`, shape {}. Do not edit.\n",
            env!("CARGO_PKG_VERSION"),
            self.zone.name,
            self.package.fingerprint
        )
    }

    /// Whether an entity has an operation.
    fn writes(&self, entity: &Entity, action: Action) -> bool {
        let mut all = self.operations.iter();
        all.any(|own| own.action == action && is_at(self.zone, own.entity, entity))
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
