//! The scope of signatures: by whom, for which service and region, and when.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_smithy_types::endpoint::EndpointAuthScheme;

use super::Signer;
use super::error::Kind;
use crate::credentials::usable;
use crate::endpoint::Endpoint;
use crate::special::s3::EXPRESS_SCHEME;
use crate::{Auth, ServiceInfo, Signing};

/// The end of the year 9999, counted from the start of 1970.
const LAST_SECOND: Duration = Duration::from_secs(253_402_300_799);

/// The scope of a signature: all that it depends on but the request.
pub(super) struct Scope<'a> {
    pub(super) credentials: Credentials,
    pub(super) name: &'a str,
    pub(super) region: &'a str,
    pub(super) time: SystemTime,
    pub(super) signing: Signing,
    /// The time for which a presigned request is valid.
    pub(super) expires_in: Option<Duration>,
    /// The properties of the endpoint that concern signatures, if it has any.
    pub(super) scheme: Option<&'a EndpointAuthScheme>,
}

impl<'a> Scope<'a> {
    /// The scope at an endpoint, of a request that is presigned for that time, if there is one.
    pub(super) fn new(
        signer: &'a Signer,
        endpoint: &'a Endpoint,
        service: &ServiceInfo,
        signing: Signing,
        expires_in: Option<Duration>,
    ) -> Result<Self, Kind> {
        let scheme = scheme(endpoint)?;
        let text = |key| scheme.and_then(|scheme| scheme.get(key)?.as_string());
        let credentials = credentials(signer)?;
        let time = time(signer)?;
        if expires_in.is_some() && credentials.expiry().is_some_and(|end| end <= time) {
            return Err(Kind::Expired);
        }
        let name = text("signingName").or(service.signing_name);
        let region = text("signingRegion").or(signer.settings.region.as_deref());
        Ok(Self {
            credentials,
            name: name.ok_or(Kind::NoName)?,
            region: region.ok_or(Kind::NoRegion)?,
            time,
            signing,
            expires_in,
            scheme,
        })
    }

    /// True for a session of S3 Express, whose token has another header.
    pub(super) fn is_express(&self) -> bool {
        self.scheme
            .is_some_and(|scheme| scheme.name() == EXPRESS_SCHEME)
    }
}

/// The credentials of a signer, as far as they can sign.
pub(super) fn credentials(signer: &Signer) -> Result<Credentials, Kind> {
    let credentials = signer.identity.credentials().cloned();
    let credentials = credentials.ok_or(Kind::Identity(&[Auth::SigV4]))?;
    usable(credentials).map_err(Kind::Credentials)
}

/// The properties of the endpoint that concern signatures, if it has any.
fn scheme(endpoint: &Endpoint) -> Result<Option<&EndpointAuthScheme>, Kind> {
    let schemes = endpoint.auth_schemes();
    let known = ["sigv4", EXPRESS_SCHEME];
    let found = schemes.iter().find(|scheme| known.contains(&scheme.name()));
    if found.is_none() && !schemes.is_empty() {
        return Err(only(schemes));
    }
    Ok(found)
}

/// The endpoint takes these schemes only.
pub(super) fn only(schemes: &[EndpointAuthScheme]) -> Kind {
    let names: Vec<_> = schemes
        .iter()
        .map(|it| format!("`{}`", it.name()))
        .collect();
    Kind::Scheme(names.join(" and "))
}

/// The time to sign for, in the years that the date of a signature has digits for.
pub(super) fn time(signer: &Signer) -> Result<SystemTime, Kind> {
    let time = signer.time.unwrap_or_else(SystemTime::now);
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(since) if since <= LAST_SECOND => Ok(time),
        _ => Err(Kind::Time),
    }
}
