//! Walks the modules of a crate's root, each a branch, on several threads: syntax cannot go from
//! one to another, so that each reads its files to the end.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::walk::{Branch, Setting, Walked, branch};
use crate::error::Mistakes;

/// A branch that was walked, and what is wrong in it.
type Done = (usize, Walked, Mistakes);

/// Walks branches, and adds what was found to the walk that they are of.
pub(super) fn walk(
    setting: Setting<'_>,
    branches: &[Branch],
    walked: &mut Walked,
    mistakes: &mut Mistakes,
) {
    let paths = branches
        .iter()
        .map(|branch| walked.names.path(branch.here.module).to_vec());
    let branches: Vec<_> = branches.iter().zip(paths).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done: Vec<Done> = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some((of, path)) = branches.get(at) else {
                return done;
            };
            let mut mistakes = Mistakes::default();
            let walked = branch(setting, of, path, &mut mistakes);
            done.push((at, walked, mistakes));
        }
    };
    let others = setting.krate.threads.min(branches.len()).saturating_sub(1);
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (0..others).map(|_| scope.spawn(work)).collect();
        let mut done = work();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(_) => mistakes.anywhere("auto-api-build panicked: please report it"),
            }
        }
        done
    });
    done.sort_by_key(|(at, ..)| *at);
    for (at, found, wrong) in done {
        add(walked, branches[at].0, found);
        mistakes.extend(wrong);
    }
}

/// Adds what was found in a branch.
fn add(walked: &mut Walked, branch: &Branch, found: Walked) {
    let (at, types) = (branch.here.module, walked.candidates.len());
    let second = walked.names.graft(at, found.names, types);
    for mut candidate in found.candidates {
        candidate.module = match candidate.module.checked_sub(1) {
            Some(inner) => second + inner,
            None => at,
        };
        candidate.order.insert(0, branch.order);
        walked.candidates.push(candidate);
    }
    for mut block in found.blocks {
        block.module = match block.module.checked_sub(1) {
            Some(inner) => second + inner,
            None => at,
        };
        block.order.insert(0, branch.order);
        walked.blocks.push(block);
    }
    walked.files.extend(found.files);
    walked.renames.extend(found.renames);
    walked.has_unread |= found.has_unread;
}
