//! The bodies of requests and the headers that describe them, host prefixes, and what awsJson
//! requests look like.

#[path = "support/call.rs"]
mod call;
#[path = "support/everything.rs"]
mod everything;
#[path = "support/values.rs"]
mod values;

use call::{Call, Input, Nothing, NothingCompatible, serialize, structure};
use everything::{Choice, Color, Everything};
use hammersmith::Operation;
use hammersmith::http::{Http, Request};
use hammersmith::primitives::{BigDecimal, Blob, Document};
use hammersmith::protocol::{AwsJson1_0, AwsJson1_1};
use values::headers;

/// An input whose member is the whole body, and another that may set the media type.
macro_rules! payloads {
    ($($name:ident: $ty:ty, $traits:literal;)*) => {
        $(
            structure! {
                $name, 2, concat!(
                    "\"kind\": kind @httpHeader(\"Content-Type\")\n\"body\": body @httpPayload ",
                    $traits,
                );
                0 kind: String,
                1 body: $ty,
            }
        )*
    };
}

payloads! {
    BlobBody: Blob, "";
    MediaBody: Blob, "@mediaType(\"image/png\")";
    TextBody: String, "";
    EnumBody: Color, "";
    StructureBody: Everything, "";
    UnionBody: Choice, "";
    DocumentBody: Document, "";
    ListBody: Vec<i32>, "";
    NamedBody: Everything, "@mediaType(\"application/x\")";
}

/// The media type, the length and the body of a request.
#[track_caller]
fn check(request: Request, media_type: Option<&str>, body: &str) {
    let length = body.len().to_string();
    let expected = match media_type {
        Some(media_type) => vec![("content-type", media_type), ("content-length", &length)],
        None => Vec::new(),
    };
    assert_eq!(headers(&request), expected);
    assert_eq!(String::from_utf8_lossy(&request.body), body);
}

/// Protects payloads of every kind: their bytes and media type, set or not.
#[test]
fn one_member_is_the_body() {
    let json = Some("application/json");
    let text = Everything {
        text: Some("é".to_owned()),
        ..Everything::default()
    };
    macro_rules! rows {
        ($($name:ident: $body:expr, $media_type:expr, $bytes:expr;)*) => {
            $(check(
                serialize(&$name { kind: None, body: $body }).unwrap(),
                $media_type,
                $bytes,
            );)*
        };
    }
    rows! {
        BlobBody: Some(Blob::new("é")), Some("application/octet-stream"), "é";
        BlobBody: Some(Blob::new("")), Some("application/octet-stream"), "";
        BlobBody: None, None, "";
        MediaBody: Some(Blob::new("x")), Some("image/png"), "x";
        TextBody: Some("é\n".to_owned()), Some("text/plain"), "é\n";
        TextBody: None, None, "";
        EnumBody: Some(Color("RED".to_owned())), Some("text/plain"), "RED";
        StructureBody: Some(text.clone()), json, r#"{"text":"é"}"#;
        StructureBody: Some(Everything::default()), json, "{}";
        // A structure that is unset still has a body.
        StructureBody: None, json, "{}";
        UnionBody: Some(Choice::Number(1)), json, r#"{"number":1}"#;
        UnionBody: None, None, "";
        DocumentBody: Some(Document::Null), json, "null";
        DocumentBody: Some(Document::from("a")), json, r#""a""#;
        DocumentBody: None, None, "";
        ListBody: Some(vec![1, 2]), json, "[1,2]";
        ListBody: None, None, "";
        NamedBody: Some(text), Some("application/x"), r#"{"text":"é"}"#;
    }
    assert!(
        serialize(&UnionBody {
            kind: None,
            body: Some(Choice::Unknown)
        })
        .is_err()
    );
}

/// Protects callers that know the media type: the member that holds it comes before that of the
/// model, once.
#[test]
fn members_set_the_media_type() {
    let input = BlobBody {
        kind: Some("text/plain".to_owned()),
        body: Some(Blob::new("abc")),
    };
    let request = serialize(&input).unwrap();
    let expected = [("Content-Type", "text/plain"), ("content-length", "3")];
    assert_eq!(headers(&request), expected);
}

structure! {
    Mixed, 3, r#"
        "id": id @required @httpLabel
        "flag": flag @httpQuery("flag")
        "text": text
        "#, Http::new("PUT", "/things/{id}");
    0 id: String,
    1 flag: bool,
    2 text: String,
}

structure! {
    NoBody, 1, r#""flag": flag @httpQuery("flag")"#, Http::new("GET", "/");
    0 flag: bool,
}

/// Protects documents: they hold the members that have no other place, and are there even if none
/// is set.
#[test]
fn other_members_are_the_document() {
    let mut input = Mixed {
        id: Some("a".to_owned()),
        flag: Some(true),
        text: Some("t".to_owned()),
    };
    let request = serialize(&input).unwrap();
    assert_eq!(
        (request.method, request.uri.as_str()),
        ("PUT", "/things/a?flag=true")
    );
    check(request, Some("application/json"), r#"{"text":"t"}"#);
    input.text = None;
    check(serialize(&input).unwrap(), Some("application/json"), "{}");
    check(serialize(&NoBody { flag: Some(true) }).unwrap(), None, "");
    check(serialize(&Nothing::default()).unwrap(), None, "");
    check(
        serialize(&Everything::default()).unwrap(),
        Some("application/json"),
        "{}",
    );
}

structure! {
    Hosted, 2, r#"
        "account": account_id @required @hostLabel
        "text": text
        "#, Http::new("POST", "/").host_prefix("{account}.data-");
    0 account_id: String,
    1 text: String,
}

structure! {
    FixedHost, 1, r#""text": text"#, Http::new("POST", "/").host_prefix("data.");
    0 text: String,
}

/// Protects hosts that are part of a request: the prefix is filled in and checked, and the member
/// stays in the body.
#[test]
fn hosts_have_prefixes() {
    let hosted = |account: &str| Hosted {
        account_id: Some(account.to_owned()),
        text: None,
    };
    let body = r#"{"account":"a-1"}"#;
    let rest = serialize(&hosted("a-1")).unwrap();
    let aws = Call::<AwsJson1_0, Hosted, Nothing>::serialize(&hosted("a-1")).unwrap();
    for request in [rest, aws] {
        assert_eq!(request.host_prefix, "a-1.data-");
        assert_eq!(String::from_utf8_lossy(&request.body), body);
    }
    let rest = serialize(&FixedHost::default()).unwrap();
    let aws = Call::<AwsJson1_0, FixedHost, Nothing>::serialize(&FixedHost::default()).unwrap();
    assert_eq!(
        (rest.host_prefix, aws.host_prefix),
        ("data.".to_owned(), "data.".to_owned())
    );
    let missing = serialize(&Hosted::default()).unwrap_err().to_string();
    assert_eq!(missing, "account_id was missing: cannot be empty or unset");
    let long = "a".repeat(64);
    for wrong in ["a.b", "a/b", "-a", "é", "a b", long.as_str()] {
        let error = serialize(&hosted(wrong)).unwrap_err().to_string();
        assert!(
            error.contains("account_id") && error.contains("host"),
            "{error}"
        );
    }
    assert!(serialize(&hosted(&long[1..])).is_ok());
}

structure! {
    Bound, 4, r#"
        "id": id @required @httpLabel
        "flag": flag @httpQuery("flag")
        "token": token @httpHeader("x-token")
        "body": body @httpPayload @jsonName("other")
        "#, Http::new("POST", "/");
    0 id: String,
    1 flag: bool,
    2 token: String,
    3 body: String,
}

/// Protects awsJson: a header names the operation, and the document holds everything, whatever HTTP
/// bindings say.
#[test]
fn aws_requests_are_one_document() {
    let input = Bound {
        id: Some(String::new()),
        flag: Some(true),
        token: Some("t".to_owned()),
        body: Some("b".to_owned()),
    };
    let body = r#"{"id":"","flag":true,"token":"t","other":"b"}"#;
    let rows = [
        (
            Call::<AwsJson1_0, Bound, Nothing>::serialize(&input).unwrap(),
            "application/x-amz-json-1.0",
        ),
        (
            Call::<AwsJson1_1, Bound, Nothing>::serialize(&input).unwrap(),
            "application/x-amz-json-1.1",
        ),
    ];
    for (request, media_type) in rows {
        assert_eq!((request.method, request.uri.as_str()), ("POST", "/"));
        let expected = [
            ("x-amz-target", "Shop_2020.Get"),
            ("content-type", media_type),
            ("content-length", "45"),
        ];
        assert_eq!(headers(&request), expected);
        assert_eq!(String::from_utf8_lossy(&request.body), body);
    }
}

/// Protects operations without members, and services that used to speak `awsQuery`.
#[test]
fn aws_requests_always_have_a_document() {
    fn request<I: Input>(input: &I) -> Request {
        Call::<AwsJson1_0, I, Nothing>::serialize(input).unwrap()
    }
    let plain = request(&Nothing::default());
    let compatible = request(&NothingCompatible);
    assert_eq!(
        (&plain.body[..], &compatible.body[..]),
        (&b"{}"[..], &b"{}"[..])
    );
    let mode = ("x-amzn-query-mode", "true");
    assert!(!headers(&plain).contains(&mode) && headers(&compatible).contains(&mode));
}

/// Protects services from a document that cannot be one: the request fails rather than its
/// receiver.
#[test]
fn what_has_no_form_fails_the_request() {
    let decimal: BigDecimal = "+5".parse().unwrap();
    let input = Everything {
        decimal: Some(decimal),
        ..Everything::default()
    };
    assert!(serialize(&input).is_err());
    assert!(Call::<AwsJson1_1, Everything, Nothing>::serialize(&input).is_err());
}
