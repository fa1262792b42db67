//! Whole documents, which protocols read and write by any codec.

use super::Error;
use crate::error::BuildError;
use crate::shape::{Row, Sink, Source, Table};

/// A source that reads a whole document.
pub(crate) trait ReadDocument<'r>: Source + Sized {
    /// The place of the members in the document, for formats in which a document has a name.
    type Root: Copy;

    /// True if the body holds nothing at all, which counts as a document without members.
    fn is_nothing(body: &[u8]) -> bool;

    /// A source at the start of a document.
    ///
    /// # Errors
    ///
    /// Fails if the body is not a document from its start.
    fn start(body: &'r [u8]) -> Result<Self, Error>;

    /// Enters the structure that has the members.
    ///
    /// # Errors
    ///
    /// Fails if the document has no such structure.
    fn begin(&mut self, root: Self::Root) -> Result<(), Error>;

    /// Moves to the value of the member that is the whole body.
    ///
    /// # Errors
    ///
    /// Fails if the document has another name than the member.
    fn begin_payload(&mut self, row: Row) -> Result<(), Error> {
        let _ = row;
        Ok(())
    }

    /// Reads the rest of the document, after the value of the payload or the last member.
    ///
    /// # Errors
    ///
    /// Fails if there are more values.
    fn finish(&mut self) -> Result<(), Error>;

    /// A source at the same location, to look ahead with.
    fn ahead(&self) -> Self;

    /// The error with the path of the value that it is about, in the body that was read.
    fn located(error: Error, body: &[u8]) -> Error;
}

/// A sink that writes a whole document.
pub(crate) trait WriteDocument: Sink + Sized {
    /// A sink at the start of a document.
    fn start() -> Self;

    /// The row of an input whose members make up the document.
    fn root(table: &'static Table) -> Row {
        let _ = table;
        Row::nothing()
    }

    /// Starts the structure that has the members of an exception in a stream of events.
    #[cfg(feature = "event-stream")]
    fn begin_error(&mut self, table: &'static Table) {
        self.begin_structure(Self::root(table), table);
    }

    /// The document.
    ///
    /// # Errors
    ///
    /// Fails with the first value that has no form in the format.
    fn finish(self) -> Result<Vec<u8>, BuildError>;
}
