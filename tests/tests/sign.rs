//! Requests that are signed without a client are what clients send.

use std::path::Path;
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_types::region::Region;
use hammersmith::endpoint::{Endpoint, InvalidParams, Settings};
use hammersmith::error::Unhandled;
use hammersmith::http::{Http, Request as Unsigned};
use hammersmith::protocol::{ErrorReader, RestJson1};
use hammersmith::sign::{self, Signer};
use hammersmith::{Operation, ServiceInfo, Signing};
use hammersmith_tests::ours::sdk::config::endpoint::Params;
use hammersmith_tests::ours::sdk::operation::register_job_definition::{
    RegisterJobDefinition, RegisterJobDefinitionInput,
};
use hammersmith_tests::ours::sdk::types::RetryStrategy;
use hammersmith_tests::source::{Source, Style};
use hammersmith_tests::wire::Request;
use hammersmith_tests::{official, ours, python};
use serde_json::{Value, json};

/// The time that the clients of the tests believe it is.
const NOW: Duration = Duration::from_secs(1_764_000_000);

fn credentials(token: Option<&str>) -> Credentials {
    let token = token.map(str::to_owned);
    Credentials::from_keys(
        "AKIDEXAMPLE",
        "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        token,
    )
}

fn signer(settings: Settings, token: Option<&str>) -> Signer {
    Signer::with_settings(settings, credentials(token)).time(SystemTime::UNIX_EPOCH + NOW)
}

/// A signed request in the form that captured ones have.
fn captured(request: http::Request<Vec<u8>>) -> Request {
    let headers = request.headers().iter().map(|(name, value)| {
        let value = str::from_utf8(value.as_bytes()).expect("text");
        (name.to_string(), value.to_owned())
    });
    let mut headers: Vec<_> = headers.collect();
    headers.sort_by(|(a, _), (b, _)| a.cmp(b));
    Request {
        method: request.method().to_string(),
        uri: request.uri().to_string(),
        headers,
        body: request.into_body(),
    }
}

/// What the official client adds to a request after it is signed.
const UNSIGNED: [&str; 3] = ["amz-sdk-invocation-id", "amz-sdk-request", "user-agent"];

/// Compares a request of the official client with ours.
#[track_caller]
fn assert_same(
    what: &str,
    mut theirs: Request,
    input: &RegisterJobDefinitionInput,
    signer: &Signer,
) {
    let signed = |request: Result<http::Request<Vec<u8>>, sign::Error>| {
        captured(request.unwrap_or_else(|error| panic!("{what}: {error}")))
    };
    let mut request = RegisterJobDefinition::serialize(input).expect("a request");
    // The other name of the user agent is the one header of the client's that is signed.
    let agent = theirs.header("x-amz-user-agent").to_owned();
    request.headers.push(("x-amz-user-agent".into(), agent));
    let endpoint = signer.endpoint::<RegisterJobDefinition>(input);
    let endpoint = endpoint.unwrap_or_else(|error| panic!("{what}: {error}"));
    let ours = signed(signer.sign::<RegisterJobDefinition>(request, &endpoint));
    theirs
        .headers
        .retain(|(name, _)| !UNSIGNED.contains(&name.as_str()));
    assert!(theirs.header("authorization").contains("Signature="));
    assert_eq!(theirs.headers, ours.headers, "headers of {what}");
    assert_eq!(theirs.uri, ours.uri, "URI of {what}");
    assert_eq!(theirs.method, ours.method, "method of {what}");
    assert!(theirs.body == ours.body, "body of {what}");

    // The short way gives the same request, but for that header.
    let short = signed(signer.request::<RegisterJobDefinition>(input));
    let names = |request: &Request| -> Vec<String> {
        let names = request.headers.iter().map(|(name, _)| name.clone());
        names.filter(|name| name != "x-amz-user-agent").collect()
    };
    assert_eq!(names(&short), names(&ours));
    assert!((short.uri, short.body) == (ours.uri, ours.body));
}

/// Protects the whole signature: whatever the credentials, the endpoint and the input, the request
/// is the one of the official client, with all its headers.
#[test]
fn signed_as_by_the_official_client() {
    let region = |region: &'static str| Settings::new().region(region);
    let settings = [
        region("us-east-1"),
        region("cn-north-1"),
        region("us-gov-west-1").use_fips(true),
        region("eu-west-1").use_dual_stack(true),
        region("eu-west-1").endpoint("http://127.0.0.1:5000"),
        region("eu-west-1").endpoint("https://example.com:443/"),
        region("eu-west-1").endpoint("http://example.com:80/a%20b/../c"),
    ];
    let texts = [
        "",
        "\u{e9} \u{1f980}\u{2028}\"\\",
        "%25+&=?#/../",
        "  two  spaces  ",
    ];
    let styles = texts.map(|text| Style::Text(text.to_owned()));
    let random = (0..20).map(|seed| Style::Random { seed, entries: 1 });
    let styles: Vec<_> = [Style::Full]
        .into_iter()
        .chain(styles)
        .chain(random)
        .collect();
    for settings in settings {
        for token in [None, Some("a/session+token==")] {
            for style in &styles {
                let source = || Source::new(style.clone());
                let theirs = official::client::request_with(
                    |mut config| {
                        let region = settings.region.clone().map(Region::new);
                        config.set_region(region);
                        config.set_use_fips(settings.use_fips);
                        config.set_use_dual_stack(settings.use_dual_stack);
                        config.set_endpoint_url(settings.endpoint.clone());
                        config.credentials_provider(credentials(token))
                    },
                    official::input::input(&mut source()),
                );
                let input = ours::input::input(&mut source()).build().expect("an input");
                let what = format!("{settings:?} {token:?}");
                assert_same(&what, theirs, &input, &signer(settings.clone(), token));
            }
        }
    }
}

/// Operations of Batch, each signed in its own way. What they send does not matter here.
macro_rules! any {
    ($name:ident, $signing:expr) => {
        struct $name;

        impl Operation for $name {
            type Input = RetryStrategy;
            type Output = RetryStrategy;
            type Error = Unhandled;
            type EndpointParams = Params;
            type Protocol = RestJson1;

            const NAME: &'static str = stringify!($name);
            const SERVICE: &'static ServiceInfo = RegisterJobDefinition::SERVICE;
            const HTTP: Http = Http::new("POST", "/");
            const SIGNING: Signing = $signing;

            fn error(from: &mut ErrorReader<'_, RestJson1>) -> Unhandled {
                from.unhandled()
            }

            fn endpoint_params(
                _: &RetryStrategy,
                settings: Settings,
            ) -> Result<Params, InvalidParams> {
                Params::builder()
                    .set_region(settings.region)
                    .set_endpoint(settings.endpoint)
                    .build()
            }
        }
    };
}

any!(Plain, Signing::new());
any!(Verbatim, Signing::new().verbatim_path());
any!(Unsealed, Signing::new().unsigned_payload());

/// What botocore signs, for requests as its script wants them.
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
            let headers = [
                ("content-type", "text/plain"),
                ("x-b", "  two   words "),
                ("User-Agent", "me"),
                ("x-a", "caf\u{e9}"),
            ];
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
            let endpoint = Endpoint::builder().url(url).build();
            let signer = signer(Settings::new().region("us-east-1"), token);
            let signed = match mode {
                "plain" => signer.sign::<Plain>(request, &endpoint),
                "s3" => signer.sign::<Verbatim>(request, &endpoint),
                _ => signer.sign::<Unsealed>(request, &endpoint),
            };
            let signed = captured(signed.unwrap_or_else(|error| panic!("{uri}: {error}")));
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

/// What URLs and headers are made of, and what they are not.
const PARTS: &str = "http:// https:// h : // / ? # @ [ ] [::1] :80 :99999 % %2 %zz .. * \t \n \0 \u{e9} \
                     \u{1f980} & = a=b + example.com x-a host authorization";

/// Protects programs that take an endpoint, a header or credentials from a file: whatever is in
/// there is signed or refused.
#[test]
fn nothing_panics() {
    let parts: Vec<_> = PARTS.split(' ').chain([" ", ""]).collect();
    let mut random = fastrand::Rng::with_seed(1);
    let mut signed = 0;
    for _ in 0..20_000 {
        let mut text = |most| -> String {
            let count = random.usize(..=most);
            (0..count)
                .map(|_| parts[random.usize(..parts.len())])
                .collect()
        };
        let url = format!("http://{}", text(4));
        let mut request = Unsigned::new("GET", format!("/{}", text(4)));
        request.headers = vec![(text(1).into(), text(2)), ("x-b".into(), text(2))];
        let endpoint = Endpoint::builder()
            .url(url)
            .header(text(1), text(1))
            .build();
        let signer = Signer::new(
            text(1),
            Credentials::from_keys(
                format!("A{}", text(1)),
                format!("s{}", text(1)),
                Some(text(1)),
            ),
        );
        signed += usize::from(signer.sign::<Plain>(request, &endpoint).is_ok());
    }
    assert!(signed > 30, "only {signed} were signed");
}
