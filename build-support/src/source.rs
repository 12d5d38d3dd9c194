//! The crate's source: every type that derives `AutoApi`, read as the compiler would.
//!
//! A file is parsed once, and only if the derive's name or a module is in it. What the compiler
//! may see and this cannot is a mistake with its place.

mod attributes;
mod folder;
mod hidden;
mod lower;
mod names;
mod text;
mod walk;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use auto_api_model::{Model, TypeDef};
use auto_api_syntax::Lowered;

use crate::cfg::Cfgs;
use crate::error::{Mistakes, Place};
use walk::{Setting, Walked, walk};

pub(crate) use walk::shown;

/// What was read of a crate.
#[derive(Debug)]
pub(crate) struct Source {
    /// Every file that was read, relative to the package, in order.
    pub(crate) files: Vec<PathBuf>,
    /// Every type, in source order.
    pub(crate) types: Vec<Found>,
    /// Where each is, by its Rust name.
    positions: HashMap<&'static str, usize>,
}

/// A type that derives `AutoApi`.
#[derive(Debug)]
pub(crate) struct Found {
    /// What it says, with its syntax.
    pub(crate) lowered: Lowered,
    /// What it says.
    pub(crate) data: Data,
    /// The file it is in.
    pub(crate) file: String,
    /// The path of its module below the crate, as the compiler spells it.
    pub(crate) module: Vec<String>,
    /// The path that names it at the crate's root.
    pub(crate) path: String,
}

/// What a type says, kept for as long as the build script runs.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Data {
    Model(&'static Model),
    Type(&'static TypeDef),
}

/// Reads a crate from its root file on.
pub(crate) fn read(dir: &Path, root: &Path, cfgs: &Cfgs, mistakes: &mut Mistakes) -> Source {
    let mut markers = vec!["AutoApi".to_owned()];
    let mut thorough = false;
    loop {
        let mut found = Mistakes::default();
        let setting = Setting {
            dir,
            cfgs,
            markers: &markers,
            thorough,
        };
        let walked = walk(setting, root, &mut found);
        if !walked.renames.is_empty() {
            // The derive has another name: files that were passed by may have it.
            markers.extend(walked.renames);
            continue;
        }
        let paths = walked.names.reach(walked.candidates.len());
        if paths.contains(&None) && walked.has_unread && found.is_empty() {
            // A file that was passed by may have the re-export that is missing.
            thorough = true;
            continue;
        }
        mistakes.extend(found);
        return finish(walked, paths, setting, mistakes);
    }
}

fn finish(
    walked: Walked,
    paths: Vec<Option<String>>,
    setting: Setting<'_>,
    mistakes: &mut Mistakes,
) -> Source {
    let mut source = Source {
        files: walked.files,
        types: Vec::new(),
        positions: HashMap::new(),
    };
    for (candidate, path) in walked.candidates.into_iter().zip(paths) {
        let place = Place::of(&candidate.file, candidate.item.ident.span());
        let module = walked.names.path(candidate.module).to_vec();
        let file = candidate.file.clone();
        let Some(lowered) = lower::lower(candidate, setting.reading(), mistakes) else {
            continue;
        };
        let name = lowered.rust_name();
        if let Some(first) = source.named(name) {
            let message = format!(
                "`{name}` is the name of another type, at {}: types are known by their names, so rename one",
                first.place()
            );
            mistakes.at(place, message);
            continue;
        }
        let Some(path) = path else {
            let message = format!(
                "`{name}` cannot be named at the crate's root, where `include_zones!` stands: make it and its modules `pub(crate)`, or re-export it"
            );
            mistakes.at(place, message);
            continue;
        };
        source.positions.insert(name, source.types.len());
        source.types.push(Found {
            data: match &lowered {
                Lowered::Model(lowered) => Data::Model(Box::leak(Box::new(lowered.model))),
                Lowered::Type(lowered) => Data::Type(Box::leak(Box::new(lowered.def))),
            },
            lowered,
            file,
            module,
            path,
        });
    }
    source
}

impl Source {
    /// The type of that Rust name.
    pub(crate) fn named(&self, rust_name: &str) -> Option<&Found> {
        self.types.get(*self.positions.get(rust_name)?)
    }
}

impl Found {
    /// Whether it is a table.
    pub(crate) fn is_model(&self) -> bool {
        matches!(self.data, Data::Model(_))
    }

    /// Where its name stands.
    pub(crate) fn place(&self) -> Place {
        Place::of(&self.file, self.lowered.syntax().ident.span())
    }

    /// Where the field or the relation of that name stands: the type itself, if it has none.
    pub(crate) fn place_of(&self, member: Option<&str>) -> Place {
        use syn::ext::IdentExt as _;
        let syntax = self.lowered.syntax();
        let field = member.and_then(|name| {
            syntax.fields.iter().find_map(|field| match &field.member {
                syn::Member::Named(ident) if ident.unraw() == name => Some(ident.span()),
                _ => None,
            })
        });
        let relation = || match &self.lowered {
            Lowered::Model(lowered) => {
                let mut all = lowered.model.relations.iter().zip(&syntax.relations);
                all.find(|(relation, _)| Some(relation.name) == member)
                    .map(|(_, relation)| relation.constant.span())
            }
            Lowered::Type(_) => None,
        };
        match field.or_else(relation) {
            Some(span) => Place::of(&self.file, span),
            None => self.place(),
        }
    }
}
