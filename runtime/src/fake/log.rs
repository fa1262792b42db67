//! The requests that a fake has received.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::Request;

use crate::service::ServiceInfo;

/// A request that a fake has received.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Received {
    /// The operation that it calls, if it calls one.
    pub operation: Option<&'static str>,
    /// The request. Of a stream of events, the body is the document before them, if the protocol
    /// has one.
    pub request: Request<Vec<u8>>,
    /// The reason why it is not answered by a handler, if it is not, or why its stream of events
    /// has ended with an error of the fake.
    pub refused: Option<String>,
    pub(super) number: u64,
    /// The service of the operation, of which others may have one of the same name.
    pub(super) service: Option<&'static ServiceInfo>,
}

impl Received {
    /// True if the handler of the operation has answered the request.
    pub(super) fn is_call(&self, service: &'static ServiceInfo, operation: &str) -> bool {
        let is_ours = self.service.is_some_and(|ours| std::ptr::eq(ours, service));
        is_ours && self.operation == Some(operation) && self.refused.is_none()
    }
}

/// All requests, in the order in which they were answered.
#[derive(Debug, Default)]
pub(super) struct Log {
    requests: Mutex<Vec<Received>>,
    /// The operations that handlers have answered, of requests that were taken out, too.
    answered: Mutex<Vec<(&'static ServiceInfo, &'static str)>>,
}

impl Log {
    pub(super) fn with<T>(&self, look: impl FnOnce(&mut Vec<Received>) -> T) -> T {
        look(&mut locked(&self.requests))
    }

    /// True if the handler of an operation has ever answered a request.
    pub(super) fn has_answered(&self, service: &'static ServiceInfo, operation: &str) -> bool {
        let answered = locked(&self.answered);
        let mut answered = answered.iter();
        answered.any(|(of, name)| std::ptr::eq(*of, service) && *name == operation)
    }

    fn push(&self, received: Received) {
        if let (Some(service), Some(operation), None) =
            (received.service, received.operation, &received.refused)
            && !self.has_answered(service, operation)
        {
            locked(&self.answered).push((service, operation));
        }
        self.with(|all| all.push(received));
    }
}

/// The value, also after a panic of whoever had it.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The place of one request in a log.
#[derive(Clone, Debug)]
pub(super) struct Logged {
    log: Arc<Log>,
    pub(super) number: u64,
}

impl Logged {
    pub(super) fn new(log: Arc<Log>, number: u64) -> Self {
        Self { log, number }
    }

    /// Records the request.
    pub(super) fn push(
        &self,
        service: Option<&'static ServiceInfo>,
        operation: Option<&'static str>,
        request: Request<Vec<u8>>,
        refused: Option<String>,
    ) {
        let number = self.number;
        let received = Received {
            operation,
            request,
            refused,
            number,
            service,
        };
        self.log.push(received);
    }

    /// Records the reason why the request is refused after its answer has begun, unless it has been
    /// taken out of the log.
    pub(super) fn refuse(&self, reason: &str) {
        self.log.with(|all| {
            let ours = all.iter_mut().rev().find(|it| it.number == self.number);
            if let Some(ours) = ours {
                ours.refused.get_or_insert_with(|| reason.to_owned());
            }
        });
    }
}
