//! The inputs that validation refuses, compared with botocore, which shares no code with it.

mod flaws;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::path::Path;

use cargo_hammersmith::document::{self, Nulls};
use flaws::Flaws;
use hammersmith::Operation;
use hammersmith::validate::{Problem, ProblemKind, ValidationErrors};
use hammersmith_batch::operation::register_job_definition::{
    RegisterJobDefinition, RegisterJobDefinitionInput,
};
use hammersmith_codegen::plan::Plan;
use hammersmith_codegen::plan::shapes::Shapes;
use hammersmith_codegen::{Generator, Layout, model};
use hammersmith_tests::source::{Source, Style};
use hammersmith_tests::{corpus, ours, python, shared};
use serde_json::{Value, json};

/// Members of which the botocore of `requirements.txt`, whose models are newer, asks for a length
/// that ours do not.
const NEWER: [&str; 3] = ["MasterRegion", "TagKeys[0]", "UUID"];

/// The problems that botocore finds in each case: kind and path; `None` where it does not know the
/// operation.
fn botocore(name: &str, cases: &[Value]) -> Vec<Option<Vec<(String, String)>>> {
    let scratch = env!("CARGO_TARGET_TMPDIR");
    let interpreter = python::interpreter(scratch);
    let file = Path::new(scratch).join(name);
    std::fs::write(&file, Value::from(cases).to_string()).expect("the cases");
    let printed = python::script(&interpreter, "validate.py", &[&file.to_string_lossy()]);
    let lines = printed.lines();
    let reports: Vec<_> = lines
        .map(|line| serde_json::from_str(line).expect("a list of problems"))
        .collect();
    assert_eq!(reports.len(), cases.len());
    reports
}

/// A problem that we find.
struct Found {
    /// The name of its kind.
    kind: String,
    /// Kind and path in the words of botocore, if it has any for it.
    words: Option<(String, String)>,
}

impl Found {
    fn new(kind: &impl Debug, path: &str, words: Option<&str>) -> Self {
        let kind = format!("{kind:?}");
        let kind = kind.split(['(', ' ']).next().unwrap_or_default();
        let path = path.replace("[\"", ".").replace("\"]", "");
        Self {
            kind: kind.to_owned(),
            words: words.map(|words| (words.to_owned(), path)),
        }
    }

    fn in_document(problem: &document::Problem) -> Self {
        use cargo_hammersmith::document::ProblemKind as Kind;
        let words = match &problem.kind {
            Kind::Required => Some("missing required field"),
            Kind::UnknownMember { .. } => Some("unknown field"),
            Kind::WrongType { .. } | Kind::NotInteger { .. } | Kind::NotTimestamp { .. } => {
                Some("invalid type")
            }
            Kind::Length { below: true, .. } => Some("invalid length"),
            Kind::Range { below: true, .. } => Some("invalid range"),
            Kind::Union { found: 0 } => Some("empty input"),
            Kind::Union { .. } => Some("more than one input"),
            _ => None,
        };
        Self::new(&problem.kind, &problem.path, words)
    }

    fn in_input(problem: &Problem) -> Self {
        let words = match &problem.kind {
            ProblemKind::Required => Some("missing required field"),
            ProblemKind::Length { found, min, .. } if found < min => Some("invalid length"),
            ProblemKind::Range { below: true, .. } => Some("invalid range"),
            _ => None,
        };
        Self::new(&problem.kind, &problem.path, words)
    }
}

/// Counts the problems that botocore does not find, by kind.
fn beyond(ours: &[Found], theirs: &[(String, String)], table: &mut BTreeMap<String, usize>) {
    for found in ours {
        let seen = |words: &(String, String)| theirs.contains(words);
        if !found.words.as_ref().is_some_and(seen) {
            *table.entry(found.kind.clone()).or_default() += 1;
        }
    }
}

/// Protects: what botocore refuses of the inputs of eight services, `document::check` refuses at
/// the same place for the same reason.
#[test]
fn documents_of_many_services() {
    let Some(folder) = shared::folder("comparing validation with botocore") else {
        return;
    };
    let services = [
        ("amp", "amp"),
        ("app-mesh", "appmesh"),
        ("batch", "batch"),
        ("bedrock-agent", "bedrock-agent"),
        ("kafka", "kafka"),
        ("lambda", "lambda"),
        ("lex-runtime-service", "lex-runtime"),
        ("rds-data", "rds-data"),
    ];
    let (mut cases, mut ours) = (Vec::new(), Vec::new());
    for (service, name) in services {
        let plan = plan(&folder.join("models").join(service));
        let shapes = Shapes::of(&plan);
        for operation in &plan.operations {
            for seed in 0..12 {
                let input = Flaws::new(&shapes, seed).input(operation);
                let found = document::check(&plan, operation, Nulls::Refused, &input.to_string());
                ours.push(found.iter().map(Found::in_document).collect::<Vec<_>>());
                cases.push(json!([name, operation.name, input]));
            }
        }
    }
    let theirs = botocore("validate-services.json", &cases);
    let (mut missed, mut table) = (Vec::new(), BTreeMap::new());
    let (mut refused, mut good) = (0, 0);
    for ((case, ours), theirs) in cases.iter().zip(&ours).zip(&theirs) {
        let Some(theirs) = theirs else { continue };
        refused += usize::from(!theirs.is_empty());
        good += usize::from(theirs.is_empty() && ours.is_empty());
        let words: BTreeSet<_> = ours
            .iter()
            .filter_map(|found| found.words.as_ref())
            .collect();
        let unseen = theirs.iter().filter(|problem| {
            let newer = problem.0 == "invalid length" && NEWER.contains(&problem.1.as_str());
            !newer && !words.contains(*problem)
        });
        missed.extend(unseen.map(|problem| format!("{problem:?} in {case}")));
        beyond(ours, theirs, &mut table);
    }
    assert!(
        missed.is_empty(),
        "{} missed, e.g. {:#?}",
        missed.len(),
        missed.iter().take(9).collect::<Vec<_>>()
    );
    println!(
        "{} inputs, refused by botocore {refused}, good for both {good}; beyond it: {table:?}",
        cases.len()
    );
    assert!(cases.len() >= 2_000 && refused >= 1_000 && good >= 100);
}

fn plan(folder: &Path) -> Plan {
    let file = corpus::models(folder).pop().expect("a model");
    let loaded = model::load(&[model::Source::File(file.clone())]).expect("a model");
    let operations = corpus::supported(&loaded).expect("operations");
    let generator = Generator::new().model(file).operations(operations);
    let generated = generator.run(Layout::Crate).expect("a service");
    generated.plan().clone()
}

/// A random input of RegisterJobDefinition, and its body.
fn random_input(seed: u64) -> (RegisterJobDefinitionInput, Vec<u8>) {
    let style = Style::Random { seed, entries: 1 };
    let mut builder = ours::input::input(&mut Source::new(style));
    if seed.is_multiple_of(2) {
        // Most of what is random lacks something; so do fewer of these.
        builder = RegisterJobDefinitionInput::builder()
            .job_definition_name("name")
            .r#type("container".into())
            .set_parameters(builder.get_parameters().clone())
            .set_tags(builder.get_tags().clone())
            .set_retry_strategy(builder.get_retry_strategy().clone())
            .set_timeout(builder.get_timeout().clone());
    }
    let input = builder.build().expect("an input");
    let request = RegisterJobDefinition::serialize(&input).expect("a request");
    (input, request.body)
}

/// Protects: what botocore refuses of inputs, the method `validate` of the same inputs in Rust
/// refuses.
#[test]
fn typed_inputs() {
    let (inputs, bodies): (Vec<_>, Vec<_>) = (0..2_000).map(random_input).unzip();
    let cases: Vec<Value> = bodies
        .iter()
        .map(|body| serde_json::from_slice(body).expect("JSON"))
        .map(|body: Value| json!(["batch", "RegisterJobDefinition", body]))
        .collect();
    let theirs = botocore("validate-batch.json", &cases);
    let (mut table, mut refused, mut good) = (BTreeMap::new(), 0, 0);
    for (input, theirs) in inputs.iter().zip(theirs) {
        let theirs = theirs.expect("an operation it knows");
        let ours = input.validate().err();
        let ours = ours.map(ValidationErrors::into_problems);
        let ours: Vec<_> = ours.iter().flatten().map(Found::in_input).collect();
        assert!(
            theirs.is_empty() || !ours.is_empty(),
            "{theirs:?} in {input:?}"
        );
        assert!(
            theirs.len() <= ours.len(),
            "{theirs:?} in {input:?}, but {} of ours",
            ours.len()
        );
        // Names in Rust and on the wire differ in case and underscores; keys of maps may be any
        // text.
        let plain = |path: &str| path.replace('_', "").to_lowercase();
        let words = ours.iter().filter_map(|found| found.words.clone());
        let words: BTreeSet<_> = words.map(|(kind, path)| (kind, plain(&path))).collect();
        for (kind, path) in theirs
            .iter()
            .filter(|(kind, _)| kind.starts_with("missing"))
        {
            let there = words.contains(&(kind.clone(), plain(path)));
            assert!(there, "{kind} of {path} in {input:?}");
        }
        refused += usize::from(!theirs.is_empty());
        good += usize::from(ours.is_empty());
        beyond(&ours, &[], &mut table);
    }
    println!("refused by botocore {refused}, good for both {good}; ours: {table:?}");
    assert!(refused >= 500 && good >= 200);
}
