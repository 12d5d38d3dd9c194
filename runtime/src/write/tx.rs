//! A transaction on either database: statements with values in, values out.

// Only one of the databases waits.
#![cfg_attr(not(feature = "postgres"), allow(clippy::unused_async))]

use auto_api_model::Entity;

use super::Key;
use super::statement::encodings;
use crate::ask::Input;
use crate::error::Result;
use crate::events::{Change, EventKind, Notes};
use crate::hooks::Images;
use crate::plan::node::{Encoding, Node, Statement};
use crate::plan::{Dialect, Plan};
#[cfg(feature = "postgres")]
use crate::postgres::PgTx;
use crate::sqlite::LiteTx;
use crate::value::Value;

/// A transaction that is under way. Whoever runs it commits or rolls back.
#[derive(Debug)]
pub(crate) struct Tx<'c> {
    backend: Backend<'c>,
    /// Statements so far; one that is run for each of many rows counts once.
    pub(crate) statements: u32,
    /// What is called once it is committed.
    committed: Vec<(&'static str, Images)>,
    /// How many of these there were at each mark.
    marks: Vec<usize>,
    /// Where changes are noted, if anybody wants to know of them.
    notes: Option<Notes>,
}

#[derive(Debug)]
enum Backend<'c> {
    Sqlite(LiteTx<'c>),
    #[cfg(feature = "postgres")]
    Postgres(PgTx<'c>),
}

/// What a transaction came to, and whether its changes stay.
#[derive(Debug)]
pub(crate) struct Verdict<T> {
    pub(crate) value: T,
    pub(crate) keep: bool,
    /// What hooks are told of once it is committed.
    pub(crate) noted: Vec<(&'static str, Images)>,
}

/// New rows of one table, all with values for the same columns.
#[derive(Debug)]
// Rows of rows: there is no better word.
#[allow(clippy::struct_field_names)]
pub(crate) struct Rows<'r> {
    pub(crate) entity: &'r Entity,
    /// Positions of members.
    pub(crate) columns: &'r [usize],
    pub(crate) rows: &'r [Vec<Value>],
    /// Positions of members whose values come back, as the database has them now.
    pub(crate) returning: &'r [usize],
}

impl<'c> Tx<'c> {
    pub(crate) fn sqlite(tx: LiteTx<'c>) -> Self {
        Self {
            backend: Backend::Sqlite(tx),
            statements: 0,
            committed: Vec::new(),
            marks: Vec::new(),
            notes: None,
        }
    }

    #[cfg(feature = "postgres")]
    pub(crate) fn postgres(tx: PgTx<'c>) -> Self {
        Self {
            backend: Backend::Postgres(tx),
            statements: 0,
            committed: Vec::new(),
            marks: Vec::new(),
            notes: None,
        }
    }

    /// Notes changes here.
    pub(crate) fn noting(mut self, notes: Option<Notes>) -> Self {
        self.notes = notes;
        self
    }

    /// Whether anybody wants to know of changes of an entity.
    pub(crate) fn wants(&self, entity: &Entity) -> bool {
        let notes = self.notes.as_ref();
        notes.is_some_and(|notes| notes.wants(&entity.table))
    }

    /// Notes that the rows of these keys were made or changed.
    pub(crate) fn note<'k>(
        &self,
        entity: &Entity,
        kind: EventKind,
        keys: impl IntoIterator<Item = &'k Key>,
    ) {
        let Some(notes) = self.notes.as_ref().filter(|n| n.wants(&entity.table)) else {
            return;
        };
        let table: std::sync::Arc<str> = entity.table.as_str().into();
        notes.add(keys.into_iter().map(|key| Change {
            table: table.clone(),
            kind,
            key: key.clone(),
            before: None,
        }));
    }

    /// Notes that rows are gone: all their members, as they were.
    pub(crate) fn note_gone(&self, entity: &Entity, rows: Vec<Vec<Value>>) {
        let Some(notes) = self.notes.as_ref() else {
            return;
        };
        let table: std::sync::Arc<str> = entity.table.as_str().into();
        notes.add(rows.into_iter().map(|row| Change {
            table: table.clone(),
            kind: EventKind::Deleted,
            key: entity.key.iter().map(|&at| row[at].clone()).collect(),
            before: Some(row),
        }));
    }

    pub(crate) fn dialect(&self) -> Dialect {
        match &self.backend {
            Backend::Sqlite(_) => Dialect::Sqlite,
            #[cfg(feature = "postgres")]
            Backend::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Runs a statement; its rows as values of these encodings.
    pub(crate) async fn query(
        &mut self,
        statement: &Statement,
        slots: &[Input],
        encodings: &[Encoding],
    ) -> Result<Vec<Vec<Value>>> {
        self.statements += 1;
        match &mut self.backend {
            Backend::Sqlite(tx) => tx.query(statement, slots, encodings),
            #[cfg(feature = "postgres")]
            Backend::Postgres(tx) => tx.query(statement, slots, encodings).await,
        }
    }

    /// Runs a statement that answers with the primary keys of rows.
    pub(crate) async fn keys(
        &mut self,
        entity: &Entity,
        statement: &Statement,
        slots: &[Input],
    ) -> Result<Vec<Key>> {
        let encodings = encodings(entity, &entity.key);
        self.query(statement, slots, &encodings).await
    }

    /// Adds rows; an error is that of the row at a position, where that is known.
    pub(crate) async fn insert(
        &mut self,
        rows: &Rows<'_>,
    ) -> Result<Vec<Vec<Value>>, (Option<usize>, crate::Error)> {
        self.statements += 1;
        match &mut self.backend {
            Backend::Sqlite(tx) => tx.insert(rows),
            #[cfg(feature = "postgres")]
            Backend::Postgres(tx) => tx.insert(rows).await,
        }
    }

    /// Writes the row of a node, or null; tells whether there is one.
    pub(crate) async fn read(
        &mut self,
        node: &Node,
        slots: &[Input],
        out: &mut Vec<u8>,
    ) -> Result<bool> {
        self.statements += 1;
        match &mut self.backend {
            Backend::Sqlite(tx) => tx.read(node, slots, out),
            #[cfg(feature = "postgres")]
            Backend::Postgres(tx) => tx.read(node, slots, out).await,
        }
    }

    /// The rows of a plan of one list, as values in the order of its columns.
    pub(crate) async fn rows(&mut self, plan: &Plan) -> Result<Vec<Vec<Value>>> {
        match &mut self.backend {
            Backend::Sqlite(tx) => tx.rows(plan),
            #[cfg(feature = "postgres")]
            Backend::Postgres(tx) => tx.rows(plan).await,
        }
    }

    /// Marks a state to come back to.
    pub(crate) async fn savepoint(&mut self) -> Result<()> {
        self.marks.push(self.committed.len());
        if let Some(notes) = &self.notes {
            notes.mark();
        }
        self.execute("SAVEPOINT part").await
    }

    /// Notes a change that hooks are told of once it is committed.
    pub(crate) fn once_committed(&mut self, model: &'static str, images: Images) {
        self.committed.push((model, images));
    }

    /// What was noted.
    pub(crate) fn noted(&mut self) -> Vec<(&'static str, Images)> {
        std::mem::take(&mut self.committed)
    }

    /// Goes back to the last mark, or forgets it.
    pub(crate) async fn end_savepoint(&mut self, keep: bool) -> Result<()> {
        let mark = self.marks.pop().unwrap_or_default();
        if let Some(notes) = &self.notes {
            notes.end_mark(keep);
        }
        if !keep {
            self.committed.truncate(mark);
            self.execute("ROLLBACK TO SAVEPOINT part").await?;
        }
        self.execute("RELEASE SAVEPOINT part").await
    }

    async fn execute(&mut self, sql: &str) -> Result<()> {
        match &mut self.backend {
            Backend::Sqlite(tx) => tx.execute(sql),
            #[cfg(feature = "postgres")]
            Backend::Postgres(tx) => tx.execute(sql).await,
        }
    }
}
