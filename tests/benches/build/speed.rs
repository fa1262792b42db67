//! The speed of writing requests and reading responses, in programs with generated crates.

use hammersmith_tests::shared;

use super::bench::Bench;
use super::derived::derived;
use super::generated::{Crate, Generator, Wanted, model};
use super::program::{NO_CONFIGURATION, Program, times};
use super::table::verdict;

/// The program of a service, and the names of the shapes it writes and reads.
type Json = (Program, &'static [&'static str]);

const PROGRAMS: [Json; 3] = [
    (
        Program {
            service: "batch",
            operations: &["RegisterJobDefinition", "DescribeJobDefinitions"],
            official: ("aws-sdk-batch", "=1.138.0"),
            configuration: NO_CONFIGURATION,
            dependencies: "",
            main: include_str!("speed/batch.rs"),
            requests: include_str!("speed/batch_requests.rs"),
        },
        &[
            "RegisterJobDefinitionRequest",
            "RegisterJobDefinitionResponse",
            "DescribeJobDefinitionsResponse",
        ],
    ),
    (
        Program {
            service: "dynamodb",
            operations: &["GetItem", "PutItem"],
            official: ("aws-sdk-dynamodb", "=1.136.0"),
            configuration: NO_CONFIGURATION,
            dependencies: "",
            main: include_str!("speed/dynamodb.rs"),
            requests: include_str!("speed/dynamodb_requests.rs"),
        },
        &["PutItemInput", "GetItemOutput"],
    ),
    (
        Program {
            service: "ssm",
            operations: &["SendCommand", "GetParametersByPath"],
            official: ("aws-sdk-ssm", "=1.133.0"),
            configuration: include_str!("speed/ssm_configuration.rs"),
            dependencies: "aws-smithy-json = \"0.65\"\naws-smithy-schema = \"1\"\n",
            main: include_str!("speed/ssm.rs"),
            requests: include_str!("speed/ssm_requests.rs"),
        },
        &["SendCommandRequest", "GetParametersByPathResult"],
    ),
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
    for (program, shapes) in &PROGRAMS {
        let wanted = Wanted {
            service: program.service,
            operations: program.operations,
        };
        match now.generate(bench, &wanted) {
            Ok(ours) => print(bench, program, shapes, &ours),
            Err(why) => println!(
                "| {}: {} | | not generated yet: {why} | | | | | | | | | |",
                program.service,
                program.operations.join(", ")
            ),
        }
    }
}

/// The rows of a program, with the libraries for JSON alone that ours is compared with.
fn print(bench: &Bench, program: &Program, shapes: &[&str], ours: &Crate) {
    let model = shared::json(&model(program.service).expect("a model"));
    let derived = derived(&model, shapes);
    let files = [
        ("src/cases.rs", include_str!("speed/cases.rs")),
        ("src/derived.rs", &derived),
    ];
    let dependencies = "fastrand = \"2\"\nserde = { version = \"1\", features = [\"derive\"] }\n\
                        serde_json = \"1\"\nsonic-rs = \"0.5\"\n";
    for line in program.lines(bench, ours, &files, dependencies) {
        row(&line);
    }
}

/// A row, from a line of a program: the name of a case and nanoseconds.
fn row(line: &str) {
    let (name, times) = times(line);
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
