//! The protocol of XML documents: restXml.

mod error;

use super::request::{About, rest};
use super::response::{self, Parts};
use super::{Called, Protocol};
use crate::Operation;
use crate::codec::xml::{Reader, Root, Writer};
use crate::error::{BuildError, ErrorMetadata, ParseError};
use crate::http::{Request, Response};
use crate::shape::{Each, Members, Row, Structure, Table};
use crate::special::s3;

pub(crate) use error::metadata;

/// `aws.protocols#restXml`: members stand in the path, the query, the headers and an XML document.
#[derive(Debug)]
pub enum RestXml {}

impl Protocol for RestXml {
    #[inline]
    fn request<O: Operation<Protocol = Self>>(input: &O::Input) -> Result<Request, BuildError> {
        rest(
            "application/xml",
            &About::of::<O>(),
            &mut |to: &mut Members<'_, Writer>| input.write(to),
        )
    }

    fn is_success(response: &Response<'_>, called: &Called) -> bool {
        // An object may itself be such a document.
        let may_fail = called.service.s3 && !called.streams;
        response.is_success() && !(may_fail && s3::is_failure(response))
    }

    fn metadata(response: &Response<'_>, body: &[u8], called: &Called) -> ErrorMetadata {
        metadata(response, body, called)
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
        let root = table.root();
        let parts = Parts {
            binds: !called.is_event,
            response,
            body,
            root: match meta {
                None if root.is_unwrapped() => {
                    Root::Unwrapped(table.row(0).map_or("", Row::xml_name))
                }
                None => Root::Named(root.xml_name()),
                Some(_) => Root::Error,
            },
            table,
        };
        response::members(parts, meta, each)
    }
}
