//! Arguments of lists, and order keys.

use auto_api_model::Entity;
use auto_api_model::render::{Argument, Form, sdl, type_name};

use super::super::Writer;
use super::super::spell::{key, module, union};
use super::super::text::{Text, deprecated};
use super::TYPES;

pub(super) fn write(writer: &Writer<'_>, text: &mut Text, entity: &Entity) {
    for form in Form::ALL {
        arguments(writer, text, entity, form);
    }
    if is_orderable(writer, entity) {
        order(writer, text, entity);
    }
    if is_distinguishable(writer, entity) {
        distinct(text, entity);
    }
}

/// Whether there is a key to order an entity by.
pub(super) fn is_orderable(writer: &Writer<'_>, entity: &Entity) -> bool {
    sdl::is_orderable(writer.zone, entity)
}

/// Whether there is a field that tells rows of an entity apart.
pub(super) fn is_distinguishable(writer: &Writer<'_>, entity: &Entity) -> bool {
    Argument::Distinct.is_taken(writer.zone, entity)
}

/// `export type PostDistinct = "id" | "author_id";`
fn distinct(text: &mut Text, entity: &Entity) {
    text.gap();
    let docs = format!("A field that tells rows of `{}` apart.", entity.type_name());
    text.docs([&*docs]);
    let names = union(entity.distinguishing().map(|member| member.name.as_str()));
    let name = entity.distinct_name();
    text.line(&format!("export type {name} = {names};"));
}

/// `PostListArguments`
pub(super) fn arguments_name(entity: &Entity, form: Form) -> String {
    let form = match form {
        Form::List => "List",
        Form::Pages => "Pages",
        Form::Connection => "Connection",
        Form::Aggregate => "Aggregate",
    };
    format!("{}{form}Arguments", entity.type_name())
}

/// What a form takes of an entity, in the order of the documents.
pub(super) fn taken<'w>(
    writer: &'w Writer<'_>,
    entity: &'w Entity,
    form: Form,
) -> impl Iterator<Item = Argument> + 'w {
    let all = form.arguments().iter().copied();
    all.filter(move |which| which.is_taken(writer.zone, entity))
}

fn arguments(writer: &Writer<'_>, text: &mut Text, entity: &Entity, form: Form) {
    text.gap();
    text.docs([&*format!("What lists of `{}` take.", entity.type_name())]);
    let head = format!("export interface {}", arguments_name(entity, form));
    text.block(&head, "", |text| {
        for which in taken(writer, entity, form) {
            let ty = match which {
                Argument::Filter => entity.filter_name(),
                Argument::OrderBy => format!("readonly {}[]", entity.order_name()),
                Argument::Distinct => format!("readonly {}[]", entity.distinct_name()),
                Argument::After | Argument::Before => "string".to_owned(),
                Argument::Limit
                | Argument::Offset
                | Argument::Page
                | Argument::PerPage
                | Argument::First
                | Argument::Last => "number".to_owned(),
            };
            text.docs([which.docs()]);
            let wire = writer.spell(which.name());
            text.line(&format!("readonly {wire}?: {ty} | undefined;"));
        }
    });
}

/// `export type PostOrder = rt.OneOf<{ id: OrderDirection; author: UserOrder }>`
fn order(writer: &Writer<'_>, text: &mut Text, entity: &Entity) {
    let keys = format!("{}Keys", entity.order_name());
    text.gap();
    text.docs([&*format!("The keys to order `{}` by.", entity.type_name())]);
    text.block(&format!("export interface {keys}"), "", |text| {
        for member in entity.readable().filter(|member| member.is_sortable()) {
            let direction = text.import(TYPES.values, type_name::ORDER_DIRECTION);
            text.docs([&*deprecated(member.field.deprecated)]);
            text.line(&format!("{}: {direction};", key(&member.name)));
        }
        for link in entity.visible_links() {
            let target = writer.zone.target(link);
            let ty = if link.many {
                let count = text.import(TYPES.values, type_name::COUNT_ORDER);
                count.to_owned()
            } else if is_orderable(writer, target) {
                let name = target.order_name();
                if !std::ptr::eq(target, entity) {
                    text.import(&format!("./{}.js", module(target)), &name);
                }
                name
            } else {
                continue;
            };
            text.docs([&*deprecated(link.relation.deprecated)]);
            text.line(&format!("{}: {ty};", key(&link.name)));
        }
    });
    text.gap();
    text.docs([&*format!("One key to order `{}` by.", entity.type_name())]);
    let name = entity.order_name();
    text.line(&format!("export type {name} = rt.OneOf<{keys}>;"));
}
