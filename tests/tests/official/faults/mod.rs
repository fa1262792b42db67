//! Whatever the network and a service do to a call, ours makes as many attempts as the official
//! client, with the same bytes and the same pauses, and ends in the same way.

mod answers;
mod cancelled;
mod clocks;
mod connections;
mod throttling;
mod times;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use hammersmith_tests::faults::script::{answered, raw, response};
use hammersmith_tests::faults::{Played, Script, Sent, Server, Tuning};
use hammersmith_tests::{official, ours};

/// The number of cases that are played at once.
const WORKERS: usize = 8;

/// A case: its name, what the server does for each attempt, and the settings of the client.
struct Case {
    name: String,
    scripts: Vec<Script>,
    tuning: Tuning,
}

impl Case {
    fn new(name: impl Into<String>, scripts: impl IntoIterator<Item = Script>) -> Self {
        Self {
            name: name.into(),
            scripts: scripts.into_iter().collect(),
            tuning: Tuning::default(),
        }
    }

    fn tuned(mut self, tune: impl FnOnce(&mut Tuning)) -> Self {
        tune(&mut self.tuning);
        self
    }
}

/// A request that succeeds.
fn ok() -> Script {
    let body = r#"{"jobDefinitionName":"a","jobDefinitionArn":"arn","revision":1}"#;
    answered("200 OK", "x-amzn-requestid: the-id\r\n", body)
}

/// A request that fails with a code.
fn failed(status: &str, headers: &str, code: &str) -> Script {
    let body = format!(r#"{{"__type":"{code}","message":"no"}}"#);
    answered(status, headers, &body)
}

fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// The behaviour of the two clients.
struct Found {
    played: Played,
    sent: Vec<Sent>,
    connections: usize,
}

/// Plays a case with both clients: the official one's, and ours.
fn play(case: &Case) -> [Found; 2] {
    // Both call the same server, since requests name its port.
    let server = Server::start();
    [official::faults::play, ours::faults::play].map(|call| {
        server.play(&case.scripts);
        let played = call(server.url(), &case.tuning);
        Found {
            played,
            sent: server.take(),
            connections: server.connections(),
        }
    })
}

fn lines(sent: &[Sent], exact: bool) -> Vec<String> {
    sent.iter().map(|sent| sent.lines(exact)).collect()
}

/// Plays all cases, some at once, since most of them wait most of the time.
fn at_once(cases: &[(Case, usize)]) -> Vec<[Found; 2]> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            match cases.get(number) {
                Some((case, _)) => found.push((number, play(case))),
                None => return found,
            }
        }
    };
    let mut found = thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
        let joined = workers.into_iter().map(|worker| worker.join());
        let found = joined.flat_map(|found| found.expect("no panic"));
        found.collect::<Vec<_>>()
    });
    found.sort_by_key(|(number, _)| *number);
    found.into_iter().map(|(_, found)| found).collect()
}

/// Asserts that the clients do the same in all cases, and that the number of attempts is the one
/// that the case is about.
fn same(cases: Vec<(Case, usize)>) {
    let results = at_once(&cases);
    let mut wrong = Vec::new();
    for ((case, attempts), [official, ours]) in cases.iter().zip(results) {
        let name = &case.name;
        let exact = case.tuning.is_quick;
        let (theirs, sent) = (lines(&official.sent, exact), lines(&ours.sent, exact));
        if theirs != sent {
            wrong.push(format!("{name}: sent\n{theirs:#?}\nours\n{sent:#?}"));
        }
        if official.connections != ours.connections {
            let (theirs, ours) = (official.connections, ours.connections);
            wrong.push(format!("{name}: {theirs} connections, ours {ours}"));
        }
        if official.played != ours.played {
            let (theirs, ours) = (&official.played, &ours.played);
            wrong.push(format!("{name}: saw\n{theirs:#?}\nours\n{ours:#?}"));
        }
        if ours.sent.len() != *attempts {
            let found = ours.sent.len();
            wrong.push(format!("{name}: {found} attempts, expected {attempts}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
