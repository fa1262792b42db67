//! Signatures for several regions at once: of presigned URLs, and of requests that are sent.
//!
//! The signatures are checked as a service checks them: with the public key that belongs to the
//! credentials. Key and form are those of the test suite of AWS for Signature Version 4A.
#![cfg(feature = "sigv4a")]

mod client_service;

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_smithy_async::time::StaticTimeSource;
use aws_smithy_runtime_api::client::auth::{AuthSchemeId, AuthSchemePreference};
use aws_smithy_types::Document;
use aws_smithy_types::endpoint::{Endpoint, EndpointAuthScheme};
use aws_types::region::SigningRegionSet;
use hammersmith::client::auth::ResolveAuthScheme as _;
use hammersmith::client::config::{
    BehaviorVersion, ConfigState, IntoShared as _, Region, ServiceSpec, Settings,
    SharedCredentialsProvider,
};
use hammersmith::client::endpoint::EndpointFuture;
use hammersmith::client::error::{Explain as _, NamesOperation};
use hammersmith::client::rt::SharedTimeSource;
use hammersmith::client::{Call, ClientOperation, ClientState};
use hammersmith::presigning::{PresignedRequest, PresigningConfig};
use hammersmith::{Auth, ServiceInfo};
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use sha2::{Digest as _, Sha256};

use client_service::mini::config::endpoint::{DefaultResolver, Params, ResolveEndpoint};
use client_service::mini::operation::put_thing::{PutThing, PutThingInput};
use client_service::put_any::PutAny;
use client_service::s3_service::ByEndpoint;
use client_service::{Network, Sent};

/// The credentials of the test suite, its time, and the public key that it has for them.
const ID: &str = "AKIDEXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const NOW: u64 = 1_440_938_160;
const X: &str = "b6618f6a65740a99e650b33b6b4b5bd0d43b176d721a3edfea7e7d2d56d936b1";
const Y: &str = "865ed22a7eadc9c5cb9d2cbaca1b3699139fedc5043dc6661864218330c8e518";

static INFO: ServiceInfo = ServiceInfo::new("Mini").signing_name("mini");

static SPEC: ServiceSpec = ServiceSpec::new(
    &INFO,
    "mini",
    "aws-sdk-mini",
    || ByEndpoint(&[Auth::SigV4, Auth::SigV4a]).into_shared_resolver(),
    || DefaultResolver::new().into_shared_resolver(),
)
.sigv4a();

/// The endpoint of a test, whatever the parameters are.
#[derive(Debug)]
struct Fixed(Endpoint);

impl ResolveEndpoint for Fixed {
    fn resolve_endpoint<'a>(&'a self, _: &'a Params) -> EndpointFuture<'a> {
        EndpointFuture::ready(Ok(self.0.clone()))
    }
}

/// The endpoint of a multi-region access point, as the rules of S3 have it.
fn global() -> Endpoint {
    let regions = Document::Array(vec!["*".into()]);
    let scheme = EndpointAuthScheme::with_capacity("sigv4a", 3)
        .put("signingName", "s3".to_owned())
        .put("signingRegionSet", regions)
        .put("disableDoubleEncoding", true);
    let url = "https://alias.mrap.accesspoint.s3-global.amazonaws.com";
    Endpoint::builder().url(url).auth_scheme(scheme).build()
}

fn settings(network: &Network, endpoint: Endpoint) -> Settings {
    let mut settings = Settings::default();
    let credentials = Credentials::new(ID, SECRET, None, None, "test");
    settings.set_behavior_version(Some(BehaviorVersion::latest()));
    settings.set_region(Some(Region::new("eu-west-1")));
    settings.set_credentials_provider(Some(SharedCredentialsProvider::new(credentials)));
    settings.set_http_client(Some(network.clone().into_shared()));
    settings.set_endpoint_resolver(Some(Fixed(endpoint).into_shared_resolver()));
    let time = StaticTimeSource::from_secs(NOW);
    settings.set_time_source(Some(SharedTimeSource::new(time)));
    settings
}

fn call(settings: Settings) -> Call {
    Call::new(&ClientState::new(&ConfigState::new(settings, &SPEC)))
}

fn input() -> PutThingInput {
    PutThingInput {
        name: Some("thing".to_owned()),
        token: Some("a  token".to_owned()),
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build();
    runtime.unwrap().block_on(future)
}

fn presign<O>(settings: Settings) -> Result<PresignedRequest, String>
where
    O: ClientOperation<Input = PutThingInput, Error: NamesOperation>,
{
    let start = SystemTime::UNIX_EPOCH + Duration::from_secs(NOW);
    let validity = PresigningConfig::builder().start_time(start);
    let validity = validity.expires_in(Duration::from_secs(3600)).build();
    let request = call(settings).presign::<O>(validity.unwrap(), Ok(input()));
    block_on(request).map_err(|error| error.explain())
}

fn hex(text: &str) -> Vec<u8> {
    let digits = text.as_bytes().chunks(2);
    let byte = |pair| u8::from_str_radix(str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.map(byte).collect()
}

fn hash(bytes: impl AsRef<[u8]>) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Checks a signature.
#[track_caller]
fn verify(canonical: &str, service: &str, signature: &str) {
    let hash = hash(canonical);
    let signed = format!(
        "AWS4-ECDSA-P256-SHA256\n20150830T123600Z\n20150830/{service}/aws4_request\n{hash}"
    );
    let point = [vec![4], hex(X), hex(Y)].concat();
    let key = VerifyingKey::from_sec1_bytes(&point).unwrap();
    let signature = Signature::from_der(&hex(signature)).unwrap();
    let verified = key.verify(signed.as_bytes(), &signature);
    assert!(verified.is_ok(), "{canonical}");
}

/// The lines of the signed headers.
fn lines(names: &str, header: impl Fn(&str) -> String) -> String {
    let lines = names.split(';').map(|name| {
        let value = header(name);
        let words: Vec<_> = value.split_ascii_whitespace().collect();
        format!("{name}:{}\n", words.join(" "))
    });
    lines.collect()
}

/// The query parameters of a presigned request, whose signature is right.
#[track_caller]
fn checked(request: &PresignedRequest, service: &str, body: &str) -> BTreeMap<String, String> {
    let (host, rest) = request.uri()[8..].split_once('/').unwrap();
    let (path, query) = rest.split_once('?').unwrap();
    let pairs = query
        .split('&')
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let mut pairs: BTreeMap<_, _> = pairs
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let signature = pairs.remove("X-Amz-Signature").unwrap();
    let query: Vec<_> = pairs
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let names = pairs["X-Amz-SignedHeaders"].replace("%3B", ";");
    let headers = lines(&names, |name| match name {
        "host" => host.to_owned(),
        name => {
            let mut all = request.headers();
            all.find(|(other, _)| *other == name).unwrap().1.to_owned()
        }
    });
    let (method, query) = (request.method(), query.join("&"));
    let canonical = format!("{method}\n/{path}\n{query}\n{headers}\n{names}\n{body}");
    verify(&canonical, service, &signature);
    pairs
}

/// Protects whoever gets a URL for a multi-region access point of S3, a global endpoint of
/// EventBridge, or any other endpoint that is signed for in several regions at once: its signature
/// is one that the service accepts, in the regions that the endpoint or the program names.
#[test]
fn presigned_requests_are_signed_for_several_regions() {
    let network = Network::ok();
    let parameters = |settings, service| {
        let request = presign::<PutThing>(settings).unwrap();
        checked(&request, service, "UNSIGNED-PAYLOAD")
    };
    let of_endpoint = parameters(settings(&network, global()), "s3");
    assert_eq!(of_endpoint["X-Amz-Region-Set"], "%2A");
    assert_eq!(of_endpoint["X-Amz-Algorithm"], "AWS4-ECDSA-P256-SHA256");
    assert_eq!(of_endpoint["X-Amz-Expires"], "3600");
    let scope = "AKIDEXAMPLE%2F20150830%2Fs3%2Faws4_request";
    assert_eq!(of_endpoint["X-Amz-Credential"], scope);
    assert!(of_endpoint["X-Amz-SignedHeaders"].contains("x-token"));

    let mut chosen = settings(&network, global());
    let regions: SigningRegionSet = ["eu-west-1", "us-east-1"].into_iter().collect();
    chosen.set_sigv4a_signing_region_set(Some(regions));
    let regions = parameters(chosen, "s3")["X-Amz-Region-Set"].clone();
    assert_eq!(regions, "eu-west-1%2Cus-east-1");

    let mut temporary = settings(&network, global());
    let token = Some("to/k+en==".to_owned());
    let credentials = Credentials::new(ID, SECRET, token, None, "test");
    temporary.set_credentials_provider(Some(SharedCredentialsProvider::new(credentials)));
    let token = parameters(temporary, "s3")["X-Amz-Security-Token"].clone();
    assert_eq!(token, "to%2Fk%2Ben%3D%3D");

    // An endpoint that names no scheme, and a program that prefers this one.
    let plain = Endpoint::builder().url("https://mini.example.com").build();
    let mut preferring = settings(&network, plain);
    let order = AuthSchemePreference::from([AuthSchemeId::new("sigv4a")]);
    preferring.set_auth_scheme_preference(Some(order));
    let regions = parameters(preferring, "mini")["X-Amz-Region-Set"].clone();
    assert_eq!(regions, "eu-west-1");

    // A body that is signed, of an operation that takes tokens, too.
    let request = presign::<PutAny>(settings(&network, global())).unwrap();
    assert_eq!(request.body(), Some(&b"thing"[..]));
    checked(&request, "s3", &hash("thing"));
    assert_eq!(network.sent().len(), 0);
}

/// Protects the same from URLs that would never be valid.
#[test]
fn expired_credentials_presign_nothing() {
    let mut expired = settings(&Network::ok(), global());
    let end = SystemTime::UNIX_EPOCH + Duration::from_secs(NOW);
    let credentials = Credentials::new(ID, SECRET, None, Some(end), "test");
    expired.set_credentials_provider(Some(SharedCredentialsProvider::new(credentials)));
    let line = presign::<PutThing>(expired).unwrap_err();
    assert!(line.contains("the credentials have expired"), "{line}");
}

/// Protects requests that are sent to such an endpoint.
#[test]
fn sent_requests_are_signed_for_several_regions() {
    let network = Network::ok();
    let settings = settings(&network, global());
    block_on(call(settings).send::<PutThing>(Ok(input()))).unwrap();
    let sent: Sent = network.sent().remove(0);
    assert_eq!(sent.header("x-amz-region-set"), "*");
    let authorization = sent.header("authorization");
    let part = |name: &str| {
        let (_, rest) = authorization.split_once(name).unwrap();
        rest.split(',').next().unwrap().to_owned()
    };
    let (names, signature) = (part("SignedHeaders="), part("Signature="));
    let host = "alias.mrap.accesspoint.s3-global.amazonaws.com";
    let headers = lines(&names, |name| match name {
        "host" => host.to_owned(),
        name => sent.header(name).to_owned(),
    });
    assert!(names.contains("x-amz-region-set"), "{names}");
    let canonical = format!("PUT\n/things\nput=\n{headers}\n{names}\nUNSIGNED-PAYLOAD");
    verify(&canonical, "s3", &signature);
}
