//! Rows of PostgreSQL as rows of either database.

use tokio_postgres::Row;

use super::{raw, read, write};
use crate::answer::Cells;
use crate::error::{Error, Result};
use crate::plan::node::Encoding;
use crate::value::Value;

impl Cells for Row {
    fn write(&self, out: &mut Vec<u8>, column: usize, encoding: &Encoding) -> Result<()> {
        let Some(described) = self.columns().get(column) else {
            return Err(Error::internal(format!("a row has no column {column}")));
        };
        write::value(out, encoding, described.type_(), raw::of(self, column))
    }

    fn value(&self, column: usize, encoding: &Encoding) -> Result<Value> {
        read::column(self, column, encoding)
    }
}
