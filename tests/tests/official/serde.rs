//! Inputs, outputs and all they hold as data: what goes over the wire is what serde reads and
//! writes.

use std::collections::HashMap;
use std::fmt::Debug;

use hammersmith::primitives::{BigDecimal, BigInteger, Blob, DateTime, Document};
use hammersmith::serde::DenyUnknown;
use hammersmith::{Operation, error::ProvideErrorMetadata};
use hammersmith_batch::operation::register_job_definition::builders::{
    RegisterJobDefinitionInputBuilder, RegisterJobDefinitionOutputBuilder,
};
use hammersmith_batch::operation::register_job_definition::{
    RegisterJobDefinition, RegisterJobDefinitionInput, RegisterJobDefinitionOutput,
};
use hammersmith_batch::types::error::ClientException;
use hammersmith_batch::types::{
    ContainerProperties, JobDefinitionType, ResourceRequirement, builders,
};
use hammersmith_tests::source::{Source, Style};
use hammersmith_tests::{ours, shared};
use serde::de::value::MapDeserializer;
use serde::de::{DeserializeOwned, IntoDeserializer};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

type Input = RegisterJobDefinitionInput;

/// The body of the request that is sent for an input.
fn body(input: &Input) -> Value {
    let request = RegisterJobDefinition::serialize(input).expect("the input can be sent");
    serde_json::from_slice(&request.body).expect("the body is JSON")
}

/// Inputs with everything, with nothing, and with anything.
fn inputs() -> Vec<RegisterJobDefinitionInputBuilder> {
    let random = (0..60).map(|seed| Style::Random { seed, entries: 3 });
    [
        Style::Full,
        Style::EmptyCollections,
        Style::Text("a \"b\" \\ \n \u{1} é 🔨".to_owned()),
        Style::Number(i64::MAX),
        Style::Number(i64::MIN),
    ]
    .into_iter()
    .chain(random)
    .map(|style| ours::input::input(&mut Source::new(style)))
    .chain([ours::examples::simple(), ours::examples::tagged()])
    .collect()
}

/// The same value, out of another format and back.
fn formats<T: Serialize + DeserializeOwned>(value: &T) -> [(&'static str, T); 5] {
    let json = serde_json::to_string_pretty(value).expect("JSON");
    let yaml = serde_yaml_ng::to_string(value).expect("YAML");
    let toml = toml::to_string(value).expect("TOML");
    let mut cbor = Vec::new();
    ciborium::into_writer(value, &mut cbor).expect("CBOR");
    let tree = serde_json::to_value(value).expect("JSON");
    [
        ("JSON", serde_json::from_str(&json).expect(&json)),
        ("a tree", serde_json::from_value(tree).expect("a tree")),
        ("YAML", serde_yaml_ng::from_str(&yaml).expect(&yaml)),
        ("TOML", toml::from_str(&toml).expect(&toml)),
        ("CBOR", ciborium::from_reader(&*cbor).expect("CBOR")),
    ]
}

#[track_caller]
fn round_trips<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    for (format, back) in formats(value) {
        assert!(back == *value, "{format}: {value:?}\n{back:?}");
    }
}

/// Protects those who keep inputs in files: whatever an input holds is written, under the names of
/// the wire, and read back, in every format; and the builder of it is the same object.
#[test]
fn every_input_round_trips_in_every_format() {
    for builder in inputs() {
        let input = builder.clone().build().expect("an input");
        assert_eq!(serde_json::to_value(&input).expect("JSON"), body(&input));
        round_trips(&input);
        assert_eq!(serde_json::to_value(&builder).expect("JSON"), body(&input));
        round_trips(&builder);
        let json = body(&input);
        let strict: DenyUnknown<Input> =
            serde_json::from_value(json.clone()).unwrap_or_else(|error| panic!("{error}: {json}"));
        assert_eq!(strict.into_inner(), input);
    }
}

/// Protects what the command line of AWS takes: the inputs of the model's examples, and their
/// outputs.
#[test]
fn the_examples_of_the_model_load() {
    let model = shared::our_model();
    let operation = &model["shapes"]["com.amazonaws.batch#RegisterJobDefinition"];
    let examples = operation["traits"]["smithy.api#examples"]
        .as_array()
        .expect("examples");
    for example in examples {
        let DenyUnknown::<Input>(input) =
            serde_json::from_value(example["input"].clone()).expect("an input");
        assert_eq!(body(&input), example["input"]);
        let output: RegisterJobDefinitionOutput =
            serde_json::from_value(example["output"].clone()).expect("an output");
        assert_eq!(
            serde_json::to_value(&output).expect("JSON"),
            example["output"]
        );
        round_trips(&output);
    }
    assert_eq!(examples.len(), 2);
}

/// Inputs that cannot be read, each with the message.
fn wrong_inputs() -> Vec<(String, String)> {
    let requirement = |value: &str| {
        format!(
            r#"{{"containerProperties": {{"resourceRequirements": [{{"type": "VCPU"}}, {{"value": {value}}}]}}}}"#
        )
    };
    let value = "containerProperties.resourceRequirements[1].value";
    vec![
        (
            requirement("1"),
            format!("{value}: expected a string, found a number"),
        ),
        (
            requirement("[]"),
            format!("{value}: expected a string, found a list"),
        ),
        (
            requirement("{}"),
            format!("{value}: expected a string, found an object"),
        ),
        (
            requirement("true"),
            format!("{value}: expected a string, found a boolean"),
        ),
        (
            r#"{"containerProperties": "x"}"#.into(),
            "containerProperties: expected an object, found a string".into(),
        ),
        (
            r#"{"containerProperties": {"vcpus": "1"}}"#.into(),
            "containerProperties.vcpus: expected an integer, found a string".into(),
        ),
        (
            r#"{"containerProperties": {"vcpus": 1.5}}"#.into(),
            "containerProperties.vcpus: `1.5` is not an integer".into(),
        ),
        (
            r#"{"containerProperties": {"vcpus": 3000000000}}"#.into(),
            "containerProperties.vcpus: `3000000000` does not fit; expected an integer from -2147483648 to 2147483647".into(),
        ),
        (
            r#"{"platformCapabilities": ["EC2", null]}"#.into(),
            "platformCapabilities[1]: null where a value has to be".into(),
        ),
        (
            r#"{"platformCapabilities": {"a": 1}}"#.into(),
            "platformCapabilities: expected a list, found an object".into(),
        ),
        (
            r#"{"tags": {"a.b": 1}}"#.into(),
            "tags[\"a.b\"]: expected a string, found a number".into(),
        ),
        (
            r#"{"tags": {"a": null}}"#.into(),
            "tags.a: null where a value has to be".into(),
        ),
        ("[]".into(), "expected an object, found a list".into()),
        ("null".into(), "expected an object, found null".into()),
    ]
}

/// Protects those who write inputs by hand: an error says what is wrong, and where.
#[test]
fn errors_say_where() {
    for (text, message) in wrong_inputs() {
        let error = serde_json::from_str::<Input>(&text).expect_err(&text);
        assert_eq!(error.to_string(), message, "{text}");
        let error = serde_json::from_str::<RegisterJobDefinitionInputBuilder>(&text);
        assert_eq!(error.expect_err(&text).to_string(), message, "{text}");
        let error = serde_yaml_ng::from_str::<Input>(&text).expect_err(&text);
        assert_eq!(error.to_string(), message, "{text}");
    }
    // What is no JSON at all is the format's to say, and it knows line and column.
    let error = serde_json::from_str::<Input>("{\n  \"type\": }").expect_err("no JSON");
    assert_eq!(error.to_string(), "expected value at line 2 column 11");
    // Inside of somebody else's data, so is where the value ends.
    let error = serde_json::from_str::<Vec<Input>>("[\n{\"tags\": 1}]").expect_err("no map");
    assert_eq!(
        error.to_string(),
        "tags: expected an object, found a number at line 2 column 12"
    );
}

/// Protects new members from old programs, and people from slips, as they choose.
#[test]
fn unknown_members_are_left_out_or_refused() {
    let cases = [
        (
            json!({"jobDefinitionNam": "a"}),
            "jobDefinitionNam: unknown member; did you mean \"jobDefinitionName\"?",
        ),
        (
            json!({"job_definition_name": "a"}),
            "job_definition_name: unknown member; did you mean \"jobDefinitionName\"?",
        ),
        (
            json!({"containerProperties": {"imgae": {"a": [1, {}]}}}),
            "containerProperties.imgae: unknown member; did you mean \"image\"?",
        ),
        (
            json!({"timeout": {"seconds": 60}}),
            "timeout.seconds: unknown member; known are \"attemptDurationSeconds\"",
        ),
        (
            json!({"ecsProperties": {"taskProperties": [{}, {"containers": [{"Image": 1}]}]}}),
            "ecsProperties.taskProperties[1].containers[0].Image: unknown member; did you mean \"image\"?",
        ),
    ];
    for (data, message) in cases {
        let read: Input = serde_json::from_value(data.clone()).expect("it is left out");
        assert_ne!(serde_json::to_value(&read).expect("JSON"), data);
        let error = serde_json::from_value::<DenyUnknown<Input>>(data).expect_err(message);
        assert_eq!(error.to_string(), message);
    }
    // The keys of maps are anybody's, and services add their own mark.
    let known = json!({"tags": {"anything": "x"}, "__type": "job", "timeout": {"__type": "t"}});
    serde_json::from_value::<DenyUnknown<Input>>(known).expect("nothing unknown");
    let many: DenyUnknown<Vec<Input>> = serde_json::from_value(json!([{}])).expect("a list");
    assert_eq!(serde_json::to_value(&many).expect("JSON"), json!([{}]));
}

/// Protects data from a later version: an enum keeps what it does not know.
#[test]
fn enums_are_texts_and_keep_what_they_do_not_know() {
    let text = r#"["container","serverless"]"#;
    let kinds: Vec<JobDefinitionType> = serde_json::from_str(text).expect("texts");
    assert_eq!(kinds[0], JobDefinitionType::Container);
    assert_eq!(kinds[1].as_str(), "serverless");
    assert_eq!(serde_json::to_string(&kinds).expect("JSON"), text);
    let input: Input = serde_json::from_value(json!({"type": "serverless"})).expect("an input");
    assert_eq!(body(&input), json!({"type": "serverless"}));
    let error = serde_json::from_str::<JobDefinitionType>("1").expect_err("no text");
    assert!(
        error
            .to_string()
            .starts_with("invalid type: integer `1`, expected a string")
    );
    let keys: std::collections::BTreeMap<JobDefinitionType, u8> =
        serde_json::from_str(r#"{"multinode":1}"#).expect("keys");
    assert_eq!(keys[&JobDefinitionType::Multinode], 1);
}

/// Protects outputs and errors: what the service said is kept, what the call was like is not.
#[test]
fn outputs_and_errors_hold_what_the_model_says() {
    let response = hammersmith::http::Response::new(
        200,
        br#"{"jobDefinitionName":"a","jobDefinitionArn":"arn","revision":3}"#,
    )
    .with_header("x-amzn-requestid", "id");
    let output = RegisterJobDefinition::parse(&response).expect("an output");
    let data = serde_json::to_value(&output).expect("JSON");
    assert_eq!(
        data,
        json!({"jobDefinitionName": "a", "jobDefinitionArn": "arn", "revision": 3})
    );
    let read: RegisterJobDefinitionOutput = serde_json::from_value(data).expect("an output");
    assert_eq!(read.job_definition_arn(), output.job_definition_arn());
    // What is missing stays missing, other than in a response.
    let partial: RegisterJobDefinitionOutput = serde_json::from_value(json!({})).expect("nothing");
    assert_eq!(partial.job_definition_name(), None);
    round_trips(&partial);
    let builder: RegisterJobDefinitionOutputBuilder =
        serde_json::from_value(json!({"revision": 1})).expect("a builder");
    assert_eq!(builder.get_revision(), &Some(1));

    let error: ClientException =
        serde_json::from_value(json!({"message": "no"})).expect("an error");
    assert_eq!((error.message(), error.meta().code()), (Some("no"), None));
    round_trips(&error);
}

/// Protects types that others build of ours.
#[test]
fn types_of_ours_fit_into_types_of_others() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Job {
        team: String,
        #[serde(flatten)]
        definition: Input,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        container: Option<ContainerProperties>,
        requirements: Vec<ResourceRequirement>,
        draft: builders::ContainerPropertiesBuilder,
    }
    let yaml = "\
team: blue
jobDefinitionName: sleep
type: container
retryStrategy:
  attempts: 3
  evaluateOnExit:
    - {onReason: '*', action: EXIT}
requirements:
  - type: VCPU
    value: '1'
draft:
  image: busybox
";
    let job: Job = serde_yaml_ng::from_str(yaml).expect("a job");
    assert_eq!(job.definition.job_definition_name(), Some("sleep"));
    assert_eq!(job.requirements[0].value(), Some("1"));
    assert_eq!(job.draft.get_image().as_deref(), Some("busybox"));
    let retry = job.definition.retry_strategy().expect("a strategy");
    assert_eq!(retry.evaluate_on_exit()[0].on_reason(), Some("*"));
    let back = serde_yaml_ng::to_string(&job).expect("YAML");
    assert_eq!(serde_yaml_ng::from_str::<Job>(&back).expect("a job"), job);
}

/// Protects data in formats that have more than JSON: it is taken for what JSON would have.
#[test]
fn what_json_does_not_have_is_understood() {
    #[derive(Deserialize)]
    struct Toml {
        at: DenyUnknown<DateTime>,
    }
    let Toml { at } = toml::from_str("at = 2023-11-14T22:13:20Z").expect("a date");
    assert_eq!(at.0, DateTime::from_secs(1_700_000_000));

    let yaml = "{1: a, true: ~, tagged: !text b}";
    let map: DenyUnknown<HashMap<String, Document>> = serde_yaml_ng::from_str(yaml).expect("a map");
    let text = |text: &str| Document::String(text.to_owned());
    let tagged = Document::Object([("text".to_owned(), text("b"))].into());
    let expected = [
        ("1", text("a")),
        ("true", Document::Null),
        ("tagged", tagged),
    ];
    assert_eq!(
        map.0,
        expected.map(|(key, value)| (key.to_owned(), value)).into()
    );

    let mut cbor = Vec::new();
    ciborium::into_writer(&ciborium::Value::Bytes(b"hi".into()), &mut cbor).expect("CBOR");
    let blob: DenyUnknown<Blob> = ciborium::from_reader(&*cbor).expect("bytes");
    assert_eq!(blob.0, Blob::new(b"hi"));

    type Plain = serde::de::value::Error;
    let large: DenyUnknown<BigInteger> =
        Deserialize::deserialize(IntoDeserializer::<Plain>::into_deserializer(i128::MIN))
            .expect("a number");
    assert_eq!(large.0.as_ref(), i128::MIN.to_string());
    // So does `serde_json` with the feature `arbitrary_precision`.
    let exact =
        MapDeserializer::<_, Plain>::new([("$serde_json::private::Number", "1.50")].into_iter());
    let exact: DenyUnknown<BigDecimal> = Deserialize::deserialize(exact).expect("a number");
    assert_eq!(exact.0.as_ref(), "1.50");
}
