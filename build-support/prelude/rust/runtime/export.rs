//! Exports: every row that matches, read as it comes.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::attempt::Reader;
use super::call::Call;
use super::columns::{Any, Field, Order};
use super::error::Error;
use super::open::{Boxed, Model, Received};
use super::settings::settings;
use super::wire::ErrorCode;
use super::{Client, Path};

/// How an export is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A line of JSON for each row.
    Ndjson,
    /// A line of values with commas between for each row, and one of names before.
    Csv,
}

/// An export of a model's rows, which are read as `T`.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `stream` or `chunks`"]
pub struct Export<M, T = M> {
    call: Call,
    about: PhantomData<fn() -> (M, T)>,
}

impl<M: Model, T: Received> Export<M, T> {
    settings!();

    /// An export at a path.
    pub fn new(client: Client, path: &str) -> Self {
        Self {
            call: Call::new(client, Path::new(path)),
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

    /// Only these fields, so that rows are read as another type.
    pub fn select<U: Received>(
        mut self,
        fields: impl IntoIterator<Item = impl Into<Field<M, Any>>>,
    ) -> Export<M, U> {
        let fields = fields.into_iter().map(|field| field.into().to_string());
        self.call.query.fields = fields.collect();
        self.read_as()
    }

    /// Reads rows as another type, such as the server's own.
    pub fn read_as<U>(self) -> Export<M, U> {
        Export {
            call: self.call,
            about: PhantomData,
        }
    }

    /// The rows, one by one. The request is sent when the first is asked for.
    pub fn stream(self) -> Rows<T> {
        Rows {
            chunks: self.chunks(Format::Ndjson),
            begun: Vec::new(),
            about: PhantomData,
        }
    }

    /// The bytes as the server writes them. The request is sent when the first are asked for.
    pub fn chunks(mut self, format: Format) -> Chunks {
        self.call.accept = match format {
            Format::Ndjson => "application/x-ndjson",
            Format::Csv => "text/csv",
        };
        let call = self.call;
        let asked = async move { read(call.open().await?).await };
        Chunks {
            pending: Some(Box::pin(asked)),
        }
    }
}

/// A piece of the body and what comes behind it; nothing at the end.
type Piece = Result<Option<(Vec<u8>, Reader)>, Error>;

async fn read(mut reader: Reader) -> Piece {
    let piece = reader.piece().await?;
    Ok(piece.map(|piece| (piece, reader)))
}

/// An export's bytes. An error is the last thing that comes.
#[must_use = "nothing is sent before the first bytes are asked for"]
pub struct Chunks {
    pending: Option<Boxed<Piece>>,
}

/// An export's rows. An error is the last thing that comes: a part is never taken for the whole.
#[must_use = "nothing is sent before the first row is asked for"]
pub struct Rows<T> {
    chunks: Chunks,
    begun: Vec<u8>,
    about: PhantomData<fn() -> T>,
}

impl Chunks {
    /// The next bytes; nothing at the end.
    pub async fn next(&mut self) -> Option<Result<Vec<u8>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl Stream for Chunks {
    type Item = Result<Vec<u8>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(pending) = &mut self.pending else {
            return Poll::Ready(None);
        };
        let piece = ready!(pending.as_mut().poll(context));
        self.pending = None;
        Poll::Ready(match piece {
            Ok(Some((piece, reader))) => {
                self.pending = Some(Box::pin(read(reader)));
                Some(Ok(piece))
            }
            Ok(None) => None,
            Err(error) => Some(Err(error)),
        })
    }
}

impl<T: Received> Rows<T> {
    /// The next row; nothing at the end.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The next line that is whole and not empty.
    fn line(&mut self) -> Option<Result<T, Error>> {
        loop {
            let end = self.begun.iter().position(|byte| *byte == b'\n')?;
            let rest = self.begun.split_off(end + 1);
            let line = std::mem::replace(&mut self.begun, rest);
            if !line.trim_ascii().is_empty() {
                return Some(self.row(&line));
            }
        }
    }

    fn row(&mut self, line: &[u8]) -> Result<T, Error> {
        serde_json::from_slice(line).map_err(|error| {
            self.chunks.pending = None;
            self.begun.clear();
            let message = "a row is not what was asked for";
            Error::new(ErrorCode::Malformed, message).caused(error)
        })
    }
}

impl<T: Received> Stream for Rows<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(row) = self.line() {
                return Poll::Ready(Some(row));
            }
            match ready!(Pin::new(&mut self.chunks).poll_next(context)) {
                Some(Ok(piece)) => self.begun.extend(piece),
                Some(Err(error)) => {
                    self.begun.clear();
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    let last = std::mem::take(&mut self.begun);
                    let is_empty = last.trim_ascii().is_empty();
                    return Poll::Ready((!is_empty).then(|| self.row(&last)));
                }
            }
        }
    }
}

impl fmt::Debug for Chunks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chunks").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Rows<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows").finish_non_exhaustive()
    }
}
