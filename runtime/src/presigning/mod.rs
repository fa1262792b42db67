//! Requests that whoever holds them can send: signed for a time, with the signature in the URL.
//!
//! A client presigns with `presigned(..)`, in place of `send()`; without a client,
//! `sign::Signer::presigned` does the same. The result is a [`PresignedRequest`]: a method, a URL,
//! and the headers and the body that the signature covers.
//!
//! Where the members of the input go depends on the operation:
//!
//! - Members in the path, the query and the headers stay there. A header is part of the signature,
//!   so whoever sends the request has to send it, too.
//! - The form of awsQuery and ec2Query becomes the query of the URL, and the method `GET`. The
//!   text and voice of Polly's `SynthesizeSpeech` do, as well.
//! - Any other document is a body that has to be sent as it is: its hash is signed.
//! - A stream of bytes is left to the sender, and is not part of the signature. A service other
//!   than S3 gets the bytes of one that is in memory, signed.
//!
//! Streams of events, and operations that everybody may call, cannot be presigned.

mod adapt;
mod config;
#[cfg(feature = "http-02x")]
mod http_02x;
mod query;
mod request;
mod url;

pub(crate) use adapt::Form;
pub use adapt::serialize;
#[cfg(feature = "client")]
pub(crate) use adapt::{OTHERS, adapt};
#[cfg(feature = "sign")]
pub(crate) use config::check;
pub use config::{PresigningConfig, PresigningConfigBuilder, PresigningConfigError};
pub use request::PresignedRequest;
pub(crate) use url::Signature;
