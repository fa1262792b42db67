//! The two halves of a fake, for tests of protocols: from request to input, and from output or
//! error to response.

use crate::operation::Operation;

use super::answer::Response;
use super::events::Events;
use super::exchange::collected;
use super::handler::{self, outgoing, result};
use super::protocol::Serve;
use super::service::Service;

/// The input that a request holds.
pub(crate) fn received<O>(request: &http::Request<Vec<u8>>) -> Result<O::Input, String>
where
    O: Operation,
    O::Protocol: Serve,
    O::EndpointParams: Service,
{
    match handler::received::<O>(request, false) {
        Ok(input) => Ok(input),
        Err(Some(refusal)) => Err(format!("{}: {}", refusal.code, refusal.message)),
        Err(None) => Err(format!("the request does not call `{}`", O::NAME)),
    }
}

/// The response of an output or error.
pub(crate) fn written<O>(found: Result<O::Output, O::Error>) -> Result<Response, String>
where
    O: Operation,
    O::Protocol: Serve,
    O::EndpointParams: Service,
    O::Error: Into<<O::EndpointParams as Service>::Error>,
{
    let mut rows = O::EndpointParams::OPERATIONS.iter();
    let status = rows.find(|row| row.0 == O::NAME).map_or(200, |row| row.3);
    let answer = result::<O>(outgoing::<O>(status, "foo-id"), found, Events::default());
    let answer = answer.map_err(|refusal| refusal.message)?;
    collected(answer.with_length()).map_err(|error| error.to_string())
}
