//! From a request as plain data to a signed one.

use ::http::uri::{Authority, PathAndQuery, Uri};
use ::http::{HeaderMap, HeaderName, HeaderValue, Method};
use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SignatureLocation,
    SigningInstructions, SigningParams, SigningSettings, UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4;

use super::error::Kind;
use super::identity::Proof;
use super::scope::{Scope, credentials, one_of, time};
use super::{Signer, quick};
use crate::endpoint::{Endpoint, check_url};
use crate::error::{BoxError, start_of};
use crate::http::{Headers, LABEL, Request, percent_encode};
use crate::special::copies::Copying;
use crate::special::s3::{SESSION_TOKEN, SESSION_TOKEN_PARAMETER};
use crate::{Auth, PresignedCopy, ServiceInfo, Signing};

type Signed = ::http::Request<Vec<u8>>;

/// The request at its endpoint, with its signature.
pub(super) fn signed(
    signer: &Signer,
    mut request: Request,
    endpoint: &Endpoint,
    service: &ServiceInfo,
    signing: Signing,
) -> Result<Signed, Kind> {
    if let Some(copy) = signing.presigned_copy {
        complete(signer, &mut request, endpoint, service, copy)?;
    }
    let mut signed = bind(request, endpoint)?;
    let auth = signer.identity.choose(service, signing)?;
    if auth == Auth::SigV4 {
        let scope = Scope::new(signer, endpoint, service, signing, None)?;
        // The token of a session of S3 Express has another header.
        let quick = if scope.is_express {
            None
        } else {
            quick::headers(&signed, &scope, &signer.key)
        };
        if let Some(headers) = quick {
            let headers = headers.into_iter();
            let named = headers.map(|(name, value)| (HeaderName::from_static(name), value));
            signed.headers_mut().extend(named);
            return Ok(signed);
        }
        let instructions = instructions(&signed, &scope)?;
        for header in instructions.into_parts().0 {
            let value = HeaderValue::from_str(header.value());
            let mut value = value.map_err(|_| Kind::Header(header.name().to_owned()))?;
            // Whoever reads the signature in a log can repeat the request for some minutes.
            value.set_sensitive(header.sensitive() || header.name() == "authorization");
            let name = HeaderName::from_static(header.name());
            signed.headers_mut().insert(name, value);
        }
    } else if auth != Auth::None
        && let Some(proof) = signer.identity.proof(service)?
    {
        prove(&mut signed, endpoint, auth, proof)?;
    }
    Ok(signed)
}

/// Adds what authenticates a request that is not signed.
fn prove(request: &mut Signed, endpoint: &Endpoint, auth: Auth, proof: Proof) -> Result<(), Kind> {
    one_of(endpoint, &[auth.id()])?;
    match proof {
        Proof::Header(name, value) => {
            let (name, mut value) = header(&name, &value)?;
            value.set_sensitive(true);
            request.headers_mut().insert(name, value);
        }
        Proof::Query(name, value) => {
            let mut uri = request.uri().to_string();
            uri.push(if uri.contains('?') { '&' } else { '?' });
            percent_encode(&mut uri, name, LABEL);
            uri.push('=');
            percent_encode(&mut uri, &value, LABEL);
            let parsed = uri.parse();
            *request.uri_mut() =
                parsed.map_err(|error| Kind::Signing(format!("invalid query: {error}")))?;
        }
    }
    Ok(())
}

/// Adds the presigned form of a request that copies from another region, to its body, or to the
/// query of one that is presigned itself.
pub(super) fn complete(
    signer: &Signer,
    request: &mut Request,
    endpoint: &Endpoint,
    service: &ServiceInfo,
    copy: PresignedCopy,
) -> Result<(), Kind> {
    let url = uri(endpoint.url(), &request.host_prefix, &request.uri)?;
    let copying = Copying {
        copy,
        url: &url.to_string(),
        region: signer.settings.region.as_deref().ok_or(Kind::NoRegion)?,
        service: service.signing_name.ok_or(Kind::NoName)?,
        credentials: &credentials(signer)?,
        time: time(signer)?,
    };
    let failed = |error: BoxError| Kind::Signing(error.to_string());
    if request.body.is_empty() {
        if let Some(url) = copying.complete_query(&request.uri).map_err(failed)? {
            request.uri = url;
        }
        return Ok(());
    }
    let form = copying.complete(&String::from_utf8_lossy(&request.body));
    if let Some(form) = form.map_err(failed)? {
        request.drop_default_length();
        request.body = form.into_bytes();
        request.set_length();
    }
    Ok(())
}

/// The request at its endpoint, without a signature.
pub(super) fn bind(request: Request, endpoint: &Endpoint) -> Result<Signed, Kind> {
    let mut bound = Signed::new(request.body);
    *bound.uri_mut() = uri(endpoint.url(), &request.host_prefix, &request.uri)?;
    *bound.method_mut() = Method::from_bytes(request.method.as_bytes())
        .map_err(|_| Kind::Signing(format!("invalid HTTP method `{}`", request.method)))?;
    *bound.headers_mut() = headers(request.headers, endpoint)?;
    Ok(bound)
}

/// The path and query of a request behind the URL of an endpoint, which may have a path itself,
/// with a prefix in front of its host.
fn uri(endpoint: &str, host_prefix: &str, path: &str) -> Result<Uri, Kind> {
    let wrong = |problem: &str| Kind::Url(start_of(endpoint, 100), problem.to_owned());
    check_url(endpoint).map_err(|bad| Kind::Url(bad.shown, bad.problem.to_owned()))?;
    let parsed: Uri = endpoint
        .parse()
        .map_err(|error| wrong(&format!("is not a valid URL: {error}")))?;
    let mut parts = parsed.into_parts();
    let host = parts.authority.as_ref().map_or("", |it| it.as_str());
    if !host_prefix.is_empty() {
        let authority = Authority::try_from(format!("{host_prefix}{host}"));
        let authority =
            authority.map_err(|error| wrong(&format!("is not a valid URL: {error}")))?;
        parts.authority = Some(authority);
    }
    let before = parts.path_and_query.as_ref().map_or("", PathAndQuery::path);
    let before = before.strip_suffix('/').unwrap_or(before);
    let path = path.strip_prefix('/').unwrap_or(path);
    let whole = PathAndQuery::try_from(format!("{before}/{path}"));
    parts.path_and_query =
        Some(whole.map_err(|error| Kind::Signing(format!("invalid path `/{path}`: {error}")))?);
    Uri::from_parts(parts).map_err(|error| wrong(&format!("is not a valid URL: {error}")))
}

/// The headers of the request, with those of the endpoint in place of others of their names.
fn headers(own: Headers, endpoint: &Endpoint) -> Result<HeaderMap, Kind> {
    let mut headers = HeaderMap::with_capacity(own.len() + 4);
    for (name, value) in &own {
        let (name, value) = header(name, value)?;
        headers.append(name, value);
    }
    for (name, values) in endpoint.headers() {
        headers.remove(name);
        for value in values {
            let (name, value) = header(name, value)?;
            headers.append(name, value);
        }
    }
    Ok(headers)
}

fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), Kind> {
    let parsed = HeaderName::try_from(name).ok();
    let parsed = parsed.zip(HeaderValue::from_str(value).ok());
    parsed.ok_or_else(|| Kind::Header(name.to_owned()))
}

/// The headers that the signature adds to the request, or the query parameters of one that is
/// presigned.
pub(super) fn instructions(
    request: &Signed,
    scope: &Scope<'_>,
) -> Result<SigningInstructions, Kind> {
    let identity = scope.credentials.clone().into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .name(scope.name)
        .region(scope.region)
        .time(scope.time)
        .settings(settings(scope))
        .build();
    let params = params.map_err(|error| Kind::Signing(error.to_string()))?;
    let headers = request.headers().iter().map(|(name, value)| {
        // All values were text once.
        let value = str::from_utf8(value.as_bytes()).unwrap_or_default();
        (name.as_str(), value)
    });
    let body = if scope.signing.unsigned_payload {
        SignableBody::UnsignedPayload
    } else {
        SignableBody::Bytes(request.body())
    };
    let (method, uri) = (request.method().as_str(), request.uri().to_string());
    let signature = SignableRequest::new(method, uri, headers, body)
        .and_then(|request| sign(request, &SigningParams::V4(params)));
    let signature = signature.map_err(|error| Kind::Signing(error.to_string()))?;
    Ok(signature.into_parts().0)
}

fn settings(scope: &Scope<'_>) -> SigningSettings {
    let (signing, expires_in) = (scope.signing, scope.expires_in);
    let mut settings = SigningSettings::default();
    settings.percent_encoding_mode = if signing.double_uri_encode {
        PercentEncodingMode::Double
    } else {
        PercentEncodingMode::Single
    };
    settings.uri_path_normalization_mode =
        UriPathNormalizationMode::from(signing.normalize_uri_path);
    if expires_in.is_some() {
        settings.signature_location = SignatureLocation::QueryParams;
    }
    settings.expires_in = expires_in;
    if scope.is_express {
        settings.session_token_name_override = Some(match expires_in {
            Some(_) => SESSION_TOKEN_PARAMETER,
            None => SESSION_TOKEN,
        });
    }
    if signing.content_sha256_header {
        settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
    }
    settings
}

#[cfg(test)]
#[path = "request_tests.rs"]
mod tests;
