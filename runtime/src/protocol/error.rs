//! A response that is not a success.

use std::marker::PhantomData;

use super::Protocol;
use crate::ServiceInfo;
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
    /// A response of which nothing has been read yet, unless it is an error: then the metadata has.
    #[inline(never)]
    pub(crate) fn new(
        response: &'a Response<'a>,
        operation: &'static str,
        service: &ServiceInfo,
    ) -> Self {
        let found = if response.is_success() {
            Err(None)
        } else {
            P::metadata(response, operation, service).map_err(Some)
        };
        Self {
            response,
            operation,
            found,
            protocol: PhantomData,
        }
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
        self.structure()
    }

    /// Reads the response as an output or error; `None` if it cannot be read, which `found` then says.
    #[inline]
    pub(crate) fn structure<S: Structure>(&mut self) -> Option<S> {
        let mut place = Place::<S>::new();
        let is_read = self.members(place.table(), &mut place);
        self.give(place.received());
        let built = place.build();
        if !is_read {
            return None;
        }
        match built {
            Ok(value) => Some(value),
            Err(error) => {
                self.fail(error.into());
                None
            }
        }
    }

    /// Reads the members; false if that fails. Not inlined, as everything here that is the same for all types.
    #[inline(never)]
    fn members(&mut self, table: &'static Table, each: &mut dyn Each<P::Source<'a>>) -> bool {
        let message = self.found.as_ref().ok().and_then(ErrorMetadata::message);
        match P::members(self.response, message, table, each) {
            Ok(()) => true,
            Err(error) => {
                self.fail(error);
                false
            }
        }
    }

    /// Puts what is not a member in its place.
    #[inline(never)]
    fn give(&mut self, place: Received<'_>) {
        match place {
            Received::Nothing => {}
            Received::RequestId(place) => *place = self.response.request_id().map(str::to_owned),
            Received::Error(place) => {
                if self.found.is_ok() {
                    *place = std::mem::replace(&mut self.found, Err(None)).ok();
                }
            }
        }
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
