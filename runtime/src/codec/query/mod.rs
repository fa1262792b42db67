//! Forms, which awsQuery and ec2Query put inputs in: [`Writer`] is a sink. Fakes have a source.

mod encode;
mod frame;
#[cfg(feature = "fake")]
mod reader;
mod sink;
#[cfg(feature = "fake")]
mod source;

pub use sink::Writer;

pub(crate) use frame::Style;
#[cfg(feature = "fake")]
pub(crate) use reader::{Reader, parameters};
