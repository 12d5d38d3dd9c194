//! When cargo runs the build script again: after a change to what it read, and only then.

use std::collections::BTreeSet;

use super::package::{Package, files};
use super::sources::model;

const TWO_ZONES: &str = "[zones.public]\npath = \"/\"\n[zones.admin]\n";

fn package(name: &str) -> Package {
    let package = Package::new(name, name);
    package.write(
        "src/lib.rs",
        "//! Again.\nauto_api::include_zones!();\npub mod post;\nmod plain;\n",
    );
    package.write("src/post.rs", &model("Post"));
    package.write("src/plain.rs", "//! No model.\n");
    package.write("auto-api.toml", TWO_ZONES);
    package
}

/// Whether the build script ran.
#[track_caller]
fn runs(package: &Package) -> bool {
    let said = package.check(&["-v"], &[("CARGO_NET_OFFLINE", "true")]);
    let text = said.passes().text;
    let program = format!("/build/{}-", package.name);
    let mut lines = text.lines().filter(|line| line.contains("Running"));
    lines.any(|line| line.contains(&program) && line.contains("build-script-build"))
}

/// The zones that are there, as folders.
fn zones(package: &Package) -> BTreeSet<String> {
    let files = files(&package.out_dir(&[]));
    let folders = files
        .iter()
        .filter_map(|(path, _)| path.split_once('/').map(|(zone, _)| zone.to_owned()));
    folders.collect()
}

#[test]
fn after_a_change_to_what_was_read_and_only_then() {
    let package = package("run-again");
    assert!(runs(&package));
    assert!(!runs(&package), "nothing changed");
    package.write("src/unused.rs", "nonsense");
    package.write("README.md", "# New\n");
    package.write("examples/new.rs", "fn main() {}\n");
    assert!(!runs(&package), "nothing of the library changed");

    package.write("src/post.rs", &format!("// New.\n{}", model("Post")));
    assert!(runs(&package), "a file with a model");
    assert!(!runs(&package));
    package.write("src/plain.rs", "//! No model, at length.\n");
    assert!(runs(&package), "a file of the crate may get one");

    package.write("auto-api.toml", &format!("{TWO_ZONES}[zones.partners]\n"));
    assert!(runs(&package), "the configuration");
    let all = ["admin", "partners", "public"].map(str::to_owned);
    assert_eq!(zones(&package), BTreeSet::from(all));

    package.write("src/plain.rs", "mod tag;\npub(crate) use tag::Tag;\n");
    package.write("src/plain/tag.rs", &model("Tag"));
    assert!(runs(&package), "a new module");
    let zones_rs = package.out_dir(&[]).join("zones.rs");
    let text = std::fs::read_to_string(zones_rs).unwrap();
    assert!(text.contains("crate::plain::Tag"), "{text}");
    package.write("src/plain/tag.rs", &format!("// New.\n{}", model("Tag")));
    assert!(runs(&package), "the new module's file");

    std::fs::remove_file(package.dir.join("auto-api.toml")).unwrap();
    assert!(runs(&package), "the configuration went");
    assert_eq!(zones(&package), BTreeSet::from(["public".to_owned()]));
    assert!(!runs(&package), "what is not there is not watched");
}

#[test]
fn nothing_is_written_but_below_out_dir() {
    let package = package("own-folder");
    let sources = || {
        let mut all = files(&package.dir);
        // Cargo takes out of it what this package does not need.
        all.retain(|(path, _)| path != "Cargo.lock");
        all
    };
    let before = sources();
    assert!(runs(&package));
    assert_eq!(before, sources());
    let out = package.out_dir(&[]);
    let beside: Vec<_> = std::fs::read_dir(out.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(beside, ["auto-api"]);
}
