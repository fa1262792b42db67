//! XML: [`Writer`] is a sink, [`Reader`] a source.
//!
//! The reader is a scanner of our own, in place and without a tree: it borrows names and strings
//! from the document, and refuses what no AWS service sends and what attacks are made of: document
//! type definitions, and with them entities other than the five predefined ones.

mod content;
mod document;
mod markup;
mod names;
mod path;
mod reader;
mod same;
mod scan;
mod sink;
mod source;

pub use reader::Reader;
pub use same::same;
pub use sink::Writer;

pub(crate) use document::Root;
pub(crate) use names::bare;

pub use super::Error;
