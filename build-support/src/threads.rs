//! Work on several things at once.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What is made of each item, in the items' order, on so many threads; nothing if one panicked.
pub(crate) fn each<T: Sync, R: Send>(
    items: &[T],
    threads: usize,
    work: impl Fn(&T) -> R + Sync,
) -> Option<Vec<R>> {
    let next = AtomicUsize::new(0);
    let some = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            match items.get(at) {
                Some(item) => done.push((at, work(item))),
                None => return done,
            }
        }
    };
    let mut done = thread::scope(|scope| {
        // This thread works, too.
        let others = threads.min(items.len()).saturating_sub(1);
        let others: Vec<_> = (0..others).map(|_| scope.spawn(some)).collect();
        let mut done = some();
        for other in others {
            done.extend(other.join().ok()?);
        }
        Some(done)
    })?;
    done.sort_by_key(|(at, _)| *at);
    Some(done.into_iter().map(|(_, made)| made).collect())
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn in_order_on_any_number_of_threads() {
        let items: Vec<usize> = (0..100).collect();
        for threads in [0, 1, 3, 200] {
            let twice = each(&items, threads, |item| item * 2).unwrap();
            assert!(twice.iter().copied().eq((0..100).map(|item| item * 2)));
        }
        assert!(each(&[0_usize; 0], 2, |item| *item).unwrap().is_empty());
    }
}
