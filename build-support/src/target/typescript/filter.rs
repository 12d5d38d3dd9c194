//! Filters: of kinds, of entities, of relations to many.

use auto_api_model::operator::Operand;
use auto_api_model::render::{filter, type_name};
use auto_api_model::{Entity, Kind, Operator, Scalar};

use super::Writer;
use super::spell::{Types, key, type_name as spelled};
use super::text::{Text, deprecated};

/// Where the types are that a filter names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Modules<'m> {
    /// The filters of enums.
    pub(super) enums: &'m str,
    /// The filters of everything else.
    pub(super) kinds: &'m str,
}

/// `StringFilter`, with an entry for each operator of the kind.
pub(super) fn kind_filter(
    writer: &Writer<'_>,
    text: &mut Text,
    types: Types<'_>,
    (name, kind): (&str, &Kind),
) {
    let item = match kind {
        Kind::List(item) => item,
        own => own,
    };
    text.gap();
    text.docs([match kind {
        Kind::Value(_) => "What a nested object must be.",
        Kind::List(_) => "What a list must be.",
        Kind::Scalar(_) | Kind::Enum(_) => "What a value must be: every operator holds.",
    }]);
    text.block(&format!("export interface {name}"), "", |text| {
        for operator in Operator::of(kind) {
            text.docs([operator.docs()]);
            let own = match operator.operand() {
                Operand::Same | Operand::Many | Operand::Two => types.kind(writer.zone, text, item),
                Operand::Bool => "boolean".to_owned(),
                Operand::Text => "string".to_owned(),
                Operand::Int => "number".to_owned(),
                Operand::Range => shared(text, types, type_name::DATE_RANGE),
                Operand::Path => shared(text, types, type_name::JSON_PATH),
            };
            let ty = match operator.operand() {
                Operand::Many => format!("readonly {own}[]"),
                Operand::Two => format!("readonly [{own}, {own}]"),
                _ => own,
            };
            text.line(&format!(
                "readonly {}?: {ty};",
                writer.spell(operator.name())
            ));
        }
    });
}

fn shared(text: &mut Text, types: Types<'_>, name: &str) -> String {
    if !types.values.is_empty() {
        text.import(types.values, name);
    }
    name.to_owned()
}

/// `PostFilter`: members by their kinds, relations by the filters of what they lead to.
pub(super) fn entity(writer: &Writer<'_>, text: &mut Text, modules: Modules<'_>, entity: &Entity) {
    let zone = writer.zone;
    let name = entity.filter_name();
    text.gap();
    text.docs([&*format!(
        "Which rows of `{}`: those for which every key holds.",
        entity.type_name()
    )]);
    text.block(&format!("export interface {name}"), "", |text| {
        for (key, ty, docs) in [
            (
                filter::AND,
                format!("readonly {name}[]"),
                "All of these hold.",
            ),
            (
                filter::OR,
                format!("readonly {name}[]"),
                "One of these holds.",
            ),
            (filter::NOT, name.clone(), "This does not hold."),
        ] {
            text.docs([docs]);
            text.parts(&["readonly ", &writer.spell(key), "?: ", &ty, ";"]);
        }
        if entity.search().is_some() {
            text.docs([filter::SEARCH_DOCS]);
            text.line(&format!(
                "readonly {}?: string;",
                writer.spell(filter::SEARCH)
            ));
        }
        for member in entity.readable().filter(|member| member.is_filterable()) {
            text.docs([member.field.docs, &deprecated(member.field.deprecated)]);
            let ty = member.kind.filter_name();
            text.import(modules.of(&member.kind), &ty);
            text.parts(&["readonly ", &key(&member.name), "?: ", &ty, ";"]);
        }
        for link in entity.visible_links() {
            let target = zone.target(link);
            let ty = if link.many {
                target.list_filter_name()
            } else {
                target.filter_name()
            };
            if !std::ptr::eq(target, entity) {
                text.import(&format!("./{}.js", super::spell::module(target)), &ty);
            }
            let relation = link.relation;
            text.docs([relation.docs, &deprecated(relation.deprecated)]);
            text.parts(&["readonly ", &key(&link.name), "?: ", &ty, ";"]);
        }
    });
    if zone.is_listed(entity) {
        list(writer, text, modules, entity);
    }
}

/// `CommentListFilter`
fn list(writer: &Writer<'_>, text: &mut Text, modules: Modules<'_>, entity: &Entity) {
    let count = Kind::Scalar(Scalar::I32).filter_name();
    text.import(modules.kinds, &count);
    let rows = entity.filter_name();
    text.gap();
    text.docs([&*format!(
        "Which rows have which `{}` rows.",
        entity.type_name()
    )]);
    let head = format!("export interface {}", spelled(&entity.list_filter_name()));
    text.block(&head, "", |text| {
        for (key, ty, docs) in [
            (filter::SOME, &rows, "One row or more matches."),
            (filter::EVERY, &rows, "No row fails to match."),
            (filter::NONE, &rows, "No row matches."),
            (filter::COUNT, &count, "The number of rows."),
        ] {
            text.docs([docs]);
            text.parts(&["readonly ", &writer.spell(key), "?: ", ty, ";"]);
        }
    });
}

impl Modules<'_> {
    fn of(&self, kind: &Kind) -> &str {
        match kind {
            Kind::Enum(_) => self.enums,
            Kind::List(item) => self.of(item),
            Kind::Scalar(_) | Kind::Value(_) => self.kinds,
        }
    }
}
