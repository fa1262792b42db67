//! Protocols: requests from inputs, and outputs and errors from responses, by a codec and HTTP.

mod error;
mod json;

pub use error::ErrorReader;
pub use json::{AwsJson1_0, AwsJson1_1, RestJson1};

use crate::Operation;
use crate::error::{BuildError, ErrorMetadata, ParseError};
use crate::http::{Request, Response};
use crate::shape::Structure;

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
    ) -> Result<O::Output, O::Error>;

    /// Reads a response as an error of the model.
    ///
    /// # Errors
    ///
    /// Fails if a member cannot be read.
    fn error<S: Structure>(response: &Response<'_>, meta: ErrorMetadata) -> Result<S, ParseError>;
}
