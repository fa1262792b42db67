//! The protocols that put the service and the operation into the path, and everything else into the
//! body: rpcv2Cbor and rpcv2Json.

mod error;
mod request;

use super::json::error as json_error;
use super::request::About;
use super::response::{self, Parts};
use super::{Called, Protocol};
use crate::Operation;
use crate::codec::{cbor, json};
use crate::error::{BuildError, ErrorMetadata, ParseError};
use crate::http::{Request, Response};
use crate::shape::{Each, Members, Structure, Table};
use request::Framing;

/// `smithy.protocols#rpcv2Cbor`: all members stand in a CBOR document, the path names the
/// operation.
#[derive(Debug)]
pub enum RpcV2Cbor {}

/// `smithy.protocols#rpcv2Json`: all members stand in a JSON document, the path names the
/// operation.
#[derive(Debug)]
pub enum RpcV2Json {}

const CBOR: Framing = Framing {
    name: "rpc-v2-cbor",
    media_type: "application/cbor",
    // As the official clients: there are services that look for CBOR alone.
    accepts_events: "application/vnd.amazon.eventstream, application/cbor",
};

const JSON: Framing = Framing {
    name: "rpc-v2-json",
    media_type: "application/json",
    accepts_events: "application/vnd.amazon.eventstream",
};

macro_rules! protocols {
    ($($ty:ty, $cbor:literal, $framing:ident, $codec:ident, $error:ident;)*) => {
        $(
            impl Protocol for $ty {
                const CBOR: bool = $cbor;

                #[inline]
                fn request<O: Operation<Protocol = Self>>(
                    input: &O::Input,
                ) -> Result<Request, BuildError> {
                    request::request(
                        $framing,
                        &About::of::<O>(),
                        &mut |to: &mut Members<'_, $codec::Writer>| input.write(to),
                    )
                }

                fn metadata(
                    response: &Response<'_>,
                    body: &[u8],
                    called: &Called,
                ) -> ErrorMetadata {
                    $error::metadata(response, body, called)
                }

                type Source<'r> = $codec::Reader<'r>;

                fn members<'r>(
                    response: &Response<'_>,
                    body: &'r [u8],
                    _: &Called,
                    meta: Option<&ErrorMetadata>,
                    table: &'static Table,
                    each: &mut dyn Each<$codec::Reader<'r>>,
                ) -> Result<Option<ParseError>, ParseError> {
                    let parts = Parts { binds: false, response, body, root: (), table };
                    response::members(parts, meta, each)
                }
            }
        )*
    };
}

protocols! {
    RpcV2Cbor, true, CBOR, cbor, error;
    RpcV2Json, false, JSON, json, json_error;
}
