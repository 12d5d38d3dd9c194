//! The files below `OUT_DIR/auto-api`: written only if they changed, each at once or not at all,
//! and none left from before.

mod manifest;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

pub use manifest::{Manifest, ManifestZone, Written};

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Planned {
    /// Its path below the folder, with `/` between its parts.
    pub(crate) path: String,
    /// The zone it is of.
    pub(crate) zone: Option<String>,
    /// What it is: `openapi`, `client/python`.
    pub(crate) kind: String,
    pub(crate) contents: String,
}

/// The folder that is written into, by several threads.
#[derive(Debug)]
pub(crate) struct Output {
    dir: PathBuf,
    /// Whether the folder was not there: all that is in it was written by this.
    is_new: bool,
    changed: AtomicUsize,
}

/// What ends the name of a file that is being written.
const UNFINISHED: &str = ".unfinished";

impl Output {
    /// The folder `auto-api` in a build script's `OUT_DIR`.
    pub(crate) fn new(out_dir: &Path) -> Self {
        let dir = out_dir.join("auto-api");
        Self {
            is_new: !dir.exists(),
            dir,
            changed: AtomicUsize::new(0),
        }
    }

    /// Writes a file, unless it is there as it should be.
    pub(crate) fn write(&self, path: &str, contents: &[u8]) -> Result<(), String> {
        let target = self.dir.join(path);
        // A file that did not change keeps its time.
        if is_same(&target, contents) {
            return Ok(());
        }
        replace(&target, contents)
            .map_err(|error| format!("`{}` cannot be written: {error}", target.display()))?;
        self.changed.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// How many files were written, and not found as they should be.
    pub(crate) fn changed(&self) -> usize {
        self.changed.load(Ordering::Relaxed)
    }

    /// Removes a file, if it is there.
    pub(crate) fn remove(&self, path: &str) -> Result<(), String> {
        let target = self.dir.join(path);
        match fs::remove_file(&target) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(format!("`{}` cannot be removed: {error}", target.display()))
            }
            _ => Ok(()),
        }
    }

    /// The text of a file of an earlier run.
    pub(crate) fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.dir.join(path)).ok()
    }

    /// Whether a file of that many bytes is there.
    pub(crate) fn has(&self, path: &str, bytes: usize) -> bool {
        let metadata = fs::metadata(self.dir.join(path));
        metadata.is_ok_and(|file| file.is_file() && file.len() == bytes as u64)
    }

    /// Removes every file but these, and folders that become empty.
    pub(crate) fn keep_only(&self, paths: &BTreeSet<&str>) -> Result<(), String> {
        // Looking through a thousand files takes long, and these are all that there are.
        if self.is_new && self.changed() == paths.len() {
            return Ok(());
        }
        match sweep(&self.dir, "", paths) {
            Ok(_) => Ok(()),
            Err(error) => Err(format!(
                "what is stale in `{}` cannot be removed: {error}",
                self.dir.display()
            )),
        }
    }
}

/// Puts a file in the place of another at once: whoever reads meanwhile has the one or the other.
fn replace(target: &Path, contents: &[u8]) -> io::Result<()> {
    let mut unfinished = target.to_path_buf().into_os_string();
    unfinished.push(UNFINISHED);
    match fs::write(&unfinished, contents) {
        // Most folders are there: they are only looked for if one is not.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(&unfinished, contents)?;
        }
        other => other?,
    }
    fs::rename(&unfinished, target)
}

/// Removes every file but these; tells whether the folder is empty then.
fn sweep(folder: &Path, prefix: &str, paths: &BTreeSet<&str>) -> io::Result<bool> {
    let mut is_empty = true;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            if sweep(&entry.path(), &format!("{path}/"), paths)? {
                fs::remove_dir(entry.path())?;
                continue;
            }
        } else if !paths.contains(path.as_str()) {
            fs::remove_file(entry.path())?;
            continue;
        }
        is_empty = false;
    }
    Ok(is_empty)
}

fn is_same(path: &Path, contents: &[u8]) -> bool {
    let has_length = fs::metadata(path).is_ok_and(|file| file.len() == contents.len() as u64);
    has_length && fs::read(path).is_ok_and(|known| known == contents)
}

#[cfg(test)]
mod tests {
    use super::Output;
    use std::collections::BTreeSet;
    use std::fs;

    #[test]
    fn what_did_not_change_is_left_alone_and_what_is_stale_goes() {
        let dir = tempfile::tempdir().unwrap();
        let output = Output::new(dir.path());
        output.write("a/b/c.json", b"1").unwrap();
        output.write("d.json", b"2").unwrap();
        assert_eq!(output.changed(), 2);
        output.write("d.json", b"2").unwrap();
        assert_eq!(output.changed(), 2, "it is the same");
        output.write("d.json", b"3").unwrap();
        assert_eq!(output.read("d.json").as_deref(), Some("3"));
        assert!(output.has("d.json", 1) && !output.has("d.json", 2));
        output.keep_only(&BTreeSet::from(["d.json"])).unwrap();
        let left: Vec<_> = fs::read_dir(dir.path().join("auto-api")).unwrap().collect();
        assert_eq!(left.len(), 1, "{left:?}");
    }
}
