//! Streams of events as bodies of a client's requests and responses.

use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;

use crate::client::error::{BoxError, SdkError};
use crate::client::operation::ClientOperation;
use crate::event::{Incoming, Outgoing};
use crate::http;
use crate::operation::event;

mod signer;

use signer::Signing;
pub(crate) use signer::leave_signer;

/// The SHA-256 of nothing, in place of that of a body which consists of messages that are signed
/// one by one.
pub(crate) const EMPTY_SHA256: &str =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Reads a response as an output or error.
type Parse = fn(&http::Response<'_>) -> Result<Output, OrchestratorError<Error>>;

/// The streams of events of an operation.
#[derive(Clone, Copy)]
pub(crate) struct Events {
    request: Option<fn(&mut Input) -> Option<Outgoing>>,
    response: Option<fn(&mut Output) -> Option<&mut Incoming>>,
}

impl Events {
    /// Those of an operation without any.
    pub(crate) const NONE: Self = Self {
        request: None,
        response: None,
    };

    pub(crate) const fn of<O: ClientOperation>() -> Self {
        Self {
            request: match O::REQUEST_EVENTS {
                Some(_) => Some(outgoing::<O>),
                None => None,
            },
            response: match O::RESPONSE_EVENTS {
                Some(_) => Some(incoming::<O>),
                None => None,
            },
        }
    }

    /// True if requests are streams of events.
    pub(crate) fn are_sent(self) -> bool {
        self.request.is_some()
    }

    /// Takes the events out of an input.
    pub(crate) fn take(self, input: &mut Input) -> Option<Outgoing> {
        self.request.and_then(|request| request(input))
    }

    /// Keeps the headers of a response until the initial message has come, which are part of the
    /// output as well.
    pub(crate) fn keep_head(self, output: &mut Output, response: &HttpResponse) {
        if let Some(incoming) = self
            .incoming(output)
            .filter(|incoming| incoming.has_initial)
        {
            let headers = response.headers().iter_bytes();
            incoming.head = headers
                .map(|(name, value)| (name.to_owned(), value.to_vec()))
                .collect();
        }
    }

    /// The messages that an output has, if it has any.
    fn incoming(self, output: &mut Output) -> Option<&mut Incoming> {
        self.response.and_then(|response| response(output))
    }
}

fn outgoing<O: ClientOperation>(input: &mut Input) -> Option<Outgoing> {
    input.downcast_mut().and_then(event::outgoing::<O>)
}

fn incoming<O: ClientOperation>(output: &mut Output) -> Option<&mut Incoming> {
    O::RESPONSE_EVENTS
        .zip(output.downcast_mut())
        .map(|(events, output)| events(output))
}

/// The body of a request, whose messages are signed once the request itself is.
pub(crate) fn body(outgoing: Outgoing, config: &mut ConfigBag) -> SdkBody {
    let framing = Signing::new(config);
    outgoing.framed_by(framing).into_inner()
}

/// Waits for the message that has the members of the output other than the events, where the
/// protocol has one.
pub(crate) async fn receive_initial(
    events: Events,
    parse: Parse,
    mut output: Output,
) -> Result<Output, SdkError<Error>> {
    let Some(incoming) = events.incoming(&mut output).filter(|it| it.has_initial) else {
        return Ok(output);
    };
    let head = std::mem::take(&mut incoming.head);
    let payload = match incoming.initial().await {
        Ok(Some(payload)) => payload,
        Ok(None) => return Ok(output),
        Err(error) => return Err(failure(error)),
    };
    let headers = head
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_slice()));
    let response = http::Response::new(200, &payload).with_headers(headers);
    let whole = parse(&response);
    let mut whole = whole.map_err(failure)?;
    if let (Some(place), Some(incoming)) =
        (events.incoming(&mut whole), events.incoming(&mut output))
    {
        std::mem::swap(place, incoming);
    }
    Ok(whole)
}

/// A response whose first message cannot be read.
fn failure(error: impl Into<BoxError>) -> SdkError<Error> {
    match StatusCode::try_from(200) {
        Ok(status) => SdkError::response_error(error, HttpResponse::new(status, SdkBody::taken())),
        Err(_) => SdkError::construction_failure(error),
    }
}
