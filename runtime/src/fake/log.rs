//! The requests that a fake has received.

use std::sync::{Mutex, PoisonError};

use http::Request;

/// A request that a fake has received.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Received {
    /// The operation that it calls, if it calls one.
    pub operation: Option<&'static str>,
    /// The request. Of a stream of events, the body is the document before them, if the protocol
    /// has one.
    pub request: Request<Vec<u8>>,
    /// The reason why it is not answered by a handler, if it is not.
    pub refused: Option<String>,
}

/// All requests, in the order in which they were answered.
#[derive(Debug, Default)]
pub(super) struct Log(Mutex<Vec<Received>>);

impl Log {
    pub(super) fn push(&self, received: Received) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(received);
    }

    pub(super) fn with<T>(&self, look: impl FnOnce(&mut Vec<Received>) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
