//! The trait with test cases of event streams.

use serde_json::{Map, Value};

use super::Traits;
use super::decode::{self, Decoded, Fields};
use super::protocol_test::{RequestTest, ResponseTest, TestCase};

/// The trait of cases of an operation's streams.
pub(crate) const EVENT_TESTS: &str = "smithy.test#eventStreamTests";

/// One of `smithy.test#eventStreamTests`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventTest<'a> {
    /// The parts that every case has.
    pub case: TestCase<'a>,
    /// The request before the events.
    pub request: Option<RequestTest<'a>>,
    /// The response before the events.
    pub response: Option<ResponseTest<'a>>,
    /// The events.
    pub events: Vec<Event<'a>>,
    /// Set if the case fails: the ID of the error, if it is a modelled one.
    pub failure: Option<Option<&'a str>>,
}

/// An event of a case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Event<'a> {
    /// True if it is sent by the client.
    pub is_sent: bool,
    /// The member of the union.
    pub params: Option<&'a Map<String, Value>>,
    /// The frame, in base64.
    pub bytes: &'a str,
}

impl Traits {
    /// `smithy.test#eventStreamTests`; empty without the trait.
    pub fn event_stream_tests(&self) -> Vec<EventTest<'_>> {
        let read = |value| decode::each(value, event_test);
        self.read(EVENT_TESTS, read).unwrap_or_default()
    }
}

fn event_test(value: &Value) -> Decoded<EventTest<'_>> {
    let fields = Fields::of(value);
    // The shapes that initial messages have: HTTP, where the protocol has headers and a URI.
    fields.raw("initialRequestShape");
    fields.raw("initialResponseShape");
    fields.raw("tags");
    let case = TestCase {
        id: fields.need("id", fields.filled("id")),
        protocol: fields.need("protocol", fields.filled("protocol")),
        applies_to: fields.filled("appliesTo"),
        documentation: fields.text("documentation"),
        ..TestCase::default()
    };
    let of = |params: &'static str| TestCase {
        params: fields.object(params),
        ..case.clone()
    };
    let (sent, received) = (of("initialRequestParams"), of("initialResponseParams"));
    let request = fields.with("initialRequest", |value| request(value, sent.clone()));
    let response = fields.with("initialResponse", |value| response(value, received.clone()));
    let events = fields.with("events", |value| decode::each(value, event));
    let expectation = fields.raw("expectation").and_then(|it| it.get("failure"));
    let test = EventTest {
        failure: expectation.map(|failure| failure.get("errorId").and_then(Value::as_str)),
        events: events.unwrap_or_default(),
        case,
        request,
        response,
    };
    fields.finish(test)
}

fn event(value: &Value) -> Decoded<Event<'_>> {
    let fields = Fields::of(value);
    // The bytes say it all.
    for part in [
        "headers",
        "forbidHeaders",
        "requireHeaders",
        "body",
        "bodyMediaType",
    ] {
        fields.raw(part);
    }
    for part in ["vendorParams", "vendorParamsShape"] {
        fields.raw(part);
    }
    let kinds = [("request", true), ("response", false)];
    let kind = fields.with("type", |value| decode::one_of(value, &kinds));
    let event = Event {
        is_sent: fields.need("type", kind),
        params: fields.object("params"),
        bytes: fields.need("bytes", fields.filled("bytes")),
    };
    fields.finish(event)
}

fn request<'a>(value: &'a Value, case: TestCase<'a>) -> Decoded<RequestTest<'a>> {
    let fields = Fields::of(value);
    let test = RequestTest {
        method: fields.need("method", fields.filled("method")),
        uri: fields.need("uri", fields.filled("uri")),
        case: message(&fields, case),
        ..RequestTest::default()
    };
    fields.finish(test)
}

fn response<'a>(value: &'a Value, case: TestCase<'a>) -> Decoded<ResponseTest<'a>> {
    let fields = Fields::of(value);
    let code = fields.with("code", |value| decode::whole(value, 100, 599));
    let test = ResponseTest {
        code: fields.need("code", code),
        case: message(&fields, case),
    };
    fields.finish(test)
}

/// The case with the headers and the body of its message.
fn message<'a>(fields: &Fields<'a>, case: TestCase<'a>) -> TestCase<'a> {
    let pair = |name: &'a str, value| decode::text(value).map(|value| (name, value));
    let headers = fields.with("headers", |value| decode::each_entry(value, pair));
    TestCase {
        headers: headers.unwrap_or_default(),
        body: fields.text("body"),
        body_media_type: fields.text("bodyMediaType"),
        ..case
    }
}

/// See [`super::problems`].
pub(super) fn check(id: &str, value: &Value) -> Option<Decoded<()>> {
    (id == EVENT_TESTS).then(|| decode::each(value, event_test).map(drop))
}
