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
    /// The path of the runtime, relative to the crate. Defaults to the matching version on
    /// crates.io.
    pub runtime_path: Option<String>,
}

impl Package {
    /// The names of the options, in the order they are documented in.
    pub const KEYS: [&str; 3] = ["name", "version", "runtime-path"];

    /// Sets the option of that name, and replaces its value.
    ///
    /// # Errors
    ///
    /// The same as [`Config::set`](crate::Config::set).
    pub fn set(&mut self, key: &str, value: OptionValue) -> Result<(), Problems> {
        let field = match key {
            "name" => &mut self.name,
            "version" => &mut self.version,
            "runtime-path" => &mut self.runtime_path,
            _ => return Err(unknown_option(key, Self::KEYS).into()),
        };
        let value = value.one(key)?;
        if let Some(help) = objection(key, &value) {
            let message = format!("invalid value `{value}` for the package's `{key}`");
            return Err(Problem::new(message).with_help(help).into());
        }
        *field = Some(value);
        Ok(())
    }
}

/// Help for a value that Cargo would reject.
fn objection(key: &str, value: &str) -> Option<&'static str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match key {
        "name" if !value.starts_with(|c: char| c.is_ascii_alphabetic()) => {
            Some("start it with a letter")
        }
        "name" if !value.chars().all(is_name) => Some("use only letters, digits, `-` and `_`"),
        "version" => {
            let numbers = value.split(['-', '+']).next().unwrap_or_default();
            let is_version = numbers.split('.').count() == 3 && numbers.split('.').all(is_number);
            (!is_version).then_some("use three numbers, e.g. `0.1.0`")
        }
        _ => None,
    }
}
