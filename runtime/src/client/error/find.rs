//! Errors below others.

use std::error::Error;

/// The first error of that type, from the outermost in.
pub(super) fn find<'a, T: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a T> {
    errors(error).find_map(|error| error.downcast_ref())
}

/// True if an error starts with the string or contains it.
pub(super) fn says(error: &(dyn Error + 'static), text: &str) -> bool {
    errors(error).any(|error| error.to_string().contains(text))
}

/// The error and all below it.
fn errors<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    // Not the `source` of the reference, which borrows for less long.
    std::iter::successors(Some(error), |error| (**error).source())
}
