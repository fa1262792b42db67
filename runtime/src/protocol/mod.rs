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
        let about = Called {
            operation: O::NAME,
            service: O::SERVICE,
            sensitive: O::SENSITIVE_OUTPUT,
        };
        let body = error::readable_body(response);
        let mut reader = ErrorReader::new(response, &body, about);
        if response.is_success()
            && let Some(output) = reader.structure()
        {
            return Ok(output);
        }
        Err(O::error(&mut reader))
    }

    /// Reads what a response that is not a success says of its error, as far as it can be read.
    fn metadata(response: &Response<'_>, called: &Called) -> ErrorMetadata;

    /// What documents are read from.
    type Source<'r>: Source;

    /// Reads the members of an output or error from a response, of which `body` is the document. Members of an
    /// error that cannot be read are unset; the first reason for that is returned. `meta` is what is known of the
    /// error already.
    ///
    /// # Errors
    ///
    /// Fails if a member of an output cannot be read.
    fn members<'r>(
        response: &Response<'_>,
        body: &'r [u8],
        meta: Option<&ErrorMetadata>,
        table: &'static Table,
        each: &mut dyn Each<Self::Source<'r>>,
    ) -> Result<Option<ParseError>, ParseError>;
}

/// The operation that a response belongs to.
#[derive(Clone, Copy, Debug)]
pub struct Called {
    pub(crate) operation: &'static str,
    pub(crate) service: &'static ServiceInfo,
    /// True if the output holds secrets.
    pub(crate) sensitive: bool,
}
