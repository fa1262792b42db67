//! The protocols of forms: awsQuery and ec2Query. Responses are XML documents.

mod error;
mod request;

use super::request::About;
use super::{Called, Protocol};
use crate::Operation;
use crate::codec::query::{Style, Writer};
use crate::error::{BuildError, ErrorMetadata, ParseError};
use crate::http::{Request, Response};
use crate::shape::{Each, Members, Structure, Table};

/// `aws.protocols#awsQuery`: all members stand in a form that names the operation; responses are XML documents.
#[derive(Debug)]
pub enum AwsQuery {}

/// `aws.protocols#ec2Query`, which differs from [`AwsQuery`] in the names of parameters and around results.
#[derive(Debug)]
pub enum Ec2Query {}

macro_rules! protocols {
    ($($ty:ty, $style:expr;)*) => {
        $(
            impl Protocol for $ty {
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

                fn metadata(response: &Response<'_>, called: &Called) -> ErrorMetadata {
                    crate::error::metadata(response, called.operation).build()
                }

                type Source<'r> = crate::codec::json::Reader<'r>;

                fn members<'r>(
                    response: &Response<'_>,
                    body: &'r [u8],
                    called: &Called,
                    meta: Option<&ErrorMetadata>,
                    table: &'static Table,
                    each: &mut dyn Each<Self::Source<'r>>,
                ) -> Result<Option<ParseError>, ParseError> {
                    Ok(None)
                }
            }
        )*
    };
}

protocols! {
    AwsQuery, Style::Aws;
    Ec2Query, Style::Ec2;
}
