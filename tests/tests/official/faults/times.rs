//! Servers that take their time, and limits of it.

use std::time::Duration;

use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_smithy_types::timeout::{TimeoutConfig, TimeoutConfigBuilder};
use hammersmith_tests::faults::{Script, Step, Tuning};

use super::{Case, millis, ok, raw, same};

/// The limit that cases set, and a time that is far beyond it.
const LIMIT: Duration = Duration::from_millis(800);
const LONG: Duration = Duration::from_secs(6);

/// A head whose body does not come.
const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-length: 40\r\n\r\n{\"jobDef";

/// Slow in time, so that sleeps are real.
fn slow(limit: impl Fn(TimeoutConfigBuilder) -> TimeoutConfigBuilder) -> impl Fn(&mut Tuning) {
    move |it| {
        it.is_quick = false;
        it.timeouts = limit(TimeoutConfig::builder().disable_connect_timeout()).build();
        it.retries = it.retries.clone().with_max_attempts(2);
        it.retries = it.retries.clone().with_initial_backoff(millis(5));
    }
}

fn silent() -> Script {
    vec![Step::Read, Step::Wait(LONG), Step::Close]
}

/// A response whose bytes come one by one, for three seconds.
fn slow_loris() -> Script {
    let head = HEAD.replace("40", "8");
    vec![Step::Read, Step::Trickle(head.into(), millis(50))]
}

/// Protects limits of time: which of them ends what, whether it is tried again, and the kind of
/// error that comes of it.
#[test]
fn limits_of_time() {
    let attempt = || slow(|it| it.operation_attempt_timeout(LIMIT));
    let operation = || slow(|it| it.operation_timeout(LIMIT));
    let read = || slow(|it| it.read_timeout(LIMIT));
    let stalled = || raw(HEAD, [Step::Wait(LONG), Step::Close]);
    same(vec![
        (
            Case::new("attempt, then silence", [silent(), ok()]).tuned(attempt()),
            2,
        ),
        (
            Case::new("attempt, always silence", [silent()]).tuned(attempt()),
            2,
        ),
        (
            Case::new("attempt, slow loris", [slow_loris(), ok()]).tuned(attempt()),
            2,
        ),
        (
            Case::new("attempt, stalled", [stalled(), ok()]).tuned(attempt()),
            2,
        ),
        (
            Case::new("operation, silence", [silent()]).tuned(operation()),
            1,
        ),
        (
            Case::new("operation, slow loris", [slow_loris()]).tuned(operation()),
            1,
        ),
        (
            Case::new("operation, stalled", [stalled()]).tuned(operation()),
            1,
        ),
        (
            Case::new("read, then silence", [silent(), ok()]).tuned(read()),
            2,
        ),
        (
            Case::new("read, always silence", [silent()]).tuned(read()),
            2,
        ),
        (
            Case::new("read, slow loris", [slow_loris(), ok()]).tuned(read()),
            2,
        ),
    ]);
}

/// Protects from bodies that stall: they are given up after the time of grace, and tried again as
/// far as the official client does; one that is slow is waited for.
#[test]
fn bodies_that_stall() {
    let protected = |it: &mut Tuning| {
        slow(|it| it)(it);
        it.protection = StalledStreamProtectionConfig::enabled()
            .grace_period(millis(500))
            .build();
    };
    let stalled = || raw(HEAD, [Step::Wait(LONG), Step::Close]);
    let slow = vec![
        Step::Read,
        Step::Send(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n".into()),
        Step::Trickle(b"{}".into(), millis(300)),
    ];
    same(vec![
        (
            Case::new("stalled once", [stalled(), ok()]).tuned(protected),
            2,
        ),
        (Case::new("always stalled", [stalled()]).tuned(protected), 2),
        (Case::new("slow", [slow, ok()]).tuned(protected), 1),
    ]);
}
