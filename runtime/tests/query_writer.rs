//! Forms of awsQuery and ec2Query.

#[path = "support/call.rs"]
mod call;

use std::collections::HashMap;

use call::{Call, Input, Nothing, structure};
use hammersmith::error::BuildError;
use hammersmith::http::Http;
use hammersmith::primitives::{Blob, DateTime};
use hammersmith::protocol::{AwsQuery, Ec2Query, Protocol};
use hammersmith::shape::{Done, Members, Reader, Sink, Source, Structure};
use hammersmith::{Operation, ServiceInfo};

static SERVICE: ServiceInfo = ServiceInfo::new("Shop").api_version("2020-01-08");

structure! {
    Inner, 3, r#"
        "name": name
        "tags": tags @xmlName("tagSet") member(@xmlName("item"))
        "#;
    0 name: String,
    1 tags: Vec<String>,
}

structure! {
    Outer, 24, r#"
        "text": text
        "flag": flag @xmlName("isSet") @ec2QueryName("Flagged")
        "count": count
        "ratio": ratio
        "bytes": bytes
        "when": when
        "seconds": seconds @timestampFormat(epoch-seconds)
        "inner": inner
        "list": list
        "renamed": renamed @xmlName("Renamed") member(@xmlName("item"))
        "flat": flat @xmlFlattened member(@xmlName("ignored"))
        "inners": inners
        "nested": nested
        "map": map
        "names": names @xmlName("Names") key(@xmlName("K")) value(@xmlName("V"))
        "flatMap": flat_map @xmlFlattened
        "sparse": sparse
        "lists": lists value(member(@xmlName("x")))
        "#;
    0 text: String,
    1 flag: bool,
    2 count: i64,
    3 ratio: f64,
    4 bytes: Blob,
    5 when: DateTime,
    6 seconds: DateTime,
    7 inner: Inner,
    8 list: Vec<String>,
    9 renamed: Vec<String>,
    10 flat: Vec<i32>,
    11 inners: Vec<Inner>,
    12 nested: Vec<Vec<String>>,
    13 map: HashMap<String, String>,
    14 names: HashMap<String, Inner>,
    15 flat_map: HashMap<String, bool>,
    16 sparse: Vec<Option<String>>,
    17 lists: HashMap<String, Vec<String>>,
}

/// An input of a service that has a version.
#[derive(Clone, Debug, Default)]
struct Versioned<S>(S);

impl<S: Structure<Builder = S> + Default> Structure for Versioned<S> {
    type Builder = S;
    type Rows = S::Rows;

    const MEMBERS: &'static str = S::MEMBERS;

    fn write<K: Sink>(&self, to: &mut Members<'_, K>) {
        self.0.write(to);
    }

    fn read<R: Source>(builder: &mut S, member: usize, from: &mut Reader<'_, R>) -> Done {
        S::read(builder, member, from)
    }

    fn build(builder: S) -> Result<Self, BuildError> {
        S::build(builder).map(Self)
    }
}

impl<S: Input + Structure<Builder = S> + Default> Input for Versioned<S> {
    const HTTP: Http = S::HTTP;
    const SERVICE: &'static ServiceInfo = &SERVICE;
}

fn form<P: Protocol>(input: Outer) -> String {
    let request = Call::<P, Versioned<Outer>, Nothing>::serialize(&Versioned(input));
    let request = request.expect("a request");
    assert_eq!((request.method, request.uri.as_str()), ("POST", "/"));
    let length = request.body.len().to_string();
    let media_type = "application/x-www-form-urlencoded".to_owned();
    let expected = [
        ("content-type".into(), media_type),
        ("content-length".into(), length),
    ];
    assert_eq!(request.headers, expected);
    let body = String::from_utf8(request.body).expect("text");
    let parameters = body.strip_prefix("Action=Get&Version=2020-01-08");
    parameters.expect("the operation").to_owned()
}

fn strings(items: &[&str]) -> Vec<String> {
    items.iter().map(|&item| item.to_owned()).collect()
}

fn one<V>(key: &str, value: V) -> HashMap<String, V> {
    HashMap::from([(key.to_owned(), value)])
}

/// Sets some fields of an input.
type Set = fn(&mut Outer);

/// Each with its parameters in `awsQuery` and in `ec2Query`.
const ROWS: &[(Set, &str, &str)] = &[
    (|_| {}, "", ""),
    (
        |it| it.text = Some("a b&c=d/é+%~".into()),
        "&text=a%20b%26c%3Dd%2F%C3%A9%2B%25~",
        "&Text=a%20b%26c%3Dd%2F%C3%A9%2B%25~",
    ),
    (|it| it.text = Some(String::new()), "&text=", "&Text="),
    (|it| it.flag = Some(false), "&isSet=false", "&Flagged=false"),
    (
        |it| it.count = Some(i64::MIN),
        "&count=-9223372036854775808",
        "&Count=-9223372036854775808",
    ),
    (|it| it.ratio = Some(10.8), "&ratio=10.8", "&Ratio=10.8"),
    (|it| it.ratio = Some(2.0), "&ratio=2.0", "&Ratio=2.0"),
    (|it| it.ratio = Some(1e300), "&ratio=1e300", "&Ratio=1e300"),
    (|it| it.ratio = Some(f64::NAN), "&ratio=NaN", "&Ratio=NaN"),
    (
        |it| it.ratio = Some(f64::NEG_INFINITY),
        "&ratio=-Infinity",
        "&Ratio=-Infinity",
    ),
    (
        |it| it.bytes = Some(Blob::new([0xff, 0xef, 0xbe, 0])),
        "&bytes=%2F%2B%2B%2BAA%3D%3D",
        "&Bytes=%2F%2B%2B%2BAA%3D%3D",
    ),
    (
        |it| it.when = Some(DateTime::from_secs(1_422_172_800)),
        "&when=2015-01-25T08%3A00%3A00Z",
        "&When=2015-01-25T08%3A00%3A00Z",
    ),
    (
        |it| it.seconds = Some(DateTime::from_millis(-250)),
        "&seconds=-0.25",
        "&Seconds=-0.25",
    ),
    (
        |it| {
            it.inner = Some(Inner {
                name: Some("x".into()),
                tags: Some(strings(&["a", "b"])),
            });
            it.count = Some(1);
        },
        "&count=1&inner.name=x&inner.tagSet.item.1=a&inner.tagSet.item.2=b",
        "&Count=1&Inner.Name=x&Inner.TagSet.1=a&Inner.TagSet.2=b",
    ),
    (|it| it.inner = Some(Inner::default()), "", ""),
    (|it| it.list = Some(Vec::new()), "&list=", ""),
    (|it| it.flat = Some(Vec::new()), "&flat=", ""),
    (
        |it| it.list = Some(strings(&["a", ""])),
        "&list.member.1=a&list.member.2=",
        "&List.1=a&List.2=",
    ),
    (
        |it| it.renamed = Some(strings(&["a"])),
        "&Renamed.item.1=a",
        "&Renamed.1=a",
    ),
    (
        |it| it.flat = Some(vec![7, 8]),
        "&flat.1=7&flat.2=8",
        "&Flat.1=7&Flat.2=8",
    ),
    (
        |it| {
            let tags = Some(strings(&["t"]));
            let inner = Inner { name: None, tags };
            it.inners = Some(vec![Inner::default(), inner]);
        },
        "&inners.member.2.tagSet.item.1=t",
        "&Inners.2.TagSet.1=t",
    ),
    (
        |it| it.nested = Some(vec![strings(&["a"]), Vec::new(), strings(&["b", "c"])]),
        "&nested.member.1.member.1=a&nested.member.2=&nested.member.3.member.1=b&nested.member.3.member.2=c",
        "&Nested.1.1=a&Nested.3.1=b&Nested.3.2=c",
    ),
    (|it| it.map = Some(HashMap::new()), "", ""),
    (
        |it| it.map = Some(one("k&", "v=".to_owned())),
        "&map.entry.1.key=k%26&map.entry.1.value=v%3D",
        "&Map.entry.1.Key=k%26&Map.entry.1.Value=v%3D",
    ),
    (
        |it| {
            let name = Some("n".to_owned());
            it.names = Some(one("k", Inner { name, tags: None }));
        },
        "&Names.entry.1.K=k&Names.entry.1.V.name=n",
        "&Names.entry.1.K=k&Names.entry.1.V.Name=n",
    ),
    (
        |it| it.flat_map = Some(one("k", true)),
        "&flatMap.1.key=k&flatMap.1.value=true",
        "&FlatMap.1.Key=k&FlatMap.1.Value=true",
    ),
    (
        |it| it.sparse = Some(vec![None, Some("a".into())]),
        "&sparse.member.1=&sparse.member.2=a",
        "&Sparse.1=&Sparse.2=a",
    ),
    (
        |it| it.lists = Some(one("k", strings(&["a", "b"]))),
        "&lists.entry.1.key=k&lists.entry.1.value.x.1=a&lists.entry.1.value.x.2=b",
        "&Lists.entry.1.Key=k&Lists.entry.1.Value.1=a&Lists.entry.1.Value.2=b",
    ),
];

/// Protects services from parameters that they do not know: each kind of value has the name and the
/// form of its protocol.
#[test]
fn values_have_names_and_forms() {
    for (set, aws, ec2) in ROWS {
        let mut input = Outer::default();
        set(&mut input);
        assert_eq!(form::<AwsQuery>(input.clone()), *aws);
        assert_eq!(form::<Ec2Query>(input), *ec2);
    }
}

/// Protects the names of several entries: each has the next number.
#[test]
fn entries_are_numbered() {
    let map = ["a", "b", "c"].map(|key| (key.to_owned(), key.to_uppercase()));
    let input = Outer {
        map: Some(HashMap::from(map)),
        text: Some("t".into()),
        ..Outer::default()
    };
    let form = form::<AwsQuery>(input);
    let mut left: Vec<&str> = form.split('&').skip(1).collect();
    assert_eq!(left.remove(0), "text=t");
    for (at, pair) in left.chunks(2).enumerate() {
        let key = pair[0].strip_prefix(&format!("map.entry.{}.key=", at + 1));
        let value = pair[1].strip_prefix(&format!("map.entry.{}.value=", at + 1));
        assert_eq!(key.map(str::to_uppercase).as_deref(), value, "{form}");
    }
    assert_eq!(left.len(), 6);
}

/// Protects from requests that lack a value: what has no form is an error.
#[test]
fn invalid_timestamps_are_errors() {
    let input = Outer {
        when: Some(DateTime::from_secs(i64::MAX)),
        ..Outer::default()
    };
    assert!(Call::<AwsQuery, Outer, Nothing>::serialize(&input).is_err());
}
