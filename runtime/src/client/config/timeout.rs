//! How long a call, an attempt and a connection may take.

pub use aws_smithy_types::timeout::{TimeoutConfig, TimeoutConfigBuilder};
