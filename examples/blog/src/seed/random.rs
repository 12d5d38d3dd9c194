//! Numbers that look random and are the same in every run (`SplitMix64`).

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is not 0.
    // Only lengths of short lists come in here.
    #[allow(clippy::cast_possible_truncation)]
    pub(super) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// Whether something happens that does so in so many of a hundred cases.
    pub(super) fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    /// One of a list that is not empty.
    pub(super) fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// Several different ones of a list, in its order.
    pub(super) fn some<'a, T>(&mut self, count: usize, of: &'a [T]) -> Vec<&'a T> {
        let mut left = count.min(of.len());
        let mut rest = of.len();
        let mut taken = Vec::with_capacity(left);
        for item in of {
            if self.below(rest) < left {
                taken.push(item);
                left -= 1;
            }
            rest -= 1;
        }
        taken
    }

    /// A time within so many days after another.
    pub(super) fn after(&mut self, start: DateTime<Utc>, days: i64) -> DateTime<Utc> {
        let seconds = u64::try_from(days * 86_400).unwrap_or(1).max(1);
        let passed = i64::try_from(self.next() % seconds).unwrap_or_default();
        start + TimeDelta::seconds(passed)
    }

    /// A key that sorts by time, as version 7 of UUIDs does.
    pub(super) fn key(&mut self, at: DateTime<Utc>) -> Uuid {
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&self.next().to_be_bytes());
        bytes[8..].copy_from_slice(&self.next().to_be_bytes()[..2]);
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }
}
