//! The official protocol tests: what a client has to send for an input, and what it has to make of
//! a response, and what a fake makes of a request and has to write of an output or error, for every
//! feature of the protocols.
//!
//! `cargo test -p hammersmith-tests --test workspaces protocol:: -- --nocapture` prints the table
//! of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use hammersmith_tests::protocol::served::is_served;
use hammersmith_tests::protocol::{self, Suite};
use hammersmith_tests::workspace::Workspace;
use hammersmith_tests::{golden, shared};

/// The marks around the table of the README.
const MARKS: [&str; 2] = ["<!-- protocol tests -->\n", "<!-- /protocol tests -->\n"];

/// Protects everything that the protocols have and Batch does not use, and the table of the README:
/// how many cases pass is neither more nor less than it says.
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
    Suite::refuse(&mut suites, &workspace);
    println!("{}", protocol::table(&suites));

    for served in [false, true] {
        let mut failed = BTreeSet::new();
        for suite in &suites {
            for ((direction, id), reason) in suite.failed() {
                // The generator says so itself, or the model has no endpoint rules.
                let is_explained = ["this version", "vendor parameters"];
                let is_explained = is_explained.iter().any(|part| reason.contains(part));
                if !is_explained && is_served(direction) == served {
                    failed.insert((suite.file.as_str(), id.as_str()));
                }
            }
        }
        let known = protocol::known(if served { "read by a fake" } else { "request" });
        let known: BTreeSet<_> = known.map(|(file, id, _)| (file, id)).collect();
        assert_eq!(failed, known, "the cases that fail, of fakes: {served}");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = fs::read_to_string(&path).expect("the README");
    let (before, rest) = readme.split_once(MARKS[0]).expect("the start of the table");
    let (_, after) = rest.split_once(MARKS[1]).expect("the end of the table");
    let table = protocol::readme(&suites);
    golden::file(&path, &[before, MARKS[0], &table, MARKS[1], after].concat());
}
