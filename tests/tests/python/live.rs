//! Generated clients against a server: `moto_server`, which plays AWS Batch and the services of the
//! program in `tests/live`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use hammersmith_tests::moto::Moto;
use hammersmith_tests::ours::examples;
use hammersmith_tests::ours::sdk::Client;
use hammersmith_tests::ours::sdk::error::ProvideErrorMetadata;
use hammersmith_tests::ours::sdk::operation::RequestId;
use hammersmith_tests::ours::sdk::types::JobDefinitionType;
use hammersmith_tests::{live, python, shared};
use serde_json::{Value, json};

/// The configuration that `aws_config::load_from_env` returns, but for a server on this machine.
async fn config(url: &str) -> SdkConfig {
    let credentials = Credentials::from_keys("AKIDEXAMPLE", "secret", None);
    aws_config::defaults(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .endpoint_url(url)
        .load()
        .await
}

/// An example of the model, as input and output.
fn example(model: &Value, name: &str) -> (Value, Value) {
    let operation = &model["shapes"]["com.amazonaws.batch#RegisterJobDefinition"];
    let examples = operation["traits"]["smithy.api#examples"]
        .as_array()
        .expect("examples");
    let found = examples
        .iter()
        .find(|example| example["input"]["jobDefinitionName"] == name);
    let found = found.unwrap_or_else(|| panic!("no example {name}"));
    (found["input"].clone(), found["output"].clone())
}

/// The ARN without the number of the account, which is another on every server.
fn without_account(arn: &str) -> String {
    let mut parts: Vec<_> = arn.split(':').collect();
    assert_eq!(parts.len(), 7, "{arn}");
    parts[4] = "";
    parts.join(":")
}

/// Checks that boto3 finds both examples as they were registered.
fn as_registered(model: &Value, described: &str) {
    let described: Value = serde_json::from_str(described).expect("JSON");
    for name in ["sleep10", "sleep30"] {
        let (input, _) = example(model, name);
        let found = described.as_array().into_iter().flatten();
        let found = found
            .into_iter()
            .find(|found| found["jobDefinitionName"] == name);
        let found = found.unwrap_or_else(|| panic!("{name} is not in {described:#}"));
        assert_eq!(found["type"], input["type"]);
        assert_eq!(found["status"], "ACTIVE");
        for (member, value) in input["containerProperties"]
            .as_object()
            .into_iter()
            .flatten()
        {
            assert_eq!(
                &found["containerProperties"][member], value,
                "{member} of {name}"
            );
        }
        let tags = input.get("tags").cloned().unwrap_or_else(|| json!({}));
        assert_eq!(
            found.get("tags").cloned().unwrap_or_else(|| json!({})),
            tags
        );
    }
}

/// Protects the whole way: a program registers both examples and gets what the operation's page
/// says; boto3 then finds them as they were registered; and a server's refusal is a
/// `ClientException`.
#[tokio::test]
async fn register_and_describe() {
    let interpreter = python::interpreter(env!("CARGO_TARGET_TMPDIR"));
    let moto = Moto::start(&interpreter);
    let client = Client::new(&config(moto.url()).await);
    let model = shared::our_model();

    for (name, builder) in [
        ("sleep10", examples::simple()),
        ("sleep30", examples::tagged()),
    ] {
        let (_, expected) = example(&model, name);
        let output = builder
            .send_with(&client)
            .await
            .expect("a registered job definition");
        assert_eq!(
            output.job_definition_name(),
            expected["jobDefinitionName"].as_str()
        );
        assert_eq!(
            output.revision().map(i64::from),
            expected["revision"].as_i64()
        );
        assert_eq!(
            output.job_definition_arn().map(without_account),
            expected["jobDefinitionArn"].as_str().map(without_account),
        );
    }
    let again = examples::simple()
        .send_with(&client)
        .await
        .expect("another revision");
    assert_eq!(again.revision(), Some(2));

    let described = python::script(&interpreter, "describe.py", &[moto.url()]);
    as_registered(&model, &described);

    let refused = examples::without_image().send_with(&client).await;
    let error = refused.expect_err("no image").into_service_error();
    assert!(error.is_client_exception(), "{error:?}");
    assert_eq!(error.code(), Some("ClientException"));
    assert!(
        error.message().is_some_and(|message| !message.is_empty()),
        "{error:?}"
    );
    let _ = error.request_id();

    let unknown = examples::simple().r#type(JobDefinitionType::from("nonsense"));
    let error = unknown.send_with(&client).await.expect_err("no type");
    let error = error.into_service_error();
    assert!(error.is_client_exception(), "{error:?}");
    assert!(error.to_string().contains("type must be one of"), "{error}");
}

/// The program in `tests/live`, which several tests run; `None` without the models.
fn program() -> Option<&'static Path> {
    static PROGRAM: OnceLock<Option<PathBuf>> = OnceLock::new();
    let program = PROGRAM.get_or_init(|| {
        let folder = shared::folder("calls of fifteen services")?;
        Some(live::program(env!("CARGO_TARGET_TMPDIR"), &folder))
    });
    program.as_deref()
}

/// The output of the program in `tests/live`.
const PRINTED: &str = include_str!("../../live/printed.txt");

/// Protects services that speak awsJson1_0, awsJson1_1, awsQuery, ec2Query, restJson1 and restXml:
/// fourteen clients create things, read them back, page through them and wait for them, errors of
/// the server are the variants of the model, with the codes of the official crates, and boto3 reads
/// the same things.
#[test]
fn other_services() {
    let Some(program) = program() else { return };
    let scratch = env!("CARGO_TARGET_TMPDIR");
    let interpreter = python::interpreter(scratch);
    let moto = Moto::start(&interpreter);
    let output = python::run(Command::new(program).arg(moto.url()));
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(
        printed == PRINTED,
        "printed:\n{printed}\nexpected:\n{PRINTED}"
    );

    let read = python::script(&interpreter, "read_back.py", &[moto.url()]);
    let read: Value = serde_json::from_str(&read).expect("JSON");
    let expected = json!({
        "item": {
            "artist": { "S": "Ada" },
            "title": { "S": "Zwölf \"Töne\"" },
            "length": { "N": "217.5" },
            "live": { "BOOL": true },
            "cover": { "B": [0, 159, 255] },
            "genres": { "SS": ["jazz", "noise"] },
            "label": { "NULL": true },
            "takes": { "L": [{ "N": "1" }, { "M": { "by": { "S": "Bo" } } }] },
        },
        "container": {
            "name": "web",
            "image": "nginx:1",
            "command": ["nginx", "-g"],
            "environment": [{ "name": "MODE", "value": "live" }],
        },
        "parameter": "blue\n\u{1f535}",
    });
    assert_eq!(read, expected);
}

/// Protects presigned requests: the HTTP client of Python stores an object with one and reads it
/// with another, and calls services whose requests have a body or a form. The URLs of STS, which
/// Amazon EKS takes as tokens, and of Polly are those of botocore.
#[test]
fn presigned_requests() {
    let Some(program) = program() else { return };
    let scratch = env!("CARGO_TARGET_TMPDIR");
    let interpreter = python::interpreter(scratch);
    let moto = Moto::start(&interpreter);
    let printed = python::run(Command::new(program).args([moto.url(), "presign"]));
    let lines = Path::new(scratch).join("presigned.txt");
    std::fs::write(&lines, &printed.stdout).expect("the requests");
    let lines = lines.to_string_lossy();
    let answers = python::script(&interpreter, "presigned.py", &[&lines, moto.url()]);
    let answers: Value = serde_json::from_str(&answers).expect("JSON");
    assert_eq!(answers["get"], "object");
    let stored = json!(["an object", "text/plain", { "note": "two  words" }]);
    assert_eq!(answers["stored"], stored);
    assert_eq!(answers["tables"]["TableNames"], json!(["presigned"]));
    assert_eq!(answers["caller"], "GetCallerIdentityResponse");
    for service in ["sts", "polly"] {
        let urls = &answers[service];
        assert_eq!(urls[0], urls[1], "{service}");
    }
}
