//! Bodies that are streams of bytes, without a client: the checksums of requests, and the responses
//! of S3 that say of themselves whether they are errors.

#![cfg(feature = "checksums")]

#[path = "support/call.rs"]
mod call;
#[cfg(feature = "client")]
mod client_service;

use std::marker::PhantomData;

use call::{Failure, Params};
use hammersmith::checksum::Checksums;
use hammersmith::endpoint::{InvalidParams, Settings};
use hammersmith::error::BuildError;
use hammersmith::http::{Http, Request, Response};
use hammersmith::primitives::ByteStream;
use hammersmith::protocol::{ErrorReader, RestXml};
use hammersmith::shape::{self, StreamOf};
use hammersmith::{Operation, ServiceInfo};

static S3: ServiceInfo = ServiceInfo::new("S3").s3();

/// The body of a request or response.
#[derive(Debug, Default)]
struct Object {
    body: Option<ByteStream>,
}

impl shape::Structure for Object {
    type Builder = Self;
    type Rows = shape::RowCount<1>;

    const MEMBERS: &'static str = "\"Body\": body @httpPayload";

    fn write<K: shape::Sink>(&self, to: &mut shape::Members<'_, K>) {
        to.bound(0, &self.body);
    }

    fn read<R: shape::Source>(
        builder: &mut Self,
        _: usize,
        from: &mut shape::Reader<'_, R>,
    ) -> shape::Done {
        from.bound(&mut builder.body)
    }

    fn build(builder: Self) -> Result<Self, BuildError> {
        Ok(builder)
    }
}

/// An operation whose output is a stream, or of that type.
struct Put<O>(PhantomData<O>);

/// The constants that differ between operations.
trait Streams: Sized {
    const OUT: Option<StreamOf<Self>>;
}

impl Streams for Object {
    const OUT: Option<StreamOf<Self>> = Some(|object| object.body.get_or_insert_default());
}

impl Streams for call::Nothing {
    const OUT: Option<StreamOf<Self>> = None;
}

impl<O: Streams + shape::Structure + std::fmt::Debug + Send + Sync + 'static> Operation for Put<O> {
    type Input = Object;
    type Output = O;
    type Error = Failure;
    type EndpointParams = Params;
    type Protocol = RestXml;

    const NAME: &'static str = "Put";
    const SERVICE: &'static ServiceInfo = &S3;
    const HTTP: Http = Http::new("PUT", "/");
    const CHECKSUMS: Option<Checksums<Object>> =
        Some(Checksums::<Object>::new().request("x-amz-sdk-checksum-algorithm", |_| None));
    const REQUEST_STREAM: Option<StreamOf<Object>> =
        Some(|object| object.body.get_or_insert_default());
    const RESPONSE_STREAM: Option<StreamOf<O>> = O::OUT;

    fn error(from: &mut ErrorReader<'_, RestXml>) -> Failure {
        Failure::Other(from.unhandled())
    }
}

/// Protects uploads of bytes that the caller has: a checksum of an empty body would not fit them.
#[test]
fn streams_elsewhere_get_no_checksum() {
    let checksum = |body: Option<ByteStream>| {
        let request: Request = Put::<call::Nothing>::serialize(&Object { body }).unwrap();
        let mut headers = request.headers.iter();
        let found = headers.find(|(name, _)| name.starts_with("x-amz-checksum-"));
        found.map(|(name, value)| format!("{name}: {value}"))
    };
    let in_memory = checksum(Some(ByteStream::from_static(b"hello")));
    assert_eq!(in_memory.as_deref(), Some("x-amz-checksum-crc32: NhCmhg=="));
    assert_eq!(checksum(Some(ByteStream::default())), None);
}

/// Protects objects that look like errors of S3, and errors of S3 that look like successes.
#[test]
fn only_documents_are_errors() {
    for body in [
        "<?xml version=\"1.0\"?>\n<Error><Code>SlowDown</Code></Error>",
        "<s:Error xmlns:s='u'><s:Code>SlowDown</s:Code></s:Error>",
    ] {
        let response = Response::new(200, body);
        let object = Put::<Object>::parse(&response).unwrap();
        assert_eq!(object.body.unwrap().bytes(), Some(body.as_bytes()));
        let error = Put::<call::Nothing>::parse(&response).unwrap_err();
        assert_eq!(error.meta().code(), Some("SlowDown"));
    }
}

/// An upload whose body has to have a checksum in a header.
#[cfg(feature = "client")]
mod upload {
    use super::*;
    use crate::client_service::mini::config::endpoint::Params;
    use crate::client_service::mini::operation::put_thing::{PutThing, PutThingError};
    use crate::client_service::{Network, client};
    use aws_smithy_types::body::SdkBody;
    use hammersmith::client::{ClientOperation, Span};

    struct Upload;

    impl Operation for Upload {
        type Input = Object;
        type Output = call::Nothing;
        type Error = PutThingError;
        type EndpointParams = Params;
        type Protocol = hammersmith::protocol::RestJson1;

        const NAME: &'static str = "Upload";
        const SERVICE: &'static ServiceInfo = PutThing::SERVICE;
        const HTTP: Http = Http::new("PUT", "/");
        const CHECKSUMS: Option<Checksums<Object>> = Some(Checksums::<Object>::new().md5());
        const REQUEST_STREAM: Option<StreamOf<Object>> =
            Some(|object| object.body.get_or_insert_default());

        fn error(from: &mut ErrorReader<'_, Self::Protocol>) -> PutThingError {
            PutThing::error(from)
        }

        fn endpoint_params(_: &Object, all: Settings) -> Result<Params, InvalidParams> {
            PutThing::endpoint_params(&Default::default(), all)
        }
    }

    impl ClientOperation for Upload {
        const SPAN: Span = Span::new("Mini.Upload", module_path!());
    }

    /// Protects uploads of which the service requires an MD5 checksum: it stands in front of the
    /// body, whether that is in memory or not.
    #[test]
    fn streams_have_md5_checksums() {
        let once = SdkBody::from_body_1_x(SdkBody::from("Hello world"));
        for body in [SdkBody::from("Hello world"), once] {
            let network = Network::ok();
            let body = Some(ByteStream::new(body));
            let call = client(&network).call();
            let runtime = tokio::runtime::Builder::new_current_thread().build();
            let sent = call.send::<Upload>(Ok(Object { body }));
            runtime.unwrap().block_on(sent).unwrap();
            let sent = network.sent();
            assert_eq!(sent[0].header("content-md5"), "PiWWCnnbxptnTNTsZ6csYg==");
            assert_eq!(sent[0].body, "Hello world");
        }
    }
}
