//! The clients: one file per language, all behind one trait.

mod docs;
mod python;
mod rust;
mod typescript;

use auto_api_model::render::json_schema::Components;
use auto_api_model::{Entity, Operation, Zone};

/// A language that clients are written in.
pub trait Target: Sync {
    /// The folder of its files, below the zone's, and its name in `auto-api.toml`: `typescript`.
    fn name(&self) -> &'static str;

    /// The package: its manifest, its sources, its README, in a fixed order.
    fn render(&self, zone: &Zone, package: &Package<'_>) -> Vec<File>;
}

/// How a client's package is named.
#[derive(Debug, Clone)]
pub struct Package<'z> {
    /// The package's name, as the language's registry takes it.
    pub name: String,
    /// The fingerprint of the zone's shape, in hex: the header of each file has it.
    pub fingerprint: String,
    /// The components of the zone's documents, for languages that write of them.
    pub components: &'z Components<'z>,
}

/// One file of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path below the package's folder, with `/` between its parts.
    pub path: String,
    /// What it holds; lines end with LF.
    pub contents: String,
}

/// Every language, in the order of the documents.
pub static TARGETS: &[&dyn Target] = &[&typescript::TypeScript, &python::Python, &rust::Rust];

/// Whether a name is one of some words. An iterator would be called for each of them.
fn is_one_of(words: &[&str], name: &str) -> bool {
    let mut at = 0;
    while at < words.len() {
        if words[at].len() == name.len() && words[at] == name {
            return true;
        }
        at += 1;
    }
    false
}

/// The operations that change nothing: those that the Rust client has, so far.
fn reads(zone: &Zone) -> Vec<Operation> {
    let mut all = zone.operations();
    all.retain(|operation| operation.action.is_read());
    all
}

/// Whether an entity is the one at that place of the zone.
fn is_at(zone: &Zone, at: usize, entity: &Entity) -> bool {
    let mut own = zone.entities.get(at).into_iter();
    own.any(|own| std::ptr::eq(own, entity))
}

/// Each entity that has operations, with them.
fn collections<'w>(
    zone: &'w Zone,
    operations: &'w [Operation],
) -> impl Iterator<Item = (&'w Entity, Vec<&'w Operation>)> {
    let each = zone.entities.iter().enumerate().map(|(at, entity)| {
        let own = operations.iter().filter(move |o| o.entity == at);
        (entity, own.collect::<Vec<_>>())
    });
    each.filter(|(_, own)| !own.is_empty())
}

/// The paths of all files in the folder of a language's prelude, sorted.
#[cfg(test)]
fn prelude_of(language: &str) -> Vec<String> {
    fn list(folder: &std::path::Path, prefix: &str, there: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{prefix}{}", entry.file_name().into_string().unwrap());
            if entry.file_type().unwrap().is_dir() {
                list(&entry.path(), &format!("{name}/"), there);
            } else {
                there.push(name);
            }
        }
    }
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("prelude");
    let mut there = Vec::new();
    list(&folder.join(language), "", &mut there);
    there.sort();
    there
}
