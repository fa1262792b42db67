//! The parts around a call are those of the official client: interceptors and retry classifiers
//! in their order, the settings that they see, and the headers of requests.

use hammersmith_tests::around::Seen;
use hammersmith_tests::wire::{Response, Wire};
use hammersmith_tests::{official, ours};

/// The name of an interceptor of either client. Official names of those that belong to an operation
/// have its name in front.
fn name(name: &str) -> &str {
    name.strip_prefix("RegisterJobDefinition").unwrap_or(name)
}

/// The names, but for those that ours has on every operation, and the official client on those with
/// idempotency tokens only.
fn names(seen: &Seen) -> Vec<&str> {
    let names = seen.interceptors.iter().map(|it| name(it));
    names
        .filter(|it| *it != "IdempotencyTokenInterceptor")
        .collect()
}

/// An error as both clients print it: the name of an interceptor may be part of it.
fn outcome(seen: &Seen) -> String {
    seen.outcome.replace("RegisterJobDefinition", "")
}

#[track_caller]
pub(crate) fn assert_same(what: &str, theirs: &Seen, ours: &Seen) {
    assert_eq!(names(theirs), names(ours), "interceptors: {what}");
    assert_eq!(theirs.classifiers, ours.classifiers, "classifiers: {what}");
    for (theirs, ours) in theirs.settings.iter().zip(&ours.settings) {
        assert_eq!(theirs, ours, "settings: {what}");
    }
    assert_eq!(theirs.requests, ours.requests, "requests: {what}");
    assert_eq!(outcome(theirs), outcome(ours), "outcome: {what}");
}

/// The responses of a server: a success, and errors that are retried for different reasons.
fn responses() -> Vec<Response> {
    // An hour later than the clock of the clients.
    let skewed = Response::new(403, r#"{"code":"RequestTimeTooSkewed"}"#);
    vec![
        Response::new(200, "{}"),
        Response::new(503, "{}"),
        Response::new(429, r#"{"code":"TooManyRequestsException"}"#),
        skewed.header("date", "Mon, 24 Nov 2025 17:00:00 GMT"),
    ]
}

macro_rules! see {
    ($side:ident, $number:expr, $all:ident, $config:ident, $response:expr, $is_own:expr) => {{
        use $side::{around, sdk, situations};
        let (_, change) = situations::$all[$number];
        let wire = Wire::default();
        wire.answer($response.clone());
        let config = around::$config(&wire);
        if $is_own {
            around::call(&wire, config, Some(change(sdk::Config::builder())))
        } else {
            around::call(&wire, change(config), None)
        }
    }};
}

/// Protects retries: whatever the settings, of a client or of a call, both send the same attempts,
/// with the same times in their signatures, and give up for the same reason.
#[test]
fn retries() {
    for (number, (name, _)) in ours::situations::RETRIES.iter().enumerate() {
        for response in responses() {
            for is_own in [false, true] {
                let theirs = see!(official, number, RETRIES, with_budget, response, is_own);
                let ours = see!(ours, number, RETRIES, with_budget, response, is_own);
                let what = format!("{name}, {response:?}, settings of the call: {is_own}");
                assert_same(&what, &theirs, &ours);
            }
        }
    }
}

/// Protects everything else that settings decide: where requests go, what their user agent says,
/// which interceptors run in which order.
#[test]
fn other_settings() {
    let response = Response::new(200, "{}");
    for (number, (name, _)) in ours::situations::OTHERS.iter().enumerate() {
        for is_own in [false, true] {
            let theirs = see!(official, number, OTHERS, config, response, is_own);
            let ours = see!(ours, number, OTHERS, config, response, is_own);
            let what = format!("{name}, settings of the call: {is_own}");
            assert_same(&what, &theirs, &ours);
        }
    }
}

/// Protects providers of credentials, which may be slow or cost money: both clients ask them as
/// often, with retries, with a cache and without, and for calls with credentials of their own.
#[test]
fn credentials_are_loaded_as_often() {
    let caches = ours::situations::OTHERS.iter().enumerate();
    let caches = caches.filter(|(_, (name, _))| name.ends_with("cache"));
    let mut counts = Vec::new();
    for (number, (name, change)) in caches {
        for status in [200, 503] {
            let wire = Wire::default();
            wire.answer(Response::new(status, "{}"));
            let (_, theirs) = official::situations::OTHERS[number];
            let theirs = official::around::loads(theirs, &wire);
            let ours = ours::around::loads(*change, &wire);
            assert_eq!(theirs, ours, "{name}, {status}");
            counts.push(ours);
        }
    }
    // The comparison compares something: without a cache, every attempt asks.
    assert!(
        counts.contains(&[1, 2]) && counts.contains(&[6, 2]),
        "{counts:?}"
    );
}
