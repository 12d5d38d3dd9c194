//! A connection that is lent to one run, and stopped if the run is given up.

use std::sync::Arc;

use deadpool_postgres::Object;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Row, RowStream};

use super::bind::{Bound, Sent};
use super::connect::Server;
use super::failure::failed;
use crate::error::{Error, Result};

/// A connection. Unless it is [`given back`](Self::give_back), what it does is cancelled and it is
/// closed: whoever asked has gone away, or has waited long enough.
#[derive(Debug)]
pub(crate) struct Lent {
    client: Option<Object>,
    server: Arc<Server>,
}

impl Lent {
    pub(super) fn new(client: Object, server: Arc<Server>) -> Self {
        Self {
            client: Some(client),
            server,
        }
    }

    /// The connection.
    pub(crate) fn client(&self) -> &Object {
        match &self.client {
            Some(client) => client,
            // Only `give_back` and `drop` take it.
            None => unreachable!("a lent connection is there until it is given back"),
        }
    }

    /// Nothing of the run is under way any more.
    pub(crate) fn give_back(mut self) {
        drop(self.client.take());
    }

    /// The rows of a statement; its plan is kept by the connection.
    pub(super) async fn query<S: Sent>(&self, sql: &str, sent: &[S]) -> Result<Vec<Row>> {
        if self.server.pooled {
            let params: Vec<_> = sent.iter().map(|s| (s as _, s.cast().ty())).collect();
            let rows = self.client().query_typed(sql, &params).await;
            return rows.map_err(failed);
        }
        let params: Vec<&(dyn ToSql + Sync)> = sent.iter().map(|s| s as _).collect();
        let statement = self.prepared(sql).await?;
        let rows = self.client().query(&statement, &params).await;
        rows.map_err(|error| self.failed(error))
    }

    /// As [`query`](Self::query), row by row.
    pub(super) async fn stream(&self, sql: &str, bound: &[Bound]) -> Result<RowStream> {
        if self.server.pooled {
            let params: Vec<_> = bound.iter().map(|b| (b, b.cast.ty())).collect();
            let stream = self.client().query_typed_raw(sql, params).await;
            return stream.map_err(failed);
        }
        let statement = self.prepared(sql).await?;
        let stream = self.client().query_raw(&statement, bound).await;
        stream.map_err(|error| self.failed(error))
    }

    /// The statement, prepared. A connection keeps so many and then begins anew: callers may send
    /// as many different requests as they like.
    async fn prepared(&self, sql: &str) -> Result<tokio_postgres::Statement> {
        let client = self.client();
        if client.statement_cache.size() >= STATEMENTS {
            client.statement_cache.clear();
        }
        client.prepare_cached(sql).await.map_err(failed)
    }

    /// A prepared statement may be out of date: a column of it has another type by now.
    fn failed(&self, error: tokio_postgres::Error) -> Error {
        if error.code() == Some(&SqlState::FEATURE_NOT_SUPPORTED) {
            self.client().statement_cache.clear();
        }
        failed(error)
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        let Some(client) = self.client.take() else {
            return;
        };
        let client = Object::take(client);
        if client.is_closed() {
            return;
        }
        let (server, token) = (self.server.clone(), client.cancel_token());
        // Outside of a runtime the connection is closed by being dropped.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                server.cancel(token).await;
                drop(client);
            });
        }
    }
}

/// Statements that a connection keeps prepared.
const STATEMENTS: usize = 512;
