//! The hashes of answers: of strings, and of request bodies.

use std::fmt::Write as _;
use std::future::poll_fn;
use std::pin::Pin;

use aws_smithy_types::body::SdkBody;
use http_body::Body as _;
use md5::Md5;
use sha2::{Digest, Sha256, Sha512_256};

use super::challenge::Algorithm;
use crate::client::error::BoxError;

/// A hash that is calculated part by part.
enum Hasher {
    Md5(Md5),
    Sha256(Sha256),
    Sha512(Sha512_256),
}

impl Hasher {
    fn new(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::Md5 => Self::Md5(Md5::new()),
            Algorithm::Sha256 => Self::Sha256(Sha256::new()),
            Algorithm::Sha512 => Self::Sha512(Sha512_256::new()),
        }
    }

    fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Md5(hash) => hash.update(bytes),
            Self::Sha256(hash) => hash.update(bytes),
            Self::Sha512(hash) => hash.update(bytes),
        }
    }

    /// The hash in hexadecimal digits.
    fn finish(self) -> String {
        match self {
            Self::Md5(hash) => hex(&hash.finalize()),
            Self::Sha256(hash) => hex(&hash.finalize()),
            Self::Sha512(hash) => hex(&hash.finalize()),
        }
    }
}

/// The hash in hexadecimal digits.
pub(super) fn hash(algorithm: Algorithm, bytes: &[u8]) -> String {
    let mut hash = Hasher::new(algorithm);
    hash.update(bytes);
    hash.finish()
}

/// The hash of a body, which is left as it is. `None` if it is a stream that can be read only once.
pub(super) async fn hash_of_body(
    algorithm: Algorithm,
    body: &SdkBody,
) -> Result<Option<String>, BoxError> {
    if let Some(bytes) = body.bytes() {
        return Ok(Some(hash(algorithm, bytes)));
    }
    let Some(mut body) = body.try_clone() else {
        return Ok(None);
    };
    let mut hash = Hasher::new(algorithm);
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        if let Ok(bytes) = frame?.into_data() {
            hash.update(&bytes);
        }
    }
    Ok(Some(hash.finish()))
}

fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(out, "{byte:02x}");
    }
    out
}
