//! Follows a crate's modules from its root, as the compiler does, and gathers its items.

use std::path::{Path, PathBuf};

use proc_macro2::{Ident, Span};
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::{Item, ItemMod, UseTree};

use super::attributes::{self, Attributes, Reading};
use super::folder::{Folder, Missing};
use super::lower::{lower, methods};
use super::names::Names;
use super::said::{Said, SaidMethods};
use super::{Crate, branches};
use super::{hidden, text};
use crate::cfg::Answer;
use crate::error::{Mistakes, Place};

/// What a walk reads with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting<'a> {
    /// The crate; files are named relative to its package's folder.
    pub(super) krate: Crate<'a>,
    /// The names that the derive has in this crate.
    pub(super) markers: &'a [String],
    /// Whether to parse files that seem to have no part in the API.
    pub(super) thorough: bool,
}

impl<'a> Setting<'a> {
    pub(super) fn reading(&self) -> Reading<'a> {
        Reading {
            cfgs: self.krate.cfgs,
            markers: self.markers,
        }
    }
}

/// What a walk found.
#[derive(Debug)]
pub(super) struct Walked {
    /// Every file that was read, in order.
    pub(super) files: Vec<PathBuf>,
    pub(super) names: Names,
    pub(super) candidates: Vec<Candidate>,
    pub(super) blocks: Vec<Block>,
    /// Other names under which the derive was imported.
    pub(super) renames: Vec<String>,
    /// Whether a file was not parsed.
    pub(super) has_unread: bool,
}

/// A type with a derive of ours.
#[derive(Debug)]
pub(super) struct Candidate {
    /// What it says; nothing if it cannot be read.
    pub(super) said: Option<Said>,
    /// What is wrong with it.
    pub(super) mistakes: Mistakes,
    pub(super) module: usize,
    /// Where it is among all: its number, behind that of the branch it is in.
    pub(super) order: Vec<usize>,
}

/// A block of methods.
#[derive(Debug)]
pub(super) struct Block {
    /// What it says; nothing if it cannot be read.
    pub(super) said: Option<SaidMethods>,
    /// What is wrong with it.
    pub(super) mistakes: Mistakes,
    pub(super) module: usize,
    /// As a type's.
    pub(super) order: Vec<usize>,
}

/// The place in the crate that items are in.
#[derive(Debug, Clone)]
pub(super) struct Here {
    pub(super) module: usize,
    folder: Folder,
    file: String,
    doubt: Option<String>,
    /// Whether the file has one of the derive's names in it.
    is_marked: bool,
}

/// A module in a file of its own, to be walked by itself.
#[derive(Debug)]
pub(super) struct Branch {
    pub(super) file: PathBuf,
    pub(super) here: Here,
    /// Its number among the types and branches of the walk that found it.
    pub(super) order: usize,
    /// The files around it.
    pub(super) open: Vec<PathBuf>,
}

struct Walk<'a> {
    setting: Setting<'a>,
    walked: Walked,
    /// The files around the current one, against modules that contain themselves.
    open: Vec<PathBuf>,
    mistakes: &'a mut Mistakes,
    /// How many types and branches there were.
    count: usize,
    /// The modules that others walk; nothing if this walk follows all of them.
    branches: Option<Vec<Branch>>,
}

/// Walks from a root; the modules in its file are branches, which several threads walk.
pub(super) fn walk(setting: Setting<'_>, mistakes: &mut Mistakes) -> Walked {
    let root = setting.krate.root;
    let mut walk = Walk::new(setting, Names::new(), mistakes);
    walk.branches = Some(Vec::new());
    let here = Here {
        module: 0,
        folder: Folder::of_root(root),
        file: shown(root),
        doubt: None,
        is_marked: false,
    };
    walk.file(root, here);
    let branches = walk.branches.take().unwrap_or_default();
    let mut walked = walk.walked;
    branches::walk(setting, &branches, &mut walked, mistakes);
    walked
}

/// Walks a branch, as if its module, which has that path, were a root.
pub(super) fn branch(
    setting: Setting<'_>,
    branch: &Branch,
    path: &[String],
    mistakes: &mut Mistakes,
) -> Walked {
    let mut walk = Walk::new(setting, Names::below(path), mistakes);
    walk.open.clone_from(&branch.open);
    let here = Here {
        module: 0,
        ..branch.here.clone()
    };
    walk.file(&branch.file, here);
    walk.walked
}

impl<'a> Walk<'a> {
    fn new(setting: Setting<'a>, names: Names, mistakes: &'a mut Mistakes) -> Self {
        Self {
            setting,
            walked: Walked {
                files: Vec::new(),
                names,
                candidates: Vec::new(),
                blocks: Vec::new(),
                renames: Vec::new(),
                has_unread: false,
            },
            open: Vec::new(),
            mistakes,
            count: 0,
            branches: None,
        }
    }

    /// The number of the next type or branch.
    fn next(&mut self) -> usize {
        self.count += 1;
        self.count
    }
}

impl Walk<'_> {
    fn file(&mut self, path: &Path, mut here: Here) {
        self.walked.files.push(path.to_path_buf());
        let text = match text::read(&self.setting.krate.dir.join(path)) {
            Ok(text) => text,
            Err(error) => {
                let place = Place::start(&here.file);
                return self
                    .mistakes
                    .at(place, format_args!("this file cannot be read: {error}"));
            }
        };
        let mut markers = self.setting.markers.iter();
        here.is_marked = markers.any(|marker| text.contains(marker.as_str()));
        let has_part = here.is_marked || text::has_files(&text) || text.contains(METHODS);
        if !has_part && !self.setting.thorough {
            self.walked.has_unread = true;
            return;
        }
        let parsed = match syn::parse_file(&text) {
            Ok(parsed) => parsed,
            Err(errors) => return self.unparsed(&here.file, errors),
        };
        self.open.push(path.to_path_buf());
        if let Some((attributes, here)) = self.enter(&parsed.attrs, here)
            && attributes.answer != Answer::No
        {
            self.items(parsed.items, &here);
        }
        self.open.pop();
    }

    /// What could not even be taken apart is said in words of no use.
    fn unparsed(&mut self, file: &str, errors: syn::Error) {
        if errors.to_string() == "cannot parse string into token stream" {
            let message = "this is no Rust: a bracket, a text or a comment is not closed";
            self.mistakes.at(Place::of(file, errors.span()), message);
        } else {
            self.mistakes.of_syn(file, errors);
        }
    }

    fn items(&mut self, items: Vec<Item>, here: &Here) {
        for item in items {
            match item {
                Item::Mod(item) => self.module(item, here),
                Item::Use(item) => self.import(&item, here),
                Item::Struct(item) => self.ty(item.into(), here),
                Item::Enum(item) => self.ty(item.into(), here),
                Item::Union(item) => self.ty(item.into(), here),
                Item::Impl(item) => self.block(&item, here),
                other => self.other(&other, here),
            }
        }
    }

    /// What the attributes of an item say, and the place inside it; nothing if they cannot be
    /// read.
    fn enter(&mut self, all: &[syn::Attribute], mut here: Here) -> Option<(Attributes, Here)> {
        match attributes::expand(all, self.setting.reading()) {
            Ok(attributes) => {
                let doubt = attributes.doubt.clone();
                here.doubt = here.doubt.or(doubt);
                Some((attributes, here))
            }
            Err(errors) => {
                self.mistakes.of_syn(&here.file, errors);
                None
            }
        }
    }

    fn module(&mut self, item: ItemMod, here: &Here) {
        let Some((attributes, mut inside)) = self.enter(&item.attrs, here.clone()) else {
            return;
        };
        if attributes.answer == Answer::No {
            return;
        }
        let (name, path) = (spelled(&item.ident), attributes.path());
        inside.module = self.walked.names.module(here.module, &name, &item.vis);
        let plain = item.ident.unraw().to_string();
        if let Some((_, items)) = item.content {
            inside.folder = here.folder.inline(&plain, path.as_deref());
            return self.items(items, &inside);
        }
        // What is there and no file is said when it is read.
        let exists = |path: &Path| self.setting.krate.dir.join(path).exists();
        match here.folder.file(&plain, path.as_deref(), exists) {
            Ok(located) if self.open.contains(&located.file) => {
                let message = format!("module `{name}` contains itself: {}", shown(&located.file));
                self.at(&inside, item.ident.span(), message);
            }
            Ok(located) => {
                inside.folder = located.folder;
                inside.file = shown(&located.file);
                self.follow(located.file, inside);
            }
            // Tests are not there in a packaged crate, for one.
            Err(_) if inside.doubt.is_some() => {}
            Err(missing) => self.at(&inside, item.ident.span(), missing.message(&name)),
        }
    }

    fn follow(&mut self, file: PathBuf, here: Here) {
        let order = self.next();
        let open = self.open.clone();
        match &mut self.branches {
            Some(branches) => branches.push(Branch {
                file,
                here,
                order,
                open,
            }),
            None => self.file(&file, here),
        }
    }

    fn import(&mut self, item: &syn::ItemUse, here: &Here) {
        let Some((attributes, _)) = self.enter(&item.attrs, here.clone()) else {
            return;
        };
        if attributes.answer == Answer::No {
            return;
        }
        renames(&item.tree, self.setting.markers, &mut self.walked.renames);
        if item.leading_colon.is_none() {
            self.walked.names.import(here.module, &item.vis, &item.tree);
        }
    }

    fn ty(&mut self, item: syn::DeriveInput, here: &Here) {
        let Some((attributes, inside)) = self.enter(&item.attrs, here.clone()) else {
            return;
        };
        if attributes.answer == Answer::No || !attributes.has_derive(self.setting.markers) {
            return;
        }
        let position = self.walked.candidates.len();
        let name = item.ident.to_string();
        self.walked
            .names
            .ty(here.module, &name, &item.vis, position);
        let item = syn::DeriveInput {
            attrs: attributes.rest,
            ..item
        };
        let mut mistakes = Mistakes::default();
        let from = (here.file.as_str(), inside.doubt.as_deref());
        let said = lower(item, from, self.setting.reading(), &mut mistakes);
        let order = vec![self.next()];
        self.walked.candidates.push(Candidate {
            said,
            mistakes,
            module: here.module,
            order,
        });
    }

    /// An `impl` block, perhaps of methods.
    fn block(&mut self, item: &syn::ItemImpl, here: &Here) {
        if !item.attrs.is_empty()
            && let Some((attributes, inside)) = self.enter(&item.attrs, here.clone())
            && attributes.answer != Answer::No
            && let Some(marked) = attributes.rest.iter().find(|own| is_methods(own))
        {
            let mut mistakes = Mistakes::default();
            let from = (here.file.as_str(), inside.doubt.as_deref());
            let said = methods(item, marked, from, &mut mistakes);
            let order = vec![self.next()];
            self.walked.blocks.push(Block {
                said,
                mistakes,
                module: here.module,
                order,
            });
        }
        self.other(&Item::Impl(item.clone()), here);
    }

    /// Functions, macros and all else: types in them cannot be read, so there must be none.
    fn other(&mut self, item: &Item, here: &Here) {
        if let Item::Macro(item) = item
            && let Some(path) = text::included(item)
        {
            return self.included(&path, item, here);
        }
        if !here.is_marked {
            return;
        }
        let place = match item {
            Item::Macro(_) => "a macro",
            _ => "a function or another item",
        };
        for span in hidden::derives(item.to_token_stream(), self.setting.markers) {
            let message = format!(
                "`AutoApi` is derived inside {place}, where the build script cannot read it: write the type into a module"
            );
            self.at(here, span, message);
        }
    }

    /// `include!("x.rs")`: nothing of the API may be in it.
    fn included(&mut self, path: &str, item: &syn::ItemMacro, here: &Here) {
        let around = Path::new(&here.file).parent().unwrap_or(Path::new(""));
        let path = around.join(path);
        let Ok(text) = text::read(&self.setting.krate.dir.join(&path)) else {
            // The compiler says so.
            return;
        };
        self.walked.files.push(path);
        if self
            .setting
            .markers
            .iter()
            .any(|marker| text.contains(marker.as_str()))
        {
            let span = item
                .mac
                .path
                .segments
                .last()
                .map_or_else(Span::call_site, |s| s.ident.span());
            let message = "`AutoApi` is derived in a file that is included, which the build script does not read: make it a module";
            self.at(here, span, message.to_owned());
        }
    }

    fn at(&mut self, here: &Here, span: Span, message: String) {
        self.mistakes.at(Place::of(&here.file, span), message);
    }
}

impl Missing {
    fn message(&self, name: &str) -> String {
        match self {
            Self::Nowhere([beside, inside]) => format!(
                "the file of module `{name}` is missing: neither `{}` nor `{}` is there",
                shown(beside),
                shown(inside)
            ),
            Self::Given(file) => format!(
                "the file of module `{name}` is missing: `#[path]` leads to `{}`, and nothing is there",
                shown(file)
            ),
            Self::Twice([beside, inside]) => format!(
                "module `{name}` has two files, `{}` and `{}`: keep one",
                shown(beside),
                shown(inside)
            ),
        }
    }
}

/// The name of the attribute of methods.
const METHODS: &str = "methods";

fn is_methods(attribute: &syn::Attribute) -> bool {
    let last = attribute.path().segments.last();
    last.is_some_and(|last| last.ident == METHODS)
}

/// The names that the derive is imported under.
fn renames(tree: &UseTree, markers: &[String], found: &mut Vec<String>) {
    match tree {
        UseTree::Path(step) => renames(&step.tree, markers, found),
        UseTree::Rename(rename) => {
            let name = rename.rename.to_string();
            let is_ours = markers.iter().any(|marker| rename.ident == marker);
            if is_ours && name != "_" && !markers.contains(&name) && !found.contains(&name) {
                found.push(name);
            }
        }
        UseTree::Group(group) => {
            group
                .items
                .iter()
                .for_each(|tree| renames(tree, markers, found));
        }
        UseTree::Name(_) | UseTree::Glob(_) => {}
    }
}

/// A name as the compiler spells it: `r#` only where it must be.
fn spelled(ident: &Ident) -> String {
    let plain = ident.unraw().to_string();
    match syn::parse_str::<Ident>(&plain) {
        Ok(_) => plain,
        Err(_) => format!("r#{plain}"),
    }
}

/// A path as it is shown: with `/`.
pub(crate) fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
