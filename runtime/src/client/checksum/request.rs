//! The checksum of a request: a header for a body in memory, a trailer for a stream.

use std::mem;

use aws_runtime::content_encoding::AwsChunkedBodyOptions;
use aws_smithy_checksums::body::{ChecksumCache, calculate};
use aws_smithy_checksums::http::HttpChecksum;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextMut, BeforeSerializationInterceptorContextRef,
    BeforeTransmitInterceptorContextMut,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, LoadedRequestBody};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::checksum_config::RequestChecksumCalculation;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};

use crate::checksum::{Algorithm, content_md5, is_set};
use crate::client::error::BoxError;
use crate::client::presigning::{Presigning, lacks_body};

use super::erased::ErasedChecksums;

/// Sets the header `content-md5`.
#[derive(Debug)]
pub(crate) struct ContentMd5 {
    /// True if the body is a stream, which is then read into memory first: the header comes before
    /// it.
    pub(crate) is_stream: bool,
}

#[dyn_dispatch_hint]
impl Intercept for ContentMd5 {
    fn name(&self) -> &'static str {
        "HttpChecksumRequiredInterceptor"
    }

    fn modify_before_serialization(
        &self,
        _: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if self.is_stream {
            let state = config.interceptor_state();
            state.store_put(LoadedRequestBody::Requested);
        }
        Ok(())
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if lacks_body(config, context.request()) {
            return Ok(());
        }
        set_md5(context.request_mut())
    }
}

/// Sets the header to the checksum of the body; a value of the caller's is replaced, as in the
/// official clients.
fn set_md5(request: &mut HttpRequest) -> Result<(), BoxError> {
    // An interceptor may have put one in.
    let Some(body) = request.body().bytes() else {
        return Err("a body that is a stream cannot have an MD5 checksum".into());
    };
    let md5 = content_md5(body);
    request.headers_mut().insert("content-md5", md5);
    Ok(())
}

/// Adds the checksum that the model or the caller asks for.
#[derive(Debug)]
pub(crate) struct RequestChecksum(pub(crate) &'static ErasedChecksums);

/// The algorithm of a call, and the checksum once it has been calculated.
#[derive(Clone, Debug, Default)]
struct State {
    chosen: Option<String>,
    algorithm: Option<Algorithm>,
    cache: ChecksumCache,
}

impl Storable for State {
    type Storer = StoreReplace<Self>;
}

#[dyn_dispatch_hint]
impl Intercept for RequestChecksum {
    fn name(&self) -> &'static str {
        "RequestChecksumInterceptor"
    }

    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let state = State {
            chosen: (self.0.algorithm)(context.input()),
            ..State::default()
        };
        config.interceptor_state().store_put(state);
        Ok(())
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let mut state = config.load::<State>().cloned().unwrap_or_default();
        let when = config.load::<RequestChecksumCalculation>();
        let only_required = matches!(when, Some(RequestChecksumCalculation::WhenRequired));
        // The sender of a presigned request calculates that of a body of its own.
        let is_wanted = match Presigning::of(config) {
            Some(_) => self.0.required && !lacks_body(config, context.request()),
            None => self.0.required || !only_required,
        };
        let headers = context.request_mut().headers_mut();
        // The caller has calculated one.
        let is_given = headers.iter().any(|(name, _)| is_set(name));
        if is_wanted && !is_given && headers.get(self.0.header).is_none() {
            headers.insert(self.0.header, Algorithm::DEFAULT.name());
        }
        if is_given || !is_wanted {
            let options = AwsChunkedBodyOptions::disable_chunked_encoding();
            config.interceptor_state().store_put(options);
            if !is_given {
                note(config, SmithySdkFeature::FlexibleChecksumsReqWhenRequired);
            }
            return Ok(());
        }
        let chosen = state.chosen.as_deref().map(Algorithm::of).transpose()?;
        let algorithm = chosen.unwrap_or(Algorithm::DEFAULT);
        state.algorithm = Some(algorithm);
        config.interceptor_state().store_put(state);
        note(
            config,
            if only_required {
                SmithySdkFeature::FlexibleChecksumsReqWhenRequired
            } else {
                SmithySdkFeature::FlexibleChecksumsReqWhenSupported
            },
        );
        if let Some(feature) = feature(algorithm) {
            note(config, feature);
        }
        Ok(())
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some((algorithm, cache)) = state(config) else {
            return Ok(());
        };
        let mut checksum = algorithm.start();
        let request = context.request_mut();
        if let Some(body) = request.body().bytes() {
            let headers = cache.get().unwrap_or_else(|| {
                checksum.update(body);
                let headers = checksum.headers();
                cache.set(headers.clone());
                headers
            });
            for (name, value) in &headers {
                request.headers_mut().insert(name.clone(), value.clone());
            }
            return Ok(());
        }
        request
            .headers_mut()
            .insert("x-amz-trailer", checksum.header_name());
        let options = AwsChunkedBodyOptions::default()
            .with_trailer_len(HttpChecksum::size(checksum.as_ref()));
        config.interceptor_state().store_put(options);
        Ok(())
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        if request.body().bytes().is_some() {
            return Ok(());
        }
        let Some((algorithm, cache)) = state(config) else {
            return Ok(());
        };
        let body = mem::replace(request.body_mut(), SdkBody::taken());
        *request.body_mut() = body.map(move |body| {
            let body = calculate::ChecksumBody::new(body, algorithm.start());
            SdkBody::from_body_1_x(body.with_cache(cache.clone()))
        });
        Ok(())
    }
}

/// The algorithm, if the request gets a checksum.
fn state(config: &ConfigBag) -> Option<(Algorithm, ChecksumCache)> {
    let state = config.load::<State>()?;
    Some((state.algorithm?, state.cache.clone()))
}

/// Notes a feature for the user agent.
fn note(config: &mut ConfigBag, feature: SmithySdkFeature) {
    config.interceptor_state().store_append(feature);
}

/// The feature of an algorithm, if the runtime has one for it.
fn feature(algorithm: Algorithm) -> Option<SmithySdkFeature> {
    Some(match algorithm {
        Algorithm::Crc32 => SmithySdkFeature::FlexibleChecksumsReqCrc32,
        Algorithm::Crc32c => SmithySdkFeature::FlexibleChecksumsReqCrc32c,
        Algorithm::Crc64Nvme => SmithySdkFeature::FlexibleChecksumsReqCrc64,
        Algorithm::Sha1 => SmithySdkFeature::FlexibleChecksumsReqSha1,
        Algorithm::Sha256 => SmithySdkFeature::FlexibleChecksumsReqSha256,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{HttpRequest, SdkBody, set_md5};

    /// Protects requests of S3 Control, which refuses those without this header: the checksum is
    /// that of the body, whatever the caller has set.
    #[test]
    fn the_header_is_the_checksum_of_the_body() {
        let cases = [
            ("", "1B2M2Y8AsgTpgAmY7PhCfg=="),
            ("Hello world", "PiWWCnnbxptnTNTsZ6csYg=="),
        ];
        for (body, expected) in cases {
            for given in [None, Some("AAAA")] {
                let mut request = HttpRequest::new(SdkBody::from(body));
                if let Some(given) = given {
                    request.headers_mut().insert("content-md5", given);
                }
                set_md5(&mut request).unwrap();
                let found: Vec<_> = request.headers().get_all("content-md5").collect();
                assert_eq!(found, [expected]);
            }
        }
        let stream = SdkBody::from_body_1_x(SdkBody::from("Hello world"));
        set_md5(&mut HttpRequest::new(stream)).unwrap_err();
    }
}
