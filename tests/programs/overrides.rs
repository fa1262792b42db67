//! Settings of one call: region, endpoint, retries, timeouts, credentials.

use std::time::Duration;

use aws_config::SdkConfig;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_sdk_sqs::Client;
use aws_sdk_sqs::config::{Config, Credentials, Region};
use aws_smithy_http_client::test_util::capture_request;

use crate::Failure;

pub(crate) async fn run(config: &SdkConfig) -> Result<(), Failure> {
    let settings = aws_sdk_sqs::config::Builder::from(config)
        .endpoint_url("https://queues.example")
        .retry_config(RetryConfig::disabled());
    let client = Client::from_conf(settings.build());
    for name in ["plain", "region", "endpoint", "credentials"] {
        let (server, requests) = capture_request(None);
        let changed = Config::builder().http_client(server);
        let changed = match name {
            "region" => changed.region(Region::new("ap-south-1")),
            "endpoint" => changed.endpoint_url("http://elsewhere.example:8000/base"),
            "credentials" => changed.credentials_provider(Credentials::new(
                "AKIDOTHER",
                "secret",
                Some("token".into()),
                None,
                "programs",
            )),
            _ => changed,
        };
        let timeouts = TimeoutConfig::builder().operation_timeout(Duration::from_secs(5));
        let send = client
            .list_queues()
            .queue_name_prefix(name)
            .customize()
            .config_override(changed.timeout_config(timeouts.build()))
            .send();
        // The server answers with an empty body.
        println!("{name}: {}", send.await.is_ok());
        let request = requests.expect_request();
        let header = |name: &str| request.headers().get(name).unwrap_or_default();
        let authorization = header("authorization");
        let scope = authorization.split(['=', ',']).nth(1).unwrap_or_default();
        let mut scope = scope.split('/');
        let (key, region) = (scope.next(), scope.nth(1));
        println!("{name}: {} {key:?} {region:?}", request.uri());
        println!("{name}: token {:?}", header("x-amz-security-token"));
    }
    Ok(())
}
