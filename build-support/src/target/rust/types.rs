//! `types.rs`: enums and value structs, which entities share.

use auto_api_model::{EnumDef, Kind, ValueDef};

use super::names::{Members, identifier, literal, type_name};
use super::spell::{Member, is_text, kind, note};
use super::text::Text;
use super::{File, Writer};

pub(super) fn file(writer: &Writer<'_>) -> File {
    let mut text = Text::default();
    for kind in writer.zone.named_kinds().values() {
        match kind {
            Kind::Enum(def) => enumeration(&mut text, def),
            Kind::Value(def) => value(writer, &mut text, def),
            Kind::Scalar(_) | Kind::List(_) => {}
        }
    }
    writer.source("types.rs", "Enums and nested objects of rows.", text)
}

/// `pub enum Status`; what may grow has a variant for what is not known yet.
fn enumeration(text: &mut Text, def: &EnumDef) {
    let copy = if def.open { "" } else { "Copy, " };
    let name = type_name(def.name);
    text.gap();
    text.docs([def.docs]);
    text.line(&format!(
        "#[derive(Debug, Clone, {copy}PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]"
    ));
    if def.open {
        text.line("#[non_exhaustive]");
    }
    text.block(&format!("pub enum {name}"), |text| {
        for variant in def.variants {
            text.docs([variant.docs]);
            text.deprecated(variant.deprecated);
            if variant.name != variant.rust_name {
                text.line(&format!("#[serde(rename = {})]", literal(variant.name)));
            }
            text.line(&format!("{},", identifier(variant.rust_name)));
        }
        if let Some(unknown) = unknown(def) {
            text.docs(["A value that this client does not know yet."]);
            text.line("#[serde(untagged)]");
            text.line(&format!("{unknown}(String),"));
        }
    });
    text.gap();
    text.block(&format!("impl {name}"), |text| {
        text.docs(["The value as it is on the wire."]);
        text.line("#[must_use]");
        text.block("pub fn as_str(&self) -> &str", |text| {
            text.block("match self", |text| {
                for variant in def.variants {
                    let (own, wire) = (identifier(variant.rust_name), literal(variant.name));
                    text.line(&format!("Self::{own} => {wire},"));
                }
                if let Some(unknown) = unknown(def) {
                    text.line(&format!("Self::{unknown}(other) => other,"));
                }
            });
        });
    });
}

/// The variant for what is not known yet.
fn unknown(def: &EnumDef) -> Option<&'static str> {
    let mut names = ["Unknown", "Unrecognized", "Unknown_"].into_iter();
    let is_free = |name: &&str| {
        def.variants
            .iter()
            .all(|variant| variant.rust_name != *name)
    };
    def.open.then(|| names.find(is_free)).flatten()
}

fn value(writer: &Writer<'_>, text: &mut Text, def: &ValueDef) {
    text.gap();
    text.docs([def.docs]);
    text.line("#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]");
    text.block(&format!("pub struct {}", type_name(def.name)), |text| {
        let mut members = Members::default();
        for field in def.fields.iter().filter(|field| field.is_readable()) {
            let own = writer.zone.kind(field);
            let wire = writer.zone.spelled(field);
            text.docs([field.docs, note(&own)]);
            text.deprecated(field.deprecated);
            let ty = kind(&own);
            let member = Member {
                name: &members.name(&wire),
                wire: &wire,
                ty: &if field.nullable {
                    format!("Option<{ty}>")
                } else {
                    ty
                },
                is_text: is_text(&own, writer.zone),
                is_optional: false,
            };
            member.write(text);
        }
    });
}
