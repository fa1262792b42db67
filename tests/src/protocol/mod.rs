//! The official protocol tests, as tests that the generator makes of them.
//!
//! Each file of test cases is a model. [`Suite::write`] generates a crate of it, with the option
//! `protocol-tests`, and [`Suite::run`] runs the crate's tests. [`table()`] says what came out.
//!
//! The cases of S3 need the endpoint rules of the service, which the model of the cases lacks. As
//! for the official crates, they are applied to the model of the service itself.

mod outcome;
mod sources;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use hammersmith_codegen::config::Config;
use hammersmith_codegen::diagnostic::Problems;
use hammersmith_codegen::model::{self, Model, Selection, Source};
use hammersmith_codegen::plan::protocol_test::Kind;
use hammersmith_codegen::{Generator, Layout, Package, plan};

use crate::shared;
use crate::workspace::Workspace;

/// The files of the protocols, and of the services that have rules of their own.
pub const FILES: [&str; 17] = [
    "awsJson1_0",
    "awsJson1_0QueryCompatible",
    "awsJson1_1",
    "awsQuery",
    "ec2Query",
    "restJson1",
    "restJson1Validation",
    "restXml",
    "restXmlWithNamespace",
    "rpcv2Cbor",
    "rpcv2CborQueryCompatible",
    "rpcv2CborNonQueryCompatible",
    "rpcv2Json",
    "apigateway",
    "glacier",
    "machinelearning",
    "s3",
];

/// The cases that only a rule of one service can satisfy, which no trait of the model says.
const SERVICE_RULES: [(&str, &str); 6] = [
    ("ApiGatewayAccept", "requests have the header `accept`"),
    (
        "GlacierVersionHeader",
        "requests have the service's version",
    ),
    ("GlacierChecksums", "requests have a tree hash"),
    ("GlacierAccountId", "an account ID that is unset is `-`"),
    ("GlacierMultipartChecksums", "requests have a tree hash"),
    (
        "MachinelearningPredictEndpoint",
        "a member of the input is the endpoint",
    ),
];

/// The cases that fail although their operation is generated: file, ID, and why that is as it
/// should be.
pub const KNOWN: [(&str, &str, &str); 15] = [
    ("s3", "S3PathAddressing", SLASH),
    (
        "awsJson1_0",
        "AwsJson10ClientPopulatesDefaultValuesInInput",
        DEFAULTS,
    ),
    (
        "restJson1",
        "RestJsonClientPopulatesDefaultValuesInInput",
        DEFAULTS,
    ),
    (
        "restJson1",
        "DuplexMissingRequiredInitialResponseOutput",
        STANDS_IN,
    ),
    (
        "restJson1",
        "MissingRequiredInitialResponseOutput",
        STANDS_IN,
    ),
    (
        "rpcv2Cbor",
        "RpcV2CborClientPopulatesDefaultValuesInInput",
        DEFAULTS,
    ),
    (
        "rpcv2Json",
        "RpcV2JsonRequestClientPopulatesDefaultValuesInInput",
        DEFAULTS,
    ),
    (
        "rpcv2Json",
        "RpcV2JsonRequestBigDecimalHighPrecision",
        DIGITS,
    ),
    (
        "rpcv2Json",
        "RpcV2JsonResponseBigDecimalHighPrecision",
        DIGITS,
    ),
    (
        "rpcv2Json",
        "RpcV2JsonRequestBigDecimalNegativeHighPrecision",
        DIGITS,
    ),
    (
        "rpcv2Json",
        "RpcV2JsonResponseBigDecimalNegativeHighPrecision",
        DIGITS,
    ),
    (
        "rpcv2Json",
        "RpcV2JsonRequestBigDecimalLargeWithFraction",
        DIGITS,
    ),
    (
        "rpcv2Json",
        "RpcV2JsonResponseBigDecimalLargeWithFraction",
        DIGITS,
    ),
    (
        "rpcv2Json",
        "RpcV2JsonRequestBigIntegerNegativeLargeValue",
        DIGITS,
    ),
    (
        "rpcv2Json",
        "RpcV2JsonResponseBigIntegerNegativeLargeValue",
        DIGITS,
    ),
];

/// As with the official clients, the path of the operation is behind that of the endpoint.
const SLASH: &str = "a slash is behind the name of the bucket";

/// As with the official clients, a response without a required member is one in which that is
/// empty.
const STANDS_IN: &str = "a required member that is missing in a response is empty";

/// The output is right, but the value that the case expects has been rounded.
const DIGITS: &str = "the generator reads numbers of a model as 64-bit integers and floats";

/// The official clients of the older generator fail these cases, too: their requests leave numbers
/// out that equal the default.
const DEFAULTS: &str = "a number is not sent if it equals its default";

/// A case: `request` or `response`, and its ID.
pub type Key = (&'static str, String);

/// The cases of a file, each with what came of it.
#[derive(Debug)]
pub struct Suite {
    /// The name of the file, without its extension.
    pub file: String,
    /// The cases for clients, each with the reason why it does not pass, if it does not.
    pub cases: BTreeMap<Key, Option<String>>,
    /// The test functions of the generated crate, by name.
    tests: BTreeMap<String, Key>,
    /// The generated crate.
    package: String,
}

impl Suite {
    /// Generates the crate of a model, with all operations that can be generated.
    ///
    /// # Panics
    ///
    /// If the model cannot be read, or an operation fails that can be generated by itself.
    pub fn write(model_path: &Path, workspace: &Workspace) -> Self {
        let file = model_path.file_stem().unwrap_or_default();
        let file = file.to_string_lossy().into_owned();
        let sources = sources::of(model_path, workspace);
        let files = sources.files.iter().cloned().map(Source::File);
        let model = model::load(&files.collect::<Vec<_>>()).expect("a model");
        let (supported, refused) = operations(&model, &sources.operations);
        let mut suite = Self {
            cases: cases(&model, &refused),
            tests: BTreeMap::new(),
            package: format!("protocol-{}", file.replace('_', "-").to_lowercase()),
            file,
        };
        let folder = workspace.folder().join(&suite.package);
        if supported.is_empty() {
            // Nothing to compile, and nothing of an earlier run.
            let _ = fs::remove_dir_all(&folder);
            return suite;
        }
        let root = shared::workspace().canonicalize().expect("the workspace");
        let models = sources.files.into_iter();
        let generated = models
            .fold(Generator::new(), Generator::model)
            .operations(supported)
            .protocol_tests(true)
            .package(Package {
                name: Some(suite.package.clone()),
                version: None,
                runtime_path: Some(root.join("runtime").display().to_string()),
            })
            .run(Layout::Crate)
            .expect("a service");
        let output = generated.output(Layout::Crate).expect("Rust");
        output.write(&folder).expect("a crate");
        for case in generated.plan().protocol_tests.iter().flatten() {
            let direction = match &case.kind {
                Kind::Request(_) => "request",
                Kind::Event(event) if event.is_sent => "request",
                _ => "response",
            };
            let key = (direction, case.id.clone());
            suite.tests.insert(case.name.clone(), key);
        }
        suite
    }

    /// Runs the crate's tests, and notes what comes of each case.
    ///
    /// # Panics
    ///
    /// If they do not compile.
    pub fn run(&mut self, workspace: &Workspace) {
        let mut outcomes = BTreeMap::new();
        if !self.tests.is_empty() {
            let output = workspace.cargo(&[
                "test",
                "--quiet",
                "--package",
                &self.package,
                "--test",
                "protocol",
                "--no-default-features",
                "--features",
                "serde",
                "--",
                "--format",
                "pretty",
            ]);
            outcomes = outcome::read(&String::from_utf8_lossy(&output.stdout));
            let errors = String::from_utf8_lossy(&output.stderr);
            assert_eq!(
                outcomes.keys().collect::<Vec<_>>(),
                self.tests.keys().collect::<Vec<_>>(),
                "the tests of {} that ran\n{errors}",
                self.file
            );
        }
        for (test, reason) in outcomes {
            if let Some(key) = self.tests.get(&test) {
                self.cases.insert(key.clone(), reason);
            }
        }
        for ((_, id), reason) in &mut self.cases {
            let Some(reason) = reason else { continue };
            let mut rules = SERVICE_RULES.iter();
            if let Some((_, rule)) = rules.find(|(known, _)| known == id) {
                *reason = format!("needs a service rule: {rule} ({reason})");
            }
            let mut known = KNOWN.iter();
            if let Some((.., why)) =
                known.find(|(file, known, _)| *file == self.file && known == id)
            {
                *reason = format!("known: {why}");
            }
        }
    }

    /// The number of cases that pass.
    pub fn passed(&self) -> usize {
        self.cases
            .values()
            .filter(|reason| reason.is_none())
            .count()
    }

    /// The cases that do not pass, each with the reason.
    pub fn failed(&self) -> impl Iterator<Item = (&Key, &str)> {
        let cases = self.cases.iter();
        cases.filter_map(|(key, reason)| Some((key, reason.as_deref()?)))
    }
}

/// The operations of those names that can be generated, of all without names, and those that cannot with the generator's reason, by ID.
fn operations(model: &Model, named: &[String]) -> (Vec<String>, BTreeMap<String, String>) {
    let selection = Selection {
        operations: named.to_vec(),
        ..Selection::default()
    };
    let all = model::select(model, &selection).expect("a service");
    let (mut supported, mut refused) = (Vec::new(), BTreeMap::new());
    for operation in &all.operations {
        let one = Selection {
            operations: vec![operation.to_string()],
            ..Selection::default()
        };
        let selected = model::select(model, &one).expect("an operation");
        match plan::plan(&selected, &Config::default(), Layout::Crate) {
            Ok(_) => supported.push(operation.to_string()),
            Err(problems) => {
                let reason = reason(&problems, all.service.as_ref());
                refused.insert(operation.to_string(), reason);
            }
        }
    }
    (supported, refused)
}

/// The first problem; one of the service before all others, which may follow from it.
fn reason(problems: &Problems, service: &str) -> String {
    let is_service =
        |it: &&hammersmith_codegen::diagnostic::Problem| it.shape.as_deref() == Some(service);
    let first = problems.iter().find(is_service).or(problems.iter().next());
    first.map(|it| it.message.clone()).unwrap_or_default()
}

/// The cases for clients that a model has for its protocols, each with the reason why it is not
/// generated.
fn cases(model: &Model, refused: &BTreeMap<String, String>) -> BTreeMap<Key, Option<String>> {
    let services = model.services();
    let protocols: Vec<&str> = services.flat_map(|it| it.traits.protocols()).collect();
    let mut cases = BTreeMap::new();
    for shape in model.shapes() {
        let requests = shape.traits.http_request_tests().into_iter();
        let requests = requests.map(|test| ("request", test.case));
        let responses = shape.traits.http_response_tests().into_iter();
        let responses = responses.map(|test| ("response", test.case));
        for (direction, case) in requests.chain(responses) {
            if case.applies_to == Some("server") || !protocols.contains(&case.protocol) {
                continue;
            }
            let own = refused.get(shape.id.as_str());
            // An error has no test if nothing that is generated fails with it.
            let any = refused.values().next();
            let reason = own.or(any.filter(|_| shape.traits.error().is_some()));
            let reason = reason.cloned().unwrap_or_else(|| "has no test".to_owned());
            cases.insert((direction, case.id.to_owned()), Some(reason));
        }
        for test in shape.traits.event_stream_tests() {
            let is_ours = protocols.contains(&test.case.protocol);
            if test.case.applies_to == Some("server") || !is_ours {
                continue;
            }
            let is_sent = test.request.is_some() || test.events.iter().any(|event| event.is_sent);
            let direction = if is_sent { "request" } else { "response" };
            let reason = refused.get(shape.id.as_str()).cloned();
            let reason = reason.unwrap_or_else(|| "has no test".to_owned());
            cases.insert((direction, test.case.id.to_owned()), Some(reason));
        }
    }
    cases
}

/// The results of all cases, as Markdown.
pub fn table(suites: &[Suite]) -> String {
    let mut text = String::from("| file | passed | total |\n| --- | --: | --: |\n");
    for suite in suites {
        let (passed, total) = (suite.passed(), suite.cases.len());
        let _ = writeln!(text, "| {} | {passed} | {total} |", suite.file);
    }
    for suite in suites {
        let mut reasons: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for ((direction, id), reason) in suite.failed() {
            let case = format!("`{id}` ({direction})");
            reasons.entry(reason).or_default().push(case);
        }
        if !reasons.is_empty() {
            let _ = write!(text, "\n{}:\n\n", suite.file);
        }
        for (reason, cases) in reasons {
            let reason = reason.replace('\n', " ");
            let cases = if cases.len() == suite.cases.len() && cases.len() > 1 {
                format!("all {} cases", cases.len())
            } else {
                cases.join(", ")
            };
            let _ = writeln!(text, "- {cases}: {reason}");
        }
    }
    text
}
