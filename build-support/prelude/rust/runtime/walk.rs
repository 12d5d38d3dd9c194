//! Walks over pages and their rows: streams, and `next` for those who need no more.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::call::Call;
use super::error::Error;
use super::open::{Boxed, Received};
use super::wire::Page;

/// Every page, each asked for when it is wanted. An error is the last thing that comes.
#[must_use = "nothing is sent before the first page is asked for"]
pub struct Pages<T> {
    /// What is asked for next; nothing at the end.
    next: Option<Call>,
    pending: Option<Boxed<Result<Page<T>, Error>>>,
}

/// Every row, page by page.
#[must_use = "nothing is sent before the first row is asked for"]
pub struct Items<T> {
    pages: Pages<T>,
    rows: VecDeque<T>,
}

impl<T: Received> Pages<T> {
    pub(crate) fn new(call: Call) -> Self {
        Self {
            next: Some(call),
            pending: None,
        }
    }

    /// The next page; nothing at the end.
    pub async fn next(&mut self) -> Option<Result<Page<T>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Turns to the page behind; there is none without a cursor.
    fn turn(&mut self, page: &Page<T>) {
        let info = &page.page_info;
        let cursor = info.end_cursor.clone().filter(|_| info.has_next_page);
        match (&mut self.next, cursor) {
            (Some(call), Some(cursor)) => call.query.set("after", cursor),
            (next, _) => *next = None,
        }
    }
}

impl<T: Received> Items<T> {
    pub(crate) fn new(pages: Pages<T>) -> Self {
        Self {
            pages,
            rows: VecDeque::new(),
        }
    }

    /// The next row; nothing at the end.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<T: Received> Stream for Pages<T> {
    type Item = Result<Page<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let Some(call) = &this.next else {
            return Poll::Ready(None);
        };
        let call = || {
            let call = call.clone();
            let asked = async move { call.read().await.map(super::Response::into_data) };
            Box::pin(asked) as Boxed<_>
        };
        let pending = this.pending.get_or_insert_with(call);
        let page = ready!(pending.as_mut().poll(context));
        this.pending = None;
        match &page {
            Ok(page) => this.turn(page),
            Err(_) => this.next = None,
        }
        Poll::Ready(Some(page))
    }
}

impl<T: Received> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(row) = self.rows.pop_front() {
                return Poll::Ready(Some(Ok(row)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                Some(Ok(page)) => self.rows = page.items.into(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

// Rows are kept as values, never pinned.
impl<T> Unpin for Pages<T> {}
impl<T> Unpin for Items<T> {}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let next = &self.next;
        f.debug_struct("Pages")
            .field("next", next)
            .finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pages = &self.pages;
        f.debug_struct("Items")
            .field("pages", pages)
            .finish_non_exhaustive()
    }
}
