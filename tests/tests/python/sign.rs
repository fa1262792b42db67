//! Requests that are signed without a client are signed as botocore signs them.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use hammersmith::endpoint::{Endpoint, Settings};
use hammersmith::http::Request as Unsigned;
use hammersmith_tests::python;
use hammersmith_tests::wire::Request;
use serde_json::{Value, json};

use crate::signed::{Copying, CopyingSnapshots, Plain, Unsealed, Verbatim, captured, signer};

/// The signatures of botocore for requests, in the form that its script reads.
fn signed_by_botocore(name: &str, requests: &[Value]) -> Vec<Value> {
    let scratch = env!("CARGO_TARGET_TMPDIR");
    let interpreter = python::interpreter(scratch);
    let file = Path::new(scratch).join(name).with_extension("json");
    std::fs::write(&file, Value::from(requests).to_string()).expect("the requests");
    let printed = python::script(&interpreter, "sign.py", &[&file.to_string_lossy()]);
    let lines = printed.lines().map(serde_json::from_str);
    let signed: Result<Vec<_>, _> = lines.collect();
    let signed = signed.expect("headers in JSON");
    assert_eq!(signed.len(), requests.len());
    signed
}

/// The headers of all requests.
const HEADERS: [(&str, &str); 4] = [
    ("content-type", "text/plain"),
    ("x-b", "  two   words "),
    ("User-Agent", "me"),
    ("x-a", "caf\u{e9}"),
];

/// Signs as an operation of that mode does.
fn signed_in(mode: &str, token: Option<&str>, request: Unsigned, url: &'static str) -> Request {
    let uri = request.uri.clone();
    let endpoint = Endpoint::builder().url(url).build();
    let signer = signer(Settings::new().region("us-east-1"), token);
    let signed = match mode {
        "plain" => signer.sign::<Plain>(request, &endpoint),
        "s3" => signer.sign::<Verbatim>(request, &endpoint),
        _ => signer.sign::<Unsealed>(request, &endpoint),
    };
    captured(signed.unwrap_or_else(|error| panic!("{uri}: {error}")))
}

/// Protects operations that Batch does not have, by an implementation that shares no code with
/// ours: paths and queries with special characters, headers with spaces, the signatures of S3, and
/// those without the body.
#[test]
fn signed_as_by_botocore() {
    let uris = [
        "/",
        "/a%20b/%C3%A9%2F/x",
        "/x/../y/./z//w/",
        "/a+b*c(d)'!$,;=:@~-_.",
        "/%25%2B/tags?b=2&a=1&a=&a=0&flag&x-y=%20%2B%26%3D%2F%C3%A9~",
        "/arn%3Aaws%3Abatch%3Aus-east-1%3A1%3Ajob%2Fname?tagKeys=a%20b&tagKeys=A",
    ];
    let bodies = ["", "{\"a\":\"\u{e9}\"}"];
    let endpoints = [
        "https://batch.us-east-1.amazonaws.com",
        "http://127.0.0.1:5000",
        "https://example.com:8443/stage",
    ];
    let mut wanted = Vec::new();
    let mut ours = Vec::new();
    for (number, uri) in uris.into_iter().enumerate() {
        let (body, url) = (bodies[number % 2], endpoints[number % 3]);
        for (mode, token) in [
            ("plain", None),
            ("plain", Some("token=")),
            ("s3", Some("t")),
            ("unsigned", None),
        ] {
            let mut request = Unsigned::new("POST", uri);
            let headers = HEADERS;
            request.headers = headers
                .map(|(name, value)| (name.into(), value.to_owned()))
                .to_vec();
            request.body = body.into();
            // botocore signs the body of what is not encrypted, always.
            let url = if mode == "unsigned" {
                endpoints[0]
            } else {
                url
            };
            let signed = signed_in(mode, token, request, url);
            wanted.push(json!({
                "method": "POST", "uri": signed.uri, "headers": headers, "body": body,
                "token": token, "mode": mode,
            }));
            ours.push(signed);
        }
    }
    let theirs = signed_by_botocore("sign", &wanted);
    for ((wanted, ours), theirs) in wanted.iter().zip(&ours).zip(theirs) {
        for name in [
            "authorization",
            "x-amz-date",
            "x-amz-security-token",
            "x-amz-content-sha256",
        ] {
            let theirs = theirs[name].as_str().unwrap_or_default();
            assert_eq!(ours.header(name), theirs, "{name} of {wanted}");
        }
    }
}

/// The parameters of a query or form, in order. The order in a URL does not matter.
fn parameters(query: &str) -> Vec<String> {
    let mut parameters: Vec<_> = query.split('&').map(str::to_owned).collect();
    parameters.sort();
    parameters
}

/// Protects presigned URLs: those with members in the path, the query and the headers, with a body
/// that is signed, with one that is not, and those of S3, whose signature never has the body.
#[test]
fn presigned_as_by_botocore() {
    let uris = [
        "/",
        "/a%20b/%C3%A9%2F/x",
        "/x/../y/./z//w/",
        "/a+b*c(d)'!$,;=:@~-_.?b=2&a=%20%2B%26%3D%2F%C3%A9~",
    ];
    let endpoints = [
        "https://batch.us-east-1.amazonaws.com",
        "http://127.0.0.1:5000",
        "https://example.com:8443/stage",
    ];
    let modes = [
        ("plain", None),
        ("plain", Some("to/k+en==")),
        ("s3", Some("t")),
        ("unsigned", None),
    ];
    let expires_in = Duration::from_secs(3600);
    let (mut wanted, mut ours) = (Vec::new(), Vec::new());
    for (number, uri) in uris.into_iter().enumerate() {
        let endpoint = Endpoint::builder().url(endpoints[number % 3]).build();
        for (mode, token) in modes {
            let body = ["", "{\"a\":\"\u{e9}\"}"][number % 2];
            let headers = [("content-type", "text/plain"), ("x-b", "  two   words ")];
            let mut request = Unsigned::new("POST", uri);
            let own = headers.map(|(name, value)| (name.into(), value.to_owned()));
            request.headers = own.to_vec();
            request.body = body.into();
            let signer = signer(Settings::new().region("us-east-1"), token);
            let presigned = match mode {
                "plain" => signer.presign::<Plain>(request, &endpoint, expires_in),
                "s3" => signer.presign::<Verbatim>(request, &endpoint, expires_in),
                _ => signer.presign::<Unsealed>(request, &endpoint, expires_in),
            };
            let presigned = presigned.unwrap_or_else(|error| panic!("{uri}: {error}"));
            let url = presigned.uri().to_owned();
            let start = url.find("X-Amz-Algorithm").expect("a signature");
            wanted.push(json!({
                "method": "POST", "uri": url[..start - 1], "headers": headers, "body": body,
                "token": token, "mode": mode, "expires": 3600,
            }));
            ours.push(url);
        }
    }
    for ((wanted, ours), theirs) in wanted
        .iter()
        .zip(&ours)
        .zip(signed_by_botocore("presign", &wanted))
    {
        let theirs = theirs["url"].as_str().expect("a URL");
        let (theirs, ours) = (theirs.split_once('?'), ours.split_once('?'));
        let ((at, theirs), (ours_at, ours)) = (theirs.expect("a query"), ours.expect("a query"));
        assert_eq!(ours_at, at, "{wanted}");
        assert_eq!(parameters(ours), parameters(theirs), "{wanted}");
    }
}

/// Protects copies across regions: the request holds the URL that botocore puts there, and no
/// parameter that only clients know.
#[test]
fn copies_have_the_urls_of_botocore() {
    let cases = [
        (
            "rds",
            "copy_db_snapshot",
            "Action=CopyDBSnapshot&Version=2014-10-31&SourceDBSnapshotIdentifier=arn%3Aaws%3Ards%3Aus-east-1%3A1%3As\
             &TargetDBSnapshotIdentifier=t&SourceRegion=us-east-1",
            json!({
                "SourceDBSnapshotIdentifier": "arn:aws:rds:us-east-1:1:s",
                "TargetDBSnapshotIdentifier": "t",
                "SourceRegion": "us-east-1",
            }),
        ),
        (
            "ec2",
            "copy_snapshot",
            "Action=CopySnapshot&Version=2016-11-15&SourceRegion=us-west-2&SourceSnapshotId=snap-1",
            json!({ "SourceRegion": "us-west-2", "SourceSnapshotId": "snap-1" }),
        ),
    ];
    for token in [None, Some("to/k+en==")] {
        let wanted = cases.iter().map(|(service, operation, _, input)| {
            json!({ "copy": service, "operation": operation, "input": input, "token": token })
        });
        let wanted: Vec<_> = wanted.collect();
        let theirs = signed_by_botocore("copies", &wanted);
        for ((service, _, form, _), theirs) in cases.iter().zip(theirs) {
            let mut request = Unsigned::new("POST", "/");
            request.body = form.as_bytes().to_vec();
            let url = format!("https://{service}.eu-west-1.amazonaws.com");
            let endpoint = Endpoint::builder().url(url).build();
            let signer = signer(Settings::new().region("eu-west-1"), token);
            let signed = match *service {
                "rds" => signer.sign::<Copying>(request, &endpoint),
                _ => signer.sign::<CopyingSnapshots>(request, &endpoint),
            };
            let signed = captured(signed.expect("a request"));
            assert_eq!(
                signed.header("content-length"),
                signed.body.len().to_string()
            );
            let ours = String::from_utf8(signed.body).expect("a form");
            let ours: BTreeMap<String, Value> = ours
                .split('&')
                .filter_map(|it| it.split_once('='))
                .map(|(name, value)| (name.to_owned(), in_order(&decoded(value))))
                .collect();
            let theirs = theirs["form"].as_object().expect("a form");
            let theirs: BTreeMap<String, Value> = theirs
                .iter()
                .map(|(name, value)| (name.clone(), in_order(value.as_str().unwrap_or_default())))
                .collect();
            assert_eq!(ours, theirs, "{service}");
        }
    }
}

/// A value, of which the parameters are in order if it is a URL.
fn in_order(value: &str) -> Value {
    match value.split_once('?') {
        Some((at, query)) => json!([at, parameters(query)]),
        None => json!(value),
    }
}

/// The text that a form has encoded.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        let digits = tail.get(..2).and_then(|digits| str::from_utf8(digits).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if let (b'%', Some(byte)) = (first, byte) {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).expect("text")
}
