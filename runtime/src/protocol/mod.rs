//! Protocols: requests from inputs, and outputs and errors from responses, by a codec and HTTP.

mod error;
mod json;

pub use error::ErrorReader;
pub use json::{AwsJson1_0, AwsJson1_1, RestJson1};

use crate::error::{BuildError, ErrorMetadata, ParseError};
use crate::http::{Request, Response};
use crate::shape::{Each, Source, Table};
use crate::{Operation, ServiceInfo};

/// The form of a service's requests and responses.
///
/// There is one type for each protocol, so that a program links the codecs of its operations only.
pub trait Protocol: Sized + 'static {
    /// Returns the request for an input.
    ///
    /// # Errors
    ///
    /// As [`Operation::serialize`].
    fn request<O: Operation<Protocol = Self>>(input: &O::Input) -> Result<Request, BuildError>;

    /// Returns the output that a response holds.
    ///
    /// # Errors
    ///
    /// As [`Operation::parse`].
    fn response<O: Operation<Protocol = Self>>(
        response: &Response<'_>,
    ) -> Result<O::Output, O::Error> {
        let mut reader = ErrorReader::new(response, O::NAME, O::SERVICE);
        if response.is_success()
            && let Some(output) = reader.structure()
        {
            return Ok(output);
        }
        Err(O::error(&mut reader))
    }

    /// Reads what a response that is not a success says of its error.
    ///
    /// # Errors
    ///
    /// Fails if the response cannot be read.
    fn metadata(
        response: &Response<'_>,
        operation: &'static str,
        service: &ServiceInfo,
    ) -> Result<ErrorMetadata, ParseError>;

    /// What documents are read from.
    type Source<'r>: Source;

    /// Reads the members of an output or error from a response. `message` is that of the error, unless a member
    /// holds it.
    ///
    /// # Errors
    ///
    /// Fails if a member cannot be read.
    fn members<'r>(
        response: &Response<'r>,
        message: Option<&str>,
        table: &'static Table,
        each: &mut dyn Each<Self::Source<'r>>,
    ) -> Result<(), ParseError>;
}
