//! The entry `graphql`: types of selections, and the table that documents are made with.

mod inputs;
mod nodes;
mod table;
mod types;

use auto_api_model::Entity;
use auto_api_model::render::Form;

use super::filter::{self, Modules};
use super::spell::{Types, key, literal, module, object};
use super::text::{Text, deprecated};
use super::{File, Writer};

/// Where the modules of entities find types: enums and nodes of value structs have GraphQL's names.
const TYPES: Types<'static> = Types {
    enums: "../types.js",
    values: "../types.js",
};

pub(super) fn files(writer: &Writer<'_>) -> Vec<File> {
    let mut files = vec![entry(writer), query(writer)];
    files.extend(writer.zone.visible().map(|entity| of(writer, entity)));
    files.push(types::file(writer));
    files.push(table::file(writer));
    files
}

/// `graphql.ts`
fn entry(writer: &Writer<'_>) -> File {
    let mut text = Text::default();
    text.runtime("./runtime/index.js", true);
    text.import("./graphql/query.js", "QueryNode");
    text.line("import { TABLE } from \"./graphql/table.js\";");
    text.gap();
    text.docs([
        "Asks for what is selected, and gives just that.",
        "`true` selects a field, an object its fields; `$` holds a field's arguments, which are sent as variables; a key `alias:field` renames.",
    ]);
    let path = literal(&writer.zone.below("/graphql"));
    text.line(&format!(
        "export const query: rt.Query<QueryNode> = /* @__PURE__ */ rt.graphql({path}, TABLE);"
    ));
    text.gap();
    text.line("export { GraphqlError, createClient } from \"./runtime/index.js\";");
    text.line("export type { GraphqlFailure, QueryResult } from \"./runtime/index.js\";");
    text.line("export type { QueryNode } from \"./graphql/query.js\";");
    for entity in writer.zone.visible() {
        let mut names = vec![entity.filter_name()];
        if inputs::is_orderable(writer, entity) {
            names.push(entity.order_name());
        }
        if inputs::is_distinguishable(writer, entity) {
            names.push(entity.distinct_name());
        }
        let (names, module) = (names.join(", "), module(entity));
        text.line(&format!(
            "export type {{ {names} }} from \"./graphql/models/{module}.js\";"
        ));
    }
    writer.source("graphql.ts", text)
}

/// `graphql/query.ts`: the root.
fn query(writer: &Writer<'_>) -> File {
    let mut text = Text::default();
    text.runtime("../runtime/index.js", false);
    text.docs(["What can be asked for."]);
    text.block("export interface QueryNode", "", |text| {
        for entity in writer.zone.visible() {
            let place = Place {
                folder: "./models/",
                own: None,
            };
            one(writer, text, entity);
            let gone = deprecated(entity.model.deprecated);
            for form in Form::ALL {
                let (name, docs) = match form {
                    Form::List => (&entity.list_name, "Rows."),
                    Form::Pages => (&entity.pages_name, "A numbered page of rows."),
                    Form::Connection => (&entity.connection_name, "Rows at a cursor."),
                    Form::Aggregate => (&entity.aggregate_name, "Totals of rows."),
                };
                text.docs([docs, &gone]);
                let branch = place.branch(text, entity, form);
                text.line(&format!("{}: {branch};", key(name)));
            }
        }
        if writer.zone.visible().next().is_none() {
            text.line("__typename: rt.Leaf<\"Query\">;");
        }
    });
    writer.source("graphql/query.ts", text)
}

/// `post`: one row by one of its keys.
fn one(writer: &Writer<'_>, text: &mut Text, entity: &Entity) {
    let types = Types {
        enums: "./types.js",
        values: "./types.js",
    };
    let keys: Vec<String> = entity
        .visible_keys()
        .map(|key_of| {
            let parts = key_of.iter().map(|&at| {
                let member = &entity.members[at];
                let ty = types.kind(writer.zone, text, &member.kind);
                format!("readonly {}: {ty}", key(&member.name))
            });
            object(parts)
        })
        .collect();
    if keys.is_empty() {
        return;
    }
    let node = nodes::name(entity.type_name());
    text.import(&format!("./models/{}.js", module(entity)), &node);
    text.docs([
        "One row by its key, or null if there is none.",
        &deprecated(entity.model.deprecated),
    ]);
    text.line(&format!(
        "{}: rt.Branch<{node}, false, null, {}>;",
        key(&entity.one_name),
        keys.join(" | ")
    ));
}

/// `graphql/models/post.ts`
fn of(writer: &Writer<'_>, entity: &Entity) -> File {
    let mut text = Text::default();
    text.runtime("../../runtime/index.js", false);
    nodes::write(writer, &mut text, entity);
    inputs::write(writer, &mut text, entity);
    let modules = Modules {
        enums: "../types.js",
        kinds: "../../types.js",
    };
    filter::entity(writer, &mut text, modules, entity);
    writer.source(&format!("graphql/models/{}.ts", module(entity)), text)
}

/// Where a field is written that leads to many rows.
#[derive(Debug, Clone, Copy)]
struct Place<'p> {
    /// The folder of the entities' modules.
    folder: &'p str,
    /// The entity whose module it is, which imports nothing of its own.
    own: Option<&'p Entity>,
}

impl Place<'_> {
    /// The type of a field that leads to many rows in a form.
    fn branch(self, text: &mut Text, target: &Entity, form: Form) -> String {
        let (node, list) = match form {
            Form::List => (target.type_name().to_owned(), true),
            Form::Pages => (target.page_name(), false),
            Form::Connection => (target.connection_type_name(), false),
            Form::Aggregate => (target.aggregate_type_name(), false),
        };
        let (node, arguments) = (nodes::name(&node), inputs::arguments_name(target, form));
        self.import(text, target, &node);
        self.import(text, target, &arguments);
        format!("rt.Branch<{node}, {list}, never, {arguments}>")
    }

    fn import(self, text: &mut Text, target: &Entity, name: &str) {
        if !self.own.is_some_and(|own| std::ptr::eq(own, target)) {
            text.import(&format!("{}{}.js", self.folder, module(target)), name);
        }
    }
}
