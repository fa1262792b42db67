//! Protocols: how a codec and HTTP make requests of inputs, and outputs and errors of responses.

mod error;
mod json;

pub use error::ErrorReader;
pub use json::{AwsJson1_0, AwsJson1_1, RestJson1};

use crate::Operation;
use crate::error::{BuildError, ErrorMetadata, ParseError};
use crate::http::{Request, Response};
use crate::shape::Structure;

/// What requests and responses of a service look like.
///
/// A type that stands for a protocol implements it, so that a program links the codecs of its operations only.
pub trait Protocol: Sized + 'static {
    /// Makes a request of an input.
    ///
    /// # Errors
    ///
    /// As [`Operation::serialize`].
    fn request<O: Operation<Protocol = Self>>(input: &O::Input) -> Result<Request, BuildError>;

    /// Makes an output of a response.
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
