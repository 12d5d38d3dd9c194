//! Events as Rust values, for the program itself: to call webhooks, fill caches, send mail.

use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use auto_api_model::Zone;
use futures_core::Stream;

use super::{EventKind, Follower, Told};
use crate::Database;
use crate::ask::{Args, Ask, Form, Item, Read, Root, Shape};
use crate::error::{Error, Result};
use crate::plan::plan;
use crate::query::zone;
use crate::record::{Record, Row};
use crate::value::Value;
use crate::write::{Key, as_input};

/// A change of one row of a model.
#[derive(Debug, Clone, PartialEq)]
pub struct Event<T> {
    /// What happened.
    pub kind: EventKind,
    /// The primary key.
    pub key: Key,
    /// The row as it is now, `None` if it is gone meanwhile; of a deleted one, as it was.
    pub row: Option<T>,
    /// Where it is among the changes of the database; larger than that of all before.
    pub position: u64,
    /// To go on after it, as long as the process runs and the changes after it are kept.
    pub cursor: String,
}

/// The changes of a model's rows, as they come. It ends with the first error.
#[must_use = "events are told to whoever asks for the next"]
pub struct EventsOf<T> {
    state: State,
    record: PhantomData<fn() -> T>,
}

enum State {
    Idle(Box<Reader>),
    Busy(Reading),
    Done,
}

/// A reader that reads the next change, and comes back with it.
type Reading = Pin<Box<dyn Future<Output = (Box<Reader>, Result<Next>)> + Send>>;

/// A change, and the row.
struct Next {
    told: Arc<Told>,
    row: Option<Vec<Value>>,
    cursor: String,
}

struct Reader {
    database: Database,
    zone: Arc<Zone>,
    entity: usize,
    follower: Follower,
}

impl<T> std::fmt::Debug for EventsOf<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EventsOf").finish_non_exhaustive()
    }
}

impl Database {
    /// The changes of a model's rows: those after a cursor, or those of transactions that begin
    /// from now on; told after their commit, each row once for each transaction.
    ///
    /// The last 16,384 changes of a table are kept, or 16 MiB of them, for a minute after the last
    /// listener left. On PostgreSQL they are those of all processes that announce theirs: each that
    /// has subscriptions or listens itself, and each whose URL says `events=true`.
    ///
    /// ```no_run
    /// # use auto_api::{AutoApi, Database};
    /// #[derive(AutoApi)]
    /// struct Post {
    ///     #[api(id)]
    ///     id: i64,
    ///     title: String,
    /// }
    ///
    /// # async fn watch(db: &Database) -> auto_api::Result<()> {
    /// let mut events = db.events::<Post>(None).await?;
    /// while let Some(event) = events.next().await {
    ///     let event = event?;
    ///     println!("{} {:?}", event.kind.as_str(), event.row.map(|post| post.title));
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `INVALID_CURSOR` if what comes after the cursor is not kept any more; `UNAVAILABLE` if the
    /// server cannot be reached. Later, an event is `LIMIT_EXCEEDED` if it was not asked for in
    /// time, and `UNAVAILABLE` if some may have been missed: read anew then.
    pub async fn events<T: Record>(&self, after: Option<&str>) -> Result<EventsOf<T>> {
        let zone = self.named(&zone::of::<T>()?).await?;
        let entity = zone.entity_of(T::MODEL.rust_name).unwrap_or(0);
        let follower = self.follow(&zone.entities[entity].table, after).await?;
        let reader = Reader {
            database: self.clone(),
            zone,
            entity,
            follower,
        };
        Ok(EventsOf {
            state: State::Idle(Box::new(reader)),
            record: PhantomData,
        })
    }
}

impl<T: Record> EventsOf<T> {
    /// The next event.
    pub async fn next(&mut self) -> Option<Result<Event<T>>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<T: Record> Stream for EventsOf<T> {
    type Item = Result<Event<T>>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Event<T>>>> {
        let mut future = match std::mem::replace(&mut self.state, State::Done) {
            State::Idle(reader) => Box::pin(reader.next()),
            State::Busy(future) => future,
            State::Done => return Poll::Ready(None),
        };
        let Poll::Ready((reader, next)) = future.as_mut().poll(context) else {
            self.state = State::Busy(future);
            return Poll::Pending;
        };
        let event = next.and_then(event);
        if event.is_ok() {
            self.state = State::Idle(reader);
        }
        Poll::Ready(Some(event))
    }
}

fn event<T: Record>(next: Next) -> Result<Event<T>> {
    let read = |values: Vec<Value>| T::read(&mut Row::new(&mut values.into_iter()));
    let change = &next.told.change;
    Ok(Event {
        kind: change.kind,
        key: change.key.clone(),
        row: next.row.map(read).transpose().map_err(Error::internal)?,
        position: next.told.position,
        cursor: next.cursor,
    })
}

impl Reader {
    fn next(mut self: Box<Self>) -> Reading {
        Box::pin(async move {
            let next = self.read().await;
            (self, next)
        })
    }

    async fn read(&mut self) -> Result<Next> {
        let told = self.follower.next().await?;
        let row = match &told.change.before {
            Some(before) => Some(before.clone()),
            None if told.change.kind == EventKind::Deleted => None,
            None => self.row(&told.change.key).await?,
        };
        self.follower.done(&told);
        let cursor = self.follower.cursor(told.position);
        Ok(Next { told, row, cursor })
    }

    /// The row of a key, as it is now.
    async fn row(&self, key: &Key) -> Result<Option<Vec<Value>>> {
        let entity = &self.zone.entities[self.entity];
        let members = entity.members.iter().enumerate();
        let items = members.map(|(member, own)| Item::Member {
            key: own.field.rust_name.into(),
            member,
            part: None,
        });
        let read = Read {
            key: "rows".into(),
            entity: self.entity,
            form: Form::List(items.collect()),
            args: Args {
                key: entity
                    .key
                    .iter()
                    .copied()
                    .zip(key.iter().map(as_input))
                    .collect(),
                ..Args::default()
            },
        };
        let ask = Ask {
            roots: vec![Root::Read(read)],
            shape: Shape::Bare,
        };
        let plan = plan(&self.zone, &ask, self.database.dialect());
        let plan = plan.map_err(|errors| {
            let first = errors.into_iter().next();
            first.unwrap_or_else(|| Error::internal("a plan failed without an error"))
        })?;
        Ok(self.database.rows(Arc::new(plan)).await?.pop())
    }
}
