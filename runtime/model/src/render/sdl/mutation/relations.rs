//! What is done with related rows.

use super::super::writer::{Line, Writer};
use crate::{Entity, InputOf, LinkWrite, Scalar};

/// `input CreateUserRelationInput` or `input UpdateUserRelationInput`
pub(super) fn one(writer: &mut Writer<'_>, target: &Entity, of: InputOf, writes: &[LinkWrite]) {
    let docs = format!("What is done with a related `{}`.", target.type_name());
    let head = format!("input {}", target.to_one_input_name(of));
    writer.block(&docs, &head, |writer| {
        for write in writes {
            let ty = match write {
                LinkWrite::Create => target.input_name(InputOf::Create),
                LinkWrite::Connect | LinkWrite::Set => target.key_input_name(),
                LinkWrite::Update => target.input_name(InputOf::Update),
                LinkWrite::Disconnect | LinkWrite::Delete => writer.scalar(Scalar::Bool),
            };
            let line = Line::new(writer.spell(write.name()), ty);
            writer.line(&line.docs(write.docs(false)));
        }
    });
}

/// `input CreateCommentsRelationInput` or `input UpdateCommentsRelationInput`
pub(super) fn many(writer: &mut Writer<'_>, target: &Entity, of: InputOf, writes: &[LinkWrite]) {
    let docs = format!(
        "What is done with related rows of `{}`.",
        target.type_name()
    );
    let head = format!("input {}", target.to_many_input_name(of));
    writer.block(&docs, &head, |writer| {
        for write in writes {
            let ty = match write {
                LinkWrite::Create => target.input_name(InputOf::Create),
                LinkWrite::Update => target.update_item_name(),
                LinkWrite::Connect | LinkWrite::Disconnect | LinkWrite::Set | LinkWrite::Delete => {
                    target.key_input_name()
                }
            };
            let line = Line::new(writer.spell(write.name()), format!("[{ty}!]"));
            writer.line(&line.docs(write.docs(true)));
        }
    });
}
