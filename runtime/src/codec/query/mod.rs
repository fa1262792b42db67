//! Forms, which awsQuery and ec2Query put inputs in: [`Writer`] is a sink.

mod encode;
mod frame;
mod sink;

pub use sink::Writer;

pub(crate) use frame::Style;
