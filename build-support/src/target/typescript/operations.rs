//! One module for each entity: its operations, each a constant that bundlers can leave out.

use auto_api_model::{Action, Entity, InputOf, Operation};

use super::spell::{Types, camel, key, literal, module, object, union};
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
    if operation.action != Action::Delete {
        text.import(&at, &model::name(entity));
    }
    let (id, path) = (
        literal(&operation.id),
        literal(&writer.zone.below(&operation.path)),
    );
    let ty = ty(writer, text, "..", operation);
    let made = match operation.action {
        Action::List => format!("rt.list({id}, {path}, {})", entity.model.page.default),
        Action::Get => format!("rt.get({id}, {path})"),
        Action::Export => format!("rt.exported({id}, {path})"),
        write => format!("rt.{}({id}, {path})", maker(write)),
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
        Action::CreateMany => {
            "All or none of them, unless `onError` is `\"SKIP_INVALID\"`.".to_owned()
        }
        Action::Update => "What the input does not have stays; null is a value.".to_owned(),
        Action::Replace => {
            "What the input does not have gets its default, or null; relations stay.".to_owned()
        }
        Action::Upsert => "The row is found by the unique key that `on` names.".to_owned(),
        Action::UpdateMany => {
            "Rows each with its patch, or one patch for the rows of a filter.".to_owned()
        }
        Action::DeleteMany => "Those of the filter; all of them only if `all` is true.".to_owned(),
        _ => String::new(),
    }
}

/// What makes a write, of the runtime.
fn maker(action: Action) -> &'static str {
    match action {
        Action::CreateMany => "createMany",
        Action::Update => "update",
        Action::Replace => "replace",
        Action::Upsert => "upsert",
        Action::UpdateMany => "updateMany",
        Action::Delete => "remove",
        Action::DeleteMany => "removeMany",
        _ => "create",
    }
}

/// `List<PostModel>`, `Get<PostModel, string>`; named types are imported: those that all entities
/// share and those of the entity from modules below `from`.
pub(super) fn ty(
    writer: &Writer<'_>,
    text: &mut Text,
    from: &str,
    operation: &Operation,
) -> String {
    let entity = &writer.zone.entities[operation.entity];
    let model = model::name(entity);
    let types = format!("{from}/types.js");
    let key = |text: &mut Text| {
        let types = Types {
            enums: &types,
            values: &types,
        };
        key_type(writer, text, types, entity)
    };
    let own = |text: &mut Text, name: String| {
        text.import(&format!("{from}/models/{}.js", module(entity)), &name);
        name
    };
    let create = |text: &mut Text| own(text, entity.input_name(InputOf::Create));
    let update = |text: &mut Text| own(text, entity.input_name(InputOf::Update));
    match operation.action {
        Action::List => format!("List<{model}>"),
        Action::Get => format!("Get<{model}, {}>", key(text)),
        Action::Export => format!("Export<{model}>"),
        Action::Create => format!("Create<{model}, {}>", create(text)),
        Action::CreateMany => format!("CreateMany<{model}, {}>", create(text)),
        Action::Update => format!("Update<{model}, {}, {}>", key(text), update(text)),
        // The key is in the path, and may be in the body.
        Action::Replace => format!("Update<{model}, {}, {}>", key(text), create(text)),
        Action::Upsert => {
            let keys = writer.zone.upsert_keys(entity).map(|key| {
                let names = key.iter().map(|&at| entity.members[at].name.as_str());
                names.collect::<Vec<_>>().join(",")
            });
            let keys: Vec<String> = keys.collect();
            let keys = union(keys.iter().map(String::as_str));
            format!("Upsert<{model}, {}, {keys}>", create(text))
        }
        Action::UpdateMany => {
            let item = own(text, entity.update_item_name());
            format!("UpdateMany<{model}, {}, {item}>", update(text))
        }
        Action::Delete => format!("Delete<{}>", key(text)),
        Action::DeleteMany => format!("DeleteMany<{model}>"),
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
