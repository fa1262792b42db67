//! The runtime of the clients that hammersmith generates, and the only crate they depend on.
//!
//! Generated code holds what the model of a service decides; what is the same for every service is
//! here.
//!
//! - The core, which is always there, does no I/O: [`Operation`] turns an input into an
//!   [`http::Request`], and an [`http::Response`] into an output or an error. It needs neither an
//!   HTTP stack, nor TLS, nor an async runtime.
//! - Generated types describe themselves once, by the traits of [`shape`]. All else reads that
//!   description: [`codec`] has the formats (JSON, CBOR, XML, forms), [`protocol`] the form of
//!   requests and responses (restJson1, awsJson1_0, awsJson1_1, restXml, awsQuery, ec2Query,
//!   rpcv2Cbor, rpcv2Json), and [`http`] the members in the URI, the headers and the host name.
//! - [`endpoint`] evaluates the rules by which a service's requests find their host.
//! - [`pagination`] goes from one page of results to the next.
//! - `presigning` makes requests that others can send, with the features `client` and `sign`.
//! - [`validate`] checks inputs against the constraints of their model.
//! - [`waiter`] judges whether a response ends waiting.
//! - [`error`] and [`primitives`] hold the types that generated code makes public.
//!
//! # Features
//!
//! | feature | adds |
//! | --- | --- |
//! | `checksums` | the checksums of requests and responses that some models demand |
//! | `client` (default) | `client`: the adapter over the AWS runtime crates, which signs, sends and retries |
//! | `digest-auth` | digest authentication, which some models have, with `client` |
//! | `event-stream` | `event`: bodies that are streams of events |
//! | `fake` | `fake`: the server side of a service, for tests |
//! | `macro` | `client!`, which generates a client where it stands |
//! | `pattern` (default) | the regular expressions that validation of some models needs |
//! | `protocol-tests` | `protocol_test`: what the tests of the generator's option `protocol-tests` call |
//! | `serde` | `serde`: generated types as data, in the form that goes over the wire |
//! | `compression` | compressed requests, which some models offer |
//! | `http` | conversions between requests and responses here and those of the `http` crate |
//! | `http-02x` | presigned requests as those of version 0.2 of the `http` crate |
//! | `sigv4a` | signatures for several regions at once, for endpoints that demand them |
//! | `sign` | `sign`: signed requests for any HTTP stack, without the client |
//!
//! Those that bring the parts a client needs to reach a service go by the names they have in the
//! official crates: `default-https-client`, `legacy-https-client`, `rustls`, `rt-tokio`,
//! `behavior-version-latest`, `test-util`, `legacy-test-util`. Each implies `client`;
//! `default-https-client` and `rt-tokio` are on by default. As in `aws-config`, `rustls` stands for
//! the current HTTP client: the one on hyper 0.14 comes with `legacy-https-client` alone.

mod auth;
pub mod checksum;
pub mod codec;
pub mod compression;
pub mod endpoint;
pub mod error;
pub mod http;
mod operation;
pub mod pagination;
pub mod primitives;
pub mod protocol;
mod require;
mod service;
pub mod shape;
#[doc(hidden)]
pub mod special;
pub mod validate;
pub mod waiter;

pub use codec::{json, xml};

#[cfg(feature = "client")]
pub mod client;
#[cfg(feature = "event-stream")]
pub mod event;
#[cfg(feature = "fake")]
pub mod fake;
#[cfg(feature = "protocol-tests")]
pub mod protocol_test;
#[cfg(feature = "serde")]
pub mod serde;

#[cfg(any(feature = "client", feature = "sign"))]
pub mod presigning;
#[cfg(feature = "sign")]
pub mod sign;

#[cfg(any(feature = "client", feature = "sign"))]
mod credentials;
#[cfg(any(feature = "client", feature = "sign"))]
mod identity;
#[cfg(any(feature = "client", feature = "sign"))]
mod sigv4;
#[cfg(any(feature = "client", feature = "sign"))]
mod uuid;

/// Exact numbers and timestamps, and the sentences about them: for `cargo hammersmith validate`,
/// which has to agree with this crate. Not part of the stable API.
#[doc(hidden)]
pub mod document {
    pub use crate::codec::{decimal, timestamp, wording};
}

pub use auth::{ApiKey, Auth};
pub use operation::Operation;
pub use service::{PresignedCopy, ServiceInfo, Signing};

#[cfg(feature = "macro")]
pub use hammersmith_macro::client;
