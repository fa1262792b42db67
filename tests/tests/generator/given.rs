//! The rules and waiters that the options add to a model.

use std::fs;
use std::path::Path;

use hammersmith_codegen::config::{OptionValue, Rule, Rules, Waiter};
use hammersmith_codegen::model::{Expected, Matcher, WaiterState};
use hammersmith_codegen::{Config, Generator, Layout};
use hammersmith_tests::{services, shared};
use serde_json::{Value, json};

/// The model of the fixture whose waiters have every form.
fn fixture() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/service/waiters/model.json");
    let text = fs::read_to_string(path).expect("the fixture");
    serde_json::from_str(&text).expect("JSON")
}

fn code(generator: Generator) -> String {
    let generated = generator.run(Layout::File);
    let generated = generated.unwrap_or_else(|error| panic!("{error}"));
    generated.file().expect("Rust")
}

fn of(model: &Value) -> Generator {
    Generator::new().model_text("model.json", model.to_string())
}

/// Protects programs that wait for something of their own: a waiter of the options is what the same
/// waiter of a model is, in every form.
#[test]
fn waiters_of_the_options_are_those_of_models() {
    let modelled = fixture();
    let mut without = modelled.clone();
    let mut waiters = serde_json::Map::new();
    let shapes = without["shapes"].as_object_mut().expect("shapes");
    for (id, shape) in shapes {
        let traits = shape.get_mut("traits").and_then(Value::as_object_mut);
        let taken = traits.and_then(|traits| traits.remove("smithy.waiters#waitable"));
        for (name, mut waiter) in taken
            .iter()
            .flat_map(|it| it.as_object().expect("waiters").clone())
        {
            waiter["operation"] = json!(id.split('#').next_back());
            waiters.insert(name, waiter);
        }
    }
    assert!(waiters.len() >= 3, "{waiters:?}");
    let mut config = Config::default();
    let data = OptionValue::Data(waiters.into());
    config
        .set("waiters", data)
        .unwrap_or_else(|problems| panic!("{problems}"));
    let given = config.waiters.into_iter();
    let given = given.fold(of(&without), |it, (name, waiter)| it.waiter(name, waiter));
    assert!(code(given) == code(of(&modelled)));
    assert!(!code(of(&without)).contains("wait_until_"));
}

/// Protects services with two operations of one name: a waiter that names it calls that of the
/// namespace of the service, and the ID of the other names the other.
#[test]
fn a_waiter_calls_one_operation() {
    let operation = json!({ "type": "operation" });
    let model = json!({ "smithy": "2.0", "shapes": {
        "a.b#S": {
            "type": "service",
            "version": "1",
            "operations": [{ "target": "a.a#Get" }, { "target": "a.b#Get" }],
            "rename": { "a.a#Get": "OtherGet" },
            "traits": { "aws.protocols#awsJson1_0": {} },
        },
        "a.a#Get": operation,
        "a.b#Get": operation,
    }});
    for (name, expected) in [("Get", "Get"), ("a.a#Get", "OtherGet")] {
        let waiter = Waiter::new(name).accept(WaiterState::Success, Matcher::Success(true));
        let generated = of(&model).rename("a.a#Get", "OtherGet");
        let generated = generated.waiter("Done", waiter).run(Layout::File);
        let generated = generated.unwrap_or_else(|error| panic!("{error}"));
        let operations = generated.plan().operations.iter();
        let is_waited_for: Vec<_> = operations
            .map(|it| (it.symbol.as_str(), !it.waiters.is_empty()))
            .collect();
        let expected = ["OtherGet", "Get"].map(|it| (it, it == expected));
        assert_eq!(is_waited_for, expected, "{name}");
    }
}

/// Protects build scripts: what they build with methods is what the syntax of Smithy says.
#[test]
fn waiters_are_built_as_they_are_written() {
    let built = Waiter::new("GetJob")
        .output(WaiterState::Success, "a", Expected::Text("x"))
        .output(WaiterState::Retry, "b", Expected::Flag(false))
        .output(WaiterState::Failure, "c[]", Expected::AllText("y"))
        .error(WaiterState::Failure, "Gone")
        .accept(WaiterState::Retry, Matcher::Success(false))
        .delays(1, 5)
        .documentation("Waits.");
    let output = |path: &str, comparator: &str, expected: &str| json!({ "output": { "path": path, "comparator": comparator, "expected": expected } });
    let acceptor = |state: &str, matcher: Value| json!({ "state": state, "matcher": matcher });
    let written = json!({ "Done": {
        "operation": "GetJob",
        "acceptors": [
            acceptor("success", output("a", "stringEquals", "x")),
            acceptor("retry", output("b", "booleanEquals", "false")),
            acceptor("failure", output("c[]", "allStringEquals", "y")),
            acceptor("failure", json!({ "errorType": "Gone" })),
            acceptor("retry", json!({ "success": false })),
        ],
        "minDelay": 1,
        "maxDelay": 5,
        "documentation": "Waits.",
    }});
    let mut config = Config::default();
    let text = OptionValue::Text(written.to_string());
    config.set("waiters", text).expect("a waiter");
    assert_eq!(config.waiters["Done"], built);
}

/// Protects services of one's own: each rule of the options changes what is generated, as it does
/// for the services of AWS that have it.
#[test]
fn rules_of_the_options_hold() {
    let plain = code(of(&fixture()));
    for (rules, expected) in [
        (
            Rules::new().header("x-shop", "1"),
            r#".headers(&[("x-shop", "1")])"#,
        ),
        (
            Rules::new().transient_code("Busy"),
            r#".transient_codes(&["Busy"])"#,
        ),
        (
            Rules::new().rule(Rule::MayStall, "GetJob"),
            "const STALLED_STREAM_PROTECTION: bool = false;",
        ),
        (
            Rules::new().rule(Rule::LongPolling, "GetJob"),
            "const LONG_POLLING: bool = true;",
        ),
        (Rules::new().rule(Rule::Unsigned, "GetJob"), ".anonymous()"),
        (
            Rules::new().rule(Rule::Sensitive, "Job$state"),
            "const SENSITIVE_OUTPUT: bool = true;",
        ),
        (
            Rules::new().rule(Rule::Transient, "NoSuchJob"),
            "ErrorKind::ServerError",
        ),
    ] {
        let ruled = code(of(&fixture()).rules(rules.clone()));
        assert!(ruled.contains(expected), "{rules:?}: no {expected}");
        assert!(!plain.contains(expected), "{expected}");
    }
}

/// Protects structures: a default that is left out, and members that are optional.
#[test]
fn rules_for_members_of_the_options_hold() {
    let model = json!({"smithy": "2.0", "shapes": {
        "a.b#S": {
            "type": "service",
            "version": "1",
            "operations": [{"target": "a.b#Get"}],
            "traits": {"aws.protocols#awsJson1_0": {}},
        },
        "a.b#Get": {
            "type": "operation",
            "input": {"target": "smithy.api#Unit"},
            "output": {"target": "a.b#Out"},
        },
        "a.b#Out": {"type": "structure", "members": {
            "count": {"target": "a.b#Count", "traits": {"smithy.api#default": 3}},
            "name": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}},
        }},
        "a.b#Count": {"type": "integer", "traits": {"smithy.api#default": 3}},
    }});
    let optional = |generator: Generator| {
        let code = code(generator);
        let is_optional = |field: &str| code.contains(&format!("pub {field}: Option"));
        (is_optional("count"), is_optional("name"))
    };
    assert_eq!(optional(of(&model)), (false, false));
    for (rule, name, expected) in [
        (Rule::WithoutDefault, "Count", (true, false)),
        (Rule::WithoutDefault, "Out$count", (true, false)),
        (Rule::WithoutDefault, "a.b#Out$count", (true, false)),
        (Rule::Optional, "Out$name", (false, true)),
        (Rule::Optional, "Out", (true, true)),
        (Rule::Optional, "S", (true, true)),
    ] {
        let rules = Rules::new().rule(rule, name);
        assert_eq!(
            optional(of(&model).rules(rules)),
            expected,
            "{rule:?} {name}"
        );
    }
}

/// Protects readers of the README: its waiter for jobs of Batch is generated from the real model.
#[test]
fn the_waiter_of_the_readme_waits_for_jobs_of_batch() {
    let Some(folder) = shared::folder("the waiter of the README") else {
        return;
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let readme = fs::read_to_string(root.join("README.md")).expect("the README");
    let examples = readme.split("```toml\n# hammersmith.toml\n").skip(1);
    let mut examples = examples.filter_map(|rest| Some(rest.split_once("```")?.0));
    let toml = examples.find(|toml| toml.contains("waiter"));
    let toml = toml.expect("the example");
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme-waiter");
    fs::create_dir_all(&place).expect("a directory of our own");
    let model = services::model(&folder, "batch");
    let toml = toml.replace("model/batch.json", &model.to_string_lossy());
    let file = place.join("hammersmith.toml");
    fs::write(&file, toml).expect("a file of our own");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let config = file.to_string_lossy().into_owned();
    let arguments = ["cargo-hammersmith", "generate", "--config", &config];
    let code = cargo_hammersmith::run(arguments, &mut out, &mut err);
    assert_eq!(code, 0, "{}", String::from_utf8_lossy(&err));
    let client = fs::read_to_string(place.join("generated/batch/src/client.rs"));
    assert!(
        client
            .expect("a client")
            .contains("fn wait_until_job_succeeded(")
    );
}
