//! The root fields of reads, and the fields that lead to many rows wherever they are.

use super::writer::{Line, Writer};
use super::{groups, methods, subscription};
use crate::render::{Argument, Form, member, type_name};
use crate::{Entity, MethodKind, Scalar};

pub(super) fn write(writer: &mut Writer<'_>, has_writes: bool) {
    let zone = writer.zone;
    writer.block(&zone.description, "schema", |writer| {
        writer.line(&Line::new("query", "Query"));
        if has_writes {
            writer.line(&Line::new("mutation", "Mutation"));
        }
        subscription::entry(writer);
    });
    // Servers and clients of the 2025 specification know it; those before do not.
    let docs = "Exactly one of the fields is given, and it is not null.";
    writer.definition(docs, "directive @oneOf on INPUT_OBJECT");
    writer.block("What can be read.", "type Query", |writer| {
        for entity in zone.visible() {
            one(writer, entity);
            for form in Form::ALL {
                root(writer, entity, form);
            }
            groups::root(writer, entity);
            methods::roots(writer, entity, MethodKind::Query);
        }
    });
}

/// `post(id: Int!): Post`.
fn one(writer: &mut Writer<'_>, entity: &Entity) {
    let arguments = keys(writer, entity);
    if arguments.is_empty() {
        return;
    }
    let name = entity.type_name();
    let docs = match keys_docs(entity) {
        Some(keys) => format!("One `{name}`, or null if there is none. {keys}"),
        None => format!("One `{name}` by its key, or null if there is none."),
    };
    let line = Line::new(&entity.one_name, name)
        .docs(docs)
        .deprecated(entity.model.deprecated);
    writer.call(&line, &arguments);
}

/// The members of all keys, as arguments or as fields of an input.
/// With several unique keys each is optional, and exactly one key is given.
pub(super) fn keys<'e>(writer: &mut Writer<'_>, entity: &'e Entity) -> Vec<Line<'e>> {
    let keys: Vec<&[usize]> = entity.visible_keys().collect();
    let bang = if keys.len() > 1 { "" } else { "!" };
    let mut seen = Vec::new();
    let mut lines = Vec::new();
    for &at in keys.iter().copied().flatten() {
        if !seen.contains(&at) {
            seen.push(at);
            let key = &entity.members[at];
            lines.push(Line::new(&key.name, writer.kind(&key.kind) + bang));
        }
    }
    lines
}

/// What documents say of several keys.
pub(super) fn keys_docs(entity: &Entity) -> Option<String> {
    let spelled = |key: &[usize]| {
        let names = key.iter().map(|&at| entity.members[at].name.as_str());
        format!("`{}`", names.collect::<Vec<_>>().join("` with `"))
    };
    let keys: Vec<String> = entity.visible_keys().map(spelled).collect();
    (keys.len() > 1).then(|| format!("Takes exactly one key: {}.", keys.join(", or ")))
}

fn root(writer: &mut Writer<'_>, entity: &Entity, form: Form) {
    let name = entity.type_name();
    let (field, docs) = match form {
        Form::List => (&entity.list_name, format!("Rows of `{name}`.")),
        Form::Pages => (&entity.pages_name, format!("A numbered page of `{name}`.")),
        Form::Connection => (
            &entity.connection_name,
            format!("Rows of `{name}` before or after a cursor."),
        ),
        Form::Aggregate => (&entity.aggregate_name, format!("Totals of `{name}`.")),
    };
    let line = Line::new(field, answer(entity, form)).docs(docs);
    list(
        writer,
        entity,
        form,
        &line.deprecated(entity.model.deprecated),
    );
}

/// What a form answers with.
pub(super) fn answer(entity: &Entity, form: Form) -> String {
    match form {
        Form::List => format!("[{}!]!", entity.type_name()),
        Form::Pages => entity.page_name() + "!",
        Form::Connection => entity.connection_type_name() + "!",
        Form::Aggregate => entity.aggregate_type_name() + "!",
    }
}

/// A field that leads to many rows of an entity: `line` with the form's arguments.
pub(super) fn list(writer: &mut Writer<'_>, entity: &Entity, form: Form, line: &Line<'_>) {
    let mut arguments = Vec::new();
    for &which in form.arguments() {
        if which.is_taken(writer.zone, entity) {
            arguments.push(argument(writer, entity, which));
        }
    }
    writer.call(line, &arguments);
}

fn argument(writer: &mut Writer<'_>, entity: &Entity, which: Argument) -> Line<'static> {
    let name = writer.spell(which.name());
    let page = entity.model.page;
    let docs = if which.is_count() {
        format!("{} At most {}.", which.docs(), page.max)
    } else {
        which.docs().to_owned()
    };
    let line = match which {
        Argument::Filter => Line::new(name, entity.filter_name()),
        Argument::OrderBy => Line::new(name, format!("[{}!]", entity.order_name())),
        Argument::Distinct => Line::new(name, format!("[{}!]", entity.distinct_name())),
        Argument::After | Argument::Before => Line::new(name, writer.scalar(Scalar::String)),
        Argument::First | Argument::Last => Line::new(name, writer.scalar(Scalar::I32)),
        Argument::Limit | Argument::PerPage => {
            Line::new(name, writer.scalar(Scalar::I32)).default(page.default.to_string())
        }
        Argument::Offset => Line::new(name, writer.scalar(Scalar::I32)).default("0"),
        Argument::Page => Line::new(name, writer.scalar(Scalar::I32)).default("1"),
    };
    line.docs(docs)
}

/// `page_info: PageInfo!`
pub(super) fn page_info(writer: &mut Writer<'_>) -> Line<'static> {
    let ty = format!("{}!", writer.shared(type_name::PAGE_INFO));
    Line::new(writer.spell(member::PAGE_INFO), ty).docs("Where the page is.")
}
