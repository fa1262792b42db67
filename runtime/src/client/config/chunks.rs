//! The setting for streams that are sent in chunks.

use aws_smithy_types::config_bag::{Storable, StoreReplace};

use super::Settings;

/// The size of a chunk in bytes; `None` if there is one chunk only.
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
    /// Sets or clears the size of the chunks in which streams are sent, in bytes. `Some(None)` sends
    /// a stream as one chunk.
    pub fn set_aws_chunked_encoding_chunk_size(&mut self, value: Option<Option<usize>>) {
        self.layer.store_or_unset(value.map(ChunkSize));
    }
}
