//! Requests that are signed without a client are what clients send.

use aws_credential_types::Credentials;
use aws_types::region::Region;
use hammersmith::Operation;
use hammersmith::endpoint::{Endpoint, Settings};
use hammersmith::http::Request as Unsigned;
use hammersmith::sign::{self, Signer};
use hammersmith_tests::ours::sdk::operation::register_job_definition::{
    RegisterJobDefinition, RegisterJobDefinitionInput,
};
use hammersmith_tests::source::{Source, Style};
use hammersmith_tests::wire::Request;
use hammersmith_tests::{official, ours};

use crate::signed::{Plain, captured, credentials, signer};

/// The headers that the official client adds to a request after it is signed.
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

/// Parts of URLs and headers, valid and not.
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
