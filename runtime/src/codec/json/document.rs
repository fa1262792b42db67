//! JSON documents as a whole.

use super::path::path;
use super::{Error, Reader, Writer};
use crate::codec::{ReadDocument, WriteDocument};
use crate::error::BuildError;

impl<'r> ReadDocument<'r> for Reader<'r> {
    type Root = ();

    fn is_nothing(body: &[u8]) -> bool {
        body.is_empty() || body == "\u{feff}".as_bytes()
    }

    fn start(body: &'r [u8]) -> Result<Self, Error> {
        Reader::new(body)
    }

    fn begin(&mut self, (): ()) -> Result<(), Error> {
        self.begin_document()
    }

    fn finish(&mut self) -> Result<(), Error> {
        Reader::finish(self)
    }

    fn ahead(&self) -> Self {
        Reader::ahead(self)
    }

    fn located(error: Error, body: &[u8]) -> Error {
        error.in_text(body, path)
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
