//! A panic of the user's code, as an error for the log.

use std::any::Any;
use std::future::Future;
use std::panic::AssertUnwindSafe;

use async_graphql::futures_util::FutureExt as _;

use crate::Error;

/// Runs a future; what it panicked with becomes an error.
pub(super) async fn caught<T>(future: impl Future<Output = T>) -> Result<T, Error> {
    let run = AssertUnwindSafe(future).catch_unwind();
    run.await.map_err(|payload| {
        let text = text(&*payload);
        Error::internal(format!("a resolver panicked: {text}"))
    })
}

fn text(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let owned = payload.downcast_ref::<String>().map(String::as_str);
    text.or(owned).unwrap_or("no message").to_owned()
}
