//! The files below `OUT_DIR/auto-api`: written only if they changed, each at once or not at all,
//! and none left from before.

mod manifest;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

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

/// The folder that is written into.
#[derive(Debug)]
pub(crate) struct Output {
    dir: PathBuf,
    /// How many files were written, and not found as they should be.
    pub(crate) changed: usize,
}

/// What ends the name of a file that is being written.
const UNFINISHED: &str = ".unfinished";

impl Output {
    /// The folder `auto-api` in a build script's `OUT_DIR`.
    pub(crate) fn new(out_dir: &Path) -> Self {
        Self {
            dir: out_dir.join("auto-api"),
            changed: 0,
        }
    }

    /// Writes a file, unless it is there as it should be.
    pub(crate) fn write(&mut self, path: &str, contents: &[u8]) -> io::Result<()> {
        let target = self.dir.join(path);
        // A file that did not change keeps its time.
        if is_same(&target, contents) {
            return Ok(());
        }
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut unfinished = target.clone().into_os_string();
        unfinished.push(UNFINISHED);
        fs::write(&unfinished, contents)?;
        fs::rename(&unfinished, &target)?;
        self.changed += 1;
        Ok(())
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
    pub(crate) fn keep_only(&self, paths: &BTreeSet<&str>) -> io::Result<()> {
        sweep(&self.dir, "", paths).map(drop)
    }
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
        let mut output = Output::new(dir.path());
        output.write("a/b/c.json", b"1").unwrap();
        output.write("d.json", b"2").unwrap();
        assert_eq!(output.changed, 2);
        output.write("d.json", b"2").unwrap();
        assert_eq!(output.changed, 2, "it is the same");
        output.write("d.json", b"3").unwrap();
        assert_eq!(output.read("d.json").as_deref(), Some("3"));
        assert!(output.has("d.json", 1) && !output.has("d.json", 2));
        output.keep_only(&BTreeSet::from(["d.json"])).unwrap();
        let left: Vec<_> = fs::read_dir(dir.path().join("auto-api")).unwrap().collect();
        assert_eq!(left.len(), 1, "{left:?}");
    }
}
