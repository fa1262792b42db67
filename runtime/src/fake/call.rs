//! Requests, as fakes read them.

use crate::codec::query::parameters;
use crate::event::MEDIA_TYPE;
use crate::http::{Response, percent_decode};

use super::body::{Content, DECODED_LENGTH, plain_encoding, stored_encoding};
use super::refusal::Refusal;

/// A request: its parts are looked up, and none of its members has been read.
#[derive(Debug)]
pub struct Call<'r> {
    pub(super) method: &'r str,
    /// The host that is called, with its port. Without the header, as in a request that is still to
    /// be sent, it is that of the URI.
    pub(super) host: Option<&'r str>,
    /// The path, encoded.
    pub(super) path: String,
    /// The query, encoded.
    pub(super) raw_query: &'r str,
    /// The parameters of the query, decoded.
    pub(super) query: Vec<(String, String)>,
    /// The headers and the body, which have the same form in requests and responses.
    pub(super) parts: Response<'r>,
    /// True if the client had compressed the body.
    #[cfg(feature = "checksums")]
    pub(super) is_decompressed: bool,
    /// True if the body was a stream of events after the document.
    pub(super) has_events: bool,
}

/// The values of the labels in a path, by the names of their members.
pub(super) type Labels = Vec<(&'static str, String)>;

impl<'r> Call<'r> {
    /// The parts of a request with that content.
    pub(super) fn of<B>(
        request: &'r http::Request<B>,
        content: &'r Content<'_>,
    ) -> Result<Self, Refusal> {
        let raw_query = request.uri().query().unwrap_or_default();
        let headers = request.headers().iter();
        let headers = headers.filter_map(|(name, value)| {
            let (name, value) = (name.as_str(), value.as_bytes());
            match name {
                "content-encoding" if content.is_decompressed => {
                    Some((name, plain_encoding(stored_encoding(value)?)?))
                }
                "content-encoding" => Some((name, stored_encoding(value)?)),
                // The length of the chunks and what is around them.
                "content-length" if content.is_chunked => None,
                DECODED_LENGTH if content.is_chunked => Some(("content-length", value)),
                _ => Some((name, value)),
            }
        });
        let parts = Response::new(0, &*content.bytes).with_headers(headers);
        let host = request.headers().get("host");
        let host = host.and_then(|host| host.to_str().ok());
        Ok(Self {
            method: request.method().as_str(),
            host: host.or_else(|| request.uri().authority().map(http::uri::Authority::as_str)),
            path: request.uri().path().to_owned(),
            raw_query,
            query: query(raw_query)?,
            parts: parts.with_headers(content.trailers.iter().copied()),
            #[cfg(feature = "checksums")]
            is_decompressed: content.is_decompressed,
            has_events: false,
        })
    }

    /// The body.
    pub(super) fn body(&self) -> &'r [u8] {
        self.parts.body()
    }

    /// The form of a query protocol, which may stand in the body or the query.
    pub(super) fn form(&self) -> &'r [u8] {
        match self.body() {
            [] => self.raw_query.as_bytes(),
            body => body,
        }
    }

    /// The operation that a form calls.
    pub(super) fn action(&self) -> Option<String> {
        let parameters = parameters(self.form()).ok()?;
        let mut actions = parameters.into_iter().filter(|(name, _)| name == "Action");
        actions.next().map(|(_, action)| action)
    }

    /// True if the body or the query is a form that calls an operation.
    pub(super) fn is_form(&self) -> bool {
        let form = "application/x-www-form-urlencoded";
        let media_type = self.parts.header("content-type").unwrap_or_default();
        media_type.starts_with(form) || self.query.iter().any(|(name, _)| name == "Action")
    }

    /// The operation that the request names, in a header or in a form.
    pub(super) fn named(&self) -> Option<String> {
        match self.target() {
            Some((_, operation)) => Some(operation.to_owned()),
            None => self.action().filter(|_| self.is_form()),
        }
    }

    /// The service that the request is signed for, unless it is not signed.
    pub(super) fn signed_for(&self) -> Option<&str> {
        let header = self.parts.header("authorization").unwrap_or_default();
        let header = header.split_once("Credential=").map(|(_, rest)| rest);
        let header = header.map(|rest| rest.split([',', ' ']).next().unwrap_or_default());
        let mut query = self.query.iter();
        let query = query.find(|(name, _)| name == "X-Amz-Credential");
        let scope = header.or(query.map(|(_, value)| value.as_str()))?;
        // Behind the service is `aws4_request`.
        scope.rsplit('/').nth(1)
    }

    /// The name of the operation in the header of awsJson, after that of the service.
    pub(super) fn target(&self) -> Option<(&'r str, &'r str)> {
        self.parts.header("x-amz-target")?.rsplit_once('.')
    }

    /// The version of the protocol that the request names, if it is one of the RPC protocols.
    pub(super) fn rpc(&self) -> Option<&'r str> {
        self.parts.header("smithy-protocol")
    }

    /// Refuses a body whose header names another media type.
    pub(super) fn check_media_type(&self, expected: &str) -> Result<(), Refusal> {
        let Some(found) = self.parts.header("content-type") else {
            return Ok(());
        };
        let expected = match self.has_events {
            true => MEDIA_TYPE,
            false => expected,
        };
        let bare = found.split(';').next().unwrap_or_default().trim();
        match self.body().is_empty() || bare.eq_ignore_ascii_case(expected) {
            true => Ok(()),
            false => Err(Refusal::media_type(found, expected)),
        }
    }
}

/// The parameters of a query, decoded.
fn query(query: &str) -> Result<Vec<(String, String)>, Refusal> {
    let parts = query.split('&').filter(|part| !part.is_empty());
    let parameters = parts.map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let both = percent_decode(name).zip(percent_decode(value));
        both.ok_or_else(|| Refusal::unreadable("the query is not UTF-8".to_owned()))
    });
    parameters.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects handlers from an encoding of the transport that S3 does not store either.
    #[test]
    fn the_encoding_of_chunks_is_not_stored() {
        let table = [
            ("gzip", Some("gzip")),
            ("aws-chunked", None),
            ("aws-chunked,gzip", Some("gzip")),
            ("gzip, AWS-Chunked", Some("gzip")),
            ("aws-chunked, gzip, br,aws-chunked", Some("gzip, br")),
            ("aws-chunked-not", Some("aws-chunked-not")),
        ];
        for (value, expected) in table {
            let content = Content::plain(b"");
            assert_eq!(encoding(value, &content).as_deref(), expected, "{value}");
        }
    }

    fn encoding(value: &str, content: &Content<'_>) -> Option<String> {
        let request = http::Request::builder().header("content-encoding", value);
        let request = request.body(()).expect("a request");
        let call = Call::of(&request, content).expect("a call");
        call.parts.header("content-encoding").map(str::to_owned)
    }

    /// Protects handlers from the encoding of a client that has compressed the request, next to
    /// one of its caller.
    #[test]
    fn the_encoding_of_clients_is_not_passed_on() {
        let table = [
            ("gzip", None),
            ("br, gzip", Some("br")),
            ("gzip,aws-chunked", None),
            ("gzip, gzip", Some("gzip")),
        ];
        for (value, expected) in table {
            let content = Content {
                is_decompressed: true,
                ..Content::plain(b"")
            };
            assert_eq!(encoding(value, &content).as_deref(), expected, "{value}");
        }
    }

    /// Protects fakes of several services: the name in a signature is that of its service.
    #[test]
    fn services_of_signatures() {
        let scope = "A/20260101/eu-west-1/batch/aws4_request";
        let table = [
            (
                format!("AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=a"),
                "/",
                Some("batch"),
            ),
            (
                "AWS4-ECDSA-P256-SHA256 Credential=A/20260101/s3/aws4_request,a".to_owned(),
                "/",
                Some("s3"),
            ),
            (
                String::new(),
                "/?X-Amz-Credential=A%2F20260101%2Feu-west-1%2Feks%2Faws4_request",
                Some("eks"),
            ),
            ("Bearer a/b/c".to_owned(), "/", None),
            ("AWS4-HMAC-SHA256 Credential=".to_owned(), "/", None),
        ];
        for (header, uri, expected) in table {
            let request = http::Request::get(uri).header("authorization", &header);
            let request = request.body(()).expect("a request");
            let content = Content::plain(b"");
            let call = Call::of(&request, &content).expect("a call");
            assert_eq!(call.signed_for(), expected, "{header} {uri}");
        }
    }
}
