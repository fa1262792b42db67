//! The protocols of forms: awsQuery and ec2Query. Responses are XML documents.

mod metadata;
mod request;

use super::request::About;
use super::response::{self, Parts};
use super::{Called, Protocol, xml};
use crate::Operation;
use crate::codec::query::{Style, Writer};
use crate::codec::xml::{Reader, Root};
use crate::error::{BuildError, ErrorMetadata, ParseError};
use crate::http::{Request, Response};
use crate::shape::{Each, Members, Structure, Table};

/// `aws.protocols#awsQuery`: all members stand in a form that names the operation; responses are
/// XML documents.
#[derive(Debug)]
pub enum AwsQuery {}

/// `aws.protocols#ec2Query`, which differs from [`AwsQuery`] in the names of parameters and in what
/// stands around the members of responses.
#[derive(Debug)]
pub enum Ec2Query {}

macro_rules! protocols {
    ($($ty:ty, $style:expr, $root:path;)*) => {
        $(
            impl Protocol for $ty {
                const FORM: bool = true;

                #[inline]
                fn request<O: Operation<Protocol = Self>>(
                    input: &O::Input,
                ) -> Result<Request, BuildError> {
                    request::request(
                        $style,
                        &About::of::<O>(),
                        &mut |to: &mut Members<'_, Writer>| input.write(to),
                    )
                }

                fn metadata(response: &Response<'_>, body: &[u8], called: &Called) -> ErrorMetadata {
                    xml::metadata(response, body, called)
                }

                fn request_id(response: &Response<'_>) -> Option<String> {
                    metadata::request_id(response)
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
                    let root = match meta {
                        None => $root(called.operation),
                        Some(_) => Root::Error,
                    };
                    let parts = Parts { binds: false, response, body, root, table };
                    response::members(parts, meta, each)
                }
            }
        )*
    };
}

protocols! {
    AwsQuery, Style::Aws, Root::Result;
    Ec2Query, Style::Ec2, Root::Response;
}
