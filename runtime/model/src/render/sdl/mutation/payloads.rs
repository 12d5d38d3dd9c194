//! What writes answer with.

use super::super::methods;
use super::super::writer::{Line, Writer};
use crate::render::{payload, type_name, write};
use crate::{Entity, ErrorCode, Procedure, Scalar};

/// `type PostPayload`
pub(super) fn one(writer: &mut Writer<'_>, entity: &Entity) {
    let name = entity.type_name();
    let docs = format!("What a write of one `{name}` answers with.");
    let head = format!(
        "type {} implements {}",
        entity.payload_name(),
        type_name::MUTATION_PAYLOAD
    );
    writer.block(&docs, &head, |writer| {
        ok(writer);
        let line = Line::new(writer.spell(payload::OBJECT), name);
        writer.line(&line.docs("The row; null where nothing was done."));
        errors(writer);
    });
}

/// `type PostsPayload`
pub(super) fn many(writer: &mut Writer<'_>, entity: &Entity) {
    let name = entity.type_name();
    let docs = format!("What a write of many rows of `{name}` answers with.");
    let head = format!(
        "type {} implements {}",
        entity.payloads_name(),
        type_name::MUTATION_PAYLOAD
    );
    writer.block(&docs, &head, |writer| {
        ok(writer);
        let line = Line::new(writer.spell(payload::OBJECTS), format!("[{name}]!"));
        writer.line(
            &line.docs("The rows, in the order of the input; null for one that was left out."),
        );
        let count = writer.scalar(Scalar::I32) + "!";
        let line = Line::new(writer.spell(payload::AFFECTED), count);
        writer.line(&line.docs("How many rows were written."));
        errors(writer);
    });
}

/// `type PostImportPayload`
pub(super) fn of_method(writer: &mut Writer<'_>, entity: &Entity, method: &Procedure, name: &str) {
    let docs = format!("What `{}` answers with.", method.name);
    let head = format!("type {name} implements {}", type_name::MUTATION_PAYLOAD);
    writer.block(&docs, &head, |writer| {
        ok(writer);
        if method.is_of_row() {
            let line = Line::new(writer.spell(payload::OBJECT), entity.type_name());
            writer.line(&line.docs("The row; null where nothing was done."));
        }
        if let Some(ty) = methods::answer(writer, method) {
            let ty = ty.trim_end_matches('!').to_owned();
            let line = Line::new(writer.spell(payload::RESULT), ty);
            writer.line(&line.docs("What came of it; null where nothing was done."));
        }
        errors(writer);
    });
}

fn ok(writer: &mut Writer<'_>) {
    let ty = writer.scalar(Scalar::Bool) + "!";
    let line = Line::new(writer.spell(payload::OK), ty);
    writer.line(&line.docs("Whether all of it is done: there are no errors."));
}

fn errors(writer: &mut Writer<'_>) {
    let ty = format!("[{}!]!", type_name::MUTATION_ERROR);
    let line = Line::new(writer.spell(payload::ERRORS), ty);
    writer.line(&line.docs("Why it is not done."));
}

/// What all payloads share.
pub(super) fn shared(writer: &mut Writer<'_>) {
    let head = format!("interface {}", type_name::MUTATION_PAYLOAD);
    writer.block("What every write answers with.", &head, |writer| {
        ok(writer);
        errors(writer);
    });
    let head = format!("type {}", type_name::MUTATION_ERROR);
    writer.block("Why a write is not done.", &head, error);
    let head = format!("enum {}", type_name::ERROR_CODE);
    writer.block("What kind of error it is.", &head, |writer| {
        for code in ErrorCode::ALL {
            writer.line(&Line::new(code.as_str(), "").docs(code.docs()));
        }
    });
    if writer.used.others.contains(type_name::ON_ERROR) {
        let docs = "What becomes of the other rows where one cannot be written.";
        let head = format!("enum {}", type_name::ON_ERROR);
        writer.block(docs, &head, |writer| {
            for (name, docs) in write::ON_ERROR {
                writer.line(&Line::new(name, "").docs(docs));
            }
        });
    }
}

fn error(writer: &mut Writer<'_>) {
    let text = writer.scalar(Scalar::String);
    let number = writer.scalar(Scalar::I32);
    for (name, ty, docs) in [
        (
            payload::CODE,
            format!("{}!", type_name::ERROR_CODE),
            "What kind of error it is.",
        ),
        (
            payload::MESSAGE,
            format!("{text}!"),
            "What is wrong and what to do.",
        ),
        (payload::FIELD, text.clone(), "The field it is about."),
        (
            payload::PATH,
            format!("[{text}!]!"),
            "Where in the arguments it is.",
        ),
        (payload::INDEX, number, "Which of many rows, from 0."),
    ] {
        let line = Line::new(writer.spell(name), ty).docs(docs);
        writer.line(&line);
    }
}
