//! Requests and responses as plain data, and the members that are bound to their parts.

mod binding;
mod header;
mod operation;
mod parsed;
mod request;
mod response;
mod uri;

#[cfg(feature = "http")]
mod convert;

pub use binding::Binding;
pub(crate) use binding::Payload;
pub use operation::Http;
pub(crate) use parsed::Parsed;
pub use request::{Headers, Request};
pub use response::Response;
#[cfg(feature = "fake")]
pub(crate) use uri::percent_decode;
pub(crate) use uri::{LABEL, percent_encode};
