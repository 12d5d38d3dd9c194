//! The GraphQL schema.

use auto_api::model::{Case, render};

use super::{blog, golden};

#[test]
fn as_written() {
    let sdl = render::sdl(&blog::zone(Case::AsWritten));
    parsed(&sdl);
    golden("blog.graphql", &sdl);
}

#[test]
fn camel_case() {
    let sdl = render::sdl(&blog::zone(Case::Camel));
    parsed(&sdl);
    assert!(!sdl.contains("order_by") && !sdl.contains("created_at"));
    golden("blog-camel.graphql", &sdl);
}

#[test]
fn names_that_differ_by_case_only_change_by_case_only() {
    let written = render::sdl(&blog::zone(Case::AsWritten));
    let camel = render::sdl(&blog::zone(Case::Camel));
    assert_eq!(written.lines().count(), camel.lines().count());
}

/// The parsed schema; every complaint otherwise.
pub(super) fn parsed(sdl: &str) -> apollo_compiler::Schema {
    match apollo_compiler::Schema::parse_and_validate(sdl, "schema.graphql") {
        Ok(schema) => schema.into_inner(),
        Err(error) => panic!("{}\n{sdl}", error.errors),
    }
}
