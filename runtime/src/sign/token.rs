//! Idempotency tokens for programs without a client.

use crate::Operation;
use crate::uuid::uuid;

/// Fills the members that make a repeated request count once with random UUIDs, where they are
/// unset.
///
/// Do this once for an input, before the first attempt, and make all attempts from the same input.
/// A client does it by itself. An input without such members stays as it is.
pub fn fill_idempotency_token<O: Operation>(input: &mut O::Input) {
    O::idempotency_token(input, &|| uuid(fastrand::u128(..)));
}
