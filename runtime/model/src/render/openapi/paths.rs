//! One path item for each route, one function for each operation.

use std::borrow::Cow;
use std::rc::Rc;

use super::headers::headers;
use super::parameters::Filters;
use super::responses::responses;
use super::{parameters, reference};
use crate::operation::Action;
use crate::render::member;
use crate::render::node::{Node, Pair};
use crate::render::texts::Written;
use crate::{Entity, Zone};

pub(super) fn paths(zone: &Zone, filters: &Filters<'_>) -> Node {
    let mut paths = Vec::new();
    let operations = zone.operations();
    let methods = zone.method_operations();
    for (at, entity) in zone.entities.iter().enumerate() {
        if !entity.visible {
            continue;
        }
        // Those of the list and of the export are the same.
        let filters = filters.references(entity);
        let mut items: Vec<(Cow<'static, str>, Vec<Pair>)> = Vec::new();
        for own in operations.iter().filter(|own| own.entity == at) {
            let operation = match own.action {
                Action::List => list(zone, entity, &filters),
                Action::Export => export(zone, entity, &filters),
                Action::Get => one(zone, entity),
                action => super::write::operation(zone, entity, action, &filters),
            };
            let method = own.method.to_ascii_lowercase();
            match items.iter_mut().find(|(path, _)| **path == own.path) {
                Some((_, methods)) => methods.push((method.into(), operation)),
                None => items.push((own.path.clone().into(), vec![(method.into(), operation)])),
            }
        }
        for own in methods.iter().filter(|own| own.entity == at) {
            let operation = super::method::operation(zone, own);
            let method = own.method.to_ascii_lowercase();
            items.push((own.path.clone().into(), vec![(method.into(), operation)]));
        }
        if let Some(path) = zone.groups_path(entity) {
            let operation = groups(zone, entity, &filters);
            items.push((path.into(), vec![("get".into(), operation)]));
        }
        let items = items.into_iter();
        paths.extend(items.map(|(path, methods)| (path, Node::Object(methods))));
    }
    Node::Object(paths)
}

/// What an operation says besides its parameters and answers.
pub(super) struct Operation<'e> {
    pub(super) entity: &'e Entity,
    /// The end of its id.
    pub(super) verb: &'static str,
    pub(super) summary: String,
    pub(super) description: String,
    /// What is sent, if anything is.
    pub(super) body: Option<Node>,
}

impl Operation<'_> {
    pub(super) fn with(self, zone: &Zone, parameters: Node, responses: Node) -> Node {
        let model = self.entity.model;
        let mut description = self.description;
        let id = zone.case.join(&self.entity.plural, self.verb);
        let tag = self.entity.type_name().to_owned();
        let mut operation = vec![
            ("operationId".into(), id.into()),
            ("tags".into(), Node::List(None, vec![tag.into()])),
            ("summary".into(), self.summary.into()),
        ];
        if let Some(reason) = model.deprecated {
            operation.push(("deprecated".into(), Node::Value(true.into())));
            description = format!("{description}\n\nDeprecated: {reason}");
        }
        let description = description.trim_end().to_owned();
        operation.push(("description".into(), description.into()));
        operation.push(("parameters".into(), parameters));
        operation.extend(self.body.map(|body| ("requestBody".into(), body)));
        operation.push(("responses".into(), responses));
        Node::Object(operation)
    }
}

/// JSON of a schema, as the content of an answer.
pub(super) fn json(schema: Node) -> Node {
    Node::of([("application/json", Node::of([("schema", schema)]))])
}

/// The words of a name in snake case.
pub(super) fn words(name: &str) -> String {
    name.replace('_', " ")
}

fn list(zone: &Zone, entity: &Entity, filters: &Rc<Written>) -> Node {
    let page = entity.model.page;
    let operation = Operation {
        entity,
        verb: Action::List.verb(),
        summary: format!("List {}", words(&entity.plural)),
        description: format!(
            "A page of rows: numbered with `{}` and `{}`, or next to a cursor. A page has {} rows unless asked, and {} at most.",
            zone.case.apply("page"),
            zone.case.apply("per_page"),
            page.default,
            page.max
        ),
        body: None,
    };
    let mut all: Vec<Node> = parameters::order_by(zone, entity).into_iter().collect();
    all.extend(parameters::distinct(zone, entity));
    all.extend(parameters::pages(zone, entity));
    all.push(parameters::fields(entity));
    all.extend(parameters::include(entity));
    all.push(parameters::if_none_match());
    let all = Node::List(Some(Rc::clone(filters)), all);
    let found = Node::of([
        (
            "description",
            "The rows of the page, and where it is.".into(),
        ),
        ("headers", headers(&["Link", "X-Total-Count", "ETag"])),
        ("content", json(parameters::schema(&entity.page_name()))),
    ]);
    let own = vec![
        ("200", found),
        ("304", reference("responses", "NotModified")),
    ];
    operation.with(zone, all, responses(own, &["400", "406", "503"]))
}

fn one(zone: &Zone, entity: &Entity) -> Node {
    let name = words(&entity.singular);
    let operation = Operation {
        entity,
        verb: Action::Get.verb(),
        summary: format!("Get one {name}"),
        description: format!("The row of `{}` with that key.", entity.type_name()),
        body: None,
    };
    let mut all: Vec<Node> = parameters::key(zone, entity)
        .into_iter()
        .map(Node::from)
        .collect();
    all.push(parameters::fields(entity));
    all.extend(parameters::include(entity));
    all.push(parameters::if_none_match());
    let all = Node::List(None, all);
    let found = Node::of([
        ("description", "The row.".into()),
        ("headers", headers(&["ETag"])),
        ("content", json(parameters::schema(entity.type_name()))),
    ]);
    let own = vec![
        ("200", found),
        ("304", reference("responses", "NotModified")),
    ];
    operation.with(zone, all, responses(own, &["400", "404", "406", "503"]))
}

fn export(zone: &Zone, entity: &Entity, filters: &Rc<Written>) -> Node {
    let operation = Operation {
        entity,
        verb: Action::Export.verb(),
        summary: format!("Export {}", words(&entity.plural)),
        description: "Every row that matches, as it is read: however many they are, nobody keeps them in memory."
            .to_owned(),
        body: None,
    };
    let mut all: Vec<Node> = parameters::order_by(zone, entity).into_iter().collect();
    all.push(parameters::own_fields(entity));
    all.push(parameters::format());
    let all = Node::List(Some(Rc::clone(filters)), all);
    let docs = "The rows, each on a line; CSV begins with the names of the fields.";
    let rows = Node::of([("schema", parameters::schema(entity.type_name()))]);
    let text = Node::of([("schema", Node::of([("type", "string".into())]))]);
    let found = Node::of([
        ("description", docs.into()),
        ("headers", headers(&["Content-Disposition"])),
        (
            "content",
            Node::of([("application/x-ndjson", rows), ("text/csv", text)]),
        ),
    ]);
    operation.with(
        zone,
        all,
        responses(vec![("200", found)], &["400", "406", "503"]),
    )
}

fn groups(zone: &Zone, entity: &Entity, filters: &Rc<Written>) -> Node {
    let page = entity.model.page;
    let name = words(&entity.plural);
    let operation = Operation {
        entity,
        verb: "group_by",
        summary: format!("Group {name}"),
        description: format!(
            "Rows with equal keys as one group, with totals over them. There are {} groups unless asked, and {} at most.",
            page.default, page.max
        ),
        body: None,
    };
    let mut all: Vec<Node> = parameters::groups(zone, entity);
    all.push(parameters::if_none_match());
    let all = Node::List(Some(Rc::clone(filters)), all);
    let group = parameters::schema(&entity.group_by_type_name());
    let groups = Node::of([("type", "array".into()), ("items", group)]);
    let items = zone.case.apply(member::ITEMS);
    let schema = Node::of([
        ("type", "object".into()),
        (
            "properties",
            Node::Object(vec![(items.clone().into(), groups)]),
        ),
        ("required", Node::List(None, vec![items.into()])),
    ]);
    let found = Node::of([
        ("description", "The groups.".into()),
        ("headers", headers(&["ETag"])),
        ("content", json(schema)),
    ]);
    let own = vec![
        ("200", found),
        ("304", reference("responses", "NotModified")),
    ];
    operation.with(zone, all, responses(own, &["400", "406", "503"]))
}
