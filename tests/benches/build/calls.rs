//! The cost of a whole call, of its parts, and of a client, in a program with the official crates
//! and ours.

use std::path::{Path, PathBuf};
use std::process::Command;

use hammersmith_tests::python::run;

use super::bench::Bench;
use super::generated::{Generator, Wanted, model};
use super::table::verdict;

/// A service of the program.
struct Service {
    /// The directory of its model, which ends the names of the dependencies.
    name: &'static str,
    operation: &'static str,
    official: &'static str,
}

const SERVICES: [Service; 3] = [
    Service {
        name: "batch",
        operation: "RegisterJobDefinition",
        official: "package = \"aws-sdk-batch\", version = \"=1.138.0\"",
    },
    Service {
        name: "dynamodb",
        operation: "GetItem",
        official: "package = \"aws-sdk-dynamodb\", version = \"=1.136.0\"",
    },
    Service {
        name: "s3",
        operation: "GetObject",
        official: "package = \"aws-sdk-s3\", version = \"=1.157.0\"",
    },
];

const DEPENDENCIES: &str = r#"
aws-smithy-runtime-api = { version = "1", features = ["client", "http-1x"] }
aws-smithy-types = { version = "1", features = ["http-body-1-x"] }
stats_alloc = "0.1"
tokio = { version = "1", features = ["rt", "time"] }
"#;

const FILES: [(&str, &str); 5] = [
    ("src/main.rs", include_str!("calls/main.rs")),
    (
        "src/bin/allocations.rs",
        include_str!("calls/allocations.rs"),
    ),
    ("src/cases.rs", include_str!("calls/cases.rs")),
    ("src/memory.rs", include_str!("calls/memory.rs")),
    ("src/measure.rs", include_str!("speed/measure.rs")),
];

/// The largest ratio to the official crate, by the start of the name of the case.
const TARGETS: [(&str, f64); 6] = [
    ("call, client", 1.0),
    ("call, `sign`", 0.17),
    ("endpoint, other parameters", 0.5),
    ("endpoint, same parameters", 1.0),
    ("client from a configuration", 1.0),
    ("client, memory", 1.0),
];

/// Calls of a variant whose instructions are counted: the difference of two counts has the start of
/// the program no more.
const COUNTED: [u32; 2] = [100, 600];

/// Protects the costs that every call has, whatever it sends.
pub(crate) fn calls(bench: &Bench) {
    let program = match program(bench) {
        Ok(program) => program,
        Err(why) => return println!("not generated yet: {why}"),
    };
    println!("\n| | official | ours | ratio | target |");
    println!("|---|--:|--:|--:|---|");
    let lines = if bench.counts {
        instructions(bench, &program)
    } else {
        output(&mut Command::new(&program))
    };
    let unit = if bench.counts { "instructions" } else { "ns" };
    lines.lines().for_each(|line| row(line, unit));
    let allocations = program.with_file_name("allocations");
    for line in output(&mut Command::new(allocations)).lines() {
        row(line, "");
    }
}

/// Compiles the program with both crates of each service.
fn program(bench: &Bench) -> Result<PathBuf, String> {
    let now = Generator::now(bench);
    let mut rest = format!("[dependencies]{DEPENDENCIES}");
    for service in &SERVICES {
        let wanted = Wanted {
            service: service.name,
            operations: &[service.operation],
        };
        let ours = now.generate_from(bench, &newest(service.name)?, &wanted)?;
        let features = ["\"behavior-version-latest\"", "\"rt-tokio\""].join(", ");
        rest += &format!(
            "official_{} = {{ {}, default-features = false, features = [{features}] }}\n",
            service.name, service.official
        );
        rest += &ours.line(
            &format!("our_{}", service.name),
            &format!(", default-features = false, features = [{features}, \"sign\"]"),
        );
        if service.name == "batch" {
            rest += &ours.runtime("\"client\", \"sign\"");
        }
    }
    let project = bench.project("speed-calls", &rest, &FILES);
    run(&mut bench.cargo(&project, &["build", "--release"]));
    Ok(bench.folder.join("target/release/speed-calls"))
}

/// The newest model of a service, as the official crates are made from.
fn newest(service: &str) -> Result<PathBuf, String> {
    let shared = std::env::var_os("HAMMERSMITH_SHARED").ok_or("HAMMERSMITH_SHARED is unset")?;
    let newest = Path::new(&shared).join("models-2026").join(service);
    let newest = newest.with_extension("json");
    if newest.exists() {
        Ok(newest)
    } else {
        model(service)
    }
}

fn output(command: &mut Command) -> String {
    String::from_utf8_lossy(&run(command).stdout).into_owned()
}

/// The lines of the program, with the instructions of a call in place of its time.
fn instructions(bench: &Bench, program: &Path) -> String {
    let log = bench.folder.join("valgrind-calls.log");
    let count = |case: usize, variant: usize, calls: u32| {
        let mut command = Command::new("valgrind");
        command
            .args(["--tool=cachegrind", "--cache-sim=no"])
            .arg("--cachegrind-out-file=/dev/null")
            .arg(format!("--log-file={}", log.display()))
            .arg(program)
            .args(["run", &case.to_string(), &variant.to_string()])
            .arg(calls.to_string());
        run(&mut command);
        super::process::counts(&log).as_nanos()
    };
    let mut lines = String::new();
    for (case, line) in output(Command::new(program).arg("list"))
        .lines()
        .enumerate()
    {
        let (name, variants) = line.split_once('\t').expect("a case");
        lines += name;
        for variant in 0..variants.parse().expect("a number") {
            let [few, many] = COUNTED.map(|calls| count(case, variant, calls));
            let each = (many - few) / u128::from(COUNTED[1] - COUNTED[0]);
            lines += &format!("\t{each}");
        }
        lines.push('\n');
    }
    lines
}

/// A row, from a line of a program: the name of a case and two figures.
fn row(line: &str, unit: &str) {
    let (name, figures) = line.split_once('\t').expect("a case");
    let figures: Vec<f64> = figures
        .split('\t')
        .map(|figure| figure.parse().expect("a number"))
        .collect();
    let [official, ours] = figures[..] else {
        panic!("two figures: {line}");
    };
    let ratio = ours / official;
    let mut targets = TARGETS.iter().filter(|(start, _)| name.starts_with(start));
    let target = targets.next().map_or(String::new(), |(_, most)| {
        verdict(ratio <= *most, &format!("≤ {most}"))
    });
    println!("| {name} | {official} {unit} | {ours} {unit} | {ratio:.2} | {target} |");
}
