//! Query and path parameters.
//!
//! Every operator on an entity's own fields is a parameter of its own, which every tool
//! understands; what is deeper goes into the JSON of `filter`.

mod groups;
mod list;

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::{Value, json};

use super::{SCHEMAS, joined, reference};
use crate::operator::Operand;
pub(super) use groups::groups;
use list::{array, list, one_of, text, words};

use crate::render::Argument;
use crate::render::json_schema::{Schemas, example};
use crate::render::node::{Node, Pair, Shared};
use crate::{Entity, Kind, Member, Operator, Scalar, Zone};

/// Parameters that several operations have, by name.
pub(super) fn shared(zone: &Zone, filters: &Filters<'_>) -> Node {
    let mut all: Vec<Pair> = Vec::new();
    for entity in zone.visible() {
        filters.each(entity, |name, member, filter| {
            all.push((name.into(), one_filter(member, filter)));
        });
        let name = format!("{}.filter", entity.type_name());
        all.push((name.into(), filter(entity).into()));
    }
    for argument in [Argument::Page, Argument::After, Argument::Before] {
        all.push((argument.name().into(), plain(zone, argument, Vec::new())));
    }
    all.push(("count".into(), count().into()));
    all.extend(groups::shared(zone));
    Node::Object(all, None)
}

/// The operators that have a parameter of their own, by the kind that they compare and by whether
/// the member is deprecated: what is said of them depends on nothing else.
pub(super) struct Filters<'z> {
    zone: &'z Zone,
    known: RefCell<Vec<OfKind>>,
}

/// The filters of a kind, and whether they are of deprecated members.
type OfKind = (Kind, bool, Rc<[Filter]>);

struct Filter {
    name: &'static str,
    /// As the zone spells it.
    spelled: String,
    /// All but the name of the parameter.
    said: Rc<Shared<Pair>>,
}

impl<'z> Filters<'z> {
    pub(super) fn of(zone: &'z Zone) -> Self {
        let known = RefCell::default();
        Self { zone, known }
    }

    /// References to the filters of an entity.
    pub(super) fn references(&self, entity: &Entity) -> Rc<Shared<Node>> {
        let name = format!("{}.filter", entity.type_name());
        let mut all = vec![reference("parameters", &name)];
        self.each(entity, |name, _, _| {
            all.push(reference("parameters", &name));
        });
        Shared::new(all)
    }

    /// Each filter of an entity, with the name of its component.
    fn each(&self, entity: &Entity, mut with: impl FnMut(String, &Member, &Filter)) {
        let ty = entity.type_name();
        for member in entity.readable().filter(|m| m.is_filterable()) {
            for filter in &*self.of_member(member) {
                let name = joined(&[ty, ".", &member.name, ".", filter.name]);
                with(name, member, filter);
            }
        }
    }

    fn of_member(&self, member: &Member) -> Rc<[Filter]> {
        let (kind, deprecated) = (&member.kind, member.field.deprecated.is_some());
        let mut kinds = self.known.borrow_mut();
        let mut known = kinds.iter();
        if let Some((_, _, known)) = known.find(|known| known.0 == *kind && known.1 == deprecated) {
            return Rc::clone(known);
        }
        let all = Operator::of(kind).into_iter();
        let flat = all.filter(|operator| operator.operand() != Operand::Path);
        let made: Rc<[Filter]> = flat
            .map(|operator| self.filter(operator, kind, deprecated))
            .collect();
        kinds.push((kind.clone(), deprecated, Rc::clone(&made)));
        made
    }

    fn filter(&self, operator: Operator, kind: &Kind, deprecated: bool) -> Filter {
        let schema = Schemas::of(self.zone, SCHEMAS).operand(operator, kind);
        let is_list = schema.get("type").is_some_and(|ty| ty == "array");
        let mut said: Vec<Pair> = vec![
            ("in".into(), "query".into()),
            ("description".into(), operator.docs().into()),
            ("schema".into(), Value::Object(schema).into()),
        ];
        if is_list {
            said.push(("style".into(), "form".into()));
            said.push(("explode".into(), Node::Value(false.into())));
        }
        if deprecated {
            said.push(("deprecated".into(), Node::Value(true.into())));
        }
        Filter {
            name: operator.name(),
            spelled: self.zone.case.apply(operator.name()),
            said: Shared::new(said),
        }
    }
}

fn one_filter(member: &Member, filter: &Filter) -> Node {
    let name = joined(&["filter[", &member.name, "][", &filter.spelled, "]"]);
    let own = vec![("name".into(), name.into())];
    Node::Object(own, Some(Rc::clone(&filter.said)))
}

fn filter(entity: &Entity) -> Value {
    json!({
        "name": "filter",
        "in": "query",
        "description": "A filter as JSON, for what the parameters of single fields cannot say: relations, `and`, `or`, `not`.",
        "content": { "application/json": {
            "schema": { "$ref": format!("{SCHEMAS}{}", entity.filter_name()) },
        } },
    })
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
        Node::Object(schema, None)
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
    Some(Node::Object(parameter, None))
}

/// `fields` of rows and of their relations.
pub(super) fn fields(entity: &Entity) -> Node {
    let docs = "Only these fields, and `RELATION.field` of relations; answers then lack the others, required or not.";
    let mut parameter = list("fields".into(), docs.into(), array(text()));
    let names = entity.readable().take(2).map(|m| m.name.clone());
    parameter.push(("example".into(), words(names)));
    Node::Object(parameter, None)
}

/// `fields` of rows alone.
pub(super) fn own_fields(entity: &Entity) -> Node {
    let names = words(entity.readable().map(|m| m.name.clone()));
    let docs = "Only these fields, in this order.";
    Node::Object(
        list("fields".into(), docs.into(), array(one_of(names))),
        None,
    )
}

/// `include`, if there are relations.
pub(super) fn include(entity: &Entity) -> Option<Node> {
    let mut links = entity.visible_links();
    let first = links.next()?;
    let docs = "Relations to write into each row, and `RELATION.relation` of those; relations to many have their first page.";
    let mut parameter = list("include".into(), docs.into(), array(text()));
    parameter.push(("example".into(), words([first.name.clone()])));
    Some(Node::Object(parameter, None))
}

/// The parts of the primary key, in the path.
pub(super) fn key(zone: &Zone, entity: &Entity) -> Vec<Value> {
    let schemas = Schemas::of(zone, SCHEMAS);
    let parts = entity.key.iter().map(|&at| {
        let member = &entity.members[at];
        let (schema, _) = schemas.kind(&member.kind, &member.constraints);
        let mut parameter = json!({
            "name": member.name,
            "in": "path",
            "required": true,
            "description": key_docs(entity, member),
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
fn key_docs(entity: &Entity, member: &Member) -> String {
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
    let taken: Vec<String> = (TAKEN.iter().filter(|word| may_be(word)))
        .map(|word| format!("`{word}`"))
        .collect();
    if taken.is_empty() {
        return docs;
    }
    let words = taken.join(" or ");
    format!(
        "{docs} The path of {words} is another operation's: a row whose `{name}` that is comes from the list, by a filter."
    )
}

/// The words behind a collection that are no key.
const TAKEN: [&str; 2] = ["export", crate::operation::GROUP_BY];

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
pub(super) fn schema(name: &str) -> Value {
    json!({ "$ref": format!("{SCHEMAS}{name}") })
}
