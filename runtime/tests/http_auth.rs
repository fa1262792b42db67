//! The ways of HTTP to authenticate requests: what is sent, in whose name, and what is refused.
#![cfg(all(feature = "client", feature = "digest-auth"))]

mod client_service;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_smithy_runtime_api::client::auth::AuthSchemePreference;
use aws_smithy_runtime_api::client::identity::{
    Identity, IdentityFuture, ResolveIdentity, SharedIdentityResolver,
};
use aws_types::SdkConfig;
use aws_types::origin::Origin;
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};

use client_service::http_service::{MINI, block_on, client, nobody, send, service};
use client_service::mini::operation::put_thing::PutThingInput;
use client_service::put_any::PutAny;
use client_service::{Instantly, Network};
use hammersmith::client::Call;
use hammersmith::client::auth::HttpAuth;
use hammersmith::client::config::{
    BehaviorVersion, ConfigBag, Login, Region, RuntimeComponents, ServiceSpec, Settings,
    SharedAsyncSleep, SharedCredentialsProvider, SharedTokenProvider, Token,
};
use hammersmith::client::error::Explain;
use hammersmith::presigning::PresigningConfig;
use hammersmith::{ApiKey, Auth};

const ALL: &[Auth] = &[Auth::Bearer, Auth::ApiKey, Auth::Basic, Auth::Digest];

service!(bearer: [Auth::Bearer], MINI, HttpAuth::new(ALL).token_provider());
service!(basic: [Auth::Basic], MINI, HttpAuth::new(ALL));
service!(digest: [Auth::Digest], MINI, HttpAuth::new(ALL));
service!(
    signed: [Auth::SigV4, Auth::Bearer],
    MINI.signing_name("mini"),
    HttpAuth::new(&[Auth::Bearer]).token_provider().token_variable("mini")
);
service!(
    token_first: [Auth::Bearer, Auth::SigV4],
    MINI.signing_name("mini"),
    HttpAuth::new(&[Auth::Bearer]).token_provider()
);
service!(
    anyone: [Auth::SigV4, Auth::None],
    MINI.signing_name("mini"),
    HttpAuth::new(&[Auth::Bearer]).token_provider()
);
service!(
    any: [Auth::Bearer, Auth::ApiKey, Auth::Basic, Auth::Digest],
    MINI.api_key(ApiKey::query("key")),
    HttpAuth::new(ALL)
);
service!(key_in_query: [Auth::ApiKey], MINI.api_key(ApiKey::query("api key")), HttpAuth::new(ALL));
service!(key_alone: [Auth::ApiKey], MINI.api_key(ApiKey::header("X-Key")), HttpAuth::new(ALL));
service!(
    key_with_word: [Auth::ApiKey],
    MINI.api_key(ApiKey::header("Authorization").scheme("Key")),
    HttpAuth::new(ALL)
);

/// The line and the header of the only request.
fn sent(
    spec: &'static ServiceSpec,
    header: &str,
    identify: impl FnOnce(&mut Settings),
) -> (String, String) {
    let network = Network::ok();
    let mut settings = nobody(&network);
    identify(&mut settings);
    send(Call::new(&client(spec, settings))).unwrap();
    let sent = network.sent().remove(0);
    (sent.line.clone(), sent.header(header).to_owned())
}

/// Protects: each identity stands where the model has it.
#[test]
fn identities_are_sent() {
    let url = "PUT https://bucket.eu-west-1.example.com/things?put";
    let key = |settings: &mut Settings| settings.set_api_key(Token::new("a key", None));
    let (line, header) = sent(bearer(), "authorization", |settings| {
        settings.set_bearer_token(Token::new("abc", None));
    });
    assert_eq!((line.as_str(), header.as_str()), (url, "Bearer abc"));
    let (line, header) = sent(basic(), "authorization", |settings| {
        settings.set_basic_auth_login(Login::new("Aladdin", "open sesame", None));
    });
    assert_eq!(
        (line.as_str(), header.as_str()),
        (url, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
    );
    let (line, header) = sent(key_in_query(), "authorization", key);
    let with_key = format!("{url}&api%20key=a%20key");
    assert_eq!((line.as_str(), header.as_str()), (with_key.as_str(), ""));
    assert_eq!(sent(key_alone(), "x-key", key).1, "a key");
    assert_eq!(sent(key_with_word(), "authorization", key).1, "Key a key");
}

/// Protects: of several ways, the first counts that the client has an identity for, unless the
/// program prefers another one.
#[test]
fn the_order_is_that_of_the_model_or_the_program() {
    let both = |settings: &mut Settings| settings.set_bearer_token(Token::new("abc", None));
    let (_, header) = sent(signed(), "authorization", both);
    assert!(header.starts_with("AWS4-HMAC-SHA256 "), "{header}");
    let (_, header) = sent(signed(), "authorization", |settings| {
        both(settings);
        let order = AuthSchemePreference::from(["unknown".into(), "httpBearerAuth".into()]);
        settings.set_auth_scheme_preference(Some(order));
    });
    assert_eq!(header, "Bearer abc");
    let (_, header) = sent(any(), "authorization", |settings| {
        settings.set_basic_auth_login(Login::new("me", "secret", None));
    });
    assert_eq!(header, "Basic bWU6c2VjcmV0");
}

/// Protects programs that prefer tokens, or nothing: a URL cannot hold a token, so that it is
/// signed whatever the client or the call prefers, and whatever order the model has.
#[test]
fn presigned_requests_are_signed_whatever_is_preferred() {
    let prefer = |settings: &mut Settings| {
        let order = ["httpBearerAuth".into(), "noAuth".into(), "sigv4".into()];
        settings.set_auth_scheme_preference(Some(AuthSchemePreference::from(order)));
        settings.set_bearer_token(Token::new("abc", None));
    };
    for (spec, by_client, by_call) in [
        (signed(), false, false),
        (signed(), true, false),
        (signed(), false, true),
        (token_first(), false, false),
        (token_first(), true, true),
        (anyone(), false, true),
    ] {
        let network = Network::ok();
        let (mut settings, mut own) = (nobody(&network), Settings::default());
        settings.set_bearer_token(Token::new("abc", None));
        if by_client {
            prefer(&mut settings);
        }
        if by_call {
            prefer(&mut own);
        }
        let call = || Call::new(&client(spec, settings.clone())).with(own.clone());
        let validity = PresigningConfig::expires_in(Duration::from_secs(60)).unwrap();
        let input = PutThingInput {
            name: Some("bucket".to_owned()),
            token: None,
        };
        let presigned = block_on(call().presign::<PutAny>(validity, Ok(input.clone()))).unwrap();
        let uri = presigned.uri();
        assert!(uri.contains("X-Amz-Signature="), "{uri}");
        let names: Vec<_> = presigned.headers().map(|(name, _)| name).collect();
        assert!(!names.contains(&"authorization"), "{names:?}");
        // The same settings send a token, or nothing.
        block_on(call().send::<PutAny>(Ok(input))).unwrap();
        let sent = network.sent().remove(0);
        let header = sent.header("authorization");
        assert!(["Bearer abc", ""].contains(&header) || header.starts_with("AWS4"));
        let is_preferred = by_client || by_call || !std::ptr::eq(spec, signed());
        assert_eq!(
            !header.starts_with("AWS4"),
            is_preferred,
            "{by_client} {by_call}"
        );
    }
}

/// Variables of an environment.
#[derive(Clone, Copy, Debug)]
struct Environment(&'static str);

impl LoadServiceConfig for Environment {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        let is_token = key.env() == "AWS_BEARER_TOKEN" && key.service_id() == "mini";
        is_token.then(|| self.0.to_owned())
    }
}

/// Protects: a token of the environment is preferred to credentials, and noted; one that the
/// program sets is preferred to it; a blank one is none.
#[test]
fn tokens_of_the_environment() {
    let with = |variable, token: Option<&str>| {
        let network = Network::ok();
        let provider = token.map(|token| SharedTokenProvider::new(Token::new(token, None)));
        let credentials = Credentials::new("AKID", "secret", None, None, "test");
        let config = SdkConfig::builder()
            .service_config(Environment(variable))
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-west-1"))
            .credentials_provider(SharedCredentialsProvider::new(credentials))
            .http_client(network.clone())
            .sleep_impl(SharedAsyncSleep::new(Instantly));
        let mut config = config.token_provider(SharedTokenProvider::new(Token::new("chain", None)));
        config.insert_origin("token_provider", Origin::shared_environment_variable());
        let mut settings = Settings::from_sdk_config(&config.build(), signed());
        if provider.is_some() {
            settings.set_token_provider(provider);
        }
        send(Call::new(&client(signed(), settings))).unwrap();
        let sent = network.sent().remove(0);
        let agent = sent.header("x-amz-user-agent").to_owned();
        let features = agent.split(' ').find_map(|word| word.strip_prefix("m/"));
        let is_noted = features.is_some_and(|all| all.split(',').any(|it| it == "3"));
        (sent.header("authorization").to_owned(), is_noted)
    };
    assert_eq!(with("env", None), ("Bearer env".to_owned(), true));
    assert_eq!(with("env", Some("code")), ("Bearer code".to_owned(), false));
    let (header, is_noted) = with(" ", None);
    assert!(
        header.starts_with("AWS4-HMAC-SHA256 ") && !is_noted,
        "{header}"
    );
}

/// A token whose number counts how often it was resolved.
#[derive(Clone, Debug, Default)]
struct Counting(Arc<AtomicUsize>);

impl ResolveIdentity for Counting {
    fn resolve_identity<'a>(
        &'a self,
        _: &'a RuntimeComponents,
        _: &'a ConfigBag,
    ) -> IdentityFuture<'a> {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        let token = Token::new(format!("token-{number}"), None);
        IdentityFuture::ready(Ok(Identity::new(token, None)))
    }
}

/// Protects: tokens are resolved once and kept, and a call with its own token leaves that of the
/// client alone.
#[test]
fn tokens_are_kept_and_overridden() {
    let network = Network::ok();
    let mut settings = nobody(&network);
    let resolver = Counting::default();
    settings.set_bearer_token_resolver(SharedIdentityResolver::new(resolver.clone()));
    let client = client(bearer(), settings);
    let mut own = Settings::default();
    own.set_bearer_token(Token::new("own", None));
    for call in [
        Call::new(&client),
        Call::new(&client).with(own),
        Call::new(&client),
    ] {
        send(call).unwrap();
    }
    let sent = network.sent();
    let tokens: Vec<_> = sent.iter().map(|it| it.header("authorization")).collect();
    assert_eq!(tokens, ["Bearer token-0", "Bearer own", "Bearer token-0"]);
    assert_eq!(resolver.0.load(Ordering::Relaxed), 1);
}

/// The line about a call that nothing is sent for.
fn refused(spec: &'static ServiceSpec, identify: fn(&mut Settings)) -> String {
    let network = Network::ok();
    let mut settings = nobody(&network);
    identify(&mut settings);
    let error = send(Call::new(&client(spec, settings))).unwrap_err();
    assert_eq!(network.sent().len(), 0);
    error.explain()
}

/// Protects people without an identity: a line that names the setting.
#[test]
fn missing_identities_are_explained() {
    let config = "in the client's config";
    for (spec, expected) in [
        (
            bearer(),
            format!(
                "no bearer token: the client has no provider for it; set `token_provider` or `bearer_token` {config}"
            ),
        ),
        (
            key_alone(),
            format!("no API key: the client has no provider for it; set `api_key` {config}"),
        ),
        (
            any(),
            format!(
                "no bearer token or API key or user name and password: the client has no provider for it; \
                 set `token_provider` or `bearer_token` {config}, or set `api_key` {config}, or set \
                 `basic_auth_login` {config}, or set `digest_auth_login` {config}"
            ),
        ),
    ] {
        assert_eq!(refused(spec, |_| {}), format!("PutThing: {expected}"));
    }
}

/// Protects people whose identity cannot be sent: a line that says why, and never the value.
#[test]
fn wrong_identities_are_explained() {
    type Identify = fn(&mut Settings);
    let rows: [(_, Identify, _); 4] = [
        (
            bearer(),
            |it| it.set_bearer_token(Token::new(" ", None)),
            "the bearer token is empty",
        ),
        (
            key_alone(),
            |it| it.set_api_key(Token::new("se\ncret", None)),
            "the API key contains a character that is not allowed in headers",
        ),
        (
            basic(),
            |it| it.set_basic_auth_login(Login::new("se:cret", "x", None)),
            "the user name contains a colon, which basic authentication takes for its end",
        ),
        (
            digest(),
            |it| it.set_digest_auth_login(Login::new("", "secret", None)),
            "the user name is empty",
        ),
    ];
    for (spec, identify, expected) in rows {
        let line = refused(spec, identify);
        assert_eq!(
            line,
            format!("PutThing: {expected}; check the client's config")
        );
    }
}
