//! Rules of `aws-smithy-mocks` work on the operations of the generated crate as on those of the
//! official one.

macro_rules! suite {
    ($side:ident) => {
        mod $side {
            use aws_smithy_mocks::{RuleMode, mock, mock_client};
            use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
            use aws_smithy_runtime_api::http::StatusCode;
            use aws_smithy_types::body::SdkBody;
            use hammersmith_tests::$side::sdk;
            use sdk::Client;
            use sdk::error::{ErrorMetadata, ProvideErrorMetadata};
            use sdk::operation::register_job_definition::{
                RegisterJobDefinitionError, RegisterJobDefinitionOutput,
            };
            use sdk::types::JobDefinitionType;
            use sdk::types::error::ClientException;

            /// The outcome of a call, in one word.
            async fn call(client: &Client, name: &str) -> String {
                let call = client.register_job_definition().job_definition_name(name);
                match call.r#type(JobDefinitionType::Container).send().await {
                    Ok(output) => format!("revision {:?}", output.revision()),
                    Err(error) => match error.into_service_error() {
                        RegisterJobDefinitionError::ClientException(it) => {
                            format!("client {:?}", it.message())
                        }
                        other => format!("other {:?}", other.code()),
                    },
                }
            }

            fn output(revision: i32) -> RegisterJobDefinitionOutput {
                RegisterJobDefinitionOutput::builder()
                    .revision(revision)
                    .build()
            }

            /// Protects tests of programs that mock by requests: outputs, errors, whole responses.
            #[tokio::test]
            async fn rules_by_request() {
                let one = mock!(Client::register_job_definition)
                    .match_requests(|input| input.job_definition_name() == Some("one"))
                    .then_output(|| output(1));
                let refused = mock!(Client::register_job_definition)
                    .match_requests(|input| input.job_definition_name() == Some("refused"))
                    .then_error(|| {
                        let error = ClientException::builder().message("no").build();
                        RegisterJobDefinitionError::ClientException(error)
                    });
                let unknown = mock!(Client::register_job_definition)
                    .match_requests(|input| input.job_definition_name() == Some("unknown"))
                    .then_error(|| {
                        let meta = ErrorMetadata::builder().code("Teapot").build();
                        RegisterJobDefinitionError::generic(meta)
                    });
                let http = mock!(Client::register_job_definition)
                    .match_requests(|input| input.job_definition_name() == Some("http"))
                    .then_http_response(|| {
                        let status = StatusCode::try_from(400).expect("a status");
                        let body = r#"{"__type":"ClientException","message":"from HTTP"}"#;
                        HttpResponse::new(status, SdkBody::from(body))
                    });
                let rules = [&one, &refused, &unknown, &http];
                let client = mock_client!(sdk, RuleMode::MatchAny, rules);
                let table = [
                    ("one", "revision Some(1)"),
                    ("refused", "client Some(\"no\")"),
                    ("unknown", "other Some(\"Teapot\")"),
                    ("http", "client Some(\"from HTTP\")"),
                    ("one", "revision Some(1)"),
                ];
                for (name, expected) in table {
                    assert_eq!(call(&client, name).await, expected);
                }
                assert_eq!(one.num_calls(), 2);
                assert_eq!(http.num_calls(), 1);
            }

            /// Protects tests of programs that mock in an order, with retries between.
            #[tokio::test]
            async fn rules_in_order() {
                let rule = mock!(Client::register_job_definition)
                    .sequence()
                    .http_status(503, None)
                    .times(2)
                    .output(|| output(2))
                    .http_status(400, Some(r#"{"code":"Teapot"}"#.to_owned()))
                    .build();
                let client = mock_client!(sdk, RuleMode::Sequential, [&rule], |config| {
                    config.region(sdk::config::Region::new("eu-west-1"))
                });
                assert_eq!(call(&client, "a").await, "revision Some(2)");
                assert_eq!(call(&client, "b").await, "other Some(\"Teapot\")");
                assert_eq!(rule.num_calls(), 4);
            }
        }
    };
}

suite!(official);
suite!(ours);
