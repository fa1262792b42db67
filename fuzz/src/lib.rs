//! Fuzzing without a nightly compiler: inputs are mutated and given to the generator and to the readers
//! of the runtime, which may refuse them and may do nothing else.
//!
//! A [`Target`] is a function that takes bytes. A [`case::Cases`] makes the bytes from a small corpus; the
//! same seed and number make the same bytes. [`driver`] runs targets in processes of their own, so that
//! an overflow of the stack, a process that uses too much memory and a case that does not end are found,
//! too.

pub mod case;
pub mod driver;
pub mod mutate;
pub mod random;
pub mod target;

pub use target::{TARGETS, Target};

/// The service that responses are read for.
#[allow(missing_docs, clippy::all)]
mod kiosk {
    include!(concat!(env!("OUT_DIR"), "/kiosk.rs"));
}
