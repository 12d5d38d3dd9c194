//! `graphql/types.ts`: what entities share and GraphQL spells in its own way.

use auto_api_model::Kind;
use auto_api_model::render::read::{DIRECTIONS, PAGE_INFO, PageFactType};
use auto_api_model::render::{member, type_name};

use super::super::filter::kind_filter;
use super::super::leaf::enumeration;
use super::super::spell::{Types, key, literal};
use super::super::text::Text;
use super::super::{File, Writer};
use super::nodes;

const HERE: Types<'static> = Types {
    enums: "",
    values: "",
};

pub(super) fn file(writer: &Writer<'_>) -> File {
    let mut text = Text::default();
    text.runtime("../runtime/index.js", false);
    page_info(writer, &mut text);
    order(writer, &mut text);
    for kind in writer.zone.named_kinds().values() {
        match kind {
            Kind::Enum(def) => enumeration(&mut text, def, |variant| variant.graphql),
            Kind::Value(def) => {
                text.gap();
                text.docs([def.docs]);
                let head = format!("export interface {}", nodes::name(def.name));
                text.block(&head, "", |text| {
                    for field in def.fields.iter().filter(|field| field.is_readable()) {
                        let (wire, kind) = (writer.zone.spelled(field), writer.zone.kind(field));
                        nodes::field(writer, text, HERE, (&wire, &kind, field));
                    }
                });
            }
            Kind::Scalar(_) | Kind::List(_) => {}
        }
    }
    for (name, kind) in writer.zone.filter_kinds() {
        if names_enum(&kind) {
            kind_filter(writer, &mut text, HERE, (&name, &kind));
        }
    }
    writer.source("graphql/types.ts", text)
}

/// Whether its filter has values that are spelled otherwise than in REST.
fn names_enum(kind: &Kind) -> bool {
    match kind {
        Kind::Enum(_) => true,
        Kind::List(item) => names_enum(item),
        Kind::Scalar(_) | Kind::Value(_) => false,
    }
}

fn page_info(writer: &Writer<'_>, text: &mut Text) {
    text.docs(["Where a page is. What does not apply is null."]);
    let head = format!("export interface {}", nodes::name(type_name::PAGE_INFO));
    text.block(&head, "", |text| {
        for fact in PAGE_INFO {
            let ty = match fact.ty {
                PageFactType::Bool => "boolean",
                PageFactType::Cursor => "string | null",
                PageFactType::Number => "number | null",
            };
            text.docs([fact.docs]);
            let wire = key(&writer.spell(fact.name));
            text.line(&format!("{wire}: rt.Leaf<{ty}>;"));
        }
    });
}

fn order(writer: &Writer<'_>, text: &mut Text) {
    text.gap();
    text.docs(["The direction of an order key, and where nulls come."]);
    text.line(&format!("export type {} =", type_name::ORDER_DIRECTION));
    text.indented(|text| {
        for (at, (name, docs)) in DIRECTIONS.iter().enumerate() {
            text.docs([*docs]);
            let end = if at + 1 == DIRECTIONS.len() { ";" } else { "" };
            text.line(&format!("| {}{end}", literal(name)));
        }
    });
    text.gap();
    text.docs(["An order by the number of rows of a relation."]);
    let head = format!("export interface {}", type_name::COUNT_ORDER);
    text.block(&head, "", |text| {
        let count = writer.spell(member::COUNT);
        text.line(&format!(
            "readonly {count}: {};",
            type_name::ORDER_DIRECTION
        ));
    });
}
