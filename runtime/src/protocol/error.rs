//! A response that is not a success.

use std::marker::PhantomData;

use super::Protocol;
use crate::error::{ErrorMetadata, ParseError, Unhandled};
use crate::http::Response;
use crate::shape::{Each, Place, Received, Structure, Table};

/// A response that stands for an error, which has not been read yet.
#[derive(Debug)]
pub struct ErrorReader<'a, P> {
    response: &'a Response<'a>,
    operation: &'static str,
    found: Result<ErrorMetadata, Option<ParseError>>,
    protocol: PhantomData<P>,
}

impl<'a, P: Protocol> ErrorReader<'a, P> {
    /// A response of which nothing has been read yet.
    pub(crate) fn new(response: &'a Response<'a>, operation: &'static str) -> Self {
        Self {
            response,
            operation,
            found: Err(None),
            protocol: PhantomData,
        }
    }

    /// Takes the metadata, or why it cannot be read.
    pub(crate) fn found(&mut self, found: Result<ErrorMetadata, ParseError>) {
        self.found = found.map_err(Some);
    }

    /// The code of the error; empty if there is none, or the response cannot be read.
    pub fn code(&self) -> &str {
        let code = self.found.as_ref().ok().and_then(ErrorMetadata::code);
        code.unwrap_or_default()
    }

    /// Reads the response as an error of the model; `None` if it cannot be read. Not inlined: many operations
    /// have the same errors.
    #[inline(never)]
    pub fn read<S: Structure>(&mut self) -> Option<S> {
        let mut place = Place::<S>::new();
        let read = self.members(place.table(), &mut place);
        place.received(Received::Error(self.meta()));
        self.built(read, place)
    }

    /// Not inlined, as everything here that is the same for all errors.
    #[inline(never)]
    fn members(
        &self,
        table: &'static Table,
        each: &mut dyn Each<P::Source<'a>>,
    ) -> Result<(), ParseError> {
        let message = self.found.as_ref().ok().and_then(ErrorMetadata::message);
        P::error(self.response, message, table, each)
    }

    #[inline(never)]
    fn meta(&mut self) -> ErrorMetadata {
        std::mem::replace(&mut self.found, Err(None)).unwrap_or_default()
    }

    /// Builds what has been read; `None` if that fails, or reading has failed.
    pub(crate) fn built<S: Structure>(
        &mut self,
        read: Result<(), ParseError>,
        place: Place<S>,
    ) -> Option<S> {
        let error = match (place.build(), read) {
            (Ok(value), Ok(())) => return Some(value),
            (_, Err(error)) => error,
            (Err(error), Ok(())) => error.into(),
        };
        self.fail(error);
        None
    }

    #[cold]
    #[inline(never)]
    fn fail(&mut self, error: ParseError) {
        self.found = Err(Some(error));
    }

    /// An error that the model does not know, or a response that cannot be read.
    #[inline(never)]
    pub fn unhandled(&mut self) -> Unhandled {
        match std::mem::replace(&mut self.found, Err(None)) {
            Ok(meta) => Unhandled::generic(meta),
            Err(Some(error)) => self.unreadable(error),
            Err(None) => Unhandled::generic(ErrorMetadata::default()),
        }
    }

    fn unreadable(&self, error: ParseError) -> Unhandled {
        Unhandled::unreadable(self.response, self.operation, error)
    }
}
