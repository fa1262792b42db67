//! The protocols of JSON documents: restJson1, awsJson1_0 and awsJson1_1.

mod error;
mod request;
mod response;

use super::{Called, Protocol};
use crate::codec::json::{Reader, Writer};
use crate::error::{BuildError, ErrorMetadata, ParseError};
use crate::http::{Request, Response};
use crate::shape::{self, Each, Members, Structure, Table};
use crate::{Operation, ServiceInfo};

/// `aws.protocols#restJson1`: members stand in the path, the query, the headers and a JSON document.
#[derive(Debug)]
pub enum RestJson1 {}

/// `aws.protocols#awsJson1_0`: all members stand in a JSON document, a header names the operation.
#[derive(Debug)]
pub enum AwsJson1_0 {}

/// `aws.protocols#awsJson1_1`, which differs from [`AwsJson1_0`] in its media type.
#[derive(Debug)]
pub enum AwsJson1_1 {}

/// The differences between the protocols.
#[derive(Clone, Copy, Debug)]
struct Framing {
    /// The media type of documents.
    media_type: &'static str,
    /// True if members can stand elsewhere than in the document.
    binds: bool,
}

const REST: Framing = Framing {
    media_type: "application/json",
    binds: true,
};

const AWS_1_0: Framing = Framing {
    media_type: "application/x-amz-json-1.0",
    binds: false,
};

const AWS_1_1: Framing = Framing {
    media_type: "application/x-amz-json-1.1",
    ..AWS_1_0
};

macro_rules! protocols {
    ($($ty:ty, $framing:ident, $request:ident;)*) => {
        $(
            impl Protocol for $ty {
                #[inline]
                fn request<O: Operation<Protocol = Self>>(
                    input: &O::Input,
                ) -> Result<Request, BuildError> {
                    request::$request(
                        $framing,
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
                    meta: Option<&ErrorMetadata>,
                    table: &'static Table,
                    each: &mut dyn Each<Reader<'r>>,
                ) -> Result<Option<ParseError>, ParseError> {
                    response::members($framing, response, body, meta, table, each)
                }
            }
        )*
    };
}

protocols! {
    RestJson1, REST, rest;
    AwsJson1_0, AWS_1_0, aws;
    AwsJson1_1, AWS_1_1, aws;
}

/// The data that a request depends on, in addition to the input.
struct About {
    operation: &'static str,
    service: &'static ServiceInfo,
    http: crate::http::Http,
    members: &'static shape::Table,
}

impl About {
    #[inline]
    fn of<O: Operation>() -> Self {
        Self {
            operation: O::NAME,
            service: O::SERVICE,
            http: O::HTTP,
            members: shape::table::<O::Input>(),
        }
    }
}
