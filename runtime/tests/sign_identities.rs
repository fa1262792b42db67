//! Requests without a client for services that are not signed for.
#![cfg(feature = "sign")]

#[path = "support/call.rs"]
mod call;

use std::time::Duration;

use call::Nothing;
use hammersmith::endpoint::{Endpoint, Error, InvalidParams, Settings};
use hammersmith::error::{BuildError, Unhandled};
use hammersmith::http::{Http, Request};
use hammersmith::protocol::{ErrorReader, RestJson1};
use hammersmith::sign::{Credentials, Identity, Login, Signer, Token};
use hammersmith::{ApiKey, Auth, Operation, ServiceInfo, Signing};

/// The endpoint, with the only scheme that it takes, if there is one.
#[derive(Clone, Debug)]
struct Params;

impl hammersmith::endpoint::Params for Params {
    fn from_settings(_: Settings) -> Result<Self, InvalidParams> {
        Ok(Self)
    }

    fn resolve(&self) -> Result<Endpoint, Error> {
        Ok(Endpoint::builder().url("https://shop.example.com").build())
    }
}

static ALL: ServiceInfo = ServiceInfo::new("Shop")
    .auth(&[Auth::Bearer, Auth::ApiKey, Auth::Basic])
    .api_key(ApiKey::query("the key"));
static HEADER: ServiceInfo = ServiceInfo::new("Shop")
    .auth(&[Auth::ApiKey, Auth::None])
    .api_key(ApiKey::header("X-Key").scheme("Key"));
static PLAIN: ServiceInfo = ServiceInfo::new("Shop")
    .auth(&[Auth::ApiKey])
    .api_key(ApiKey::header("X-Key"));
static DIGEST: ServiceInfo = ServiceInfo::new("Shop").auth(&[Auth::Digest]);
static SIGNED: ServiceInfo = ServiceInfo::new("Shop").signing_name("shop");
static BOTH: ServiceInfo = ServiceInfo::new("Shop")
    .signing_name("shop")
    .auth(&[Auth::SigV4, Auth::Bearer]);

macro_rules! operation {
    ($name:ident, $service:ident, $signing:expr) => {
        struct $name;

        impl Operation for $name {
            type Input = Nothing;
            type Output = Nothing;
            type Error = Unhandled;
            type EndpointParams = Params;
            type Protocol = RestJson1;

            const NAME: &'static str = stringify!($name);
            const SERVICE: &'static ServiceInfo = &$service;
            const HTTP: Http = Http::new("GET", "/");
            const SIGNING: Signing = $signing;

            fn error(from: &mut ErrorReader<'_, RestJson1>) -> Unhandled {
                from.unhandled()
            }

            fn serialize(_: &Nothing) -> Result<Request, BuildError> {
                Ok(Request::new("GET", "/orders?open"))
            }
        }
    };
}

operation!(Any, ALL, Signing::new());
operation!(Own, ALL, Signing::new().auth(&[Auth::Basic]));
operation!(Open, ALL, Signing::new().anonymous());
operation!(WithHeader, HEADER, Signing::new());
operation!(Plain, PLAIN, Signing::new());
operation!(Challenged, DIGEST, Signing::new());
operation!(Signed, SIGNED, Signing::new());
operation!(Either, BOTH, Signing::new());
operation!(TokenOnly, BOTH, Signing::new().auth(&[Auth::Bearer]));

fn request<O: Operation<Input = Nothing>>(
    identity: impl Into<Identity>,
) -> Result<http::Request<Vec<u8>>, String> {
    let signer = Signer::with_settings(Settings::new(), identity);
    signer
        .request::<O>(&Nothing::default())
        .map_err(|error| error.to_string())
}

fn token(text: &str) -> Identity {
    Identity::BearerToken(Token::new(text, None))
}

fn key(text: &str) -> Identity {
    Identity::ApiKey(Token::new(text, None))
}

fn login(user: &str) -> Login {
    Login::new(user, "open sesame", None)
}

fn credentials() -> Credentials {
    Credentials::new("AKID", "secret", None, None, "test")
}

/// Protects: what authenticates a request stands where the client has it, and is not printed with
/// the headers.
#[test]
fn identities_are_sent() {
    let url = "https://shop.example.com/orders?open";
    let basic = "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==";
    for (sent, uri, header, value) in [
        (
            request::<Any>(token("abc")),
            url,
            "authorization",
            Some("Bearer abc"),
        ),
        (
            request::<Any>(login("Aladdin")),
            url,
            "authorization",
            Some(basic),
        ),
        (
            request::<Own>(login("Aladdin")),
            url,
            "authorization",
            Some(basic),
        ),
        (
            request::<Any>(key("a&b")),
            "https://shop.example.com/orders?open&the%20key=a%26b",
            "authorization",
            None,
        ),
        (request::<WithHeader>(key("a")), url, "x-key", Some("Key a")),
        (
            request::<WithHeader>(Identity::Anonymous),
            url,
            "x-key",
            None,
        ),
        (request::<Plain>(key("a")), url, "x-key", Some("a")),
        (request::<Open>(token("abc")), url, "authorization", None),
        (
            request::<Open>(Identity::Anonymous),
            url,
            "authorization",
            None,
        ),
    ] {
        let sent = sent.unwrap();
        assert_eq!(sent.uri().to_string(), uri);
        let found = sent.headers().get(header);
        assert_eq!(found.map(|it| it.to_str().unwrap()), value);
        assert!(found.is_none_or(http::HeaderValue::is_sensitive));
    }
}

/// Protects people who have another identity than the operation takes, or one that cannot be sent.
#[test]
fn wrong_identities_have_a_line() {
    let not_for = "which the identity of the signer is not for; give it";
    for (sent, line) in [
        (
            request::<Any>(credentials()),
            format!(
                "Any: the operation authenticates by `httpBearerAuth` or `httpApiKeyAuth` or `httpBasicAuth`, \
                 {not_for} `Identity::BearerToken` or `Identity::ApiKey` or `Identity::Login`"
            ),
        ),
        (
            request::<Own>(token("abc")),
            format!("Own: the operation authenticates by `httpBasicAuth`, {not_for} `Identity::Login`"),
        ),
        (
            request::<Signed>(token("abc")),
            format!("Signed: the operation authenticates by `sigv4`, {not_for} `Identity::Credentials`"),
        ),
        (
            request::<Challenged>(login("me")),
            "Challenged: the operation authenticates by `httpDigestAuth`, which the identity of the signer is \
             not for; send it with the client"
                .to_owned(),
        ),
        (request::<Any>(token("")), "Any: the bearer token is empty".to_owned()),
        (
            request::<Any>(key("a\nb")),
            "Any: the API key contains a character that is not allowed in headers".to_owned(),
        ),
        (
            request::<Any>(login("a:b")),
            "Any: the user name contains a colon, which basic authentication takes for its end".to_owned(),
        ),
    ] {
        assert_eq!(sent.unwrap_err(), line);
    }
}

fn presigned<O: Operation<Input = Nothing>>(identity: impl Into<Identity>) -> Result<bool, String> {
    let signer = Signer::new("eu-west-1", identity);
    let request = signer.presigned::<O>(&Nothing::default(), Duration::from_secs(60));
    let request = request.map_err(|error| error.to_string())?;
    Ok(request.uri().contains("X-Amz-Signature="))
}

/// Protects those who hand requests on: only what is signed can be presigned, and the line names
/// the identity that signs.
#[test]
fn only_signatures_are_presigned() {
    assert_eq!(presigned::<Either>(credentials()), Ok(true));
    let line = presigned::<Either>(token("abc")).unwrap_err();
    assert!(line.contains("`sigv4`, which"), "{line}");
    assert!(line.ends_with("`Identity::Credentials`"), "{line}");
    for sent in [
        presigned::<TokenOnly>(credentials()),
        presigned::<Any>(token("abc")),
    ] {
        let line = sent.unwrap_err();
        assert!(line.contains("its requests are not signed"), "{line}");
    }
}
