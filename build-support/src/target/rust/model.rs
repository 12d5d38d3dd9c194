//! `models/`: one module for each entity: its rows, and the names of their fields and relations.

use auto_api_model::{Entity, Link, Member as Field};

use super::columns;
use super::names::{Members, identifier, type_name};
use super::spell::{Member, is_text, kind, module, note};
use super::text::Text;
use super::{File, Writer};

pub(super) fn files(writer: &Writer<'_>) -> Vec<File> {
    let each = writer.zone.visible().map(|entity| {
        let mut text = Text::default();
        row(writer, &mut text, entity);
        page(&mut text, entity);
        open(&mut text, entity);
        columns::write(writer, &mut text, entity);
        let docs = format!("`{}`", entity.type_name());
        writer.source(&format!("models/{}.rs", module(entity)), &docs, text)
    });
    let mut files = vec![index(writer)];
    files.extend(each);
    files
}

/// `models.rs`
fn index(writer: &Writer<'_>) -> File {
    let mut text = Text::default();
    let entities = by_module(writer);
    for entity in &entities {
        text.line(&format!("mod {};", identifier(&module(entity))));
    }
    text.gap();
    for entity in entities {
        let names = [type_name(entity.type_name()), entity.page_name()];
        let (names, module) = (sorted(names), identifier(&module(entity)));
        text.line(&format!("pub use {module}::{{{names}}};"));
    }
    writer.source("models.rs", "The rows of each model.", text)
}

/// The entities as `rustfmt` sorts their modules.
pub(super) fn by_module<'w>(writer: &'w Writer<'_>) -> Vec<&'w Entity> {
    let mut entities: Vec<&Entity> = writer.zone.visible().collect();
    entities.sort_by_key(|entity| module(entity));
    entities
}

/// Names as `rustfmt` sorts them.
pub(super) fn sorted<const N: usize>(mut names: [String; N]) -> String {
    names.sort();
    names.join(", ")
}

/// `pub struct Post`: members are always there, relations if `include` names them.
fn row(writer: &Writer<'_>, text: &mut Text, entity: &Entity) {
    text.docs([entity.model.docs]);
    text.deprecated(entity.model.deprecated);
    text.line("#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]");
    let head = format!("pub struct {}", type_name(entity.type_name()));
    text.block(&head, |text| {
        let mut members = Members::default();
        for field in entity.answered() {
            member(writer, text, field, &mut members);
        }
        for link in entity.visible_links() {
            relation(writer, text, link, &mut members);
        }
    });
}

fn member(writer: &Writer<'_>, text: &mut Text, field: &Field, members: &mut Members) {
    text.docs([field.field.docs, note(&field.kind)]);
    text.deprecated(field.field.deprecated);
    let ty = kind(&field.kind);
    let member = Member {
        name: &members.name(&field.name),
        wire: &field.name,
        ty: &if field.field.nullable {
            format!("Option<{ty}>")
        } else {
            ty
        },
        is_text: is_text(&field.kind, writer.zone),
        is_optional: false,
    };
    member.write(text);
}

fn relation(writer: &Writer<'_>, text: &mut Text, link: &Link, members: &mut Members) {
    let target = type_name(writer.zone.target(link).type_name());
    let missing = if link.many || !link.nullable {
        ""
    } else {
        " and there is a row"
    };
    let when = format!("There if `include` names it{missing}.");
    text.docs([link.relation.docs, &when]);
    text.deprecated(link.relation.deprecated);
    let member = Member {
        name: &members.name(&link.name),
        wire: &link.name,
        ty: &if link.many {
            format!("Option<Vec<super::{target}>>")
        } else {
            format!("Option<Box<super::{target}>>")
        },
        is_text: false,
        is_optional: true,
    };
    member.write(text);
}

/// `pub type PostPage`
fn page(text: &mut Text, entity: &Entity) {
    let name = type_name(entity.type_name());
    text.gap();
    text.docs([&*format!("A page of `{}` rows.", entity.type_name())]);
    let head = format!("pub type {} =", entity.page_name());
    text.long(&head, &format!("crate::runtime::Page<{name}>;"));
}

/// `impl Model for Post`
fn open(text: &mut Text, entity: &Entity) {
    let name = type_name(entity.type_name());
    text.gap();
    text.block(&format!("impl crate::runtime::Model for {name}"), |text| {
        let filter = entity.filter_name();
        text.line(&format!("type Filter = crate::filters::{filter};"));
    });
}
