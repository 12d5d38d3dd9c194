//! The names of modules: which path leads from the crate's root to a type.
//!
//! `include_zones!` stands at the root and names every type. A type in a private module is named
//! through a re-export, so imports are followed as far as they lead to the crate's own modules.

use std::collections::{BTreeSet, VecDeque};

use syn::{UseTree, Visibility};

/// The modules of a crate, its root first.
#[derive(Debug, Default)]
pub(crate) struct Names {
    modules: Vec<Module>,
}

#[derive(Debug, Default)]
struct Module {
    /// Its names from the root on, as the compiler spells them.
    path: Vec<String>,
    parent: Option<usize>,
    entries: Vec<Entry>,
    globs: Vec<Import>,
}

/// A name in a module.
#[derive(Debug)]
struct Entry {
    name: String,
    /// Whether code at the crate's root may use it.
    is_open: bool,
    what: What,
}

#[derive(Debug)]
enum What {
    Module(usize),
    Type(usize),
    Import(Vec<String>),
}

#[derive(Debug)]
struct Import {
    path: Vec<String>,
    is_open: bool,
}

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Module(usize),
    Type(usize),
}

/// Imports that lead to imports are followed that far.
const DEPTH: usize = 32;

impl Names {
    /// The names of a crate whose root has nothing in it so far.
    pub(crate) fn new() -> Self {
        Self {
            modules: vec![Module::default()],
        }
    }

    /// The names of a module of that path and of what is in it.
    pub(crate) fn below(path: &[String]) -> Self {
        Self {
            modules: vec![Module {
                path: path.to_vec(),
                ..Module::default()
            }],
        }
    }

    /// Takes over the names below a module that has none so far: there, the first type is at that
    /// position. Tells the number of what was its second module.
    pub(crate) fn graft(&mut self, module: usize, below: Self, types: usize) -> usize {
        let second = self.modules.len();
        let moved = |inner: usize| match inner.checked_sub(1) {
            Some(inner) => second + inner,
            None => module,
        };
        for (inner, mut own) in below.modules.into_iter().enumerate() {
            for entry in &mut own.entries {
                match &mut entry.what {
                    What::Module(inner) => *inner = moved(*inner),
                    What::Type(position) => *position += types,
                    What::Import(_) => {}
                }
            }
            if inner == 0 {
                let at = &mut self.modules[module];
                (at.entries, at.globs) = (own.entries, own.globs);
            } else {
                own.parent = own.parent.map(moved);
                self.modules.push(own);
            }
        }
        second
    }

    /// The path of a module, as the compiler spells it.
    pub(crate) fn path(&self, module: usize) -> &[String] {
        &self.modules[module].path
    }

    /// Adds a module to another.
    pub(crate) fn module(&mut self, parent: usize, name: &str, vis: &Visibility) -> usize {
        let module = self.modules.len();
        let mut path = self.modules[parent].path.clone();
        path.push(name.to_owned());
        self.modules.push(Module {
            path,
            parent: Some(parent),
            ..Module::default()
        });
        self.add(parent, name, vis, What::Module(module));
        module
    }

    /// Adds a type, by its position in a list of the caller's.
    pub(crate) fn ty(&mut self, module: usize, name: &str, vis: &Visibility, position: usize) {
        self.add(module, name, vis, What::Type(position));
    }

    /// Adds what a `use` brings.
    pub(crate) fn import(&mut self, module: usize, vis: &Visibility, tree: &UseTree) {
        self.tree(module, vis, &mut Vec::new(), tree);
    }

    fn tree(&mut self, module: usize, vis: &Visibility, path: &mut Vec<String>, tree: &UseTree) {
        match tree {
            UseTree::Path(step) => {
                path.push(step.ident.to_string());
                self.tree(module, vis, path, &step.tree);
                path.pop();
            }
            UseTree::Name(name) if name.ident == "self" => {
                let name = path.last().cloned().unwrap_or_default();
                self.add(module, &name, vis, What::Import(path.clone()));
            }
            UseTree::Name(name) => {
                let name = name.ident.to_string();
                let path = [path.as_slice(), std::slice::from_ref(&name)].concat();
                self.add(module, &name, vis, What::Import(path));
            }
            UseTree::Rename(rename) => {
                let mut path = path.clone();
                if rename.ident != "self" {
                    path.push(rename.ident.to_string());
                }
                self.add(module, &rename.rename.to_string(), vis, What::Import(path));
            }
            UseTree::Glob(_) => {
                let is_open = self.is_open(module, vis);
                let path = path.clone();
                self.modules[module].globs.push(Import { path, is_open });
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.tree(module, vis, path, tree);
                }
            }
        }
    }

    fn add(&mut self, module: usize, name: &str, vis: &Visibility, what: What) {
        let is_open = self.is_open(module, vis);
        self.modules[module].entries.push(Entry {
            name: name.to_owned(),
            is_open,
            what,
        });
    }

    /// Whether code at the crate's root, or in a module of it, may use a name of a module.
    fn is_open(&self, module: usize, vis: &Visibility) -> bool {
        let depth = self.modules[module].path.len();
        match vis {
            Visibility::Public(_) => true,
            Visibility::Inherited => depth == 0,
            Visibility::Restricted(restricted) => {
                let path = &restricted.path.segments;
                let first = path.first().map(|first| first.ident.to_string());
                match first.as_deref() {
                    Some("crate") => path.len() == 1,
                    // `super::super`: as many steps up as there are.
                    Some("super") => path.len() >= depth,
                    _ => depth == 0,
                }
            }
        }
    }

    /// The shortest path from the root to each type that has one, by position.
    pub(crate) fn reach(&self, types: usize) -> Vec<Option<String>> {
        let mut found = vec![None; types];
        let mut seen = BTreeSet::from([0]);
        let mut queue = VecDeque::from([(0, "crate".to_owned())]);
        while let Some((module, path)) = queue.pop_front() {
            for (name, target) in self.open(module) {
                let path = format!("{path}::{name}");
                match target {
                    Target::Type(position) => {
                        found[position].get_or_insert(path);
                    }
                    Target::Module(module) => {
                        if seen.insert(module) {
                            queue.push_back((module, path));
                        }
                    }
                }
            }
        }
        found
    }

    /// The names of a module that the root may use, its own before those of `*`.
    fn open(&self, module: usize) -> Vec<(&str, Target)> {
        let mut open = Vec::new();
        self.collect(module, &mut BTreeSet::new(), &mut open);
        open
    }

    fn collect<'a>(
        &'a self,
        module: usize,
        seen: &mut BTreeSet<usize>,
        open: &mut Vec<(&'a str, Target)>,
    ) {
        if !seen.insert(module) {
            return;
        }
        for entry in self.modules[module].entries.iter().filter(|e| e.is_open) {
            if let Some(target) = self.target(module, &entry.what, DEPTH) {
                open.push((&entry.name, target));
            }
        }
        for glob in self.modules[module].globs.iter().filter(|g| g.is_open) {
            if let Some(Target::Module(from)) = self.resolve(module, &glob.path, DEPTH) {
                self.collect(from, seen, open);
            }
        }
    }

    fn target(&self, module: usize, what: &What, depth: usize) -> Option<Target> {
        match what {
            What::Module(module) => Some(Target::Module(*module)),
            What::Type(position) => Some(Target::Type(*position)),
            What::Import(path) => self.resolve(module, path, depth),
        }
    }

    /// What a path means in a module; nothing if it leads out of the crate.
    fn resolve(&self, module: usize, path: &[String], depth: usize) -> Option<Target> {
        let depth = depth.checked_sub(1)?;
        let mut at = Target::Module(module);
        for (step, name) in path.iter().enumerate() {
            let Target::Module(module) = at else {
                return None;
            };
            at = match name.as_str() {
                "crate" if step == 0 => Target::Module(0),
                "self" if step == 0 => at,
                "super" => Target::Module(self.modules[module].parent?),
                name => self.lookup(module, name, path, depth)?,
            };
        }
        Some(at)
    }

    fn lookup(&self, module: usize, name: &str, path: &[String], depth: usize) -> Option<Target> {
        let Module { entries, globs, .. } = &self.modules[module];
        for entry in entries.iter().filter(|entry| entry.name == name) {
            let is_itself = matches!(&entry.what, What::Import(import) if import == path);
            if is_itself && path.len() == 1 {
                // `use post;` names something else than itself.
                continue;
            }
            if let Some(target) = self.target(module, &entry.what, depth) {
                return Some(target);
            }
        }
        globs.iter().find_map(|glob| {
            let from = self.resolve(module, &glob.path, depth)?;
            match from {
                Target::Module(from) if from != module => {
                    self.lookup(from, name, path, depth.checked_sub(1)?)
                }
                _ => None,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Names;
    use syn::{Item, Visibility};

    /// The path to each type of a file without `mod x;`.
    fn paths(text: &str) -> Vec<String> {
        let mut names = Names::new();
        let mut types = 0;
        let file = syn::parse_file(text).unwrap();
        fill(&mut names, 0, &file.items, &mut types);
        let all = names.reach(types).into_iter();
        all.map(|path| path.unwrap_or_else(|| "-".to_owned()))
            .collect()
    }

    fn fill(names: &mut Names, module: usize, items: &[Item], types: &mut usize) {
        for item in items {
            match item {
                Item::Struct(item) => {
                    names.ty(module, &item.ident.to_string(), &item.vis, *types);
                    *types += 1;
                }
                Item::Mod(item) => {
                    let inside = names.module(module, &item.ident.to_string(), &item.vis);
                    let items = &item.content.as_ref().unwrap().1;
                    fill(names, inside, items, types);
                }
                Item::Use(item) => names.import(module, &item.vis, &item.tree),
                _ => {}
            }
        }
    }

    #[test]
    fn what_the_root_may_use() {
        assert_eq!(
            paths("struct A; mod m { pub struct B; struct C; }"),
            ["crate::A", "crate::m::B", "-"]
        );
        assert_eq!(
            paths(
                "mod m { pub(crate) struct A; pub(super) struct B; pub(self) struct C; pub(in crate::m) struct D; }"
            ),
            ["crate::m::A", "crate::m::B", "-", "-"]
        );
        assert_eq!(paths("mod m { mod n { pub struct A; } }"), ["-"]);
        assert_eq!(paths("mod m { mod n { pub(super) struct A; } }"), ["-"]);
    }

    #[test]
    fn re_exports() {
        assert_eq!(
            paths("mod m { mod n { pub struct A; } pub use n::A; }"),
            ["crate::m::A"]
        );
        assert_eq!(
            paths("mod m { mod n { pub struct A; } pub use self::n::*; }"),
            ["crate::m::A"]
        );
        assert_eq!(
            paths("mod m { mod n { pub struct A; } pub use n::{self as o, A as B}; }"),
            ["crate::m::B"]
        );
        assert_eq!(paths("mod m { mod n { pub struct A; } use n::A; }"), ["-"]);
        assert_eq!(
            paths(
                "mod p { pub use super::m::X as Y; } mod m { mod n { pub struct A; } pub(crate) use n::A as X; }"
            ),
            ["crate::p::Y"]
        );
    }

    #[test]
    fn circles_and_other_crates() {
        assert_eq!(
            paths(
                "mod m { pub use super::n::*; } mod n { pub use super::m::*; pub struct A; } pub use auto_api::A as Z;"
            ),
            ["crate::m::A"]
        );
        assert_eq!(
            paths("use a::b; use b::a; mod m { pub use m; pub struct A; }"),
            ["crate::m::A"]
        );
    }

    #[test]
    fn nothing_is_private_at_the_root() {
        let vis: Visibility = syn::parse_quote!(pub(in crate));
        let mut names = Names::new();
        let module = names.module(0, "m", &Visibility::Inherited);
        names.ty(module, "A", &vis, 0);
        assert_eq!(names.reach(1), [Some("crate::m::A".to_owned())]);
    }
}
