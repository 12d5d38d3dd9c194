//! Under cargo: in odd folders, from sources that cannot be written, once and not again.

use std::fs;

use super::package::Package;
use super::sources::model;

/// Packages in one target folder have names of their own.
fn package(name: &str, folder: &str) -> Package {
    let package = Package::new(name, folder);
    package.write(
        "src/lib.rs",
        "//! Odd.\nauto_api::include_zones!();\n#[path = \"größe.rs\"]\npub mod sizes;\npub mod tests;\n",
    );
    package.write("src/größe.rs", &model("Post"));
    package.write("src/tests.rs", "");
    package.write(
        "auto-api.toml",
        "[zones.public]\npath = \"/\"\n[zones.admin]\n",
    );
    package
}

#[test]
fn fresh_read_only_and_on_docs_rs() {
    let package = package("odd-package", "a folder – ünïcode");
    let sources = package.dir.join("src");
    let writable = fs::metadata(&sources).unwrap().permissions();
    let mut read_only = writable.clone();
    read_only.set_readonly(true);
    fs::set_permissions(&sources, read_only).unwrap();
    let said = package.check(&[], &[("DOCS_RS", "1")]);
    fs::set_permissions(&sources, writable).unwrap();
    said.passes();

    let again = package.check(&["-v"], &[("DOCS_RS", "1")]).passes();
    assert!(again.text.contains("Fresh odd-package"), "{}", again.text);
    // What is no part of the crate is not watched, nor is the folder.
    package.write("src/unused.rs", "nonsense");
    package.write("notes.txt", "");
    let again = package.check(&["-v"], &[("DOCS_RS", "1")]).passes();
    assert!(again.text.contains("Fresh odd-package"), "{}", again.text);

    let out = package.out_dir(&[]);
    assert!(
        out.join("admin/openapi.json").is_file(),
        "{}",
        out.display()
    );
}

#[test]
fn mistakes_reach_the_terminal_all_at_once() {
    let package = package("mistakes", "mistakes");
    package.write("src/größe.rs", &model("Post").replace("(id)", "(idd)"));
    package.write("src/tests.rs", &model("Tag").replace("i32", "Rc<i32>"));
    let said = package.check(&[], &[]).fails_with(&[
        "error: mistakes@1.2.3: src/größe.rs:1:54: unknown attribute `idd`; did you mean `id`?",
        "error: mistakes@1.2.3: src/tests.rs:1:66: unsupported type `Rc",
    ]);
    assert!(!said.text.contains("panicked"), "{}", said.text);
    assert!(
        !said.text.contains("failed to run custom build command"),
        "{}",
        said.text
    );
}
