//! CBOR documents as a whole.

use super::path::path;
use super::{Error, Reader, Writer};
use crate::codec::{ReadDocument, WriteDocument};
use crate::error::BuildError;

impl<'r> ReadDocument<'r> for Reader<'r> {
    type Root = ();

    fn is_nothing(body: &[u8]) -> bool {
        body.is_empty()
    }

    fn start(body: &'r [u8]) -> Result<Self, Error> {
        Ok(Reader::new(body))
    }

    fn begin(&mut self, (): ()) -> Result<(), Error> {
        self.begin_document()
    }

    fn finish(&mut self) -> Result<(), Error> {
        Reader::finish(self)
    }

    fn ahead(&self) -> Self {
        self.clone()
    }

    fn located(error: Error, body: &[u8]) -> Error {
        match error.offset() {
            Some(offset) => error.with_path(path(body, offset)),
            None => error,
        }
    }
}

impl WriteDocument for Writer {
    #[inline]
    fn start() -> Self {
        Writer::new()
    }

    fn finish(self) -> Result<Vec<u8>, BuildError> {
        Writer::finish(self)
    }
}
