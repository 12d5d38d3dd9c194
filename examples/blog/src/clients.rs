//! `--clients`: copies the clients that the build script wrote to where they can be used.

use std::fs;
use std::io;
use std::path::Path;

/// What the build script wrote.
const WRITTEN: &str = concat!(env!("OUT_DIR"), "/auto-api");

/// Copies the public zone's clients into folders named for their languages. What stands there
/// under another name stays.
pub(crate) fn copy(to: &Path) -> io::Result<()> {
    for language in ["typescript", "python", "rust"] {
        let from = Path::new(WRITTEN).join("public").join(language);
        copy_folder(&from, &to.join(language))?;
    }
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}
