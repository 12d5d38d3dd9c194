//! Where the compiler looks for the file of `mod x;`.
//!
//! Reference: <https://doc.rust-lang.org/reference/items/modules.html#module-source-filenames>.

use std::path::{Path, PathBuf};

/// Where the modules of a module are looked for.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    dir: PathBuf,
    /// The name of the file, if its modules are in a folder of that name: `x` of `x.rs`.
    own: Option<String>,
}

/// The file of a module, and where that module's modules are looked for.
#[derive(Debug)]
pub(crate) struct Located {
    pub(crate) file: PathBuf,
    pub(crate) folder: Folder,
}

/// Where a file was looked for.
#[derive(Debug)]
pub(crate) enum Missing {
    /// In none of these places is a file.
    Nowhere([PathBuf; 2]),
    /// `#[path]` names this, and nothing is there.
    Given(PathBuf),
    /// In both of these places is one.
    Twice([PathBuf; 2]),
}

impl Folder {
    /// That of the crate's root, or of a file that `#[path]` names.
    pub(crate) fn of_root(file: &Path) -> Self {
        Self {
            dir: file.parent().map_or_else(PathBuf::new, Path::to_path_buf),
            own: None,
        }
    }

    /// That of a module written in place, `mod x { … }`.
    pub(crate) fn inline(&self, name: &str, path: Option<&str>) -> Self {
        if let Some(path) = path {
            // In front of a module in place, `#[path]` names a folder.
            let dir = self.dir.join(path);
            return Self { dir, own: None };
        }
        let mut dir = self.dir.clone();
        dir.extend(self.own.as_deref());
        dir.push(name);
        Self { dir, own: None }
    }

    /// The file of `mod x;`; `exists` tells whether a path is a file.
    pub(crate) fn file(
        &self,
        name: &str,
        path: Option<&str>,
        exists: impl Fn(&Path) -> bool,
    ) -> Result<Located, Missing> {
        if let Some(path) = path {
            // It counts as a `mod.rs`, whatever its name is.
            let file = self.dir.join(path);
            if !exists(&file) {
                return Err(Missing::Given(file));
            }
            let folder = Self::of_root(&file);
            return Ok(Located { file, folder });
        }
        let mut dir = self.dir.clone();
        dir.extend(self.own.as_deref());
        let beside = dir.join(format!("{name}.rs"));
        let inside = dir.join(name).join("mod.rs");
        match (exists(&beside), exists(&inside)) {
            (true, false) => Ok(Located {
                folder: Self {
                    dir,
                    own: Some(name.to_owned()),
                },
                file: beside,
            }),
            (false, true) => Ok(Located {
                folder: Self::of_root(&inside),
                file: inside,
            }),
            (true, true) => Err(Missing::Twice([beside, inside])),
            (false, false) => Err(Missing::Nowhere([beside, inside])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Folder, Missing};
    use std::path::Path;

    fn file(folder: &Folder, name: &str, path: Option<&str>, known: &[&str]) -> String {
        let exists = |at: &Path| path.is_some() || known.iter().any(|known| Path::new(known) == at);
        let located = folder.file(name, path, exists).unwrap();
        located.file.to_string_lossy().replace('\\', "/")
    }

    #[test]
    fn beside_and_inside() {
        let root = Folder::of_root(Path::new("src/lib.rs"));
        assert_eq!(file(&root, "a", None, &["src/a.rs"]), "src/a.rs");
        assert_eq!(file(&root, "a", None, &["src/a/mod.rs"]), "src/a/mod.rs");
        let exists = |_: &Path| true;
        assert!(matches!(
            root.file("a", None, exists),
            Err(Missing::Twice(_))
        ));
        let exists = |_: &Path| false;
        assert!(matches!(
            root.file("a", None, exists),
            Err(Missing::Nowhere(_))
        ));
    }

    #[test]
    fn modules_of_a_file_that_is_no_mod_rs() {
        let root = Folder::of_root(Path::new("src/lib.rs"));
        let a = root
            .file("a", None, |at| at == Path::new("src/a.rs"))
            .unwrap();
        assert_eq!(file(&a.folder, "b", None, &["src/a/b.rs"]), "src/a/b.rs");
        // `#[path]` is relative to the folder of the file …
        assert_eq!(file(&a.folder, "b", Some("c.rs"), &[]), "src/c.rs");
        // … unless a module in place is around.
        let inline = a.folder.inline("inline", None);
        assert_eq!(file(&inline, "b", Some("c.rs"), &[]), "src/a/inline/c.rs");
    }

    #[test]
    fn modules_in_place() {
        let root = Folder::of_root(Path::new("src/lib.rs"));
        let inline = root.inline("x", None).inline("y", None);
        assert_eq!(file(&inline, "b", None, &["src/x/y/b.rs"]), "src/x/y/b.rs");
        assert_eq!(file(&inline, "b", Some("c.rs"), &[]), "src/x/y/c.rs");
        let folder = root.inline("thread", Some("thread_files"));
        assert_eq!(
            file(&folder, "l", Some("tls.rs"), &[]),
            "src/thread_files/tls.rs"
        );
    }

    #[test]
    fn a_path_counts_as_mod_rs() {
        let root = Folder::of_root(Path::new("src/lib.rs"));
        let a = root.file("a", Some("other/b.rs"), |_| true).unwrap();
        assert_eq!(
            file(&a.folder, "c", None, &["src/other/c.rs"]),
            "src/other/c.rs"
        );
        let missing = root.file("a", Some("b.rs"), |_| false);
        assert!(matches!(missing, Err(Missing::Given(file)) if file == Path::new("src/b.rs")));
    }
}
