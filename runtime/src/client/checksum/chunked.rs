//! Streams in chunks, with a checksum behind the last: the content encoding `aws-chunked`.

use std::mem;

use aws_runtime::auth::PayloadSigningOverride;
use aws_runtime::content_encoding::header::X_AMZ_TRAILER_SIGNATURE;
use aws_runtime::content_encoding::header_value::AWS_CHUNKED;
use aws_runtime::content_encoding::{AwsChunkedBody, AwsChunkedBodyOptions, DeferredSigner};
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_smithy_types::error::operation::BuildError;

use super::encoded::{Encoded, Lengths};
use super::signer::Slot;
use crate::client::config::ChunkSize;
use crate::client::error::BoxError;

/// The length of a signature, in hexadecimal digits.
const SIGNATURE: usize = 64;

/// The least size of a chunk that S3 takes, unless it is the last.
const LEAST: usize = 8192;

/// Sends streams that are not in memory in chunks.
#[derive(Debug)]
pub(crate) struct Chunked;

/// The lengths of a body without and with signatures.
#[derive(Clone, Copy, Debug)]
struct Chunks {
    unsigned: Lengths,
    signed: Option<Lengths>,
}

impl Storable for Chunks {
    type Storer = StoreReplace<Self>;
}

#[dyn_dispatch_hint]
impl Intercept for Chunked {
    fn name(&self) -> &'static str {
        "AwsChunkedContentEncodingInterceptor"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if !applies(context.request(), config) {
            return Ok(());
        }
        let request = context.request_mut();
        let length = request.headers().get("content-length");
        let length = length.and_then(|length| length.parse().ok());
        let Some(length) = length.or_else(|| request.body().content_length()) else {
            return Err(BuildError::other(
                "a stream that is sent in chunks has to have a known length",
            )
            .into());
        };
        // Over plain HTTP, each chunk is signed; TLS protects them otherwise.
        let is_signed = request.uri().starts_with("http:");
        let (options, chunks) = options(config, length, is_signed)?;
        let headers = request.headers_mut();
        headers.insert("x-amz-decoded-content-length", length.to_string());
        headers.insert("content-length", options.encoded_length().to_string());
        headers.remove("transfer-encoding");
        headers.append("content-encoding", AWS_CHUNKED);
        let state = config.interceptor_state();
        state.store_put(options);
        state.store_put(chunks);
        if is_signed {
            let (signer, sender) = DeferredSigner::new();
            state.store_put(signer);
            state.store_put(sender);
            state.store_put(Slot::default());
            state.store_put(PayloadSigningOverride::StreamingSignedPayloadTrailer);
        } else {
            state.store_put(PayloadSigningOverride::StreamingUnsignedPayloadTrailer);
        }
        Ok(())
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if !applies(context.request(), config) {
            return Ok(());
        }
        let Some(chunks) = config.load::<Chunks>().copied() else {
            return Ok(());
        };
        let signer = config.load::<Slot>().and_then(Slot::take);
        let request = context.request_mut();
        let (lengths, signer) = match (chunks.signed, signer) {
            // An interceptor of the caller has asked for signatures.
            (None, _) if config.load::<DeferredSigner>().is_some() => {
                signed_elsewhere(request, config);
                return Ok(());
            }
            (None, _) => (chunks.unsigned, None),
            (Some(lengths), Some(signer)) => (lengths, Some(signer)),
            (Some(_), None) if request.headers().contains_key("authorization") => {
                signed_elsewhere(request, config);
                return Ok(());
            }
            (Some(_), None) => {
                send_unsigned(request, chunks.unsigned);
                (chunks.unsigned, None)
            }
        };
        let body = mem::replace(request.body_mut(), SdkBody::taken());
        *request.body_mut() = body
            .map(move |body| SdkBody::from_body_1_x(Encoded::new(body, lengths, signer.clone())));
        Ok(())
    }
}

/// Encodes the body where another way to authenticate than ours has signed the request.
fn signed_elsewhere(request: &mut HttpRequest, config: &mut ConfigBag) {
    let options = config.get_mut_from_interceptor_state::<AwsChunkedBodyOptions>();
    let options = options.map(mem::take).unwrap_or_default();
    let signer = config.get_mut_from_interceptor_state::<DeferredSigner>();
    let signer = signer.map(|signer| mem::replace(signer, DeferredSigner::empty()));
    let body = mem::replace(request.body_mut(), SdkBody::taken());
    *request.body_mut() = body.map(move |body| {
        let body = AwsChunkedBody::new(body, options.clone());
        SdkBody::from_body_1_x(match &signer {
            Some(signer) => body.with_signer(signer.clone()),
            None => body,
        })
    });
}

/// Makes chunks without signatures of a request that nobody has signed.
fn send_unsigned(request: &mut HttpRequest, lengths: Lengths) {
    let headers = request.headers_mut();
    headers.insert("content-length", lengths.encoded.to_string());
    headers.insert("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
}

/// True if the body is a stream that is not in memory, and has a checksum behind it.
fn applies(request: &HttpRequest, config: &ConfigBag) -> bool {
    let options = config.load::<AwsChunkedBodyOptions>();
    request.body().bytes().is_none() && options.is_none_or(|options| !options.disabled())
}

fn options(
    config: &mut ConfigBag,
    length: u64,
    is_signed: bool,
) -> Result<(AwsChunkedBodyOptions, Chunks), BoxError> {
    let size = match config.load::<ChunkSize>() {
        None => None,
        Some(ChunkSize(None)) => Some(length.max(1).try_into()?),
        Some(ChunkSize(Some(size))) if *size < LEAST => {
            // As the official clients say it.
            return Err(BuildError::other(format!(
                "Chunk size must be at least {LEAST} bytes, but {size} was provided."
            ))
            .into());
        }
        Some(ChunkSize(size)) => *size,
    };
    let options = config.get_mut_from_interceptor_state::<AwsChunkedBodyOptions>();
    let options = options.map(mem::take).unwrap_or_default();
    let lengths = |options: &AwsChunkedBodyOptions| Lengths {
        chunk: options.chunk_size(),
        encoded: options.encoded_length(),
    };
    let mut options = options
        .with_stream_length(length)
        .signed_chunked_encoding(false);
    if let Some(size) = size {
        options = options.with_chunk_size(size);
    }
    let unsigned = lengths(&options);
    if is_signed {
        options = options.signed_chunked_encoding(true);
        if !options.is_trailer_empty() {
            // The signature of the trailer is one more line: its name, a colon and the digits.
            let line = X_AMZ_TRAILER_SIGNATURE.len() + 1 + SIGNATURE;
            options = options.with_trailer_len(line as u64);
        }
    }
    let signed = is_signed.then(|| lengths(&options));
    Ok((options, Chunks { unsigned, signed }))
}
