//! Whole services, through the official crate and ours: what `wire-compare` does for any service.

use std::path::Path;

use hammersmith_tests::compare::{self, Report, Run, Service};
use hammersmith_tests::shared;

/// Protects every operation of a service: random inputs are sent as the same bytes, random
/// responses become the same outputs and errors.
#[test]
fn batch() {
    let Some(report) = compared("batch", 620) else {
        return;
    };
    assert_eq!(report.operations, 31);
    assert!(report.errors > report.cases / 10, "{report}");
}

/// Protects the same in CBOR.
#[test]
fn translate() {
    let Some(report) = compared("translate", 570) else {
        return;
    };
    assert_eq!(report.operations, 19);
    assert!(report.errors > report.cases / 30, "{report}");
}

/// The report of a comparison in which nothing differs; `None` without the models.
fn compared(service: &str, cases: u64) -> Option<Report> {
    let what = format!("comparing whole {service} with the official crate");
    let folder = shared::folder(&what)?;
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let run = Run {
        seed: 20_261_126,
        first: 0,
        cases,
        operations: Vec::new(),
        failures: 5,
        except: Vec::new(),
    };
    let report = compare::run(&Service::find(service, &folder, scratch), &run, scratch);
    println!("{report}");
    assert_eq!(report.failed, 0, "{report}");
    // Cases that stop before anything is sent, or whose responses nobody can read, prove little.
    assert!(report.sent > run.cases * 9 / 10, "{report}");
    assert!(report.outputs > run.cases / 3, "{report}");
    Some(report)
}
