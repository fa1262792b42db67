//! Waiters: what has to be true of a response, so that waiting ends.
//!
//! A [`Waiter`] is an operation that is called again and again, and the [`Acceptor`]s that tell
//! from each response whether what the caller waits for has happened. [`state`] judges one response
//! and does no I/O; the client polls.

mod evaluate;
mod expr;
mod value;

use std::time::Duration;

use aws_smithy_types::Document;

use crate::Operation;
use crate::error::ProvideErrorMetadata;

pub use expr::Expr;

use value::Value;

/// Something that can be waited for by calling an operation.
///
/// Generated code implements it for each waiter of the model. A program may have waiters of its
/// own:
///
/// ```
/// use hammersmith::waiter::{Acceptor, Expr, Matcher, State, Waiter};
/// # use hammersmith::Operation;
///
/// /// Waits until something is there.
/// struct ThingExists<O>(O);
///
/// impl<O: Operation> Waiter for ThingExists<O> {
///     type Operation = O;
///
///     const ACCEPTORS: &'static [Acceptor] = &[
///         Acceptor::new(
///             State::Success,
///             Matcher::AnyText(Expr::Path(&["thing", "state"]), "ACTIVE"),
///         ),
///         Acceptor::new(State::Retry, Matcher::Error(&["ThingNotFound"])),
///     ];
/// }
/// ```
pub trait Waiter {
    /// The operation that is called.
    type Operation: Operation;

    /// The shortest time between two calls.
    const MIN_DELAY: Duration = Duration::from_secs(2);

    /// The longest time between two calls.
    const MAX_DELAY: Duration = Duration::from_secs(120);

    /// The rules for responses: the first acceptor that matches decides.
    const ACCEPTORS: &'static [Acceptor];
}

/// The meaning of a response for a waiter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The awaited state is reached.
    Success,
    /// It cannot happen any more.
    Failure,
    /// It may still happen.
    Retry,
}

/// A kind of response, and what it means.
#[derive(Clone, Copy, Debug)]
pub struct Acceptor {
    state: State,
    matcher: Matcher,
}

impl Acceptor {
    /// Responses of that kind mean `state`.
    pub const fn new(state: State, matcher: Matcher) -> Self {
        Self { state, matcher }
    }
}

/// A kind of response.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Matcher {
    /// Every output if `true`, every error if `false`.
    Success(bool),
    /// An error with one of these codes.
    Error(&'static [&'static str]),
    /// An output in which the expression has this string as its value.
    Text(Expr, &'static str),
    /// An output in which the expression has this boolean as its value.
    Flag(Expr, bool),
    /// An output in which the expression has a list as its value, of which each item is this
    /// string, and which has items.
    AllText(Expr, &'static str),
    /// An output in which the expression has a list as its value, of which an item is this string.
    AnyText(Expr, &'static str),
    /// An output of which this holds, for an expression that starts at the members `input` and
    /// `output`.
    Both(&'static Self),
}

/// Judges a response to `input` by the first of the `acceptors` that matches: an output, or an
/// error of the service. `None` if none matches: waiting goes on after an output, and ends after an
/// error.
///
/// # Examples
///
/// ```
/// use hammersmith::Operation;
/// use hammersmith::error::ProvideErrorMetadata;
/// use hammersmith::waiter::{State, Waiter, state};
///
/// /// True if another call is due.
/// fn goes_on<O, W>(_: &W, input: &O::Input, result: &Result<O::Output, O::Error>) -> bool
/// where
///     O: Operation<Error: ProvideErrorMetadata>,
///     W: Waiter<Operation = O>,
/// {
///     match state::<O>(W::ACCEPTORS, input, result.as_ref()) {
///         Some(state) => state == State::Retry,
///         None => result.is_ok(),
///     }
/// }
/// ```
pub fn state<O>(
    acceptors: &[Acceptor],
    input: &O::Input,
    result: Result<&O::Output, &O::Error>,
) -> Option<State>
where
    O: Operation<Error: ProvideErrorMetadata>,
{
    let seen = match result {
        Ok(output) => Seen::Output {
            output: value::of(output),
            input: &|| value::of(input),
        },
        Err(error) => Seen::Error(error.code()),
    };
    let found = acceptors
        .iter()
        .find(|acceptor| seen.matches(&acceptor.matcher));
    found.map(|acceptor| acceptor.state)
}

/// The value of an expression in a document: what waiters look at, for programs with documents of
/// their own. Numbers are floats.
///
/// ```
/// use hammersmith::primitives::Document;
/// use hammersmith::waiter::{Expr, find};
///
/// let document = Document::Array(vec!["a".into(), "b".into()]);
/// assert_eq!(find(&Expr::Index(-1), &document), "b".into());
/// ```
pub fn find(expr: &Expr, document: &Document) -> Document {
    evaluate::value(expr, &document.into()).into()
}

/// A response, without its types.
enum Seen<'a> {
    Output {
        output: Value,
        input: &'a dyn Fn() -> Value,
    },
    Error(Option<&'a str>),
}

impl Seen<'_> {
    fn matches(&self, matcher: &Matcher) -> bool {
        match (self, matcher) {
            (Self::Output { .. }, Matcher::Success(success)) => *success,
            (Self::Error(_), Matcher::Success(success)) => !*success,
            (Self::Error(code), Matcher::Error(codes)) => {
                code.is_some_and(|code| codes.contains(&code))
            }
            (Self::Output { output, input }, Matcher::Both(matcher)) => {
                let both = [("input", input()), ("output", output.clone())];
                let both = both.map(|(name, value)| (name.to_owned(), value));
                holds(matcher, &Value::Map(both.to_vec()))
            }
            (Self::Output { output, .. }, matcher) => holds(matcher, output),
            (Self::Error(_), _) => false,
        }
    }
}

/// True if the value of the matcher's expression is the one that it asks for.
fn holds(matcher: &Matcher, output: &Value) -> bool {
    let is = |found: &Value, text: &str| matches!(found, Value::Text(found) if found == text);
    match matcher {
        Matcher::Text(expr, text) => is(&evaluate::value(expr, output), text),
        Matcher::Flag(expr, flag) => evaluate::value(expr, output).equals(&Value::Flag(*flag)),
        Matcher::AllText(expr, text) => match evaluate::value(expr, output) {
            Value::List(items) => !items.is_empty() && items.iter().all(|item| is(item, text)),
            _ => false,
        },
        Matcher::AnyText(expr, text) => match evaluate::value(expr, output) {
            Value::List(items) => items.iter().any(|item| is(item, text)),
            _ => false,
        },
        Matcher::Success(_) | Matcher::Error(_) | Matcher::Both(_) => false,
    }
}
