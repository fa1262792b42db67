//! Members of responses that stand in headers, the status or the whole body, as the official SDK
//! reads them.

#[path = "support/call.rs"]
mod call;
#[path = "support/everything.rs"]
mod everything;
#[path = "support/one.rs"]
mod one;

use std::collections::HashMap;
use std::fmt::Debug;

use aws_smithy_http::header;
use call::{Call, Nothing, parse, structure};
use everything::{Color, Everything};
use hammersmith::Operation;
use hammersmith::http::Response;
use hammersmith::primitives::{BigDecimal, Blob, DateTime, DateTimeFormat, Document};
use hammersmith::protocol::AwsJson1_1;
use hammersmith::shape::Structure;
use one::one;

one! {
    Text: String, "@httpHeader(\"X-Name\")";
    Texts: Vec<String>, "@httpHeader(\"X-Name\")";
    Enum: Color, "@httpHeader(\"X-Name\")";
    Enums: Vec<Color>, "@httpHeader(\"X-Name\")";
    Flag: bool, "@httpHeader(\"X-Name\")";
    Integer: i32, "@httpHeader(\"X-Name\")";
    Integers: Vec<i32>, "@httpHeader(\"X-Name\")";
    Byte: i8, "@httpHeader(\"X-Name\")";
    Float: f32, "@httpHeader(\"X-Name\")";
    Double: f64, "@httpHeader(\"X-Name\")";
    Bytes: Blob, "@httpHeader(\"X-Name\")";
    Media: String, "@mediaType(\"text/x\") @httpHeader(\"X-Name\")";
    Decimal: BigDecimal, "@httpHeader(\"X-Name\")";
    Time: DateTime, "@httpHeader(\"X-Name\")";
    TimeHttp: DateTime, "@timestampFormat(http-date) @httpHeader(\"X-Name\")";
    TimeDate: DateTime, "@timestampFormat(date-time) @httpHeader(\"X-Name\")";
    TimeEpoch: DateTime, "@timestampFormat(epoch-seconds) @httpHeader(\"X-Name\")";
    Status: i32, "@httpResponseCode";
    BlobBody: Blob, "@httpPayload";
    TextBody: String, "@httpPayload";
    EnumBody: Color, "@httpPayload";
    StructureBody: Everything, "@httpPayload";
    DocumentBody: Document, "@httpPayload";
    ListBody: Vec<i32>, "@httpPayload";
    RequiredBody: Blob, "@required @httpPayload";
}

structure! {
    Times, 2, "\"member\": member @httpHeader(\"X-Name\") member(@timestampFormat(http-date))";
    0 member: Vec<DateTime>,
}

structure! {
    TimesDate, 2, "\"member\": member @httpHeader(\"X-Name\") member(@timestampFormat(date-time))";
    0 member: Vec<DateTime>,
}

structure! {
    TimesEpoch, 2, "\"member\": member @httpHeader(\"X-Name\") member(@timestampFormat(epoch-seconds))";
    0 member: Vec<DateTime>,
}

const HEADERS: &[&str] = &[
    "",
    " ",
    "a",
    " a ",
    "a,b",
    "a, b ,c",
    "\"a,b\",c",
    "\"a\\\"b\"",
    "\"a\\\\b\"",
    "\"",
    "\"a\" b",
    ",",
    ",,",
    "1",
    "1,2",
    " 1 , -5",
    "true",
    "true,false",
    "x",
    "1.5",
    "NaN",
    "99999999999",
    "Tue, 14 Nov 2023 22:13:20 GMT",
    "Tue, 14 Nov 2023 22:13:20 GMT, Tue, 14 Nov 2023 22:13:21 GMT",
    "2023-11-14T22:13:20Z",
    "1700000000,1",
    "1700000000.5",
    "é",
    "\"é\",a",
    "a\tb",
];

/// Responses with none, one and two of the headers.
fn responses() -> Vec<Vec<&'static str>> {
    let mut all = vec![vec![]];
    all.extend(HEADERS.iter().map(|value| vec![*value]));
    for first in HEADERS {
        all.extend(HEADERS.iter().map(|second| vec![*first, *second]));
    }
    all
}

/// Reads a structure from a response.
fn read<O: Structure + Debug + Send + Sync + 'static>(response: &Response<'_>) -> Option<O> {
    parse(response).ok()
}

/// One value at most.
fn single<T>(all: Option<Vec<T>>) -> Option<Option<T>> {
    all.filter(|all| all.len() < 2).map(|mut all| all.pop())
}

/// None where there are no values.
fn several<T>(all: Option<Vec<T>>) -> Option<Option<Vec<T>>> {
    all.map(|all| (!all.is_empty()).then_some(all))
}

/// True if the value is a list with an empty item, which the official SDK takes for an item.
fn has_empty_item(value: &str) -> bool {
    value.split(',').any(|item| item.trim().is_empty()) && !value.is_empty()
}

/// Protects drop-in use: of no, one and two headers of a name, every kind of member is read as by
/// the official SDK, if that reads it.
#[test]
fn reads_headers_as_the_official_sdk() {
    for values in responses() {
        let mut response = Response::new(200, b"");
        for value in &values {
            response = response.with_header("x-name", value);
        }
        let response = &response;
        macro_rules! same {
            ($($name:ident: $theirs:expr;)*) => {
                $(if let Some(theirs) = $theirs {
                    assert_eq!(
                        read::<$name>(response).map(|it| it.member),
                        Some(theirs),
                        "{} of {values:?}",
                        stringify!($name)
                    );
                })*
            };
        }
        let theirs = || values.iter().copied();
        let texts = || header::read_many_from_str::<String>(theirs()).ok();
        let integers = || header::read_many_primitive::<i32>(theirs()).ok();
        let times = |format| header::many_dates(theirs(), format).ok();
        let colors = |all: Vec<String>| all.into_iter().map(Color).collect();
        let bytes = |text: String| aws_smithy_types::base64::decode(text).ok();
        same! {
            Text: header::one_or_none::<String>(theirs()).ok();
            Enum: header::one_or_none::<String>(theirs()).ok().map(|text| text.map(Color));
            Flag: single(header::read_many_primitive::<bool>(theirs()).ok());
            Integer: single(integers());
            Bytes: match header::one_or_none::<String>(theirs()) {
                Ok(Some(text)) => bytes(text).map(|bytes| Some(Blob::new(bytes))),
                Ok(None) => Some(None),
                Err(_) => None,
            };
            Time: single(times(DateTimeFormat::HttpDate));
            TimeHttp: single(times(DateTimeFormat::HttpDate));
            TimeDate: single(times(DateTimeFormat::DateTimeWithOffset));
            TimeEpoch: single(times(DateTimeFormat::EpochSeconds));
            Times: several(times(DateTimeFormat::HttpDate));
            TimesDate: several(times(DateTimeFormat::DateTimeWithOffset));
            TimesEpoch: several(times(DateTimeFormat::EpochSeconds));
        }
        if !values.iter().any(|value| has_empty_item(value)) {
            same! {
                Texts: several(texts());
                Enums: several(texts().map(colors));
                Integers: several(integers());
            }
        }
    }
}

/// Protects kinds of members that headers seldom have: large numbers, floats, and strings with a
/// media type.
#[test]
fn reads_other_kinds_of_headers() {
    let of = |value| Response::new(200, b"").with_header("X-NAME", value);
    let rows = [
        ("1.50", Some("1.50"), Some(1.5)),
        ("NaN", None, Some(f64::NAN)),
        ("-Infinity", None, Some(f64::NEG_INFINITY)),
        ("x", None, None),
    ];
    for (value, decimal, double) in rows {
        let found = read::<Decimal>(&of(value)).and_then(|it| it.member);
        assert_eq!(found.as_ref().map(AsRef::as_ref), decimal, "{value}");
        let found = read::<Double>(&of(value)).and_then(|it| it.member);
        assert_eq!(found.map(f64::to_bits), double.map(f64::to_bits), "{value}");
    }
    let limits = [
        ("3e38", Some(3e38), Some(3e38)),
        ("1e39", None, Some(1e39)),
        ("1e400", None, None),
        ("Infinity", Some(f32::INFINITY), Some(f64::INFINITY)),
    ];
    for (value, float, double) in limits {
        let found = read::<Float>(&of(value)).and_then(|it| it.member);
        assert_eq!(found, float, "{value}");
        let found = read::<Double>(&of(value)).and_then(|it| it.member);
        assert_eq!(found, double, "{value}");
    }
    let error = parse::<Byte>(&of("128")).unwrap_err().to_string();
    let expected = "the header `X-Name`: expected an integer from -128 to 127, found `128`";
    assert!(error.ends_with(expected), "{error}");
    let found = read::<TimeEpoch>(&of("1515531081.123456789")).and_then(|it| it.member);
    let exact = DateTime::from_secs_and_nanos(1_515_531_081, 123_456_789);
    assert_eq!(found, Some(exact));
    // A string with a media type is base64 in a header.
    assert_eq!(
        read::<Media>(&of("w6k=")).unwrap().member.as_deref(),
        Some("\u{e9}")
    );
    assert_eq!(read::<Media>(&of("*")), None);
    assert_eq!(read::<Decimal>(&of(" ")), Some(Decimal::default()));
}

/// Protects members that are the status.
#[test]
fn reads_the_status() {
    let status = read::<Status>(&Response::new(202, b"")).unwrap();
    assert_eq!(status.member, Some(202));
}

/// Protects payloads: bytes and strings are the body as it is, anything else is a document.
#[test]
fn reads_bodies() {
    let empty = Response::new(204, b"");
    assert_eq!(read(&empty), Some(BlobBody::default()));
    assert_eq!(read(&empty), Some(TextBody::default()));
    assert_eq!(read(&empty), Some(StructureBody::default()));
    assert_eq!(read(&empty), Some(DocumentBody::default()));
    let required = read::<RequiredBody>(&empty).unwrap();
    assert_eq!(required.member, Some(Blob::default()));

    let text = Response::new(200, "\u{e9}");
    let blob = read::<BlobBody>(&text).unwrap().member.unwrap();
    assert_eq!(blob.as_ref(), "\u{e9}".as_bytes());
    assert_eq!(
        read::<TextBody>(&text).unwrap().member.as_deref(),
        Some("\u{e9}")
    );
    assert_eq!(
        read::<EnumBody>(&text).unwrap().member,
        Some(Color("\u{e9}".to_owned()))
    );
    let bytes = Response::new(200, b"\xff");
    assert!(read::<BlobBody>(&bytes).is_some() && read::<TextBody>(&bytes).is_none());

    let mark = read::<TextBody>(&Response::new(200, "\u{feff}a")).unwrap();
    assert_eq!(
        mark.member.as_deref(),
        Some("\u{feff}a"),
        "a payload is the body as it is"
    );
    let structure =
        read::<StructureBody>(&Response::new(200, "\u{feff} {\"text\":\"a\"} ")).unwrap();
    assert_eq!(structure.member.unwrap().text.as_deref(), Some("a"));
    let document = read::<DocumentBody>(&Response::new(200, "null")).unwrap();
    assert_eq!(document.member, Some(Document::Null));
    let list = read::<ListBody>(&Response::new(200, "[1,2]")).unwrap();
    assert_eq!(list.member, Some(vec![1, 2]));
    for bad in ["null", "[]", "{} x", "{"] {
        assert_eq!(
            read::<StructureBody>(&Response::new(200, bad)),
            None,
            "{bad}"
        );
    }
}

structure! {
    Inner, 2, r#"
        "name": name @required
        "next": next @required
        "#;
    0 name: String,
    1 next: Color,
}

structure! {
    Required, 14, r#"
        "text": text @required
        "integer": integer @required
        "flag": flag @required
        "list": list @required
        "map": map @required
        "blob": blob @required
        "epoch": epoch @required
        "color": color @required
        "open": open @required
        "nested": nested @required
        "choice": choice @required
        "header": header @required @httpHeader("x-header")
        "optional": optional
        "defaulted": defaulted @required @default
        "#;
    0 text: String,
    1 integer: i32,
    2 flag: bool,
    3 list: Vec<String>,
    4 map: HashMap<String, String>,
    5 blob: Blob,
    6 epoch: DateTime,
    7 color: Color,
    8 open: Document,
    9 nested: Box<Inner>,
    10 choice: everything::Choice,
    11 header: String,
    12 optional: String,
    13 defaulted: i32,
}

/// Protects callers of services that leave out what they promise: something stands for each
/// required member.
#[test]
fn missing_members_are_stood_in_for() {
    let expected = Required {
        text: Some(String::new()),
        integer: Some(0),
        flag: Some(false),
        list: Some(Vec::new()),
        map: Some(HashMap::new()),
        blob: Some(Blob::default()),
        epoch: Some(DateTime::from_secs(0)),
        color: Some(Color("no value was set".to_owned())),
        open: Some(Document::Null),
        nested: Some(Box::new(Inner {
            name: Some(String::new()),
            next: Some(Color("no value was set".to_owned())),
        })),
        choice: Some(everything::Choice::Unknown),
        header: Some(String::new()),
        optional: None,
        // What builds the structure has the default.
        defaulted: None,
    };
    for body in [
        "",
        "{}",
        r#"{"text":null,"list":null,"nested":null,"choice":null}"#,
        // The second value counts.
        r#"{"text":"a","text":null,"nested":{}}"#,
    ] {
        let found = read::<Required>(&Response::new(200, body));
        assert_eq!(found, Some(expected.clone()), "{body}");
    }
    let body = r#"{"text":"a","header":"no"}"#;
    let response = Response::new(200, body).with_header("x-header", "b");
    let found = read::<Required>(&response).unwrap();
    assert_eq!(
        (found.text.as_deref(), found.header.as_deref()),
        (Some("a"), Some("b"))
    );
    // awsJson has no places but the body.
    let found = Call::<AwsJson1_1, Nothing, Required>::parse(&response).unwrap();
    assert_eq!(
        (found.text.as_deref(), found.header.as_deref()),
        (Some("a"), Some("no"))
    );
}
