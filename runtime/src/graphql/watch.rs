//! Subscriptions, whatever carries them: from a request to a stream of answers.
//!
//! ```text
//! request ─ lower/event.rs ─▶ Watch (kept by document and shape) ─ feed.rs ─▶ the answer to a change,
//!                                                    made once for all that ask for the same
//! ```

mod answer;
mod feed;

use std::sync::Arc;

use apollo_compiler::executable::OperationType;
use auto_api_model::Zone;
use bytes::Bytes;

use super::document::{Document, Operation};
use super::execute::check_length;
use super::failure::Failure;
use super::lower::{Context, EventItem, Watched, watched};
use super::request::Incoming;
use super::{locate, variables};
use crate::Service;
use crate::ask::{Args, Ask, Form, Input, Item, Read, Root, Shape};
use crate::events::{EventKind, Follower};
use crate::plan::{self, Dialect, Plan};

use feed::Feed;
pub(super) use feed::Feeds;

/// A subscription for a shape of its variables.
#[derive(Debug)]
pub(super) struct Watch {
    watched: Watched,
    /// For each `object` of the events what reads it; the first also tells whether the filter has
    /// the row, so that there is one if there is a filter.
    reads: Vec<(Ask, Arc<Plan>)>,
}

/// A subscription that is under way.
#[derive(Debug)]
pub(super) struct Subscription {
    service: Arc<Service>,
    feed: Arc<Feed>,
    follower: Follower,
    kinds: Kinds,
}

/// The answer to a change.
#[derive(Debug)]
pub(super) struct Next {
    /// `{"data": …}`
    pub(super) body: Bytes,
    /// To go on after it.
    pub(super) cursor: String,
}

type Asked = (Arc<Watch>, Vec<Input>, Vec<u8>);

/// A set of kinds of events.
#[derive(Debug, Clone, Copy)]
struct Kinds([bool; 3]);

impl Kinds {
    fn has(self, kind: EventKind) -> bool {
        let all = EventKind::ALL.into_iter().zip(self.0);
        all.into_iter()
            .any(|(known, wanted)| known == kind && wanted)
    }
}

impl Service {
    /// What kind of operation a request means.
    pub(super) fn operation_type(
        &self,
        incoming: &Incoming<'_>,
    ) -> Result<OperationType, Vec<Failure>> {
        let document = self.graphql.document(incoming.document, self)?;
        let (_, operation) = document.operation(incoming.operation.as_deref())?;
        Ok(operation.node.operation_type)
    }

    /// Begins a subscription; `last` is the cursor of the last event that a client had before it
    /// connected anew.
    ///
    /// # Errors
    ///
    /// What is wrong with the request; `INVALID_CURSOR` if it wants to go on after an event that is
    /// not kept any more.
    pub(super) async fn subscribe(
        self: &Arc<Self>,
        incoming: &Incoming<'_>,
        last: Option<&str>,
    ) -> Result<Subscription, Vec<Failure>> {
        let (watch, slots, shape) = self.watch(incoming)?;
        let kinds = kinds(watch.watched.kinds.as_ref(), &slots);
        let after = last.or(words(watch.watched.after.as_ref(), &slots));
        let table = &self.zone.entities[watch.watched.entity].table;
        let follower = self.database.follow(table, after).await;
        let follower = follower.map_err(|error| vec![Failure::of(&error)])?;
        Ok(Subscription {
            feed: match after {
                // Others are elsewhere.
                Some(_) => Arc::new(Feed::new(watch, slots)),
                None => self.graphql.feeds.of(shape, watch, slots),
            },
            service: self.clone(),
            follower,
            kinds,
        })
    }

    /// What a request asks for, the values of its slots, and the shape of its variables.
    fn watch(&self, incoming: &Incoming<'_>) -> Result<Asked, Vec<Failure>> {
        let state = &self.graphql;
        let document = state.document(incoming.document, self)?;
        let (at, operation) = document.operation(incoming.operation.as_deref())?;
        let mut key = Vec::with_capacity(64);
        key.extend_from_slice(&document.id.to_le_bytes());
        key.extend_from_slice(&at.to_le_bytes());
        let start = key.len();
        let given = &incoming.variables;
        let bound = variables::bind(&state.schema.inputs, &operation.variables, given, key)
            .map_err(|errors| document.misfits(operation, errors))?;
        check_length(bound.longest, self.zone.limits.list_operand)?;
        let watch = if let Some(watch) = state.watches.get(bound.shape.as_slice()) {
            watch
        } else {
            let watch = self.plan_watch(&document, operation, &bound.shape[start..])?;
            let watch = Arc::new(watch);
            let cost = bound.shape.len() + 4096;
            let key = Arc::from(bound.shape.as_slice());
            state.watches.insert(key, watch.clone(), cost);
            watch
        };
        Ok((watch, bound.slots, bound.shape))
    }

    fn plan_watch(
        &self,
        document: &Document,
        operation: &Operation,
        shape: &[u8],
    ) -> Result<Watch, Vec<Failure>> {
        let state = &self.graphql;
        let values = variables::values(&state.schema.inputs, &operation.variables, shape);
        let context = Context {
            zone: &self.zone,
            schema: &state.schema,
            introspection: false,
        };
        let watched = watched(context, document, operation, &values)?;
        let dialect = self.database.dialect();
        let reads = asks(&self.zone, &watched).into_iter().map(|ask| {
            let plan = plan::plan(&self.zone, &ask, dialect).map_err(|errors| {
                let all = errors.iter();
                all.map(|error| locate::failure(document, operation, error))
                    .collect::<Vec<_>>()
            })?;
            Ok((ask, Arc::new(plan)))
        });
        Ok(Watch {
            reads: reads.collect::<Result<_, Vec<Failure>>>()?,
            watched,
        })
    }
}

/// What reads the rows of events: the row of a key, behind the slots of the request, if the filter
/// has it.
fn asks(zone: &Zone, watched: &Watched) -> Vec<Ask> {
    let objects = watched.items.iter().filter_map(|item| match item {
        EventItem::Object(_, items) => Some(items.clone()),
        _ => None,
    });
    let mut objects: Vec<Vec<Item>> = objects.collect();
    if objects.is_empty() && watched.filter.is_some() {
        objects.push(vec![Item::Typename("t".into())]);
    }
    let key = zone.entities[watched.entity].key.iter().enumerate();
    let key: Vec<_> = key
        .map(|(nth, &at)| (at, Input::Slot(watched.slots + nth)))
        .collect();
    let ask = |items| {
        let args = Args {
            key: key.clone(),
            filter: watched.filter.clone(),
            ..Args::default()
        };
        // Errors are located by the root field's key.
        let read = Read {
            key: watched.key.clone(),
            entity: watched.entity,
            form: Form::One(items),
            args,
        };
        Ask {
            roots: vec![Root::Read(read)],
            shape: Shape::Object,
        }
    };
    objects.into_iter().map(ask).collect()
}

fn kinds(given: Option<&Input>, slots: &[Input]) -> Kinds {
    let Some(given) = given.map(|given| filled(given, slots)) else {
        return Kinds([true; 3]);
    };
    let is_given = |kind: EventKind| {
        let is_it = |input: &Input| matches!(filled(input, slots), Input::Enum(name) | Input::Text(name) | Input::Raw(name) if name == kind.as_str());
        match given {
            Input::List(items) => items.iter().any(is_it),
            one => is_it(one),
        }
    };
    Kinds(EventKind::ALL.map(is_given))
}

fn words<'i>(given: Option<&'i Input>, slots: &'i [Input]) -> Option<&'i str> {
    match filled(given?, slots) {
        Input::Text(words) | Input::Raw(words) => Some(words),
        _ => None,
    }
}

fn filled<'i>(input: &'i Input, slots: &'i [Input]) -> &'i Input {
    match input {
        Input::Slot(at) => slots.get(*at).unwrap_or(&Input::Null),
        other => other,
    }
}

impl Subscription {
    /// The answer to the next change. Whoever stops waiting for it loses none.
    ///
    /// # Errors
    ///
    /// Why there are no more.
    pub(super) async fn next(&mut self) -> Result<Next, Failure> {
        loop {
            let told = self.follower.next().await;
            let told = told.map_err(|error| Failure::of(&error))?;
            if !self.kinds.has(told.change.kind) {
                self.follower.done(&told);
                continue;
            }
            let cursor = self.follower.cursor(told.position);
            let answer = self.feed.answer(&self.service, &told, &cursor).await;
            let answer = answer.map_err(|error| Failure::of(&error))?;
            self.follower.done(&told);
            if let Some(body) = answer {
                return Ok(Next { body, cursor });
            }
        }
    }
}

/// Which database's texts a plan has.
pub(super) fn dialect(service: &Service) -> Dialect {
    service.database.dialect()
}
