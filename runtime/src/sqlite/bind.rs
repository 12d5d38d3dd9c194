//! From a plan's parameters to a statement's.

use chrono::Utc;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Row, Statement};

use super::failure::failed;
use super::lookup::Held;
use crate::ask::Input;
use crate::error::{Error, Result};
use crate::plan::node;
use crate::plan::operand::stored;
use crate::plan::param::{Param, Stored};
use crate::value::Value;

/// Binds what does not depend on the parent's row; it stays from run to run of the statement.
pub(crate) fn bind(
    statement: &mut Statement<'_>,
    plan: &node::Statement,
    slots: &[Input],
) -> Result<()> {
    for (at, param) in plan.params.iter().enumerate() {
        let value = match param {
            Param::Parent(_) | Param::Numbers | Param::Native(..) | Param::Keys(_) => continue,
            Param::Fixed(value) => {
                raw(statement, at, borrowed(value))?;
                continue;
            }
            Param::Slot(operand) => operand.resolve(slots)?,
            Param::Range(range) => stored(&range.edge(Utc::now())),
            Param::Limit(limit) => Stored::Int(limit.resolve(slots)?),
            Param::Offset(offset) => Stored::Int(offset.resolve(slots)?),
            Param::Cursor(value) => value.cursor.value(value.index, slots)?,
        };
        raw(statement, at, borrowed(&value))?;
    }
    Ok(())
}

/// Binds what comes from the parent's row.
pub(crate) fn bind_parent(
    statement: &mut Statement<'_>,
    plan: &node::Statement,
    (parent, held): (&Row<'_>, Option<&Held>),
) -> Result<()> {
    if plan.from_parent == 0 {
        return Ok(());
    }
    for (at, param) in plan.params.iter().enumerate() {
        if let Param::Parent(column) = param {
            let value = parent.get_ref(*column).map_err(failed)?;
            raw(statement, at, value)?;
        }
        if *param == Param::Numbers {
            let Some(held) = held else {
                return Err(Error::internal("the rows of a relation were not looked up"));
            };
            raw(statement, at, ValueRef::Text(held.of(parent)?.as_bytes()))?;
        }
    }
    Ok(())
}

/// Binds one value, as it is stored.
pub(super) fn value(statement: &mut Statement<'_>, at: usize, value: &Value) -> Result<()> {
    match value {
        Value::Text(text) => raw(statement, at, ValueRef::Text(text.as_bytes())),
        Value::Bytes(bytes) => raw(statement, at, ValueRef::Blob(bytes)),
        other => raw(statement, at, borrowed(&stored(other))),
    }
}

fn raw(statement: &mut Statement<'_>, at: usize, value: ValueRef<'_>) -> Result<()> {
    let bound = statement.raw_bind_parameter(at + 1, ToSqlOutput::Borrowed(value));
    bound.map_err(failed)
}

fn borrowed(value: &Stored) -> ValueRef<'_> {
    match value {
        Stored::Null => ValueRef::Null,
        Stored::Int(number) => ValueRef::Integer(*number),
        Stored::Real(number) => ValueRef::Real(*number),
        Stored::Text(text) => ValueRef::Text(text.as_bytes()),
        Stored::Blob(bytes) => ValueRef::Blob(bytes),
    }
}
