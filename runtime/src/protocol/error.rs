//! A response that is not a success.

use std::marker::PhantomData;

use super::Protocol;
use crate::error::{self, ErrorMetadata, ParseError, Unhandled, with_body};
use crate::http::Response;
use crate::shape::Structure;

/// A response that stands for an error, whose members have not been read yet.
#[derive(Debug)]
pub struct ErrorReader<'a, P> {
    response: &'a Response<'a>,
    meta: ErrorMetadata,
    /// Why the response cannot be read.
    problem: Option<ParseError>,
    protocol: PhantomData<P>,
}

impl<'a, P: Protocol> ErrorReader<'a, P> {
    /// An error, and what is known of it.
    pub(crate) fn new(response: &'a Response<'a>, meta: ErrorMetadata) -> Self {
        Self {
            response,
            meta,
            problem: None,
            protocol: PhantomData,
        }
    }

    /// A success of which no output can be made. The start of its body is shown, unless it holds secrets.
    #[cold]
    pub(crate) fn unreadable(
        response: &'a Response<'a>,
        operation: &'static str,
        sensitive: bool,
        problem: ParseError,
    ) -> Self {
        let mut meta = error::metadata(response, operation);
        if !sensitive {
            meta = with_body(meta, response);
        }
        Self {
            problem: Some(problem),
            ..Self::new(response, meta.build())
        }
    }

    /// The code of the error; empty if there is none, or the response cannot be read.
    pub fn code(&self) -> &str {
        self.meta.code().unwrap_or_default()
    }

    /// Reads the response as an error of the model.
    #[inline]
    pub fn read<S: Structure, E>(&mut self, wrap: fn(S) -> E, unhandled: fn(Unhandled) -> E) -> E {
        match self.modelled() {
            Some(error) => wrap(error),
            None => unhandled(self.unhandled()),
        }
    }

    /// The error of the model; `None` if it cannot be built, which `problem` then says. Not inlined: many
    /// operations have the same errors.
    #[inline(never)]
    fn modelled<S: Structure>(&mut self) -> Option<S> {
        let error = P::error(self.response, self.meta.clone());
        error.map_err(|error| self.problem = Some(error)).ok()
    }

    /// An error that the model does not know, or a response that cannot be read.
    #[inline(never)]
    pub fn unhandled(&mut self) -> Unhandled {
        let meta = std::mem::take(&mut self.meta);
        match self.problem.take() {
            Some(problem) if meta.code().is_none() => Unhandled::response(problem, meta),
            Some(problem) => Unhandled::with_meta(problem.into(), meta),
            None => Unhandled::generic(meta),
        }
    }
}
