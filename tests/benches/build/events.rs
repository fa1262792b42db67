//! The speed of streams of events, in a program with the official crates and ours.

use std::process::Command;

use hammersmith_tests::python::run;

use super::bench::Bench;
use super::generated::{Generator, Wanted};
use super::table::verdict;

/// The services: the name of the dependency, the operation, and the official crate with its
/// version.
const SERVICES: [(&str, &str, &str, &str); 2] = [
    (
        "transcribe",
        "transcribe-streaming",
        "StartStreamTranscription",
        "package = \"aws-sdk-transcribestreaming\", version = \"=1.126.0\"",
    ),
    (
        "bedrock",
        "bedrock-runtime",
        "InvokeModelWithResponseStream",
        "package = \"aws-sdk-bedrockruntime\", version = \"=1.153.0\"",
    ),
];

const DEPENDENCIES: &str = r#"
aws-smithy-eventstream = "0.61"
aws-smithy-runtime-api = { version = "1", features = ["client", "http-1x"] }
aws-smithy-types = { version = "1", features = ["http-body-1-x"] }
bytes = "1"
futures-core = "0.3"
http-body = "1"
tokio = { version = "1", features = ["rt", "time"] }
"#;

const FILES: [(&str, &str); 5] = [
    ("src/main.rs", include_str!("events/main.rs")),
    ("src/measure.rs", include_str!("events/measure.rs")),
    ("src/memory.rs", include_str!("events/memory.rs")),
    ("src/side.rs", include_str!("events/side.rs")),
    ("src/stream.rs", include_str!("events/stream.rs")),
];

/// The least speed, as a multiple of the official client, by the start of the name of the case.
const TARGETS: [(&str, f64); 3] = [("write ", 1.5), ("read ", 1.5), ("client: send", 1.5)];

/// Protects those who send or receive many events. The times are of one event, in a release build
/// with Cargo's defaults.
pub(crate) fn events(bench: &Bench) {
    println!("\n| | official | ours | official / ours | target |");
    println!("|---|--:|--:|--:|---|");
    let now = Generator::now(bench);
    let mut rest = format!("[dependencies]{DEPENDENCIES}");
    for (name, service, operation, official) in SERVICES {
        let wanted = Wanted {
            service,
            operations: &[operation],
        };
        let ours = match now.generate(bench, &wanted) {
            Ok(ours) => ours,
            Err(why) => {
                println!("| {service} | | not generated yet: {why} | | |");
                return;
            }
        };
        let features =
            "default-features = false, features = [\"behavior-version-latest\", \"rt-tokio\"]";
        rest += &format!("official_{name} = {{ {official}, {features} }}\n");
        rest += &ours.line(&format!("our_{name}"), &format!(", {features}"));
    }
    let project = bench.project("speed-events", &rest, &FILES);
    run(&mut bench.cargo(&project, &["build", "--release"]));
    let program = bench.folder.join("target/release/speed-events");
    let output = run(&mut Command::new(program)).stdout;
    for line in String::from_utf8_lossy(&output).lines() {
        row(line);
    }
}

/// A row, from a line of the program: the name of a case and nanoseconds.
fn row(line: &str) {
    let (name, times) = line.split_once('\t').expect("a case");
    let times: Vec<f64> = times
        .split('\t')
        .map(|time| time.parse().expect("a time"))
        .collect();
    let [official, ours] = times[..] else {
        panic!("two times: {line}");
    };
    let ratio = official / ours;
    let mut targets = TARGETS.iter().filter(|(start, _)| name.starts_with(start));
    let target = targets.next().map_or(String::new(), |(_, least)| {
        verdict(ratio >= *least, &format!("≥ {least} ×"))
    });
    println!("| {name} | {official} ns | {ours} ns | {ratio:.2} × | {target} |");
}
