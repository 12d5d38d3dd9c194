//! What is done with related rows along with a row: its references before it, since it holds their
//! keys, everything else after it.
//!
//! ```json
//! {"title": "…", "author": {"connect": {"id": 1}}, "comments": {"create": [{"body": "…"}]}}
//! ```

mod after;
mod before;
mod check;
mod through;

use auto_api_model::{Join, Link, LinkWrite, RelationKind};

use super::engine::Engine;
use super::path::Path;
use crate::ask::Input;
use crate::coerce::{shown, truth};
use crate::error::Error;

/// What is to be done with the rows of a relation.
#[derive(Debug, Default)]
pub(super) struct Todo<'i> {
    pub(super) create: Vec<&'i Input>,
    pub(super) connect: Vec<&'i Input>,
    /// Keys; of a relation to one row, a single `true`.
    pub(super) disconnect: Vec<&'i Input>,
    pub(super) set: Option<Vec<&'i Input>>,
    pub(super) update: Vec<&'i Input>,
    /// Keys; of a relation to one row, a single `true`.
    pub(super) delete: Vec<&'i Input>,
}

/// Whether a row holds the key of the other, so that the other comes first.
pub(super) fn is_before(link: &Link) -> bool {
    matches!(
        (&link.join, link.relation.kind),
        (Join::Direct { .. }, RelationKind::BelongsTo { .. })
    )
}

impl Engine<'_> {
    /// Reads what is to be done with a relation. `is_new` if its row is.
    pub(super) fn todo<'i>(
        &self,
        link: &Link,
        input: &'i Input,
        is_new: bool,
        path: &Path<'_>,
        errors: &mut Vec<Error>,
    ) -> Todo<'i> {
        let mut todo = Todo::default();
        let Input::Object(given) = input else {
            errors.push(path.error(format!("expected an object, found {}", shown(input))));
            return todo;
        };
        let verbs = || {
            LinkWrite::ALL.into_iter().filter(|verb| {
                let is_for_new = matches!(verb, LinkWrite::Create | LinkWrite::Connect);
                (!is_new || is_for_new) && (link.many || *verb != LinkWrite::Set)
            })
        };
        let mut done = 0;
        for (name, value) in given.iter().filter(|(_, value)| *value != Input::Null) {
            let path = path.name(name);
            let Some(verb) = verbs().find(|verb| verb.name() == name) else {
                let known = verbs().map(LinkWrite::name);
                let hint = auto_api_model::suggest::hint(name, known);
                errors.push(path.error(format!("there is no `{name}` here{hint}")));
                continue;
            };
            done += 1;
            let is_flag = !link.many && matches!(verb, LinkWrite::Disconnect | LinkWrite::Delete);
            if is_flag && truth(value).is_none() {
                let message = format!("expected `true` or `false`, found {}", shown(value));
                errors.push(path.error(message));
                continue;
            }
            if is_flag && truth(value) == Some(false) {
                done -= 1;
                continue;
            }
            let items: Vec<&Input> = match value {
                Input::List(items) if link.many => items.iter().collect(),
                one => vec![one],
            };
            match verb {
                LinkWrite::Create => todo.create = items,
                LinkWrite::Connect => todo.connect = items,
                LinkWrite::Disconnect => todo.disconnect = items,
                LinkWrite::Set => todo.set = Some(items),
                LinkWrite::Update => todo.update = items,
                LinkWrite::Delete => todo.delete = items,
            }
        }
        if !link.many && done > 1 {
            errors.push(path.error("give one of what can be done with one row, not several"));
        }
        todo
    }
}

/// How an item of a relation is addressed: `create`, and its position if there may be many.
pub(super) fn item<'p>(of: &'p Path<'p>, link: &Link, at: usize) -> Path<'p> {
    if link.many { of.index(at) } else { *of }
}
