//! From a query string to a plan and the values of its slots; plans are kept by shape.

use std::sync::Arc;

use super::lower::{Lowering, Route};
use super::problem::Failed;
use super::request::Asked;
use super::shape::{Shape, Take};
use super::{Rest, mistakes};
use crate::Error;
use crate::ask::{Ask, Input};
use crate::plan::{Plan, plan};

/// Bytes of keys in the plan cache, each plan counted as [`PLAN`] more.
pub(super) const CACHE: usize = 8 * 1024 * 1024;

/// Roughly what a plan takes.
const PLAN: usize = 4096;

/// A shape of request, planned.
#[derive(Debug)]
pub(super) struct Prepared {
    ask: Ask,
    pub(super) plan: Arc<Plan>,
    takes: Vec<Take>,
    pub(super) asked: Asked,
}

/// A request, ready to run.
#[derive(Debug)]
pub(super) struct Ready<'q> {
    pub(super) shape: Shape<'q>,
    pub(super) prepared: Arc<Prepared>,
    pub(super) slots: Vec<Input>,
}

impl Rest {
    /// Finds or makes the plan of a request; `key` are the values of its first slots.
    pub(super) fn ready<'q>(
        &self,
        route: Route,
        entity: usize,
        query: &'q str,
        key: Vec<Input>,
    ) -> Result<Ready<'q>, Failed> {
        self.ready_once(false, route, entity, query, key)
    }

    /// The same for a request that may be sent again under a key, if it is `once`.
    pub(super) fn ready_once<'q>(
        &self,
        once: bool,
        route: Route,
        entity: usize,
        query: &'q str,
        key: Vec<Input>,
    ) -> Result<Ready<'q>, Failed> {
        let zone = &self.service.zone;
        let mut prefix = [0; 10];
        prefix[0] = route as u8;
        prefix[1] = u8::from(once);
        prefix[2..].copy_from_slice(&(entity as u64).to_le_bytes());
        let mut shape = Shape::of(&prefix, query, &self.words, &zone.limits)?;
        let first = shape.leaves(key);
        let prepared = match self.plans.get(shape.key.as_slice()) {
            Some(known) => known,
            None => self.prepare((route, once), entity, &shape, &first)?,
        };
        let slots = shape.fill(first, &prepared.takes, &zone.limits)?;
        Ok(Ready {
            shape,
            prepared,
            slots,
        })
    }

    fn prepare(
        &self,
        (route, once): (Route, bool),
        entity: usize,
        shape: &Shape<'_>,
        first: &[Input],
    ) -> Result<Arc<Prepared>, Failed> {
        let zone = &self.service.zone;
        let mut lowering = Lowering::new((zone, &self.words), entity, shape, first.len());
        lowering.once = once;
        let (ask, asked) = lowering.request(route);
        if !lowering.errors.is_empty() {
            return Err(Failed::Errors(lowering.errors));
        }
        let takes = lowering.takes;
        let dialect = self.service.database.dialect();
        let plan = match plan(zone, &ask, dialect) {
            Ok(plan) => Arc::new(plan),
            // Again with the values, of which there may be something to say, too.
            Err(known) => {
                let slots = shape.fill(first.to_vec(), &takes, &zone.limits)?;
                let all = plan(zone, &mistakes::in_place(&ask, &slots), dialect).err();
                return Err(Failed::planned(all.unwrap_or(known)));
            }
        };
        let prepared = Arc::new(Prepared {
            ask,
            plan,
            takes,
            asked,
        });
        let cost = shape.key.len() + PLAN;
        self.plans
            .insert(Arc::from(shape.key.as_slice()), prepared.clone(), cost);
        Ok(prepared)
    }

    /// What to tell of a run that failed: every mistake of the request, not only the first.
    pub(super) fn failed(&self, route: Route, entity: usize, query: &str, error: Error) -> Failed {
        let zone = &self.service.zone;
        match self.ready(route, entity, query, Vec::new()) {
            Ok(ready) => Failed::planned(mistakes::all(
                zone,
                self.service.database.dialect(),
                (&ready.prepared.ask, &ready.slots),
                error,
            )),
            Err(failed) => failed,
        }
    }
}
