//! Every mistake at once, each with its place; never a panic, never something skipped.

use std::fs;

use super::sources::{Sources, model};

#[test]
fn all_of_them_sorted() {
    let sources = Sources::new(&[
        ("src/lib.rs", "pub mod b;\npub mod a;\nmod missing;"),
        (
            "src/a.rs",
            "#[derive(auto_api::AutoApi)]\npub struct A {\n    #[api(idd)]\n    pub id: std::rc::Rc<i32>,\n}\n",
        ),
        ("src/b.rs", "use auto_api::AutoApi;\npub struct {"),
    ]);
    let mistakes = sources.mistakes();
    let starts = [
        "src/a.rs:3:11: unknown attribute `idd`; did you mean `id`?",
        "src/a.rs:4:13: unsupported type `std::rc::Rc<i32>`",
        "src/b.rs:2:12: this is no Rust: a bracket, a text or a comment is not closed",
        "src/lib.rs:3:5: the file of module `missing` is missing: neither `src/missing.rs` nor `src/missing/mod.rs` is there",
    ];
    for start in starts {
        assert!(
            mistakes.iter().any(|m| m.starts_with(start)),
            "{start}\n{mistakes:#?}"
        );
    }
    let mut sorted = mistakes.clone();
    sorted.sort();
    assert_eq!(mistakes, sorted);
    assert!(!sources.written().exists(), "nothing is written");
}

#[test]
fn what_cannot_be_read_is_said() {
    let test = "which no build script is told";
    let inside = "where the build script cannot read it";
    let derive = "#[derive(auto_api::AutoApi)]";
    for (text, at, words) in [
        (
            format!("#[cfg(test)] mod tests {{ {} }}", model("A")),
            "A {",
            test,
        ),
        (format!("#[cfg(not(test))] {}", model("A")), "A {", test),
        (
            "#[cfg_attr(test, derive(AutoApi))] struct A { id: i32 }".to_owned(),
            "A {",
            test,
        ),
        (
            format!("{derive} pub struct A {{ #[api(id)] id: i32, #[cfg(doc)] a: i32 }}"),
            "#[cfg(doc)]",
            test,
        ),
        (
            format!("macro_rules! m {{ () => {{ {derive} struct A; }} }}"),
            "AutoApi",
            inside,
        ),
        (format!("m! {{ {derive} struct A; }}"), "AutoApi", inside),
        (
            format!("fn f() {{ {derive} struct A; }}"),
            "AutoApi",
            inside,
        ),
        (
            format!("impl B {{ fn f() {{ {derive} struct A; }} }}"),
            "AutoApi",
            inside,
        ),
    ] {
        let mistakes = Sources::lib(&format!(
            "{text}
{}",
            model("Post")
        ))
        .mistakes();
        let place = format!("src/lib.rs:1:{}: ", text.find(at).unwrap() + 1);
        assert_eq!(mistakes.len(), 1, "{text}: {mistakes:#?}");
        assert!(mistakes[0].starts_with(&place), "{text}: {mistakes:#?}");
        assert!(mistakes[0].contains(words), "{text}: {mistakes:#?}");
    }
}

#[test]
fn an_included_file() {
    let sources = Sources::new(&[
        (
            "src/lib.rs",
            "include!(\"more.in\");\ninclude!(concat!(env!(\"OUT_DIR\"), \"/x.rs\"));",
        ),
        ("src/more.in", &model("A")),
    ]);
    let mistakes = sources.mistakes();
    assert_eq!(mistakes.len(), 1);
    assert!(
        mistakes[0].starts_with("src/lib.rs:1:1: `AutoApi` is derived in a file that is included"),
        "{mistakes:?}"
    );
}

#[test]
fn files_that_cannot_be_read() {
    let sources = Sources::new(&[
        ("src/lib.rs", "mod a;\nmod b;"),
        ("src/a.rs", ""),
        ("src/b.rs", ""),
    ]);
    fs::write(sources.dir.path().join("src/a.rs"), b"mod \xff;").unwrap();
    // A folder is a file that cannot be read, whoever runs the test.
    fs::remove_file(sources.dir.path().join("src/b.rs")).unwrap();
    sources.write("src/lib.rs", "mod a;\n#[path = \"b\"] mod b;");
    fs::create_dir(sources.dir.path().join("src/b")).unwrap();
    let mistakes = sources.mistakes();
    assert_eq!(mistakes.len(), 2, "{mistakes:?}");
    assert_eq!(
        mistakes[0],
        "src/a.rs:1:1: this file cannot be read: it is not UTF-8"
    );
    assert!(
        mistakes[1].starts_with("src/b:1:1: this file cannot be read: "),
        "{mistakes:?}"
    );
}

#[test]
fn a_path_that_leads_nowhere() {
    let sources = Sources::lib(&format!("#[path = \"gone.rs\"]\nmod gone;\n{}", model("A")));
    assert_eq!(
        sources.mistakes(),
        [
            "src/lib.rs:2:5: the file of module `gone` is missing: `#[path]` leads to `src/gone.rs`, and nothing is there"
        ]
    );
    // Unless it is for tests alone, which a packaged crate may leave at home.
    sources.write(
        "src/lib.rs",
        &format!(
            "#[cfg(test)]\n#[path = \"gone.rs\"]\nmod gone;\n{}",
            model("A")
        ),
    );
    assert_eq!(sources.found(), ["crate::A"]);
}

#[test]
fn modules_that_contain_themselves() {
    let sources = Sources::new(&[("src/lib.rs", "#[path = \"lib.rs\"] mod a;")]);
    assert_eq!(
        sources.mistakes()[0],
        "src/lib.rs:1:24: module `a` contains itself: src/lib.rs"
    );
}

#[test]
fn two_types_of_one_name() {
    let text = format!(
        "pub mod a {{ {} }}\npub mod b {{ {} }}",
        model("Post"),
        model("Post")
    );
    let mistakes = Sources::lib(&text).mistakes();
    assert_eq!(
        mistakes,
        [
            "src/lib.rs:3:53: `Post` is the name of another type, at src/lib.rs:1:53: types are known by their names, so rename one"
        ]
    );
}

#[test]
fn types_that_are_not_there_or_are_something_else() {
    let text = "#[derive(auto_api::AutoApi)]\npub struct Post {\n    #[api(id)]\n    pub id: i32,\n    pub state: Option<Sttus>,\n    pub user: User,\n    #[api(references = Status)]\n    pub x_id: i32,\n}\n#[derive(auto_api::AutoApi)]\npub enum Status { Draft }\n";
    let sources = Sources::lib(&format!("{text}{}", model("User")));
    let mistakes = sources.mistakes();
    let starts = [
        "src/lib.rs:5:9: `Sttus` is no type of this crate that derives `AutoApi`; did you mean `Status`?",
        "src/lib.rs:6:9: `User` is a model: hold its key in a field with `#[api(references = User)]`",
        "src/lib.rs:8:9: `Status` is no model",
    ];
    assert_eq!(mistakes.len(), starts.len(), "{mistakes:#?}");
    for (mistake, start) in mistakes.iter().zip(starts) {
        assert!(mistake.starts_with(start), "{mistakes:#?}");
    }
}

#[test]
fn zones() {
    let sources = Sources::new(&[
        (
            "src/lib.rs",
            "#[derive(auto_api::AutoApi)]\n#[api(zones(amdin))]\npub struct Post {\n    #[api(id)]\n    pub id: i32,\n    #[api(zones(none))]\n    pub a: i32,\n    #[api(zones(nobody))]\n    pub b: i32,\n}\n",
        ),
        (
            "auto-api.toml",
            "[zones.public]\n[zones.admin]\nonly_marked = true\n",
        ),
    ]);
    let mistakes = sources.mistakes();
    let starts = [
        "auto-api.toml:1:8: zone `public` shows no model",
        "auto-api.toml:2:8: zone `admin` shows no model",
        "src/lib.rs:3:12: unknown zone `amdin`; did you mean `admin`?",
        "src/lib.rs:9:9: unknown zone `nobody`",
    ];
    assert_eq!(mistakes.len(), starts.len(), "{mistakes:#?}");
    for (mistake, start) in mistakes.iter().zip(starts) {
        assert!(mistake.starts_with(start), "{mistakes:#?}");
    }
}

#[test]
fn a_leak_is_shown_with_its_path() {
    let sources = Sources::new(&[
        (
            "src/lib.rs",
            "#[derive(auto_api::AutoApi)]\npub struct Post {\n    #[api(id)]\n    pub id: i32,\n    #[api(references = User)]\n    pub author_id: i32,\n}\n#[derive(auto_api::AutoApi)]\n#[api(zones(admin))]\npub struct User {\n    #[api(id)]\n    pub id: i32,\n}\n",
        ),
        ("auto-api.toml", "[zones.public]\n[zones.admin]\n"),
    ]);
    let mistakes = sources.mistakes();
    assert_eq!(mistakes.len(), 1, "{mistakes:#?}");
    assert!(
        mistakes[0].starts_with(
            "src/lib.rs:6:9: Post.author: leads to `User`, which zone `public` does not show"
        ),
        "{mistakes:#?}"
    );
}

#[test]
fn the_configuration_and_the_source_together() {
    let sources = Sources::new(&[
        ("src/lib.rs", "mod a;\npub struct {"),
        ("auto-api.toml", "[zones.public]\ntitle = 1\n[zone]\n"),
    ]);
    let mistakes = sources.mistakes();
    assert_eq!(mistakes.len(), 3, "{mistakes:#?}");
    assert!(
        mistakes[0]
            .starts_with("auto-api.toml:2:9: expected a text for `title`, found a whole number")
    );
    assert!(mistakes[2].starts_with("src/lib.rs:2:12: "));
}

#[test]
fn a_zone_mounted_on_a_route() {
    let sources = Sources::new(&[
        ("src/lib.rs", &model("Post")),
        (
            "auto-api.toml",
            "[zones.public]\npath = \"/\"\n[zones.posts]\n[zones.docs]\n[zones.below]\npath = \"/posts/x\"\n",
        ),
    ]);
    let mistakes = sources.mistakes();
    assert_eq!(mistakes.len(), 3, "{mistakes:#?}");
    assert!(mistakes[0].starts_with("auto-api.toml:3:8: zone `posts` is mounted at `/posts`, where zone `public` has a route of a model"));
    assert!(mistakes[1].starts_with("auto-api.toml:4:8: zone `docs` is mounted at `/docs`, where zone `public` has a route of its own"));
}

#[test]
fn nothing_to_read() {
    let mistakes = Sources::new(&[]).mistakes();
    assert!(
        mistakes[0].starts_with("Cargo.toml:1:1: there is neither `src/lib.rs` nor `src/main.rs`"),
        "{mistakes:?}"
    );
    let mistakes = Sources::lib("fn f() {}").mistakes();
    assert!(
        mistakes[0].starts_with(
            "src/lib.rs:1:1: there is no model in `src/lib.rs` and its modules: derive"
        ),
        "{mistakes:?}"
    );
}
