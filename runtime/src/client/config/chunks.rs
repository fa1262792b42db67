//! The setting of streams that are sent in chunks.

use aws_smithy_types::config_bag::{Storable, StoreReplace};

use super::Settings;

/// The size of the chunks, in bytes; `None` for one chunk that holds the whole stream.
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
    /// Sets the size of chunks, or that there is one alone; `None` leaves it as it is.
    pub fn set_aws_chunked_encoding_chunk_size(&mut self, size: Option<Option<usize>>) {
        if let Some(size) = size {
            self.layer.store_put(ChunkSize(size));
        }
    }
}
