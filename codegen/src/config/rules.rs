//! Rules of a service that its model does not say.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::words::Words;
use crate::diagnostic::{Problem, Problems};
use crate::model;
use crate::suggest;

/// A rule for operations, shapes or members that no trait of Smithy says.
///
/// The services of AWS have some of these as their official clients do. A service of one's own has
/// those of the option `rules`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// An operation that may return nothing for minutes: a transfer that has stalled is not given
    /// up.
    MayStall,
    /// An operation that waits for something to happen: retries wait even if there were too many
    /// of them.
    LongPolling,
    /// An operation whose requests are not signed.
    Unsigned,
    /// A structure, member or simple shape that is secret.
    Sensitive,
    /// A shape or member whose default value is left out.
    WithoutDefault,
    /// A service, structure or member that is optional, whatever the model says.
    Optional,
    /// An error that is a fault of the server and is retried, whatever the model says.
    Transient,
}

impl Words for Rule {
    const ALL: &'static [(&'static str, Self)] = &[
        ("may-stall", Self::MayStall),
        ("long-polling", Self::LongPolling),
        ("unsigned", Self::Unsigned),
        ("sensitive", Self::Sensitive),
        ("without-default", Self::WithoutDefault),
        ("optional", Self::Optional),
        ("transient", Self::Transient),
    ];
}

impl Rule {
    /// The name of the rule in the options.
    pub(crate) fn word(self) -> &'static str {
        let mut all = Self::ALL.iter();
        all.find(|(_, rule)| *rule == self)
            .map_or("", |(word, _)| word)
    }

    /// True if the rule is for operations.
    pub(crate) fn is_for_operations(self) -> bool {
        matches!(self, Self::MayStall | Self::LongPolling | Self::Unsigned)
    }
}

/// The option `rules`.
///
/// ```
/// use hammersmith_codegen::Generator;
/// use hammersmith_codegen::config::{Rule, Rules};
///
/// let rules = Rules::new()
///     .header("x-shop-version", "2024-01-01")
///     .transient_code("Busy")
///     .rule(Rule::Sensitive, "com.example#Order$card")
///     .rule(Rule::MayStall, "PrintCatalog");
/// Generator::new().model("model/shop.json").rules(rules);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) transient_codes: Vec<String>,
    pub(crate) rules: BTreeSet<(Rule, String)>,
}

/// The keys that are not rules for shapes.
const KEYS: [&str; 2] = ["headers", "transient-codes"];

/// The headers that protocols, signatures and HTTP stacks set. Another one of the name would be
/// sent beside them.
const TAKEN: [&str; 10] = [
    "authorization",
    "content-length",
    "content-type",
    "host",
    "smithy-protocol",
    "transfer-encoding",
    "x-amz-content-sha256",
    "x-amz-date",
    "x-amz-security-token",
    "x-amz-target",
];

impl Rules {
    /// No rules.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a header to all requests.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.insert(name.into(), value.into());
        self
    }

    /// Adds the code of an error that is transient: it is retried.
    #[must_use]
    pub fn transient_code(mut self, code: impl Into<String>) -> Self {
        self.transient_codes.push(code.into());
        self
    }

    /// Adds a rule for an operation, by its name or ID, or for a shape or member, by its ID or the
    /// part of it after the `#`.
    #[must_use]
    pub fn rule(mut self, rule: Rule, name: impl Into<String>) -> Self {
        self.rules.insert((rule, name.into()));
        self
    }

    /// Returns an error with all problems of the values.
    pub(crate) fn check(&self) -> Result<(), Problems> {
        let mut problems = Problems::new();
        for (name, value) in &self.headers {
            let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
            if name.is_empty() || !name.chars().all(is_token) {
                problems.push(Problem::new(format!(
                    "`rules.headers`: `{name}` is not a valid name of a header"
                )));
            }
            if TAKEN.iter().any(|taken| name.eq_ignore_ascii_case(taken)) {
                let message = format!("`rules.headers`: requests have a header `{name}` already");
                problems.push(Problem::new(message).with_help("remove it; it is set where needed"));
            }
            if !value.chars().all(|c| c == ' ' || c.is_ascii_graphic()) {
                problems.push(Problem::new(format!(
                    "`rules.headers.{name}`: `{value}` is not a valid value of a header"
                )));
            }
        }
        problems.into_result(())
    }

    fn entry(&mut self, key: &str, value: &Value) -> Result<(), Problems> {
        match key {
            "headers" => self.headers = table(key, value)?,
            "transient-codes" => self.transient_codes = texts(key, value)?,
            _ => {
                let rule = Rule::from_word(key).ok_or_else(|| Problems::from(unknown(key)))?;
                let names = texts(key, value)?.into_iter();
                self.rules.extend(names.map(|name| (rule, name)));
            }
        }
        Ok(())
    }
}

fn unknown(key: &str) -> Problem {
    let known: Vec<&str> = KEYS.into_iter().chain(Rule::words()).collect();
    let near = suggest::did_you_mean(key, known.iter().copied());
    let names = known.iter().map(|name| format!("`{name}`"));
    let help = near.unwrap_or_else(|| format!("use {}", names.collect::<Vec<_>>().join(", ")));
    Problem::new(format!("`rules` has no key `{key}`")).with_help(help)
}

fn text(key: &str, value: &Value) -> Result<String, Problems> {
    match value {
        Value::String(text) if !text.is_empty() => Ok(text.clone()),
        Value::String(_) => Err(Problem::new(format!("`rules.{key}` has an empty entry")).into()),
        other => {
            let found = model::what_is(other);
            let message = format!("`rules.{key}` takes strings, not {found}");
            Err(Problem::new(message).into())
        }
    }
}

/// A list of strings, or one.
fn texts(key: &str, value: &Value) -> Result<Vec<String>, Problems> {
    match value {
        Value::Array(items) => items.iter().map(|item| text(key, item)).collect(),
        one => Ok(vec![text(key, one)?]),
    }
}

fn table(key: &str, value: &Value) -> Result<BTreeMap<String, String>, Problems> {
    let Value::Object(entries) = value else {
        let found = model::what_is(value);
        let message = format!("`rules.{key}` takes a table, not {found}");
        return Err(Problem::new(message).into());
    };
    let entries = entries.iter();
    entries
        .map(|(name, value)| Ok((name.clone(), text(key, value)?)))
        .collect()
}

/// Reads the option `rules`.
pub(super) fn read(data: &Map<String, Value>) -> Result<Rules, Problems> {
    let mut rules = Rules::default();
    let mut problems = Problems::new();
    for (key, value) in data {
        // Identifiers of the macro have no hyphens.
        let entry = rules.entry(&key.replace('_', "-"), value);
        problems.extend(entry.err().unwrap_or_default());
    }
    problems.extend(rules.check().err().unwrap_or_default());
    problems.into_result(rules)
}
