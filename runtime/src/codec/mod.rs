//! Formats: each is a [`Sink`](crate::shape::Sink) and a [`Source`](crate::shape::Source), and knows neither
//! operations nor HTTP.

mod error;
pub mod json;

pub use error::Error;
