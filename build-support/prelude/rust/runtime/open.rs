//! What models and rows must be, and what futures and streams are made of on each platform.
//!
//! In browsers nothing leaves its thread, so that nothing there needs to be `Send`.

use std::pin::Pin;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A model of the zone: its rows, with what requests about them are typed by.
pub trait Model: Received {
    /// Which rows are wanted.
    type Filter: Serialize;
}

/// What answers are read as: anything that can be deserialised and kept.
pub trait Received: DeserializeOwned + MaybeSend + 'static {}

impl<T: DeserializeOwned + MaybeSend + 'static> Received for T {}

/// A future on its way.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;
/// A future on its way.
#[cfg(target_arch = "wasm32")]
pub(crate) type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

/// `Send`, where there are threads.
#[cfg(not(target_arch = "wasm32"))]
pub trait MaybeSend: Send {}
#[cfg(not(target_arch = "wasm32"))]
impl<T: Send> MaybeSend for T {}

/// `Send`, where there are threads.
#[cfg(target_arch = "wasm32")]
pub trait MaybeSend {}
#[cfg(target_arch = "wasm32")]
impl<T> MaybeSend for T {}
