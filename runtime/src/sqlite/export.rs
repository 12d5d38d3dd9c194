//! Exports: rows handed over in chunks as they are read, in constant memory.

use bytes::Bytes;
use tokio::sync::mpsc::Sender;

use super::failure::failed;
use super::pool::Lent;
use super::rows::{self, LiveRow};
use crate::answer::csv;
use crate::ask::Input;
use crate::database::ExportFormat;
use crate::error::{Error, Result};
use crate::plan::node::NodeForm;
use crate::plan::{Plan, PlanRoot};

/// Sends the rows of a plan of one list, then ends; an error is the last thing sent.
pub(crate) fn export(
    reader: &Lent,
    plan: &Plan,
    slots: &[Input],
    format: ExportFormat,
    chunks: &Sender<Result<Bytes>>,
) {
    // An export may take as long as its reader takes it.
    reader.stop.never();
    if let Err(error) = send(reader, plan, slots, format, chunks) {
        // Nobody listens if it cannot be sent.
        drop(chunks.blocking_send(Err(error)));
    }
}

fn send(
    reader: &Lent,
    plan: &Plan,
    slots: &[Input],
    format: ExportFormat,
    chunks: &Sender<Result<Bytes>>,
) -> Result<()> {
    let [PlanRoot::Read(node)] = plan.roots.as_slice() else {
        return Err(Error::internal("an export has one root"));
    };
    let NodeForm::List(list) = &node.form else {
        return Err(Error::internal("an export is a list"));
    };
    let mut live = rows::prepare(&reader.connection, node, slots)?;
    let mut chunk = Vec::with_capacity(CHUNK + CHUNK / 4);
    if format == ExportFormat::Csv {
        csv::header(&mut chunk, &list.row);
    }
    // The first rows go out soon, so that whoever waits sees that it works.
    let mut full = FIRST_CHUNK;
    let mut found = live.statement.start(None)?;
    while let Some(row) = found.next().map_err(failed)? {
        for shape in &mut live.rows {
            line(&mut chunk, shape, row, (format, slots))?;
        }
        if chunk.len() >= full {
            full = CHUNK;
            let next = Vec::with_capacity(CHUNK + CHUNK / 4);
            let done = std::mem::replace(&mut chunk, next);
            if chunks.blocking_send(Ok(done.into())).is_err() {
                return Ok(());
            }
        }
    }
    // Nobody listens if it cannot be sent.
    drop(chunks.blocking_send(Ok(chunk.into())));
    Ok(())
}

fn line(
    out: &mut Vec<u8>,
    shape: &mut LiveRow<'_, '_>,
    row: &rusqlite::Row<'_>,
    (format, slots): (ExportFormat, &[Input]),
) -> Result<()> {
    match format {
        ExportFormat::Ndjson => {
            rows::row(out, shape, row, slots)?;
            out.push(b'\n');
        }
        ExportFormat::Csv => csv::record(out, shape.shape(), row)?,
    }
    Ok(())
}

/// Bytes of the first chunk.
const FIRST_CHUNK: usize = 4 * 1024;

/// Bytes of the others.
const CHUNK: usize = 64 * 1024;
