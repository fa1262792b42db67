//! Settings of the compression of requests.

use aws_smithy_types::config_bag::{Storable, StoreReplace};

use super::Settings;

/// True if requests are not compressed.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(
    not(feature = "compression"),
    expect(dead_code, reason = "nothing is compressed")
)]
pub(crate) struct DisableRequestCompression(pub(crate) bool);

impl Storable for DisableRequestCompression {
    type Storer = StoreReplace<Self>;
}

/// The least size of a body that is compressed, in bytes.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(
    not(feature = "compression"),
    expect(dead_code, reason = "nothing is compressed")
)]
pub(crate) struct RequestMinCompressionSize(pub(crate) u32);

impl Storable for RequestMinCompressionSize {
    type Storer = StoreReplace<Self>;
}

impl Settings {
    /// Sets or clears whether requests are sent without compression.
    pub fn set_disable_request_compression(&mut self, value: Option<bool>) {
        let value = value.map(DisableRequestCompression);
        self.layer.store_or_unset(value);
    }

    /// Sets or clears the least size of a body that is compressed, in bytes.
    pub fn set_request_min_compression_size_bytes(&mut self, value: Option<u32>) {
        let value = value.map(RequestMinCompressionSize);
        self.layer.store_or_unset(value);
    }
}
