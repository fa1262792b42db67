//! The protocols of JSON documents: restJson1, awsJson1_0 and awsJson1_1.

pub(super) mod error;
mod request;

use super::request::{About, rest};
use super::response::{self, Parts};
use super::{Called, Protocol};
use crate::Operation;
use crate::codec::json::{Reader, Writer};
use crate::error::{BuildError, ErrorMetadata, ParseError};
use crate::http::{Request, Response};
use crate::shape::{Each, Members, Structure, Table};
use request::aws;

/// `aws.protocols#restJson1`: members stand in the path, the query, the headers and a JSON
/// document.
#[derive(Debug)]
pub enum RestJson1 {}

/// `aws.protocols#awsJson1_0`: all members stand in a JSON document, a header names the operation.
#[derive(Debug)]
pub enum AwsJson1_0 {}

/// `aws.protocols#awsJson1_1`, which differs from [`AwsJson1_0`] in its media type.
#[derive(Debug)]
pub enum AwsJson1_1 {}

macro_rules! protocols {
    ($($ty:ty, $media_type:literal, $binds:literal, $request:ident;)*) => {
        $(
            impl Protocol for $ty {
                #[inline]
                fn request<O: Operation<Protocol = Self>>(
                    input: &O::Input,
                ) -> Result<Request, BuildError> {
                    $request(
                        $media_type,
                        &About::of::<O>(),
                        &mut |to: &mut Members<'_, Writer>| input.write(to),
                    )
                }

                fn metadata(
                    response: &Response<'_>,
                    body: &[u8],
                    called: &Called,
                ) -> ErrorMetadata {
                    error::metadata(response, body, called)
                }

                type Source<'r> = Reader<'r>;

                fn members<'r>(
                    response: &Response<'_>,
                    body: &'r [u8],
                    called: &Called,
                    meta: Option<&ErrorMetadata>,
                    table: &'static Table,
                    each: &mut dyn Each<Reader<'r>>,
                ) -> Result<Option<ParseError>, ParseError> {
                    let binds = $binds && !called.is_event;
                    let parts = Parts { binds, response, body, root: (), table };
                    response::members(parts, meta, each)
                }
            }
        )*
    };
}

protocols! {
    RestJson1, "application/json", true, rest;
    AwsJson1_0, "application/x-amz-json-1.0", false, aws;
    AwsJson1_1, "application/x-amz-json-1.1", false, aws;
}
