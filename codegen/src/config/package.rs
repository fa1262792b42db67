//! The package of a generated crate.

use crate::config::{OptionValue, unknown_option};
use crate::diagnostic::{Problem, Problems};

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

impl Package {
    /// The names of the options, in the order they are documented in.
    pub const KEYS: [&str; 3] = ["name", "version", "runtime-path"];

    /// Sets the option of that name, in place of what it was before.
    ///
    /// # Errors
    ///
    /// As [`Config::set`](crate::Config::set).
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
