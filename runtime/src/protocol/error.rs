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
            Ok(error) => wrap(error),
            Err(error) => unhandled(*error),
        }
    }

    fn modelled<S: Structure>(&mut self) -> Result<S, Box<Unhandled>> {
        let meta = self.meta()?;
        P::error(self.response, meta).map_err(|error| self.unreadable(error).into())
    }

    fn meta(&mut self) -> Result<ErrorMetadata, Box<Unhandled>> {
        match std::mem::replace(&mut self.found, Err(None)) {
            Ok(meta) => Ok(meta),
            Err(error) => {
                self.found = Err(error);
                Err(self.unhandled().into())
            }
        }
    }

    /// An error that the model does not know, or a response that cannot be read.
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
