//! One path item for each route, one function for each operation.

use serde_json::{Map, Value, json};

use super::headers::headers;
use super::responses::responses;
use super::{SCHEMAS, of, parameters, reference};
use crate::{Entity, Zone};

pub(super) fn paths(zone: &Zone) -> Value {
    let mut paths = Map::new();
    for entity in zone.visible() {
        let collection = format!("/{}", entity.list_name);
        paths.insert(collection.clone(), of([("get", list(zone, entity))]));
        paths.insert(
            format!("{collection}/export"),
            of([("get", export(zone, entity))]),
        );
        let mut members = entity.key.iter().map(|&at| &entity.members[at]);
        if members.clone().all(|member| member.visible) {
            let row = members.try_fold(collection, |path, member| {
                Some(format!("{path}/{{{}}}", member.name))
            });
            if let Some(row) = row {
                paths.insert(row, of([("get", one(zone, entity))]));
            }
        }
    }
    Value::Object(paths)
}

/// What an operation says besides its parameters and answers.
struct Operation<'e> {
    entity: &'e Entity,
    /// What it does, as in `posts_list`.
    verb: &'static str,
    summary: String,
    description: String,
}

impl Operation<'_> {
    fn with(self, zone: &Zone, parameters: Vec<Value>, responses: Value) -> Value {
        let model = self.entity.model;
        let mut description = self.description;
        let mut operation = json!({
            "operationId": zone.case.join(&model.plural_name(), self.verb),
            "tags": [self.entity.type_name()],
            "summary": self.summary,
        });
        if let Some(reason) = model.deprecated {
            operation["deprecated"] = true.into();
            description = format!("{description}\n\nDeprecated: {reason}");
        }
        operation["description"] = description.trim_end().into();
        operation["parameters"] = parameters.into();
        operation["responses"] = responses;
        operation
    }
}

/// The words of a name in snake case.
fn words(name: &str) -> String {
    name.replace('_', " ")
}

fn list(zone: &Zone, entity: &Entity) -> Value {
    let page = entity.model.page;
    let operation = Operation {
        entity,
        verb: "list",
        summary: format!("List {}", words(&entity.model.plural_name())),
        description: format!(
            "A page of rows: numbered with `{}` and `{}`, or next to a cursor. A page has {} rows unless asked, and {} at most.",
            zone.case.apply("page"),
            zone.case.apply("per_page"),
            page.default,
            page.max
        ),
    };
    let mut all = parameters::filters(entity);
    all.extend(parameters::order_by(zone, entity));
    all.extend(parameters::pages(zone, entity));
    all.push(parameters::fields(entity));
    all.extend(parameters::include(entity));
    all.push(parameters::if_none_match());
    let found = json!({
        "description": "The rows of the page, and where it is.",
        "headers": headers(&["Link", "X-Total-Count", "ETag"]),
        "content": { "application/json": { "schema": parameters::schema(&entity.page_name()) } },
    });
    let own = vec![
        ("200", found),
        ("304", reference("responses", "NotModified")),
    ];
    operation.with(zone, all, responses(own, &["400", "406", "503"]))
}

fn one(zone: &Zone, entity: &Entity) -> Value {
    let name = words(&entity.model.singular());
    let operation = Operation {
        entity,
        verb: "get",
        summary: format!("Get one {name}"),
        description: format!("The row of `{}` with that key.", entity.type_name()),
    };
    let mut all = parameters::key(zone, entity);
    all.push(parameters::fields(entity));
    all.extend(parameters::include(entity));
    all.push(parameters::if_none_match());
    let found = json!({
        "description": "The row.",
        "headers": headers(&["ETag"]),
        "content": { "application/json": { "schema": parameters::schema(entity.type_name()) } },
    });
    let own = vec![
        ("200", found),
        ("304", reference("responses", "NotModified")),
    ];
    operation.with(zone, all, responses(own, &["400", "404", "406", "503"]))
}

fn export(zone: &Zone, entity: &Entity) -> Value {
    let operation = Operation {
        entity,
        verb: "export",
        summary: format!("Export {}", words(&entity.model.plural_name())),
        description: "Every row that matches, as it is read: however many they are, nobody keeps them in memory."
            .to_owned(),
    };
    let mut all = parameters::filters(entity);
    all.extend(parameters::order_by(zone, entity));
    all.push(parameters::own_fields(entity));
    all.push(parameters::format());
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
        responses(vec![("200", found)], &["400", "406", "503"]),
    )
}
