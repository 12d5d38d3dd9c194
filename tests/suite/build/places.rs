//! Wherever it is built, and whoever builds it: the same files. For other targets than the host,
//! and from the archive that a registry hands out.

use std::fs;
use std::process::Command;

use super::package::{Package, files, target, workspace};
use super::sources::model;

const ALL: &str = "[zones.public]\npath = \"/\"\n[zones.admin]\n[clients]\ntypescript = {}\npython = {}\nrust = {}\n";

#[test]
fn the_same_bytes_wherever_it_is_built() {
    let build = |folder: &str, variables: &[(&str, &str)]| {
        let package = Package::new("same-bytes", folder);
        package.write("src/lib.rs", "//! Same.\nauto_api::include_zones!();\nmod post;\nmod tag;\npub use {post::*, tag::*};\n");
        package.write("src/post.rs", &model("Post"));
        package.write("src/tag.rs", &model("Tag"));
        package.write("auto-api.toml", ALL);
        package.check(&[], variables).passes();
        let written = files(&package.out_dir(&[]));
        assert!(written.len() > 100, "{}", written.len());
        written
    };
    let one = build(
        "here",
        &[
            ("LC_ALL", "C"),
            ("TZ", "UTC"),
            ("CARGO_BUILD_JOBS", "1"),
            ("USER", "a"),
        ],
    );
    let other = build(
        "a much longer – földer/below",
        &[
            ("LC_ALL", "tr_TR.UTF-8"),
            ("TZ", "Pacific/Apia"),
            ("CARGO_BUILD_JOBS", "7"),
            ("USER", "b"),
        ],
    );
    assert_eq!(one, other);
}

/// The build script runs on the host, and reads what the compiler of the target sees. The models
/// are behind a `cfg` that only the script knows: the runtime itself is not for this target.
#[test]
fn for_another_target_than_the_host() {
    let package = Package::new("cross", "cross");
    let manifest = fs::read_to_string(package.dir.join("Cargo.toml")).unwrap();
    let without: Vec<_> = manifest
        .lines()
        .filter(|line| !line.starts_with("auto-api = "))
        .collect();
    package.write("Cargo.toml", &without.join("\n"));
    package.write(
        "build.rs",
        "fn main() {\n    let builder = auto_api_build::Builder::from_cargo().unwrap();\n    builder.cfg(\"scanned\").run().unwrap().tell_cargo();\n}\n",
    );
    let behind =
        |predicate: &str, name: &str| format!("#[cfg(all(scanned, {predicate}))]\n{}", model(name));
    package.write(
        "src/lib.rs",
        &[
            behind("target_arch = \"wasm32\"", "Browser"),
            behind("target_family = \"wasm\"", "Family"),
            behind("not(unix)", "Small"),
            behind("target_pointer_width = \"32\"", "Narrow"),
            behind("unix", "Host"),
            behind("not(target_arch = \"wasm32\")", "Native"),
        ]
        .concat(),
    );
    let found = |arguments: &[&str]| {
        package.check(arguments, &[]).passes();
        let text = fs::read_to_string(package.out_dir(arguments).join("zones.rs")).unwrap();
        ["Browser", "Family", "Small", "Narrow", "Host", "Native"]
            .into_iter()
            .filter(|name| text.contains(&format!("is_model::<crate::{name}>")))
            .collect::<Vec<_>>()
    };
    let target = ["--target", "wasm32-unknown-unknown"];
    assert_eq!(found(&target), ["Browser", "Family", "Small", "Narrow"]);
    if cfg!(all(unix, target_pointer_width = "64")) {
        assert_eq!(found(&[]), ["Host", "Native"]);
    }
}

#[test]
fn from_the_archive_of_a_registry() {
    let package = Package::new("in-a-crate", "in-a-crate");
    let manifest = fs::read_to_string(package.dir.join("Cargo.toml")).unwrap();
    let manifest = manifest
        .replace("{ path", "{ version = \"0.1.0\", path")
        .replace(
            "edition",
            "license = \"MIT\"\ndescription = \"A test\"\nedition",
        );
    package.write("Cargo.toml", &manifest);
    package.write(
        "src/lib.rs",
        "//! Packed.\nauto_api::include_zones!();\nmod post;\npub use post::*;\n",
    );
    package.write("src/post.rs", &model("Post"));
    package.write("auto-api.toml", ALL);
    let packed = package.cargo(&["package", "--no-verify", "--exclude-lockfile"], &[]);
    packed.passes();
    let archive = target().join("package/in-a-crate-1.2.3.crate");

    let unpacked = Package::new("in-a-crate", "unpacked");
    let tar = Command::new("tar")
        .args(["--extract", "--gzip", "--strip-components=1", "--file"])
        .arg(&archive)
        .arg("--directory")
        .arg(&unpacked.dir)
        .status();
    assert!(tar.unwrap().success());
    let manifest = fs::read_to_string(unpacked.dir.join("Cargo.toml")).unwrap();
    assert!(!manifest.contains("path = \"/"), "{manifest}");
    // Nothing of ours is in a registry yet.
    let patch = |name: &str, folder: &str| {
        let folder = workspace().join(folder);
        format!(
            "patch.crates-io.{name}.path={:?}",
            folder.display().to_string()
        )
    };
    let patches = [
        patch("auto-api", "runtime"),
        patch("auto-api-build", "build-support"),
    ];
    let patches = ["--config", &patches[0], "--config", &patches[1]];
    unpacked
        .check(&patches, &[("CARGO_NET_OFFLINE", "true")])
        .passes();
    let out = unpacked.out_dir(&patches);
    assert!(out.join("admin/typescript/package.json").is_file());
    // As from the sources themselves.
    package.check(&[], &[]).passes();
    assert_eq!(files(&out), files(&package.out_dir(&[])));
}
