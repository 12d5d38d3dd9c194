//! Exports: rows handed over in chunks as they come, in constant memory.

use std::sync::Arc;

use bytes::Bytes;
use futures_util::{StreamExt, pin_mut};
use tokio::sync::mpsc::Sender;

use super::bind::bind;
use super::connect::Server;
use super::failure::failed;
use super::load::Section;
use super::rows;
use crate::answer::csv;
use crate::ask::Input;
use crate::database::ExportFormat;
use crate::error::{Error, Result};
use crate::plan::node::NodeForm;
use crate::plan::{Plan, PlanRoot};

/// Sends the rows of a plan of one list, then ends; an error is the last thing sent.
pub(crate) async fn export(
    server: &Arc<Server>,
    plan: &Plan,
    slots: &[Input],
    format: ExportFormat,
    chunks: &Sender<Result<Bytes>>,
) {
    if let Err(error) = send(server, plan, slots, format, chunks).await {
        // Nobody listens if it cannot be sent.
        drop(chunks.send(Err(error)).await);
    }
}

async fn send(
    server: &Arc<Server>,
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
    let section = Section {
        shape: &list.row,
        children: Vec::new(),
    };
    let bound = bind(&list.statement, slots, None)?;
    let _permit = server.export_permit().await?;
    let lent = server.lend().await?;
    let stream = lent.stream(&list.statement.sql, &bound).await?;
    pin_mut!(stream);
    let mut chunk = Vec::with_capacity(CHUNK + CHUNK / 4);
    if format == ExportFormat::Csv {
        csv::header(&mut chunk, &list.row);
    }
    // The first rows go out soon, so that whoever waits sees that it works.
    let mut full = FIRST_CHUNK;
    while let Some(row) = stream.next().await {
        let row = row.map_err(failed)?;
        match format {
            ExportFormat::Ndjson => {
                rows::row(&mut chunk, &section, &row, slots)?;
                chunk.push(b'\n');
            }
            ExportFormat::Csv => csv::record(&mut chunk, &list.row, &row)?,
        }
        if chunk.len() >= full {
            full = CHUNK;
            let next = Vec::with_capacity(CHUNK + CHUNK / 4);
            let done = std::mem::replace(&mut chunk, next);
            if chunks.send(Ok(done.into())).await.is_err() {
                return Ok(());
            }
        }
    }
    lent.give_back();
    // Nobody listens if it cannot be sent.
    drop(chunks.send(Ok(chunk.into())).await);
    Ok(())
}

/// Bytes of the first chunk.
const FIRST_CHUNK: usize = 4 * 1024;

/// Bytes of the others.
const CHUNK: usize = 64 * 1024;
