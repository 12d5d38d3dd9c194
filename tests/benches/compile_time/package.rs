//! A package to be checked, as files.

use std::error::Error;
use std::fs;
use std::path::Path;

use crate::source;

/// A package: its manifest and its one source file.
pub(crate) struct Package {
    pub(crate) name: String,
    dependencies: String,
    source: String,
}

impl Package {
    /// Nothing: what cargo and the compiler cost by themselves.
    pub(crate) fn empty() -> Self {
        Self {
            name: "empty".to_owned(),
            dependencies: by_hand(),
            source: String::new(),
        }
    }

    /// Models with serde and `AutoApi`.
    pub(crate) fn derived(models: usize, is_bare: bool) -> Self {
        let features = if is_bare {
            "[]"
        } else {
            r#"["async-graphql7", "schemars1", "utoipa6"]"#
        };
        let runtime = concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime");
        let auto_api = format!(
            "auto-api = {{ path = {runtime:?}, default-features = false, features = {features} }}\n"
        );
        Self {
            name: format!("derived{}", if is_bare { "-bare" } else { "" }),
            dependencies: COMMON.to_owned() + &auto_api,
            source: source::derived(models),
        }
    }

    /// The same structs with the derives of async-graphql, utoipa and schemars, and input structs.
    pub(crate) fn by_hand(models: usize) -> Self {
        Self {
            name: "by-hand".to_owned(),
            dependencies: by_hand(),
            source: source::by_hand(models),
        }
    }

    /// Writes the files; versions are those of the workspace.
    pub(crate) fn write(&self, root: &Path) -> Result<(), Box<dyn Error>> {
        let (name, dependencies) = (&self.name, &self.dependencies);
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [workspace]\n\n[dependencies]\n{dependencies}"
        );
        fs::create_dir_all(root.join("src"))?;
        fs::write(root.join("Cargo.toml"), manifest)?;
        let lock = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock");
        fs::copy(lock, root.join("Cargo.lock"))?;
        fs::write(root.join("src/lib.rs"), &self.source)?;
        Ok(())
    }

    /// Changes the source so that cargo checks it again, and nothing of what it says.
    pub(crate) fn touch(&self, root: &Path, round: usize) -> Result<(), Box<dyn Error>> {
        let source = format!("{}\n// Round {round}.\n", self.source);
        Ok(fs::write(root.join("src/lib.rs"), source)?)
    }
}

const COMMON: &str = r#"chrono = { version = "0.4", default-features = false, features = ["std", "now", "serde"] }
serde = { version = "1", features = ["derive"] }
uuid = { version = "1", features = ["serde"] }
"#;

fn by_hand() -> String {
    COMMON.to_owned()
        + r#"async-graphql = { version = "7.2", default-features = false, features = ["chrono", "uuid"] }
schemars = { version = "1", default-features = false, features = ["derive", "std", "chrono04", "uuid1"] }
utoipa = { version = "6", features = ["chrono", "uuid"] }
"#
}
