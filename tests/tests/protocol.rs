//! The official protocol tests of restJson1: what a client has to send for an input, and what it
//! has to make of a response, byte by byte and for every feature of the protocol.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use hammersmith_tests::{protocol, python, rustdoc, shared};

/// The cases that fail, and why that is as it should be.
const KNOWN: [(&str, &str); 4] = [
    ("RestJsonClientPopulatesDefaultValuesInInput", DEFAULTS),
    (
        "RestJsonClientPopulatesDefaultsValuesWhenMissingInResponse",
        DEFAULTS,
    ),
    ("SDKAppendedGzipAfterProvidedEncoding_restJson1", GZIP),
    ("SDKAppliedContentEncoding_restJson1", GZIP),
];

/// A `document` member with a default other than null is null until it is set. The official
/// clients fail these cases, too.
const DEFAULTS: &str = "defaults of documents are not filled in";

/// A request may be compressed, but need not be.
const GZIP: &str = "requests are not compressed yet";

/// Protects everything that the protocol has and Batch does not use.
#[test]
fn rest_json() {
    let Some(folder) = shared::folder("the official protocol tests") else {
        return;
    };
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let package = scratch.join("protocol");
    let model = folder.join("smithy/protocol-tests/restJson1.json");
    let cases = protocol::write(&model, &package);

    let mut program = Command::new(env!("CARGO"));
    program
        .current_dir(&package)
        .args(["run", "--quiet", "--target-dir"])
        .arg(rustdoc::target_directory(env!("CARGO_TARGET_TMPDIR")));
    let printed = String::from_utf8(python::run(&mut program).stdout).expect("UTF-8");
    let failed: BTreeMap<_, _> = printed
        .lines()
        .filter_map(|line| line.split_once('\t')?.1.split_once('\t'))
        .filter(|(_, reason)| !reason.is_empty())
        .collect();
    assert_eq!(printed.lines().count(), cases.count, "{printed}");
    println!(
        "{} cases: {} pass, {} fail; {} of operations that are not generated yet: {:?}",
        cases.count,
        cases.count - failed.len(),
        failed.len(),
        cases.left_out.len(),
        cases.left_out,
    );
    for (id, reason) in &failed {
        println!("{id}: {reason}");
    }
    let known: BTreeMap<_, _> = KNOWN.into_iter().collect();
    assert_eq!(
        failed.keys().collect::<Vec<_>>(),
        known.keys().collect::<Vec<_>>(),
        "the cases that fail"
    );
}
