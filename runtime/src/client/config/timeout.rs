//! The timeouts of a call, an attempt and a connection.

pub use aws_smithy_types::timeout::{TimeoutConfig, TimeoutConfigBuilder};
