//! The official protocol tests: what a client has to send for an input, and what it has to make of
//! a response, for every feature of the protocols.
//!
//! `cargo test -p hammersmith-tests --test workspaces protocol:: -- --nocapture` prints the table
//! of them.

use std::collections::BTreeSet;

use hammersmith_tests::protocol::{self, KNOWN, Suite};
use hammersmith_tests::shared;
use hammersmith_tests::workspace::Workspace;

/// The least number of cases of each file that pass.
const PASSED: [(&str, usize); 17] = [
    ("awsJson1_0", 64),
    ("awsJson1_0QueryCompatible", 3),
    ("awsJson1_1", 116),
    ("awsQuery", 75),
    ("ec2Query", 57),
    ("restJson1", 325),
    ("restJson1Validation", 1),
    ("restXml", 176),
    ("restXmlWithNamespace", 2),
    ("rpcv2Cbor", 71),
    ("rpcv2CborQueryCompatible", 3),
    ("rpcv2CborNonQueryCompatible", 1),
    ("rpcv2Json", 64),
    ("apigateway", 1),
    ("glacier", 4),
    ("machinelearning", 1),
    ("s3", 2),
];

/// Protects everything that the protocols have and Batch does not use.
#[test]
fn official_cases() {
    let Some(folder) = shared::folder("the official protocol tests") else {
        return;
    };
    let workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "protocol", &["*/"]);
    let files = protocol::FILES.map(|file| {
        let path = folder.join("smithy/protocol-tests").join(file);
        path.with_extension("json")
    });
    let mut suites = files.map(|path| Suite::write(&path, &workspace));
    for suite in &mut suites {
        suite.run(&workspace);
    }
    println!("{}", protocol::table(&suites));

    let mut failed = BTreeSet::new();
    for suite in &suites {
        for ((_, id), reason) in suite.failed() {
            // The generator says so itself, or the model has no endpoint rules.
            let is_explained = ["this version", "vendor parameters"];
            if !is_explained.iter().any(|part| reason.contains(part)) {
                failed.insert((suite.file.as_str(), id.as_str()));
            }
        }
    }
    let known: BTreeSet<_> = KNOWN.iter().map(|(file, id, _)| (*file, *id)).collect();
    assert_eq!(failed, known, "the cases that fail");
    for (suite, (file, least)) in suites.iter().zip(PASSED) {
        assert_eq!(suite.file, file);
        assert!(suite.passed() >= least, "{file}: {}", suite.passed());
    }
}
