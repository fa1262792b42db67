//! Operations as pure functions, and the protocols that they speak.
//!
//! The traits of both and the reader of errors are in one file, since each names the other two.

mod called;
pub(crate) mod event;

use std::borrow::Cow;
use std::fmt::Debug;
use std::marker::PhantomData;

use aws_smithy_types::byte_stream::ByteStream;

use crate::checksum::Checksums;
use crate::endpoint::{self, InvalidParams};
use crate::error::{
    self, BuildError, ErrorMetadata, ParseError, Unhandled, with_body, with_unread,
};
use crate::http::{Http, Request, Response};
use crate::service::{ServiceInfo, Signing};
use crate::shape::{Each, Place, Received, Source, StreamOf, Structure, Table};
use crate::special::{s3, set_headers};

pub(crate) use called::Called;

/// An operation of a service, as a pair of pure functions.
///
/// Generated code implements this for one unit struct per operation. Nothing here does I/O: sign
/// the request if the service requires it, send it with any HTTP stack, and hand the response back.
///
/// ```
/// use hammersmith::Operation;
/// use hammersmith::http::Response;
///
/// fn round_trip<O: Operation>(
///     input: &O::Input,
///     send: impl FnOnce(&hammersmith::http::Request) -> (u16, Vec<u8>),
/// ) -> Result<O::Output, Box<dyn std::error::Error>> {
///     let request = O::serialize(input)?;
///     let (status, body) = send(&request);
///     Ok(O::parse(&Response::new(status, &body))?)
/// }
/// ```
pub trait Operation: Sized + 'static {
    /// The input, which a caller passes in.
    type Input: Structure + Debug + Send + Sync + 'static;
    /// The output, which a successful response is read as.
    type Output: Structure + Debug + Send + Sync + 'static;
    /// The error, which any other response is read as.
    type Error: std::error::Error + Send + Sync + 'static;
    /// The parameters of the endpoint rules.
    type EndpointParams: endpoint::Params;
    /// The protocol of its requests and responses.
    type Protocol: Protocol;

    /// The name of the operation in the model, e.g. `RegisterJobDefinition`.
    const NAME: &'static str;
    /// The service the operation belongs to.
    const SERVICE: &'static ServiceInfo;
    /// The method and URI of its requests.
    const HTTP: Http = Http::new("POST", "/");
    /// The way its requests are signed.
    const SIGNING: Signing = Signing::new();
    /// True if responses hold secrets, so that they are neither logged nor shown in errors.
    const SENSITIVE_OUTPUT: bool = false;

    /// The checksums of its requests and responses, if they have any.
    const CHECKSUMS: Option<Checksums<Self::Input>> = None;
    /// True if the service takes compressed requests.
    const COMPRESSES: bool = false;
    /// The member of the input that is the body of requests as a stream, if there is one.
    const REQUEST_STREAM: Option<StreamOf<Self::Input>> = None;
    /// The member of the output that is the body of responses as a stream, if there is one.
    const RESPONSE_STREAM: Option<StreamOf<Self::Output>> = None;

    /// The events that are the body of requests, if there are any.
    #[cfg(feature = "event-stream")]
    const REQUEST_EVENTS: Option<fn(&mut Self::Input) -> &mut dyn crate::event::SentEvents> = None;
    /// The events that are the body of responses, if there are any.
    #[cfg(feature = "event-stream")]
    const RESPONSE_EVENTS: Option<fn(&mut Self::Output) -> &mut crate::event::Incoming> = None;

    /// Reads an error by its code, as one of those that the model lists.
    fn error(from: &mut ErrorReader<'_, Self::Protocol>) -> Self::Error;

    /// Turns an input into a request.
    ///
    /// # Errors
    ///
    /// Fails if a member of the path is unset or empty, or if a value cannot be represented: a
    /// control character in a header, a timestamp that its format cannot hold, an unknown variant.
    #[inline]
    fn serialize(input: &Self::Input) -> Result<Request, BuildError> {
        let mut request = Self::Protocol::request::<Self>(input)?;
        set_headers(Self::SERVICE, &mut request);
        #[cfg(feature = "event-stream")]
        event::describe::<Self>(&mut request);
        #[cfg(feature = "compression")]
        if Self::COMPRESSES {
            crate::compression::apply(&mut request)?;
        }
        #[cfg(feature = "checksums")]
        if let Some(checksums) = &Self::CHECKSUMS
            && !is_elsewhere::<Self>(&request)
        {
            crate::checksum::apply(checksums, input, &mut request)?;
        }
        Ok(request)
    }

    /// Turns a response into an output.
    ///
    /// # Errors
    ///
    /// Returns the modelled error the response stands for. A response that cannot be read, or an
    /// error the model does not know, becomes the catch-all variant of `Error`.
    #[inline]
    fn parse(response: &Response<'_>) -> Result<Self::Output, Self::Error> {
        #[cfg(feature = "event-stream")]
        if let Some(output) = event::parse::<Self>(response) {
            return output;
        }
        Self::Protocol::response::<Self>(response)
    }

    /// Takes the stream that is the request body out of an input; `None` without a stream.
    ///
    /// [`serialize`](Self::serialize) copies the bytes of a stream that has them in memory. One of
    /// another origin, say a file, is not part of the request that it returns: the caller sends it
    /// as the body, with the header `content-length` if its length is known. Events become frames
    /// without signatures, after the message with the other members of the input, if the protocol
    /// has one.
    ///
    /// ```
    /// use hammersmith::Operation;
    /// async fn chunks<O: Operation>(input: &mut O::Input) {
    ///     let Some(mut body) = O::take_stream(input) else { return };
    ///     while let Some(chunk) = body.next().await {
    ///         drop(chunk); // Hand it to the HTTP stack instead.
    ///     }
    /// }
    /// ```
    fn take_stream(input: &mut Self::Input) -> Option<ByteStream> {
        #[cfg(feature = "event-stream")]
        if let Some(events) = event::take::<Self>(input) {
            return Some(events);
        }
        Self::REQUEST_STREAM.map(|stream| std::mem::take(stream(input)))
    }

    /// Puts the body of a successful response into an output that was [parsed](Self::parse) from
    /// the rest of it; gives it back if the output has no stream.
    ///
    /// [`parse`](Self::parse) copies a body that it is given: leave a large one out there.
    ///
    /// # Errors
    ///
    /// Returns the stream if the output has no member for it.
    fn put_stream(output: &mut Self::Output, body: ByteStream) -> Result<(), ByteStream> {
        #[cfg(feature = "event-stream")]
        if let Some(events) = Self::RESPONSE_EVENTS {
            events(output).set_body(body);
            return Ok(());
        }
        match Self::RESPONSE_STREAM {
            Some(stream) => {
                *stream(output) = body;
                Ok(())
            }
            None => Err(body),
        }
    }

    /// Returns the parameters of the endpoint rules for a request with this input: the settings,
    /// and the members that the model binds to parameters.
    ///
    /// # Errors
    ///
    /// Fails if a required parameter has no value, or if a value is not valid in a host name.
    fn endpoint_params(
        _input: &Self::Input,
        settings: endpoint::Settings,
    ) -> Result<Self::EndpointParams, InvalidParams> {
        endpoint::Params::from_settings(settings)
    }

    /// Fills the members that make a repeated request count once, where they are unset.
    ///
    /// A client does it before the first attempt, so that all attempts have the same token.
    fn idempotency_token(_input: &mut Self::Input, _token: &dyn Fn() -> String) {}
}

/// The form of a service's requests and responses.
///
/// There is one type for each protocol, so that a program links the codecs of its operations only.
pub trait Protocol: Sized + 'static {
    /// True if documents are CBOR, which is not text.
    const CBOR: bool = false;
    /// True if documents are forms, which may also be the query of a URL.
    const FORM: bool = false;

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
    ) -> Result<O::Output, O::Error> {
        let about = Called {
            operation: O::NAME,
            service: O::SERVICE,
            sensitive: O::SENSITIVE_OUTPUT,
            streams: O::RESPONSE_STREAM.is_some(),
            is_event: false,
        };
        let is_success = Self::is_success(response, &about);
        let body = if is_success || Self::CBOR {
            Cow::Borrowed(response.body())
        } else {
            response.text()
        };
        let mut reader = ErrorReader::new(response, &body, about, is_success);
        if is_success && let Some(output) = reader.structure() {
            return Ok(output);
        }
        Err(O::error(&mut reader))
    }

    /// True if a response stands for an output.
    fn is_success(response: &Response<'_>, called: &Called) -> bool {
        let _ = called;
        response.is_success()
    }

    /// Reads what a response says of its error, as far as it can be read. `body` is its document.
    fn metadata(response: &Response<'_>, body: &[u8], called: &Called) -> ErrorMetadata;

    /// The ID that a response has for its request.
    fn request_id(response: &Response<'_>) -> Option<String> {
        response.request_id().map(str::to_owned)
    }

    /// The source that documents are read from.
    type Source<'r>: Source;

    /// Reads the members of an output or error from a response, of which `body` is the document.
    /// Members of an error that cannot be read are unset; the first reason for that is returned.
    /// `meta` is what is known of the error already.
    ///
    /// # Errors
    ///
    /// Fails if a member of an output cannot be read.
    fn members<'r>(
        response: &Response<'_>,
        body: &'r [u8],
        called: &Called,
        meta: Option<&ErrorMetadata>,
        table: &'static Table,
        each: &mut dyn Each<Self::Source<'r>>,
    ) -> Result<Option<ParseError>, ParseError>;
}

/// True if the body of a request is a stream that the caller has and sends.
#[cfg(any(feature = "checksums", feature = "sign"))]
pub(crate) fn is_elsewhere<O: Operation>(request: &Request) -> bool {
    O::REQUEST_STREAM.is_some() && request.body.is_empty()
}

/// A response that stands for an error, whose members have not been read yet.
#[derive(Debug)]
pub struct ErrorReader<'a, P> {
    response: &'a Response<'a>,
    /// The body as a document.
    body: &'a [u8],
    called: Called,
    /// `None` for a success.
    meta: Option<ErrorMetadata>,
    /// The reason why the response cannot be read.
    problem: Option<ParseError>,
    protocol: PhantomData<P>,
}

impl<'a, P: Protocol> ErrorReader<'a, P> {
    /// A response of which nothing has been read yet, unless it is an error: then the metadata has.
    #[inline(never)]
    pub(crate) fn new(
        response: &'a Response<'a>,
        body: &'a [u8],
        called: Called,
        is_success: bool,
    ) -> Self {
        let meta = (!is_success).then(|| P::metadata(response, body, &called));
        Self {
            response,
            body,
            called,
            meta,
            problem: None,
            protocol: PhantomData,
        }
    }

    /// The code of the error; empty if there is none, or the response cannot be read.
    pub fn code(&self) -> &str {
        let code = self.meta.as_ref().and_then(ErrorMetadata::code);
        code.unwrap_or_default()
    }

    /// Reads the response as an error of the model; `None` if it cannot be read. Not inlined: many
    /// operations have the same errors.
    #[inline(never)]
    pub fn read<S: Structure>(&mut self) -> Option<S> {
        self.structure()
    }

    /// Reads the response as an output or error; `None`, and a `problem`, if it cannot be read.
    #[inline]
    pub(crate) fn structure<S: Structure>(&mut self) -> Option<S> {
        let mut place = Place::<S>::new();
        let is_read = self.members(place.table(), &mut place);
        self.give(place.received());
        let built = place.build();
        if !is_read {
            return None;
        }
        match built {
            Ok(value) => Some(value),
            Err(error) => {
                self.problem = Some(error.into());
                None
            }
        }
    }

    /// Reads the members; false if that fails. Not inlined: it is the same for all types.
    #[inline(never)]
    fn members(&mut self, table: &'static Table, each: &mut dyn Each<P::Source<'a>>) -> bool {
        let (response, meta) = (self.response, self.meta.as_ref());
        match P::members(response, self.body, &self.called, meta, table, each) {
            Ok(None) => true,
            Ok(Some(unread)) => {
                let meta = self.meta.take();
                self.meta = meta.map(|meta| with_unread(meta, &unread));
                true
            }
            Err(error) => {
                self.problem = Some(error);
                false
            }
        }
    }

    /// Sets the field that holds the request ID or the metadata.
    #[inline(never)]
    fn give(&mut self, place: Received<'_>) {
        match place {
            Received::Nothing => {}
            Received::RequestId(place) => *place = P::request_id(self.response),
            Received::RequestIds(place, extended) => {
                *place = P::request_id(self.response);
                *extended = s3::extended_request_id(self.response).map(str::to_owned);
            }
            // An error that cannot be built is still known by its code.
            Received::Error(place) => place.clone_from(&self.meta),
        }
    }

    /// An error that the model does not know, or a response that cannot be read.
    #[inline(never)]
    pub fn unhandled(&mut self) -> Unhandled {
        let meta = match self.meta.take() {
            Some(meta) => meta,
            None => self.of_success(),
        };
        match self.problem.take() {
            Some(problem) if meta.code().is_none() => Unhandled::response(problem, meta),
            Some(problem) => Unhandled::with_meta(problem.into(), meta),
            None => Unhandled::generic(meta),
        }
    }

    /// The metadata of a successful response that cannot be read as an output.
    fn of_success(&self) -> ErrorMetadata {
        let mut meta = error::metadata(self.response, self.called.operation);
        if !self.called.sensitive {
            meta = with_body(meta, self.response);
        }
        meta.build()
    }
}
