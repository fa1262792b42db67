//! `smithy.waiters#waitable`: the waiters of an operation.

use serde_json::{Value, json};

use super::Traits;
use super::decode::{self, Bad, Decoded, Fields};

/// One of `smithy.waiters#waitable`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiter<'a> {
    /// Its name.
    pub name: &'a str,
    /// The documentation.
    pub documentation: Option<&'a str>,
    /// The acceptors; the first that matches decides.
    pub acceptors: Vec<Acceptor<'a>>,
    /// The shortest time between two calls, in seconds.
    pub min_delay: u64,
    /// The longest time between two calls, in seconds.
    pub max_delay: u64,
}

/// A kind of response, and its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acceptor<'a> {
    /// The meaning of the response.
    pub state: WaiterState,
    /// The kind of response.
    pub matcher: Matcher<'a>,
}

/// The meaning of a response to a waiter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WaiterState {
    /// The expected state is reached.
    #[default]
    Success,
    /// It cannot be reached any more.
    Failure,
    /// It may still be reached.
    Retry,
}

/// A kind of response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matcher<'a> {
    /// Every output if `true`, every error if `false`.
    Success(bool),
    /// An error, by the name of its shape or its code.
    ErrorType(&'a str),
    /// An output with an expected value.
    Output {
        /// The expression of JMESPath that finds the value.
        path: &'a str,
        /// The expected value.
        expected: Expected<'a>,
        /// True if the expression starts at the members `input` and `output`.
        both: bool,
    },
}

/// The expectation of the value at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected<'a> {
    /// `stringEquals`
    Text(&'a str),
    /// `booleanEquals`
    Flag(bool),
    /// `allStringEquals`
    AllText(&'a str),
    /// `anyStringEquals`
    AnyText(&'a str),
}

impl Traits {
    /// `smithy.waiters#waitable`; empty if nothing can be waited for.
    pub fn waitable(&self) -> Vec<Waiter<'_>> {
        self.read("smithy.waiters#waitable", waitable)
            .unwrap_or_default()
    }
}

/// The shortest time between two calls where a waiter has none of its own, in seconds.
const MIN_DELAY: u64 = 2;

/// The longest time between two calls where a waiter has none of its own, in seconds.
const MAX_DELAY: u64 = 120;

fn waitable(value: &Value) -> Decoded<Vec<Waiter<'_>>> {
    decode::each_entry(value, waiter)
}

/// Reads one waiter.
pub(crate) fn waiter<'a>(name: &'a str, waiter: &'a Value) -> Decoded<Waiter<'a>> {
    let fields = Fields::of(waiter);
    let acceptors = fields.with("acceptors", |value| decode::each(value, acceptor));
    let waiter = Waiter {
        name,
        documentation: fields.text("documentation"),
        acceptors: fields.need("acceptors", acceptors),
        min_delay: fields.count("minDelay").unwrap_or(MIN_DELAY),
        max_delay: fields.count("maxDelay").unwrap_or(MAX_DELAY),
    };
    // Neither changes what is generated.
    fields.flag("deprecated");
    fields.texts("tags");
    if waiter.min_delay == 0 || waiter.min_delay > waiter.max_delay {
        let (min, max) = (waiter.min_delay, waiter.max_delay);
        fields.wrong(Bad::new(format!(
            "has delays from {min} to {max} seconds; they are at least 1, and the first is not the greater one"
        )));
    }
    fields.finish(waiter)
}

/// An acceptor as a model has it: what [`waiter`] reads.
pub(crate) fn acceptor_syntax(state: WaiterState, matcher: Matcher<'_>) -> Value {
    let state = match state {
        WaiterState::Success => "success",
        WaiterState::Failure => "failure",
        WaiterState::Retry => "retry",
    };
    let matcher = match matcher {
        Matcher::Success(success) => json!({ "success": success }),
        Matcher::ErrorType(name) => json!({ "errorType": name }),
        Matcher::Output {
            path,
            expected,
            both,
        } => {
            let (comparator, expected) = match expected {
                Expected::Text(text) => ("stringEquals", text),
                Expected::Flag(true) => ("booleanEquals", "true"),
                Expected::Flag(false) => ("booleanEquals", "false"),
                Expected::AllText(text) => ("allStringEquals", text),
                Expected::AnyText(text) => ("anyStringEquals", text),
            };
            let kind = if both { "inputOutput" } else { "output" };
            json!({ kind: { "path": path, "comparator": comparator, "expected": expected } })
        }
    };
    json!({ "state": state, "matcher": matcher })
}

fn acceptor(value: &Value) -> Decoded<Acceptor<'_>> {
    let states = [
        ("success", WaiterState::Success),
        ("failure", WaiterState::Failure),
        ("retry", WaiterState::Retry),
    ];
    let fields = Fields::of(value);
    let state = fields.with("state", |value| decode::one_of(value, &states));
    let state = fields.need("state", state);
    let matcher = fields.with("matcher", matcher);
    fields.need("matcher", matcher.map(drop));
    // Where there is none, `finish` returns the problem.
    let matcher = matcher.unwrap_or(Matcher::Success(true));
    fields.finish(Acceptor { state, matcher })
}

fn matcher(value: &Value) -> Decoded<Matcher<'_>> {
    let fields = Fields::of(value);
    let kinds = [
        fields.flag("success").map(Matcher::Success),
        fields.filled("errorType").map(Matcher::ErrorType),
        fields.with("output", |value| output(value, false)),
        fields.with("inputOutput", |value| output(value, true)),
    ];
    let mut kinds = kinds.into_iter().flatten();
    match (kinds.next(), kinds.next()) {
        (Some(matcher), None) => fields.finish(matcher),
        (found, _) => {
            if found.is_some() || fields.is_good() {
                fields.wrong(Bad::new(
                    "must have one of `output`, `inputOutput`, `success` and `errorType`",
                ));
            }
            fields.finish(Matcher::Success(true))
        }
    }
}

fn output(value: &Value, both: bool) -> Decoded<Matcher<'_>> {
    let fields = Fields::of(value);
    let path = fields.need("path", fields.filled("path"));
    let text = fields.need("expected", fields.text("expected"));
    let comparator = fields.need("comparator", fields.text("comparator"));
    let expected = match (comparator, text) {
        ("stringEquals", text) => Expected::Text(text),
        ("allStringEquals", text) => Expected::AllText(text),
        ("anyStringEquals", text) => Expected::AnyText(text),
        ("booleanEquals", "true") => Expected::Flag(true),
        ("booleanEquals", "false") => Expected::Flag(false),
        ("booleanEquals", other) => {
            let bad = format!("must be `true` or `false`, not `{other}`");
            fields.wrong(Bad::new(bad).at("expected"));
            Expected::Flag(false)
        }
        // It is missing, or of another type, which is reported already.
        ("", text) => Expected::Text(text),
        (other, text) => {
            let names = "`stringEquals`, `booleanEquals`, `allStringEquals`, `anyStringEquals`";
            let bad = format!("is `{other}`; expected one of {names}");
            fields.wrong(Bad::new(bad).at("comparator"));
            Expected::Text(text)
        }
    };
    fields.finish(Matcher::Output {
        path,
        expected,
        both,
    })
}

/// See [`super::problems`].
pub(super) fn check(id: &str, value: &Value) -> Option<Decoded<()>> {
    (id == "smithy.waiters#waitable").then(|| waitable(value).map(drop))
}
