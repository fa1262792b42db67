//! Tokens that make a repeated request count once.

use std::sync::Mutex;

use aws_smithy_types::config_bag::{Storable, StoreReplace};

use crate::uuid::uuid;

/// Makes the tokens of inputs that need one and were not given any.
///
/// Made from a fixed string with `From`; the default makes random UUIDs.
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

#[cfg(test)]
mod tests {
    use super::IdempotencyTokenProvider;

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
