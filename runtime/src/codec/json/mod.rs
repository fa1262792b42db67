//! JSON: [`Writer`] is a sink, [`Reader`] a source.

pub(in crate::codec) mod buffer;
#[cfg(feature = "serde")]
mod collect;
#[cfg(feature = "serde")]
mod data;
mod document;
mod output;
pub(in crate::codec) mod path;
mod reader;
#[cfg(feature = "serde")]
mod rounding;
mod same;
mod scalar;
mod scan;
mod sink;
mod skip;
mod source;
pub(in crate::codec) mod text;
#[cfg(feature = "serde")]
mod transcode;

#[cfg(feature = "serde")]
pub(crate) use collect::collect;
#[cfg(feature = "serde")]
pub(crate) use data::read_data;
#[cfg(feature = "serde")]
pub(crate) use reader::Mode;
pub use reader::Reader;
pub use same::same;
pub use sink::Writer;
#[cfg(feature = "pattern")]
pub(crate) use text::meant;
#[cfg(feature = "serde")]
pub(crate) use transcode::transcode;

pub use super::Error;
