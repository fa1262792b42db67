//! Metrics of calls are those of the official client.

use std::process::Command;

use hammersmith_tests::metrics::Records;
use hammersmith_tests::wire::{Response, Wire};
use hammersmith_tests::{official, ours};

use crate::around::assert_same;

/// Set in the process that has a telemetry of its own.
const CHILD: &str = "HAMMERSMITH_TEST_METRICS";

/// The metrics of a call, which has the label `jobDefinitionName`, with an answer of that status.
macro_rules! metrics {
    ($side:ident, $status:expr, $records:expr) => {{
        let wire = Wire::default();
        wire.answer(Response::new($status, "{}"));
        let config = $side::around::with_budget(&wire);
        let config = config.emit_input_attributes(["jobDefinitionName"]);
        let seen = $side::around::call(&wire, config, None);
        (seen, $records.take())
    }};
}

fn child() {
    let records = Records::default();
    let set = aws_smithy_observability::global::set_telemetry_provider(records.provider());
    set.expect("a process without telemetry");
    for status in [200, 400, 503] {
        let (theirs, their_metrics) = metrics!(official, status, records);
        let (ours, our_metrics) = metrics!(ours, status, records);
        assert_same("with telemetry", &theirs, &ours);
        assert_eq!(their_metrics, our_metrics, "{status}");
        // The comparison compares something.
        assert!(
            our_metrics
                .iter()
                .any(|it| it.contains("smithy.client.call.duration")
                    && it.contains("jobDefinitionName")),
            "{our_metrics:?}"
        );
        let agent = ours.requests[0].header("user-agent");
        assert!(agent.contains("m/E,7") || agent.contains(",7"), "{agent}");
    }
}

/// Protects dashboards: scopes, names, units and labels of all metrics, and the user agent that
/// tells of OpenTelemetry. Telemetry is one per process, so that this test runs in one of its own.
#[test]
fn metrics_are_those_of_the_official_client() {
    if std::env::var_os(CHILD).is_some() {
        return child();
    }
    let mut again = Command::new(std::env::current_exe().expect("the path of this test"));
    again.args([
        "--exact",
        "metrics::metrics_are_those_of_the_official_client",
    ]);
    let output = again.env(CHILD, "1").output().expect("a process");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
}
