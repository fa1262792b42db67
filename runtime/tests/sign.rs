//! Signing without a client: what comes out besides the signature, and what is refused.
//!
//! That the signatures are right is compared in the tests of the workspace, with the official
//! client and with botocore.

#![cfg(feature = "sign")]

#[path = "support/call.rs"]
mod call;

use std::time::{Duration, SystemTime};

use call::Nothing;
use hammersmith::endpoint::{Endpoint, Error, InvalidParams, Settings};
use hammersmith::error::{BuildError, Unhandled};
use hammersmith::http::{Http, Request};
use hammersmith::primitives::ByteStream;
use hammersmith::protocol::{ErrorReader, RestJson1};
use hammersmith::shape::StreamOf;
use hammersmith::sign::{self, Credentials, Signer, fill_idempotency_token};
use hammersmith::{Operation, ServiceInfo, Signing};

static SERVICE: ServiceInfo = ServiceInfo::new("Shop").signing_name("shop");
static NAMELESS: ServiceInfo = ServiceInfo::new("Shop");

/// The data of a request: its body, address and token, or a stream in place of the body.
#[derive(Debug, Default)]
struct Order {
    request: Request,
    token: Option<String>,
    body: ByteStream,
}

call::no_members!(Order);

fn order() -> Order {
    Order {
        request: Request::new("GET", "/orders?open"),
        ..Order::default()
    }
}

#[derive(Clone, Debug)]
struct Params {
    url: Option<String>,
    account: String,
}

impl hammersmith::endpoint::Params for Params {
    fn from_settings(settings: Settings) -> Result<Self, InvalidParams> {
        match settings.region.as_deref() {
            Some("unset") => Err(InvalidParams::missing("region")),
            _ => Ok(Self {
                url: settings.endpoint,
                account: String::new(),
            }),
        }
    }

    fn resolve(&self) -> Result<Endpoint, Error> {
        let url = match &self.url {
            Some(url) => url.clone(),
            None => format!("https://{}shop.example.com", self.account),
        };
        Ok(Endpoint::builder().url(url).header("x-shop", "a").build())
    }

    fn set_account_id(&mut self, account: &str) {
        self.account = format!("{account}.");
    }
}

/// An operation of that name, of a service, signed in a way.
macro_rules! operation {
    ($name:ident, $service:expr, $signing:expr $(, $stream:ident)?) => {
        struct $name;

        impl Operation for $name {
            type Input = Order;
            type Output = Nothing;
            type Error = Unhandled;
            type EndpointParams = Params;
            type Protocol = RestJson1;

            const NAME: &'static str = stringify!($name);
            const SERVICE: &'static ServiceInfo = $service;
            const HTTP: Http = Http::new("GET", "/");
            const SIGNING: Signing = $signing;
            $(const REQUEST_STREAM: Option<StreamOf<Order>> = Some(|order| &mut order.$stream);)?

            fn error(from: &mut ErrorReader<'_, RestJson1>) -> Unhandled {
                from.unhandled()
            }

            fn serialize(input: &Order) -> Result<Request, BuildError> {
                match input.request.method {
                    "" => Err(BuildError::missing_field("method", "it was not set")),
                    _ => Ok(input.request.clone()),
                }
            }

            fn idempotency_token(input: &mut Order, token: &dyn Fn() -> String) {
                input.token.get_or_insert_with(token);
            }
        }
    };
}

operation!(List, &SERVICE, Signing::new());
operation!(Upload, &SERVICE, Signing::new(), body);
operation!(Nameless, &NAMELESS, Signing::new());
operation!(Public, &NAMELESS, Signing::new().anonymous());

fn credentials() -> Credentials {
    Credentials::new("AKID", "a secret", Some("a token".into()), None, "test")
}

fn signer() -> Signer {
    Signer::new("eu-west-1", credentials())
}

fn at(endpoint: Endpoint) -> Result<http::Request<Vec<u8>>, sign::Error> {
    signer().sign::<List>(order().request, &endpoint)
}

fn scheme(name: &'static str) -> aws_smithy_types::endpoint::EndpointAuthScheme {
    aws_smithy_types::endpoint::EndpointAuthScheme::with_capacity(name, 2)
}

/// Protects HTTP clients: the request has a whole URI and no header that they would add again.
#[test]
fn requests_are_complete() {
    let request = signer().request::<List>(&order()).unwrap();
    assert_eq!(request.method(), "GET");
    assert_eq!(request.uri(), "https://shop.example.com/orders?open");
    let mut names: Vec<_> = request.headers().keys().map(|name| name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "authorization",
            "x-amz-date",
            "x-amz-security-token",
            "x-shop"
        ]
    );
    let now = SystemTime::now();
    let time = |time| signer().time(time).request::<List>(&order()).unwrap();
    let (sooner, later) = (time(now - Duration::from_secs(2)), time(now));
    assert!(sooner.headers()["x-amz-date"] < later.headers()["x-amz-date"]);
    assert!(sooner.headers()["x-amz-date"] < request.headers()["x-amz-date"]);
}

/// Protects hosts that belong to an account, and headers that the rules set in place of others.
#[test]
fn endpoints_are_followed() {
    let account = Credentials::builder()
        .access_key_id("AKID")
        .secret_access_key("secret")
        .account_id("0123")
        .provider_name("test");
    let mut input = order();
    let own = [("X-Shop", "mine"), ("x-other", "1"), ("x-other", "2")];
    input.request.headers = own
        .map(|(name, value)| (name.into(), value.into()))
        .to_vec();
    let request = Signer::new("eu-west-1", account.build()).request::<List>(&input);
    let request = request.unwrap();
    assert_eq!(request.uri().host(), Some("0123.shop.example.com"));
    let shop: Vec<_> = request.headers().get_all("x-shop").iter().collect();
    assert_eq!(shop, ["a"]);
    assert_eq!(request.headers().get_all("x-other").iter().count(), 2);

    for (url, uri) in [
        ("http://localhost:80", "http://localhost:80/orders?open"),
        ("http://localhost/a/", "http://localhost/a/orders?open"),
        ("HTTPS://h/a%20b", "https://h/a%20b/orders?open"),
        ("https://[::1]:8443", "https://[::1]:8443/orders?open"),
    ] {
        let request = signer().endpoint_url(url).request::<List>(&order());
        assert_eq!(request.unwrap().uri().to_string(), uri);
    }
}

/// Protects services whose signatures name another service or region than the caller's.
#[test]
fn endpoints_say_what_is_signed_for() {
    let url = Endpoint::builder().url("https://shop.example.com");
    let own = scheme("sigv4")
        .put("signingName", "till")
        .put("signingRegion", "us-east-1");
    let session = url.clone().auth_scheme(scheme("sigv4-s3express"));
    let request = at(session.build()).unwrap();
    assert_eq!(request.headers()["x-amz-s3session-token"], "a token");
    let request = at(url.auth_scheme(scheme("sigv4a")).auth_scheme(own).build()).unwrap();
    let signature = request.headers()["authorization"].to_str().unwrap();
    assert!(signature.contains("/us-east-1/till/aws4_request"));

    let request = Public::serialize(&order()).unwrap();
    let endpoint = Endpoint::builder().url("http://h").build();
    let request = signer().sign::<Public>(request, &endpoint).unwrap();
    assert!(request.headers().is_empty(), "signed: {request:?}");
}

/// Protects bodies that the caller sends as a stream: they have no signature of an empty body.
#[test]
fn streams_are_not_signed() {
    let request = signer().request::<Upload>(&order()).unwrap();
    assert_eq!(
        request.headers()["x-amz-content-sha256"],
        "UNSIGNED-PAYLOAD"
    );
}

/// Protects logs from what lets others act as the caller.
#[test]
fn nothing_shows_secrets() {
    let signer = signer();
    let request = signer.request::<List>(&order()).unwrap();
    let shown = format!("{signer:?} {request:?}");
    for secret in ["a secret", "a token", "Signature="] {
        assert!(!shown.contains(secret), "{shown}");
    }
    let wrong = Credentials::new("AKID", "a secret", Some("a token\n".into()), None, "test");
    let signer = Signer::new("r", wrong);
    let error = signer.request::<List>(&order()).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("a token"));
}

type Signed = Result<http::Request<Vec<u8>>, sign::Error>;

#[track_caller]
fn refused(result: Signed, expected: &str) {
    let error = result.expect_err(expected);
    assert_eq!(error.to_string(), format!("List: {expected}"));
}

fn sent(method: &'static str, uri: &str) -> Signed {
    signer().request::<List>(&Order {
        request: Request::new(method, uri),
        ..order()
    })
}

/// Protects callers from riddles: what is wrong with a request is said in one line, and what to do.
#[test]
fn wrong_requests_have_a_line() {
    let unset = Signer::with_settings(Settings::new(), credentials());
    for (result, expected) in [
        (
            sent("", "/"),
            "cannot build a request from the input: method was missing: it was not set",
        ),
        (
            sent("G T", "/"),
            "the request cannot be signed: invalid HTTP method `G T`",
        ),
        (
            sent("GET", "/a b"),
            "the request cannot be signed: invalid path `/a b`: invalid uri character",
        ),
        (
            Signer::new("unset", credentials()).request::<List>(&order()),
            "no region is set; give the signer a region",
        ),
        (
            unset.request::<List>(&order()),
            "no region for the signature; give the signer a region",
        ),
    ] {
        refused(result, expected);
    }
    let error = signer().request::<Nameless>(&order()).unwrap_err();
    let expected = "Nameless: the model has no signing name for the service";
    assert_eq!(error.to_string(), expected);
}

/// The same for endpoints, whose URL is shown, but for a password in it.
#[test]
fn wrong_endpoints_have_a_line() {
    let scheme_missing = "does not start with `https://` or `http://`";
    let character = "contains a character that is not allowed in URLs, such as white space";
    for (url, shown, problem) in [
        ("nonsense at all", "nonsense at all", character),
        ("http://h\n", "http://h\\n", character),
        ("http://", "http://", "has no host"),
        ("example.com", "example.com", scheme_missing),
        ("localhost:8000", "localhost:8000", scheme_missing),
        ("/path", "/path", scheme_missing),
        ("ftp://h", "ftp://h", scheme_missing),
        (
            "http://h/a?key=secret",
            "http://h/a?\u{2026}",
            "has a query, which is not sent; remove `?` and what follows",
        ),
        (
            "http://h/#a",
            "http://h/#\u{2026}",
            "has a fragment, which is not sent; remove `#` and what follows",
        ),
        (
            "http://h:99999",
            "http://h:99999",
            "has a port that is not a number from 0 to 65535",
        ),
        (
            "http://me:pass@h",
            "***@h",
            "contains a user name, which is not signed; remove it",
        ),
    ] {
        let check = "check the signer's region and `endpoint_url`";
        let expected = format!("no endpoint: `{shown}` {problem}; {check}");
        refused(at(Endpoint::builder().url(url).build()), &expected);
    }
    let other = Endpoint::builder()
        .url("http://h")
        .auth_scheme(scheme("sigv4a"));
    let expected = "the endpoint requires authentication by `sigv4a`, which is not supported";
    refused(at(other.build()), expected);
}

/// The same for what becomes a header. Values are not shown, since they may be secret.
#[test]
fn wrong_headers_have_a_line() {
    for (name, value) in [("x y", "a"), ("x-y", "a\nb"), ("", "a")] {
        let endpoint = Endpoint::builder().url("http://h").header(name, value);
        let expected =
            format!("the header `{name}` contains a character that is not allowed in headers");
        refused(at(endpoint.build()), &expected);
    }
    let empty = "is empty; use any value for a server that does not check it";
    let character = "contains a character that is not allowed in headers";
    for (id, secret, token, part, problem) in [
        ("AK\nID", "s", "t", "access key id", character),
        ("AKID", "s", "t\r\n", "session token", character),
        ("", "s", "t", "access key id", empty),
        (" \n", "s", "t", "access key id", empty),
        ("AKID", "", "t", "secret access key", empty),
    ] {
        let credentials = Credentials::new(id, secret, Some(token.into()), None, "test");
        let result = Signer::new("eu-west-1", credentials).request::<List>(&order());
        refused(result, &format!("the {part} of the credentials {problem}"));
    }
}

/// Protects users of scripts that set a variable to nothing: a blank session token is neither sent
/// nor signed, and a region in capitals is signed for as AWS writes it.
#[test]
fn blank_tokens_and_capitals_are_understood() {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let signed = |region: &str, token: Option<&str>| {
        let token = token.map(str::to_owned);
        let credentials = Credentials::new("AKID", "a secret", token, None, "test");
        let request = Signer::new(region, credentials)
            .time(time)
            .request::<List>(&order());
        request.unwrap().headers().clone()
    };
    let plain = signed("eu-west-1", None);
    assert!(!plain.contains_key("x-amz-security-token"));
    for token in ["", " ", "\r\n"] {
        assert_eq!(signed("eu-west-1", Some(token)), plain, "{token:?}");
    }
    assert_eq!(signed("EU-West-1", None), plain);
    let local = signed("Local", None);
    let authorization = local["authorization"].to_str().unwrap();
    assert!(authorization.contains("/Local/shop/"), "{authorization}");
}

/// The same for times, for which signatures have eight digits.
#[test]
fn wrong_times_have_a_line() {
    let at = |time| signer().time(time).request::<List>(&order());
    let seconds = |count| SystemTime::UNIX_EPOCH + Duration::from_secs(count);
    for time in [
        SystemTime::UNIX_EPOCH - Duration::from_secs(1),
        seconds(253_402_300_800),
        seconds(1 << 62),
    ] {
        refused(
            at(time),
            "the signing time is outside the years 1970 to 9999",
        );
    }
    assert!(at(seconds(0)).is_ok() && at(seconds(253_402_300_799)).is_ok());
}

/// Protects repeated requests: tokens that are there stay, and no two are the same.
#[test]
fn tokens_are_filled_in() {
    let (mut first, mut second) = (order(), order());
    fill_idempotency_token::<List>(&mut first);
    fill_idempotency_token::<List>(&mut second);
    let token = first.token.clone().unwrap();
    assert_eq!((token.len(), token.as_bytes()[14]), (36, b'4'), "{token}");
    assert_ne!(first.token, second.token);
    fill_idempotency_token::<List>(&mut first);
    assert_eq!(first.token, Some(token));
}
