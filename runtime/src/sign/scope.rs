//! The scope of signatures: by whom, for which service and region, and when.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;

use super::Signer;
use super::error::Kind;
use crate::credentials::usable;
use crate::endpoint::{Endpoint, Scheme, Schemes};
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
    /// True for a session of S3 Express, whose token has another header.
    pub(super) is_express: bool,
}

impl<'a> Scope<'a> {
    /// The scope at an endpoint, of a request that is presigned for that time, if there is one.
    pub(super) fn new(
        signer: &'a Signer,
        endpoint: &'a Endpoint,
        service: &ServiceInfo,
        mut signing: Signing,
        expires_in: Option<Duration>,
    ) -> Result<Self, Kind> {
        let scheme = scheme(endpoint)?;
        let string = |key| scheme.map_or(Ok(None), |scheme| scheme.string(key));
        let is_off = |key| scheme.map_or(Ok(None), |scheme| scheme.bool(key));
        let credentials = credentials(signer)?;
        let time = time(signer)?;
        if expires_in.is_some() && credentials.expiry().is_some_and(|end| end <= time) {
            return Err(Kind::Expired);
        }
        let name = string("signingName")?.or(service.signing_name);
        let region = string("signingRegion")?.or(signer.settings.region.as_deref());
        if let Some(is_off) = is_off("disableDoubleEncoding")? {
            signing.double_uri_encode = !is_off;
        }
        if let Some(is_off) = is_off("disableNormalizePath")? {
            signing.normalize_uri_path = !is_off;
        }
        Ok(Self {
            credentials,
            name: name.ok_or(Kind::NoName)?,
            region: region.ok_or(Kind::NoRegion)?,
            time,
            signing,
            expires_in,
            is_express: scheme.and_then(Scheme::name) == Some(EXPRESS_SCHEME),
        })
    }
}

/// The credentials of a signer, as far as they can sign.
pub(super) fn credentials(signer: &Signer) -> Result<Credentials, Kind> {
    let credentials = signer.identity.credentials().cloned();
    let credentials = credentials.ok_or(Kind::Identity(&[Auth::SigV4]))?;
    usable(credentials).map_err(Kind::Credentials)
}

/// The properties of the endpoint that concern signatures, if it has any.
fn scheme(endpoint: &Endpoint) -> Result<Option<Scheme<'_>>, Kind> {
    one_of(endpoint, &[Auth::SigV4.id(), EXPRESS_SCHEME])
}

/// The first of these auth schemes that the endpoint names. `None` if it does not name any scheme.
pub(super) fn one_of<'a>(
    endpoint: &'a Endpoint,
    known: &[&str],
) -> Result<Option<Scheme<'a>>, Kind> {
    let schemes = Schemes::of(endpoint)?;
    if matches!(schemes, Schemes::Any) {
        return Ok(None);
    }
    let is_known = |scheme: &Scheme<'_>| scheme.name().is_some_and(|name| known.contains(&name));
    match schemes.iter().find(is_known) {
        Some(found) => Ok(Some(found)),
        None => {
            let names: Vec<_> = schemes.names().map(|name| format!("`{name}`")).collect();
            Err(Kind::Scheme(names.join(" and ")))
        }
    }
}

/// The time to sign for, in the years that the date of a signature has digits for.
pub(super) fn time(signer: &Signer) -> Result<SystemTime, Kind> {
    let time = signer.time.unwrap_or_else(SystemTime::now);
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(since) if since <= LAST_SECOND => Ok(time),
        _ => Err(Kind::Time),
    }
}
