//! Skeletons are valid inputs: by the Smithy models themselves, and by botocore; and as Rust they
//! build what they are as JSON.

use std::fmt::Write as _;
use std::path::Path;

use hammersmith_codegen::model::{self, Selection, Source};
use hammersmith_codegen::plan::{self, Plan};
use hammersmith_codegen::skeleton::{self, Members};
use hammersmith_codegen::{Config, Layout, name};
use hammersmith_tests::{corpus, python, shared};
use serde_json::{Value, json};

/// The services that are looked at; `HAMMERSMITH_SERVICES` names others. Together they have every
/// kind of shape, recursion, large inputs and many patterns, and botocore has them by these names.
const SERVICES: &str = "amp appconfig appsync batch bedrock-agent connect eks glacier securityhub \
     iot kafka lambda mediaconvert mediatailor quicksight schemas signer xray";

/// The skeletons of all operations of a service that can be generated.
fn of_service(path: &Path, service: &str, lines: &mut String) {
    let loaded = model::load(&[Source::File(path.to_owned())]).expect("a model");
    for operation in corpus::supported(&loaded).expect("operations") {
        let one = Selection {
            operations: vec![operation],
            ..Selection::default()
        };
        let selected = model::select(&loaded, &one).expect("an operation");
        let plan = plan::plan(&selected, &Config::default(), Layout::File).expect("a plan");
        for members in [Members::All, Members::Required] {
            let input = json_of(&plan, members);
            assert_eq!(input, json_of(&plan, members), "the same every time");
            let line = json!({
                "model": path.display().to_string(),
                "service": service,
                "operation": plan.operations[0].name,
                "input": input,
            });
            let _ = writeln!(lines, "{line}");
        }
    }
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
    of_service(&ours, "batch", &mut lines);
    let (found, checked) = check(&lines, "skeletons-batch.jsonl");
    assert_eq!(found, [] as [Value; 0]);
    assert_eq!(checked, 2);

    let Some(folder) = shared::folder("skeletons of other services") else {
        return;
    };
    let services = std::env::var("HAMMERSMITH_SERVICES");
    let services = services.as_deref().unwrap_or(SERVICES);
    let mut lines = String::new();
    for service in services.split_whitespace() {
        for path in corpus::models(&folder.join("models").join(service)) {
            of_service(&path, service, &mut lines);
        }
    }
    let (found, checked) = check(&lines, "skeletons.jsonl");
    let mut text = String::new();
    for problem in &found {
        let _ = writeln!(text, "{problem}");
    }
    assert!(found.is_empty(), "{} problems:\n{text}", found.len());
    assert!(checked > 1000, "botocore looked at {checked} inputs");
    assert_eq!(name::service_slug("Batch"), "batch");
}
