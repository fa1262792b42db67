//! boto3 calls fakes, which share no code with it.

use std::path::Path;
use std::sync::{Arc, Mutex};

use hammersmith_batch::fake::Fake;
use hammersmith_batch::operation::register_job_definition::{
    RegisterJobDefinition, RegisterJobDefinitionError, RegisterJobDefinitionOutput,
};
use hammersmith_batch::types::error::ClientException;
use hammersmith_tests::source::{Source, Style};
use hammersmith_tests::workspace::Workspace;
use hammersmith_tests::{fakes, ours, python, shared};
use serde_json::{Value, json};

/// A fake that refuses one name, and the inputs that it receives, as data.
#[expect(
    clippy::result_large_err,
    reason = "errors of operations are as large as official ones"
)]
fn fake() -> (Fake, Arc<Mutex<Vec<Value>>>) {
    let inputs = Arc::new(Mutex::new(Vec::new()));
    let received = Arc::clone(&inputs);
    let fake = Fake::new().on::<RegisterJobDefinition>(move |input| {
        let name = input.job_definition_name().unwrap_or_default().to_owned();
        let input = serde_json::to_value(&input).expect("data");
        received.lock().expect("no panic").push(input);
        if name == "taken" {
            let error = ClientException::builder()
                .message("the name is taken é")
                .build();
            return Err(RegisterJobDefinitionError::ClientException(error));
        }
        Ok(RegisterJobDefinitionOutput::builder()
            .job_definition_name(name)
            .job_definition_arn("arn:é")
            .revision(3)
            .build())
    });
    (fake, inputs)
}

/// Protects programs in other languages that are tested with a fake: boto3 reads its outputs and
/// errors, and the fake receives every member that boto3 sends.
#[test]
fn boto3_calls_a_fake() {
    let scratch = env!("CARGO_TARGET_TMPDIR");
    let interpreter = python::interpreter(scratch);
    let (fake, inputs) = fake();
    let server = fake.serve().expect("a port");
    let full = ours::client::request(ours::input::input(&mut Source::new(Style::Full))).json();
    let sent = json!([
        full,
        { "jobDefinitionName": "taken", "type": "container" },
        { "jobDefinitionName": "a", "type": "quantum" },
        {},
    ]);
    let file = Path::new(scratch).join("fake-inputs.json");
    std::fs::write(&file, sent.to_string()).expect("the inputs");
    let arguments = [server.url(), file.to_string_lossy().into_owned()];
    let arguments = arguments.each_ref().map(String::as_str);
    let printed = python::script(&interpreter, "call_fake.py", &arguments);
    let found: Vec<Value> = printed
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let [output, refused, wrong, empty, unknown] = found.as_slice() else {
        panic!("{printed}");
    };
    let name = full["jobDefinitionName"].clone();
    let expected = json!({ "jobDefinitionName": name, "jobDefinitionArn": "arn:é", "revision": 3 });
    assert_eq!(output["output"], expected);
    assert_eq!(output["id"], "00000000-0000-4000-8000-000000000001");
    assert_eq!(refused["error"], "ClientException");
    assert_eq!(refused["Message"], "the name is taken é");
    assert_eq!(refused["status"], 400);
    for (found, said) in [(wrong, "quantum"), (empty, "2 validation errors")] {
        assert_eq!(found["Code"], "ValidationException", "{found}");
        assert!(
            found["Message"]
                .as_str()
                .is_some_and(|it| it.contains(said)),
            "{found}"
        );
    }
    assert_eq!(unknown["error"], "UnknownOperationException");
    let inputs = inputs.lock().expect("no panic");
    assert_eq!(inputs.len(), 2);
    assert_eq!(inputs[0], full, "every member");
}

/// The output of boto3's calls to a bucket.
const CALLED: &str = r#"put "5"
get b'hello' {'made-by': 'a fake'}
range b'el' bytes 1-2/5
head 5
missing ('NoSuchKey', 'NoSuchKey', 404) ('ClientError', '404', 404)
host 5
large 11534336 True
aborted ('NoSuchUpload', 'NoSuchUpload', 404)
list [[('folder/a b é+.txt', 5), ('large', 11534336)], [('small', 0)]]
empty None
"#;

/// Protects fakes of S3 for programs in any language: objects, ranges, uploads in parts, pages,
/// keys that have to be escaped, buckets in paths and in hosts, and errors without a body.
#[test]
fn boto3_calls_a_bucket() {
    let Some(folder) = shared::folder("a fake of S3") else {
        return;
    };
    let scratch = env!("CARGO_TARGET_TMPDIR");
    let interpreter = python::interpreter(scratch);
    let workspace = Workspace::new(scratch, "fake-bucket", &["s3", "bucket"]);
    let fake = fakes::compile(fakes::BUCKET, &folder, &workspace);
    let printed = python::script(&interpreter, "call_bucket.py", &[fake.url()]);
    assert_eq!(printed, CALLED);
    assert_eq!(fake.stop(), "refused []\nunused []\n");
}
