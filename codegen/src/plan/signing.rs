//! The way requests are signed.

use crate::model::Shape;
use crate::plan::special;

/// The form in which the path of a request is signed, and the place of the hash of its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedPath {
    /// Normalised and encoded twice.
    Normal,
    /// The same, with the hash in a header.
    WithHash,
    /// As it is sent, with the hash in a header.
    Verbatim,
}

impl SignedPath {
    pub(crate) fn of(service: &Shape) -> Self {
        if special::s3::is_s3(service) {
            Self::Verbatim
        } else if special::s3::sends_hash(service) {
            Self::WithHash
        } else {
            Self::Normal
        }
    }
}
