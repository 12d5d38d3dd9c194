//! The crate's source: every type that derives `AutoApi`, read as the compiler would.
//!
//! A file is parsed once, and only if the derive's name or a module is in it. What the compiler
//! may see and this cannot is a mistake with its place.

mod attributes;
mod branches;
mod folder;
mod hidden;
mod lower;
mod names;
mod said;
mod text;
mod walk;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::cfg::Cfgs;
use crate::error::{Mistakes, Place};
use walk::{Setting, Walked, walk};

pub(crate) use said::{Data, Said, SaidMethods, Use, UsedAs};
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
    /// What it says.
    pub(crate) said: Said,
    /// The path of its module below the crate, as the compiler spells it.
    pub(crate) module: Vec<String>,
    /// The path that names it at the crate's root.
    pub(crate) path: String,
    /// Its methods, if it has some.
    pub(crate) methods: Option<Methods>,
}

/// The methods of a model.
#[derive(Debug)]
pub(crate) struct Methods {
    /// What they say.
    pub(crate) said: SaidMethods,
    /// The path of their module below the crate.
    pub(crate) module: Vec<String>,
}

/// Where a crate begins, and how it is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Crate<'a> {
    /// The package's folder.
    pub(crate) dir: &'a Path,
    /// The crate's first file.
    pub(crate) root: &'a Path,
    /// What is known of `cfg`s.
    pub(crate) cfgs: &'a Cfgs,
    /// How many threads may read it.
    pub(crate) threads: usize,
}

/// Reads a crate from its root file on.
pub(crate) fn read(krate: Crate<'_>, mistakes: &mut Mistakes) -> Source {
    let mut markers = vec!["AutoApi".to_owned()];
    let mut thorough = false;
    loop {
        let mut found = Mistakes::default();
        let setting = Setting {
            krate,
            markers: &markers,
            thorough,
        };
        let walked = walk(setting, &mut found);
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
        return finish(walked, paths, mistakes);
    }
}

fn finish(walked: Walked, paths: Vec<Option<String>>, mistakes: &mut Mistakes) -> Source {
    let mut source = Source {
        files: walked.files,
        types: Vec::new(),
        positions: HashMap::new(),
    };
    let mut all: Vec<_> = walked.candidates.into_iter().zip(paths).collect();
    all.sort_by(|(one, _), (other, _)| one.order.cmp(&other.order));
    for (candidate, path) in all {
        let module = walked.names.path(candidate.module).to_vec();
        mistakes.extend(candidate.mistakes);
        let Some(said) = candidate.said else {
            continue;
        };
        let (name, place) = (said.rust_name, said.place());
        if let Some(first) = source.named(name) {
            let message = format!(
                "`{name}` is the name of another type, at {}: types are known by their names, so rename one",
                first.said.place()
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
            said,
            module,
            path,
            methods: None,
        });
    }
    let mut blocks = walked.blocks;
    blocks.sort_by(|one, other| one.order.cmp(&other.order));
    for block in blocks {
        mistakes.extend(block.mistakes);
        let module = walked.names.path(block.module).to_vec();
        if let Some(said) = block.said {
            source.add(Methods { said, module }, mistakes);
        }
    }
    source
}

impl Found {
    /// Where the field, the relation or the method of that name stands.
    pub(crate) fn place_of(&self, member: Option<&str>) -> Place {
        let methods = self.methods.iter().flat_map(|own| &own.said.members);
        let found = methods.filter(|(name, _)| member == Some(name));
        let mut places = found.map(|(_, place)| place.clone());
        places.next().unwrap_or_else(|| self.said.place_of(member))
    }
}

impl Source {
    /// Adds the methods of a model.
    fn add(&mut self, methods: Methods, mistakes: &mut Mistakes) {
        let (name, place) = (methods.said.rust_name, methods.said.place.clone());
        let at = self.positions.get(name).copied();
        let found = at.and_then(|at| self.types.get_mut(at));
        let found = found.filter(|found| found.said.is_model());
        let Some(found) = found else {
            // What is wrong with the model itself was said.
            if mistakes.is_empty() {
                let message = format!("`{name}` is no model of this crate, so it has no methods");
                mistakes.at(place, message);
            }
            return;
        };
        match &found.methods {
            Some(first) => {
                let message = format!(
                    "`{name}` has another block of methods, at {}: write all into one",
                    first.said.place
                );
                mistakes.at(place, message);
            }
            None => found.methods = Some(methods),
        }
    }

    /// The type of that Rust name.
    pub(crate) fn named(&self, rust_name: &str) -> Option<&Found> {
        self.types.get(*self.positions.get(rust_name)?)
    }
}
