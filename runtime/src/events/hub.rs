//! Where changes of a database are told: a ring of the last ones for each table that somebody
//! follows. All clones of a `Database` share one hub.
//!
//! A follower is no more than a place in the ring, so that a thousand of them cost as much memory
//! as one, and a large transaction is no burst for anybody. Whoever is not done with a change when
//! the ring drops it is cut off.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use auto_api_model::ErrorCode;
use tokio::sync::watch;

use super::notes::Wanted;
use super::{Change, Follower, Notes, Told, cursor};
use crate::error::{Error, Result};
use crate::value::Value;

/// Changes that a table's ring holds.
pub(crate) const RING: usize = 16_384;

/// Bytes that they may take, roughly.
const RING_BYTES: usize = 16 * 1024 * 1024;

/// How long changes are kept for those who come back, once nobody follows a table.
pub(crate) const KEPT: Duration = Duration::from_mins(1);

/// The changes of a database.
#[derive(Debug)]
pub(crate) struct Hub {
    /// This hub's own number, in all its cursors.
    epoch: u64,
    /// Whether any table is followed.
    on: AtomicBool,
    /// Whether changes are told to other processes, too, whoever may listen there.
    announces: AtomicBool,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// The position of the next change.
    next: u64,
    topics: HashMap<Arc<str>, Arc<Topic>>,
    /// Their tables.
    tables: Arc<[Arc<str>]>,
}

/// The changes of a table.
#[derive(Debug)]
pub(super) struct Topic {
    ring: Mutex<Ring>,
    /// The position of the last change.
    pub(super) last: watch::Sender<u64>,
}

#[derive(Debug)]
struct Ring {
    told: VecDeque<Arc<Told>>,
    bytes: usize,
    /// Changes after this position are all here.
    floor: u64,
    /// Whether what is missing was never heard of.
    gap: bool,
    followers: usize,
    /// Since when there are none.
    left: Option<Instant>,
}

impl Default for Hub {
    fn default() -> Self {
        Self {
            epoch: uuid::Uuid::new_v4().as_u64_pair().0,
            on: AtomicBool::new(false),
            announces: AtomicBool::new(false),
            state: Mutex::new(State {
                next: 1,
                topics: HashMap::new(),
                tables: Arc::default(),
            }),
        }
    }
}

impl Hub {
    /// From now on changes are told to other processes.
    #[cfg_attr(not(feature = "postgres"), allow(dead_code))]
    pub(crate) fn announce(&self) {
        self.announces.store(true, Ordering::SeqCst);
    }

    /// Where a transaction of a database of this process alone notes its changes, if anybody
    /// follows any.
    pub(crate) fn notes(&self) -> Option<Notes> {
        if !self.on.load(Ordering::SeqCst) {
            return None;
        }
        let tables = self.sweep();
        (!tables.is_empty()).then(|| Notes::new(Wanted::Tables(tables)))
    }

    /// Where a transaction notes its changes for all processes.
    #[cfg_attr(not(feature = "postgres"), allow(dead_code))]
    pub(crate) fn notes_for_all(&self) -> Option<Notes> {
        let announces = self.announces.load(Ordering::SeqCst);
        announces.then(|| Notes::new(Wanted::All))
    }

    /// Forgets tables that nobody follows any more; those that are left.
    pub(crate) fn sweep(&self) -> Arc<[Arc<str>]> {
        let mut state = self.state();
        let is_over = |topic: &Topic| {
            let left = topic.ring().left;
            left.is_some_and(|left| left.elapsed() > KEPT)
        };
        if state.topics.values().any(|topic| is_over(topic)) {
            state.topics.retain(|_, topic| !is_over(topic));
            self.listed(&mut state);
        }
        state.tables.clone()
    }

    fn listed(&self, state: &mut State) {
        state.tables = state.topics.keys().cloned().collect();
        self.on.store(!state.topics.is_empty(), Ordering::SeqCst);
    }

    /// Tells changes that are committed, in the order of commits.
    pub(crate) fn publish(&self, changes: Vec<Change>) {
        let mut state = self.state();
        let mut touched: Vec<Arc<Topic>> = Vec::new();
        for change in changes {
            let Some(topic) = state.topics.get(&*change.table).cloned() else {
                continue;
            };
            let position = state.next;
            state.next += 1;
            topic.ring().push(Told { position, change });
            if !touched.iter().any(|known| Arc::ptr_eq(known, &topic)) {
                touched.push(topic);
            }
        }
        let last = state.next - 1;
        drop(state);
        for topic in touched {
            topic.last.send_replace(last);
        }
    }

    /// Changes may have been missed: whoever follows must read anew.
    #[cfg_attr(not(feature = "postgres"), allow(dead_code))]
    pub(crate) fn gap(&self) {
        let mut state = self.state();
        let position = state.next;
        state.next += 1;
        for topic in state.topics.values() {
            let mut ring = topic.ring();
            ring.told.clear();
            ring.bytes = 0;
            ring.floor = position;
            ring.gap = true;
            drop(ring);
            topic.last.send_replace(position);
        }
    }

    /// Follows a table's changes: those after a cursor, or those from now on. Tells whether nobody
    /// did before, so that transactions that are under way did not note them.
    ///
    /// # Errors
    ///
    /// `INVALID_CURSOR` if the changes after it are not known any more.
    pub(crate) fn follow(
        self: &Arc<Self>,
        table: &str,
        after: Option<&str>,
    ) -> Result<(Follower, bool)> {
        let after = after.map(|text| cursor::position(self.epoch, text));
        let after = after.transpose()?;
        let mut state = self.state();
        let is_new = !state.topics.contains_key(table);
        if is_new {
            // Nothing before it is known, so that no cursor of then is good.
            let floor = state.next;
            state.next += 1;
            state
                .topics
                .insert(table.into(), Arc::new(Topic::new(floor)));
            self.listed(&mut state);
        }
        let now = state.next - 1;
        let topic = state.topics.get(table).cloned();
        let Some(topic) = topic else {
            return Err(Error::internal("a table that was just added is not there"));
        };
        // Under the lock of the state, so that nobody forgets the table meanwhile.
        let position = {
            let mut ring = topic.ring();
            let position = after.unwrap_or(now);
            if position < ring.floor || position > now {
                if ring.followers == 0 && ring.left.is_none() {
                    ring.left = Some(Instant::now());
                }
                return Err(cursor::gone());
            }
            ring.followers += 1;
            ring.left = None;
            position
        };
        drop(state);
        Ok((Follower::new(self.clone(), topic, position), is_new))
    }

    /// The cursor of a position.
    pub(crate) fn cursor(&self, position: u64) -> String {
        cursor::text(self.epoch, position)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Topic {
    fn new(floor: u64) -> Self {
        Self {
            ring: Mutex::new(Ring {
                told: VecDeque::new(),
                bytes: 0,
                floor,
                gap: false,
                followers: 0,
                left: None,
            }),
            last: watch::Sender::new(floor),
        }
    }

    /// The first change after a position, if there is one yet.
    ///
    /// # Errors
    ///
    /// If it is not kept any more.
    pub(super) fn after(&self, position: u64) -> Result<Option<Arc<Told>>> {
        let ring = self.ring();
        if position < ring.floor {
            return Err(if ring.gap { missed() } else { too_slow() });
        }
        let at = ring.told.partition_point(|told| told.position <= position);
        Ok(ring.told.get(at).cloned())
    }

    /// One follower less.
    pub(super) fn leave(&self) {
        let mut ring = self.ring();
        ring.followers -= 1;
        if ring.followers == 0 {
            ring.left = Some(Instant::now());
        }
    }

    fn ring(&self) -> MutexGuard<'_, Ring> {
        self.ring.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ring {
    fn push(&mut self, told: Told) {
        self.bytes += weight(&told.change);
        self.told.push_back(Arc::new(told));
        while self.told.len() > RING || self.bytes > RING_BYTES && self.told.len() > 1 {
            let Some(oldest) = self.told.pop_front() else {
                break;
            };
            self.bytes -= weight(&oldest.change);
            self.floor = oldest.position;
            self.gap = false;
        }
    }
}

/// What a change takes, roughly.
fn weight(change: &Change) -> usize {
    let before = change.before.iter().flatten();
    let values = change.key.iter().chain(before);
    128 + values.map(|value| 64 + bytes(value)).sum::<usize>()
}

fn bytes(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len(),
        Value::Bytes(bytes) => bytes.len(),
        Value::List(items) => items.iter().map(|item| 64 + bytes(item)).sum(),
        Value::Json(json) => json.to_string().len(),
        _ => 0,
    }
}

fn too_slow() -> Error {
    let message = "you were too slow: changes after the last one you got are not kept any more; read anew, and subscribe again";
    Error::new(ErrorCode::LimitExceeded, message)
}

fn missed() -> Error {
    let message = "changes may have been missed, since the connection to the database was lost: read anew, and subscribe again";
    Error::new(ErrorCode::Unavailable, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::EventKind;

    fn change(id: i64) -> Change {
        Change {
            table: "post".into(),
            kind: EventKind::Created,
            key: vec![Value::Int(id)],
            before: None,
        }
    }

    fn id(told: &Told) -> i64 {
        match told.change.key[..] {
            [Value::Int(id)] => id,
            _ => unreachable!(),
        }
    }

    async fn next(follower: &mut Follower) -> i64 {
        let told = follower.next().await.unwrap();
        follower.done(&told);
        id(&told)
    }

    #[tokio::test]
    async fn followers_get_what_comes_after_them() {
        let hub = Arc::new(Hub::default());
        assert!(hub.notes().is_none(), "nothing is noted for nobody");
        let (mut first, is_new) = hub.follow("post", None).unwrap();
        assert!(is_new);
        let notes = hub.notes().unwrap();
        assert!(notes.wants("post") && !notes.wants("user"));
        hub.publish(vec![change(1), change(2)]);
        let (mut second, is_new) = hub.follow("post", None).unwrap();
        assert!(!is_new);
        hub.publish(vec![change(3)]);
        for expected in [1, 2, 3] {
            assert_eq!(next(&mut first).await, expected);
        }
        assert_eq!(id(&second.next().await.unwrap()), 3);
        assert_eq!(next(&mut second).await, 3, "the same until it is done");
        let more = tokio::time::timeout(Duration::from_millis(50), second.next());
        assert!(more.await.is_err());
    }

    #[tokio::test]
    async fn a_cursor_leads_on_as_long_as_the_ring_goes() {
        let hub = Arc::new(Hub::default());
        let (mut follower, _) = hub.follow("post", None).unwrap();
        hub.publish(vec![change(1), change(2)]);
        let cursor = hub.cursor(follower.next().await.unwrap().position);
        drop(follower);
        hub.publish(vec![change(3)]);
        let (mut again, _) = hub.follow("post", Some(&cursor)).unwrap();
        assert_eq!(next(&mut again).await, 2);
        assert_eq!(next(&mut again).await, 3);
        // What was kept is dropped by what comes after it.
        let many = i64::try_from(RING).unwrap();
        hub.publish((0..=many).map(change).collect());
        let error = hub.follow("post", Some(&cursor)).unwrap_err();
        assert_eq!(error.code, ErrorCode::InvalidCursor);
        let slow = again.next().await.unwrap_err();
        assert_eq!(slow.code, ErrorCode::LimitExceeded);
        let other = Arc::new(Hub::default()).follow("post", Some(&cursor));
        assert_eq!(other.unwrap_err().code, ErrorCode::InvalidCursor);
    }

    #[tokio::test]
    async fn a_gap_is_told() {
        let hub = Arc::new(Hub::default());
        let (mut follower, _) = hub.follow("post", None).unwrap();
        hub.publish(vec![change(1)]);
        let cursor = hub.cursor(follower.next().await.unwrap().position);
        hub.gap();
        let error = follower.next().await.unwrap_err();
        assert_eq!(error.code, ErrorCode::Unavailable);
        assert!(hub.follow("post", Some(&cursor)).is_err());
        let (mut anew, _) = hub.follow("post", None).unwrap();
        hub.publish(vec![change(2)]);
        assert_eq!(next(&mut anew).await, 2);
    }

    #[test]
    fn large_rows_count() {
        let hub = Arc::new(Hub::default());
        let (follower, _) = hub.follow("post", None).unwrap();
        let large = |id| Change {
            before: Some(vec![Value::Text("x".repeat(1024 * 1024))]),
            ..change(id)
        };
        hub.publish((0..100).map(large).collect());
        let kept = follower.topic().ring().told.len();
        assert!((1..=16).contains(&kept), "{kept}");
    }
}
