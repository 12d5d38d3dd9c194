//! Waiting, on each platform.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

/// Ends after a while.
pub(crate) async fn sleep(time: Duration) {
    #[cfg(not(target_arch = "wasm32"))]
    tokio::time::sleep(time).await;
    // Timers of browsers hold 31 bits of milliseconds.
    #[cfg(target_arch = "wasm32")]
    gloo_timers::future::TimeoutFuture::new(
        u32::try_from(time.as_millis()).map_or(i32::MAX as u32, |all| all.min(i32::MAX as u32)),
    )
    .await;
}

/// What a future gives, if it does so in time.
pub(crate) async fn within<F: Future>(limit: Option<Duration>, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    let Some(limit) = limit else {
        return Some(future.await);
    };
    let mut late = pin!(sleep(limit));
    poll_fn(|context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        late.as_mut().poll(context).map(|()| None)
    })
    .await
}

/// A number from 0 up to 1, not fit for secrets.
pub(crate) fn random() -> f64 {
    #[cfg(target_arch = "wasm32")]
    return js_sys::Math::random();
    #[cfg(not(target_arch = "wasm32"))]
    {
        use std::hash::{BuildHasher, RandomState};
        // Each state has keys of its own; 32 bits of what they make are plenty.
        let bits = RandomState::new().hash_one(0_u8);
        f64::from(u32::try_from(bits >> 32).unwrap_or(0)) / f64::from(u32::MAX)
    }
}
