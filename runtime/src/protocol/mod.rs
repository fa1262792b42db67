//! Protocols: requests from inputs, and outputs and errors from responses, by a codec and HTTP.

mod error;
mod json;

pub use error::ErrorReader;
pub use json::{AwsJson1_0, AwsJson1_1, RestJson1};

use crate::Operation;
use crate::error::{BuildError, ParseError};
use crate::http::{Request, Response};
use crate::shape::{Each, Source, Table};

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

    /// What documents are read from.
    type Source<'r>: Source;

    /// Reads the members of an error from a response. `message` is that of the error, unless a member holds it.
    ///
    /// # Errors
    ///
    /// Fails if a member cannot be read.
    fn error<'r>(
        response: &Response<'r>,
        message: Option<&str>,
        table: &'static Table,
        each: &mut dyn Each<Self::Source<'r>>,
    ) -> Result<(), ParseError>;
}
