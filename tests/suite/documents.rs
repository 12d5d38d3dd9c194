//! Every document of a zone, from a small blog written as plain data.

#[path = "documents/blog.rs"]
mod blog;
#[path = "documents/derived.rs"]
mod derived;
#[path = "documents/explorers.rs"]
mod explorers;
#[path = "documents/graphql.rs"]
mod graphql;
#[path = "documents/json_schema.rs"]
mod json_schema;
#[path = "documents/openapi.rs"]
mod openapi;
#[path = "documents/scalars.rs"]
mod scalars;

/// Compares with the file of that name among the snapshots; a stale one is rewritten, and the
/// test fails, so that the change is seen before it is kept.
fn golden(name: &str, rendered: &str) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots");
    let path = format!("{folder}/documents.{name}");
    if std::fs::read_to_string(&path).is_ok_and(|known| known == rendered) {
        return;
    }
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(&path, rendered).unwrap();
    panic!("`{path}` was stale and is rewritten: look at the difference");
}

fn pretty(document: &serde_json::Value) -> String {
    serde_json::to_string_pretty(document).unwrap() + "\n"
}
