//! Traits that bind members to HTTP messages.

use serde_json::Value;

use super::decode::{self, Bad, Decoded, Fields};
use super::{Traits, UriPattern};

/// `smithy.api#http`
#[derive(Clone, Debug, PartialEq)]
pub struct Http {
    /// The method, e.g. `POST`.
    pub method: String,
    /// Path and fixed query.
    pub uri: UriPattern,
    /// The status of a successful response; 200 by default.
    pub code: u16,
}

/// `smithy.api#endpoint`
#[derive(Clone, Debug, PartialEq)]
pub struct Endpoint<'a> {
    /// The prefix of the host, as in the model.
    pub host_prefix: &'a str,
    /// The prefix, split into literals and labels.
    pub parts: Vec<HostPart<'a>>,
}

/// A part of a host prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostPart<'a> {
    /// A literal segment.
    Literal(&'a str),
    /// The value of the member of that name.
    Label(&'a str),
}

impl Traits {
    /// `smithy.api#http`
    pub fn http(&self) -> Option<Http> {
        self.read("smithy.api#http", http)
    }

    /// `smithy.api#httpError`: the status of an error.
    pub fn http_error(&self) -> Option<u16> {
        self.read("smithy.api#httpError", status)
    }

    /// `smithy.api#httpLabel`: part of the path.
    pub fn http_label(&self) -> bool {
        self.has("smithy.api#httpLabel")
    }

    /// `smithy.api#httpQuery`: the name of the query parameter.
    pub fn http_query(&self) -> Option<&str> {
        self.read("smithy.api#httpQuery", decode::filled)
    }

    /// `smithy.api#httpQueryParams`: any number of query parameters.
    pub fn http_query_params(&self) -> bool {
        self.has("smithy.api#httpQueryParams")
    }

    /// `smithy.api#httpHeader`: the name of the header.
    pub fn http_header(&self) -> Option<&str> {
        self.read("smithy.api#httpHeader", header)
    }

    /// `smithy.api#httpPrefixHeaders`: the common prefix of any number of headers; may be empty.
    pub fn http_prefix_headers(&self) -> Option<&str> {
        self.read("smithy.api#httpPrefixHeaders", decode::text)
    }

    /// `smithy.api#httpPayload`: the whole body.
    pub fn http_payload(&self) -> bool {
        self.has("smithy.api#httpPayload")
    }

    /// `smithy.api#httpResponseCode`: the status of the response.
    pub fn http_response_code(&self) -> bool {
        self.has("smithy.api#httpResponseCode")
    }

    /// `smithy.api#httpChecksumRequired`
    pub fn http_checksum_required(&self) -> bool {
        self.has("smithy.api#httpChecksumRequired")
    }

    /// `smithy.api#requestCompression`: the encodings, e.g. `gzip`.
    pub fn request_compression(&self) -> Option<Vec<&str>> {
        self.read("smithy.api#requestCompression", compression)
    }

    /// `smithy.api#endpoint`: the prefix of the host.
    pub fn endpoint(&self) -> Option<Endpoint<'_>> {
        self.read("smithy.api#endpoint", endpoint)
    }

    /// `smithy.api#hostLabel`: part of the prefix of the host.
    pub fn host_label(&self) -> bool {
        self.has("smithy.api#hostLabel")
    }
}

fn http(value: &Value) -> Decoded<Http> {
    let fields = Fields::of(value);
    let method = fields.need("method", fields.filled("method"));
    let uri = fields.with("uri", |value| {
        let text = decode::text(value)?;
        text.parse::<UriPattern>()
            .map_err(|message| vec![Bad::new(message)])
    });
    fields.need("uri", uri.as_ref().map(drop));
    let code = fields.with("code", status).unwrap_or(200);
    fields.finish(())?;
    // `need` has reported a missing value, so `finish` has returned the problem.
    let uri = uri.ok_or_else(Vec::new)?;
    Ok(Http {
        method: method.to_owned(),
        uri,
        code,
    })
}

fn status(value: &Value) -> Decoded<u16> {
    decode::whole(value, 100, 999)
}

fn header(value: &Value) -> Decoded<&str> {
    let name = decode::filled(value)?;
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if name.bytes().all(is_token) {
        Ok(name)
    } else {
        let message = format!("is `{name}`, which is not a valid header name");
        Err(vec![Bad::new(message)])
    }
}

fn compression(value: &Value) -> Decoded<Vec<&str>> {
    let fields = Fields::of(value);
    let encodings = fields.need("encodings", fields.texts("encodings"));
    fields.finish(encodings)
}

fn endpoint(value: &Value) -> Decoded<Endpoint<'_>> {
    let fields = Fields::of(value);
    let host_prefix = fields.need("hostPrefix", fields.filled("hostPrefix"));
    let parts = fields.with("hostPrefix", |_| host_parts(host_prefix));
    fields.finish(Endpoint {
        host_prefix,
        parts: parts.unwrap_or_default(),
    })
}

fn host_parts(prefix: &str) -> Decoded<Vec<HostPart<'_>>> {
    let mut parts = Vec::new();
    let mut rest = prefix;
    while let Some((literal, behind)) = rest.split_once('{') {
        let Some((label, behind)) = behind.split_once('}') else {
            let message = format!("is `{prefix}`, which has an unclosed label");
            return Err(vec![Bad::new(message)]);
        };
        if !literal.is_empty() {
            parts.push(HostPart::Literal(literal));
        }
        parts.push(HostPart::Label(label));
        rest = behind;
    }
    if !rest.is_empty() {
        parts.push(HostPart::Literal(rest));
    }
    Ok(parts)
}

/// See [`super::problems`].
pub(super) fn check(id: &str, value: &Value) -> Option<Decoded<()>> {
    Some(match id {
        "smithy.api#http" => http(value).map(drop),
        "smithy.api#httpError" => status(value).map(drop),
        "smithy.api#httpQuery" => decode::filled(value).map(drop),
        "smithy.api#httpHeader" => header(value).map(drop),
        "smithy.api#httpPrefixHeaders" => decode::text(value).map(drop),
        "smithy.api#requestCompression" => compression(value).map(drop),
        "smithy.api#endpoint" => endpoint(value).map(drop),
        "smithy.api#httpLabel"
        | "smithy.api#httpQueryParams"
        | "smithy.api#httpPayload"
        | "smithy.api#httpResponseCode"
        | "smithy.api#httpChecksumRequired"
        | "smithy.api#hostLabel" => decode::marker(value),
        _ => return None,
    })
}
