//! Formats: each is a [`Sink`](crate::shape::Sink) and a [`Source`](crate::shape::Source), and
//! knows neither operations nor HTTP.

pub mod cbor;
pub mod decimal;
mod document;
mod error;
pub mod json;
pub mod query;
pub mod timestamp;
pub mod wording;
pub mod xml;

pub(crate) use document::{ReadDocument, WriteDocument};
pub use error::Error;
