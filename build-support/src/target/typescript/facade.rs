//! `facade.ts`: `client.posts.list()`, for those who prefer one object to many functions. It has
//! every operation in it, so that bundlers cannot leave any out.

use auto_api_model::{Entity, Operation};

use super::operations::ty;
use super::spell::{camel, key, module};
use super::text::Text;
use super::{File, Writer, model};

pub(super) fn file(writer: &Writer<'_>) -> File {
    let mut text = Text::default();
    text.runtime("./runtime/index.js", true);
    text.line("import * as operations from \"./index.js\";");
    text.gap();
    text.docs([
        "The operations of the zone, by collection. Functions of the other entries take it, too.",
    ]);
    text.block("export interface Facade extends rt.Client", "", |text| {
        for (entity, own) in collections(writer) {
            interface(writer, text, entity, &own);
        }
    });
    text.gap();
    text.docs(["Makes a client with every operation in it."]);
    let head = "export function createClient(options: rt.ClientOptions): Facade";
    text.block(head, "", |text| {
        text.line("const client = rt.createClient(options);");
        text.block("return", ";", |text| {
            text.line("...client,");
            for (entity, own) in collections(writer) {
                let head = format!("{}:", collection(entity));
                text.block(&head, ",", |text| {
                    for operation in own {
                        let function = camel(&operation.phrase(writer.zone));
                        let verb = camel(operation.action.verb());
                        text.line(&format!("{verb}: rt.bind(client, operations.{function}),"));
                    }
                });
            }
        });
    });
    writer.source("facade.ts", text)
}

/// Each entity that has operations, with them.
fn collections<'w>(
    writer: &'w Writer<'_>,
) -> impl Iterator<Item = (&'w Entity, Vec<&'w Operation>)> {
    let each = writer.zone.entities.iter().enumerate();
    let each = each.map(|(at, entity)| {
        let own = writer.operations.iter().filter(move |o| o.entity == at);
        (entity, own.collect::<Vec<_>>())
    });
    each.filter(|(_, own)| !own.is_empty())
}

fn collection(entity: &Entity) -> String {
    key(&camel(&entity.plural))
}

fn interface(writer: &Writer<'_>, text: &mut Text, entity: &Entity, own: &[&Operation]) {
    text.import(
        &format!("./models/{}.js", module(entity)),
        &model::name(entity),
    );
    text.block(&format!("readonly {}:", collection(entity)), ";", |text| {
        for operation in own {
            text.docs([&*operation.summary(writer.zone)]);
            let bound = ty(writer, text, ".", operation);
            let verb = camel(operation.action.verb());
            text.line(&format!("readonly {verb}: rt.Bound{bound};"));
        }
    });
}
