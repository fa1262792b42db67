//! From the request of an operation to the one that is presigned.

use crate::Auth;
use crate::error::BuildError;
use crate::http::Request;
use crate::operation::{Operation, Protocol};
use crate::service::{ServiceInfo, Signing};
use crate::special::set_headers;

use super::query;

/// The ways to authenticate that are not signatures.
#[cfg(feature = "client")]
pub(crate) const OTHERS: [Auth; 4] = [Auth::Bearer, Auth::ApiKey, Auth::Basic, Auth::Digest];

/// The properties of an operation that decide how it is presigned.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    /// True if the body is a form.
    pub(crate) is_form: bool,
    /// True if the body is a stream of bytes.
    pub(crate) streams: bool,
    /// True if the body is a stream of events.
    pub(crate) sends_events: bool,
    pub(crate) signing: Signing,
    /// The ways to authenticate its requests.
    pub(crate) auth: &'static [Auth],
}

impl Form {
    pub(crate) const fn of<O: Operation>() -> Self {
        Self {
            is_form: O::Protocol::FORM,
            streams: O::REQUEST_STREAM.is_some(),
            #[cfg(feature = "event-stream")]
            sends_events: O::REQUEST_EVENTS.is_some(),
            ..Self::without_body(O::SIGNING, O::SERVICE)
        }
    }

    /// That of an operation whose requests have no body.
    pub(crate) const fn without_body(signing: Signing, service: &ServiceInfo) -> Self {
        Self {
            is_form: false,
            streams: false,
            sends_events: false,
            signing,
            auth: signing.auth_of(service),
        }
    }

    /// The reason why the operation cannot be presigned, if there is one.
    pub(crate) fn obstacle(&self) -> Option<&'static str> {
        if self.sends_events {
            Some("it cannot be presigned, since its body is a stream of events")
        } else if !self.is_signed() {
            Some("it cannot be presigned, since its requests are not signed")
        } else {
            None
        }
    }

    fn is_signed(&self) -> bool {
        let signatures = [Auth::SigV4, Auth::SigV4a];
        signatures.iter().any(|auth| self.auth.contains(auth))
    }

    /// True if requests may be authenticated by more than signatures, or not at all.
    #[cfg(feature = "client")]
    pub(crate) fn has_others(&self) -> bool {
        self.auth.contains(&Auth::None) || OTHERS.iter().any(|auth| self.auth.contains(auth))
    }

    /// True if the signature leaves the body to the sender, whatever it is.
    pub(crate) fn leaves_body(&self) -> bool {
        // A URL for S3 cannot hold the hash of a body.
        self.signing.content_sha256_header || self.signing.unsigned_payload
    }

    /// True if the signature covers no body. `is_known` is true if the bytes of the body are there.
    pub(crate) fn is_unsigned(&self, is_known: bool) -> bool {
        self.leaves_body() || (self.streams && !is_known)
    }
}

/// Turns an input into the request that is presigned: [`Operation::serialize`] for requests that
/// others send.
///
/// The request has no header that the HTTP stack of the sender sets by itself, and a checksum only
/// if it is required. See the [module](super) for the parts that members go to.
///
/// # Errors
///
/// As [`Operation::serialize`]; also if the operation cannot be presigned.
pub fn serialize<O: Operation>(input: &O::Input) -> Result<Request, BuildError> {
    let form = Form::of::<O>();
    if let Some(obstacle) = form.obstacle() {
        return Err(BuildError::other(obstacle));
    }
    let mut request = O::Protocol::request::<O>(input)?;
    set_headers(O::SERVICE, &mut request);
    if form.streams && form.leaves_body() {
        request.body.clear();
    }
    #[cfg(feature = "checksums")]
    if let Some(checksums) = &O::CHECKSUMS
        && (checksums.required || checksums.md5 || checksums.tree_hash)
        && !request.body.is_empty()
    {
        crate::checksum::apply(checksums, input, &mut request)?;
    }
    adapt(&mut request, &form)?;
    Ok(request)
}

/// Makes the request of an operation the one that is presigned.
pub(crate) fn adapt(request: &mut Request, form: &Form) -> Result<(), BuildError> {
    if form.is_form {
        let query = std::mem::take(&mut request.body);
        request.query_text(&String::from_utf8_lossy(&query));
        request.method = "GET";
    } else if form.signing.presigned_as_query {
        query::of_json(request).map_err(BuildError::other)?;
        request.method = "GET";
    }
    request.drop_default_length();
    if request.body.is_empty() || form.streams {
        request.drop_default_type();
    }
    Ok(())
}
