//! The options of the generator. All front ends share them.

mod data;
mod layout;
mod package;
mod rules;
mod waiter;
mod words;

pub use layout::Layout;
pub use package::Package;
pub use rules::{Rule, Rules};
pub use waiter::Waiter;
pub use words::{OperationDocs, Strict, When, Words};

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::diagnostic::{Problem, Problems};
use crate::suggest;

/// The options of the generator.
///
/// The builder of [`Generator`](crate::Generator), the flags of `cargo hammersmith`, the keys of
/// `hammersmith.toml` and those of the `client!` macro are all converted to this.
///
/// ```
/// use hammersmith_codegen::config::{Config, OptionValue};
///
/// let mut config = Config::default();
/// config.set("operations", OptionValue::Text("SubmitJob".into()))?;
/// assert_eq!(config.operations, ["SubmitJob"]);
///
/// let problems = config.set("operation", OptionValue::Text("SubmitJob".into())).unwrap_err();
/// assert!(problems.to_string().contains("did you mean `operations`?"));
/// # Ok::<(), hammersmith_codegen::diagnostic::Problems>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// The model: files, or directories whose `.json` files are merged.
    pub model: Vec<PathBuf>,
    /// The service, by shape ID, name or `sdkId`. Required if the model has several.
    pub service: Option<String>,
    /// The operations, by name or shape ID. If empty, all operations of the service are generated.
    pub operations: Vec<String>,
    /// Resources, by name or shape ID. All their operations are generated.
    pub resources: Vec<String>,
    /// When the output includes the client. Defaults to [`When::Always`] in a single file and to
    /// [`When::Feature`] in a crate.
    pub client: Option<When>,
    /// When types implement the traits of `serde`. Defaults to [`When::Never`] in a single file and
    /// to [`When::Feature`] in a crate, where the feature is off by default.
    pub serde: Option<When>,
    /// When the output includes the parts that fakes of the service need. Defaults to
    /// [`When::Never`] in a single file and to [`When::Feature`] in a crate, where the feature is
    /// off by default.
    pub fake: Option<When>,
    /// The constraints of the model that are checked when an input is built.
    pub strict: Strict,
    /// The extent of the documentation of operations.
    pub docs: OperationDocs,
    /// The protocol, by its name or shape ID, if the service speaks several. Defaults to the one
    /// that the official client speaks.
    pub protocol: Option<String>,
    /// True if the output includes the protocol tests of the model. See
    /// [`Generator::protocol_tests`](crate::Generator::protocol_tests).
    pub protocol_tests: bool,
    /// Rust names of shapes and members, by their IDs. See
    /// [`Generator::rename`](crate::Generator::rename).
    pub rename: BTreeMap<String, String>,
    /// Waiters that the model does not have, by their names. See
    /// [`Generator::waiter`](crate::Generator::waiter).
    pub waiters: BTreeMap<String, Waiter>,
    /// Rules that the model does not say. See [`Generator::rules`](crate::Generator::rules).
    pub rules: Rules,
    /// The package of the generated crate, if the output is a crate.
    pub package: Option<Package>,
}

/// The value of an option in a file, on the command line or in a macro.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OptionValue {
    /// A string.
    Text(String),
    /// A list of strings.
    List(Vec<String>),
    /// Pairs of a key and a string.
    Table(Vec<(String, String)>),
    /// Nested data, for the options of [`Config::NESTED`].
    Data(Value),
}

impl Config {
    /// The names of the options, in the order of their documentation.
    pub const KEYS: [&str; 14] = [
        "model",
        "service",
        "operations",
        "resources",
        "client",
        "serde",
        "fake",
        "strict",
        "docs",
        "protocol",
        "protocol-tests",
        "rename",
        "waiters",
        "rules",
    ];

    /// The names of the options whose values are nested: tables of tables and lists. A string holds
    /// the same as JSON.
    pub const NESTED: [&str; 2] = ["waiters", "rules"];

    /// Sets the option of that name, and replaces its value.
    ///
    /// # Errors
    ///
    /// If the option is unknown or the value is invalid. The problem has no location, which only
    /// the caller knows.
    pub fn set(&mut self, key: &str, value: OptionValue) -> Result<(), Problems> {
        match key {
            "model" => self.model = value.many(key)?.into_iter().map(PathBuf::from).collect(),
            "service" => self.service = Some(value.one(key)?),
            "operations" => self.operations = value.many(key)?,
            "resources" => self.resources = value.many(key)?,
            "client" => self.client = Some(value.word(key)?),
            "serde" => self.serde = Some(value.word(key)?),
            "fake" => self.fake = Some(value.word(key)?),
            "strict" => self.strict = value.word(key)?,
            "docs" => self.docs = value.word(key)?,
            "protocol" => self.protocol = Some(value.one(key)?),
            "protocol-tests" => self.protocol_tests = value.word(key)?,
            "rename" => self.rename = value.table(key)?,
            "waiters" => self.waiters = waiter::read(value.data(key)?)?,
            "rules" => self.rules = rules::read(&value.data(key)?)?,
            _ => return Err(unknown_option(key, Self::KEYS).into()),
        }
        Ok(())
    }

    /// Resolves the paths of the models relative to a directory.
    pub fn resolve(&mut self, folder: &Path) {
        for path in &mut self.model {
            *path = folder.join(&path);
        }
    }
}

impl OptionValue {
    /// The variant of `T` with that name.
    fn word<T: Words>(self, key: &str) -> Result<T, Problems> {
        let word = self.one(key)?;
        T::from_word(&word).ok_or_else(|| words::unknown::<T>(key, &word).into())
    }

    fn one(self, key: &str) -> Result<String, Problems> {
        match self {
            Self::Text(text) if text.is_empty() => Err(Problem::new(format!("`{key}` is empty"))
                .with_help("set a value, or remove the option")
                .into()),
            Self::Text(text) => Ok(text),
            Self::List(_) => {
                Err(Problem::new(format!("`{key}` takes a string, not a list")).into())
            }
            Self::Table(_) | Self::Data(_) => {
                Err(Problem::new(format!("`{key}` takes a string, not a table")).into())
            }
        }
    }

    /// Names by IDs: a table, or strings of the form `id=name`.
    fn table(self, key: &str) -> Result<BTreeMap<String, String>, Problems> {
        let wrong = |text: &str| {
            let problem = Problem::new(format!("invalid value `{text}` for `{key}`"));
            problem.with_help("use `ID=NAME`: the ID of a shape or member, and its Rust name")
        };
        let pairs = match self {
            Self::Table(pairs) => pairs,
            texts => {
                let texts = texts.many(key)?;
                let mut pairs = Vec::new();
                for text in &texts {
                    let (id, name) = text.split_once('=').ok_or_else(|| wrong(text))?;
                    pairs.push((id.trim().to_owned(), name.trim().to_owned()));
                }
                pairs
            }
        };
        let mut table = BTreeMap::new();
        for (id, name) in pairs {
            if id.is_empty() || name.is_empty() {
                return Err(wrong(&format!("{id}={name}")).into());
            }
            match table.get(&id) {
                Some(other) if *other != name => {
                    let message =
                        format!("`{key}` has two names for `{id}`: `{other}` and `{name}`");
                    return Err(Problem::new(message).into());
                }
                _ => table.insert(id, name),
            };
        }
        Ok(table)
    }

    /// An empty list is an error: leaving the option out selects everything, so an empty list is
    /// probably a mistake.
    fn many(self, key: &str) -> Result<Vec<String>, Problems> {
        let list = match self {
            Self::Text(text) => vec![text],
            Self::List(list) => list,
            Self::Table(_) | Self::Data(_) => {
                return Err(
                    Problem::new(format!("`{key}` takes a list of strings, not a table")).into(),
                );
            }
        };
        if list.is_empty() {
            return Err(Problem::new(format!("`{key}` is empty"))
                .with_help("set a value, or remove the option")
                .into());
        }
        if list.iter().any(String::is_empty) {
            return Err(Problem::new(format!("`{key}` has an empty entry")).into());
        }
        Ok(list)
    }
}

/// The problem with an unknown option.
pub fn unknown_option<'a>(key: &str, known: impl IntoIterator<Item = &'a str>) -> Problem {
    let known: Vec<&str> = known.into_iter().collect();
    let help = suggest::did_you_mean(key, known.iter().copied()).unwrap_or_else(|| {
        let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
        format!("the options are {}", names.join(", "))
    });
    Problem::new(format!("unknown option `{key}`")).with_help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(items: &[&str]) -> OptionValue {
        OptionValue::List(items.iter().map(|item| (*item).to_owned()).collect())
    }

    fn text(text: &str) -> OptionValue {
        OptionValue::Text(text.to_owned())
    }

    /// The problem with a value. The option keeps what it had.
    fn refused(key: &str, value: OptionValue) -> String {
        let mut config = Config::default();
        let problems = config.set(key, value).unwrap_err();
        assert_eq!(config, Config::default());
        problems.iter().next().unwrap().to_string()
    }

    /// Protects: every documented option can be set, and none replaces another.
    #[test]
    fn every_key_sets_its_field() {
        let mut config = Config::default();
        for (key, value) in [
            ("model", list(&["a.json", "b"])),
            ("service", text("Batch")),
            ("operations", list(&["A", "B"])),
            ("resources", text("R")),
            ("client", text("never")),
            ("serde", text("always")),
            ("fake", text("feature")),
            ("strict", text("enums")),
            ("docs", text("summary")),
            ("protocol", text("rpcv2Cbor")),
            ("protocol-tests", text("on")),
            ("rename", list(&["a#B=C", "a#B$d = e"])),
            (
                "waiters",
                text(r#"{"Up": {"operation": "A", "acceptors": []}}"#),
            ),
            (
                "rules",
                text(r#"{"headers": {"a": "b"}, "may-stall": "A"}"#),
            ),
        ] {
            assert!(Config::KEYS.contains(&key));
            config.set(key, value).unwrap();
        }
        config.resolve(Path::new("base"));
        let mut package = Package::default();
        for (key, value) in Package::KEYS.into_iter().zip(["a-b", "1.2.3-x", "../rt"]) {
            package.set(key, text(value)).unwrap();
        }
        assert_eq!(
            config,
            Config {
                model: vec!["base/a.json".into(), "base/b".into()],
                service: Some("Batch".into()),
                operations: vec!["A".into(), "B".into()],
                resources: vec!["R".into()],
                client: Some(When::Never),
                serde: Some(When::Always),
                fake: Some(When::Feature),
                strict: Strict::Enums,
                docs: OperationDocs::Summary,
                protocol: Some("rpcv2Cbor".to_owned()),
                protocol_tests: true,
                rename: BTreeMap::from([
                    ("a#B".to_owned(), "C".to_owned()),
                    ("a#B$d".to_owned(), "e".to_owned()),
                ]),
                waiters: BTreeMap::from([("Up".to_owned(), Waiter::new("A"))]),
                rules: Rules::new().header("a", "b").rule(Rule::MayStall, "A"),
                package: None,
            }
        );
        assert_eq!(package.runtime_path.as_deref(), Some("../rt"));
    }

    /// Protects: the messages every front end shows for a wrong option.
    #[test]
    fn wrong_options_say_what_is_right() {
        for (key, value, message) in [
            (
                "modle",
                text("a"),
                "error: unknown option `modle`\n  help: did you mean `model`?",
            ),
            (
                "zzz",
                text("a"),
                "error: unknown option `zzz`\n  help: the options are `model`, `service`, \
                 `operations`, `resources`, `client`,\n        `serde`, `fake`, `strict`, `docs`, `protocol`, `protocol-tests`,\n        `rename`, `waiters`, `rules`",
            ),
            (
                "service",
                list(&["A"]),
                "error: `service` takes a string, not a list",
            ),
            (
                "operations",
                list(&[]),
                "error: `operations` is empty\n  help: set a value, or remove the option",
            ),
            (
                "operations",
                list(&["A", ""]),
                "error: `operations` has an empty entry",
            ),
            (
                "service",
                OptionValue::Table(Vec::new()),
                "error: `service` takes a string, not a table",
            ),
        ] {
            assert_eq!(refused(key, value), message);
        }
    }

    /// Protects: the same for options whose values are words or names.
    #[test]
    fn wrong_words_say_what_is_right() {
        for (key, value, message) in [
            (
                "client",
                text("nevr"),
                "error: invalid value `nevr` for `client`\n  help: did you mean `never`?",
            ),
            (
                "protocol-tests",
                text("yes"),
                "error: invalid value `yes` for `protocol-tests`\n  help: use `off` or `on`",
            ),
            (
                "rename",
                text("a#B"),
                "error: invalid value `a#B` for `rename`\n  help: use `ID=NAME`: the ID of a shape or member, \
                 and its Rust name",
            ),
            (
                "rename",
                list(&["a#B=C", "a#B=D"]),
                "error: `rename` has two names for `a#B`: `C` and `D`",
            ),
            (
                "docs",
                text("pdf"),
                "error: invalid value `pdf` for `docs`\n  help: use `full`, `summary` or `off`",
            ),
        ] {
            assert_eq!(refused(key, value), message);
        }
    }
}
