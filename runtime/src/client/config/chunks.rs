//! The setting of streams that are sent in chunks.

use aws_smithy_types::config_bag::{Storable, StoreReplace};

use super::Settings;

/// The size of a chunk in bytes; without one, a stream is one chunk.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(
    not(feature = "checksums"),
    expect(dead_code, reason = "nothing is sent in chunks")
)]
pub(crate) struct ChunkSize(pub(crate) Option<usize>);

impl Storable for ChunkSize {
    type Storer = StoreReplace<Self>;
}

impl Settings {
    /// Sets or clears the size of the chunks of a stream that is sent with a checksum behind it.
    pub fn set_aws_chunked_encoding_chunk_size(&mut self, value: Option<Option<usize>>) {
        self.layer.store_or_unset(value.map(ChunkSize));
    }
}
