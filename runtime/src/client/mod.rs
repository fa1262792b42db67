//! The adapter that sends operations through the official AWS runtime crates.
//!
//! An [`Operation`](crate::Operation) turns inputs into requests and responses into outputs, and
//! knows of no connection. What is here hands that pair of functions to `aws-smithy-runtime`, which
//! does the rest: credentials, signing, endpoints, retries, timeouts, interceptors, tracing.
//!
//! Generated code holds a service's names and little else. Its `Client`, `Config` and fluent
//! builders are its own types, in plain Rust, and every method of them is one call into this
//! module, where the types are erased: the code behind a call is compiled once, however many
//! operations there are.

pub mod auth;
pub mod config;
pub mod customize;
pub mod endpoint;
pub mod error;

pub(crate) mod around;
mod call;
#[cfg(feature = "checksums")]
mod checksum;
pub(crate) mod classifier;
mod clock_skew;
#[cfg(feature = "compression")]
mod compression;
mod copies;
#[cfg(feature = "digest-auth")]
mod digest;
pub(crate) mod erased;
#[cfg(feature = "event-stream")]
pub(crate) mod events;
mod exact;
mod features;
mod http_auth;
mod idempotency;
pub(crate) mod identity;
mod operation;
mod overrides;
mod paginator;
pub(crate) mod plugins;
mod presign;
pub(crate) mod presigning;
mod request_id_ext;
mod retry;
#[cfg(any(feature = "checksums", feature = "event-stream"))]
mod signature;
mod sigv4;
mod span;
mod telemetry;
mod waiter;
mod wire;

#[doc(hidden)]
pub mod rt;

pub use aws_types::request_id::RequestId;

pub use call::{Call, ClientState};
pub use erased::OperationSpec;
pub use idempotency::IdempotencyTokenProvider;
pub use operation::{ClientOperation, OperationError};
pub use paginator::{items, pages};
pub use presign::PresignFuture;
pub use request_id_ext::RequestIdExt;
pub use span::Span;
pub use telemetry::Capture;
pub use waiter::wait;
