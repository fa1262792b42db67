//! Members of inputs that stand in the path or the query.

#[path = "support/call.rs"]
mod call;
#[path = "support/everything.rs"]
mod everything;
mod support;
#[path = "support/values.rs"]
mod values;

use std::collections::HashMap;

use aws_smithy_http::label::{self, EncodingStrategy};
use aws_smithy_http::query;
use call::{serialize, structure};
use everything::Color;
use hammersmith::http::Http;
use hammersmith::primitives::{BigInteger, DateTime};
use support::texts;
use values::{list, map, some, time};

structure! {
    Labels, 4, r#"
        "label": label @required @httpLabel
        "greedy": greedy @required @httpLabel
        "number": number @required @httpLabel
        "time": time @required @httpLabel @timestampFormat(epoch-seconds)
        "#, Http::new("GET", "/a/{label}/b/{greedy+}/{number}-{time}?fixed&also=1");
    0 label: String,
    1 greedy: String,
    2 number: i64,
    3 time: DateTime,
}

structure! {
    Queries, 15, r#"
        "text": text @httpQuery("text")
        "flag": flag @httpQuery("flag")
        "byte": byte @httpQuery("byte")
        "long": long @httpQuery("long")
        "float": float @httpQuery("float")
        "double": double @httpQuery("double")
        "whole": whole @httpQuery("whole")
        "color": color @httpQuery("color")
        "time": time @httpQuery("time")
        "http": http @httpQuery("http") @timestampFormat(http-date)
        "epoch": epoch @httpQuery("epoch") @timestampFormat(epoch-seconds)
        "texts": texts @httpQuery("texts")
        "times": times @httpQuery("times") member(@timestampFormat(epoch-seconds))
        "params": params @httpQueryParams
        "#, Http::new("GET", "/?fixed&also=1");
    0 text: String,
    1 flag: bool,
    2 byte: i8,
    3 long: i64,
    4 float: f32,
    5 double: f64,
    6 whole: BigInteger,
    7 color: Color,
    8 time: DateTime,
    9 http: DateTime,
    10 epoch: DateTime,
    11 texts: Vec<String>,
    12 times: Vec<DateTime>,
    13 params: HashMap<String, String>,
}

structure! {
    RequiredQueries, 4, r#"
        "first": first @required @httpQuery("f")
        "list": list @required @httpQuery("l") member()
        "color": color @required @httpQuery("c")
        "#, Http::new("GET", "/a");
    0 first: String,
    1 list: Vec<String>,
    2 color: Color,
}

structure! {
    Many, 1, r#""params": params @httpQueryParams"#, Http::new("GET", "/");
    0 params: HashMap<String, Vec<String>>,
}

fn labels() -> Labels {
    Labels {
        label: some("l"),
        greedy: some("g"),
        number: Some(-5),
        time: time(),
    }
}

/// Protects signatures and services: labels and queries are encoded as the official SDK encodes
/// them.
#[test]
fn encodes_labels_and_queries_as_the_official_sdk() {
    for text in texts().filter(|text| !text.is_empty()) {
        let labels = Labels {
            label: some(&text),
            greedy: some(&text),
            ..labels()
        };
        let expected = format!(
            "/a/{}/b/{}/-5-1700000000?fixed&also=1",
            label::fmt_string(&text, EncodingStrategy::Default),
            label::fmt_string(&text, EncodingStrategy::Greedy)
        );
        assert_eq!(serialize(&labels).unwrap().uri, expected, "{text:?}");
        let queries = Queries {
            text: some(&text),
            params: map(&[(&format!("x{text}"), "a b")]),
            ..Queries::default()
        };
        let expected = format!(
            "/?fixed&also=1&x{}=a%20b&text={}",
            query::fmt_string(&text),
            query::fmt_string(&text)
        );
        assert_eq!(serialize(&queries).unwrap().uri, expected, "{text:?}");
    }
}

/// Protects services that would take a path without its label for another operation: the first
/// member that is missing is named.
#[test]
fn refuses_paths_and_queries_without_their_members() {
    for value in [None, some("")] {
        let input = Labels {
            label: value.clone(),
            greedy: None,
            ..labels()
        };
        let error = serialize(&input).unwrap_err().to_string();
        assert_eq!(error, "label was missing: cannot be empty or unset");
        let input = RequiredQueries {
            first: value,
            list: list(&[]),
            color: Some(Color::from("RED")),
        };
        let error = serialize(&input).unwrap_err().to_string();
        assert_eq!(error, "first was missing: cannot be empty or unset");
    }
    let input = Labels {
        number: None,
        ..labels()
    };
    let error = serialize(&input).unwrap_err().to_string();
    assert_eq!(error, "number was missing: cannot be empty or unset");
    // A list may be empty, and so may an enum, as in the official crates.
    let mut input = RequiredQueries {
        first: some("1"),
        list: list(&[]),
        color: Some(Color::from("")),
    };
    assert_eq!(serialize(&input).unwrap().uri, "/a?f=1&c=");
    input.color = None;
    let error = serialize(&input).unwrap_err().to_string();
    assert_eq!(error, "color was missing: cannot be empty or unset");
}

type Set = fn(&mut Queries);

/// Members, and the parameters that they become.
const QUERIES: &[(Set, &str)] = &[
    (|_| {}, ""),
    (|it| it.text = some(""), "&text="),
    (|it| it.flag = Some(true), "&flag=true"),
    (|it| it.byte = Some(-128), "&byte=-128"),
    (|it| it.long = Some(i64::MIN), "&long=-9223372036854775808"),
    (|it| it.float = Some(0.1), "&float=0.1"),
    (|it| it.float = Some(f32::INFINITY), "&float=Infinity"),
    (|it| it.double = Some(f64::NAN), "&double=NaN"),
    (
        |it| it.double = Some(f64::NEG_INFINITY),
        "&double=-Infinity",
    ),
    (|it| it.double = Some(1e300), "&double=1e300"),
    (
        |it| it.whole = "123456789012345678901234567890".parse().ok(),
        "&whole=123456789012345678901234567890",
    ),
    (
        |it| it.color = Some(Color("a/b".to_owned())),
        "&color=a%2Fb",
    ),
    (|it| it.time = time(), "&time=2023-11-14T22%3A13%3A20Z"),
    (
        |it| it.http = time(),
        "&http=Tue%2C%2014%20Nov%202023%2022%3A13%3A20%20GMT",
    ),
    (|it| it.epoch = time(), "&epoch=1700000000"),
    (|it| it.texts = list(&[]), ""),
    (
        |it| it.texts = list(&["", "a,b", "\""]),
        "&texts=&texts=a%2Cb&texts=%22",
    ),
    (
        |it| it.times = Some(vec![DateTime::from_secs_f64(0.5), DateTime::from_secs(1)]),
        "&times=0.5&times=1",
    ),
    // What the model or another member sets is not taken from the map, whose entries come first.
    (
        |it| {
            it.params = map(&[("flag", "no"), ("fixed", "no"), ("also", "2"), ("new", "&")]);
            it.text = some("t");
        },
        "&new=%26&text=t",
    ),
    // Members come in the order of the model.
    (
        |it| (it.epoch, it.flag, it.text) = (time(), Some(false), some("t")),
        "&text=t&flag=false&epoch=1700000000",
    ),
];

/// Protects values that are not strings: each has its form as text, and unset ones have none.
#[test]
fn writes_queries_of_every_kind() {
    for (set, expected) in QUERIES {
        let mut input = Queries::default();
        set(&mut input);
        let request = serialize(&input).unwrap();
        assert_eq!(request.uri, format!("/?fixed&also=1{expected}"));
        assert!(request.headers.is_empty() && request.body.is_empty());
    }
    let mut input = Queries {
        http: Some(DateTime::from_secs(i64::MAX)),
        ..Queries::default()
    };
    assert!(serialize(&input).is_err());
    input.http = None;
    let many = HashMap::from([("a b".to_owned(), list(&["1", "2"]).unwrap())]);
    let request = serialize(&Many { params: Some(many) }).unwrap();
    assert_eq!(request.uri, "/?a%20b=1&a%20b=2");
    let nameless = HashMap::from([(String::new(), list(&["1"]).unwrap())]);
    let request = serialize(&Many {
        params: Some(nameless),
    })
    .unwrap();
    assert_eq!(request.uri, "/?=1");
}
