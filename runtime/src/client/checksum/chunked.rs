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
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::error::operation::BuildError;

use crate::client::config::ChunkSize;
use crate::client::error::BoxError;

/// The least size of a chunk that the service takes, in bytes.
const LEAST: usize = 8 * 1024;

/// The length of a signature, in hexadecimal digits.
const SIGNATURE: usize = 64;

/// Sends streams that are not in memory in chunks.
#[derive(Debug)]
pub(crate) struct Chunked;

#[dyn_dispatch_hint]
impl Intercept for Chunked {
    fn name(&self) -> &'static str {
        "Chunked"
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
        let options = options(config, length, is_signed)?;
        let headers = request.headers_mut();
        headers.insert("x-amz-decoded-content-length", length.to_string());
        headers.insert("content-length", options.encoded_length().to_string());
        headers.remove("transfer-encoding");
        headers.append("content-encoding", AWS_CHUNKED);
        let state = config.interceptor_state();
        state.store_put(options);
        if is_signed {
            let (signer, sender) = DeferredSigner::new();
            state.store_put(signer);
            state.store_put(sender);
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
        let options = config.get_mut_from_interceptor_state::<AwsChunkedBodyOptions>();
        let options = options.map(mem::take).unwrap_or_default();
        let signer = config.get_mut_from_interceptor_state::<DeferredSigner>();
        let signer = signer.map(|signer| mem::replace(signer, DeferredSigner::empty()));
        let request = context.request_mut();
        let body = mem::replace(request.body_mut(), SdkBody::taken());
        *request.body_mut() = body.map(move |body| {
            let body = AwsChunkedBody::new(body, options.clone());
            SdkBody::from_body_1_x(match &signer {
                Some(signer) => body.with_signer(signer.clone()),
                None => body,
            })
        });
        Ok(())
    }
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
) -> Result<AwsChunkedBodyOptions, BoxError> {
    let size = config.load::<ChunkSize>().copied();
    let options = config.get_mut_from_interceptor_state::<AwsChunkedBodyOptions>();
    let options = options.map(mem::take).unwrap_or_default();
    let mut options = options
        .with_stream_length(length)
        .signed_chunked_encoding(is_signed);
    if let Some(ChunkSize(size)) = size {
        // A stream that is one chunk may be short.
        let whole = usize::try_from(length)?.max(LEAST);
        options = options.with_chunk_size(size.unwrap_or(whole));
    }
    if options.chunk_size() < LEAST {
        let size = options.chunk_size();
        let message =
            format!("Chunk size must be at least {LEAST} bytes, but {size} was provided.");
        return Err(BuildError::other(message).into());
    }
    if !is_signed || options.is_trailer_empty() {
        return Ok(options);
    }
    // The signature of the trailer is one more line: its name, a colon and the digits.
    Ok(options.with_trailer_len((X_AMZ_TRAILER_SIGNATURE.len() + 1 + SIGNATURE) as u64))
}
