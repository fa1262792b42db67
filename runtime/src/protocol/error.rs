//! A response that is not a success.

use std::marker::PhantomData;

use super::Protocol;
use crate::error::{ErrorMetadata, ParseError, Unhandled};
use crate::http::Response;
use crate::shape::Structure;

/// A response that stands for an error, which has not been read yet.
#[derive(Debug)]
pub struct ErrorReader<'a, P> {
    response: &'a Response<'a>,
    operation: &'static str,
    found: Result<ErrorMetadata, Option<ParseError>>,
    protocol: PhantomData<P>,
}

impl<'a, P: Protocol> ErrorReader<'a, P> {
    /// A response whose metadata has been read, or cannot be.
    pub(crate) fn new(
        response: &'a Response<'a>,
        operation: &'static str,
        found: Result<ErrorMetadata, ParseError>,
    ) -> Self {
        Self {
            response,
            operation,
            found: found.map_err(Some),
            protocol: PhantomData,
        }
    }

    /// The code of the error; empty if there is none, or the response cannot be read.
    pub fn code(&self) -> &str {
        let code = self.found.as_ref().ok().and_then(ErrorMetadata::code);
        code.unwrap_or_default()
    }

    /// Reads the response as an error of the model.
    #[inline]
    pub fn read<S: Structure, E>(&mut self, wrap: fn(S) -> E, unhandled: fn(Unhandled) -> E) -> E {
        match self.modelled() {
            Some(error) => wrap(error),
            None => unhandled(self.unhandled()),
        }
    }

    /// The error of the model; `None` if it cannot be read, which `found` then says. Not inlined: many
    /// operations have the same errors.
    #[inline(never)]
    fn modelled<S: Structure>(&mut self) -> Option<S> {
        let error = P::error(self.response, self.meta()?);
        error.map_err(|error| self.found = Err(Some(error))).ok()
    }

    fn meta(&mut self) -> Option<ErrorMetadata> {
        match std::mem::replace(&mut self.found, Err(None)) {
            Ok(meta) => Some(meta),
            other => {
                self.found = other;
                None
            }
        }
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
