//! This executable once more, as a process that a fault may hit.

use std::path::Path;
use std::process::Command;

/// Which database a child is for. Nothing in the usual run.
const PLACE: &str = "AUTO_API_CHILD";

/// The database that this process is for, if it is a child.
pub(crate) fn place() -> Option<String> {
    std::env::var(PLACE).ok()
}

/// The command that runs one test as a child.
pub(crate) fn child(test: &str, place: &str) -> Command {
    child_behind(Command::new(std::env::current_exe().unwrap()), test, place)
}

/// As [`child`], of a shell that does something first: `"$@"` is the child.
pub(crate) fn child_in_shell(script: &str, test: &str, place: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", script, "sh"]);
    shell.arg(std::env::current_exe().unwrap());
    child_behind(shell, test, place)
}

fn child_behind(mut command: Command, test: &str, place: &str) -> Command {
    command.args(["--exact", test, "--nocapture", "--test-threads=1"]);
    command.env(PLACE, place);
    command
}

/// Runs a child to its end: it ran one test, which passed.
pub(crate) fn passes(mut command: Command) {
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}\n{error}");
    assert!(text.contains("1 passed"), "{text}\n{error}");
}

/// Makes the child nobody, whom permissions of files are for: root may do everything.
#[cfg(unix)]
pub(crate) fn as_nobody(command: &mut Command, folder: &Path) {
    use std::os::unix::fs::chown;
    use std::os::unix::process::CommandExt as _;
    const NOBODY: u32 = 65534;
    if !rustix::process::geteuid().is_root() {
        return;
    }
    for entry in std::fs::read_dir(folder).unwrap() {
        chown(entry.unwrap().path(), Some(NOBODY), Some(NOBODY)).unwrap();
    }
    chown(folder, Some(NOBODY), Some(NOBODY)).unwrap();
    command.uid(NOBODY).gid(NOBODY);
}
