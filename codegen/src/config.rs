//! What to generate: the one set of options behind every way in.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Problem, Problems};
use crate::suggest;

/// What to generate, from which models.
///
/// The builder of [`Generator`](crate::Generator), the flags of `cargo hammersmith`, the keys of
/// `hammersmith.toml` and those of the `client!` macro all become this.
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
    /// The model: files, or folders whose `.json` files are merged.
    pub model: Vec<PathBuf>,
    /// The service, by shape id, name or `sdkId`. Needed where the model has several.
    pub service: Option<String>,
    /// The operations, by name or shape id. Empty: all of the service.
    pub operations: Vec<String>,
    /// Resources, by name or shape id, whose operations are all taken.
    pub resources: Vec<String>,
    /// Whether the client is part of the output. Defaults to [`Client::Always`] in a single file
    /// and to [`Client::Feature`] in a crate.
    pub client: Option<Client>,
    /// The crate to generate, where it is one.
    pub package: Option<Package>,
}

/// Whether the client is part of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Client {
    /// Always: whoever compiles the output has the runtime's feature `client`.
    Always,
    /// With the feature `client` of the crate the output is in.
    Feature,
    /// Never: types, serializers and parsers only.
    Never,
}

/// The `Cargo.toml` of a generated crate.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Package {
    /// The name. Defaults to `hammersmith-<service>`.
    pub name: Option<String>,
    /// The version. Defaults to `0.1.0`.
    pub version: Option<String>,
    /// Where the runtime is, relative to the crate. Defaults to the version on crates.io that
    /// belongs to this generator.
    pub runtime_path: Option<String>,
}

/// The value of an option, as it stands in a file, on the command line or in a macro.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OptionValue {
    /// One text.
    Text(String),
    /// Any number of texts.
    List(Vec<String>),
}

impl Config {
    /// The names of the options that take text, in the order they are documented in.
    pub const KEYS: [&str; 5] = ["model", "service", "operations", "resources", "client"];

    /// Sets the option of that name, in place of what it was before.
    ///
    /// # Errors
    ///
    /// If there is no such option, or it takes no such value. The problem names no place; whoever
    /// read the value knows it.
    pub fn set(&mut self, key: &str, value: OptionValue) -> Result<(), Problems> {
        match key {
            "model" => self.model = value.many(key)?.into_iter().map(PathBuf::from).collect(),
            "service" => self.service = Some(value.one(key)?),
            "operations" => self.operations = value.many(key)?,
            "resources" => self.resources = value.many(key)?,
            "client" => self.client = Some(Client::parse(&value.one(key)?)?),
            _ => return Err(unknown_option(key, Self::KEYS).into()),
        }
        Ok(())
    }

    /// Takes the paths of the models as relative to a folder.
    pub fn resolve(&mut self, folder: &Path) {
        for path in &mut self.model {
            *path = folder.join(&path);
        }
    }
}

impl Client {
    /// The words for each, as options have them.
    pub const WORDS: [&str; 3] = ["always", "feature", "never"];

    fn parse(word: &str) -> Result<Self, Problems> {
        match word {
            "always" => Ok(Self::Always),
            "feature" => Ok(Self::Feature),
            "never" => Ok(Self::Never),
            _ => {
                let help = suggest::did_you_mean(word, Self::WORDS)
                    .unwrap_or_else(|| "it is `always`, `feature` or `never`".to_owned());
                Err(Problem::new(format!("`client` cannot be `{word}`"))
                    .with_help(help)
                    .into())
            }
        }
    }
}

impl Package {
    /// The names of the options, in the order they are documented in.
    pub const KEYS: [&str; 3] = ["name", "version", "runtime-path"];

    /// Sets the option of that name, in place of what it was before.
    ///
    /// # Errors
    ///
    /// As [`Config::set`].
    pub fn set(&mut self, key: &str, value: OptionValue) -> Result<(), Problems> {
        let field = match key {
            "name" => &mut self.name,
            "version" => &mut self.version,
            "runtime-path" => &mut self.runtime_path,
            _ => return Err(unknown_option(key, Self::KEYS).into()),
        };
        let value = value.one(key)?;
        if let Some(help) = objection(key, &value) {
            let message = format!("the package's `{key}` cannot be `{value}`");
            return Err(Problem::new(message).with_help(help).into());
        }
        *field = Some(value);
        Ok(())
    }
}

/// What Cargo would have against the value of an option of the package.
fn objection(key: &str, value: &str) -> Option<&'static str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match key {
        "name" if !value.starts_with(|c: char| c.is_ascii_alphabetic()) => {
            Some("it starts with a letter")
        }
        "name" if !value.chars().all(is_name) => {
            Some("it consists of letters, digits, `-` and `_`")
        }
        "version" => {
            let numbers = value.split(['-', '+']).next().unwrap_or_default();
            let is_version = numbers.split('.').count() == 3 && numbers.split('.').all(is_number);
            (!is_version).then_some("it is three numbers, e.g. `0.1.0`")
        }
        _ => None,
    }
}

impl OptionValue {
    fn one(self, key: &str) -> Result<String, Problems> {
        match self {
            Self::Text(text) if text.is_empty() => Err(Problem::new(format!("`{key}` is empty"))
                .with_help("leave it out")
                .into()),
            Self::Text(text) => Ok(text),
            Self::List(_) => {
                Err(Problem::new(format!("`{key}` takes one text, not a list")).into())
            }
        }
    }

    /// An empty list is more likely a slip than a way to ask for everything, which leaving the
    /// option out does.
    fn many(self, key: &str) -> Result<Vec<String>, Problems> {
        let list = match self {
            Self::Text(text) => vec![text],
            Self::List(list) => list,
        };
        if list.is_empty() {
            return Err(Problem::new(format!("`{key}` is empty"))
                .with_help("leave it out")
                .into());
        }
        if list.iter().any(String::is_empty) {
            return Err(Problem::new(format!("`{key}` has an empty entry")).into());
        }
        Ok(list)
    }
}

/// The problem with an option that is none of those there are.
pub fn unknown_option<'a>(key: &str, known: impl IntoIterator<Item = &'a str>) -> Problem {
    let known: Vec<&str> = known.into_iter().collect();
    let help = suggest::did_you_mean(key, known.iter().copied()).unwrap_or_else(|| {
        let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
        format!("the options are {}", names.join(", "))
    });
    Problem::new(format!("there is no option `{key}`")).with_help(help)
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
                client: Some(Client::Never),
                package: None,
            }
        );
        assert_eq!(package.runtime_path.as_deref(), Some("../rt"));
    }

    /// Protects: the messages every front end shows for a wrong option.
    #[test]
    fn wrong_options_say_what_is_right() {
        let mut config = Config::default();
        for (key, value, message) in [
            (
                "modle",
                text("a"),
                "error: there is no option `modle`\n  help: did you mean `model`?",
            ),
            (
                "zzz",
                text("a"),
                "error: there is no option `zzz`\n  help: the options are `model`, `service`, \
                 `operations`, `resources`, `client`",
            ),
            (
                "service",
                list(&["A"]),
                "error: `service` takes one text, not a list",
            ),
            (
                "operations",
                list(&[]),
                "error: `operations` is empty\n  help: leave it out",
            ),
            (
                "operations",
                list(&["A", ""]),
                "error: `operations` has an empty entry",
            ),
            (
                "client",
                text("nevr"),
                "error: `client` cannot be `nevr`\n  help: did you mean `never`?",
            ),
        ] {
            let problems = config.set(key, value).unwrap_err();
            assert_eq!(problems.iter().next().unwrap().to_string(), message);
        }
        assert_eq!(config, Config::default());
    }
}
