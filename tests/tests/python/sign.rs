//! Requests that are signed without a client are signed as botocore signs them.

use std::path::Path;

use hammersmith::endpoint::{Endpoint, Settings};
use hammersmith::http::Request as Unsigned;
use hammersmith_tests::python;
use hammersmith_tests::wire::Request;
use serde_json::{Value, json};

use crate::signed::{Plain, Unsealed, Verbatim, captured, signer};

/// The signatures of botocore for requests, in the form that its script reads.
fn signed_by_botocore(requests: &[Value]) -> Vec<Value> {
    let scratch = env!("CARGO_TARGET_TMPDIR");
    let interpreter = python::interpreter(scratch);
    let file = Path::new(scratch).join("sign.json");
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
    for ((wanted, ours), theirs) in wanted.iter().zip(&ours).zip(signed_by_botocore(&wanted)) {
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
