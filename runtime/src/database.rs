//! A database: opened from a URL, runs plans.

use std::sync::Arc;

use crate::Result;
use crate::ask::Input;
use crate::error::Error;
use crate::plan::Plan;

/// A database.
#[derive(Debug, Clone)]
pub struct Database {}

/// What a plan answers.
#[derive(Debug, Default)]
pub struct Answer {
    /// JSON.
    pub body: Vec<u8>,
    /// How many statements were run; one that runs for each parent row counts once.
    pub statements: u32,
    /// For [`Shape::Bare`](crate::ask::Shape::Bare) reads of one row: whether there is one.
    pub found: bool,
    /// For [`Shape::Bare`](crate::ask::Shape::Bare) pages: what headers tell.
    pub page: PageMeta,
}

/// What a page's headers tell.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct PageMeta {
    /// Rows of the filter, if the page's `page_info` or `total_count` asks for it.
    pub total_count: Option<u64>,
    /// Whether there are rows after these.
    pub has_next_page: bool,
    /// Whether there are rows before these.
    pub has_previous_page: bool,
    /// The cursor of the first row, for connections.
    pub start_cursor: Option<String>,
    /// The cursor of the last row, for connections.
    pub end_cursor: Option<String>,
}

/// How exported rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportFormat {
    /// A JSON object a line.
    Ndjson,
    /// RFC 4180, with a header line.
    Csv,
}

/// The chunks of an export; an error ends it.
pub type Export = tokio::sync::mpsc::Receiver<Result<bytes::Bytes>>;

impl Database {
    /// Opens `sqlite://path`, `sqlite::memory:` or a bare path.
    pub async fn open(url: &str) -> Result<Self> {
        let _ = url;
        Ok(Self {})
    }

    /// Runs a plan with the values of its slots.
    pub async fn run(&self, plan: &Arc<Plan>, slots: Vec<Input>) -> Result<Answer> {
        let _ = (plan, slots);
        Err(Error::internal("not run yet"))
    }

    /// Runs a plan of one list and hands its rows over as they are read, in constant memory.
    pub fn export(&self, plan: &Arc<Plan>, slots: Vec<Input>, format: ExportFormat) -> Export {
        let _ = (plan, slots, format);
        tokio::sync::mpsc::channel(1).1
    }
}
