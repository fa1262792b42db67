//! Skeletons are valid inputs: by the Smithy models themselves, and by botocore.

use std::fmt::Write as _;
use std::path::Path;

use cargo_hammersmith::document::{self, Nulls};
use hammersmith_codegen::model::{self, Model, Selection, Source};
use hammersmith_codegen::plan::{self, Plan};
use hammersmith_codegen::skeleton::{self, Members};
use hammersmith_codegen::{Config, Layout};
use hammersmith_tests::{corpus, python, shared};
use serde_json::{Value, json};

/// The services that are looked at; `HAMMERSMITH_SERVICES` names others. Together they have every
/// kind of shape, recursion, large inputs and many patterns, and botocore has them by these names.
const SERVICES: &str = "amp appconfig appsync batch bedrock-agent connect eks glacier securityhub \
     iot kafka lambda mediaconvert mediatailor quicksight schemas signer xray";

/// The problems that botocore reports because it is newer than the models, not because of the
/// skeletons.
const NEWER: [&str; 3] = ["eventConfig", "parameter limit", "parameter UUID"];

/// A pattern that no string matches: a regular expression between slashes, which are part of it.
const IMPOSSIBLE: &str = r"^/^";

/// Adds the skeletons of all operations of a service that can be generated; gives what is wrong
/// with them by our own checks.
fn of_service(path: &Path, service: &str, lines: &mut String) -> Vec<String> {
    let mut found = Vec::new();
    let loaded = model::load(&[Source::File(path.to_owned())]).expect("a model");
    for operation in corpus::supported(&loaded).expect("operations") {
        let plan = planned(&loaded, operation);
        for members in [Members::All, Members::Required] {
            let input = json_of(&plan, members);
            assert_eq!(input, json_of(&plan, members), "the same every time");
            let name = &plan.operations[0].name;
            if let Some(problems) = problems(&plan, &input) {
                found.push(format!("{service} {name}: {problems}"));
            }
            let line = json!({
                "model": path.display().to_string(),
                "service": service,
                "operation": name,
                "input": input,
            });
            let _ = writeln!(lines, "{line}");
        }
    }
    found
}

fn planned(model: &Model, operation: String) -> Plan {
    let one = Selection {
        operations: vec![operation],
        ..Selection::default()
    };
    let selected = model::select(model, &one).expect("an operation");
    plan::plan(&selected, &Config::default(), Layout::Crate).expect("a plan")
}

/// The problems that `cargo hammersmith validate` finds.
fn problems(plan: &Plan, input: &Value) -> Option<String> {
    let operation = &plan.operations[0];
    let found = document::check(plan, operation, Nulls::Unset, &input.to_string());
    let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
    (!lines.is_empty()).then(|| lines.join("; "))
}

fn json_of(plan: &Plan, members: Members) -> Value {
    skeleton::input(plan, &plan.operations[0], members).to_json()
}

fn check(lines: &str, name: &str) -> (Vec<Value>, u64) {
    let scratch = env!("CARGO_TARGET_TMPDIR");
    let file = Path::new(scratch).join(name);
    std::fs::write(&file, lines).expect("a file");
    let interpreter = python::interpreter(scratch);
    let printed = python::script(&interpreter, "check_inputs.py", &[&file.to_string_lossy()]);
    let printed = printed.lines();
    let mut found: Vec<Value> = printed
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let checked = found.pop().expect("a last line");
    (found, checked["botocore"].as_u64().expect("a number"))
}

/// Protects who starts from a skeleton: neither the model nor botocore finds anything wrong.
#[test]
fn skeletons_are_valid() {
    let ours = shared::workspace().join("model/batch.json");
    let mut lines = String::new();
    assert_eq!(of_service(&ours, "batch", &mut lines), [] as [String; 0]);
    let (found, checked) = check(&lines, "skeletons-batch.jsonl");
    assert_eq!(found, [] as [Value; 0]);
    assert_eq!(checked, 2);

    let Some(folder) = shared::folder("skeletons of other services") else {
        return;
    };
    let services = std::env::var("HAMMERSMITH_SERVICES");
    let services = services.as_deref().unwrap_or(SERVICES);
    let mut lines = String::new();
    let mut text = String::new();
    for service in services.split_whitespace() {
        for path in corpus::models(&folder.join("models").join(service)) {
            for problem in of_service(&path, service, &mut lines) {
                let _ = writeln!(text, "{problem}");
            }
        }
    }
    let (found, checked) = check(&lines, "skeletons.jsonl");
    let mut impossible = 0;
    for problem in &found {
        let (what, detail) = (
            &problem["what"],
            problem["detail"].as_str().expect("a text"),
        );
        let newer = what == "botocore" && NEWER.iter().any(|newer| detail.contains(newer));
        impossible += usize::from(detail.contains(IMPOSSIBLE));
        if !newer && !detail.contains(IMPOSSIBLE) {
            let _ = writeln!(text, "{problem}");
        }
    }
    assert_eq!(text, "");
    assert!(impossible <= 2, "{impossible} patterns are impossible");
    assert!(checked > 1000, "botocore looked at {checked} inputs");
}
