//! Shared parts of several kinds of tests: random numbers that are the same in every run.

#![allow(dead_code, reason = "each test uses what it needs")]

/// Numbers that look random and follow from a seed (xorshift64*).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn bits(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.bits() >> 11) as usize % limit.max(1)
    }

    pub(crate) fn one_in(&mut self, chance: usize) -> bool {
        self.below(chance) == 0
    }

    pub(crate) fn pick<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }

    /// A whole number, small or of any size.
    pub(crate) fn integer(&mut self) -> i64 {
        let bits = self.bits() as i64;
        bits >> self.pick(&[0, 1, 31, 32, 33, 48, 56, 60])
    }

    /// A number of any kind, the odd ones more often than chance would have it.
    pub(crate) fn double(&mut self) -> f64 {
        match self.below(6) {
            0 => f64::from_bits(self.bits()),
            1 => self.pick(&[
                0.0,
                -0.0,
                f64::NAN,
                f64::INFINITY,
                f64::NEG_INFINITY,
                f64::MIN_POSITIVE,
            ]),
            2 => self.pick(&[
                1e16,
                1e15,
                1e-5,
                1e-6,
                0.1,
                1.0 / 3.0,
                f64::MAX,
                123_456_789.25,
            ]),
            3 => f64::from(f32::from_bits(self.bits() as u32)),
            _ => self.integer() as f64 / 1000.0,
        }
    }

    /// A text with characters of all lengths, and those that JSON escapes.
    pub(crate) fn text(&mut self) -> String {
        const PARTS: &[&str] = &[
            "a",
            "job",
            " ",
            "\"",
            "\\",
            "/",
            "\n",
            "\r",
            "\t",
            "\u{8}",
            "\u{c}",
            "\0",
            "\u{1f}",
            "\u{7f}",
            "é",
            "€",
            "😀",
            "\u{2028}",
            "arn:aws:batch:us-east-1:123456789012:job-definition/x:1",
            "aaaaaaa",
            "bbbbbbbbbbbbbbbb",
        ];
        let count = self.pick(&[0, 1, 1, 2, 3, 8, 20]);
        (0..count).map(|_| self.pick(PARTS)).collect()
    }
}

/// Every character of ASCII, and random texts.
pub(crate) fn texts() -> impl Iterator<Item = String> {
    let ascii = (0..=0x7f_u8).map(|byte| char::from(byte).to_string());
    let random = (0..2_000).map(|seed| Random::new(seed).text());
    ascii.chain(random)
}
