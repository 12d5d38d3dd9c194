//! Query and path parameters.
//!
//! Every operator on an entity's own fields is a parameter of its own, which every tool
//! understands; what is deeper goes into the JSON of `filter`.

mod filters;
mod groups;
mod list;

use std::sync::Arc;

use serde_json::{Value, json};

use super::{SCHEMAS, reference};
pub(super) use filters::Filters;
pub(super) use groups::groups;
use list::{array, list, one_of, text, words};

use crate::input::WriteAction;
use crate::operation::{BULK, GROUP_BY};
use crate::render::Argument;
use crate::render::json_schema::{Schemas, example};
use crate::render::node::{Node, Pair};
use crate::render::texts::Texts;
use crate::{Entity, Kind, Member, MethodKind, Scalar, Zone};

/// Where the components of a section stand.
const INDENT: usize = 4;

/// Parameters that several operations have, by name.
pub(super) fn shared(zone: &Zone, filters: &Filters<'_>) -> Node {
    let mut all = Texts::default();
    for entity in zone.visible() {
        filters.write(entity, &mut all);
        all.key(&format!("{}.filter", entity.type_name()), INDENT);
        all.node(&filter(entity), INDENT);
    }
    let pages = [Argument::Page, Argument::After, Argument::Before];
    let pages = pages.map(|argument| {
        let parameter = plain(zone, argument, Vec::new());
        (argument.name().into(), parameter)
    });
    let count = ("count".into(), count().into());
    let plain = pages.into_iter().chain([count]);
    let writes = super::write::parameters(zone);
    for (name, parameter) in plain.chain(groups::shared(zone)).chain(writes) {
        all.key(&name, INDENT);
        all.node(&parameter, INDENT);
    }
    Node::Members(Arc::new(all.finish()))
}

fn filter(entity: &Entity) -> Node {
    let docs = "A filter as JSON, for what the parameters of single fields cannot say: relations, `and`, `or`, `not`.";
    let schema = Node::of([("schema", schema(&entity.filter_name()))]);
    Node::of([
        ("name", "filter".into()),
        ("in", "query".into()),
        ("description", docs.into()),
        ("content", Node::of([("application/json", schema)])),
    ])
}

/// A parameter of pages; `more` is said of numbers.
fn plain(zone: &Zone, argument: Argument, more: Vec<Pair>) -> Node {
    let schema = if argument.is_cursor() {
        text()
    } else {
        let mut schema = vec![
            ("type".into(), "integer".into()),
            ("format".into(), "int32".into()),
            ("minimum".into(), Node::Value(1.into())),
        ];
        schema.extend(more);
        Node::Object(schema)
    };
    Node::of([
        ("name", zone.case.apply(argument.name()).into()),
        ("in", "query".into()),
        ("description", argument.docs().into()),
        ("schema", schema),
    ])
}

fn count() -> Value {
    json!({
        "name": "count",
        "in": "query",
        "description": "Whether to count the rows of all pages.",
        "schema": { "type": "boolean", "default": false },
    })
}

/// `page`, `per_page`, `first`, `after`, `last`, `before`, `count`.
pub(super) fn pages(zone: &Zone, entity: &Entity) -> Vec<Node> {
    let of = |argument: Argument| -> Node {
        if !argument.is_count() {
            return reference("parameters", argument.name());
        }
        let page = entity.model.page;
        let mut more = vec![("maximum".into(), Node::Value(page.max.into()))];
        if argument == Argument::PerPage {
            more.push(("default".into(), Node::Value(page.default.into())));
        }
        plain(zone, argument, more)
    };
    let mut all: Vec<Node> = [
        Argument::Page,
        Argument::PerPage,
        Argument::First,
        Argument::After,
        Argument::Last,
        Argument::Before,
    ]
    .map(of)
    .into();
    all.push(reference("parameters", "count"));
    all
}

/// `order_by`, if there is something to order by.
pub(super) fn order_by(zone: &Zone, entity: &Entity) -> Option<Node> {
    if !crate::render::sdl::is_orderable(zone, entity) {
        return None;
    }
    let first = entity.readable().find(|m| m.is_sortable());
    let nulls = zone.case.apply("nulls_first");
    let mut parameter = list(
        zone.case.apply(Argument::OrderBy.name()).into(),
        format!(
            "The keys to sort by, the most significant first: fields, fields of relations to one (`RELATION.field`), or numbers of rows (`RELATION.count`). `-` in front is descending; `:{nulls}` behind puts nulls first."
        )
        .into(),
        array(text()),
    );
    if let Some(member) = first {
        let key = format!("-{}", member.name);
        parameter.push(("example".into(), words([key])));
    }
    Some(Node::Object(parameter))
}

/// `distinct`, if there is something to tell rows apart by.
pub(super) fn distinct(zone: &Zone, entity: &Entity) -> Option<Node> {
    let names: Vec<String> = entity.groupable().map(|m| m.name.clone()).collect();
    let first = names.first()?.clone();
    let name = zone.case.apply(Argument::Distinct.name());
    let docs = Argument::Distinct.docs();
    let mut parameter = list(name.into(), docs.into(), array(one_of(words(names))));
    parameter.push(("example".into(), words([first])));
    Some(Node::Object(parameter))
}

/// `fields` of rows and of their relations.
pub(super) fn fields(entity: &Entity) -> Node {
    let docs = "Only these fields, and `RELATION.field` of relations; answers then lack the others, required or not.";
    let mut parameter = list("fields".into(), docs.into(), array(text()));
    let names = entity.readable().take(2).map(|m| m.name.clone());
    parameter.push(("example".into(), words(names)));
    Node::Object(parameter)
}

/// `fields` of rows alone.
pub(super) fn own_fields(entity: &Entity) -> Node {
    let computed = entity.procedures(MethodKind::Field);
    let computed = computed.map(|(_, own)| own.name.clone());
    let names = words(entity.readable().map(|m| m.name.clone()).chain(computed));
    let docs = "Only these fields, in this order.";
    Node::Object(list("fields".into(), docs.into(), array(one_of(names))))
}

/// `include`, if there are relations.
pub(super) fn include(entity: &Entity) -> Option<Node> {
    let mut links = entity.visible_links();
    let first = links.next()?;
    let docs = "Relations to write into each row, and `RELATION.relation` of those; relations to many have their first page.";
    let mut parameter = list("include".into(), docs.into(), array(text()));
    parameter.push(("example".into(), words([first.name.clone()])));
    Some(Node::Object(parameter))
}

/// The parts of the primary key, in the path.
pub(super) fn key(zone: &Zone, entity: &Entity) -> Vec<Value> {
    let taken = taken(zone, entity);
    let schemas = Schemas::of(zone, SCHEMAS);
    let parts = entity.key.iter().map(|&at| {
        let member = &entity.members[at];
        let (schema, _) = schemas.kind(&member.kind, &member.constraints);
        let mut parameter = json!({
            "name": member.name,
            "in": "path",
            "required": true,
            "description": key_docs(entity, member, &taken),
            "schema": schema,
        });
        if let Some(example) = key_example(zone, member) {
            parameter["example"] = example;
        }
        parameter
    });
    parts.collect()
}

/// What is said of a key. A text that is a word of the path itself cannot be asked for by it.
fn key_docs(entity: &Entity, member: &Member, taken: &[&str]) -> String {
    let name = &member.name;
    let docs = format!("`{name}` of the row.");
    let may_be = |word: &&str| {
        entity.key.len() == 1
            && match &member.kind {
                Kind::Scalar(scalar) => *scalar == Scalar::String,
                Kind::Enum(def) => def.variants.iter().any(|variant| variant.name == *word),
                Kind::Value(_) | Kind::List(_) => false,
            }
    };
    let taken: Vec<String> = (taken.iter().filter(|word| may_be(word)))
        .map(|word| format!("`{word}`"))
        .collect();
    let Some((last, others)) = taken.split_last() else {
        return docs;
    };
    let words = match others {
        [] => last.clone(),
        others => format!("{} or {last}", others.join(", ")),
    };
    format!(
        "{docs} The path of {words} is another operation's: a row whose `{name}` that is comes from the list, by a filter."
    )
}

/// The words behind a collection that are no key.
fn taken(zone: &Zone, entity: &Entity) -> Vec<&'static str> {
    let mut words = vec!["export", GROUP_BY];
    if zone.writes(entity).contains(&WriteAction::CreateMany) {
        words.push(BULK);
    }
    words
}

fn key_example(zone: &Zone, member: &Member) -> Option<Value> {
    match &member.kind {
        Kind::Scalar(scalar) => example(*scalar, &member.constraints, zone.big_int),
        _ => None,
    }
}

/// `format` of an export.
pub(super) fn format() -> Node {
    let docs = "The format; where this does not say, the `Accept` header does.";
    let formats = Node::List(None, vec!["ndjson".into(), "csv".into()]);
    Node::of([
        ("name", "format".into()),
        ("in", "query".into()),
        ("description", docs.into()),
        ("schema", one_of(formats)),
    ])
}

/// `If-None-Match`
pub(super) fn if_none_match() -> Node {
    let docs = "The `ETag` of the caller's copy: if it is still good, the answer is 304.";
    Node::of([
        ("name", "If-None-Match".into()),
        ("in", "header".into()),
        ("description", docs.into()),
        ("schema", text()),
    ])
}

/// A reference to the component of that name.
pub(super) fn schema(name: &str) -> Node {
    reference("schemas", name)
}
