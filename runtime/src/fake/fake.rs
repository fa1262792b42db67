//! The fake: handlers of operations, and the function from requests to responses.

use std::fmt;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex};

use crate::operation::Operation;
use crate::service::ServiceInfo;

use super::answer::{Answer, Response};
use super::call::Call;
use super::events::{Events, Kind};
use super::handler::{Routed, answer, keeps_encoding, unrouted};
use super::log::{Log, locked};
use super::protocol::Serve;
use super::refusal::Refusal;
use super::reply::Reply;
use super::route::{Found, Row};
use super::service::Service;

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
/// [`Reply::code`] makes an error from its status, code and message. A handler of
/// [`on`](Self::on) returns an error of its operation. `generic` of that makes one that the model
/// does not know: of the code and the message of its metadata, and with the status that the
/// metadata have as `http_status`, or 400.
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
    pub(super) speaks: fn(&Call<'_>) -> bool,
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
    /// True if compressed content is passed on as it is.
    pub(super) keeps_encoding: bool,
    pub(super) answer: Answering,
    /// The number of replies that are still to be given, of those that come one after the other.
    pub(super) left: Arc<dyn Fn() -> usize + Send + Sync>,
}

/// The function from a request to the response.
type Answering = Arc<dyn Fn(Routed<'_, '_>, Events) -> Answer + Send + Sync>;

impl Fake {
    /// A fake that refuses all requests.
    pub fn new() -> Self {
        Self::default()
    }

    /// Passes inputs to handlers that the constraints of the model do not allow: wrong lengths,
    /// ranges, patterns and enum values, and members of the input itself that are required and
    /// unset. This is also true of crates that are generated with the option `strict`. Checksums
    /// are not compared with the body, either.
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
        self.reply::<O>(move |input| handler(input).into())
    }

    /// Answers an operation by a handler that returns replies: outputs and errors as those of
    /// [`on`](Self::on), and the faults of services and networks.
    ///
    /// ```
    /// # fn fake<O: hammersmith::Operation>(output: fn() -> O::Output) -> hammersmith::fake::Fake
    /// # where
    /// #     O::Protocol: hammersmith::fake::Serve, O::EndpointParams: hammersmith::fake::Service,
    /// #     O::Error: Into<<O::EndpointParams as hammersmith::fake::Service>::Error> {
    /// use hammersmith::fake::{Fake, Reply};
    ///
    /// let mut calls = 0;
    /// Fake::new().reply::<O>(move |_| {
    ///     calls += 1;
    ///     match calls % 10 {
    ///         0 => Reply::lost(),
    ///         _ => Reply::output(output()),
    ///     }
    /// })
    /// # }
    /// ```
    #[must_use]
    pub fn reply<O>(self, handler: impl FnMut(O::Input) -> Reply<O> + Send + 'static) -> Self
    where
        O: Operation,
        O::Protocol: Serve,
        O::EndpointParams: Service,
        O::Error: Into<<O::EndpointParams as Service>::Error>,
    {
        let mut handler = handler;
        self.with_replies::<O>(move |input| Some(handler(input)), Arc::new(|| 0))
    }

    /// Answers the calls of an operation by these replies, one after the other, as
    /// [`in_turn`](Self::in_turn). [`verify`](Self::verify) knows those that are left by the size
    /// hint of the iterator.
    #[must_use]
    pub fn replies<O>(
        self,
        replies: impl IntoIterator<Item = Reply<O>, IntoIter: Send + 'static>,
    ) -> Self
    where
        O: Operation,
        O::Protocol: Serve,
        O::EndpointParams: Service,
        O::Error: Into<<O::EndpointParams as Service>::Error>,
    {
        let replies = Arc::new(Mutex::new(replies.into_iter()));
        let rest = Arc::clone(&replies);
        let left = move || match locked(&rest).size_hint() {
            (least, Some(_)) => least,
            // Replies without end.
            (_, None) => 0,
        };
        self.with_replies::<O>(move |_| locked(&replies).next(), Arc::new(left))
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
        self.replies::<O>(answers.into_iter().map(Reply::from))
    }

    fn with_replies<O>(
        self,
        handler: impl FnMut(O::Input) -> Option<Reply<O>> + Send + 'static,
        left: Arc<dyn Fn() -> usize + Send + Sync>,
    ) -> Self
    where
        O: Operation,
        O::Protocol: Serve,
        O::EndpointParams: Service,
        O::Error: Into<<O::EndpointParams as Service>::Error>,
    {
        let handler = Mutex::new(handler);
        let answer = move |routed: Routed<'_, '_>, events| {
            answer::<O>(routed, events, &mut |input| (*locked(&handler))(input))
        };
        self.with::<O>(Arc::new(answer), left)
    }

    /// Answers an operation by whole responses, such as a client gets them from proxies, or from a
    /// service that is down. Nothing of the request is checked but the encodings of its body.
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
        let answer = move |routed: Routed<'_, '_>, _| match respond() {
            Ok(response) => Answer::of(response),
            Err(error) => {
                let refusal = Refusal::unwritable(&error);
                let namespace = O::EndpointParams::NAMESPACE;
                unrouted::<O::Protocol>(O::SERVICE, namespace, routed.request_id, &refusal)
            }
        };
        self.with::<O>(Arc::new(answer), Arc::new(|| 0))
    }

    fn with<O>(mut self, answer: Answering, left: Arc<dyn Fn() -> usize + Send + Sync>) -> Self
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
                speaks: O::Protocol::speaks,
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
                keeps_encoding: keeps_encoding::<O>(),
                answer,
                left,
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
