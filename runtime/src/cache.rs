//! A bounded cache that many threads read at once.

use std::borrow::Borrow;
use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{PoisonError, RwLock};

/// A map that holds values up to a total cost, and forgets those that were not asked for lately.
///
/// Keys and values are cheap to clone (`Arc`s). A hit takes a read lock, hashes the key once and
/// allocates nothing. Eviction is the second chance: in the order of insertion, sparing once each
/// entry that was hit since it was last looked at.
#[derive(Debug)]
pub(crate) struct Cache<K, V> {
    capacity: usize,
    inner: RwLock<Inner<K, V>>,
}

#[derive(Debug)]
struct Inner<K, V> {
    entries: HashMap<K, Entry<V>>,
    order: VecDeque<K>,
    cost: usize,
}

#[derive(Debug)]
struct Entry<V> {
    value: V,
    cost: usize,
    used: AtomicBool,
}

impl<K: Hash + Eq + Clone, V: Clone> Cache<K, V> {
    /// A cache of entries whose costs add up to at most `capacity`.
    pub(crate) fn new(capacity: usize) -> Self {
        Self {
            capacity,
            inner: RwLock::new(Inner {
                entries: HashMap::new(),
                order: VecDeque::new(),
                cost: 0,
            }),
        }
    }

    /// The value of a key.
    pub(crate) fn get<Q>(&self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        let inner = self.inner.read().unwrap_or_else(PoisonError::into_inner);
        let entry = inner.entries.get(key)?;
        // Most hits find the mark set; not writing it again keeps the line shared among cores.
        if !entry.used.load(Ordering::Relaxed) {
            entry.used.store(true, Ordering::Relaxed);
        }
        Some(entry.value.clone())
    }

    /// How many values it has.
    #[cfg(feature = "graphql")]
    pub(crate) fn len(&self) -> usize {
        let inner = self.inner.read().unwrap_or_else(PoisonError::into_inner);
        inner.entries.len()
    }

    /// Keeps a value, if it costs no more than a quarter of the capacity, so that no single one
    /// pushes out most of the others.
    pub(crate) fn insert(&self, key: K, value: V, cost: usize) {
        if cost > self.capacity / 4 {
            return;
        }
        let mut inner = self.inner.write().unwrap_or_else(PoisonError::into_inner);
        inner.remove(&key);
        inner.make_room(self.capacity - cost);
        inner.cost += cost;
        inner.order.push_back(key.clone());
        let used = AtomicBool::new(false);
        inner.entries.insert(key, Entry { value, cost, used });
    }
}

impl<K: Hash + Eq + Clone, V> Inner<K, V> {
    fn remove(&mut self, key: &K) {
        if let Some(entry) = self.entries.remove(key) {
            self.cost -= entry.cost;
            self.order.retain(|known| known != key);
        }
    }

    fn make_room(&mut self, target: usize) {
        while self.cost > target {
            let Some(key) = self.order.pop_front() else {
                return;
            };
            let Some(entry) = self.entries.get_mut(&key) else {
                continue;
            };
            if std::mem::take(entry.used.get_mut()) {
                self.order.push_back(key);
            } else {
                self.cost -= entry.cost;
                self.entries.remove(&key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Cache;
    use std::sync::Arc;

    fn cache() -> Cache<Arc<str>, u32> {
        Cache::new(40)
    }

    #[test]
    fn what_is_used_stays() {
        let cache = cache();
        for (at, key) in ["a", "b", "c", "d"].into_iter().enumerate() {
            cache.insert(Arc::from(key), u32::try_from(at).unwrap(), 10);
        }
        assert_eq!(cache.get("a"), Some(0));
        cache.insert(Arc::from("e"), 4, 10);
        assert_eq!(cache.get("a"), Some(0));
        assert_eq!(cache.get("b"), None);
        assert_eq!(cache.get("e"), Some(4));
    }

    #[test]
    fn the_last_value_counts_and_costs_once() {
        let cache = cache();
        for value in 0..100 {
            cache.insert(Arc::from("a"), value, 10);
        }
        cache.insert(Arc::from("b"), 7, 10);
        assert_eq!((cache.get("a"), cache.get("b")), (Some(99), Some(7)));
    }

    #[test]
    fn what_is_too_dear_is_not_kept() {
        let cache = cache();
        cache.insert(Arc::from("a"), 1, 11);
        assert_eq!(cache.get("a"), None);
    }
}
