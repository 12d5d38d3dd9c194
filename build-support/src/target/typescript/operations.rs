//! One module for each entity: its operations, each a constant that bundlers can leave out.

use auto_api_model::{Action, Entity, Operation};

use super::spell::{Types, camel, key, literal, module, object};
use super::text::{Text, deprecated};
use super::{File, Writer, model};

pub(super) fn files(writer: &Writer<'_>) -> Vec<File> {
    let each = writer.zone.entities.iter().enumerate();
    each.filter_map(|(at, entity)| {
        let mut own = writer
            .operations
            .iter()
            .filter(|o| o.entity == at)
            .peekable();
        own.peek()?;
        let mut text = Text::default();
        text.runtime("../runtime/index.js", true);
        for operation in own {
            write(writer, &mut text, operation);
        }
        Some(writer.source(&format!("operations/{}.ts", module(entity)), text))
    })
    .collect()
}

/// `export const listPosts: rt.List<PostModel> = rt.list("posts_list", "/posts", 20);`
fn write(writer: &Writer<'_>, text: &mut Text, operation: &Operation) {
    let entity = &writer.zone.entities[operation.entity];
    let at = format!("../models/{}.js", module(entity));
    let model = model::name(entity);
    text.import(&at, &model);
    let (id, path) = (
        literal(&operation.id),
        literal(&writer.zone.below(&operation.path)),
    );
    let ty = ty(writer, text, "../types.js", operation);
    let made = match operation.action {
        Action::List => format!("rt.list({id}, {path}, {})", entity.model.page.default),
        Action::Get => format!("rt.get({id}, {path})"),
        _ => format!("rt.exported({id}, {path})"),
    };
    let name = camel(&operation.phrase(writer.zone));
    text.gap();
    text.docs([
        &*operation.summary(writer.zone),
        &notes(entity, operation.action),
        &format!(
            "`{} {}`",
            operation.method,
            writer.zone.below(&operation.path)
        ),
        &deprecated(entity.model.deprecated),
    ]);
    text.line(&format!(
        "export const {name}: rt.{ty} = /* @__PURE__ */ {made};"
    ));
}

fn notes(entity: &Entity, action: Action) -> String {
    let page = entity.model.page;
    match action {
        Action::List => format!(
            "A page has {} rows unless asked, and {} at most; `.iterate` and `.pages` go through all.",
            page.default, page.max
        ),
        Action::Export => "Every row that matches, as it is read.".to_owned(),
        _ => String::new(),
    }
}

/// `List<PostModel>`, `Get<PostModel, string>`; named types are imported from `types`.
pub(super) fn ty(
    writer: &Writer<'_>,
    text: &mut Text,
    types: &str,
    operation: &Operation,
) -> String {
    let entity = &writer.zone.entities[operation.entity];
    let model = model::name(entity);
    match operation.action {
        Action::List => format!("List<{model}>"),
        Action::Get => {
            let types = Types {
                enums: types,
                values: types,
            };
            format!("Get<{model}, {}>", key_type(writer, text, types, entity))
        }
        _ => format!("Export<{model}>"),
    }
}

/// The type of a row's key: of its member, or an object of several.
fn key_type(writer: &Writer<'_>, text: &mut Text, types: Types<'_>, entity: &Entity) -> String {
    let mut of = |at: usize| types.kind(writer.zone, text, &entity.members[at].kind);
    if let [one] = entity.key[..] {
        return of(one);
    }
    let parts = entity.key.iter().map(|&at| {
        let ty = of(at);
        format!("readonly {}: {ty}", key(&entity.members[at].name))
    });
    object(parts)
}
