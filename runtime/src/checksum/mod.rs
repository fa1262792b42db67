//! The checksums of requests and responses.

#[cfg(feature = "checksums")]
mod algorithm;
#[cfg(feature = "checksums")]
mod apply;
#[cfg(feature = "checksums")]
mod hash;

#[cfg(all(feature = "checksums", any(feature = "client", feature = "fake")))]
pub(crate) use algorithm::Algorithm;
#[cfg(feature = "checksums")]
pub(crate) use apply::apply;
#[cfg(all(feature = "checksums", any(feature = "client", feature = "fake")))]
pub(crate) use apply::content_md5;
#[cfg(all(feature = "checksums", feature = "client"))]
pub(crate) use apply::is_set;

/// The checksums of an operation with inputs of type `I`: what the traits
/// `smithy.api#httpChecksumRequired` and `aws.protocols#httpChecksum` of the model say.
#[derive(Debug)]
#[non_exhaustive]
pub struct Checksums<I> {
    /// True if requests have the header `content-md5`.
    pub md5: bool,
    /// True if requests have the hashes that Glacier wants.
    pub tree_hash: bool,
    /// True if the service refuses requests without a checksum.
    pub required: bool,
    /// True if a stream that is not in memory is sent in chunks, with its checksum behind the last.
    pub chunked: bool,
    /// The checksum of requests, if they have one.
    pub request: Option<RequestChecksum<I>>,
    /// The checksum of responses, if they have one.
    pub response: Option<ResponseChecksum<I>>,
}

/// The checksum of requests.
#[derive(Debug)]
pub struct RequestChecksum<I> {
    /// The header that names the algorithm.
    pub header: &'static str,
    /// The algorithm that the caller has chosen.
    pub algorithm: fn(&I) -> Option<&str>,
}

/// The checksum of responses.
#[derive(Debug)]
pub struct ResponseChecksum<I> {
    /// The algorithms that the service may use, in capitals.
    pub algorithms: &'static [&'static str],
    /// True if the input asks for a checksum.
    pub is_enabled: fn(&I) -> bool,
    /// Asks for a checksum.
    pub enable: fn(&mut I),
}

impl<I> Checksums<I> {
    /// No checksums.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            md5: false,
            tree_hash: false,
            required: false,
            chunked: false,
            request: None,
            response: None,
        }
    }

    /// Sets [`md5`](Self::md5).
    #[must_use]
    pub const fn md5(mut self) -> Self {
        self.md5 = true;
        self
    }

    /// Sets [`tree_hash`](Self::tree_hash).
    #[must_use]
    pub const fn tree_hash(mut self) -> Self {
        self.tree_hash = true;
        self
    }

    /// Sets [`required`](Self::required).
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Sets [`chunked`](Self::chunked).
    #[must_use]
    pub const fn chunked(mut self) -> Self {
        self.chunked = true;
        self
    }

    /// Sets [`request`](Self::request): requests get a checksum by the algorithm of the input,
    /// which the header names.
    #[must_use]
    pub const fn request(
        mut self,
        header: &'static str,
        algorithm: fn(&I) -> Option<&str>,
    ) -> Self {
        self.request = Some(RequestChecksum { header, algorithm });
        self
    }

    /// Sets [`response`](Self::response).
    #[must_use]
    pub const fn response(
        mut self,
        algorithms: &'static [&'static str],
        is_enabled: fn(&I) -> bool,
        enable: fn(&mut I),
    ) -> Self {
        self.response = Some(ResponseChecksum {
            algorithms,
            is_enabled,
            enable,
        });
        self
    }
}

impl<I> Default for Checksums<I> {
    fn default() -> Self {
        Self::new()
    }
}
