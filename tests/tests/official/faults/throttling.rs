//! A service that asks its callers to slow down, and what the modes of retries make of it.

use aws_smithy_types::retry::{RetryConfig, RetrySpec};
use hammersmith_tests::faults::Script;

use super::{Case, failed, ok, same};

/// The modes of retries, each with the specifications of them.
fn modes() -> Vec<(String, RetryConfig)> {
    let modes = [
        ("standard", RetryConfig::standard()),
        ("adaptive", RetryConfig::adaptive()),
    ];
    let specs = [("2.0", RetrySpec::v2_0()), ("2.1", RetrySpec::v2_1())];
    let all = modes.iter().flat_map(|(mode, retries)| {
        specs.iter().map(move |(name, spec)| {
            let retries = retries.clone().with_retry_spec(spec.clone());
            (format!("{mode} {name}"), retries)
        })
    });
    all.collect()
}

/// The behaviour of a service: the name of the case, the answers, the number of calls, the tokens
/// for retries, and the attempts of all calls together.
type Service = (&'static str, Vec<Script>, usize, usize, usize);

fn services(throttled: &dyn Fn() -> Script) -> Vec<Service> {
    let busy = || failed("500 Oh", "", "Other");
    let first = vec![[throttled(), ok()]; 4].concat();
    vec![
        ("always", vec![throttled()], 2, 500, 6),
        ("twice", vec![throttled(), throttled(), ok()], 3, 500, 5),
        ("each first time", first, 4, 500, 8),
        ("with few tokens", vec![throttled()], 5, 20, 9),
        ("without tokens", vec![throttled()], 2, 0, 2),
        ("after an error", vec![busy(), throttled(), ok()], 2, 500, 4),
        ("before one", vec![throttled(), busy(), ok()], 2, 500, 4),
    ]
}

/// Protects a service that is overloaded, and programs from calls that never end: in both modes,
/// with and without pauses that the service requires, attempts, pauses, tokens and outcomes are
/// those of the official client, also of the calls that follow.
#[test]
fn modes_of_retries() {
    let mut cases = Vec::new();
    let answers = [
        ("400 Bad Request", "", "ThrottlingException"),
        ("503 Busy", "x-amz-retry-after: 700\r\n", "SlowDown"),
        (
            "400 Bad Request",
            "x-amz-retry-after: 30000\r\n",
            "ThrottlingException",
        ),
    ];
    for (mode, retries) in modes() {
        for (status, header, code) in answers {
            let throttled = || failed(status, header, code);
            for (name, scripts, calls, quota, attempts) in services(&throttled) {
                let name = format!("{mode}, {header:?}, {name}");
                let case = Case::new(name, scripts).tuned(|it| {
                    it.retries = retries.clone();
                    it.calls = calls;
                    it.quota = quota;
                    it.clock_steps = true;
                });
                cases.push((case, attempts));
            }
        }
    }
    same(cases);
}
