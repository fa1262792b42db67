//! Calls whose futures are dropped, which any `select!` or timeout of a program does.

use std::time::Duration;

use aws_smithy_types::retry::RetryConfig;
use hammersmith_tests::faults::{Cancelled, Script, Server, Step, Tuning};
use hammersmith_tests::{official, ours};

use super::{failed, lines, ok, raw};

/// A time that is far beyond that after which a call is given up.
const LONG: Duration = Duration::from_secs(5);

/// A case: what the server does, the settings, the length of the request, and the number of
/// requests that the server has seen of it.
struct Case(&'static str, Script, Tuning, usize, usize);

fn cases() -> Vec<Case> {
    let tuning = || Tuning {
        is_quick: false,
        ..Tuning::default()
    };
    let pausing = Tuning {
        retries: RetryConfig::standard().with_use_static_exponential_base(true),
        ..tuning()
    };
    let loading = Tuning {
        lifetime: Some(Duration::from_secs(3600)),
        loading: LONG,
        ..tuning()
    };
    let half = "HTTP/1.1 200 OK\r\ncontent-length: 40\r\n\r\n{\"jobDef";
    let pause = "x-amz-retry-after: 4000\r\n";
    // More than the buffers of a connection hold.
    let large = 8 << 20;
    vec![
        Case("while credentials load", ok(), loading, 1, 0),
        Case(
            "while the request is sent",
            vec![Step::ReadSome(100), Step::Wait(LONG)],
            tuning(),
            large,
            1,
        ),
        Case(
            "before the response",
            vec![Step::Read, Step::Wait(LONG)],
            tuning(),
            1,
            1,
        ),
        Case(
            "in the middle of the response",
            raw(half, [Step::Wait(LONG)]),
            tuning(),
            1,
            1,
        ),
        Case(
            "between attempts",
            failed("400 Bad Request", pause, "ThrottlingException"),
            pausing,
            1,
            1,
        ),
    ]
}

/// The tasks and connections that are left of a call that is cancelled after this time: of the
/// official client, and of ours.
fn left(case: &Case, after: Duration) -> [(Cancelled, usize, Vec<String>); 2] {
    let Case(_, script, tuning, length, requests) = case;
    let tuning = Tuning {
        between: after,
        ..tuning.clone()
    };
    let server = Server::start();
    type Cancel = fn(&str, &Tuning, usize, &dyn Fn() -> bool) -> Cancelled;
    let cancels: [Cancel; 2] = [official::faults::cancel, ours::faults::cancel];
    cancels.map(|cancel| {
        server.play(&[script.clone(), ok()][usize::from(*requests == 0)..]);
        let has_begun = || server.attempts() == *requests;
        let left = cancel(server.url(), &tuning, *length, &has_begun);
        (left, server.connections(), lines(&server.take(), false))
    })
}

/// Protects programs that give up calls: nothing of the call goes on, no half of a connection is
/// used again, and the client serves the next call.
#[test]
fn futures_that_are_dropped() {
    for case in cases() {
        let [mut theirs, mut ours] = left(&case, Duration::from_millis(200));
        let Case(name, _, _, _, requests) = case;
        // On a busy machine, a call may not be where it is to be given up by then.
        if theirs != ours || ours.0.tasks != expected(name, requests).0 {
            [theirs, ours] = left(&case, Duration::from_secs(2));
        }
        assert_eq!(theirs, ours, "{name}");
        let (left, connections, sent) = ours;
        assert_eq!(left.next.kind, "Ok", "{name}: {left:?}");
        assert_eq!(sent.len(), requests + 1, "{name}: {sent:?}");
        assert_eq!(
            (left.tasks, connections),
            expected(name, requests),
            "{name}"
        );
    }
}

/// The numbers of tasks and connections that are left.
fn expected(name: &str, requests: usize) -> (usize, usize) {
    // A connection that is kept is a task, and so is the pool that looks after it.
    match name {
        "between attempts" => (2, 1),
        // The HTTP stack gives up writing once the server reads or is gone.
        "while the request is sent" => (1, 2),
        _ => (0, requests + 1),
    }
}
