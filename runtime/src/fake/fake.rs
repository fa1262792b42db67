//! The fake: handlers of operations, and the function from requests to responses.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::operation::Operation;
use crate::service::ServiceInfo;

use super::answer::Answer;
use super::body;
use super::call::Call;
use super::handler::{Routed, answer, unrouted};
use super::protocol::Serve;
use super::refusal::Refusal;
use super::route::{Found, Row};
use super::service::Service;

/// A response of a fake.
pub type Response = http::Response<Vec<u8>>;

/// A service of which some operations are answered by handlers.
///
/// [`respond`](Self::respond) is a pure function from requests to responses. With the feature
/// `client`, a fake is also an HTTP client, which any client of AWS takes as `http_client`, also an
/// official one. [`serve`](Self::serve) answers on a local port, for programs in any language.
///
/// Clones share their handlers. Calls of one handler wait for each other, so that it may change
/// what it holds. It must not call the operation that it answers.
///
/// # Errors
///
/// A handler returns an error of its operation. `generic` of that makes one that the model does not
/// know: of the code and the message of its metadata, and with the status that the metadata have as
/// `http_status`, or 400.
///
/// ```
/// use hammersmith::error::ErrorMetadata;
///
/// let slow_down = ErrorMetadata::builder()
///     .code("ThrottlingException")
///     .custom("http_status", "429")
///     .build();
/// assert_eq!(slow_down.extra("http_status"), Some("429"));
/// ```
#[derive(Clone, Default)]
pub struct Fake {
    services: Vec<Entry>,
    requests: Arc<AtomicU64>,
    is_lenient: bool,
}

/// A service, and the handlers of its operations.
#[derive(Clone)]
struct Entry {
    service: &'static ServiceInfo,
    operations: &'static [Row],
    find: fn(&ServiceInfo, &'static [Row], &Call<'_>) -> Option<Found>,
    refuse: fn(&'static ServiceInfo, &str, &Refusal) -> Answer,
    handlers: Vec<(&'static str, Arc<Handler>)>,
}

type Handler = dyn Fn(Routed<'_, '_>) -> Answer + Send + Sync;

impl Fake {
    /// A fake that refuses all requests.
    pub fn new() -> Self {
        Self::default()
    }

    /// Passes inputs to handlers that the constraints of the model do not allow: wrong lengths,
    /// ranges, patterns and enum values, and members of the input itself that are required and
    /// unset. This is also true of crates that are generated with the option `strict`.
    #[must_use]
    pub fn without_validation(self) -> Self {
        Self {
            is_lenient: true,
            ..self
        }
    }

    /// Answers an operation by a handler, which takes the place of an earlier one.
    ///
    /// Inputs that the model does not allow are refused without a call of the handler.
    #[must_use]
    pub fn on<O>(
        self,
        handler: impl FnMut(O::Input) -> Result<O::Output, O::Error> + Send + 'static,
    ) -> Self
    where
        O: Operation,
        O::Protocol: Serve,
        O::EndpointParams: Service,
        O::Error: Into<<O::EndpointParams as Service>::Error>,
    {
        let handler = Mutex::new(handler);
        self.with::<O>(Arc::new(move |routed: Routed<'_, '_>| {
            answer::<O>(routed, &mut |input| {
                // A handler that panicked is called again.
                let mut handler = handler.lock().unwrap_or_else(PoisonError::into_inner);
                (*handler)(input)
            })
        }))
    }

    /// Answers an operation by whole responses, such as a client gets them from proxies, or from a
    /// service that is down. Nothing of the request is read or checked.
    ///
    /// ```
    /// # fn fake<O: hammersmith::Operation>() -> hammersmith::fake::Fake where
    /// #     O::Protocol: hammersmith::fake::Serve, O::EndpointParams: hammersmith::fake::Service {
    /// use hammersmith::fake::Fake;
    ///
    /// Fake::new().on_http::<O>(|| {
    ///     let response = http::Response::builder().status(503);
    ///     response.header("retry-after", "1").body(Vec::new())
    /// })
    /// # }
    /// ```
    #[must_use]
    pub fn on_http<O>(
        self,
        respond: impl Fn() -> Result<Response, http::Error> + Send + Sync + 'static,
    ) -> Self
    where
        O: Operation,
        O::Protocol: Serve,
        O::EndpointParams: Service,
    {
        self.with::<O>(Arc::new(move |_: Routed<'_, '_>| match respond() {
            Ok(response) => Answer::of(response),
            Err(error) => Answer::new(501, "text/plain", error.to_string().into_bytes()),
        }))
    }

    fn with<O>(mut self, handler: Arc<Handler>) -> Self
    where
        O: Operation,
        O::Protocol: Serve,
        O::EndpointParams: Service,
    {
        let is_same = |entry: &Entry| std::ptr::eq(entry.service, O::SERVICE);
        if !self.services.iter().any(is_same) {
            self.services.push(Entry {
                service: O::SERVICE,
                operations: O::EndpointParams::OPERATIONS,
                find: O::Protocol::find,
                refuse: |service, id, refusal| {
                    let namespace = O::EndpointParams::NAMESPACE;
                    unrouted::<O::Protocol>(service, namespace, id, refusal)
                },
                handlers: Vec::new(),
            });
        }
        if let Some(entry) = self.services.iter_mut().find(|entry| is_same(entry)) {
            entry.handlers.retain(|(name, _)| *name != O::NAME);
            entry.handlers.push((O::NAME, handler));
        }
        self
    }

    /// Answers a request.
    ///
    /// Signatures are not checked. Whatever the request holds, there is a response; one that is not
    /// answered by a handler is an error of the service's protocol.
    pub fn respond<B: AsRef<[u8]>>(&self, request: &http::Request<B>) -> Response {
        let number = self.requests.fetch_add(1, Ordering::Relaxed) + 1;
        let id = format!("00000000-0000-4000-8000-{number:012x}");
        let (answer, s3) = match self.services.first() {
            None => (nobody(), false),
            Some(first) => (self.answer(request, first, &id), first.service.s3),
        };
        let mut answer = answer.with_length();
        answer.header("x-amzn-requestid", &id);
        if s3 {
            answer.header("x-amz-request-id", &id);
        }
        if request.method() == http::Method::HEAD {
            answer.body.clear();
        }
        answer.into_response().unwrap_or_else(|error| {
            let mut response = Response::new(error.to_string().into_bytes());
            *response.status_mut() = http::StatusCode::NOT_IMPLEMENTED;
            response
        })
    }

    fn answer<B: AsRef<[u8]>>(
        &self,
        request: &http::Request<B>,
        first: &Entry,
        id: &str,
    ) -> Answer {
        let refused = |entry: &Entry, refusal: &Refusal| (entry.refuse)(entry.service, id, refusal);
        let body = match body::decoded(request.headers(), request.body().as_ref()) {
            Ok(body) => body,
            Err(refusal) => return refused(first, &refusal),
        };
        let call = match Call::of(request, &body) {
            Ok(call) => call,
            Err(refusal) => return refused(first, &refusal),
        };
        let found = self.services.iter().find_map(|entry| {
            let found = (entry.find)(entry.service, entry.operations, &call)?;
            Some((entry, found))
        });
        let Some((entry, Found { row, labels })) = found else {
            // The body may name the operation.
            if call.is_compressed {
                return refused(first, &Refusal::compressed());
            }
            let message = format!(
                "`{} {}` calls no operation of `{}`",
                request.method(),
                request.uri(),
                first.service.sdk_id
            );
            return refused(first, &Refusal::unknown_operation(message));
        };
        let handler = entry.handlers.iter().find(|(name, _)| *name == row.0);
        let Some((_, handler)) = handler else {
            let message = format!(
                "the fake has no handler for `{0}`; add one by `on::<{0}>`",
                row.0
            );
            return refused(entry, &Refusal::unanswered(message));
        };
        handler(Routed {
            call: &call,
            labels: &labels,
            row,
            request_id: id,
            is_lenient: self.is_lenient,
        })
    }
}

/// The response of a fake without handlers, whose protocol is unknown.
fn nobody() -> Answer {
    let message = b"the fake has no handlers; add one by `on`";
    Answer::new(501, "text/plain", message.to_vec())
}

impl fmt::Debug for Fake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let handlers = self.services.iter().flat_map(|entry| &entry.handlers);
        let names = handlers.map(|(name, _)| name);
        f.debug_tuple("Fake")
            .field(&names.collect::<Vec<_>>())
            .finish()
    }
}
