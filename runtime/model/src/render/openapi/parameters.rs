//! Query and path parameters.
//!
//! Every operator on an entity's own fields is a parameter of its own, which every tool
//! understands; what is deeper goes into the JSON of `filter`.

mod groups;

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::{Value, json};

use super::{SCHEMAS, joined, reference};
use crate::operator::Operand;
pub(super) use groups::groups;

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
        all.push((argument.name().into(), plain(zone, argument).into()));
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

fn plain(zone: &Zone, argument: Argument) -> Value {
    let schema = if argument.is_cursor() {
        json!({ "type": "string" })
    } else {
        json!({ "type": "integer", "format": "int32", "minimum": 1 })
    };
    json!({
        "name": zone.case.apply(argument.name()),
        "in": "query",
        "description": argument.docs(),
        "schema": schema,
    })
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
        let mut parameter = plain(zone, argument);
        parameter["schema"]["maximum"] = page.max.into();
        if argument == Argument::PerPage {
            parameter["schema"]["default"] = page.default.into();
        }
        parameter.into()
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
pub(super) fn order_by(zone: &Zone, entity: &Entity) -> Option<Value> {
    if !crate::render::sdl::is_orderable(zone, entity) {
        return None;
    }
    let first = entity.readable().find(|m| m.is_sortable());
    let nulls = zone.case.apply("nulls_first");
    let mut parameter = list(
        &zone.case.apply(Argument::OrderBy.name()),
        &format!(
            "The keys to sort by, the most significant first: fields, fields of relations to one (`RELATION.field`), or numbers of rows (`RELATION.count`). `-` in front is descending; `:{nulls}` behind puts nulls first."
        ),
        &json!({ "type": "string" }),
    );
    if let Some(member) = first {
        parameter["example"] = json!([format!("-{}", member.name)]);
    }
    Some(parameter)
}

/// `fields` of rows and of their relations.
pub(super) fn fields(entity: &Entity) -> Value {
    let docs = "Only these fields, and `RELATION.field` of relations; answers then lack the others, required or not.";
    let mut parameter = list("fields", docs, &json!({ "type": "string" }));
    let names: Vec<&str> = entity.readable().take(2).map(|m| m.name.as_str()).collect();
    parameter["example"] = json!(names);
    parameter
}

/// `fields` of rows alone.
pub(super) fn own_fields(entity: &Entity) -> Value {
    let names: Vec<&str> = entity.readable().map(|m| m.name.as_str()).collect();
    let items = json!({ "type": "string", "enum": names });
    list("fields", "Only these fields, in this order.", &items)
}

/// `include`, if there are relations.
pub(super) fn include(entity: &Entity) -> Option<Value> {
    let mut links = entity.visible_links();
    let first = links.next()?;
    let docs = "Relations to write into each row, and `RELATION.relation` of those; relations to many have their first page.";
    let mut parameter = list("include", docs, &json!({ "type": "string" }));
    parameter["example"] = json!([first.name]);
    Some(parameter)
}

/// A parameter whose values stand with commas between.
pub(super) fn list(name: &str, docs: &str, items: &Value) -> Value {
    json!({
        "name": name,
        "in": "query",
        "description": docs,
        "style": "form",
        "explode": false,
        "schema": { "type": "array", "items": items },
    })
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
pub(super) fn format() -> Value {
    json!({
        "name": "format",
        "in": "query",
        "description": "The format; where this does not say, the `Accept` header does.",
        "schema": { "type": "string", "enum": ["ndjson", "csv"] },
    })
}

/// `If-None-Match`
pub(super) fn if_none_match() -> Value {
    json!({
        "name": "If-None-Match",
        "in": "header",
        "description": "The `ETag` of the caller's copy: if it is still good, the answer is 304.",
        "schema": { "type": "string" },
    })
}

/// A reference to the component of that name.
pub(super) fn schema(name: &str) -> Value {
    json!({ "$ref": format!("{SCHEMAS}{name}") })
}
