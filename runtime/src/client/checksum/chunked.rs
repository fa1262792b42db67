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

/// The length of a signature, in hexadecimal digits.
const SIGNATURE: usize = 64;

/// The least size of a chunk that a program may ask for.
const LEAST_CHUNK: usize = 8 * 1024;

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
    let options = config.get_mut_from_interceptor_state::<AwsChunkedBodyOptions>();
    let options = options.map(mem::take).unwrap_or_default();
    let mut options = options
        .with_stream_length(length)
        .signed_chunked_encoding(is_signed);
    if let Some(ChunkSize(size)) = config.load::<ChunkSize>() {
        let size = match size {
            Some(size) if *size < LEAST_CHUNK => {
                let message = format!(
                    "Chunk size must be at least {LEAST_CHUNK} bytes, but {size} was provided."
                );
                return Err(BuildError::other(message).into());
            }
            Some(size) => *size,
            // A single chunk may be smaller, as the last one may.
            None => usize::try_from(length)?.max(LEAST_CHUNK),
        };
        options = options.with_chunk_size(size);
    }
    if !is_signed || options.is_trailer_empty() {
        return Ok(options);
    }
    // The signature of the trailer is one more line: its name, a colon and the digits.
    Ok(options.with_trailer_len((X_AMZ_TRAILER_SIGNATURE.len() + 1 + SIGNATURE) as u64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_smithy_types::config_bag::Layer;

    /// The length of a stream of 20,000 bytes, encoded in chunks of the size that is set.
    fn encoded(size: Option<ChunkSize>) -> Result<u64, String> {
        let mut config = ConfigBag::base();
        if let Some(size) = size {
            let mut layer = Layer::new("test");
            layer.store_put(size);
            config.push_layer(layer);
        }
        let options = options(&mut config, 20_000, false);
        options
            .map(|options| options.encoded_length())
            .map_err(|error| format!("{error:?}"))
    }

    // A setting that is ignored is not noticed, and the service refuses chunks of less than 8 KiB.
    #[test]
    fn the_size_of_chunks() {
        let chunk = |size: u64| format!("{size:x}\r\n").len() as u64 + size + 2;
        let end = "0\r\n\r\n".len() as u64;
        let one = chunk(20_000) + end;
        assert_eq!(encoded(None), Ok(one));
        assert_eq!(encoded(Some(ChunkSize(None))), Ok(one));
        let three = 2 * chunk(8192) + chunk(20_000 - 2 * 8192) + end;
        assert_eq!(encoded(Some(ChunkSize(Some(8192)))), Ok(three));
        for size in [0, 8191] {
            let error = encoded(Some(ChunkSize(Some(size)))).unwrap_err();
            let expected =
                format!("Chunk size must be at least 8192 bytes, but {size} was provided.");
            assert!(error.contains(&expected), "{error}");
        }
    }
}
