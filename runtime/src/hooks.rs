//! Hooks: the application's own code before and after each change of a row, within its transaction
//! or once it is committed.
//!
//! They run for every write, whichever way it comes: GraphQL, REST, nested in another, or Rust.

mod change;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use auto_api_model::Entity;

use crate::error::{Error, Result};
use crate::record::{Record, Row};
use crate::transaction::{BoxFuture, Transaction};
use crate::value::Value;

pub(crate) use change::Draft;
pub use change::{Change, Changed};

/// What is done with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum On {
    /// It is made.
    Create,
    /// It is changed.
    Update,
    /// It is deleted, by itself: not by the database along with another row.
    Delete,
}

/// The hooks of a database; see [`Database::with_hooks`](crate::Database::with_hooks).
///
/// ```no_run
/// # use auto_api::{AutoApi, Database, Error};
/// use auto_api::hooks::{Hooks, On};
/// # #[derive(AutoApi, Clone)]
/// # struct Post { #[api(id)] id: i64, title: String, slug: String }
/// # #[derive(AutoApi)]
/// # struct Notice { #[api(id)] id: i64, text: String }
/// # async fn example(db: Database) {
/// let hooks = Hooks::new()
///     // Change what is written, or refuse it.
///     .before(On::Create, |change| {
///         let Some(title) = change.get(Post::TITLE)? else { return Ok(()) };
///         if title.contains("spam") {
///             return Err(Error::validation("no advertisements, please"));
///         }
///         change.set(Post::SLUG.set(title.to_lowercase().replace(' ', "-")));
///         Ok(())
///     })
///     // Write more in the same transaction.
///     .after_async(On::Create, |changed, tx| {
///         Box::pin(async move {
///             let post: &Post = changed.row();
///             Notice::TEXT.set(format!("new: {}", post.title)).create(tx).await?;
///             Ok(())
///         })
///     })
///     // Tell others, once it is certain.
///     .committed(On::Delete, |changed| println!("gone: {}", Post::clone(changed.row()).title));
/// let db = db.with_hooks(hooks);
/// # }
/// ```
#[derive(Default, Clone)]
#[must_use = "hooks do nothing until a database has them"]
pub struct Hooks {
    before: Table<Before>,
    after: Table<After>,
    committed: Table<Committed>,
}

type Table<F> = HashMap<(&'static str, On), Vec<Arc<F>>>;

type Before =
    dyn for<'h> Fn(&'h mut Draft, &'h mut Transaction<'_, '_>) -> BoxFuture<'h, ()> + Send + Sync;

type After =
    dyn for<'h> Fn(&'h Images, &'h mut Transaction<'_, '_>) -> BoxFuture<'h, ()> + Send + Sync;

type Committed = dyn Fn(&Images) -> Result<()> + Send + Sync;

/// A row before and after a change, as far as there was or is one.
#[derive(Debug, Clone)]
pub(crate) struct Images {
    pub(crate) on: On,
    pub(crate) before: Option<Vec<Value>>,
    pub(crate) after: Option<Vec<Value>>,
}

impl fmt::Debug for Hooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.before.len() + self.after.len() + self.committed.len();
        f.debug_struct("Hooks").field("count", &count).finish()
    }
}

impl Hooks {
    /// None.
    pub fn new() -> Self {
        Self::default()
    }

    /// Before a row is written; more than once, if the transaction has to be run again: may change what is written, or refuse it with an error, which the
    /// caller gets if it is `VALIDATION`, `PERMISSION_DENIED`, `CONFLICT` or the like.
    pub fn before<T: Record>(
        self,
        on: On,
        hook: impl Fn(&mut Change<'_, T>) -> Result<()> + Send + Sync + 'static,
    ) -> Self {
        let hook = Arc::new(hook);
        self.before_async(on, move |change, _| {
            let hook = hook.clone();
            Box::pin(async move { hook(change) })
        })
    }

    /// As [`before`](Self::before), with the transaction.
    pub fn before_async<T: Record, F>(mut self, on: On, hook: F) -> Self
    where
        F: for<'h> Fn(&'h mut Change<'_, T>, &'h mut Transaction<'_, '_>) -> BoxFuture<'h, ()>
            + Send
            + Sync
            + 'static,
    {
        let hook = Arc::new(hook);
        let erased: Arc<Before> = Arc::new(move |draft, tx| {
            let hook = hook.clone();
            Box::pin(async move {
                let mut change = Change::new(draft)?;
                hook(&mut change, tx).await
            })
        });
        self.before
            .entry((T::MODEL.rust_name, on))
            .or_default()
            .push(erased);
        self
    }

    /// After a row was written, within the transaction: an error takes the write back.
    pub fn after<T: Record>(
        self,
        on: On,
        hook: impl Fn(&Changed<T>) -> Result<()> + Send + Sync + 'static,
    ) -> Self {
        let hook = Arc::new(hook);
        self.after_async(on, move |changed, _| {
            let hook = hook.clone();
            Box::pin(async move { hook(changed) })
        })
    }

    /// As [`after`](Self::after), with the transaction.
    pub fn after_async<T: Record, F>(mut self, on: On, hook: F) -> Self
    where
        F: for<'h> Fn(&'h Changed<T>, &'h mut Transaction<'_, '_>) -> BoxFuture<'h, ()>
            + Send
            + Sync
            + 'static,
    {
        let hook = Arc::new(hook);
        let erased: Arc<After> = Arc::new(move |images, tx| {
            let hook = hook.clone();
            Box::pin(async move {
                let changed = Changed::new(images)?;
                hook(&changed, tx).await
            })
        });
        self.after
            .entry((T::MODEL.rust_name, on))
            .or_default()
            .push(erased);
        self
    }

    /// Once the transaction is committed. It should be quick: long work goes to a task of its own.
    pub fn committed<T: Record>(
        mut self,
        on: On,
        hook: impl Fn(&Changed<T>) + Send + Sync + 'static,
    ) -> Self {
        let erased: Arc<Committed> = Arc::new(move |images| {
            hook(&Changed::new(images)?);
            Ok(())
        });
        self.committed
            .entry((T::MODEL.rust_name, on))
            .or_default()
            .push(erased);
        self
    }

    /// Whether anything is called for a change of an entity.
    pub(crate) fn are_on(&self, entity: &Entity, on: On) -> bool {
        let place = (entity.model.rust_name, on);
        self.before.contains_key(&place) || self.follow(entity, on)
    }

    /// Whether anything is called after one.
    pub(crate) fn follow(&self, entity: &Entity, on: On) -> bool {
        let place = (entity.model.rust_name, on);
        self.after.contains_key(&place) || self.committed.contains_key(&place)
    }

    /// Calls what comes before a change.
    pub(crate) async fn call_before(
        &self,
        entity: &Entity,
        draft: &mut Draft,
        tx: &mut Transaction<'_, '_>,
    ) -> Result<()> {
        let place = (entity.model.rust_name, draft.on);
        for hook in self.before.get(&place).into_iter().flatten() {
            hook(draft, tx).await?;
        }
        Ok(())
    }

    /// Calls what comes after a change.
    pub(crate) async fn call_after(
        &self,
        entity: &Entity,
        images: &Images,
        tx: &mut Transaction<'_, '_>,
    ) -> Result<()> {
        let place = (entity.model.rust_name, images.on);
        for hook in self.after.get(&place).into_iter().flatten() {
            hook(images, tx).await?;
        }
        Ok(())
    }

    /// Calls what comes after the commit; a failure is for the log.
    pub(crate) fn call_committed(&self, model: &'static str, images: &Images) {
        for hook in self
            .committed
            .get(&(model, images.on))
            .into_iter()
            .flatten()
        {
            if let Err(error) = hook(images) {
                tracing::error!(%error, model, "a hook after the commit failed");
            }
        }
    }

    /// Whether anything is called after the commit.
    pub(crate) fn wait_for_commit(&self, entity: &Entity, on: On) -> bool {
        self.committed.contains_key(&(entity.model.rust_name, on))
    }
}

/// The struct of a row's values.
fn record<T: Record>(values: &[Value]) -> Result<T> {
    T::read(&mut Row::new(&mut values.iter().cloned())).map_err(Error::internal)
}
