//! The root fields of subscriptions, and what they tell.

use super::writer::{Line, Writer};
use crate::events::{EVENT_KIND, EVENT_KINDS, argument, member};
use crate::{Entity, Scalar};

/// `subscription: Subscription`, in the schema's own block.
pub(super) fn entry(writer: &mut Writer<'_>) {
    if writer.zone.subscriptions {
        writer.line(&Line::new("subscription", "Subscription"));
    }
}

pub(super) fn write(writer: &mut Writer<'_>) {
    let zone = writer.zone;
    if !zone.subscriptions {
        return;
    }
    let docs = "What can be subscribed to: changes of rows, told after they are committed.";
    writer.block(docs, "type Subscription", |writer| {
        for entity in zone.visible() {
            root(writer, entity);
        }
    });
    writer.block(
        "What happened to a row.",
        &format!("enum {EVENT_KIND}"),
        |writer| {
            for (name, docs) in EVENT_KINDS {
                writer.line(&Line::new(name, "").docs(docs));
            }
        },
    );
    for entity in zone.visible() {
        event(writer, entity);
    }
}

/// `post_events(filter: PostFilter, kinds: [EventKind!], after: String): PostEvent!`
fn root(writer: &mut Writer<'_>, entity: &Entity) {
    let name = entity.type_name();
    let after = writer.scalar(Scalar::String);
    let arguments = [
        Line::new(writer.spell(argument::FILTER), entity.filter_name())
            .docs("Of which rows: as they are after the change, as they were of deleted ones."),
        Line::new(writer.spell(argument::KINDS), format!("[{EVENT_KIND}!]"))
            .docs("What must have happened to them; anything unless given."),
        Line::new(writer.spell(argument::AFTER), after)
            .docs("The cursor of an event: those after it come first."),
    ];
    let line = Line::new(writer.zone.events_name(entity), entity.event_name() + "!")
        .docs(format!("Changes of rows of `{name}`."))
        .deprecated(entity.model.deprecated);
    writer.call(&line, &arguments);
}

fn event(writer: &mut Writer<'_>, entity: &Entity) {
    let name = entity.type_name();
    let head = format!("type {}", entity.event_name());
    writer.block(&format!("A change of a `{name}`."), &head, |writer| {
        let kind = Line::new(writer.spell(member::KIND), format!("{EVENT_KIND}!"));
        writer.line(&kind.docs("What happened to it."));
        for (_, key) in writer.zone.event_key(entity) {
            let bang = if key.field.nullable { "" } else { "!" };
            let line = Line::new(&key.name, writer.kind(&key.kind) + bang);
            writer.line(&line.docs(key.field.docs));
        }
        let object = Line::new(writer.spell(member::OBJECT), name);
        writer.line(&object.docs(
            "The row as it is now, null if it is gone meanwhile; of a deleted one, as it was, with relations as they are now.",
        ));
        let cursor = writer.scalar(Scalar::String) + "!";
        let line = Line::new(writer.spell(member::CURSOR), cursor);
        writer.line(&line.docs("To go on after this event."));
    });
}
