//! Compresses the bodies of requests.

use std::mem;

use aws_smithy_compression::body::compress::CompressedBody;
use aws_smithy_compression::{CompressionAlgorithm, CompressionOptions};
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::error::operation::BuildError;

use crate::client::config::{DisableRequestCompression, RequestMinCompressionSize};
use crate::client::error::BoxError;
use crate::compression::MIN_SIZE;

/// Compresses the body of a request, once for all attempts, unless it is small.
#[derive(Debug)]
pub(crate) struct Compression;

#[dyn_dispatch_hint]
impl Intercept for Compression {
    fn name(&self) -> &'static str {
        "RequestCompressionInterceptor"
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let is_off = config.load::<DisableRequestCompression>();
        let least = config.load::<RequestMinCompressionSize>();
        // The option refuses sizes that are out of its range.
        let options = CompressionOptions::default()
            .with_min_compression_size_bytes(least.map_or(MIN_SIZE, |size| size.0))?;
        let request = context.request_mut();
        let length = request.body().content_length();
        let is_small =
            length.is_some_and(|length| length < options.min_compression_size_bytes().into());
        if is_off.is_some_and(|off| off.0) || is_small {
            return Ok(());
        }
        let gzip = CompressionAlgorithm::Gzip.into_impl_http_body_1_x(&options);
        let headers = request.headers_mut();
        headers.append(gzip.header_name(), gzip.header_value());
        let body = mem::replace(request.body_mut(), SdkBody::taken());
        let body = if body.is_streaming() {
            request.headers_mut().remove("content-length");
            body.map(move |body| SdkBody::from_body_1_x(CompressedBody::new(body, gzip.clone())))
        } else {
            let body = CompressedBody::new(body, gzip).into_compressed_sdk_body();
            let body = body.map_err(BuildError::other)?;
            if let Some(length) = body.content_length() {
                let headers = request.headers_mut();
                headers.insert("content-length", length.to_string());
            }
            body
        };
        *request.body_mut() = body;
        config
            .interceptor_state()
            .store_append(SmithySdkFeature::GzipRequestCompression);
        Ok(())
    }
}
