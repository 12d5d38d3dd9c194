//! The drift proof, on real crates: what the build script read, what the compiler sees and what
//! `zones.rs` names are one API, or the crate does not compile, and the error says where.

use crate::package::Package;

const LIB: &str = "//! Drift.\nauto_api::include_zones!();\nmod models;\npub use models::*;\n";

/// A build script that sets a `cfg` of its own, of which no build script is told.
const WITH_MORE: &str =
    "fn main() {\n    println!(\"cargo::rustc-cfg=with_more\");\n    auto_api_build::run();\n}\n";

const SIZE: &str = "#[derive(auto_api::AutoApi, Clone, Copy)]\npub enum Size { Small, Large }\n";

fn package(name: &str, build: &str, models: &str) -> Package {
    let package = Package::new(name, name);
    package.write("src/lib.rs", LIB);
    package.write("src/models.rs", models);
    if !build.is_empty() {
        package.write("build.rs", build);
    }
    package
}

/// A model with these fields besides its key.
fn model(name: &str, fields: &str) -> String {
    format!(
        "#[derive(auto_api::AutoApi)]\npub struct {name} {{\n    #[api(id)]\n    pub id: i32,\n{fields}}}\n"
    )
}

#[test]
fn a_type_that_the_script_cannot_see() {
    let made = "macro_rules! made {\n    ($derive:path) => {\n        #[derive($derive)]\n        pub struct Made {\n            #[api(id)]\n            pub id: i32,\n        }\n    };\n}\nmade!(auto_api::AutoApi);\n";
    let hidden = "include!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/src/hidden.in\"));\n";
    let package = package(
        "drift-missing",
        "",
        &format!("{made}{hidden}{}", model("Post", "")),
    );
    package.write("src/hidden.in", &model("Hidden", ""));
    package.check(&[], &[]).fails_with(&[
        "the build script did not find `Made`",
        "--> src/models.rs:4:20",
        "the build script did not find `Hidden`",
        "src/hidden.in:2:12",
    ]);
}

#[test]
fn a_field_behind_a_cfg_that_the_script_does_not_know() {
    let post = model("Post", "    #[cfg(with_more)]\n    pub more: i32,\n");
    let package = package("drift-differs", WITH_MORE, &post);
    package.check(&[], &[]).fails_with(&[
        "`Post` is not what the build script read",
        "--> src/models.rs:2:12",
        // Both halves of the proof: at the struct, and in `zones.rs`.
        "this model is not what the build script read",
    ]);
    // Told of it, the script reads what the compiler sees.
    let told = "fn main() {\n    println!(\"cargo::rustc-cfg=with_more\");\n    let builder = auto_api_build::Builder::from_cargo().unwrap();\n    builder.cfg(\"with_more\").run().unwrap().tell_cargo();\n}\n";
    package.write("build.rs", told);
    package.check(&[], &[]).passes();
}

#[test]
fn an_alias_behind_a_feature() {
    let models = format!(
        "mod sizes {{\n{SIZE}}}\n#[cfg(not(feature = \"big\"))]\npub use sizes::Size;\n#[cfg(feature = \"big\")]\npub type Size = i64;\n{}",
        model("Post", "    pub size: Size,\n")
    );
    let package = package("drift-alias", "", &models);
    package.check(&[], &[]).passes();
    // The script knows features, but not what an alias stands for.
    package
        .check(&["--features", "big"], &[])
        .fails_with(&["`Size` cannot be named at the crate's root"]);
    let open = models.replace("mod sizes", "pub mod sizes");
    package.write("src/models.rs", &open);
    package.check(&["--features", "big"], &[]).fails_with(&[
        "this type is not the one that its name stands for",
        "--> src/models.rs:13:15",
    ]);
}

#[test]
fn another_type_of_the_same_name() {
    let models = format!(
        "pub mod sizes {{\n{SIZE}}}\npub mod other {{\ninclude!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/src/other.in\"));\n}}\n#[cfg(not(with_more))]\nuse sizes::Size;\n#[cfg(with_more)]\nuse other::Size;\n{}",
        model("Post", "    pub size: Option<Size>,\n")
    );
    let package = package("drift-resolves", WITH_MORE, &models);
    package.write("src/other.in", &SIZE.replace("Small", "Tiny"));
    package.check(&[], &[]).fails_with(&[
        "this is not the `Size` that the build script read",
        "--> src/models.rs:16:22",
    ]);
}

#[test]
fn a_type_that_the_compiler_does_not_see() {
    let models = format!(
        "#[cfg(not(with_more))]\n{}{}",
        model("Ghost", ""),
        model("Post", "")
    );
    let package = package("drift-ghost", WITH_MORE, &models);
    package.check(&[], &[]).fails_with(&[
        "cannot find type `Ghost` in",
        "zones.rs:",
        "// src/models.rs:3:12",
    ]);
}

#[test]
fn what_an_old_run_wrote() {
    // A build script that is not run again when it should be.
    let frozen = "fn main() {\n    let kept = std::path::Path::new(&std::env::var(\"OUT_DIR\").unwrap()).join(\"kept\");\n    if std::env::var(\"FROZEN\").is_err() {\n        let report = auto_api_build::try_run().unwrap();\n        std::fs::write(&kept, report.instructions().join(\"\\n\")).unwrap();\n    } else {\n        println!(\"{}\", std::fs::read_to_string(&kept).unwrap());\n    }\n    println!(\"cargo::rerun-if-env-changed=FROZEN\");\n}\n";
    let models = format!("{}{}", model("Post", ""), model("Tag", ""));
    let package = package("drift-stale", frozen, &models);
    package.check(&[], &[]).passes();
    package.write("src/models.rs", &model("Post", "    pub title: String,\n"));
    package.check(&[], &[("FROZEN", "1")]).fails_with(&[
        // Names come first; once they are right, the constants are looked at.
        "cannot find type `Tag` in",
        "// src/models.rs:7:12",
    ]);
    let models = format!(
        "{}{}",
        model("Post", "    pub title: String,\n"),
        model("Tag", "")
    );
    package.write("src/models.rs", &models);
    package.check(&[], &[("FROZEN", "1")]).fails_with(&[
        "`Post` is not what the build script read: a macro or a `cfg` changed it since, or what the script wrote is stale",
        "--> src/models.rs:2:12",
    ]);
    package.check(&[], &[]).passes();
}

#[test]
fn types_of_other_targets_are_nobody_s_business() {
    let package = package("drift-targets", "", &model("Post", ""));
    let own = model("Own", "");
    package.write(
        "src/main.rs",
        &format!("{own}fn main() {{\n    drop(drift_targets::zones::all().unwrap());\n}}\n"),
    );
    package.write("tests/drift_targets.rs", &own);
    package.write("examples/shown.rs", &format!("{own}fn main() {{}}\n"));
    package.check(&["--all-targets"], &[]).passes();
}

#[test]
fn without_a_build_script_nothing_is_compared() {
    let package = package("drift-none", "", &model("Post", ""));
    std::fs::remove_file(package.dir.join("build.rs")).unwrap();
    package.write("src/lib.rs", "mod models;\npub use models::*;\n");
    package.check(&[], &[]).passes();
}
