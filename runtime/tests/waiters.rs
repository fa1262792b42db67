//! What responses mean to waiters.

#[path = "support/call.rs"]
mod call;

use std::collections::HashMap;

use call::{Call, Failure, structure};
use hammersmith::Operation;
use hammersmith::http::Response;
use hammersmith::primitives::{DateTime, Document};
use hammersmith::protocol::RestJson1;
use hammersmith::waiter::{Acceptor, Expr, Matcher, State, state};

structure! {
    Asked, 1, r#""id": id"#;
    0 id: String,
}

structure! {
    Answer, 8, r#"
        "status": status @jsonName("S")
        "things": things
        "byName": by_name
        "count": count @default
        "ready": ready
        "at": at
        "open": open
        "inner": inner
        "#;
    0 status: String,
    1 things: Vec<Answer>,
    2 by_name: HashMap<String, Answer>,
    3 count: i32,
    4 ready: bool,
    5 at: DateTime,
    6 open: Document,
    7 inner: Box<Answer>,
}

type Ask = Call<RestJson1, Asked, Answer>;

fn judge(acceptors: &[Acceptor], status: u16, body: &str) -> Option<State> {
    let input = Asked {
        id: Some("a".to_owned()),
    };
    let parsed = Ask::parse(&Response::new(status, body));
    state::<Ask>(acceptors, &input, parsed.as_ref())
}

fn accepts(matcher: Matcher, body: &str) -> bool {
    judge(&[Acceptor::new(State::Success, matcher)], 200, body).is_some()
}

const fn path(names: &'static [&'static str]) -> Expr {
    Expr::Path(names)
}

/// Protects what an expression finds in members of every kind, by the names of the model: also of a
/// number that is unset because it has its default value.
#[test]
fn members_of_every_kind() {
    const COUNT: Expr = path(&["count"]);
    const STATUS: Expr = path(&["status"]);
    let flag = |expr| Matcher::Flag(expr, true);
    let cases = [
        (Matcher::Text(path(&["status"]), "a"), r#"{"S":"a"}"#, true),
        (Matcher::Text(path(&["status"]), "a"), r#"{"S":"b"}"#, false),
        (Matcher::Text(path(&["status"]), "a"), "{}", false),
        (
            Matcher::Text(path(&["inner", "inner", "status"]), "a"),
            r#"{"inner":{"inner":{"S":"a"}}}"#,
            true,
        ),
        (
            Matcher::Text(path(&["byName", "x", "status"]), "a"),
            r#"{"byName":{"x":{"S":"a"}}}"#,
            true,
        ),
        (
            Matcher::Text(path(&["open", "x"]), "a"),
            r#"{"open":{"x":"a"}}"#,
            true,
        ),
        (
            Matcher::Text(path(&["at"]), "1970-01-01T00:00:01Z"),
            r#"{"at":1}"#,
            true,
        ),
        (flag(path(&["ready"])), r#"{"ready":true}"#, true),
        (flag(path(&["ready"])), r#"{"ready":false}"#, false),
        (Matcher::Flag(path(&["ready"]), false), "{}", false),
        (flag(Expr::Equal(&COUNT, &Expr::Number(0.0))), "{}", true),
        (
            flag(Expr::Equal(&COUNT, &Expr::Number(0.0))),
            r#"{"count":1}"#,
            false,
        ),
        (flag(Expr::AtLeast(&COUNT, &Expr::Number(0.0))), "{}", true),
        (
            flag(Expr::Greater(&COUNT, &Expr::Number(1.0))),
            r#"{"count":2}"#,
            true,
        ),
        (flag(Expr::Less(&COUNT, &STATUS)), r#"{"count":2}"#, false),
    ];
    for (matcher, body, expected) in cases {
        assert_eq!(accepts(matcher, body), expected, "{matcher:?} {body}");
    }
}

/// Protects the lists of matchers: an empty one has no item that is the text, and not all of them
/// are.
#[test]
fn all_and_any() {
    const EACH: Expr = Expr::Each(&Expr::Flatten(&path(&["things"])), &path(&["status"]));
    for (body, all, any) in [
        (r#"{"things":[{"S":"a"},{"S":"a"}]}"#, true, true),
        (r#"{"things":[{"S":"a"},{"S":"b"}]}"#, false, true),
        (r#"{"things":[{"S":"a"},{}]}"#, true, true),
        (r#"{"things":[{"S":"b"}]}"#, false, false),
        (r#"{"things":[]}"#, false, false),
        ("{}", false, false),
    ] {
        assert_eq!(accepts(Matcher::AllText(EACH, "a"), body), all, "{body}");
        assert_eq!(accepts(Matcher::AnyText(EACH, "a"), body), any, "{body}");
    }
}

/// Protects the order of acceptors, and what is said of errors, by any of their codes, and of
/// inputs.
#[test]
fn the_first_acceptor_that_matches_decides() {
    const ACCEPTORS: &[Acceptor] = &[
        Acceptor::new(State::Retry, Matcher::Error(&["NotFound", "Modelled"])),
        Acceptor::new(State::Failure, Matcher::Success(false)),
        Acceptor::new(
            State::Failure,
            Matcher::Both(&Matcher::Flag(
                Expr::Equal(&path(&["input", "id"]), &path(&["output", "status"])),
                true,
            )),
        ),
        Acceptor::new(State::Retry, Matcher::Text(path(&["status"]), "b")),
        Acceptor::new(State::Success, Matcher::Success(true)),
    ];
    for (status, body, expected) in [
        (200, r#"{"S":"a"}"#, State::Failure),
        (200, r#"{"S":"b"}"#, State::Retry),
        (200, r#"{"S":"c"}"#, State::Success),
        (400, r#"{"__type":"Modelled"}"#, State::Retry),
        (400, r#"{"__type":"NotFound"}"#, State::Retry),
        (400, r#"{"__type":"Other"}"#, State::Failure),
    ] {
        assert_eq!(judge(ACCEPTORS, status, body), Some(expected), "{body}");
    }
    assert_eq!(judge(&ACCEPTORS[..1], 200, "{}"), None);
    let parsed = Ask::parse(&Response::new(400, r#"{"__type":"Modelled"}"#));
    assert!(
        matches!(parsed, Err(Failure::Modelled(_))),
        "the error is a modelled one"
    );
}
