//! Exports: rows handed over in chunks as they are read, in constant memory.

use bytes::Bytes;
use tokio::sync::mpsc::Sender;

use super::failure::failed;
use super::pool::Lent;
use super::rows::{self, LiveRow};
use super::write;
use crate::ask::Input;
use crate::database::ExportFormat;
use crate::error::{Error, Result};
use crate::plan::node::{NodeForm, Output, RowShape};
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
        header(&mut chunk, &list.row);
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
        ExportFormat::Csv => record(out, shape.shape(), row)?,
    }
    Ok(())
}

/// The names of the columns.
fn header(out: &mut Vec<u8>, shape: &RowShape) {
    let mut separator = None;
    for output in &shape.outputs {
        if let Output::Column { key, .. } = output {
            out.extend(separator.replace(b','));
            // The key has a separator before it and a colon behind.
            field(out, &key[1..key.len() - 1]);
        }
    }
    out.extend_from_slice(b"\r\n");
}

fn record(out: &mut Vec<u8>, shape: &RowShape, row: &rusqlite::Row<'_>) -> Result<()> {
    let mut separator = None;
    let mut value = Vec::new();
    for output in &shape.outputs {
        if let Output::Column {
            column, encoding, ..
        } = output
        {
            out.extend(separator.replace(b','));
            value.clear();
            write::value(&mut value, encoding, row.get_ref(*column).map_err(failed)?)?;
            field(out, &value);
        }
    }
    out.extend_from_slice(b"\r\n");
    Ok(())
}

/// A JSON value as a field of RFC 4180: texts without their quotes, null as nothing, quoted where
/// it must be. An empty text is quoted, so that it is not null.
fn field(out: &mut Vec<u8>, json: &[u8]) {
    let text = match json {
        b"null" => return,
        [b'"', ..] => serde_json::from_slice::<String>(json).unwrap_or_default(),
        other => String::from_utf8_lossy(other).into_owned(),
    };
    let special = |char| matches!(char, '"' | ',' | '\n' | '\r');
    if text.is_empty() || text.contains(special) || text.starts_with(' ') || text.ends_with(' ') {
        out.push(b'"');
        out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
        out.push(b'"');
    } else {
        out.extend_from_slice(text.as_bytes());
    }
}

/// Bytes of the first chunk.
const FIRST_CHUNK: usize = 4 * 1024;

/// Bytes of the others.
const CHUNK: usize = 64 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        for (json, csv) in [
            ("null", ""),
            ("1", "1"),
            ("\"a\"", "a"),
            ("\"\"", "\"\""),
            ("\"a,b\"", "\"a,b\""),
            (r#""say \"hi\"""#, r#""say ""hi""""#),
            (r#""two\nlines""#, "\"two\nlines\""),
            ("[1,2]", "\"[1,2]\""),
        ] {
            let mut out = Vec::new();
            field(&mut out, json.as_bytes());
            assert_eq!(String::from_utf8(out).unwrap(), csv, "{json}");
        }
    }
}
