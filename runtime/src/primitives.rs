//! Types of members that no model defines, shared with the AWS SDK for Rust.

pub use aws_smithy_types::date_time::Format as DateTimeFormat;
pub use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document, Number};

pub use byte_stream::ByteStream;

/// Messages of event streams.
pub mod event_stream {
    pub use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
    pub use aws_smithy_types::str_bytes::StrBytes;

    #[cfg(feature = "event-stream")]
    pub use crate::event::{EventReceiver, EventStreamSender};
}

/// Bodies that are streams of bytes, which need not be in memory.
pub mod byte_stream {
    pub use aws_smithy_types::body::SdkBody;
    pub use aws_smithy_types::byte_stream::error::Error as ByteStreamError;
    pub use aws_smithy_types::byte_stream::{AggregatedBytes, ByteStream};
    #[cfg(feature = "rt-tokio")]
    pub use aws_smithy_types::byte_stream::{FsBuilder, Length};
}
