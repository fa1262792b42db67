//! Traits of authentication.

use serde_json::Value;

use super::Traits;
use super::decode::{self, Bad, Decoded, Fields};

const API_KEY: &str = "smithy.api#httpApiKeyAuth";
const AUTH: &str = "smithy.api#auth";

/// `smithy.api#httpApiKeyAuth`: where requests have the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HttpApiKeyAuth<'a> {
    /// The name of the header or query parameter.
    pub name: &'a str,
    /// True for a query parameter.
    pub in_query: bool,
    /// The word in front of the key in the header.
    pub scheme: Option<&'a str>,
}

impl Traits {
    /// `smithy.api#auth`: the IDs of authentication schemes, the preferred one first.
    pub fn auth(&self) -> Option<Vec<&str>> {
        self.read(AUTH, |value| decode::each(value, decode::text))
    }

    /// `smithy.api#optionalAuth`: may be called without an identity.
    pub fn optional_auth(&self) -> bool {
        self.has("smithy.api#optionalAuth")
    }

    /// `smithy.api#httpApiKeyAuth`
    pub fn http_api_key_auth(&self) -> Option<HttpApiKeyAuth<'_>> {
        self.read(API_KEY, api_key)
    }
}

fn api_key(value: &Value) -> Decoded<HttpApiKeyAuth<'_>> {
    let places = [("header", false), ("query", true)];
    let fields = Fields::of(value);
    let place = fields.with("in", |value| decode::one_of(value, &places));
    let read = HttpApiKeyAuth {
        name: fields.need("name", fields.filled("name")),
        in_query: fields.need("in", place),
        scheme: fields.filled("scheme"),
    };
    if read.in_query && read.scheme.is_some() {
        let bad = Bad::new("has a `scheme`, which a query parameter cannot have");
        let help = "remove `scheme`, or set `in` to `header`".to_owned();
        fields.wrong(bad.with_help(Some(help)));
    }
    for (key, text) in [("name", Some(read.name)), ("scheme", read.scheme)] {
        let text = text.filter(|_| !read.in_query).unwrap_or_default();
        if !text.bytes().all(is_in_token) {
            let bad = Bad::new(format!("is `{text}`, which cannot stand in a header"));
            fields.wrong(bad.at(key));
        }
    }
    fields.finish(read)
}

/// True for a character of the names of headers.
fn is_in_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// See [`super::problems`].
pub(super) fn check(id: &str, value: &Value) -> Option<Decoded<()>> {
    Some(match id {
        AUTH => decode::each(value, decode::text).map(drop),
        API_KEY => api_key(value).map(drop),
        "smithy.api#httpBasicAuth"
        | "smithy.api#httpBearerAuth"
        | "smithy.api#httpDigestAuth"
        | "smithy.api#optionalAuth" => decode::marker(value),
        _ => return None,
    })
}
