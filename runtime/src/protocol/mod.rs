//! Protocols: requests from inputs, and outputs and errors from responses, by a codec and HTTP.

mod json;
mod query;
mod query_error;
mod request;
mod response;
mod rpc;
mod xml;

pub use crate::operation::{ErrorReader, Protocol};
pub use json::{AwsJson1_0, AwsJson1_1, RestJson1};
pub use query::{AwsQuery, Ec2Query};
pub use rpc::{RpcV2Cbor, RpcV2Json};
pub use xml::RestXml;

pub(crate) use crate::operation::Called;
#[cfg(feature = "fake")]
pub(crate) use {request::Write, response::Parts};
