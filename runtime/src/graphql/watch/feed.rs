//! Answers to changes, made once for all subscriptions that ask for the same.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use bytes::Bytes;
use tokio::sync::OnceCell;

use super::Watch;
use super::answer::answer;
use crate::Service;
use crate::ask::Input;
use crate::error::{Error, Result};
use crate::events::Told;

/// The feeds that are under way.
#[derive(Debug, Default)]
pub(in crate::graphql) struct Feeds {
    all: Mutex<HashMap<Box<[u8]>, Weak<Feed>>>,
}

/// What all subscriptions of one document with the same variables are told.
#[derive(Debug)]
pub(super) struct Feed {
    watch: Arc<Watch>,
    slots: Vec<Input>,
    /// The last answers, by the position of the change; `None` if the filter does not have it.
    recent: Mutex<VecDeque<(u64, Answer)>>,
}

type Answer = Arc<OnceCell<Option<Bytes>>>;

/// Answers that are kept: those who are further behind make their own.
const RECENT: usize = 64;

impl Feeds {
    /// The feed of a shape of variables and the values of its slots.
    pub(super) fn of(&self, shape: Vec<u8>, watch: Arc<Watch>, slots: Vec<Input>) -> Arc<Feed> {
        let mut key = shape;
        key.push(0);
        // Says of each value all that it is.
        key.extend_from_slice(format!("{slots:?}").as_bytes());
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(feed) = all.get(key.as_slice()).and_then(Weak::upgrade)
            && Arc::ptr_eq(&feed.watch, &watch)
        {
            return feed;
        }
        if all.len() == all.capacity() {
            all.retain(|_, feed| feed.strong_count() > 0);
        }
        let feed = Arc::new(Feed::new(watch, slots));
        all.insert(key.into(), Arc::downgrade(&feed));
        feed
    }
}

impl Feed {
    pub(super) fn new(watch: Arc<Watch>, slots: Vec<Input>) -> Self {
        Self {
            watch,
            slots,
            recent: Mutex::default(),
        }
    }

    /// The answer to a change, if the filter has it. Whoever comes second waits for the first.
    pub(super) async fn answer(
        &self,
        service: &Service,
        told: &Told,
        cursor: &str,
    ) -> Result<Option<Bytes>> {
        let cell = self.cell(told.position);
        let make = async || {
            let answer = answer(service, &self.watch, &self.slots, told, cursor).await;
            Ok::<_, Error>(answer?.map(Bytes::from))
        };
        cell.get_or_try_init(make).await.cloned()
    }

    fn cell(&self, position: u64) -> Answer {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let at = recent.partition_point(|(known, _)| *known < position);
        match recent.get(at) {
            Some((known, cell)) if *known == position => return cell.clone(),
            // Older than all that are kept.
            _ if at == 0 && recent.len() == RECENT => return Answer::default(),
            _ => {}
        }
        let cell = Answer::default();
        recent.insert(at, (position, cell.clone()));
        if recent.len() > RECENT {
            recent.pop_front();
        }
        cell
    }
}
