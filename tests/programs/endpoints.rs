//! Endpoints: set for a client, for a call, and found by a resolver of one's own.

use aws_config::{Region, SdkConfig};
use aws_sdk_dynamodb::config::endpoint as dynamodb_endpoint;
use aws_sdk_s3::config::endpoint::{
    DefaultResolver, Endpoint, EndpointFuture, Params, ResolveEndpoint,
};
use aws_sdk_s3::error::DisplayErrorContext;
use aws_smithy_http_client::test_util::capture_request;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;

use crate::Failure;

/// Sends buckets of one prefix elsewhere, and leaves the others to the rules of the service.
#[derive(Debug)]
struct Archive(DefaultResolver);

impl ResolveEndpoint for Archive {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        let bucket = params.bucket().unwrap_or_default();
        if !bucket.starts_with("archive-") {
            return self.0.resolve_endpoint(params);
        }
        let region = params.region().unwrap_or_default();
        let endpoint = Endpoint::builder()
            .url(format!("https://{bucket}.archive.example/{region}"))
            .header("x-tier", "cold");
        EndpointFuture::ready(Ok(endpoint.build()))
    }
}

/// One host for all calls.
#[derive(Debug)]
struct Local;

impl dynamodb_endpoint::ResolveEndpoint for Local {
    fn resolve_endpoint<'a>(
        &'a self,
        params: &'a dynamodb_endpoint::Params,
    ) -> dynamodb_endpoint::EndpointFuture<'a> {
        let region = params.region().unwrap_or_default();
        let url = format!("http://{region}.tables.example:8000");
        let endpoint = dynamodb_endpoint::Endpoint::builder().url(url);
        dynamodb_endpoint::EndpointFuture::ready(Ok(endpoint.build()))
    }
}

pub(crate) async fn run(config: &SdkConfig) -> Result<(), Failure> {
    let config = config.to_builder().region(Region::new("eu-west-1")).build();
    for endpoint in [
        None,
        Some("http://localhost:9000"),
        Some("https://files.example/base/"),
    ] {
        for path_style in [false, true] {
            let mut settings = aws_sdk_s3::config::Builder::from(&config);
            settings.set_endpoint_url(endpoint.map(str::to_owned));
            list(settings.force_path_style(path_style), "a-bucket").await;
        }
    }
    for bucket in [
        "archive-2020",
        "live",
        "arn:aws:s3:us-west-2:123456789012:accesspoint:mine",
    ] {
        let mut settings = aws_sdk_s3::config::Builder::from(&config);
        settings.set_endpoint_url(None);
        let resolver = Archive(DefaultResolver::new());
        list(settings.endpoint_resolver(resolver), bucket).await;
    }
    let settings = || {
        let mut settings = aws_sdk_s3::config::Builder::from(&config);
        settings.set_endpoint_url(None);
        settings
    };
    list(settings().use_dual_stack(true), "two-stacks").await;
    list(
        settings()
            .use_fips(true)
            .region(Region::new("us-gov-west-1")),
        "fips",
    )
    .await;
    list(settings().accelerate(true), "fast").await;
    list(settings().accelerate(true).force_path_style(true), "both").await;
    list(settings().region(Region::new("not a region")), "no-region").await;

    let (server, request) = capture_request(None);
    let settings = aws_sdk_dynamodb::config::Builder::from(&config).http_client(server);
    let client = aws_sdk_dynamodb::Client::from_conf(settings.endpoint_resolver(Local).build());
    // The server answers with an empty body.
    let _ = client.scan().table_name("songs").send().await;
    show(&request.expect_request());
    Ok(())
}

/// Prints where a call would go, or why it goes nowhere.
async fn list(settings: aws_sdk_s3::config::Builder, bucket: &str) {
    let (server, request) = capture_request(None);
    let client = aws_sdk_s3::Client::from_conf(settings.http_client(server).build());
    let sent = client.list_objects_v2().bucket(bucket).send().await;
    // The server answers with an empty body, which is read in different ways.
    let Err(error) = &sent else {
        return show(&request.expect_request());
    };
    match error.raw_response() {
        Some(_) => show(&request.expect_request()),
        None => {
            let text = DisplayErrorContext(error).to_string();
            println!("{bucket}: not sent {}", !text.is_empty());
        }
    }
}

fn show(request: &HttpRequest) {
    let header = |name: &str| request.headers().get(name).unwrap_or_default();
    let scope = header("authorization").split(['=', ',']).nth(1);
    let region = scope.and_then(|scope| scope.split('/').nth(2));
    println!(
        "{} in {region:?}, tier {:?}",
        request.uri(),
        header("x-tier")
    );
}
