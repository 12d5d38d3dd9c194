//! Blocks of methods: found wherever they are, or a mistake with its place.

use super::sources::{Sources, model};
use crate::package::Package;

const BLOCK: &str = "use auto_api::{Ctx, Result};\n#[auto_api::methods]\nimpl super::Post {\n    /// Counts.\n    #[api(query)]\n    pub async fn count(ctx: &Ctx<'_>, of: Option<i32>) -> Result<i64> { Ok(1) }\n    #[api(field)]\n    pub fn twice(id: i32) -> i32 { id * 2 }\n}\n";

#[test]
fn in_a_file_of_its_own() {
    let sources = Sources::new(&[
        ("src/lib.rs", &format!("mod extra;\n{}", model("Post"))),
        ("src/extra.rs", BLOCK),
    ]);
    sources.builder().run().unwrap();
    let zones = sources.text("zones.rs");
    assert!(
        zones.contains("__api::has_methods::<crate::Post>("),
        "{zones}"
    );
    let schema = sources.text("public/schema.graphql");
    for line in ["post_count(\n", "twice: Int!", "\"\"\"Counts.\"\"\""] {
        assert!(schema.contains(line), "{line}: {schema}");
    }
    let openapi = sources.text("public/openapi.json");
    assert!(openapi.contains("/posts/count"), "{openapi}");
}

#[test]
fn mistakes_have_their_places() {
    let sources = Sources::new(&[
        (
            "src/lib.rs",
            &format!("mod extra;\nmod more;\nmod plain;\n{}", model("Post")),
        ),
        ("src/extra.rs", BLOCK),
        ("src/more.rs", BLOCK),
        (
            "src/plain.rs",
            "#[auto_api::methods]\nimpl Plain {\n    #[api(query)]\n    async fn count(ctx: &Ctx<'_>) -> Result<i64> { Ok(1) }\n}\n",
        ),
    ]);
    assert_eq!(
        sources.mistakes(),
        [
            "src/more.rs:3:13: `Post` has another block of methods, at src/extra.rs:3:13: write all into one"
        ]
    );
    let sources = Sources::new(&[
        ("src/lib.rs", &format!("mod plain;\n{}", model("Post"))),
        (
            "src/plain.rs",
            "#[auto_api::methods]\nimpl Plain {\n    #[api(query)]\n    async fn count(ctx: &Ctx<'_>) -> Result<i64> { Ok(1) }\n}\n",
        ),
    ]);
    assert_eq!(
        sources.mistakes(),
        ["src/plain.rs:2:6: `Plain` is no model of this crate, so it has no methods"]
    );
    let sources = Sources::new(&[
        ("src/lib.rs", &format!("mod extra;\n{}", model("Post"))),
        (
            "src/extra.rs",
            "#[auto_api::methods]\nimpl crate::Post {\n    #[api(query, zones(pulbic))]\n    async fn count(ctx: &Ctx<'_>, by: Kind) -> Result<i64> { Ok(1) }\n}\n",
        ),
    ]);
    let mistakes = sources.mistakes();
    for start in [
        "src/extra.rs:4:14: `Kind` is no type of this crate that derives `AutoApi`",
        "src/extra.rs:4:14: unknown zone `pulbic`",
    ] {
        let is_told = mistakes.iter().any(|told| told.starts_with(start));
        assert!(is_told, "{start}\n{mistakes:#?}");
    }
}

#[test]
fn a_block_that_a_macro_makes() {
    let package = Package::new("drift-methods", "drift-methods");
    package.write(
        "src/lib.rs",
        "//! Drift.\nauto_api::include_zones!();\nmod models;\npub use models::*;\n",
    );
    package.write(
        "src/models.rs",
        "#[derive(auto_api::AutoApi)]\npub struct Post {\n    #[api(id)]\n    pub id: i32,\n}\nmacro_rules! made {\n    ($methods:path) => {\n        #[$methods]\n        impl Post {\n            #[api(field)]\n            pub fn twice(id: i32) -> i32 {\n                id * 2\n            }\n        }\n    };\n}\nmade!(auto_api::methods);\n",
    );
    package
        .check(&[], &[])
        .fails_with(&["the build script did not find these methods of `Post`"]);
}
