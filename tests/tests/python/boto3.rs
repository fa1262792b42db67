//! The requests of the generated client are those of boto3, which shares no code with it.
//!
//! boto3 writes JSON with other white space and signs other headers (its user agent is not
//! `x-amz-user-agent`), so bodies are compared as JSON, and of the headers those that a server
//! acts on.

use std::path::Path;

use hammersmith::serde::DenyUnknown;
use hammersmith_batch::operation::register_job_definition::RegisterJobDefinitionInput;
use hammersmith_batch::operation::register_job_definition::builders::RegisterJobDefinitionInputBuilder;
use hammersmith_tests::source::{Source, Style};
use hammersmith_tests::wire::Request;
use hammersmith_tests::{ours, python, shared};
use serde_json::Value;

/// The requests that boto3 makes of inputs.
fn captured(inputs: &[Value]) -> Vec<Value> {
    let scratch = env!("CARGO_TARGET_TMPDIR");
    let interpreter = python::interpreter(scratch);
    let file = Path::new(scratch).join("boto3-inputs.json");
    std::fs::write(&file, Value::from(inputs).to_string()).expect("the inputs");
    let printed = python::script(&interpreter, "capture.py", &[&file.to_string_lossy()]);
    let requests: Vec<Value> = printed
        .lines()
        .map(|line| serde_json::from_str(line).expect("a request in JSON"))
        .collect();
    assert_eq!(requests.len(), inputs.len());
    requests
}

/// The part of an `authorization` header that is neither key nor hash.
fn scope(authorization: &str) -> (&str, Vec<&str>) {
    let (_, scope) = authorization.split_once('/').expect("a credential");
    let scope = scope.split_once('/').expect("a date").1;
    let scope = scope.split_once(',').expect("signed headers").0;
    let signed = authorization
        .split_once("SignedHeaders=")
        .expect("signed headers")
        .1;
    let signed = signed.split_once(',').expect("a signature").0;
    (scope, signed.split(';').collect())
}

#[track_caller]
fn assert_same(boto3: &Value, ours: &Request) {
    let header = |name: &str| boto3["headers"][name].as_str().unwrap_or_default();
    assert_eq!(boto3["method"], ours.method.as_str());
    assert_eq!(boto3["uri"], ours.uri.as_str());
    let body: Value = serde_json::from_str(boto3["body"].as_str().expect("a body")).expect("JSON");
    assert_eq!(body, ours.json());
    assert_eq!(header("content-type"), ours.header("content-type"));
    assert_eq!(
        header("x-amz-security-token"),
        ours.header("x-amz-security-token")
    );
    let (theirs, signed_by_boto3) = scope(header("authorization"));
    let (ours, signed_by_us) = scope(ours.header("authorization"));
    assert_eq!(theirs, ours);
    assert_eq!(ours, "us-east-1/batch/aws4_request");
    for name in ["content-type", "host", "x-amz-date", "x-amz-security-token"] {
        assert!(
            signed_by_boto3.contains(&name),
            "boto3 does not sign {name}"
        );
        assert!(signed_by_us.contains(&name), "we do not sign {name}");
    }
}

/// Protects the two examples, whose inputs are written down in the model, and the input with all
/// members.
#[test]
fn examples_and_all_members() {
    let model = shared::our_model();
    let operation = &model["shapes"]["com.amazonaws.batch#RegisterJobDefinition"];
    let examples = operation["traits"]["smithy.api#examples"]
        .as_array()
        .expect("examples");
    let example = |name: &str| {
        let found = examples
            .iter()
            .find(|example| example["input"]["jobDefinitionName"] == name);
        found.unwrap_or_else(|| panic!("no example {name}"))["input"].clone()
    };
    let full = ours::input::input(&mut Source::new(Style::Full));
    let ours = [
        ours::client::request(ours::examples::simple()),
        ours::client::request(ours::examples::tagged()),
        ours::client::request(full),
    ];
    let inputs = [example("sleep10"), example("sleep30"), ours[2].json()];
    for (theirs, ours) in captured(&inputs).iter().zip(&ours) {
        assert_same(theirs, ours);
    }
}

/// The members that botocore's model has and ours does not have yet.
const NEWER: [&str; 6] = [
    "capabilities",
    "networkMode",
    "s3filesVolumeConfiguration",
    "seccompProfile",
    "startTimeout",
    "stopTimeout",
];

/// Takes those members out of data.
fn without_newer(data: &mut Value, path: &str) {
    match data {
        Value::Array(items) => items.iter_mut().for_each(|item| without_newer(item, path)),
        Value::Object(members) => {
            members.retain(|name, _| !NEWER.contains(&name.as_str()));
            if path == "podProperties" {
                members.shift_remove("securityContext");
            }
            members
                .iter_mut()
                .for_each(|(name, value)| without_newer(value, name));
        }
        _ => {}
    }
}

/// Protects those who fill in what the command line of AWS prints: it loads, every member of it
/// that our model has, and is what is sent.
#[test]
fn the_skeleton_of_the_command_line() {
    let interpreter = python::interpreter(env!("CARGO_TARGET_TMPDIR"));
    let skeleton = python::script(&interpreter, "skeleton.py", &[]);
    let read: RegisterJobDefinitionInputBuilder =
        serde_json::from_str(&skeleton).unwrap_or_else(|error| panic!("{error}: {skeleton}"));
    let mut skeleton: Value = serde_json::from_str(&skeleton).expect("JSON");
    without_newer(&mut skeleton, "");
    let strict =
        serde_json::from_value::<DenyUnknown<RegisterJobDefinitionInput>>(skeleton.clone());
    strict.expect("members that our model has");
    let ours = ours::client::request(read);
    assert!(ours.json() == skeleton, "{}\n{skeleton}", ours.json());
}
