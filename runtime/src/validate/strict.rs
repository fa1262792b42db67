//! Builders that refuse what the model does not allow.

#[cfg(any(feature = "fake", feature = "serde"))]
use std::cell::Cell;

use aws_smithy_types::error::operation::BuildError;

use super::problem::ValidationErrors;

#[cfg(any(feature = "fake", feature = "serde"))]
thread_local! {
    /// True while a fake builds an input, which it checks itself, or a builder is written as data.
    static UNCHECKED: Cell<bool> = const { Cell::new(false) };
}

/// Checks what a builder has built, where the crate is generated with the option `strict`.
///
/// # Errors
///
/// Fails with every problem there is, in one error.
#[doc(hidden)]
pub fn strict<T>(
    input: T,
    name: &'static str,
    check: impl FnOnce(&T) -> Result<(), ValidationErrors>,
) -> Result<T, BuildError> {
    #[cfg(any(feature = "fake", feature = "serde"))]
    if UNCHECKED.get() {
        return Ok(input);
    }
    match check(&input) {
        Ok(()) => Ok(input),
        Err(errors) => Err(BuildError::invalid_field(name, errors.to_string())),
    }
}

/// Builds something by a builder, which does not check it even if it is [`strict`].
#[cfg(any(feature = "fake", feature = "serde"))]
pub(crate) fn unchecked<T>(build: impl FnOnce() -> T) -> T {
    struct Before(bool);

    impl Drop for Before {
        fn drop(&mut self) {
            UNCHECKED.set(self.0);
        }
    }

    let _before = Before(UNCHECKED.replace(true));
    build()
}
