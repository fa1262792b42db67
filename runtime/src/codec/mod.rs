//! Formats: each is a [`Sink`](crate::shape::Sink) and a [`Source`](crate::shape::Source), and knows neither
//! operations nor HTTP.

pub(crate) mod decimal;
mod error;
pub mod json;
// Without serde, timestamps have the form of their member alone.
#[cfg_attr(not(feature = "serde"), allow(dead_code))]
pub(crate) mod timestamp;

pub use error::Error;
