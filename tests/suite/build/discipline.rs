//! What is written: deterministic, only what changed, and nothing stale.

use std::fs;

use auto_api_build::output::Manifest;

use super::package::files;
use super::sources::{Sources, model};

const TWO_ZONES: &str = "[zones.public]\npath = \"/\"\n[zones.admin]\n[clients]\ntypescript = {}\npython = {}\nrust = {}\n";

#[test]
fn the_same_twice_and_in_another_folder() {
    let written = || {
        let sources = Sources::new(&[("src/lib.rs", &model("Post")), ("auto-api.toml", TWO_ZONES)]);
        sources.run().unwrap();
        (files(&sources.written()), sources)
    };
    let ((one, sources), (other, _)) = (written(), written());
    assert_eq!(one, other);
    let folder = sources.dir.path().to_string_lossy().into_owned();
    for (path, contents) in &one {
        let text = String::from_utf8(contents.clone()).unwrap();
        assert!(!text.contains(&folder) && !text.contains('\r'), "{path}");
    }
}

#[test]
fn the_manifest_has_every_file() {
    let sources = Sources::new(&[("src/lib.rs", &model("Post")), ("auto-api.toml", TWO_ZONES)]);
    let report = sources.run().unwrap();
    let manifest = Manifest::parse(&sources.text("manifest.json")).unwrap();
    assert_eq!(manifest, report.manifest);
    let mut listed: Vec<_> = manifest
        .files
        .iter()
        .map(|file| (file.path.clone(), file.bytes))
        .collect();
    listed.sort();
    let mut there = files(&sources.written());
    there.retain(|(path, _)| path != Manifest::FILE);
    let there: Vec<_> = there
        .into_iter()
        .map(|(path, contents)| (path, contents.len()))
        .collect();
    assert_eq!(listed, there);
    for path in [
        "zones.rs",
        "public/openapi.json",
        "public/openapi.yaml",
        "admin/schema.graphql",
        "admin/schemas.json",
    ] {
        assert!(there.iter().any(|(known, _)| known == path), "{path}");
    }
    let zones: Vec<_> = manifest
        .zones
        .iter()
        .map(|zone| (zone.name.as_str(), zone.path.as_str()))
        .collect();
    assert_eq!(zones, [("public", "/"), ("admin", "/admin")]);
    assert_eq!(manifest.zones[0].version, "1.2.3", "the crate's");
}

#[test]
fn only_what_changed_is_written() {
    let sources = Sources::new(&[("src/lib.rs", &model("Post")), ("auto-api.toml", TWO_ZONES)]);
    let first = sources.run().unwrap();
    assert_eq!(
        first.changed,
        first.manifest.files.len() + 2,
        "with the manifest and the stamp"
    );
    assert_eq!(sources.run().unwrap().changed, 0);
    // A line moved: `zones.rs` has places; documents and clients have none.
    sources.write("src/lib.rs", &format!("\n{}", model("Post")));
    assert_eq!(
        sources.run().unwrap().changed,
        3,
        "`zones.rs`, the manifest and the stamp"
    );
    // A file that somebody took is there again.
    fs::remove_file(sources.written().join("admin/openapi.json")).unwrap();
    assert_eq!(sources.run().unwrap().changed, 2, "it and the stamp");
}

/// A run that ends halfway leaves files of before and of after, each whole; and none of them is
/// taken for what the sources say, not even by a run over the sources of before.
#[test]
fn a_run_that_is_interrupted() {
    let text = |field: &str| {
        format!(
            "#[derive(auto_api::AutoApi)]\npub struct Post {{\n    #[api(id)]\n    pub id: i32,\n    pub {field}: String,\n}}\n"
        )
    };
    let sources =
        |field: &str| Sources::new(&[("src/lib.rs", &text(field)), ("auto-api.toml", TWO_ZONES)]);
    // Names of one length, so that files of one length differ.
    let (before, after) = (sources("title"), sources("topic"));
    before.run().unwrap();
    after.run().unwrap();
    let (old, new) = (files(&before.written()), files(&after.written()));

    // A folder stands where a file should: whoever runs the test, it cannot be replaced.
    let blocked = before.written().join("admin/schema.graphql");
    let kept = fs::read(&blocked).unwrap();
    fs::remove_file(&blocked).unwrap();
    fs::create_dir_all(blocked.join("in the way")).unwrap();
    before.write("src/lib.rs", &text("topic"));
    let mistakes = before.mistakes();
    assert_eq!(mistakes.len(), 1, "{mistakes:?}");
    assert!(
        mistakes[0].contains("admin/schema.graphql` cannot be written: "),
        "{mistakes:?}"
    );
    let mut changed = 0;
    for (path, contents) in files(&before.written()) {
        let known = |all: &[(String, Vec<u8>)]| all.contains(&(path.clone(), contents.clone()));
        assert!(
            path.ends_with(".unfinished") || known(&old) || known(&new),
            "{path}"
        );
        changed += usize::from(!known(&old) && known(&new));
    }
    assert!(changed > 0, "it ended before its first file");

    fs::remove_dir_all(&blocked).unwrap();
    fs::write(&blocked, kept).unwrap();
    before.write("src/lib.rs", &text("title"));
    before.run().unwrap();
    assert!(
        files(&before.written()) == old,
        "files of the interrupted run are left"
    );
    before.write("src/lib.rs", &text("topic"));
    before.run().unwrap();
    assert!(files(&before.written()) == new);
}

#[test]
fn as_many_threads_as_cargo_allows_write_the_same() {
    let sources = Sources::new(&[("src/lib.rs", &model("Post")), ("auto-api.toml", TWO_ZONES)]);
    sources.builder().env("NUM_JOBS", "1").run().unwrap();
    let one = files(&sources.written());
    fs::remove_dir_all(sources.written()).unwrap();
    sources.builder().env("NUM_JOBS", "0").run().unwrap();
    assert!(one == files(&sources.written()));
}

#[test]
fn what_is_stale_goes() {
    let sources = Sources::new(&[("src/lib.rs", &model("Post")), ("auto-api.toml", TWO_ZONES)]);
    sources.run().unwrap();
    sources.write("auto-api.toml", "[zones.public]\npath = \"/\"\n");
    sources.run().unwrap();
    assert!(!sources.written().join("admin").exists());
    assert!(!sources.written().join("public/typescript").exists());
    assert!(sources.written().join("public/openapi.json").exists());
}

#[test]
fn packages_have_names_of_their_own() {
    let config = TWO_ZONES.replace(
        "typescript = {}",
        "typescript = { package = \"@blog/{zone}\" }",
    );
    let sources = Sources::new(&[("src/lib.rs", &model("Post")), ("auto-api.toml", &config)]);
    sources.run().unwrap();
    for zone in ["public", "admin"] {
        let path = format!("{zone}/typescript/package.json");
        let package: serde_json::Value = serde_json::from_str(&sources.text(&path)).unwrap();
        assert_eq!(package["name"], format!("@blog/{zone}"));
    }
}
