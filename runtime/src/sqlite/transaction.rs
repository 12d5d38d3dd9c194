//! Statements of a transaction that is under way on the connection that writes.

use rusqlite::Connection;

use super::bind::bind;
use super::failure::failed;
use super::{read, rows};
use crate::ask::Input;
use crate::error::{Error, Result};
use crate::plan::node::{Encoding, Node, Statement};
use crate::plan::{Dialect, Plan};
use crate::value::Value;
use crate::write::statement::{encodings, insert};
use crate::write::tx::Rows;

/// A transaction, or a part of one.
#[derive(Debug)]
pub(crate) struct LiteTx<'c> {
    // Not shared: a connection may go from thread to thread, but not be on two.
    connection: &'c mut Connection,
}

impl<'c> LiteTx<'c> {
    pub(super) fn new(connection: &'c mut Connection) -> Self {
        Self { connection }
    }

    /// Runs a statement; its rows as values.
    pub(crate) fn query(
        &mut self,
        statement: &Statement,
        slots: &[Input],
        encodings: &[Encoding],
    ) -> Result<Vec<Vec<Value>>> {
        let mut prepared = self
            .connection
            .prepare_cached(&statement.sql)
            .map_err(failed)?;
        bind(&mut prepared, statement, slots)?;
        let mut found = prepared.raw_query();
        let mut all = Vec::new();
        while let Some(row) = found.next().map_err(failed)? {
            all.push(read::values(row, encodings)?);
        }
        Ok(all)
    }

    /// Adds rows: one statement, prepared once and run for each.
    // Failures are rare, and as large as any of the crate.
    #[allow(clippy::result_large_err)]
    pub(crate) fn insert(
        &mut self,
        rows: &Rows<'_>,
    ) -> Result<Vec<Vec<Value>>, (Option<usize>, Error)> {
        let Some(first) = rows.rows.first() else {
            return Ok(Vec::new());
        };
        let dialect = Dialect::Sqlite;
        let one = std::slice::from_ref(first);
        let statement = insert(dialect, rows.entity, rows.columns, one, rows.returning);
        let encodings = encodings(rows.entity, rows.returning);
        let mut prepared = (self.connection.prepare_cached(&statement.sql))
            .map_err(|error| (None, failed(error)))?;
        let mut all = Vec::with_capacity(rows.rows.len());
        for (at, row) in rows.rows.iter().enumerate() {
            let here = |error| (Some(at), error);
            for (at, value) in row.iter().enumerate() {
                let bound = super::bind::value(&mut prepared, at, value);
                bound.map_err(here)?;
            }
            let mut found = prepared.raw_query();
            let mut back = Vec::new();
            while let Some(row) = found.next().map_err(|error| here(failed(error)))? {
                back = read::values(row, &encodings).map_err(here)?;
            }
            all.push(back);
        }
        Ok(all)
    }

    /// Writes the row of a node, or null.
    pub(crate) fn read(&mut self, node: &Node, slots: &[Input], out: &mut Vec<u8>) -> Result<bool> {
        let mut live = rows::prepare(self.connection, node, slots)?;
        rows::node(out, &mut live, None, slots)
    }

    /// The rows of a plan of one list, as values.
    pub(crate) fn rows(&mut self, plan: &Plan) -> Result<Vec<Vec<Value>>> {
        super::run::values(self.connection, plan)
    }

    /// Runs a statement without values or rows.
    pub(crate) fn execute(&mut self, sql: &str) -> Result<()> {
        super::run::execute(self.connection, sql)
    }
}
