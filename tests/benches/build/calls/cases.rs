//! The cases: what is measured, with each of the crates.

use std::cell::Cell;

use aws_smithy_runtime_api::client::endpoint::EndpointFuture;

use crate::memory;

/// The function that a measurement repeats.
pub(crate) type Work = Box<dyn Fn()>;

/// A case: its name, and the work with the official crate and with ours.
pub(crate) type Case = (&'static str, [Work; 2]);

const BODY: &str = r#"{"jobDefinitionArn":"arn:aws:batch:eu-west-1:012345678910:job-definition/sleep10:1","jobDefinitionName":"sleep10","revision":1}"#;

const REGION: &str = "eu-west-1";

/// Waits for a future of code without I/O.
fn wait<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match future.as_mut().poll(&mut context) {
        std::task::Poll::Ready(value) => value,
        std::task::Poll::Pending => panic!("it waits for something"),
    }
}

fn url(future: EndpointFuture<'_>) -> usize {
    wait(future).expect("an endpoint").url().len()
}

/// The builder of the request, of either crate.
macro_rules! fill {
    ($sdk:ident, $builder:expr) => {{
        let properties = $sdk::types::ContainerProperties::builder()
            .image("busybox")
            .command("sleep")
            .command("10")
            .resource_requirements(
                $sdk::types::ResourceRequirement::builder()
                    .r#type($sdk::types::ResourceType::Vcpu)
                    .value("1")
                    .build(),
            );
        $builder
            .job_definition_name("sleep10")
            .r#type($sdk::types::JobDefinitionType::Container)
            .container_properties(properties.build())
    }};
}

macro_rules! side {
    ($name:ident, $batch:ident, $dynamodb:ident, $s3:ident) => {
        pub(crate) mod $name {
            use super::*;
            use $batch::config::endpoint::{DefaultResolver, Params, ResolveEndpoint};
            use $dynamodb::config::endpoint as dynamodb;
            use $s3::config::endpoint as s3;

            pub(crate) fn configuration() -> $batch::Config {
                let keys = ("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
                $batch::Config::builder()
                    .region($batch::config::Region::new(REGION))
                    .credentials_provider($batch::config::Credentials::new(
                        keys.0, keys.1, None, None, "bench",
                    ))
                    .http_client(memory::client(BODY))
                    .build()
            }

            pub(crate) fn client() -> $batch::Client {
                $batch::Client::from_conf(configuration())
            }

            pub(crate) fn call() -> Work {
                let client = client();
                let runtime = tokio::runtime::Builder::new_current_thread();
                let runtime = { runtime }.enable_time().build().expect("a runtime");
                Box::new(move || {
                    let call = fill!($batch, client.register_job_definition());
                    let output = runtime.block_on(call.send()).expect("an output");
                    assert_eq!(output.revision(), Some(1));
                })
            }

            pub(crate) fn construct() -> Work {
                let configuration = configuration();
                Box::new(move || {
                    std::hint::black_box($batch::Client::from_conf(configuration.clone()));
                })
            }

            pub(crate) fn configure() -> Work {
                Box::new(|| {
                    std::hint::black_box(client());
                })
            }

            fn params(at: usize) -> Params {
                let builder = Params::builder().region(REGIONS[at]);
                builder.build().expect("parameters")
            }

            pub(crate) fn standard(turns: bool) -> Work {
                let (next, params) = (turn(turns), sets(params));
                let resolver = DefaultResolver::new();
                Box::new(move || {
                    let params = &params[next()];
                    std::hint::black_box(url(ResolveEndpoint::resolve_endpoint(&resolver, params)));
                })
            }

            fn account_params(at: usize) -> dynamodb::Params {
                let builder = dynamodb::Params::builder().account_id("012345678910");
                let builder = builder.account_id_endpoint_mode("preferred");
                builder.region(REGIONS[at]).build().expect("parameters")
            }

            pub(crate) fn account(turns: bool) -> Work {
                use $dynamodb::config::endpoint::ResolveEndpoint;
                let (next, params) = (turn(turns), sets(account_params));
                let resolver = dynamodb::DefaultResolver::new();
                Box::new(move || {
                    let params = &params[next()];
                    std::hint::black_box(url(ResolveEndpoint::resolve_endpoint(&resolver, params)));
                })
            }

            fn bucket_params(at: usize) -> s3::Params {
                let bucket = format!("reports-example-{at:02}");
                let builder = s3::Params::builder().region(REGIONS[at]).bucket(bucket);
                builder.key("2026/11/26.json").build().expect("parameters")
            }

            pub(crate) fn bucket(turns: bool) -> Work {
                use $s3::config::endpoint::ResolveEndpoint;
                let (next, params) = (turn(turns), sets(bucket_params));
                let resolver = s3::DefaultResolver::new();
                Box::new(move || {
                    let params = &params[next()];
                    std::hint::black_box(url(ResolveEndpoint::resolve_endpoint(&resolver, params)));
                })
            }
        }
    };
}

/// Sets of parameters: a cache of the last one never has the next.
const SETS: usize = 16;

fn sets<T>(params: impl Fn(usize) -> T) -> Vec<T> {
    (0..SETS).map(params).collect()
}

/// Either one after the other, or the first one each time.
fn turn(turns: bool) -> impl Fn() -> usize {
    let at = Cell::new(0);
    move || {
        at.set((at.get() + usize::from(turns)) % SETS);
        at.get()
    }
}

/// Regions of AWS, of the three partitions that most programs are for.
const REGIONS: [&str; SETS] = [
    "us-east-1",
    "us-west-2",
    "eu-west-1",
    "eu-central-1",
    "ap-northeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "sa-east-1",
    "me-south-1",
    "af-south-1",
    "il-central-1",
    "mx-central-1",
    "cn-north-1",
    "cn-northwest-1",
    "us-gov-west-1",
    "us-gov-east-1",
];

side!(official, official_batch, official_dynamodb, official_s3);
side!(ours, our_batch, our_dynamodb, our_s3);

/// The same call through the feature `sign`: a signed request and the output of its response.
fn sign() -> Work {
    use hammersmith::Operation;
    use hammersmith::http::Response;
    use hammersmith::sign::{Credentials, Signer};
    use our_batch::operation::register_job_definition::{
        RegisterJobDefinition, RegisterJobDefinitionInput,
    };

    let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    let credentials = Credentials::new("AKIDEXAMPLE", secret, None, None, "bench");
    let signer = Signer::new(REGION, credentials);
    Box::new(move || {
        let input = fill!(our_batch, RegisterJobDefinitionInput::builder());
        let input = input.build().expect("an input");
        let request = signer.request::<RegisterJobDefinition>(&input);
        std::hint::black_box(request.expect("a request"));
        let id = "11111111-2222-3333-4444-555555555555";
        let response = Response::new(200, BODY.as_bytes()).with_header("x-amzn-requestid", id);
        let output = RegisterJobDefinition::parse(&response).expect("an output");
        assert_eq!(output.revision(), Some(1));
    })
}

/// All cases, in the order of the table.
pub(crate) fn all() -> Vec<Case> {
    use {official as a, ours as b};
    vec![
        ("call, client", [a::call(), b::call()]),
        ("call, `sign` against the client", [a::call(), sign()]),
        (
            "endpoint, other parameters each time: Batch",
            [a::standard(true), b::standard(true)],
        ),
        (
            "endpoint, other parameters each time: DynamoDB with an account",
            [a::account(true), b::account(true)],
        ),
        (
            "endpoint, other parameters each time: S3 with a bucket",
            [a::bucket(true), b::bucket(true)],
        ),
        (
            "endpoint, same parameters: Batch",
            [a::standard(false), b::standard(false)],
        ),
        (
            "endpoint, same parameters: DynamoDB with an account",
            [a::account(false), b::account(false)],
        ),
        (
            "endpoint, same parameters: S3 with a bucket",
            [a::bucket(false), b::bucket(false)],
        ),
        (
            "client from a configuration",
            [a::construct(), b::construct()],
        ),
        (
            "client from a configuration that is built, too",
            [a::configure(), b::configure()],
        ),
    ]
}
