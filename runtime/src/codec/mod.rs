//! Formats: each writes and reads what types say of themselves, and knows neither operations nor HTTP.

mod error;
pub mod json;

pub use error::Error;
