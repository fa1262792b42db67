//! Waiters of the caller's own.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::diagnostic::{Problem, Problems};
use crate::model::{self, Expected, Matcher, WaiterState};
use crate::suggest;

/// A waiter that the model does not have, in the syntax of `smithy.waiters#waitable`.
///
/// The paths are expressions of JMESPath. They are checked against the output of the operation when
/// the code is generated.
///
/// ```
/// use hammersmith_codegen::Generator;
/// use hammersmith_codegen::config::Waiter;
/// use hammersmith_codegen::model::{Expected, WaiterState};
///
/// let status = "jobs[].status";
/// let succeeded = Waiter::new("DescribeJobs")
///     .output(WaiterState::Success, status, Expected::AllText("SUCCEEDED"))
///     .output(WaiterState::Failure, status, Expected::AnyText("FAILED"))
///     .delays(5, 60);
/// Generator::new()
///     .model("model/batch.json")
///     .waiter("JobSucceeded", succeeded);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Waiter {
    operation: String,
    /// The waiter as a model has it.
    syntax: Value,
}

/// The members of a waiter in the options: where they are, and their names.
const MEMBERS: [(&[&str], &[&str]); 5] = [
    (
        &[],
        &[
            "operation",
            "documentation",
            "acceptors",
            "minDelay",
            "maxDelay",
            "deprecated",
            "tags",
        ],
    ),
    (&["acceptors", "*"], &["state", "matcher"]),
    (
        &["acceptors", "*", "matcher"],
        &["output", "inputOutput", "success", "errorType"],
    ),
    (
        &["acceptors", "*", "matcher", "output"],
        &["path", "expected", "comparator"],
    ),
    (
        &["acceptors", "*", "matcher", "inputOutput"],
        &["path", "expected", "comparator"],
    ),
];

impl Waiter {
    /// A waiter that calls `operation`, by its name or shape ID, and accepts nothing yet.
    #[must_use]
    pub fn new(operation: impl Into<String>) -> Self {
        Self {
            operation: operation.into(),
            syntax: json!({ "acceptors": [] }),
        }
    }

    /// Adds an acceptor of outputs with an expected value at `path`.
    #[must_use]
    pub fn output(self, state: WaiterState, path: &str, expected: Expected<'_>) -> Self {
        let both = false;
        self.accept(
            state,
            Matcher::Output {
                path,
                expected,
                both,
            },
        )
    }

    /// Adds an acceptor of errors with this name: that of the shape, or the code on the wire.
    #[must_use]
    pub fn error(self, state: WaiterState, name: &str) -> Self {
        self.accept(state, Matcher::ErrorType(name))
    }

    /// Adds an acceptor. The first that matches a response decides.
    #[must_use]
    pub fn accept(mut self, state: WaiterState, matcher: Matcher<'_>) -> Self {
        let acceptor = model::acceptor_syntax(state, matcher);
        if let Some(Value::Array(acceptors)) = self.syntax.get_mut("acceptors") {
            acceptors.push(acceptor);
        }
        self
    }

    /// Sets the shortest and the longest time between two calls, in seconds. Without it, they are 2
    /// and 120.
    #[must_use]
    pub fn delays(mut self, shortest: u64, longest: u64) -> Self {
        if let Some(members) = self.syntax.as_object_mut() {
            members.insert("minDelay".to_owned(), shortest.into());
            members.insert("maxDelay".to_owned(), longest.into());
        }
        self
    }

    /// Sets the documentation.
    #[must_use]
    pub fn documentation(mut self, text: impl Into<String>) -> Self {
        if let Some(members) = self.syntax.as_object_mut() {
            members.insert("documentation".to_owned(), text.into().into());
        }
        self
    }

    /// The operation, as the caller has named it.
    pub(crate) fn operation(&self) -> &str {
        &self.operation
    }

    /// The waiter as a model has it, or its problem.
    pub(crate) fn decoded<'a>(&'a self, name: &'a str) -> Result<model::Waiter<'a>, Problems> {
        model::waiter(name, &self.syntax).map_err(|wrong| {
            let problems = wrong.into_iter().map(|bad| {
                let mut place = format!("waiters.{name}");
                for step in &bad.path {
                    place.push('.');
                    place.push_str(step);
                }
                let problem = Problem::new(format!("`{place}` {}", bad.message));
                match bad.help {
                    Some(help) => problem.with_help(help),
                    None => problem,
                }
            });
            problems.collect()
        })
    }

    fn read(name: &str, value: Value) -> Result<Self, Problems> {
        let mut problems = Problems::new();
        if !model::is_identifier(name) {
            let message = format!("`waiters.{name}`: `{name}` is not a valid name of a waiter");
            let problem = Problem::new(message);
            problems.push(problem.with_help("use letters and digits, e.g. `JobSucceeded`"));
        }
        strangers(&value, &mut Vec::new(), name, &mut problems);
        let mut syntax = value;
        let members = syntax.as_object_mut();
        let operation = match members.and_then(|members| members.remove("operation")) {
            Some(Value::String(operation)) if !operation.is_empty() => operation,
            Some(other) => {
                let found = model::what_is(&other);
                let message = format!("`waiters.{name}.operation` must be a name, not {found}");
                problems.push(Problem::new(message));
                String::new()
            }
            None if syntax.is_object() => {
                let problem = Problem::new(format!("`waiters.{name}` is missing `operation`"));
                problems.push(problem.with_help("add the operation that it calls"));
                String::new()
            }
            None => String::new(),
        };
        let waiter = Self { operation, syntax };
        for problem in waiter.decoded(name).err().unwrap_or_default() {
            if !problems
                .iter()
                .any(|known| known.message == problem.message)
            {
                problems.push(problem);
            }
        }
        problems.into_result(waiter)
    }
}

/// Reports the members that a waiter cannot have.
fn strangers(value: &Value, at: &mut Vec<String>, waiter: &str, problems: &mut Problems) {
    let known = MEMBERS.iter().find(|(place, _)| {
        let mut steps = place.iter().zip(at.iter());
        place.len() == at.len() && steps.all(|(step, at)| *step == "*" || step == at)
    });
    let entries: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(k, v)| (k.clone(), v)).collect(),
        Value::Array(items) => (0..).map(|n: usize| n.to_string()).zip(items).collect(),
        _ => return,
    };
    for (key, inner) in entries {
        if let (Some((_, known)), Value::Object(_)) = (known, value)
            && !known.contains(&key.as_str())
        {
            let place: String = at.iter().map(|step| format!(".{step}")).collect();
            let message = format!("`waiters.{waiter}{place}` has no member `{key}`");
            let near = suggest::did_you_mean(&key, known.iter().copied());
            let help = near.unwrap_or_else(|| format!("its members are {}", listed(known)));
            problems.push(Problem::new(message).with_help(help));
            continue;
        }
        at.push(key);
        strangers(inner, at, waiter, problems);
        at.pop();
    }
}

fn listed(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// Reads the option `waiters`: waiters by their names.
pub(super) fn read(data: Map<String, Value>) -> Result<BTreeMap<String, Waiter>, Problems> {
    let mut waiters = BTreeMap::new();
    let mut problems = Problems::new();
    for (name, value) in data {
        match Waiter::read(&name, value) {
            Ok(waiter) => drop(waiters.insert(name, waiter)),
            Err(more) => problems.extend(more),
        }
    }
    problems.into_result(waiters)
}
