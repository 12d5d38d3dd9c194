//! One path item for each route, one function for each operation.

use std::rc::Rc;

use serde_json::json;

use super::headers::headers;
use super::parameters::Filters;
use super::responses::responses;
use super::{SCHEMAS, parameters, reference};
use crate::operation::Action;
use crate::render::member;
use crate::render::node::Node;
use crate::render::texts::Written;
use crate::{Entity, Zone};

pub(super) fn paths(zone: &Zone, filters: &Filters<'_>) -> Node {
    let mut paths = Vec::new();
    for entity in zone.visible() {
        // Those of the list and of the export are the same.
        let filters = filters.references(entity);
        for action in Action::ALL {
            let Some(path) = entity.path(action) else {
                continue;
            };
            let operation = match action {
                Action::List => list(zone, entity, &filters),
                Action::Export => export(zone, entity, &filters),
                Action::Get => one(zone, entity),
            };
            paths.push((path.into(), Node::of([("get", operation)])));
        }
        if let Some(path) = zone.groups_path(entity) {
            let operation = groups(zone, entity, &filters);
            paths.push((path.into(), Node::of([("get", operation)])));
        }
    }
    Node::Object(paths)
}

/// What an operation says besides its parameters and answers.
struct Operation<'e> {
    entity: &'e Entity,
    /// The end of its id.
    verb: &'static str,
    summary: String,
    description: String,
}

impl Operation<'_> {
    fn with(self, zone: &Zone, parameters: Node, responses: Node) -> Node {
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
        operation.push(("responses".into(), responses));
        Node::Object(operation)
    }
}

/// The words of a name in snake case.
fn words(name: &str) -> String {
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
    };
    let mut all: Vec<Node> = parameters::order_by(zone, entity).into_iter().collect();
    all.extend(parameters::pages(zone, entity));
    all.push(parameters::fields(entity));
    all.extend(parameters::include(entity));
    all.push(parameters::if_none_match());
    let all = Node::List(Some(Rc::clone(filters)), all);
    let found = json!({
        "description": "The rows of the page, and where it is.",
        "headers": headers(&["Link", "X-Total-Count", "ETag"]),
        "content": { "application/json": { "schema": parameters::schema(&entity.page_name()) } },
    });
    let own = vec![
        ("200", found.into()),
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
    };
    let mut all: Vec<Node> = parameters::key(zone, entity)
        .into_iter()
        .map(Node::from)
        .collect();
    all.push(parameters::fields(entity));
    all.extend(parameters::include(entity));
    all.push(parameters::if_none_match());
    let all = Node::List(None, all);
    let found = json!({
        "description": "The row.",
        "headers": headers(&["ETag"]),
        "content": { "application/json": { "schema": parameters::schema(entity.type_name()) } },
    });
    let own = vec![
        ("200", found.into()),
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
    };
    let mut all: Vec<Node> = parameters::order_by(zone, entity).into_iter().collect();
    all.push(parameters::own_fields(entity));
    all.push(parameters::format());
    let all = Node::List(Some(Rc::clone(filters)), all);
    let row = format!("{SCHEMAS}{}", entity.type_name());
    let found = json!({
        "description": "The rows, each on a line; CSV begins with the names of the fields.",
        "headers": headers(&["Content-Disposition"]),
        "content": {
            "application/x-ndjson": { "schema": { "$ref": row } },
            "text/csv": { "schema": { "type": "string" } },
        },
    });
    operation.with(
        zone,
        all,
        responses(vec![("200", found.into())], &["400", "406", "503"]),
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
    };
    let mut all: Vec<Node> = parameters::groups(zone, entity);
    all.push(parameters::if_none_match());
    let all = Node::List(Some(Rc::clone(filters)), all);
    let group = parameters::schema(&entity.group_by_type_name());
    let found = json!({
        "description": "The groups.",
        "headers": headers(&["ETag"]),
        "content": { "application/json": { "schema": {
            "type": "object",
            "properties": { zone.case.apply(member::ITEMS): { "type": "array", "items": group } },
            "required": [zone.case.apply(member::ITEMS)],
        } } },
    });
    let own = vec![
        ("200", found.into()),
        ("304", reference("responses", "NotModified")),
    ];
    operation.with(zone, all, responses(own, &["400", "406", "503"]))
}
