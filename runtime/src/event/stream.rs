//! The trait of unions whose values are events.

use std::error::Error;

use aws_smithy_types::event_stream::Message;

use super::EventProtocol;
use crate::ServiceInfo;
use crate::error::BuildError;
use crate::protocol::ErrorReader;
use crate::shape::Structure;

/// A union whose values are the events of a stream.
///
/// Generated code implements this. The members of the union that are errors are variants of
/// [`Error`](Self::Error).
pub trait EventStream: Structure + Send + Sync + 'static {
    /// The errors of the stream.
    type Error: Error + Send + Sync + 'static;
    /// The protocol of the service, which says how payloads are written.
    type Protocol: EventProtocol;

    /// The name of the union in the model.
    const NAME: &'static str;
    /// The service.
    const SERVICE: &'static ServiceInfo;

    /// Reads an exception by its type: the name of a member of the union.
    fn exception(exception: &str, from: &mut ErrorReader<'_, Self::Protocol>) -> Self::Error;

    /// Writes an error that ends a stream; `None` if it is not one of the model.
    fn write_exception(error: &Self::Error) -> Option<Result<Message, BuildError>> {
        let _ = error;
        None
    }
}
