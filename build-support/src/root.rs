//! Which of the package's targets has the API: its library, or else its binary.

use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

/// The target that is read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Root {
    /// Its first file, relative to the package.
    pub(crate) file: PathBuf,
    /// The name of its crate.
    pub(crate) krate: String,
    /// Whether it is a library.
    pub(crate) is_lib: bool,
}

impl Root {
    /// The target of a package, from the text of its `Cargo.toml`.
    pub(crate) fn find(dir: &Path, package: &str, manifest: &str) -> Result<Self, String> {
        // Cargo has read the file already: what is wrong with it has been said.
        let (table, _) = DeTable::parse_recoverable(manifest);
        let table = table.get_ref();
        let lib = table.get("lib").and_then(|lib| lib.get_ref().as_table());
        let exists = |file: &str| dir.join(file).is_file();
        if let Some(file) = lib.and_then(|lib| text(lib, "path")) {
            return Ok(Self::lib(file, package, lib));
        }
        if exists("src/lib.rs") {
            return Ok(Self::lib("src/lib.rs", package, lib));
        }
        let bins = table.get("bin").and_then(|bins| bins.get_ref().as_array());
        let bins: Vec<_> = bins
            .into_iter()
            .flatten()
            .filter_map(|bin| bin.get_ref().as_table())
            .collect();
        let given = bins.iter().find(|bin| {
            let path = text(bin, "path");
            path == Some("src/main.rs") || (path.is_none() && text(bin, "name") == Some(package))
        });
        match bins.as_slice() {
            [bin] if !exists("src/main.rs") => {
                let name = text(bin, "name").unwrap_or(package);
                let usual = format!("src/bin/{name}.rs");
                let file = text(bin, "path").unwrap_or(&usual);
                Ok(Self::bin(file, name))
            }
            _ if exists("src/main.rs") => {
                let name = given.and_then(|bin| text(bin, "name"));
                Ok(Self::bin("src/main.rs", name.unwrap_or(package)))
            }
            _ => Err(
                "there is neither `src/lib.rs` nor `src/main.rs`: tell the build script the crate's first file with `auto_api_build::Builder::root`"
                    .to_owned(),
            ),
        }
    }

    /// The target with a given first file.
    pub(crate) fn given(file: &Path, package: &str) -> Self {
        let is_lib = file.file_name().is_some_and(|name| name != "main.rs");
        Self {
            file: file.to_path_buf(),
            krate: identifier(package),
            is_lib,
        }
    }

    fn lib(file: &str, package: &str, lib: Option<&DeTable<'_>>) -> Self {
        let name = lib.and_then(|lib| text(lib, "name"));
        Self {
            file: PathBuf::from(file),
            krate: identifier(name.unwrap_or(package)),
            is_lib: true,
        }
    }

    fn bin(file: &str, name: &str) -> Self {
        Self {
            file: PathBuf::from(file),
            krate: identifier(name),
            is_lib: false,
        }
    }
}

fn identifier(name: &str) -> String {
    name.replace('-', "_")
}

fn text<'t>(table: &'t DeTable<'_>, key: &str) -> Option<&'t str> {
    table
        .get(key)
        .map(toml::Spanned::get_ref)
        .and_then(DeValue::as_str)
}

#[cfg(test)]
mod tests {
    use super::Root;
    use std::path::Path;

    fn find(files: &[&str], manifest: &str) -> (String, String, bool) {
        let dir = tempfile::tempdir().unwrap();
        for file in files {
            let file = dir.path().join(file);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, "").unwrap();
        }
        let root = Root::find(dir.path(), "my-blog", manifest).unwrap();
        let file = root.file.to_string_lossy().into_owned();
        (file, root.krate, root.is_lib)
    }

    fn is(file: &str, krate: &str, is_lib: bool) -> (String, String, bool) {
        (file.to_owned(), krate.to_owned(), is_lib)
    }

    #[test]
    fn targets() {
        let both = ["src/lib.rs", "src/main.rs"];
        assert_eq!(find(&both, ""), is("src/lib.rs", "my_blog", true));
        assert_eq!(
            find(&both, "[lib]\nname = \"b\""),
            is("src/lib.rs", "b", true)
        );
        assert_eq!(
            find(&[], "[lib]\npath = \"lib.rs\""),
            is("lib.rs", "my_blog", true)
        );
        assert_eq!(
            find(&["src/main.rs"], ""),
            is("src/main.rs", "my_blog", false)
        );
        let named = "[[bin]]\nname = \"serve\"\npath = \"src/main.rs\"";
        assert_eq!(
            find(&["src/main.rs"], named),
            is("src/main.rs", "serve", false)
        );
        let only = "[[bin]]\nname = \"serve\"";
        assert_eq!(
            find(&["src/bin/serve.rs"], only),
            is("src/bin/serve.rs", "serve", false)
        );
        assert!(Root::find(Path::new("nowhere"), "my-blog", "").is_err());
        assert!(Root::given(Path::new("a/lib.rs"), "my-blog").is_lib);
    }
}
