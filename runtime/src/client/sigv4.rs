//! Signature Version 4, with a signer for the body that follows the headers of a request.

use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_runtime::auth::sigv4::SigV4AuthScheme;
use aws_runtime::auth::{
    HttpSignatureType, PayloadSigningOverride, SigV4OperationSigningConfig,
    SigV4SessionTokenNameOverride,
};
use aws_runtime::content_encoding::DeferredSignerSender as ChunkSignerSender;
use aws_sigv4::http_request::{SignableBody, SigningSettings};
use aws_smithy_runtime_api::client::auth::{
    AuthScheme, AuthSchemeEndpointConfig, AuthSchemeId, Sign,
};
use aws_smithy_runtime_api::client::identity::{Identity, SharedIdentityResolver};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::{GetIdentityResolver, RuntimeComponents};
use aws_smithy_types::Document;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::event_stream::DeferredSignerSender as EventSignerSender;
use aws_types::SigningName;
use aws_types::region::SigningRegion;
use http::HeaderValue;
use tracing::level_filters::LevelFilter;

use crate::client::clock_skew;
use crate::client::error::BoxError;
use crate::sigv4::{KeyScope, LastKey, Moment, Payload, Plain, Scope};

/// Signature Version 4. Plain requests are signed with a key that is derived once a day, all others
/// by the AWS runtime, which derives it for each.
///
/// Each signature of a chunk or event in the body continues from the one before it, so the scheme
/// stores a signer for them if the call has a slot for it.
#[derive(Debug, Default)]
pub(crate) struct SigV4 {
    other: SigV4AuthScheme,
    key: LastKey,
}

impl AuthScheme for SigV4 {
    fn scheme_id(&self) -> AuthSchemeId {
        self.other.scheme_id()
    }

    fn identity_resolver(
        &self,
        identity_resolvers: &dyn GetIdentityResolver,
    ) -> Option<SharedIdentityResolver> {
        self.other.identity_resolver(identity_resolvers)
    }

    fn signer(&self) -> &dyn Sign {
        self
    }
}

impl Sign for SigV4 {
    fn sign_http_request(
        &self,
        request: &mut HttpRequest,
        identity: &Identity,
        endpoint: AuthSchemeEndpointConfig<'_>,
        components: &RuntimeComponents,
        config: &ConfigBag,
    ) -> Result<(), BoxError> {
        let now = || components.time_source().unwrap_or_default().now();
        match self.plain(request, identity, &endpoint, now, config) {
            Some(headers) => {
                for (name, value) in headers {
                    request.headers_mut().insert(name, value);
                }
            }
            None => {
                let signer = self.other.signer();
                signer.sign_http_request(request, identity, endpoint, components, config)?;
            }
        }
        #[cfg(feature = "checksums")]
        super::checksum::leave_signer(request.headers(), identity, config);
        #[cfg(feature = "event-stream")]
        super::events::leave_signer(request.headers(), identity, components, config);
        Ok(())
    }
}

impl SigV4 {
    /// The headers that sign a request; `None` if it is not a plain one.
    fn plain(
        &self,
        request: &HttpRequest,
        identity: &Identity,
        endpoint: &AuthSchemeEndpointConfig<'_>,
        now: impl FnOnce() -> SystemTime,
        config: &ConfigBag,
    ) -> Option<Vec<(&'static str, HeaderValue)>> {
        let operation = config.load::<SigV4OperationSigningConfig>()?;
        let credentials = identity.data::<Credentials>()?;
        if !is_usual(operation, credentials, config) {
            return None;
        }
        let url = request.uri();
        let rest = url.strip_prefix("https://");
        let rest = rest.or_else(|| url.strip_prefix("http://"))?;
        let (host, path) = rest.split_at(rest.find('/')?);
        let is_verbatim = is_verbatim(operation, endpoint)?;
        let headers = request.headers().iter_bytes();
        let plain = Plain::new(request.method(), host, path, is_verbatim, headers)?;
        let name = match endpoint.get("signingName") {
            Some(name) => name.as_string()?,
            None => config
                .load::<SigningName>()
                .or(operation.name.as_ref())?
                .as_ref(),
        };
        let region = match endpoint.get("signingRegion") {
            Some(region) => region.as_string()?,
            None => config
                .load::<SigningRegion>()
                .or(operation.region.as_ref())?
                .as_ref(),
        };
        let scope = Scope {
            key: KeyScope {
                credentials,
                region,
                name,
            },
            moment: &Moment::new(clock_skew::signing_time(now(), config))?,
            content_sha256_header: operation.signing_options.content_sha256_header,
        };
        plain.sign(scope, payload(request, operation, config)?, &self.key)
    }
}

/// True if a request is signed in its headers, and nothing else depends on how the AWS runtime does
/// it.
fn is_usual(
    operation: &SigV4OperationSigningConfig,
    credentials: &Credentials,
    config: &ConfigBag,
) -> bool {
    let options = &operation.signing_options;
    // At this level, the AWS runtime logs the parts of a signature.
    LevelFilter::current() < LevelFilter::TRACE
        && options.signature_type == HttpSignatureType::HttpRequestHeaders
        && !options.omit_session_token
        && (credentials.session_token().is_none() || has_usual_token(config))
        // The AWS runtime sends a signer for chunks or events.
        && config.load::<ChunkSignerSender>().is_none()
        && config.load::<EventSignerSender>().is_none()
}

/// True if paths are signed as they are; `None` if a property of the endpoint is invalid.
fn is_verbatim(
    operation: &SigV4OperationSigningConfig,
    endpoint: &AuthSchemeEndpointConfig<'_>,
) -> Option<bool> {
    let options = &operation.signing_options;
    let is_off = |property: &str, is_on: bool| match endpoint.get(property) {
        None => Some(!is_on),
        Some(Document::Bool(is_off)) => Some(*is_off),
        Some(_) => None,
    };
    let is_encoded_once = is_off("disableDoubleEncoding", options.double_uri_encode)?;
    Some(is_off("disableNormalizePath", options.normalize_uri_path)? && is_encoded_once)
}

/// True if the session token has the header that it usually has.
fn has_usual_token(config: &ConfigBag) -> bool {
    let Some(names) = config.load::<SigV4SessionTokenNameOverride>() else {
        return true;
    };
    let name = names.name_override(&SigningSettings::default(), config);
    matches!(name, Ok(None))
}

/// The form in which the body of a request is signed; `None` for chunks, which the AWS runtime
/// signs.
fn payload<'a>(
    request: &'a HttpRequest,
    operation: &'a SigV4OperationSigningConfig,
    config: &'a ConfigBag,
) -> Option<Payload<'a>> {
    if let Some(own) = config.load::<PayloadSigningOverride>() {
        return match own {
            PayloadSigningOverride::UnsignedPayload => Some(Payload::UNSIGNED),
            PayloadSigningOverride::Precomputed(hash) => Some(Payload::Known(hash)),
            _ => None,
        };
    }
    match &operation.signing_options.payload_override {
        Some(SignableBody::UnsignedPayload) => Some(Payload::UNSIGNED),
        Some(SignableBody::Precomputed(hash)) => Some(Payload::Known(hash)),
        Some(SignableBody::Bytes(bytes)) => Some(Payload::Bytes(bytes)),
        Some(_) => None,
        None => Some(match request.body().bytes() {
            Some(bytes) => Payload::Bytes(bytes),
            None => Payload::UNSIGNED,
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use aws_smithy_types::body::SdkBody;
    use aws_smithy_types::config_bag::Layer;

    use super::*;

    /// Protects the speed of calls: usual requests are signed here, whose signatures
    /// `tests/client_signatures.rs` compares with those of the AWS runtime.
    #[test]
    fn usual_requests_are_plain() {
        let config = |options: fn(&mut SigV4OperationSigningConfig)| {
            let mut operation = SigV4OperationSigningConfig {
                region: Some(aws_types::region::Region::new("eu-west-1").into()),
                name: Some("batch".into()),
                ..Default::default()
            };
            options(&mut operation);
            let mut layer = Layer::new("test");
            layer.store_put(operation);
            ConfigBag::of_layers(vec![layer])
        };
        let identity = Credentials::new("AKID", "secret", None, None, "test").into();
        let is_plain = |url: &str, config: &ConfigBag| {
            let mut request = HttpRequest::new(SdkBody::from("{}"));
            request.set_uri(url).expect("a URL");
            request.headers_mut().insert("x-a", "b");
            let endpoint = AuthSchemeEndpointConfig::empty();
            let now = || SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_323_045);
            let scheme = SigV4::default();
            let headers = scheme.plain(&request, &identity, &endpoint, now, config);
            headers.is_some()
        };
        let usual = config(|_| {});
        let cases = [
            ("https://batch.eu-west-1.amazonaws.com/v1/submitjob", true),
            ("https://sqs.eu-west-1.amazonaws.com/", true),
            ("http://example.com/a?list-type=2&prefix=a%2Fb", true),
            ("http://localhost:5000/", false),
            ("https://example.com/a%20b", false),
            ("https://example.com", false),
        ];
        for (url, expected) in cases {
            assert_eq!(is_plain(url, &usual), expected, "{url}");
        }
        let verbatim = config(|operation| {
            operation.signing_options.double_uri_encode = false;
            operation.signing_options.normalize_uri_path = false;
        });
        let s3 = "https://bucket.s3.eu-west-1.amazonaws.com/a%20b/../c?x-id=GetObject";
        assert!(is_plain(s3, &verbatim));
        let fragment = "https://bucket.s3.eu-west-1.amazonaws.com/a#b";
        assert!(!is_plain(fragment, &verbatim));
        let presigned = config(|operation| {
            operation.signing_options.signature_type = HttpSignatureType::HttpRequestQueryParams;
        });
        assert!(!is_plain("https://example.com/", &presigned));
    }
}
