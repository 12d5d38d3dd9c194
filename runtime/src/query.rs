//! Typed reads from Rust: conditions and orders over the columns that the derive names.
//!
//! They go through the planner as every request does; they act for the program itself, so they see
//! every field of every model, whatever its zones.

mod column;
mod executor;
mod values;
pub(crate) mod zone;

use std::marker::PhantomData;
use std::sync::Arc;

use auto_api_model::ErrorCode;

use crate::ask::{AggregateItem, Args, Ask, Form, Input, Item, Read, Root, Shape};
use crate::database::Database;
use crate::error::{Error, Result};
use crate::plan::plan;
use crate::record::{FieldValue, Record, Row};

pub(crate) use executor::Changed;
pub use executor::Executor;
pub(crate) use values::put_back;
pub use values::{Values, insert};

pub use column::{Column, Condition, Order, ToMany, ToOne};

/// A read of one model's rows, put together step by step.
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
/// # async fn read(db: &Database) -> auto_api::Result<()> {
/// let posts: Vec<Post> = Post::query()
///     .filter(Post::TITLE.icontains("rust") & Post::ID.gt(10))
///     .order_by(Post::TITLE.desc())
///     .limit(20)
///     .all(db)
///     .await?;
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
#[must_use = "a query reads nothing until it is asked for rows"]
pub struct Query<T> {
    filter: Vec<Input>,
    order: Vec<Input>,
    distinct: Vec<Input>,
    limit: Option<i64>,
    offset: Option<i64>,
    record: PhantomData<fn() -> T>,
}

impl<T: Record> Query<T> {
    /// All rows, by primary key.
    pub fn new() -> Self {
        Self {
            filter: Vec::new(),
            order: Vec::new(),
            distinct: Vec::new(),
            limit: None,
            offset: None,
            record: PhantomData,
        }
    }

    /// Only rows that satisfy this condition too.
    pub fn filter(mut self, condition: Condition<T>) -> Self {
        self.filter.push(condition.into_input());
        self
    }

    /// Only rows in whose texts all these words are: the model says which with `search(…)`.
    /// `word*` is any word that begins so.
    pub fn search(mut self, words: &str) -> Self {
        let words = Input::Text(words.to_owned());
        self.filter
            .push(Input::Object(vec![("search".to_owned(), words)]));
        self
    }

    /// Orders by this key, after those given before.
    pub fn order_by(mut self, order: Order<T>) -> Self {
        self.order.push(order.into_input());
        self
    }

    /// Of rows with equal values of this column, and of those given before, only the first by the
    /// order. Counts are of these rows, too.
    ///
    /// ```no_run
    /// # use auto_api::{AutoApi, Database};
    /// #[derive(AutoApi)]
    /// struct Post {
    ///     #[api(id)]
    ///     id: i64,
    ///     author_id: i64,
    ///     views: i64,
    /// }
    ///
    /// # async fn read(db: &Database) -> auto_api::Result<()> {
    /// // The most read post of each author.
    /// let best = Post::query().distinct(Post::AUTHOR_ID).order_by(Post::VIEWS.desc());
    /// let best: Vec<Post> = best.all(db).await?;
    /// # Ok(()) }
    /// ```
    pub fn distinct<C: FieldValue>(mut self, column: Column<T, C>) -> Self {
        self.distinct.push(Input::Text(column.name().to_owned()));
        self
    }

    /// At most so many rows. Without a limit, all: Rust code is not held to the pages of callers.
    pub fn limit(mut self, rows: u32) -> Self {
        self.limit = Some(rows.into());
        self
    }

    /// Without so many of the first rows.
    pub fn offset(mut self, rows: u32) -> Self {
        self.offset = Some(rows.into());
        self
    }

    /// The rows.
    ///
    /// # Errors
    ///
    /// `INVALID_FILTER` for an operator that the column's type does not have, `UNAVAILABLE` or
    /// `TIMEOUT` of the database, `INTERNAL` if a row does not fit the struct.
    pub async fn all(self, mut on: impl Executor) -> Result<Vec<T>> {
        let columns = (0..T::MODEL.fields.len()).map(|member| Item::Member {
            key: T::MODEL.fields[member].rust_name.into(),
            member,
            part: None,
        });
        let db = on.database().clone();
        let plan = self.plan(Form::List(columns.collect()), &db).await?;
        let rows = on.rows(Arc::new(plan)).await?;
        rows.into_iter()
            .map(|values| T::read(&mut Row::new(&mut values.into_iter())).map_err(Error::internal))
            .collect()
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    ///
    /// As [`all`](Self::all).
    pub async fn first(self, on: impl Executor) -> Result<Option<T>> {
        Ok(self.limit(1).all(on).await?.pop())
    }

    /// The only row: `NOT_FOUND` if there is none.
    ///
    /// # Errors
    ///
    /// As [`all`](Self::all), and `NOT_FOUND`.
    pub async fn one(self, on: impl Executor) -> Result<T> {
        let found = self.first(on).await?;
        found.ok_or_else(|| {
            let name = T::MODEL.singular().replace('_', " ");
            Error::new(ErrorCode::NotFound, format!("there is no such {name}"))
        })
    }

    /// How many rows there are, whatever the limit.
    ///
    /// # Errors
    ///
    /// As [`all`](Self::all).
    pub async fn count(self, mut on: impl Executor) -> Result<u64> {
        let form = Form::Aggregate(vec![AggregateItem::Count("count".into())]);
        let db = on.database().clone();
        let plan = self.plan(form, &db).await?;
        let answer = on.json(Arc::new(plan)).await?;
        let json: serde_json::Value = serde_json::from_slice(&answer).map_err(Error::internal)?;
        json["count"]
            .as_u64()
            .ok_or_else(|| Error::internal("a count is a number"))
    }

    /// All conditions together, if there are any.
    fn condition(&self) -> Option<Input> {
        let all = Input::List(self.filter.clone());
        (!self.filter.is_empty()).then(|| Input::Object(vec![("and".to_owned(), all)]))
    }

    async fn plan(&self, form: Form, db: &Database) -> Result<crate::plan::Plan> {
        let zone = db.named(&zone::of::<T>()?).await?;
        let entity = zone.entity_of(T::MODEL.rust_name).unwrap_or(0);
        let is_list = matches!(form, Form::List(_));
        let args = Args {
            filter: self.condition(),
            order_by: (is_list && !self.order.is_empty()).then(|| Input::List(self.order.clone())),
            distinct: (!self.distinct.is_empty()).then(|| Input::List(self.distinct.clone())),
            limit: self.limit.filter(|_| is_list).map(Input::Int),
            offset: self.offset.filter(|_| is_list).map(Input::Int),
            unbounded: true,
            ..Args::default()
        };
        let read = Read {
            key: "rows".into(),
            entity,
            form,
            args,
        };
        let ask = Ask {
            roots: vec![Root::Read(read)],
            shape: Shape::Bare,
        };
        plan(&zone, &ask, db.dialect()).map_err(|errors| {
            let first = errors.into_iter().next();
            first.unwrap_or_else(|| Error::internal("a plan failed without an error"))
        })
    }
}

impl<T: Record> Default for Query<T> {
    fn default() -> Self {
        Self::new()
    }
}
