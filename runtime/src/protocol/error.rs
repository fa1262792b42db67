//! A response that is not a success.

use std::borrow::Cow;
use std::marker::PhantomData;

use super::{Called, Protocol};
use crate::error::{self, ErrorMetadata, ParseError, Unhandled, with_body, with_unread};
use crate::http::Response;
use crate::shape::{Each, Place, Received, Structure, Table};

/// A response that stands for an error, whose members have not been read yet.
#[derive(Debug)]
pub struct ErrorReader<'a, P> {
    response: &'a Response<'a>,
    /// The body as a document.
    body: &'a [u8],
    called: Called,
    /// `None` for a success.
    meta: Option<ErrorMetadata>,
    /// Why the response cannot be read.
    problem: Option<ParseError>,
    protocol: PhantomData<P>,
}

/// The body as a document. That of an error is read even if it is not UTF-8.
#[inline(never)]
pub(super) fn readable_body<'a>(response: &Response<'a>) -> Cow<'a, [u8]> {
    if response.is_success() {
        return Cow::Borrowed(response.body());
    }
    match String::from_utf8_lossy(response.body()) {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    }
}

impl<'a, P: Protocol> ErrorReader<'a, P> {
    /// A response of which nothing has been read yet, unless it is an error: then the metadata has.
    #[inline(never)]
    pub(crate) fn new(response: &'a Response<'a>, body: &'a [u8], called: Called) -> Self {
        let meta = (!response.is_success()).then(|| P::metadata(response, &called));
        Self {
            response,
            body,
            called,
            meta,
            problem: None,
            protocol: PhantomData,
        }
    }

    /// The code of the error; empty if there is none, or the response cannot be read.
    pub fn code(&self) -> &str {
        let code = self.meta.as_ref().and_then(ErrorMetadata::code);
        code.unwrap_or_default()
    }

    /// Reads the response as an error of the model; `None` if it cannot be read. Not inlined: many operations
    /// have the same errors.
    #[inline(never)]
    pub fn read<S: Structure>(&mut self) -> Option<S> {
        self.structure()
    }

    /// Reads the response as an output or error; `None` if it cannot be read, which `problem` then says.
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
                self.problem = Some(error.into());
                None
            }
        }
    }

    /// Reads the members; false if that fails. Not inlined, as everything here that is the same for all types.
    #[inline(never)]
    fn members(&mut self, table: &'static Table, each: &mut dyn Each<P::Source<'a>>) -> bool {
        match P::members(self.response, self.body, self.meta.as_ref(), table, each) {
            Ok(None) => true,
            Ok(Some(unread)) => {
                let meta = self.meta.take();
                self.meta = meta.map(|meta| with_unread(meta, &unread));
                true
            }
            Err(error) => {
                self.problem = Some(error);
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
            // An error that cannot be built is still known by its code.
            Received::Error(place) => place.clone_from(&self.meta),
        }
    }

    /// An error that the model does not know, or a response that cannot be read.
    #[inline(never)]
    pub fn unhandled(&mut self) -> Unhandled {
        let meta = match self.meta.take() {
            Some(meta) => meta,
            None => self.of_success(),
        };
        match self.problem.take() {
            Some(problem) if meta.code().is_none() => Unhandled::response(problem, meta),
            Some(problem) => Unhandled::with_meta(problem.into(), meta),
            None => Unhandled::generic(meta),
        }
    }

    /// What is known of a success of which no output can be made.
    fn of_success(&self) -> ErrorMetadata {
        let mut meta = error::metadata(self.response, self.called.operation);
        if !self.called.sensitive {
            meta = with_body(meta, self.response);
        }
        meta.build()
    }
}
