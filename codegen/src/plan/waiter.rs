//! Waiters: each calls an operation until a response has the expected state.

use crate::diagnostic::Problem;
use crate::model::{self, Expected, Shape, WaiterState};
use crate::name;
use crate::plan::context::Context;
use crate::plan::docs::Docs;
use crate::plan::fault::Fault;
use crate::plan::given;
use crate::plan::jmespath::{self, Expr, Found};
use crate::plan::structure::Structure;

/// One waiter.
#[derive(Clone, Debug)]
pub struct Waiter {
    /// The name, as modelled.
    pub name: String,
    /// The name of its type.
    pub symbol: String,
    /// The name of its module.
    pub module: String,
    /// The name of the client's method.
    pub method: String,
    /// Its documentation.
    pub docs: Docs,
    /// The shortest and the longest time between two calls, in seconds.
    pub delays: (u64, u64),
    /// The acceptors; the first that matches decides.
    pub acceptors: Vec<Acceptor>,
}

impl Waiter {
    /// The name of its fluent builder.
    pub fn fluent_builder(&self) -> String {
        format!("{}FluentBuilder", self.symbol)
    }

    /// The name of the type that waiting returns.
    pub fn final_poll(&self) -> String {
        format!("{}FinalPoll", self.symbol)
    }

    /// The name of its error.
    pub fn error(&self) -> String {
        format!("WaitUntil{}Error", self.symbol)
    }
}

/// A kind of response, and its meaning.
#[derive(Clone, Debug)]
pub struct Acceptor {
    /// The meaning of the response.
    pub state: State,
    /// The kind of response.
    pub matcher: Matcher,
}

/// The meaning of a response to a waiter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The expected state is reached.
    Success,
    /// It cannot be reached any more.
    Failure,
    /// It may still be reached.
    Retry,
}

impl From<WaiterState> for State {
    fn from(state: WaiterState) -> Self {
        match state {
            WaiterState::Success => Self::Success,
            WaiterState::Failure => Self::Failure,
            WaiterState::Retry => Self::Retry,
        }
    }
}

/// A kind of response.
#[derive(Clone, Debug)]
pub enum Matcher {
    /// Every output if `true`, every error if `false`.
    Success(bool),
    /// An error with one of these codes.
    Error(Vec<String>),
    /// An output with an expected value.
    Output {
        /// The expression that finds the value, as the model has it.
        text: String,
        /// The same as data.
        expr: Expr,
        /// The expected value.
        value: Value,
        /// True if the expression starts at the members `input` and `output`.
        both: bool,
    },
}

/// The expectation of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// This string.
    Text(String),
    /// This boolean.
    Flag(bool),
    /// A list of which all items are this string, and which has some.
    AllText(String),
    /// A list of which an item is this string.
    AnyText(String),
}

/// Plans the waiters of `operation`, which has these errors.
pub(crate) fn plan<'m>(
    cx: &mut Context<'m>,
    operation: &Shape,
    (input, output): (&Structure, Option<&'m Shape>),
    errors: &[Fault],
) -> Vec<Waiter> {
    // A stream can be sent once.
    if input.has_stream() {
        return Vec::new();
    }
    let modelled = operation.traits.waitable();
    let modelled = modelled.iter().map(|waiter| (waiter, false));
    let own = given::waiters((cx.model(), &cx.service().id), cx.config(), &operation.id);
    let all = modelled.chain(own.iter().map(|waiter| (waiter, true)));
    let planned = all.map(|(waiter, is_own)| {
        let acceptors = waiter.acceptors.iter().enumerate();
        let acceptors = acceptors.filter_map(|(place, acceptor)| {
            let matcher = matcher(cx, operation, output, errors, &acceptor.matcher);
            match matcher {
                Ok(matcher) => Some(Acceptor {
                    state: acceptor.state.into(),
                    matcher,
                }),
                Err(why) => {
                    unusable(cx, operation, (waiter.name, is_own), place, &why);
                    None
                }
            }
        });
        let acceptors = acceptors.collect();
        of_trait(cx, operation, waiter, acceptors)
    });
    planned.collect()
}

/// Reports an acceptor that cannot be generated.
fn unusable(
    cx: &mut Context<'_>,
    operation: &Shape,
    (waiter, is_own): (&str, bool),
    place: usize,
    why: &str,
) {
    if is_own {
        // Options have no location in the model.
        let message = format!("`waiters.{waiter}.acceptors.{place}`: {why}");
        cx.own_problem(Problem::new(message).with_help("correct the acceptor"));
        return;
    }
    let id = &operation.id;
    let message = format!("acceptor {place} of the waiter `{waiter}` of `{id}`: {why}");
    cx.problem(
        id,
        message,
        Some("correct the acceptor, or select other operations"),
    );
}

fn of_trait(
    cx: &mut Context<'_>,
    operation: &Shape,
    waiter: &model::Waiter<'_>,
    acceptors: Vec<Acceptor>,
) -> Waiter {
    let snake = name::snake(waiter.name);
    let module = name::module(waiter.name);
    let source = format!("{}${}", operation.id, waiter.name);
    let claimed = cx.names.waiters.claim(&module, &source);
    cx.check(&operation.id, claimed, &format!("{}2", waiter.name));
    Waiter {
        name: waiter.name.to_owned(),
        symbol: name::type_name(waiter.name),
        method: format!("wait_until_{snake}"),
        module,
        docs: Docs::text(waiter.documentation.unwrap_or_default()),
        delays: (waiter.min_delay, waiter.max_delay),
        acceptors,
    }
}

fn matcher<'m>(
    cx: &Context<'m>,
    operation: &Shape,
    output: Option<&'m Shape>,
    errors: &[Fault],
    matcher: &model::Matcher<'_>,
) -> Result<Matcher, String> {
    Ok(match matcher {
        model::Matcher::Success(success) => Matcher::Success(*success),
        model::Matcher::ErrorType(error) => Matcher::Error(codes(error, errors)),
        model::Matcher::Output {
            path,
            expected,
            both,
        } => {
            let expr =
                jmespath::parse(path).map_err(|why| format!("`{}`: {why}", start_of(path)))?;
            let start = start(cx, operation, output, *both)?;
            let found = jmespath::check(cx, &expr, &start);
            let found = found.map_err(|why| format!("`{}`: {why}", start_of(path)))?;
            check_expected(path, &found, expected)?;
            Matcher::Output {
                text: (*path).to_owned(),
                expr,
                value: value(expected),
                both: *both,
            }
        }
    })
}

/// The codes of an error that is named by its shape or its code: services may send either.
fn codes(error: &str, errors: &[Fault]) -> Vec<String> {
    let name = error.split_once('#').map_or(error, |(_, name)| name);
    let mut codes = vec![name.to_owned()];
    let named = errors.iter().filter(|fault| fault.shape_name == name);
    for code in named.flat_map(|fault| &fault.codes) {
        if !codes.contains(code) {
            codes.push(code.clone());
        }
    }
    codes
}

/// The type of the value that an expression starts at.
fn start<'m>(
    cx: &Context<'m>,
    operation: &Shape,
    output: Option<&'m Shape>,
    both: bool,
) -> Result<Found<'m>, String> {
    let missing = |what: &str| format!("`{}` has no {what}", operation.id);
    let output = output.ok_or_else(|| missing("output"))?;
    if !both {
        return Ok(Found::Shape(output));
    }
    let input = operation.as_operation().and_then(|of| of.input.as_ref());
    let input = input.and_then(|id| cx.model().shape(id));
    Ok(Found::Both(input.ok_or_else(|| missing("input"))?, output))
}

fn check_expected(path: &str, found: &Found<'_>, expected: &Expected<'_>) -> Result<(), String> {
    let found = jmespath::reduced(found);
    let is_text = |item: &Found<'_>| matches!(jmespath::reduced(item), Found::Text | Found::Any);
    let fits = match expected {
        Expected::Text(_) => is_text(&found),
        Expected::Flag(_) => matches!(found, Found::Flag | Found::Any),
        Expected::AllText(_) | Expected::AnyText(_) => match &found {
            Found::List(item) => is_text(item),
            Found::Any => true,
            other => jmespath::is_list(other),
        },
    };
    let wanted = match expected {
        Expected::Text(_) => "a string",
        Expected::Flag(_) => "a boolean",
        Expected::AllText(_) | Expected::AnyText(_) => "a list of strings",
    };
    if fits {
        Ok(())
    } else {
        Err(format!(
            "`{}` is not {wanted}; its comparator requires one",
            start_of(path)
        ))
    }
}

fn value(expected: &Expected<'_>) -> Value {
    match expected {
        Expected::Text(text) => Value::Text((*text).to_owned()),
        Expected::Flag(flag) => Value::Flag(*flag),
        Expected::AllText(text) => Value::AllText((*text).to_owned()),
        Expected::AnyText(text) => Value::AnyText((*text).to_owned()),
    }
}

/// The part of an expression that a message shows.
fn start_of(path: &str) -> String {
    match path.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &path[..end]),
        None => path.to_owned(),
    }
}

/// The characters of an expression that a message shows at most.
const SHOWN: usize = 100;
