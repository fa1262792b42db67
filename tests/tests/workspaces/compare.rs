//! Whole Batch, through the official crate and ours: what `wire-compare` does for any service.

use std::path::Path;

use hammersmith_tests::compare::{self, Run, Service};
use hammersmith_tests::shared;

/// Protects every operation of a service: random inputs are sent as the same bytes, random
/// responses become the same outputs and errors.
#[test]
fn batch() {
    let Some(folder) = shared::folder("comparing whole Batch with the official crate") else {
        return;
    };
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let run = Run {
        seed: 20_261_126,
        first: 0,
        cases: 620,
        operations: Vec::new(),
        failures: 5,
        except: Vec::new(),
    };
    let report = compare::run(&Service::find("batch", &folder), &run, scratch);
    println!("{report}");
    assert_eq!(report.failed, 0, "{report}");
    // Cases that stop before anything is sent, or whose responses nobody can read, prove little.
    assert_eq!(report.operations, 31);
    assert!(report.sent > run.cases * 9 / 10, "{report}");
    assert!(report.outputs > run.cases / 3, "{report}");
    assert!(report.errors > run.cases / 10, "{report}");
}
