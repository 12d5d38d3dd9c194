//! Modules are followed, and `cfg`s answered, as the compiler does.

use super::sources::{Sources, model};

#[test]
fn modules_in_files_and_in_place() {
    let sources = Sources::new(&[
        (
            "src/lib.rs",
            "pub mod a;\npub mod b;\nmod c { pub mod d; #[path = \"e.rs\"] pub mod f; }\n#[path = \"x/y.rs\"] pub mod g;",
        ),
        ("src/a.rs", "pub mod inner;"),
        ("src/a/inner.rs", &model("A")),
        ("src/b/mod.rs", &model("B")),
        ("src/c/d.rs", &model("D")),
        ("src/c/e.rs", &model("F")),
        ("src/x/y.rs", "pub mod z;"),
        ("src/x/z.rs", &model("G")),
        ("src/unused.rs", &model("Unused")),
    ]);
    assert_eq!(
        sources.found(),
        [
            "crate::a::inner::A",
            "crate::b::B",
            "crate::c::d::D",
            "crate::c::f::F",
            "crate::g::z::G"
        ]
    );
}

#[test]
fn conditions_of_the_target_and_not_of_the_host() {
    let text = [
        "#[cfg(unix)]",
        &model("Unix"),
        "#[cfg(windows)]",
        &model("Windows"),
        "#[cfg(all(feature = \"full-text\", not(windows)))]",
        &model("Search"),
        "#[cfg(any(windows, feature = \"other\"))] mod not_even_there;",
        "#[cfg_attr(unix, derive(auto_api::AutoApi))] pub struct Given { #[cfg_attr(unix, api(id))] pub id: i32, #[cfg(windows)] pub no: NoType, }",
        "#[cfg_attr(windows, derive(auto_api::AutoApi))] pub struct NotGiven;",
        "#[cfg(mine)]",
        &model("Mine"),
    ]
    .join("\n");
    let sources = Sources::lib(&text);
    assert_eq!(
        sources.found(),
        ["crate::Unix", "crate::Search", "crate::Given"]
    );
    sources.builder().cfg("mine").run().unwrap();
    assert!(sources.text("zones.rs").contains("crate::Mine"));
}

#[test]
fn the_derive_by_another_name() {
    let sources = Sources::new(&[
        (
            "src/lib.rs",
            "mod prelude;\nmod post;\nmod tag;\npub use post::Post; pub use tag::*;",
        ),
        ("src/prelude.rs", "pub use auto_api::AutoApi as Api;"),
        (
            "src/post.rs",
            "use crate::prelude::Api;\n#[derive(Clone, Api)] pub struct Post { #[api(id)] pub id: i32 }",
        ),
        ("src/tag.rs", &model("Tag")),
    ]);
    assert_eq!(sources.found(), ["crate::Post", "crate::Tag"]);
}

#[test]
fn private_modules_are_reached_by_their_re_exports() {
    let sources = Sources::new(&[
        ("src/lib.rs", "mod models;\nmod prelude;"),
        ("src/models.rs", "mod post;\nmod r#type;"),
        ("src/models/post.rs", &model("Post")),
        (
            "src/models/type.rs",
            "#[derive(auto_api::AutoApi)] pub(crate) struct Type { #[api(id)] id: i32 }",
        ),
        // Nothing in this file says that it has a part in the API.
        ("src/prelude.rs", "pub use crate::models::*;"),
    ]);
    let mistakes = sources.mistakes();
    assert_eq!(mistakes.len(), 2, "{mistakes:?}");
    assert!(
        mistakes[0]
            .starts_with("src/models/post.rs:1:41: `Post` cannot be named at the crate's root")
    );
    sources.write(
        "src/models.rs",
        "mod post;\nmod r#type;\npub(crate) use post::Post as Entry;\npub(crate) use r#type::*;",
    );
    assert_eq!(
        sources.found(),
        ["crate::models::Entry", "crate::models::Type"]
    );
}

#[test]
fn what_a_binary_has() {
    let sources = Sources::new(&[("src/main.rs", &model("Post"))]);
    let report = sources.run().unwrap();
    let lines = report.instructions();
    assert!(
        lines.contains(&"cargo::rustc-env=AUTO_API_SCAN=bin:blog".to_owned()),
        "{lines:?}"
    );
}

#[test]
fn exactly_what_was_read_is_watched() {
    let sources = Sources::new(&[
        ("Cargo.toml", "[package]\nname = \"blog\""),
        ("src/lib.rs", "mod a;\npub mod b;\nmod c {}"),
        ("src/a.rs", "fn nothing() {}"),
        ("src/b.rs", &model("Post")),
        ("src/not_a_module.rs", ""),
    ]);
    let watched = |sources: &Sources| {
        let lines = sources.run().unwrap().instructions();
        let files = lines
            .iter()
            .filter_map(|line| line.strip_prefix("cargo::rerun-if-changed="));
        files.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        watched(&sources),
        ["Cargo.toml", "src/a.rs", "src/b.rs", "src/lib.rs"]
    );
    // A file that is not there must not be watched: cargo would always run the script.
    sources.write("auto-api.toml", "[zones.public]\n");
    assert_eq!(
        watched(&sources),
        [
            "Cargo.toml",
            "auto-api.toml",
            "src/a.rs",
            "src/b.rs",
            "src/lib.rs"
        ]
    );
}
