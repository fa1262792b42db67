//! The checks that clients of single services have, and the discovery of endpoints.
#![cfg(feature = "client")]

mod client_service;

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use aws_smithy_runtime_api::client::endpoint::{EndpointResolverParams, ResolveEndpoint as _};
use aws_smithy_types::checksum_config::ResponseChecksumValidation;
use aws_types::region::Region;
use hammersmith::client::auth::{self, AuthSchemeOptionsFuture, AuthSchemes, ResolveAuthScheme};
use hammersmith::client::config::{
    BehaviorVersion, ConfigBag, ConfigState, Credentials, Extension, IntoShared as _,
    RuntimeComponents, ServiceSpec, Settings, SharedCredentialsProvider,
};
use hammersmith::client::error::Explain as _;
use hammersmith::client::{Call, ClientState};
use hammersmith::special::timestream::discover;
use hammersmith::special::{dynamodb, sqs};
use hammersmith::{Auth, ServiceInfo};

use client_service::mini::config::endpoint::{DefaultResolver, ResolveEndpoint};
use client_service::mini::operation::put_thing::{PutThing, PutThingInput};
use client_service::{Answer, Instantly, Network};

static INFO: ServiceInfo = ServiceInfo::new("Checked").signing_name("checked");
static DYNAMODB: Extension = dynamodb::extension();
static SQS: Extension = sqs::extension();

#[derive(Debug)]
struct Signed;

impl ResolveAuthScheme for Signed {
    fn resolve_auth_scheme<'a>(
        &'a self,
        params: &'a auth::Params,
        _: &'a ConfigBag,
        _: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        AuthSchemes::new(&[Auth::SigV4], &[]).resolve(params)
    }
}

const fn spec() -> ServiceSpec {
    ServiceSpec::new(
        &INFO,
        "checked",
        "aws-sdk-checked",
        || Signed.into_shared_resolver(),
        || DefaultResolver::new().into_shared_resolver(),
    )
}

static PLAIN: ServiceSpec = spec();
static OF_DYNAMODB: ServiceSpec = spec().extended(&DYNAMODB);
static OF_SQS: ServiceSpec = spec().extended(&SQS);

fn settings(network: &Network) -> Settings {
    let mut settings = Settings::default();
    let own = Credentials::new("AKID", "wJalrXUtn", None, None, "test");
    settings.set_behavior_version(Some(BehaviorVersion::latest()));
    settings.set_region(Some(Region::new("us-west-2")));
    settings.set_credentials_provider(Some(SharedCredentialsProvider::new(own)));
    settings.set_http_client(Some(network.clone().into_shared()));
    settings.set_sleep_impl(Some(Instantly.into_shared()));
    settings
}

fn block_on<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    runtime.block_on(future)
}

/// The outcome of a call, and the number of its attempts.
fn put(
    spec: &'static ServiceSpec,
    answers: &[Answer],
    configure: fn(&mut Settings),
) -> (Result<Option<String>, String>, usize) {
    let network = Network::new(answers);
    let mut settings = settings(&network);
    configure(&mut settings);
    let client = ClientState::new(&ConfigState::new(settings, spec));
    let input = PutThingInput {
        name: Some("a".to_owned()),
        token: None,
    };
    let outcome = block_on(Call::new(&client).send::<PutThing>(Ok(input)));
    let outcome = outcome.map(|output| output.text);
    let outcome = outcome.map_err(|error| error.explain().to_string());
    (outcome, network.sent().len())
}

/// The answer `made` with the checksum that it has by Python's `zlib.crc32`, and with another one.
const RIGHT: Answer = Answer::With(200, ("x-amz-crc32", "2639555233"), "made");
const WRONG: Answer = Answer::With(200, ("x-amz-crc32", "1"), "made");

/// Protects programs from damaged responses of DynamoDB: another one is asked for. Clients of other
/// services, and those that check what they must alone, take what they receive.
#[test]
fn damaged_responses_of_dynamodb_are_asked_for_again() {
    let only_required = |it: &mut Settings| {
        let when = ResponseChecksumValidation::WhenRequired;
        it.set_response_checksum_validation(Some(when));
    };
    let made = || Ok(Some("made".to_owned()));
    assert_eq!(put(&OF_DYNAMODB, &[RIGHT], |_| {}), (made(), 1));
    assert_eq!(put(&OF_DYNAMODB, &[WRONG, RIGHT], |_| {}), (made(), 2));
    assert_eq!(put(&OF_DYNAMODB, &[WRONG], only_required), (made(), 1));
    assert_eq!(put(&PLAIN, &[WRONG], |_| {}), (made(), 1));
    let no_header = Answer::Response(200, "", "made");
    assert_eq!(put(&OF_DYNAMODB, &[no_header], |_| {}), (made(), 1));
    let (error, attempts) = put(&OF_DYNAMODB, &[WRONG], |_| {});
    let error = error.unwrap_err();
    assert!(error.contains("its CRC-32 is 2639555233"), "{error}");
    assert_eq!(attempts, 3);
}

/// Protects operations of SQS that are not about messages.
#[test]
fn other_operations_of_sqs_are_left_alone() {
    assert!(put(&OF_SQS, &[RIGHT], |_| {}).0.is_ok());
}

/// Protects clients of Timestream: they have the endpoint that the service names, get another one
/// when it is asked for anew, and nothing is asked for once the client is gone.
#[test]
fn endpoints_are_discovered_and_reloaded() {
    let network = Network::ok();
    let config = ConfigState::new(settings(&network), &PLAIN);
    let count = Arc::new(AtomicI64::new(0));
    let loads = Arc::clone(&count);
    block_on(async move {
        let load = move || {
            let number = loads.fetch_add(1, Ordering::SeqCst);
            async move { Ok(Some((format!("cell{number}.example.com"), number))) }
        };
        let (resolver, reload) = discover(&config, load).await.unwrap();
        let params = EndpointResolverParams::new(());
        let url = async || {
            let endpoint = resolver.resolve_endpoint(&params).await;
            endpoint.unwrap().url().to_owned()
        };
        assert_eq!(url().await, "https://cell0.example.com");
        reload.reload_once().await;
        assert_eq!(url().await, "https://cell1.example.com");
        drop(resolver);
        let ended = tokio::time::timeout(Duration::from_secs(5), reload.reload_task());
        ended.await.expect("the task ends with its client");
    });
    assert_eq!(count.load(Ordering::SeqCst), 2);
}

/// Protects programs from clients that never find an endpoint.
#[test]
fn no_endpoint_is_an_error_at_once() {
    let network = Network::ok();
    let config = ConfigState::new(settings(&network), &PLAIN);
    block_on(async move {
        let error = discover(&config, || async { Ok(None) }).await.unwrap_err();
        assert!(error.to_string().contains("no endpoint"), "{error}");
        let error = discover(&config, || async { Err("refused".into()) }).await;
        assert_eq!(error.unwrap_err().to_string(), "refused");
    });
}
