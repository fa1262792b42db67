//! Exceptions in streams of events, as a protocol reads errors.

#![cfg(feature = "event-stream")]

use super::{Called, ErrorReader, Protocol};
use crate::error;
use crate::http::Response;

impl<'a, P: Protocol> ErrorReader<'a, P> {
    /// An exception in a stream of events. Its type is its code, unless it says another one itself.
    #[inline(never)]
    pub(crate) fn of_event(
        response: &'a Response<'a>,
        called: Called,
        code: &str,
        message: Option<&str>,
    ) -> Self {
        let mut reader = Self::new(response, response.body(), called, false);
        let found = reader.meta.take().unwrap_or_default();
        reader.meta = Some(error::of_event(&found, called.operation, code, message));
        reader
    }
}
