//! The speed of writing requests and reading responses, in programs with generated crates.

use std::fs;
use std::process::Command;

use hammersmith_tests::python::run;
use hammersmith_tests::shared::{self, workspace};

use super::bench::Bench;
use super::derived::derived;
use super::generated::{Crate, Generator, Wanted, model};
use super::table::verdict;

/// A program for one service.
struct Program {
    service: &'static str,
    /// The operations that it calls.
    operations: &'static [&'static str],
    /// The official crate, and its version.
    official: (&'static str, &'static str),
    /// The function of the official crate's module that returns the configuration of the service.
    configuration: &'static str,
    /// The dependencies of that function.
    dependencies: &'static str,
    /// The names of the shapes it writes and reads.
    shapes: &'static [&'static str],
    main: &'static str,
    requests: &'static str,
}

/// The configuration that serializers of most crates load: none.
const NO_CONFIGURATION: &str = include_str!("speed/no_configuration.rs");

const PROGRAMS: [Program; 3] = [
    Program {
        service: "batch",
        operations: &["RegisterJobDefinition", "DescribeJobDefinitions"],
        official: ("aws-sdk-batch", "=1.138.0"),
        configuration: NO_CONFIGURATION,
        dependencies: "",
        shapes: &[
            "RegisterJobDefinitionRequest",
            "RegisterJobDefinitionResponse",
            "DescribeJobDefinitionsResponse",
        ],
        main: include_str!("speed/batch.rs"),
        requests: include_str!("speed/batch_requests.rs"),
    },
    Program {
        service: "dynamodb",
        operations: &["GetItem", "PutItem"],
        official: ("aws-sdk-dynamodb", "=1.136.0"),
        configuration: NO_CONFIGURATION,
        dependencies: "",
        shapes: &["PutItemInput", "GetItemOutput"],
        main: include_str!("speed/dynamodb.rs"),
        requests: include_str!("speed/dynamodb_requests.rs"),
    },
    Program {
        service: "ssm",
        operations: &["SendCommand", "GetParametersByPath"],
        official: ("aws-sdk-ssm", "=1.133.0"),
        configuration: include_str!("speed/ssm_configuration.rs"),
        dependencies: "aws-smithy-json = \"0.65\"\naws-smithy-schema = \"1\"\n",
        shapes: &["SendCommandRequest", "GetParametersByPathResult"],
        main: include_str!("speed/ssm.rs"),
        requests: include_str!("speed/ssm_requests.rs"),
    },
];

/// The least speed of our operation alone and of our client, as multiples of the official client,
/// by the start of the name of the case.
const TARGETS: [(&str, f64, Option<f64>); 3] = [
    ("write the largest Batch request", 3.0, Some(2.0)),
    ("write ", 2.5, None),
    ("read ", 2.5, None),
];

/// Protects those who write or read much. The times are of one call, in a release build with
/// Cargo's defaults; the official crate and our client do the same beside what they write and read.
///
/// The official API consumes an input, ours takes a reference to it. So the targets for writing
/// without a client are about inputs that are kept, with serde_json as well. The time of both
/// clients includes dropping the input, and the columns at the end repeat ours, serde_json and
/// sonic-rs with inputs that are dropped.
pub(crate) fn speed(bench: &Bench) {
    let columns = [
        "",
        "official client",
        "ours",
        "our client",
        "serde_json",
        "sonic-rs",
        "official / ours",
        "official / our client",
        "target",
        "ours, input dropped",
        "serde_json, input dropped",
        "sonic-rs, input dropped",
    ];
    println!("\n| {} |", columns.join(" | "));
    println!("|---|--:|--:|--:|--:|--:|--:|--:|---|--:|--:|--:|");
    let now = Generator::now(bench);
    for program in &PROGRAMS {
        let wanted = Wanted {
            service: program.service,
            operations: program.operations,
        };
        match now.generate(bench, &wanted) {
            Ok(ours) => program.print(bench, &ours),
            Err(why) => println!(
                "| {}: {} | | not generated yet: {why} | | | | | | | | | |",
                program.service,
                program.operations.join(", ")
            ),
        }
    }
}

impl Program {
    fn print(&self, bench: &Bench, ours: &Crate) {
        let name = format!("speed-{}", self.service);
        let (package, version) = self.official;
        let rest = format!(
            "[dependencies]\nofficial = {{ package = {package:?}, version = {version:?} }}\n{}{}\
             aws-smithy-runtime-api = {{ version = \"1\", features = [\"client\", \"http-1x\"] }}\n\
             aws-smithy-types = \"1\"\nfastrand = \"2\"\n\
             serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\
             sonic-rs = \"0.5\"\n{}",
            ours.dependency("ours"),
            ours.runtime("\"client\""),
            self.dependencies
        );
        let model = shared::json(&model(self.service).expect("a model"));
        let derived = derived(&model, self.shapes);
        let official = self.side("official", self.configuration);
        let ours_side = self.side("ours", NO_CONFIGURATION);
        let source = |file: &str| {
            let path = workspace().join("tests/src").join(file);
            fs::read_to_string(path).expect("a source file")
        };
        let files = [
            ("src/main.rs", self.main),
            ("src/measure.rs", include_str!("speed/measure.rs")),
            ("src/cases.rs", include_str!("speed/cases.rs")),
            ("src/requests.rs", self.requests),
            ("src/derived.rs", &derived),
            ("src/official.rs", &official),
            ("src/ours.rs", &ours_side),
            ("src/source.rs", &source("source.rs")),
            ("src/input.rs", &source("side/input.rs")),
        ];
        let project = bench.project(&name, &rest, &files);
        run(&mut bench.cargo(&project, &["build", "--release"]));
        let program = bench.folder.join("target/release").join(&name);
        let output = run(&mut Command::new(program)).stdout;
        for line in String::from_utf8_lossy(&output).lines() {
            row(line);
        }
    }

    /// The module that stands for one of the crates. The inputs of Batch are those of the tests.
    fn side(&self, name: &str, configuration: &str) -> String {
        let mut text = format!(
            "{configuration}\npub use ::{name} as sdk;\n\n#[path = \"requests.rs\"]\npub mod requests;\n"
        );
        if self.service == "batch" {
            text += "#[allow(dead_code)]\n#[path = \"input.rs\"]\npub mod input;\n";
        }
        text
    }
}

/// A row, from a line of a program: the name of a case and nanoseconds.
fn row(line: &str) {
    let (name, times) = line.split_once('\t').expect("a case");
    let times: Vec<f64> = times
        .split('\t')
        .map(|time| time.parse().expect("a time"))
        .collect();
    let [official, ours, client, serde_json, sonic, dropped @ ..] = &times[..] else {
        panic!("{line}: five times at least");
    };
    let target = TARGETS.iter().find(|(start, ..)| name.starts_with(start));
    let &(_, least, least_client) = target.expect("a target");
    let mut verdicts = vec![
        verdict(official / ours >= least, &format!("≥ {least} ×")),
        verdict(ours <= serde_json, "not slower than serde_json"),
    ];
    if let Some(least) = least_client {
        let holds = official / client >= least;
        verdicts.push(verdict(holds, &format!("client ≥ {least} ×")));
    }
    let times = [official, ours, client, serde_json, sonic].map(|time| format!("{time} ns"));
    let mut dropped: Vec<_> = dropped.iter().map(|time| format!("{time} ns")).collect();
    // Nothing is dropped where a response is read.
    dropped.resize(3, String::new());
    println!(
        "| {name} | {} | {:.2} × | {:.2} × | {} | {} |",
        times.join(" | "),
        official / ours,
        official / client,
        verdicts.join("; "),
        dropped.join(" | ")
    );
}
