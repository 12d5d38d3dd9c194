//! One row by its key.

use std::marker::PhantomData;

use super::call::Call;
use super::columns::{Any, Field, Include};
use super::error::Error;
use super::open::{Model, Received};
use super::settings::settings;
use super::{Changed, Client, Path, Response};

/// A model's row of a key, which is read as `T`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct Get<M, T = M> {
    call: Call,
    about: PhantomData<fn() -> (M, T)>,
}

impl<M: Model, T: Received> Get<M, T> {
    settings!();

    /// The row at a path.
    pub fn new(client: Client, path: Path) -> Self {
        Self {
            call: Call::new(client, path),
            about: PhantomData,
        }
    }

    /// The rows of a relation, too.
    pub fn include(mut self, relation: impl Into<Include<M>>) -> Self {
        let relation = relation.into().to_string();
        self.call.query.include.push(relation);
        self
    }

    /// Only these fields, so that the row is read as another type.
    pub fn select<U: Received>(
        mut self,
        fields: impl IntoIterator<Item = impl Into<Field<M, Any>>>,
    ) -> Get<M, U> {
        let fields = fields.into_iter().map(|field| field.into().to_string());
        self.call.query.fields = fields.collect();
        self.read_as()
    }

    /// Reads the row as another type, such as the server's own.
    pub fn read_as<U>(self) -> Get<M, U> {
        Get {
            call: self.call,
            about: PhantomData,
        }
    }

    /// The row.
    ///
    /// # Errors
    ///
    /// If there is no answer, or no such row: see [`Error::is_not_found`].
    pub async fn send(self) -> Result<Response<T>, Error> {
        self.call.read().await
    }

    /// The row, unless it is still the one of that `ETag`.
    ///
    /// # Errors
    ///
    /// If there is no answer, or no such row.
    pub async fn send_if_changed(self, etag: &str) -> Result<Changed<T>, Error> {
        self.call.read_changed(etag).await
    }
}
