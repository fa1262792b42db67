//! The algorithms that `aws-smithy-checksums` does not have.

use std::hash::Hasher;

use aws_smithy_checksums::Checksum;
use aws_smithy_checksums::http::HttpChecksum;
use bytes::Bytes;
use md5::{Digest, Md5};
use sha2::Sha512;
use twox_hash::{XxHash3_64, XxHash3_128, XxHash64};

/// The checksum of the bytes so far, and the header for it.
pub(super) struct Running<H> {
    hash: H,
    header: &'static str,
}

/// A hash of the bytes so far.
trait Hash: Send + Sync {
    /// The number of bytes of the result.
    const SIZE: u64;

    fn add(&mut self, bytes: &[u8]);

    /// The result, the most significant byte first.
    fn end(self) -> Bytes;
}

/// The implementation for a type of the `digest` crates.
macro_rules! digest {
    ($ty:ty, $size:literal) => {
        impl Hash for $ty {
            const SIZE: u64 = $size;

            fn add(&mut self, bytes: &[u8]) {
                Digest::update(self, bytes);
            }

            fn end(self) -> Bytes {
                Bytes::copy_from_slice(&Digest::finalize(self))
            }
        }
    };
}

digest!(Md5, 16);
digest!(Sha512, 64);

/// The implementation for an xxHash, whose result is the integer that a method returns.
macro_rules! xxhash {
    ($ty:ty, $size:literal, $end:ident) => {
        impl Hash for $ty {
            const SIZE: u64 = $size;

            fn add(&mut self, bytes: &[u8]) {
                self.write(bytes);
            }

            fn end(self) -> Bytes {
                Bytes::copy_from_slice(&self.$end().to_be_bytes())
            }
        }
    };
}

xxhash!(XxHash64, 8, finish);
xxhash!(XxHash3_64, 8, finish);
xxhash!(XxHash3_128, 16, finish_128);

/// A hash of no bytes yet, whose checksum has that header.
fn start<H: Hash + 'static>(hash: H, header: &'static str) -> Box<dyn HttpChecksum> {
    Box::new(Running { hash, header })
}

pub(super) fn md5(header: &'static str) -> Box<dyn HttpChecksum> {
    start(Md5::new(), header)
}

pub(super) fn sha512(header: &'static str) -> Box<dyn HttpChecksum> {
    start(Sha512::new(), header)
}

pub(super) fn xxhash64(header: &'static str) -> Box<dyn HttpChecksum> {
    start(XxHash64::with_seed(0), header)
}

pub(super) fn xxhash3(header: &'static str) -> Box<dyn HttpChecksum> {
    start(XxHash3_64::new(), header)
}

pub(super) fn xxhash128(header: &'static str) -> Box<dyn HttpChecksum> {
    start(XxHash3_128::new(), header)
}

impl<H: Hash> Checksum for Running<H> {
    fn update(&mut self, bytes: &[u8]) {
        self.hash.add(bytes);
    }

    fn finalize(self: Box<Self>) -> Bytes {
        self.hash.end()
    }

    fn size(&self) -> u64 {
        H::SIZE
    }
}

impl<H: Hash> HttpChecksum for Running<H> {
    fn header_name(&self) -> &'static str {
        self.header
    }
}
