//! Tests of the signatures of plain requests.

use std::time::{Duration, SystemTime};

use aws_smithy_types::endpoint::EndpointAuthScheme;

use super::*;
use crate::sign::Credentials;

/// A header of a request: its name and value.
type Pair = (&'static str, &'static str);

fn request(path: &str, headers: &[Pair], body: &str) -> Signed {
    let mut request = Signed::new(body.as_bytes().to_vec());
    *request.method_mut() = Method::POST;
    let uri = format!("https://batch.eu-west-1.amazonaws.com{path}");
    *request.uri_mut() = uri.parse().expect("a URL");
    for (name, value) in headers {
        let name = HeaderName::from_static(name);
        request
            .headers_mut()
            .append(name, HeaderValue::from_static(value));
    }
    request
}

fn pairs(instructions: SigningInstructions) -> Vec<(String, String)> {
    let (headers, _) = instructions.into_parts();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    headers
        .iter()
        .map(|it| pair(it.name(), it.value()))
        .collect()
}

const USUAL: &[Pair] = &[
    ("content-type", "application/json"),
    ("x-a", "b c"),
    ("user-agent", "x"),
];

/// Paths that are plain only where paths are signed as they are.
const VERBATIM: [&str; 4] = ["/a%20b", "/a//b", "/a/./b", "/a:b%C3%A9?b"];

/// Requests that are not plain.
const OTHERS: [(&str, &[Pair]); 8] = [
    ("/a?b=c+d", USUAL),
    ("/a?b=%7E", USUAL),
    ("/a?b=%C3%A9", USUAL),
    ("/a?b=c=d", USUAL),
    ("/a?b&&c", USUAL),
    ("/a", &[("x-a", "b"), ("x-a", "c")]),
    ("/a", &[("x-a", "b  c")]),
    ("/a", &[("x-amz-date", "20200101T000000Z")]),
];

/// Protects signatures of plain requests: they are those of `aws-sigv4`, also after a day, for
/// other credentials and another service. Protects all other requests from being taken for plain.
#[test]
fn plain_requests_are_signed_the_same() {
    let scheme = EndpointAuthScheme::with_capacity("sigv4", 2)
        .put("signingRegion", "us-east-2".to_owned())
        .put("disableDoubleEncoding", true);
    let endpoint = || Endpoint::builder().url("https://h");
    let endpoints = [endpoint().build(), endpoint().auth_scheme(scheme).build()];
    let services = ["batch", "ecs"].map(|name| ServiceInfo::new("Example").signing_name(name));
    let plain = [
        ("/v1/a-b_c~.d", USUAL, "{}"),
        ("/", &[], ""),
        ("/a", &[("x-a", "")], "é"),
        ("/?uploads", USUAL, ""),
        ("/a?b=2&b=10&a-b=c%2Fd%20%3D&a", USUAL, "{}"),
    ];
    let verbatim = VERBATIM.map(|path| (path, USUAL, "{}"));
    let mut signer = Signer::new("eu-west-1", Credentials::new("A", "s", None, None, "x"));
    for (turn, service) in (0..12).zip(services.iter().cycle()) {
        let endpoint = &endpoints[usize::from(turn % 5 == 0)];
        let token = (turn % 3 == 0).then(|| "to/ken==".to_owned());
        let secret = format!("secret{}", turn % 4);
        signer.identity = Credentials::new("A", secret, token, None, "x").into();
        let seconds = 1_764_000_000 + 40_000 * turn;
        signer.time = Some(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        let signing = [
            Signing::new(),
            Signing::new().verbatim_path(),
            Signing::new().unsigned_payload(),
        ];
        for signing in signing {
            let scope = Scope::new(&signer, endpoint, service, signing, None);
            let scope = scope.expect("credentials");
            let is_verbatim = !scope.signing.double_uri_encode && !scope.signing.normalize_uri_path;
            let more = is_verbatim.then_some(&verbatim);
            for (path, headers, body) in plain.iter().chain(more.into_iter().flatten()) {
                let request = request(path, headers, body);
                let expected = instructions(&request, &scope);
                let expected = pairs(expected.expect("a signature"));
                let found = quick::headers(&request, &scope, &signer.key);
                let found = found.expect("a plain request");
                let text = |value: &HeaderValue| value.to_str().expect("text").to_owned();
                let found = found
                    .iter()
                    .map(|(name, value)| (name.to_string(), text(value)));
                assert_eq!(found.collect::<Vec<_>>(), expected, "{path} {turn}");
            }
            let others = VERBATIM.map(|path| (path, USUAL));
            let others = others.into_iter().filter(|_| !is_verbatim);
            for (path, headers) in OTHERS.into_iter().chain(others) {
                let request = request(path, headers, "{}");
                let found = quick::headers(&request, &scope, &signer.key);
                assert_eq!(found, None, "{path} {headers:?}");
            }
        }
    }
    assert!(!format!("{signer:?}").contains("secret3"));
}
