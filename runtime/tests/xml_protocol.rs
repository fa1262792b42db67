//! restXml: requests and responses as the protocol frames them.

#[path = "support/call.rs"]
mod call;

use std::collections::HashMap;

use call::{Call, Failure, Nothing, structure};
use hammersmith::Operation;
use hammersmith::error::fmt_line;
use hammersmith::http::{Http, Response};
use hammersmith::primitives::{Blob, Document};
use hammersmith::protocol::RestXml;

structure! {
    Item, 5, r#"
        "type": ty @xmlAttribute @xmlName("xsi:type")
        "text": text
        "inner": inner @xmlNamespace("http://www.w3.org/2001/XMLSchema-instance", "xsi")
        "doc": doc
        "nums": nums
        "#;
    0 ty: String,
    1 text: String,
    2 inner: Box<Item>,
    3 doc: Document,
    4 nums: Vec<f32>,
}

structure! {
    Whole, 12, r#"
        @xmlName("WholeRequest") @xmlNamespace("http://a/")
        "label": label @required @httpLabel
        "text": text
        "list": list
        "flat": flat @xmlFlattened @xmlName("f") member(@xmlNamespace("http://b/", "b"))
        "map": map
        "pairs": pairs @xmlFlattened key(@xmlName("k"))
        "blob": blob
        "item": item
        "yes": yes
        "#, Http::new("PUT", "/whole/{label}");
    0 label: String,
    1 text: String,
    2 list: Vec<String>,
    3 flat: Vec<String>,
    4 map: HashMap<String, i32>,
    5 pairs: HashMap<String, String>,
    6 blob: Blob,
    7 item: Item,
    8 yes: bool,
}

structure! {
    Payload, 2, r#"
        @xmlName("PayloadRequest")
        "item": item @required @httpPayload @xmlName("Thing") @xmlNamespace("http://a/")
        "#, Http::new("POST", "/");
    0 item: Item,
}

fn sent<I: call::Input>(input: &I) -> (String, Vec<(String, String)>) {
    let request = Call::<RestXml, I, Nothing>::serialize(input).expect("a request");
    let headers = request.headers.into_iter();
    let headers = headers.map(|(name, value)| (name.into_owned(), value));
    let body = String::from_utf8(request.body).expect("UTF-8");
    (body, headers.collect())
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// An input, and what its document holds.
type Written = (Whole, &'static str);

fn strings_and_lists() -> Vec<Written> {
    vec![
        (Whole::default(), ""),
        (
            Whole {
                text: text("<&>\"'\r\n\u{85}\u{2028}é\u{a0}"),
                ..Whole::default()
            },
            "<text>&lt;&amp;&gt;&quot;&apos;&#xD;&#xA;&#x85;&#x2028;é\u{a0}</text>",
        ),
        (
            Whole {
                list: Some(vec!["a".into(), String::new()]),
                ..Whole::default()
            },
            "<list><member>a</member><member></member></list>",
        ),
        (
            Whole {
                list: Some(vec![]),
                ..Whole::default()
            },
            "<list></list>",
        ),
        (
            Whole {
                flat: Some(vec!["a".into(), "b".into()]),
                ..Whole::default()
            },
            "<f xmlns:b=\"http://b/\">a</f><f xmlns:b=\"http://b/\">b</f>",
        ),
        (
            Whole {
                flat: Some(vec![]),
                ..Whole::default()
            },
            "",
        ),
    ]
}

fn maps_and_structures() -> Vec<Written> {
    vec![
        (
            Whole {
                map: Some(HashMap::from([("a".into(), 1)])),
                ..Whole::default()
            },
            "<map><entry><key>a</key><value>1</value></entry></map>",
        ),
        (
            Whole {
                pairs: Some(HashMap::from([("<".into(), "v".into())])),
                ..Whole::default()
            },
            "<pairs><k>&lt;</k><value>v</value></pairs>",
        ),
        (
            Whole {
                blob: Some(Blob::new("foo")),
                yes: Some(false),
                ..Whole::default()
            },
            "<blob>Zm9v</blob><yes>false</yes>",
        ),
        (
            Whole {
                item: Some(Item {
                    ty: text("\"t\""),
                    nums: Some(vec![1.5, f32::NAN, f32::NEG_INFINITY, 1e10, 0.1]),
                    inner: Some(Box::new(Item::default())),
                    ..Item::default()
                }),
                ..Whole::default()
            },
            "<item xsi:type=\"&quot;t&quot;\"><inner xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"></inner>\
             <nums><member>1.5</member><member>NaN</member><member>-Infinity</member>\
             <member>10000000000.0</member><member>0.1</member></nums></item>",
        ),
    ]
}

/// Protects requests: each form that the traits of XML give a member, byte by byte as official
/// clients write it.
#[test]
fn members_are_written() {
    let label = || text("a");
    for (input, expected) in [strings_and_lists(), maps_and_structures()].concat() {
        let (body, headers) = sent(&Whole {
            label: label(),
            ..input
        });
        let expected = format!("<WholeRequest xmlns=\"http://a/\">{expected}</WholeRequest>");
        assert_eq!(body, expected);
        let length = expected.len().to_string();
        let expected = [
            ("content-type", "application/xml"),
            ("content-length", &length),
        ];
        assert_eq!(
            headers,
            expected.map(|(name, value)| (name.into(), value.into()))
        );
    }
}

/// Protects structures that are the whole body: their root, and the empty body where they are
/// unset.
#[test]
fn payloads_are_written_and_read() {
    let item = Item {
        text: text("a"),
        ..Item::default()
    };
    let (body, _) = sent(&Payload {
        item: Some(item.clone()),
    });
    assert_eq!(body, "<Thing xmlns=\"http://a/\"><text>a</text></Thing>");
    let (body, headers) = sent(&Payload { item: None });
    assert_eq!((body.as_str(), headers.len()), ("", 2), "{headers:?}");

    let parse = |body: &str| {
        let response = Response::new(200, body);
        Call::<RestXml, Nothing, Payload>::parse(&response).map_err(Box::new)
    };
    let read = parse("<Thing><text>a</text></Thing>").expect("an output");
    assert_eq!(
        read.item,
        Some(item),
        "what is required is not taken for missing"
    );
    let empty = parse("").expect("an output");
    assert_eq!(
        empty.item,
        Some(Item {
            text: None,
            ..Item::default()
        })
    );
    let error = parse("<Other/>").expect_err("another root");
    assert!(
        error.to_string().contains("expected the root `Thing`"),
        "{error}"
    );
}

/// Protects callers from requests that lack what they set.
#[test]
fn documents_are_refused() {
    let item = Item {
        doc: Some(Document::Null),
        ..Item::default()
    };
    let input = Payload { item: Some(item) };
    let error = Call::<RestXml, Payload, Nothing>::serialize(&input).expect_err("a document");
    assert!(format!("{error:?}").contains("no form in XML"), "{error:?}");
}

/// Body, code, message, request ID, and the end of the line of an error.
type Row<'a> = (
    &'a str,
    Option<&'a str>,
    Option<&'a str>,
    Option<&'a str>,
    &'a str,
);

const CODE: Option<&str> = Some("Modelled");

const ERRORS: &[Row<'_>] = &[
    (
        "<ErrorResponse xmlns='u'><Error><Type>Sender</Type><Code>Modelled</Code><Message>m</Message><reason>w</reason></Error>\
         <RequestId>1</RequestId></ErrorResponse>",
        CODE,
        Some("m"),
        Some("1"),
        "HTTP 500, request id 1",
    ),
    (
        "<Error><Code>Modelled</Code><Message>m</Message><reason>w</reason><RequestId>2</RequestId></Error>",
        CODE,
        Some("m"),
        Some("2"),
        "HTTP 500, request id 2",
    ),
    (
        "<Response><Errors><Error><Code>Modelled</Code><reason>w</reason></Error></Errors><RequestID>3</RequestID></Response>",
        CODE,
        None,
        Some("3"),
        "HTTP 500, request id 3",
    ),
    (
        "<s:ErrorResponse xmlns:s='u'><s:Error><s:Code>Modelled</s:Code><s:Message>m</s:Message><s:reason>w</s:reason>\
         </s:Error><s:RequestId>4</s:RequestId></s:ErrorResponse>",
        CODE,
        Some("m"),
        Some("4"),
        "HTTP 500, request id 4",
    ),
    (
        "<s:Error xmlns:s='u'><s:Code>Modelled</s:Code><s:reason>w</s:reason><s:RequestId>5</s:RequestId></s:Error>",
        CODE,
        None,
        Some("5"),
        "HTTP 500, request id 5",
    ),
    (
        "<ErrorResponse><Error><Code>Other</Code></Error></ErrorResponse>",
        Some("Other"),
        None,
        None,
        "HTTP 500",
    ),
    (
        "<ErrorResponse><Error><Code>Modelled</Code><Message>m</Message><reason><x/></reason></Error></ErrorResponse>",
        CODE,
        Some("m"),
        None,
        "HTTP 500, not read: invalid XML document at `Error.reason`: expected text, found an element (byte 71)",
    ),
    (
        "<ErrorResponse><Error><Code>Other</Code><Message>m</Message><wh",
        Some("Other"),
        Some("m"),
        None,
        "HTTP 500",
    ),
    (
        "<html><body><br></body></html>",
        None,
        None,
        None,
        "HTTP 500, body `<html><body><br></body></html>`",
    ),
    (
        "<!DOCTYPE html><html/>",
        None,
        None,
        None,
        "HTTP 500, body `<!DOCTYPE html><html/>`",
    ),
    (
        "{\"code\":\"Modelled\"}",
        None,
        None,
        None,
        "HTTP 500, body `{\"code\":\"Modelled\"}`",
    ),
    (
        "Rate exceeded",
        None,
        None,
        None,
        "HTTP 500, body `Rate exceeded`",
    ),
    (
        "<ErrorResponse><Error/></ErrorResponse>",
        None,
        None,
        None,
        "HTTP 500, body `<ErrorResponse><Error/></ErrorResponse>`",
    ),
    ("", None, None, None, "HTTP 500"),
];

/// Protects retries, which hang on the code: whatever envelope, proxy or broken server there is,
/// code, message and request ID survive, and the line says what came.
#[test]
fn errors_survive_what_cannot_be_read() {
    for (body, code, message, id, end) in ERRORS {
        let parse = Call::<RestXml, Nothing, Nothing>::parse;
        let found = parse(&Response::new(500, body)).expect_err(body);
        let meta = found.meta();
        let found_id = meta.extra("aws_request_id");
        assert_eq!(
            (meta.code(), meta.message(), found_id),
            (*code, *message, *id),
            "{body}"
        );
        let line = Line(&found).to_string();
        assert!(line.ends_with(&format!(" ({end})")), "{body}: {line}");
        if let Failure::Modelled(error) = &found {
            assert_eq!(error.message.as_deref(), *message, "{body}");
        }
        assert_eq!(
            matches!(found, Failure::Modelled(_)),
            *code == CODE,
            "{body}"
        );
        // The ID of the headers counts before that of the body.
        let response = Response::new(500, body).with_header("x-amzn-requestid", "h");
        let found = parse(&response).expect_err(body);
        assert_eq!(found.meta().extra("aws_request_id"), Some("h"), "{body}");
    }
}

/// The line that the error of an operation shows.
struct Line<'a>(&'a Failure);

impl std::fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        fmt_line(f, None, &"it failed", self.0.meta())
    }
}

/// Protects outputs without members from whatever body a success has.
#[test]
fn bodies_of_nothing_are_not_read() {
    for body in ["", "<NothingResult/>", "<html>", "{}"] {
        let parse = Call::<RestXml, Nothing, Nothing>::parse;
        assert!(parse(&Response::new(200, body)).is_ok(), "{body}");
    }
}
