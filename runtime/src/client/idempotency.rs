//! Tokens that make a repeated request count once.

use std::sync::Mutex;

use aws_smithy_types::config_bag::{Storable, StoreReplace};

/// Makes the tokens of inputs that need one and were not given any.
///
/// Made from a fixed text with `From`; the default makes random UUIDs.
#[derive(Debug)]
pub struct IdempotencyTokenProvider(Tokens);

#[derive(Debug)]
enum Tokens {
    Fixed(&'static str),
    Random(Mutex<fastrand::Rng>),
}

impl IdempotencyTokenProvider {
    /// Gives the same token every time, which is for tests.
    pub fn fixed(token: &'static str) -> Self {
        Self(Tokens::Fixed(token))
    }

    /// Gives random tokens, UUIDs of version 4.
    pub fn random() -> Self {
        Self::seeded(fastrand::Rng::new())
    }

    /// Gives the tokens that follow from a seed, which is for tests.
    pub fn with_seed(seed: u64) -> Self {
        Self::seeded(fastrand::Rng::with_seed(seed))
    }

    fn seeded(random: fastrand::Rng) -> Self {
        Self(Tokens::Random(Mutex::new(random)))
    }

    /// The next token.
    pub fn make_idempotency_token(&self) -> String {
        match &self.0 {
            Tokens::Fixed(token) => (*token).to_owned(),
            Tokens::Random(random) => {
                // A panic elsewhere cannot leave the generator in a state that matters.
                let mut random = random
                    .lock()
                    .unwrap_or_else(|poisoned| poisoned.into_inner());
                uuid(random.u128(..))
            }
        }
    }
}

impl Default for IdempotencyTokenProvider {
    fn default() -> Self {
        Self::random()
    }
}

impl Clone for IdempotencyTokenProvider {
    fn clone(&self) -> Self {
        match &self.0 {
            Tokens::Fixed(token) => Self::fixed(token),
            // A copy of the generator would repeat its tokens.
            Tokens::Random(_) => Self::random(),
        }
    }
}

impl From<&'static str> for IdempotencyTokenProvider {
    fn from(token: &'static str) -> Self {
        Self::fixed(token)
    }
}

impl Storable for IdempotencyTokenProvider {
    type Storer = StoreReplace<Self>;
}

/// A UUID of version 4, variant 1, from 122 of the 128 bits.
fn uuid(bits: u128) -> String {
    let bits = bits & !(0xf << 76) | 0x4 << 76;
    let bits = bits & !(0x3 << 62) | 0x2 << 62;
    let field = |shift: u32, digits: u32| (bits >> shift) & ((1 << (digits * 4)) - 1);
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        field(96, 8),
        field(80, 4),
        field(64, 4),
        field(48, 4),
        field(0, 12)
    )
}

#[cfg(test)]
mod tests {
    use super::{IdempotencyTokenProvider, uuid};

    /// Services reject tokens that are no UUIDs of version 4.
    #[test]
    fn tokens_are_uuids() {
        assert_eq!(uuid(0), "00000000-0000-4000-8000-000000000000");
        assert_eq!(uuid(u128::MAX), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        let digits = 0x0123_4567_89ab_cdef_0123_4567_89ab_cdef;
        assert_eq!(uuid(digits), "01234567-89ab-4def-8123-456789abcdef");
    }

    /// A repeated token makes the service drop the second request.
    #[test]
    fn random_tokens_differ_also_after_a_clone() {
        let provider = IdempotencyTokenProvider::with_seed(7);
        let clone = provider.clone();
        let tokens = [
            provider.make_idempotency_token(),
            provider.make_idempotency_token(),
            clone.make_idempotency_token(),
        ];
        assert!(tokens[0] != tokens[1] && tokens[0] != tokens[2] && tokens[1] != tokens[2]);
        let fixed = IdempotencyTokenProvider::from("token");
        assert_eq!(
            fixed.clone().make_idempotency_token(),
            fixed.make_idempotency_token()
        );
    }
}
