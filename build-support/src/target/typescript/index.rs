//! `index.ts`: what users import, each name once. A model's name wins over one of the runtime's,
//! which stays in the entry `./runtime`.

use auto_api_model::{Entity, Kind};

use super::spell::{camel, module, type_name};
use super::text::Text;
use super::{File, Writer, input, model};

pub(super) fn files(writer: &Writer<'_>) -> Vec<File> {
    let mut files = vec![index(writer)];
    files.push(super::facade::file(writer));
    files
}

fn index(writer: &Writer<'_>) -> File {
    let mut text = Text::default();
    text.line("export * from \"./runtime/index.js\";");
    // Spelled out, these shadow what the star brings.
    for entity in writer.zone.visible() {
        types(writer, &mut text, entity);
    }
    let shared = shared(writer);
    if !shared.is_empty() {
        let names = shared.join(", ");
        text.line(&format!("export type {{ {names} }} from \"./types.js\";"));
    }
    for (at, entity) in writer.zone.entities.iter().enumerate() {
        let own = writer.operations.iter().filter(|o| o.entity == at);
        let names: Vec<String> = own.map(|o| camel(&o.phrase(writer.zone))).collect();
        if !names.is_empty() {
            let (names, module) = (names.join(", "), module(entity));
            text.line(&format!(
                "export {{ {names} }} from \"./operations/{module}.js\";"
            ));
        }
    }
    writer.source("index.ts", text)
}

fn types(writer: &Writer<'_>, text: &mut Text, entity: &Entity) {
    let mut names = vec![
        type_name(entity.type_name()),
        entity.filter_name(),
        model::name(entity),
    ];
    if writer.zone.is_listed(entity) {
        names.push(entity.list_filter_name());
    }
    names.extend(input::names(writer, entity));
    let names = names.join(", ");
    text.line(&format!(
        "export type {{ {names} }} from \"./models/{}.js\";",
        module(entity)
    ));
}

/// The names of `types.ts` that users write down: enums, value structs and the filters of kinds.
fn shared(writer: &Writer<'_>) -> Vec<String> {
    let kinds = writer.zone.named_kinds();
    let named = kinds.iter().filter_map(|(name, kind)| match kind {
        Kind::Enum(_) | Kind::Value(_) => Some(type_name(name)),
        Kind::Scalar(_) | Kind::List(_) => None,
    });
    let values = writer.write_types.values.values();
    let inputs = values.map(|def| def.input_name());
    named
        .chain(inputs)
        .chain(writer.zone.filter_kinds().into_keys())
        .collect()
}
