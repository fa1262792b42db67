//! The XML reader: all that XML allows is read, all else is an error with its place, and nothing is
//! a panic.

#[path = "support/call.rs"]
mod call;
#[path = "support/everything.rs"]
mod everything;
#[path = "support/xml_errors.rs"]
mod xml_errors;

use std::collections::HashMap;

use call::{Call, Failure, Nothing, structure};
use everything::{Choice, Everything};
use hammersmith::Operation;
use hammersmith::http::Response;
use hammersmith::primitives::{Blob, DateTime};
use hammersmith::protocol::RestXml;
use xml_errors::ERRORS;

structure! {
    Output, 22, r#"
        @xmlName("Result")
        "str": str
        "num": num
        "yes": yes
        "double": double
        "blob": blob
        "when": when @timestampFormat(date-time)
        "epoch": epoch @timestampFormat(epoch-seconds)
        "list": list
        "items": items member(@xmlName("item"))
        "flat": flat @xmlFlattened
        "map": map
        "pairs": pairs @xmlFlattened @xmlName("pair") key(@xmlName("k")) value(@xmlName("v"))
        "lists": lists
        "nested": nested
        "attr": attr @xmlAttribute @xmlName("xsi:type")
        "same": same @xmlAttribute
        "other": other @xmlName("Same")
        "maps": maps
        "#;
    0 str: String,
    1 num: i32,
    2 yes: bool,
    3 double: f64,
    4 blob: Blob,
    5 when: DateTime,
    6 epoch: DateTime,
    7 list: Vec<String>,
    8 items: Vec<String>,
    9 flat: Vec<String>,
    10 map: HashMap<String, String>,
    11 pairs: HashMap<String, i32>,
    12 lists: Vec<Vec<String>>,
    13 nested: Box<Output>,
    14 attr: String,
    15 same: i64,
    16 other: String,
    17 maps: HashMap<String, Output>,
}

fn parse(body: impl AsRef<[u8]>) -> Result<Output, Box<Failure>> {
    Call::<RestXml, Nothing, Output>::parse(&Response::new(200, &body)).map_err(Box::new)
}

fn strings(items: &[&str]) -> Option<Vec<String>> {
    Some(items.iter().map(ToString::to_string).collect())
}

fn map<V>(entries: impl IntoIterator<Item = (&'static str, V)>) -> Option<HashMap<String, V>> {
    let entries = entries.into_iter();
    Some(
        entries
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}

fn set(change: impl FnOnce(&mut Output)) -> Output {
    let mut output = Output::default();
    change(&mut output);
    output
}

/// A body, and the output it is read as.
type Row = (&'static str, Output);

fn texts() -> Vec<Row> {
    let text = |text: &str| set(|it| it.str = Some(text.to_owned()));
    vec![
        ("", Output::default()),
        ("<str>a b</str>", text("a b")),
        ("<str> a\n</str >", text(" a\n")),
        ("<str/>", text("")),
        ("<str />", text("")),
        ("<str></str>", text("")),
        ("<str a='1' b = \"2>\" />", text("")),
        ("<ns:str xmlns:ns='u'>a</ns:str>", text("a")),
        (
            "<str>&lt;&gt;&amp;&quot;&apos;&#65;&#x1F600;&#xa;</str>",
            text("<>&\"'A😀\n"),
        ),
        (
            "<str>a<!-- <x> -->b<![CDATA[<c>&amp;]]]]>d<?pi x?>e</str>",
            text("ab<c>&amp;]]de"),
        ),
        ("<str>é😀</str>", text("é😀")),
        (
            "\n<!-- c --> ignored &amp; <str>a</str><?pi?><![CDATA[<x>]]>",
            text("a"),
        ),
        (
            "<new><deep a='1'><x/></deep>y</new><str>a</str><str>b</str>",
            text("b"),
        ),
        ("<str xsi:nil='true'>a</str>", Output::default()),
        ("<str xsi:nil='false'>a</str>", text("a")),
        ("<num> -7\n</num>", set(|it| it.num = Some(-7))),
        ("<num x='&lt;'>7</num>", set(|it| it.num = Some(7))),
        ("<yes>true</yes>", set(|it| it.yes = Some(true))),
        (
            "<double>-Infinity</double>",
            set(|it| it.double = Some(f64::NEG_INFINITY)),
        ),
        ("<double>1.5e3</double>", set(|it| it.double = Some(1500.0))),
        (
            "<blob> Zm9v </blob>",
            set(|it| it.blob = Some(Blob::new("foo"))),
        ),
        (
            "<when>2014-04-29T18:30:38+01:00</when><epoch>1398796238.5</epoch>",
            set(|it| {
                it.when = Some(DateTime::from_secs(1_398_792_638));
                it.epoch = Some(DateTime::from_secs_f64(1_398_796_238.5));
            }),
        ),
    ]
}

fn lists() -> Vec<Row> {
    let list = |items: &[&str]| set(|it| it.list = strings(items));
    let flat = |items: &[&str]| set(|it| it.flat = strings(items));
    vec![
        ("<list/>", list(&[])),
        (
            "<list xsi:nil='1'><member>a</member></list>",
            Output::default(),
        ),
        (
            "<list> <member>a</member>\n<x><member/></x><!-- --><p:member/></list>",
            list(&["a", ""]),
        ),
        (
            "<items><member>a</member><item>b</item></items>",
            set(|it| it.items = strings(&["b"])),
        ),
        ("<flat>a</flat>", flat(&["a"])),
        (
            "<flat>a</flat> <flat>b</flat><flat/>",
            flat(&["a", "b", ""]),
        ),
        (
            "<flat>a</flat><!-- --><flat>b</flat><num>7</num><flat>c</flat><flatter/>",
            {
                let mut output = flat(&["a", "b", "c"]);
                output.num = Some(7);
                output
            },
        ),
    ]
}

fn maps() -> Vec<Row> {
    let text = |text: &str| set(|it| it.str = Some(text.to_owned()));
    let pairs = [("a", 1), ("b", 2)];
    vec![
        ("<map/>", set(|it| it.map = map([]))),
        (
            "<map><entry><key>a</key><value>1</value></entry>\n<entry>\n<x/><value>2</value><value>3</value> <key>b</key></entry></map>",
            set(|it| it.map = map([("a", "1".to_owned()), ("b", "3".to_owned())])),
        ),
        (
            "<map><entry><value/><key/></entry></map>",
            set(|it| it.map = map([("", String::new())])),
        ),
        (
            "<pair><k>a</k><v>1</v></pair><pair><v>2</v><k>b</k><x/></pair>",
            set(|it| it.pairs = map(pairs)),
        ),
        (
            "<pair><k>a</k><v>1</v></pair><str/><pair><v>2</v><k>b</k></pair>",
            {
                let mut output = text("");
                output.pairs = map(pairs);
                output
            },
        ),
        (
            "<lists><member><member>a</member></member><member/></lists>",
            set(|it| it.lists = Some(vec![vec!["a".to_owned()], vec![]])),
        ),
        (
            "<nested same = '5' xsi:type='a&amp;b' x='y'><Same>z</Same></nested>",
            set(|it| {
                it.nested = Some(Box::new(set(|it| {
                    it.attr = Some("a&b".to_owned());
                    it.same = Some(5);
                    it.other = Some("z".to_owned());
                })));
            }),
        ),
        ("<nested xsi:nil='true'/>", Output::default()),
        (
            "<maps><entry><value><str>a</str></value><key>k</key></entry></maps>",
            set(|it| it.maps = map([("k", text("a"))])),
        ),
    ]
}

/// Protects values: each form that XML has for the same content is read as that content.
#[test]
fn values_have_many_forms() {
    for (body, expected) in [texts(), lists(), maps()].concat() {
        for (before, after) in [
            ("<Result>", "</Result>"),
            (
                "\u{feff}<?xml version=\"1.0\"?>\n<!-- <Result> -->\r\n<Result xmlns='u'>",
                "</Result >\n<!-- -->",
            ),
            ("<s:Result xmlns:s='u'>", "</s:Result>"),
        ] {
            let found = parse(format!("{before}{body}{after}"));
            assert_eq!(found.expect(body), expected, "{body}");
        }
    }
    assert_eq!(parse("<Result/>").expect("an output"), Output::default());
    let root = parse("<Result xsi:type='t' same='1'/>").expect("an output");
    assert_eq!((root.attr.as_deref(), root.same), (Some("t"), Some(1)));
}

/// Protects whoever looks for what is wrong: what is not XML, or not of the kind that is expected,
/// is an error that names the element and the byte.
#[test]
fn errors_name_the_place() {
    for (body, expected) in ERRORS.iter().copied() {
        let error = parse(body).expect_err(body);
        let Failure::Other(error) = *error else {
            panic!("{error}")
        };
        let reason = error.get_ref().expect(body).to_string();
        assert!(
            reason.contains(&format!("invalid XML document{expected}")),
            "{body}: {reason}"
        );
    }
    let error = parse(b"<Result><str>\xff</str></Result>").expect_err("not UTF-8");
    assert!(error.to_string().contains("not UTF-8 (byte 13)"), "{error}");
}

/// Protects the stack and the memory: elements in elements end somewhere, also those that nobody
/// waits for.
#[test]
fn depth_is_limited() {
    let nested = |name: &str, depth: usize| {
        let open = format!("<{name}>").repeat(depth);
        let close = format!("</{name}>").repeat(depth);
        parse(format!("<Result>{open}{close}</Result>"))
    };
    assert!(nested("nested", 127).is_ok());
    assert!(nested("nested", 128).is_err());
    assert!(nested("nested", 1_000_000).is_err());
    assert!(nested("unknown", 512).is_ok());
    let error = nested("unknown", 1_000_000).expect_err("too deep");
    assert!(error.to_string().contains("nested too deeply"), "{error}");
}

/// Protects from panics: no part of a document, and no document with a byte changed, is more than
/// an error.
#[test]
fn nothing_panics() {
    let whole = "\u{feff}<?xml version='1.0'?><Result a='&lt;'><!-- c --><str>a&amp;<![CDATA[b]]></str><flat/><flat>é</flat>\
                 <pair><v>1</v><k>a</k></pair><map><entry><value/><key/></entry></map><nested same='1'/></Result>";
    assert!(parse(whole).is_ok());
    for length in 0..whole.len() {
        assert!(parse(&whole.as_bytes()[..length]).is_err(), "{length}");
        for byte in [b'<', b'>', b'&', b'/', b'"', b'!', b' ', 0xff] {
            let mut bytes = whole.as_bytes().to_vec();
            bytes[length] = byte;
            // Some of them are documents.
            let _ = parse(&bytes);
        }
    }
}

/// Protects callers from the failure of a whole response by a union with a member that is newer:
/// the last member counts, as in the official clients.
#[test]
fn unions_have_their_last_member() {
    let rows = [
        ("<text>a</text>", Some(Choice::Text("a".to_owned()))),
        ("<text>a</text><number>1</number>", Some(Choice::Number(1))),
        (
            "<number>1</number><new><text/></new>",
            Some(Choice::Unknown),
        ),
        ("<new/><nothing/>", Some(Choice::Nothing)),
        ("<number>a</number><text>a</text>", None),
        ("", None),
    ];
    for (members, expected) in rows {
        let body = format!("<Root><choice>{members}</choice></Root>");
        let read = Call::<RestXml, Nothing, Everything>::parse(&Response::new(200, &body));
        let read = read.map(|it| it.choice).map_err(|_| ());
        assert_eq!(read, expected.map(Some).ok_or(()), "{members}");
    }
}

structure! {
    Location, 2, r#"
        @s3UnwrappedXmlOutput
        "location": location @xmlName("LocationConstraint")
        "#;
    0 location: String,
}

/// Protects outputs that are their one member: it is the root, and another root is an error.
#[test]
fn roots_may_be_members() {
    let parse = |body: &str| {
        let read = Call::<RestXml, Nothing, Location>::parse(&Response::new(200, body));
        read.map(|it| it.location)
            .map_err(|error| error.to_string())
    };
    let start = r#"<?xml version="1.0"?><!-- - --><LocationConstraint xmlns="http://a/">"#;
    let found = parse(&format!("{start}eu-west-1</LocationConstraint>"));
    assert_eq!(found, Ok(Some("eu-west-1".to_owned())));
    let error = parse("<Other>eu-west-1</Other>").expect_err("another root");
    let expected = "expected the root `LocationConstraint`, found `Other`";
    assert!(error.contains(expected), "{error}");
}
