//! The checksums of requests and responses, as interceptors of a call.

mod chunked;
mod request;
mod response;

pub(crate) use chunked::Chunked;
pub(crate) use request::{ContentMd5, RequestChecksum};
pub(crate) use response::ResponseChecksum;
