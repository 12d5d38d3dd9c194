//! A place in the changes of a table.

use std::sync::Arc;

use tokio::sync::watch;

use super::Told;
use super::hub::{Hub, Topic};
use crate::error::{Error, Result};

/// Reads the changes of a table one after another.
#[derive(Debug)]
pub(crate) struct Follower {
    hub: Arc<Hub>,
    topic: Arc<Topic>,
    /// Of the last change that was read.
    position: u64,
    wake: watch::Receiver<u64>,
}

impl Follower {
    pub(super) fn new(hub: Arc<Hub>, topic: Arc<Topic>, position: u64) -> Self {
        let wake = topic.last.subscribe();
        Self {
            hub,
            topic,
            position,
            wake,
        }
    }

    /// The next change, as soon as there is one: the same again until it is
    /// [`done`](Self::done), so that whoever is interrupted loses none.
    ///
    /// # Errors
    ///
    /// `LIMIT_EXCEEDED` if it is not kept any more; `UNAVAILABLE` if it was never heard of.
    pub(crate) async fn next(&mut self) -> Result<Arc<Told>> {
        loop {
            // What comes from here on wakes the wait below.
            self.wake.mark_unchanged();
            if let Some(told) = self.topic.after(self.position)? {
                return Ok(told);
            }
            self.wake.changed().await.map_err(Error::internal)?;
        }
    }

    /// Goes on behind a change.
    pub(crate) fn done(&mut self, told: &Told) {
        self.position = told.position;
    }

    /// The cursor of a position.
    pub(crate) fn cursor(&self, position: u64) -> String {
        self.hub.cursor(position)
    }

    #[cfg(test)]
    pub(super) fn topic(&self) -> &Topic {
        &self.topic
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.topic.leave();
    }
}
