//! Lists: a page of rows, or a walk over all of them.

use std::marker::PhantomData;

use super::call::Call;
use super::columns::{Any, Field, Include, Order};
use super::error::Error;
use super::open::{Model, Received};
use super::settings::settings;
use super::walk::{Items, Pages};
use super::wire::{PER_PAGE, Page};
use super::{Changed, Client, Path, Response};

/// A list of a model's rows, which are read as `T`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`, `stream` or `pages`"]
pub struct List<M, T = M> {
    call: Call,
    size: u32,
    about: PhantomData<fn() -> (M, T)>,
}

impl<M: Model, T: Received> List<M, T> {
    settings!();

    /// A list; a walk asks for `size` rows at once unless told otherwise.
    pub fn new(client: Client, path: &str, size: u32) -> Self {
        Self {
            call: Call::new(client, Path::new(path)),
            size,
            about: PhantomData,
        }
    }

    /// Only rows that match.
    pub fn filter(mut self, filter: impl Into<M::Filter>) -> Self {
        self.call.filter(&filter.into());
        self
    }

    /// The keys to sort by, the most significant first.
    pub fn order_by<O: Into<Order<M>>>(mut self, keys: impl IntoIterator<Item = O>) -> Self {
        let keys = keys.into_iter().map(|key| key.into().to_string());
        self.call.query.order_by = keys.collect();
        self
    }

    /// Of rows with equal values of these fields, only the first by the order.
    pub fn distinct(mut self, fields: impl IntoIterator<Item = impl Into<Field<M, Any>>>) -> Self {
        let names = fields.into_iter().map(|field| field.into().to_string());
        let names: Vec<String> = names.collect();
        self.call.query.set("distinct", names.join(","));
        self
    }

    /// The rows of a relation, too.
    pub fn include(mut self, relation: impl Into<Include<M>>) -> Self {
        let relation = relation.into().to_string();
        self.call.query.include.push(relation);
        self
    }

    /// Which page, counted from 1.
    pub fn page(mut self, page: u32) -> Self {
        self.call.query.set("page", page.to_string());
        self
    }

    /// How many rows a page has.
    pub fn per_page(mut self, rows: u32) -> Self {
        self.size = rows;
        self.call.query.set(PER_PAGE, rows.to_string());
        self
    }

    /// How many rows at most, from the beginning or from `after`.
    pub fn first(mut self, rows: u32) -> Self {
        self.size = rows;
        self.call.query.set("first", rows.to_string());
        self
    }

    /// The cursor of the row before the first one wanted.
    pub fn after(mut self, cursor: impl Into<String>) -> Self {
        self.call.query.set("after", cursor.into());
        self
    }

    /// How many rows at most, up to the end or to `before`.
    pub fn last(mut self, rows: u32) -> Self {
        self.call.query.set("last", rows.to_string());
        self
    }

    /// The cursor of the row behind the last one wanted.
    pub fn before(mut self, cursor: impl Into<String>) -> Self {
        self.call.query.set("before", cursor.into());
        self
    }

    /// Whether to count the rows of all pages.
    pub fn count(mut self, count: bool) -> Self {
        self.call.query.set("count", count.to_string());
        self
    }

    /// Only these fields, so that rows are read as another type.
    pub fn select<U: Received>(
        mut self,
        fields: impl IntoIterator<Item = impl Into<Field<M, Any>>>,
    ) -> List<M, U> {
        let fields = fields.into_iter().map(|field| field.into().to_string());
        self.call.query.fields = fields.collect();
        self.read_as()
    }

    /// Reads rows as another type, such as the server's own.
    pub fn read_as<U>(self) -> List<M, U> {
        List {
            call: self.call,
            size: self.size,
            about: PhantomData,
        }
    }

    /// A page of rows.
    ///
    /// # Errors
    ///
    /// If there is no answer, or it says why there are no rows.
    pub async fn send(self) -> Result<Response<Page<T>>, Error> {
        self.call.read().await
    }

    /// A page of rows, unless it is the one of that `ETag`.
    ///
    /// # Errors
    ///
    /// If there is no answer, or it says why there are no rows.
    pub async fn send_if_changed(self, etag: &str) -> Result<Changed<Page<T>>, Error> {
        self.call.read_changed(etag).await
    }

    /// Every page from here on, from cursor to cursor, so that rows which come or go meanwhile
    /// shift nothing.
    pub fn pages(mut self) -> Pages<T> {
        let others = &mut self.call.query.others;
        others.retain(|(name, _)| !["page", PER_PAGE, "last", "before"].contains(name));
        self.call.query.set("first", self.size.to_string());
        Pages::new(self.call)
    }

    /// Every row from here on, page by page.
    pub fn stream(self) -> Items<T> {
        Items::new(self.pages())
    }
}
