//! Chance that is the same in each run: SplitMix64, seeded by the test.

/// A generator of numbers; the same seed gives the same numbers.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// A generator of this seed.
    pub fn new(seed: u64) -> Self {
        // Seeds are small numbers; one step spreads their bits.
        let mut random = Self(seed.wrapping_mul(0x2545_f491_4f6c_dd1d));
        random.bits();
        random
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below this one, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).unwrap();
        usize::try_from(self.bits() % end).unwrap()
    }

    /// A number from the first to the second, both included.
    pub fn within(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low + 1).unwrap();
        low + i64::try_from(self.bits() % span).unwrap()
    }

    /// True so many times of a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of these.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// How often a property is tried: the number given, times that of `AUTO_API_ROUNDS`.
pub fn rounds(usual: u64) -> u64 {
    let factor = std::env::var("AUTO_API_ROUNDS").ok();
    usual * factor.and_then(|text| text.parse().ok()).unwrap_or(1)
}
