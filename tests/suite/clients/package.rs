//! A generated package, as text to look at and as files to run.

use std::path::{Path, PathBuf};

use auto_api::Zone;
use auto_api::model::render::json_schema::Components;
use auto_api_build::target::{File, Package, TARGETS};
use tempfile::TempDir;

/// Every file of a zone's client in a language.
pub(crate) fn files(zone: &Zone, target: &str) -> Vec<File> {
    let package = Package {
        name: format!("{}-client", zone.name),
        fingerprint: "0123456789abcdef".to_owned(),
        components: &Components::of(zone),
    };
    let mut targets = TARGETS.iter();
    let target = targets.find(|known| known.name() == target).unwrap();
    target.render(zone, &package)
}

/// Files one after the other.
pub(crate) fn text<'f>(files: impl IntoIterator<Item = &'f File>) -> String {
    let parts = files.into_iter().flat_map(|file| {
        let File { path, contents } = file;
        ["==== ", path, "\n", contents]
    });
    parts.collect()
}

/// Compares with the file of that name among the snapshots; a stale one is rewritten, and the
/// test fails, so that the change is seen before it is kept.
pub(crate) fn golden(name: &str, rendered: &str) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots");
    let path = format!("{folder}/clients.{name}");
    if std::fs::read_to_string(&path).is_ok_and(|known| known == rendered) {
        return;
    }
    std::fs::write(&path, rendered).unwrap();
    panic!("`{path}` was stale and is rewritten: look at the difference");
}

/// A package in a folder that goes when this does.
pub(crate) struct Written {
    folder: TempDir,
}

impl Written {
    pub(crate) fn new(zone: &Zone, target: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for file in files(zone, target) {
            write(&folder.path().join(&file.path), &file.contents);
        }
        Self { folder }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Adds the files of a folder of this package, such as `clients/typescript`.
    pub(crate) fn add(&self, from: &str, to: &str) -> Vec<PathBuf> {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(from);
        let mut added = Vec::new();
        for entry in std::fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_file() {
                let at = self.path().join(to).join(entry.file_name());
                write(&at, &std::fs::read_to_string(entry.path()).unwrap());
                added.push(at);
            }
        }
        added.sort();
        added
    }
}

fn write(path: &Path, contents: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, contents).unwrap();
}
