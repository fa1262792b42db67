//! Traits with test cases of a protocol.

use serde_json::{Map, Value};

use super::Traits;
use super::decode::{self, Decoded, Fields};

/// The trait of cases that go from input to request.
pub(crate) const REQUEST_TESTS: &str = "smithy.test#httpRequestTests";

/// The trait of cases that go from response to output or error.
pub(crate) const RESPONSE_TESTS: &str = "smithy.test#httpResponseTests";

/// The parts that a case has in either direction.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TestCase<'a> {
    /// The ID of the case.
    pub id: &'a str,
    /// The ID of the protocol that the case is for.
    pub protocol: &'a str,
    /// The ID of the authentication scheme that the case assumes.
    pub auth_scheme: Option<&'a str>,
    /// The side that the case is for: `client` or `server`. Without one, it is for both.
    pub applies_to: Option<&'a str>,
    /// The documentation.
    pub documentation: Option<&'a str>,
    /// The members of the input, output or error.
    pub params: Option<&'a Map<String, Value>>,
    /// The ID of the shape of `vendor_params`.
    pub vendor_params_shape: Option<&'a str>,
    /// Settings and expectations that are specific to a vendor.
    pub vendor_params: Option<&'a Map<String, Value>>,
    /// The headers of the message, with their values.
    pub headers: Vec<(&'a str, &'a str)>,
    /// The headers that the message must not have.
    pub forbid_headers: Vec<&'a str>,
    /// The headers that the message must have, with any value.
    pub require_headers: Vec<&'a str>,
    /// The body. In a request, an unset body is not compared.
    pub body: Option<&'a str>,
    /// The media type of the body, which says how bodies are compared.
    pub body_media_type: Option<&'a str>,
}

/// One of `smithy.test#httpRequestTests`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RequestTest<'a> {
    /// The parts that every case has.
    pub case: TestCase<'a>,
    /// The HTTP method.
    pub method: &'a str,
    /// The path of the request, without the query.
    pub uri: &'a str,
    /// The host of the endpoint, with its path.
    pub host: Option<&'a str>,
    /// The host that the request is sent to.
    pub resolved_host: Option<&'a str>,
    /// The query parameters, encoded.
    pub query_params: Vec<&'a str>,
    /// The names of query parameters that must not be set.
    pub forbid_query_params: Vec<&'a str>,
    /// The names of query parameters that must be set.
    pub require_query_params: Vec<&'a str>,
}

/// One of `smithy.test#httpResponseTests`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResponseTest<'a> {
    /// The parts that every case has.
    pub case: TestCase<'a>,
    /// The HTTP status code.
    pub code: u16,
}

impl Traits {
    /// `smithy.test#httpRequestTests`; empty without the trait.
    pub fn http_request_tests(&self) -> Vec<RequestTest<'_>> {
        let read = |value| decode::each(value, request_test);
        self.read(REQUEST_TESTS, read).unwrap_or_default()
    }

    /// `smithy.test#httpResponseTests`; empty without the trait.
    pub fn http_response_tests(&self) -> Vec<ResponseTest<'_>> {
        let read = |value| decode::each(value, response_test);
        self.read(RESPONSE_TESTS, read).unwrap_or_default()
    }
}

fn test_case<'a>(fields: &Fields<'a>) -> TestCase<'a> {
    let pair = |name: &'a str, value| decode::text(value).map(|value| (name, value));
    let headers = fields.with("headers", |value| decode::each_entry(value, pair));
    // Not read, but known, so that they are not reported as misspellings.
    fields.raw("tags");
    fields.raw("bodyBytes");
    TestCase {
        id: fields.need("id", fields.filled("id")),
        protocol: fields.need("protocol", fields.filled("protocol")),
        auth_scheme: fields.filled("authScheme"),
        applies_to: fields.with("appliesTo", |value| {
            decode::one_of(value, &[("client", "client"), ("server", "server")])
        }),
        documentation: fields.text("documentation"),
        params: fields.object("params"),
        vendor_params_shape: fields.filled("vendorParamsShape"),
        vendor_params: fields.object("vendorParams"),
        headers: headers.unwrap_or_default(),
        forbid_headers: fields.texts("forbidHeaders").unwrap_or_default(),
        require_headers: fields.texts("requireHeaders").unwrap_or_default(),
        body: fields.text("body"),
        body_media_type: fields.text("bodyMediaType"),
    }
}

fn request_test(value: &Value) -> Decoded<RequestTest<'_>> {
    let fields = Fields::of(value);
    let test = RequestTest {
        case: test_case(&fields),
        method: fields.need("method", fields.filled("method")),
        uri: fields.need("uri", fields.filled("uri")),
        host: fields.text("host"),
        resolved_host: fields.text("resolvedHost"),
        query_params: fields.texts("queryParams").unwrap_or_default(),
        forbid_query_params: fields.texts("forbidQueryParams").unwrap_or_default(),
        require_query_params: fields.texts("requireQueryParams").unwrap_or_default(),
    };
    fields.finish(test)
}

fn response_test(value: &Value) -> Decoded<ResponseTest<'_>> {
    let fields = Fields::of(value);
    let code = fields.with("code", |value| decode::whole(value, 100, 599));
    let test = ResponseTest {
        case: test_case(&fields),
        code: fields.need("code", code),
    };
    fields.finish(test)
}

/// See [`super::problems`].
pub(super) fn check(id: &str, value: &Value) -> Option<Decoded<()>> {
    Some(match id {
        REQUEST_TESTS => decode::each(value, request_test).map(drop),
        RESPONSE_TESTS => decode::each(value, response_test).map(drop),
        _ => return None,
    })
}
