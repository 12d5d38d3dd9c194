//! `filters/`: one module for each entity: which of its rows are wanted, and which lists of them.

use auto_api_model::render::filter;
use auto_api_model::{Entity, Kind, Scalar};

use super::names::{Members, identifier, method};
use super::spell::{Member, module};
use super::text::{Signature, Text};
use super::{File, Writer};

/// A member of a filter, and the method that sets it.
struct Part {
    name: String,
    wire: String,
    docs: String,
    deprecated: Option<&'static str>,
    takes: Takes,
}

/// What a part of a filter takes.
enum Takes {
    /// The filter of a kind.
    Kind(String),
    /// A filter of rows.
    One(String),
    /// Filters of rows.
    Many(String),
    /// A text.
    Text,
}

pub(super) fn files(writer: &Writer<'_>) -> Vec<File> {
    let each = writer.zone.visible().map(|entity| {
        let mut text = Text::default();
        let docs = format!(
            "Which rows of `{}`: those for which every member holds.",
            entity.type_name()
        );
        write(
            &mut text,
            &entity.filter_name(),
            &docs,
            &parts(writer, entity),
        );
        if writer.zone.is_listed(entity) {
            list(writer, &mut text, entity);
        }
        let docs = format!("Filters of `{}`", entity.type_name());
        writer.source(&format!("filters/{}.rs", module(entity)), &docs, text)
    });
    each.collect()
}

/// `and`, `or` and `not`, members by their kinds, relations by what they lead to.
fn parts(writer: &Writer<'_>, entity: &Entity) -> Vec<Part> {
    let mut members = Members::default();
    let own = || "Self".to_owned();
    let mut parts = Vec::new();
    let mut add = |wire: &str, docs: &str, deprecated, takes| {
        parts.push(Part {
            name: members.name(wire),
            wire: wire.to_owned(),
            docs: docs.to_owned(),
            deprecated,
            takes,
        });
    };
    for (name, docs, takes) in [
        (filter::AND, "All of these hold.", Takes::Many(own())),
        (filter::OR, "One of these holds.", Takes::Many(own())),
        (filter::NOT, "This does not hold.", Takes::One(own())),
    ] {
        add(&writer.spell(name), docs, None, takes);
    }
    if entity.search().is_some() {
        let name = writer.spell(filter::SEARCH);
        add(&name, filter::SEARCH_DOCS, None, Takes::Text);
    }
    for member in entity.readable().filter(|member| member.is_filterable()) {
        let takes = Takes::Kind(format!("super::{}", member.kind.filter_name()));
        add(
            &member.name,
            member.field.docs,
            member.field.deprecated,
            takes,
        );
    }
    for link in entity.visible_links() {
        let target = writer.zone.target(link);
        let filter = if link.many {
            target.list_filter_name()
        } else {
            target.filter_name()
        };
        let takes = Takes::One(format!("super::{filter}"));
        let relation = link.relation;
        add(&link.name, relation.docs, relation.deprecated, takes);
    }
    parts
}

/// `CommentListFilter`
fn list(writer: &Writer<'_>, text: &mut Text, entity: &Entity) {
    let count = Kind::Scalar(Scalar::I32).filter_name();
    let rows = entity.filter_name();
    let each = [
        (
            filter::SOME,
            "One row or more matches.",
            Takes::One(rows.clone()),
        ),
        (
            filter::EVERY,
            "No row fails to match.",
            Takes::One(rows.clone()),
        ),
        (filter::NONE, "No row matches.", Takes::One(rows)),
        (
            filter::COUNT,
            "The number of rows.",
            Takes::Kind(format!("super::{count}")),
        ),
    ];
    let each = each.map(|(name, docs, takes)| Part {
        name: name.to_owned(),
        wire: writer.spell(name),
        docs: docs.to_owned(),
        deprecated: None,
        takes,
    });
    let docs = format!("Which rows have which `{}` rows.", entity.type_name());
    text.gap();
    write(text, &entity.list_filter_name(), &docs, &each);
}

fn write(text: &mut Text, name: &str, docs: &str, parts: &[Part]) {
    text.docs([docs]);
    text.line("#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]");
    text.block(&format!("pub struct {name}"), |text| {
        for part in parts {
            text.docs([&*part.docs]);
            text.deprecated(part.deprecated);
            let member = Member {
                name: &part.name,
                wire: &part.wire,
                ty: &part.takes.ty(),
                is_text: false,
                is_optional: true,
            };
            member.write(text);
        }
    });
    text.gap();
    text.block(&format!("impl {name}"), |text| {
        text.docs(["A filter of everything."]);
        text.line("#[must_use]");
        text.block("pub fn new() -> Self", |text| text.line("Self::default()"));
        for part in parts {
            text.gap();
            text.docs([&*part.docs]);
            text.deprecated(part.deprecated);
            setter(text, part);
        }
    });
}

/// `.title(StringFilter::icontains("rust"))`, and `.title("rust")` for equal values.
fn setter(text: &mut Text, part: &Part) {
    let (parameter, value) = match &part.takes {
        Takes::Kind(ty) => (format!("filter: impl Into<{ty}>"), "filter.into()"),
        Takes::One(ty) => (format!("filter: {ty}"), "Box::new(filter)"),
        Takes::Many(ty) => (
            format!("filters: impl IntoIterator<Item = {ty}>"),
            "filters.into_iter().collect()",
        ),
        Takes::Text => ("words: impl Into<String>".to_owned(), "words.into()"),
    };
    text.line("#[must_use]");
    let signature = Signature {
        name: &method(&part.name),
        parameters: &["mut self".to_owned(), parameter],
        output: "Self",
    };
    text.function(&signature, |text| {
        text.line(&format!("self.{} = Some({value});", identifier(&part.name)));
        text.line("self");
    });
}

impl Takes {
    /// The type of the member.
    fn ty(&self) -> String {
        match self {
            Self::Kind(ty) => format!("Option<{ty}>"),
            Self::One(ty) => format!("Option<Box<{ty}>>"),
            Self::Many(ty) => format!("Option<Vec<{ty}>>"),
            Self::Text => "Option<String>".to_owned(),
        }
    }
}
