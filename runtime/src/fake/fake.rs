//! The fake: handlers of operations, and the function from requests to responses.

use std::fmt;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, PoisonError};

use crate::operation::Operation;
use crate::service::ServiceInfo;

use super::answer::Answer;
use super::call::Call;
use super::events::{Events, Kind};
use super::handler::{Routed, answer, unrouted};
use super::log::Log;
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
    pub(super) services: Vec<Entry>,
    pub(super) requests: Arc<AtomicU64>,
    pub(super) log: Arc<Log>,
    pub(super) is_lenient: bool,
}

/// A service, and the handlers of its operations.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) service: &'static ServiceInfo,
    pub(super) operations: &'static [Row],
    pub(super) find: fn(&ServiceInfo, &'static [Row], &Call<'_>) -> Option<Found>,
    pub(super) refuse: fn(&'static ServiceInfo, &str, &Refusal) -> Answer,
    pub(super) handlers: Vec<Handler>,
}

impl Entry {
    /// The handler of an operation.
    pub(super) fn handler(&self, operation: &str) -> Option<&Handler> {
        self.handlers.iter().find(|it| it.operation == operation)
    }
}

/// The handler of an operation.
#[derive(Clone)]
pub(super) struct Handler {
    pub(super) operation: &'static str,
    /// The facts about the events of its requests, if those have any.
    pub(super) events: Option<Kind>,
    pub(super) answer: Arc<dyn Fn(Routed<'_, '_>, Events) -> Answer + Send + Sync>,
}

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
        let mut handler = handler;
        self.with_answers::<O>(move |input| Some(handler(input)))
    }

    /// Answers the calls of an operation one after the other. Those beyond the last answer are
    /// refused.
    ///
    /// ```
    /// # fn fake<O: hammersmith::Operation>(error: O::Error, output: O::Output)
    /// # -> hammersmith::fake::Fake where
    /// #     O::Protocol: hammersmith::fake::Serve, O::EndpointParams: hammersmith::fake::Service,
    /// #     O::Error: Into<<O::EndpointParams as hammersmith::fake::Service>::Error> {
    /// use hammersmith::fake::Fake;
    ///
    /// Fake::new().in_turn::<O>([Err(error), Ok(output)])
    /// # }
    /// ```
    #[must_use]
    pub fn in_turn<O>(
        self,
        answers: impl IntoIterator<Item = Result<O::Output, O::Error>, IntoIter: Send + 'static>,
    ) -> Self
    where
        O: Operation,
        O::Protocol: Serve,
        O::EndpointParams: Service,
        O::Error: Into<<O::EndpointParams as Service>::Error>,
    {
        let mut answers = answers.into_iter();
        self.with_answers::<O>(move |_| answers.next())
    }

    fn with_answers<O>(
        self,
        handler: impl FnMut(O::Input) -> Option<Result<O::Output, O::Error>> + Send + 'static,
    ) -> Self
    where
        O: Operation,
        O::Protocol: Serve,
        O::EndpointParams: Service,
        O::Error: Into<<O::EndpointParams as Service>::Error>,
    {
        let handler = Mutex::new(handler);
        self.with::<O>(Arc::new(move |routed: Routed<'_, '_>, events| {
            answer::<O>(routed, events, &mut |input| {
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
        self.with::<O>(Arc::new(move |_: Routed<'_, '_>, _| match respond() {
            Ok(response) => Answer::of(response),
            Err(error) => Answer::new(501, "text/plain", error.to_string().into_bytes()),
        }))
    }

    fn with<O>(
        mut self,
        answer: Arc<dyn Fn(Routed<'_, '_>, Events) -> Answer + Send + Sync>,
    ) -> Self
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
            entry.handlers.retain(|it| it.operation != O::NAME);
            entry.handlers.push(Handler {
                operation: O::NAME,
                events: Kind::of::<O>(),
                answer,
            });
        }
        self
    }
}

impl fmt::Debug for Fake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let handlers = self.services.iter().flat_map(|entry| &entry.handlers);
        let names = handlers.map(|handler| handler.operation);
        f.debug_tuple("Fake")
            .field(&names.collect::<Vec<_>>())
            .finish()
    }
}
