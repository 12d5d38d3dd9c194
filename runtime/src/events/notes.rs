//! What a transaction changed so far.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Change, EventKind};
use crate::value::{Value, text};

/// The changes of a transaction, shared by the engine, which notes them, and whoever commits.
#[derive(Debug, Clone)]
pub(crate) struct Notes {
    wanted: Wanted,
    inner: Arc<Mutex<Inner>>,
}

/// Whose changes are noted.
#[derive(Debug, Clone)]
pub(crate) enum Wanted {
    /// Of every table: other processes may listen to any.
    #[cfg_attr(not(feature = "postgres"), allow(dead_code))]
    All,
    /// Of these.
    Tables(Arc<[Arc<str>]>),
}

#[derive(Debug, Default)]
struct Inner {
    changes: Vec<Change>,
    /// How many there were at each mark that may be gone back to.
    marks: Vec<usize>,
}

impl Notes {
    pub(crate) fn new(wanted: Wanted) -> Self {
        Self {
            wanted,
            inner: Arc::default(),
        }
    }

    /// Whether anybody wants to know of a table.
    pub(crate) fn wants(&self, table: &str) -> bool {
        match &self.wanted {
            Wanted::All => true,
            Wanted::Tables(tables) => tables.iter().any(|wanted| **wanted == *table),
        }
    }

    /// Notes changes.
    pub(crate) fn add(&self, changes: impl IntoIterator<Item = Change>) {
        self.inner().changes.extend(changes);
    }

    /// Marks a state to come back to.
    pub(crate) fn mark(&self) {
        let mut inner = self.inner();
        let count = inner.changes.len();
        inner.marks.push(count);
    }

    /// Forgets the last mark, and what came after it unless that stays.
    pub(crate) fn end_mark(&self, keep: bool) {
        let mut inner = self.inner();
        let count = inner.marks.pop();
        if let (Some(count), false) = (count, keep) {
            inner.changes.truncate(count);
        }
    }

    /// The changes, of each row one.
    pub(crate) fn take(&self) -> Vec<Change> {
        let mut inner = self.inner();
        inner.marks.clear();
        merged(std::mem::take(&mut inner.changes))
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One change for each row, where its last one was: a new row that was changed is new, a new one
/// that is gone was never there, one that is gone and there again was changed.
fn merged(changes: Vec<Change>) -> Vec<Change> {
    if changes.len() < 2 {
        return changes;
    }
    let mut places: HashMap<(Arc<str>, String), usize> = HashMap::with_capacity(changes.len());
    let mut merged: Vec<Option<Change>> = Vec::with_capacity(changes.len());
    for mut change in changes {
        let row = (change.table.clone(), spelled(&change.key));
        let earlier = places.remove(&row).and_then(|at| merged[at].take());
        let both = (earlier.as_ref().map(|earlier| earlier.kind), change.kind);
        match both {
            (Some(EventKind::Created), EventKind::Deleted) => continue,
            (Some(EventKind::Created), _) => change.kind = EventKind::Created,
            (Some(EventKind::Deleted), EventKind::Created) => change.kind = EventKind::Updated,
            // By two ways at once.
            (Some(EventKind::Deleted), EventKind::Updated) => change = earlier.unwrap_or(change),
            _ => {}
        }
        places.insert(row, merged.len());
        merged.push(Some(change));
    }
    merged.into_iter().flatten().collect()
}

fn spelled(key: &[Value]) -> String {
    let parts = key.iter().map(text::of);
    // No text of a value has it.
    parts.collect::<Vec<_>>().join("\u{0}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use EventKind::{Created, Deleted, Updated};

    fn change(kind: EventKind, id: i64) -> Change {
        Change {
            table: "post".into(),
            kind,
            key: vec![Value::Int(id)],
            before: (kind == Deleted).then(|| vec![Value::Int(id)]),
        }
    }

    fn kinds(all: &[(EventKind, i64)]) -> Vec<(EventKind, Value)> {
        let merged = merged(all.iter().map(|(kind, id)| change(*kind, *id)).collect());
        let all = merged.into_iter();
        all.map(|mut change| (change.kind, change.key.remove(0)))
            .collect()
    }

    #[test]
    fn one_change_for_each_row() {
        let one = |kind| vec![(kind, Value::Int(1))];
        assert_eq!(kinds(&[(Created, 1), (Updated, 1)]), one(Created));
        assert_eq!(kinds(&[(Updated, 1), (Updated, 1)]), one(Updated));
        assert_eq!(kinds(&[(Updated, 1), (Deleted, 1)]), one(Deleted));
        assert_eq!(kinds(&[(Deleted, 1), (Created, 1)]), one(Updated));
        assert_eq!(kinds(&[(Deleted, 1), (Updated, 1)]), one(Deleted));
        assert_eq!(kinds(&[(Created, 1), (Updated, 1), (Deleted, 1)]), []);
        assert_eq!(
            kinds(&[(Created, 1), (Created, 2), (Updated, 1)]),
            [(Created, Value::Int(2)), (Created, Value::Int(1))]
        );
    }

    #[test]
    fn what_is_taken_back_is_forgotten() {
        let notes = Notes::new(Wanted::All);
        notes.add([change(Created, 1)]);
        notes.mark();
        notes.add([change(Created, 2)]);
        notes.mark();
        notes.add([change(Created, 3)]);
        notes.end_mark(true);
        notes.end_mark(false);
        notes.add([change(Created, 4)]);
        let keys: Vec<_> = notes.take().into_iter().map(|change| change.key).collect();
        assert_eq!(keys, [[Value::Int(1)], [Value::Int(4)]]);
    }
}
