//! Parameters that are lists, and the schemas of what they hold.

use std::borrow::Cow;

use crate::render::node::{Node, Pair};

/// A parameter whose values stand with commas between.
pub(super) fn list(
    name: Cow<'static, str>,
    docs: Cow<'static, str>,
    schema: Vec<Pair>,
) -> Vec<Pair> {
    vec![
        ("name".into(), Node::Text(name)),
        ("in".into(), "query".into()),
        ("description".into(), Node::Text(docs)),
        ("style".into(), "form".into()),
        ("explode".into(), Node::Value(false.into())),
        ("schema".into(), Node::Object(schema)),
    ]
}

/// The schema of a list.
pub(super) fn array(items: Node) -> Vec<Pair> {
    vec![("type".into(), "array".into()), ("items".into(), items)]
}

/// The schema of any text.
pub(super) fn text() -> Node {
    Node::of([("type", "string".into())])
}

/// The schema of a text that is one of these.
pub(super) fn one_of(words: Node) -> Node {
    Node::of([("type", "string".into()), ("enum", words)])
}

/// A list of texts.
pub(super) fn words(words: impl IntoIterator<Item = String>) -> Node {
    Node::List(None, words.into_iter().map(Node::from).collect())
}
