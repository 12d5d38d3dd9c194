//! `operations.rs`: `client.posts().list()`: a method for each collection, and one for each of its
//! operations.

use auto_api_model::{Action, Entity, Operation, Scalar};

use super::names::{collection, identifier, literal, member, type_name, upper};
use super::spell::{is_text, kind};
use super::text::{Signature, Text};
use super::{File, Writer};

pub(super) fn file(writer: &Writer<'_>) -> File {
    let mut text = Text::default();
    text.line("use crate::runtime as rt;");
    text.gap();
    text.block("impl rt::Client", |text| {
        for (entity, _) in writer.collections() {
            let plural = &entity.plural;
            text.gap();
            text.docs([&*format!("Operations on {}.", plural.replace('_', " "))]);
            text.line("#[must_use]");
            let name = upper(plural);
            let signature = Signature {
                name: &collection(plural),
                parameters: &["&self".to_owned()],
                output: &format!("{name}<'_>"),
            };
            text.function(&signature, |text| {
                text.line(&format!("{name} {{ client: self }}"));
            });
        }
    });
    for (entity, own) in writer.collections() {
        write(writer, &mut text, entity, &own);
    }
    writer.source(
        "operations.rs",
        "The operations of the zone, by collection.",
        text,
    )
}

fn write(writer: &Writer<'_>, text: &mut Text, entity: &Entity, own: &[&Operation]) {
    let plural = &entity.plural;
    let name = upper(plural);
    text.gap();
    text.docs([&*format!("Operations on {}.", plural.replace('_', " "))]);
    text.line("#[derive(Debug, Clone, Copy)]");
    text.block(&format!("pub struct {name}<'c>"), |text| {
        text.line("client: &'c rt::Client,");
    });
    text.gap();
    text.block(&format!("impl {name}<'_>"), |text| {
        for operation in own {
            text.gap();
            method(writer, text, entity, operation);
        }
    });
}

fn method(writer: &Writer<'_>, text: &mut Text, entity: &Entity, operation: &Operation) {
    let path = writer.zone.below(&operation.path);
    text.docs([
        &*operation.summary(writer.zone),
        &notes(entity, operation.action),
        &format!("`{} {path}`", operation.method),
    ]);
    text.deprecated(entity.model.deprecated);
    let ty = match operation.action {
        Action::List => "List",
        Action::Get => "Get",
        _ => "Export",
    };
    let mut parameters = vec!["self".to_owned()];
    if operation.action == Action::Get {
        parameters.extend(key(entity).map(|(name, ty, _)| format!("{name}: {ty}")));
    }
    let signature = Signature {
        name: operation.action.verb(),
        parameters: &parameters,
        output: &format!("rt::{ty}<crate::models::{}>", type_name(entity.type_name())),
    };
    text.function(&signature, |text| body(writer, text, entity, operation));
}

fn body(writer: &Writer<'_>, text: &mut Text, entity: &Entity, operation: &Operation) {
    let path = writer.zone.below(&operation.path);
    let client = "self.client.clone()";
    let path = match operation.action {
        Action::Get => {
            let (collection, _) = path.split_once("/{").unwrap_or((&path, ""));
            literal(collection)
        }
        _ => literal(&path),
    };
    match operation.action {
        Action::List => {
            text.line(&format!("let path = {path};"));
            let size = entity.model.page.default;
            text.line(&format!("rt::List::new({client}, path, {size})"));
        }
        Action::Get => {
            text.line(&format!("let mut path = rt::Path::new({path});"));
            for ((name, ty, _), &at) in key(entity).zip(&entity.key) {
                if is_text(&entity.members[at].kind, writer.zone) {
                    text.line(&format!("path.push(&rt::text::AsText({name}));"));
                } else {
                    let sign = if ty.starts_with('&') { "" } else { "&" };
                    text.line(&format!("path.push({sign}{name});"));
                }
            }
            text.line(&format!("rt::Get::new({client}, path)"));
        }
        _ => {
            text.line(&format!("let path = {path};"));
            text.line(&format!("rt::Export::new({client}, path)"));
        }
    }
}

fn notes(entity: &Entity, action: Action) -> String {
    let page = entity.model.page;
    match action {
        Action::List => format!(
            "A page has {} rows unless asked, and {} at most; `stream` and `pages` go through all.",
            page.default, page.max
        ),
        Action::Export => "Every row that matches, as it is read.".to_owned(),
        _ => String::new(),
    }
}

/// The parameters of a row's key: names, types, and whether they are borrowed.
fn key(entity: &Entity) -> impl Iterator<Item = (String, String, bool)> {
    entity.key.iter().map(|&at| {
        let own = &entity.members[at];
        let ty = match own.kind.scalar() {
            Some(Scalar::String | Scalar::Url) => "&str".to_owned(),
            Some(_) => kind(&own.kind),
            None => format!("&{}", kind(&own.kind)),
        };
        let name = match member(&own.name).as_str() {
            // What the body has already.
            "path" => "path_".to_owned(),
            name => identifier(name),
        };
        let is_borrowed = ty.starts_with('&');
        (name, ty, is_borrowed)
    })
}
