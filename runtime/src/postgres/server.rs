//! What a database does, done by a server.

use std::sync::{Arc, PoisonError};

use auto_api_model::Zone;

use super::connect::Server;
use super::failure::failed;
use super::{bind, check, export, names, run, schema};
use crate::answer::Outcome;
use crate::ask::Input;
use crate::database::{EXPORT_CHUNKS, Export, ExportFormat};
use crate::error::Result;
use crate::plan::Plan;
use crate::value::Value;

impl Server {
    /// Runs a plan and appends its answer to the bytes that are there.
    pub(crate) async fn run_into(
        self: &Arc<Self>,
        plan: &Plan,
        slots: &[Input],
        mut body: Vec<u8>,
    ) -> Result<(Vec<u8>, Outcome)> {
        let outcome = run::run(self, plan, slots, &mut body).await?;
        Ok((body, outcome))
    }

    /// The rows of a plan of one list, as values in the order of its columns.
    pub(crate) async fn rows(self: &Arc<Self>, plan: &Plan) -> Result<Vec<Vec<Value>>> {
        run::values(self, plan).await
    }

    /// The server's own plan of each statement. Parents' keys are not known, and null.
    pub(crate) async fn explain(
        self: &Arc<Self>,
        plan: &Plan,
        slots: &[Input],
    ) -> Result<Vec<Vec<String>>> {
        let lent = self.lend().await?;
        let mut all = Vec::new();
        for step in plan.steps() {
            let bound = bind::unbound(step.statement, slots)?;
            let sql = format!("EXPLAIN {}", step.statement.sql);
            let rows = lent.query(&sql, &bound).await?;
            let lines = rows.iter().map(|row| row.try_get(0));
            let lines: std::result::Result<_, _> = lines.collect();
            all.push(lines.map_err(failed)?);
        }
        lent.give_back();
        Ok(all)
    }

    /// Hands the rows of a plan of one list over as they come.
    pub(crate) fn export(
        self: &Arc<Self>,
        plan: &Arc<Plan>,
        slots: Vec<Input>,
        format: ExportFormat,
    ) -> Export {
        let (sender, receiver) = tokio::sync::mpsc::channel(EXPORT_CHUNKS);
        let (server, plan) = (self.clone(), plan.clone());
        tokio::spawn(async move {
            export::export(&server, &plan, &slots, format, &sender).await;
        });
        receiver
    }

    /// Makes what a zone's models lack.
    pub(crate) async fn migrate(self: &Arc<Self>, zone: &Zone) -> Result<()> {
        let lent = self.lend().await?;
        let zone = names::fitted(lent.client(), zone.clone()).await?;
        let done = schema::migrate(lent.client(), &zone).await;
        lent.give_back();
        done
    }

    /// Runs statements of the application's own.
    pub(crate) async fn execute_batch(self: &Arc<Self>, sql: &str) -> Result<()> {
        let lent = self.lend().await?;
        let done = schema::execute_batch(lent.client(), sql).await;
        lent.give_back();
        done
    }

    /// A zone with the names that the database has.
    pub(crate) async fn fitted(self: &Arc<Self>, zone: Zone) -> Result<Zone> {
        let lent = self.lend().await?;
        let fitted = names::fitted(lent.client(), zone).await;
        lent.give_back();
        fitted
    }

    /// As [`fitted`](Self::fitted), found out once for each zone; these live as long as the program.
    pub(crate) async fn named(self: &Arc<Self>, zone: &Arc<Zone>) -> Result<Arc<Zone>> {
        let place = Arc::as_ptr(zone) as usize;
        let zones = || self.zones.lock().unwrap_or_else(PoisonError::into_inner);
        let known = zones().get(&place).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let fitted = Arc::new(self.fitted(Zone::clone(zone)).await?);
        zones().insert(place, fitted.clone());
        Ok(fitted)
    }

    /// Compares the database with a zone's models.
    pub(crate) async fn check(self: &Arc<Self>, zone: &Zone) -> Result<Vec<String>> {
        let lent = self.lend().await?;
        let differences = check::check(lent.client(), zone).await;
        lent.give_back();
        differences
    }
}
