//! The checksums of requests and responses, as interceptors of a call.

mod checked;
mod chunked;
mod encoded;
mod erased;
mod request;
mod response;
mod signer;
mod tree_hash;

pub(crate) use chunked::Chunked;
pub(crate) use erased::{ErasedChecksums, erased_checksums};
pub(crate) use request::{ContentMd5, RequestChecksum};
pub(crate) use response::ResponseChecksum;
pub(crate) use signer::leave_signer;
pub(crate) use tree_hash::TreeHash;
