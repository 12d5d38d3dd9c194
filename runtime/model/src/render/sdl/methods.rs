//! Methods: computed fields of rows, and root fields of queries and mutations.

use super::query;
use super::writer::{Line, Writer};
use crate::zone::Answer;
use crate::{Entity, MethodKind, Procedure};

/// `word_count: Int!`
pub(super) fn computed(writer: &mut Writer<'_>, procedure: &Procedure) {
    let method = procedure.method;
    if let Some(ty) = answer(writer, procedure) {
        let line = Line::new(procedure.name.as_str(), ty).docs(method.docs);
        writer.line(&line.deprecated(method.deprecated));
    }
}

/// The root fields of an entity's queries or mutations.
pub(super) fn roots(writer: &mut Writer<'_>, entity: &Entity, kind: MethodKind) {
    for (_, procedure) in entity.procedures(kind) {
        root(writer, entity, procedure);
    }
}

/// `post_similar(id: Int!, limit: Int!): [Post!]`
fn root(writer: &mut Writer<'_>, entity: &Entity, procedure: &Procedure) {
    let method = procedure.method;
    let mut docs = method.docs.to_owned();
    let mut arguments = Vec::new();
    if procedure.is_of_row() {
        arguments = query::keys(writer, entity);
        if let Some(keys) = query::keys_docs(entity) {
            docs = format!("{docs}\n\n{keys}");
        }
    }
    for argument in &procedure.arguments {
        arguments.push(super::mutation::argument_of(writer, argument));
    }
    let ty = match method.kind {
        MethodKind::Mutation => {
            let own = procedure.own_payload(entity);
            own.unwrap_or_else(|| entity.payload_name())
        }
        // There may be no such row.
        MethodKind::Query if procedure.is_of_row() => {
            let ty = answer(writer, procedure).unwrap_or_default();
            ty.trim_end_matches('!').to_owned()
        }
        _ => answer(writer, procedure).unwrap_or_default(),
    };
    let line = Line::new(procedure.name.as_str(), ty).docs(docs);
    writer.call(&line.deprecated(method.deprecated), &arguments);
}

/// The type of an answer; nothing for `()`.
pub(super) fn answer(writer: &mut Writer<'_>, procedure: &Procedure) -> Option<String> {
    let bang = |nullable: bool| if nullable { "" } else { "!" };
    let named = |writer: &Writer<'_>, at: usize| writer.zone.entities[at].type_name();
    Some(match &procedure.answer {
        Answer::Nothing => return None,
        Answer::Value { kind, nullable } => writer.kind(kind) + bang(*nullable),
        Answer::Row { entity, nullable } => {
            format!("{}{}", named(writer, *entity), bang(*nullable))
        }
        Answer::Rows { entity } => format!("[{}!]!", named(writer, *entity)),
    })
}
