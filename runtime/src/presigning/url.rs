//! URLs that are presigned outside of the calls of a client.

use std::time::{Duration, SystemTime};

use ::http::Request;
use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    SignableBody, SignableRequest, SignatureLocation, SigningSettings, sign,
};
use aws_sigv4::sign::v4::SigningParams;

use crate::credentials::EXPIRED;
use crate::error::BoxError;

use super::config::check;

/// The signature of a URL.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Signature<'a> {
    /// The name of the service in signatures.
    pub(crate) service: &'a str,
    pub(crate) region: &'a str,
    pub(crate) credentials: &'a Credentials,
    pub(crate) time: SystemTime,
    pub(crate) validity: Duration,
}

impl Signature<'_> {
    /// The URL with the signature of a `GET` without headers and body.
    pub(crate) fn sign(self, url: &str) -> Result<String, BoxError> {
        check(self.validity)?;
        let end = self.credentials.expiry();
        if end.is_some_and(|end| end <= self.time) {
            return Err(EXPIRED.into());
        }
        let mut settings = SigningSettings::default();
        settings.expires_in = Some(self.validity);
        settings.signature_location = SignatureLocation::QueryParams;
        let identity = self.credentials.clone().into();
        let params = SigningParams::builder()
            .identity(&identity)
            .region(self.region)
            .name(self.service)
            .time(self.time)
            .settings(settings)
            .build()?;
        let body = SignableBody::empty();
        let signable = SignableRequest::new("GET", url, std::iter::empty(), body)?;
        let (instructions, _) = sign(signable, &params.into())?.into_parts();
        let mut request = Request::get(url).body(())?;
        instructions.apply_to_request_http1x(&mut request);
        Ok(request.uri().to_string())
    }
}
