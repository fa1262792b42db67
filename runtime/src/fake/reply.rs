//! Replies to calls: outputs, errors, and the faults of services and networks.

use std::fmt;
use std::time::Duration;

use crate::operation::Operation;

use super::answer::Response;

/// A reply of a fake to a call: an output or error, a status, a whole response, or none.
///
/// [`Fake::reply`](super::Fake::reply) takes a handler that returns one, and
/// [`Fake::replies`](super::Fake::replies) several that are given one after the other.
///
/// ```
/// # fn fake<O: hammersmith::Operation>(output: O::Output) -> hammersmith::fake::Fake where
/// #     O::Protocol: hammersmith::fake::Serve, O::EndpointParams: hammersmith::fake::Service,
/// #     O::Error: Into<<O::EndpointParams as hammersmith::fake::Service>::Error> {
/// use hammersmith::fake::{Fake, Reply};
/// use std::time::Duration;
///
/// Fake::new().replies::<O>([
///     Reply::code(429, "ThrottlingException", "slow down"),
///     Reply::status(503),
///     Reply::lost(),
///     Reply::output(output).after(Duration::from_millis(50)),
/// ])
/// # }
/// ```
pub struct Reply<O: Operation> {
    pub(super) kind: Kind<O>,
    pub(super) delay: Duration,
}

/// The kind of a reply.
pub(super) enum Kind<O: Operation> {
    /// An output or error.
    Result(Result<O::Output, O::Error>),
    /// An error of the protocol by its status, code and message.
    Code(u16, String, String),
    /// A status alone.
    Status(u16),
    /// A whole response.
    Http(Box<Response>),
    /// The connection ends.
    Lost,
}

impl<O: Operation> Reply<O> {
    fn new(kind: Kind<O>) -> Self {
        Self {
            kind,
            delay: Duration::ZERO,
        }
    }

    /// An output.
    pub fn output(output: O::Output) -> Self {
        Ok(output).into()
    }

    /// An error of the operation.
    pub fn error(error: O::Error) -> Self {
        Err(error).into()
    }

    /// An error by its code, in the form of the protocol. If the model has an error of that code,
    /// it is that error, whose only member is the message.
    pub fn code(status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Kind::Code(status, code.into(), message.into()))
    }

    /// A response with that status and nothing else, such as 503 from a load balancer.
    pub fn status(status: u16) -> Self {
        Self::new(Kind::Status(status))
    }

    /// A whole response.
    pub fn http(response: Response) -> Self {
        Self::new(Kind::Http(Box::new(response)))
    }

    /// No response: the connection ends. In place of the network this is an I/O error, and the
    /// status 502 of [`Fake::respond`](super::Fake::respond).
    pub fn lost() -> Self {
        Self::new(Kind::Lost)
    }

    /// The same reply after a delay. In place of the network, the client sleeps by its
    /// `sleep_impl`, and its read timeout holds. [`Fake::respond`](super::Fake::respond) does not
    /// wait.
    #[must_use]
    pub fn after(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }
}

impl<O: Operation> From<Result<O::Output, O::Error>> for Reply<O> {
    fn from(result: Result<O::Output, O::Error>) -> Self {
        Self::new(Kind::Result(result))
    }
}

impl<O: Operation> fmt::Debug for Reply<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind: &dyn fmt::Debug = match &self.kind {
            Kind::Result(result) => result,
            Kind::Code(status, code, _) => &(status, code),
            Kind::Status(status) => status,
            Kind::Http(response) => response,
            Kind::Lost => &"lost",
        };
        let mut debug = f.debug_struct("Reply");
        debug
            .field("kind", kind)
            .field("delay", &self.delay)
            .finish()
    }
}
