//! Programs written for the official crate compile with the generated one, and do the same.
//!
//! `src/side/program.rs` is such a program; that it is compiled twice is the larger half of the
//! test.

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use hammersmith_tests::wire::{Response, Wire};

fn shared(wire: &Wire) -> SdkConfig {
    let credentials = Credentials::from_keys("AKIDEXAMPLE", "secret", None);
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .http_client(wire.clone())
        .build()
}

macro_rules! suite {
    ($side:ident) => {
        mod $side {
            use super::{Response, Wire, shared};
            use hammersmith_tests::$side::program;
            use hammersmith_tests::$side::sdk::operation::RequestId;
            use hammersmith_tests::$side::sdk::types::JobDefinitionType;

            /// Protects clients from a shared configuration and from one of their own, config
            /// overrides, interceptors of clients and of calls, and changes to the request.
            #[tokio::test]
            async fn calls() {
                let wire = Wire::default();
                let ok = r#"{"jobDefinitionName":"hello","jobDefinitionArn":"arn","revision":3}"#;
                wire.answer(Response::new(200, ok).header("x-amzn-requestid", "id-1"));
                let (of_client, of_call) =
                    (program::Journal::default(), program::Journal::default());
                let (plain, tuned) = program::clients(&shared(&wire), of_client.clone());

                let output = program::register(&plain).await.expect("an output");
                assert_eq!(output.revision(), Some(3));
                assert_eq!(output.request_id(), Some("id-1"));
                program::register(&tuned).await.expect("an output");
                program::customized(&tuned, of_call.clone())
                    .await
                    .expect("an output");

                let sent = wire.take();
                let hosts: Vec<_> = sent.iter().map(|request| request.uri.as_str()).collect();
                let path = "/v1/registerjobdefinition";
                assert_eq!(
                    hosts,
                    ["us-east-1", "eu-central-1", "ap-south-1"]
                        .map(|region| format!("https://batch.{region}.amazonaws.com{path}"))
                );
                assert!(
                    sent[2]
                        .header("authorization")
                        .contains("/ap-south-1/batch/")
                );
                assert_eq!(sent[2].header("x-mine"), "yes");
                assert_eq!(of_client.entries().len(), 2);
                assert_eq!(of_call.entries(), [format!("POST {}", hosts[2])]);
            }

            /// Protects how errors are told apart, and enums that are open.
            #[tokio::test]
            async fn errors() {
                let wire = Wire::default();
                let (_, client) = program::clients(&shared(&wire), program::Journal::default());
                let cases = [
                    (
                        400,
                        r#"{"__type":"ClientException","message":"no"}"#,
                        "refused: no",
                    ),
                    (500, r#"{"code":"ServerException"}"#, "try later: None"),
                    (
                        403,
                        r#"{"code":"AccessDeniedException"}"#,
                        "not allowed (id-2)",
                    ),
                    (418, r#"{"code":"Teapot"}"#, "service: 418"),
                    (200, "[", "service: 200"),
                ];
                for (status, body, expected) in cases {
                    wire.answer(Response::new(status, body).header("x-amzn-requestid", "id-2"));
                    let journal = program::Journal::default();
                    let error = program::customized(&client, journal).await.expect_err(body);
                    assert_eq!(program::explain(error), expected);
                }
                assert_eq!(program::name(&JobDefinitionType::Multinode), "many");
                assert_eq!(program::name(&"quantum".into()), "quantum");
            }
        }
    };
}

suite!(official);
suite!(ours);
