//! The `Cargo.toml` of a generated crate.

use std::fmt::Write as _;

use super::Features;
use crate::config::When;
use crate::hidden::is_hidden;

/// The features of the official crates, each with what it turns on here. All of them bring the
/// client, because a program that names one of them expects it.
const FEATURES: &[(&str, &[&str])] = &[
    ("default", &["rustls", "default-https-client", "rt-tokio"]),
    ("client", &["hammersmith/client"]),
    ("rustls", &["client", "hammersmith/rustls"]),
    (
        "default-https-client",
        &["client", "hammersmith/default-https-client"],
    ),
    ("rt-tokio", &["client", "hammersmith/rt-tokio"]),
    (
        "legacy-https-client",
        &["client", "hammersmith/legacy-https-client"],
    ),
    (
        "behavior-version-latest",
        &["client", "hammersmith/behavior-version-latest"],
    ),
    ("test-util", &["client", "hammersmith/test-util"]),
    (
        "legacy-test-util",
        &["test-util", "hammersmith/legacy-test-util"],
    ),
    ("gated-tests", &[]),
];

/// The feature of crates with and without a client: it adds to the runtime alone.
const SIGN: (&str, &[&str]) = ("sign", &["hammersmith/sign"]);

/// The facts of a crate that `Cargo.toml` states.
#[derive(Clone, Copy, Debug)]
pub struct Manifest<'a> {
    /// The name of the crate.
    pub name: &'a str,
    /// Its version.
    pub version: &'a str,
    /// Its description, one line.
    pub description: &'a str,
    /// True if the runtime needs its feature `event-stream`.
    pub events: bool,
    /// True if regular expressions are checked.
    pub patterns: bool,
    /// True if the tests of the protocol are part of the crate.
    pub protocol_tests: bool,
}

/// Where the generated crate finds the runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuntimeDependency {
    /// The version on crates.io.
    pub version: String,
    /// A folder, relative to the crate, instead of crates.io.
    pub path: Option<String>,
}

/// The text of `Cargo.toml`.
pub fn cargo_toml(
    package: &Manifest<'_>,
    features: Features,
    runtime: &RuntimeDependency,
    header: &str,
) -> String {
    let mut text = format!("{}\n[package]\n", header.replace("//", "#"));
    let mut line = |key: &str, value: &str| {
        let _ = writeln!(text, "{key} = {}", quoted(value));
    };
    line("name", package.name);
    line("version", package.version);
    line("edition", "2024");
    line("rust-version", "1.94.1");
    line("description", package.description);
    line("license", "Apache-2.0 OR MIT");
    let mut table = String::from("\n[features]\n");
    if features.client == Some(When::Feature) {
        table.extend(FEATURES.iter().map(|(name, on)| feature(name, on)));
    }
    if features.serde == Some(When::Feature) {
        table.push_str(&feature("serde", &["hammersmith/serde"]));
    }
    let (name, on) = SIGN;
    table.push_str(&feature(name, on));
    let path = runtime
        .path
        .as_ref()
        .map(|path| format!(", path = {}", quoted(path)))
        .unwrap_or_default();
    let version = quoted(&runtime.version);
    let always = [
        ("client", features.client == Some(When::Always)),
        ("event-stream", package.events),
        ("pattern", package.patterns),
        ("serde", features.serde == Some(When::Always)),
    ];
    let always: Vec<String> = always
        .into_iter()
        .filter(|(_, is_on)| *is_on)
        .map(|(name, _)| quoted(name))
        .collect();
    let always = if always.is_empty() {
        String::new()
    } else {
        format!(", features = [{}]", always.join(", "))
    };
    let _ = write!(
        text,
        "{table}\n[dependencies]\nhammersmith = {{ version = {version}{path}, default-features = false{always} }}\n"
    );
    if package.protocol_tests {
        let _ = write!(
            text,
            "\n[dev-dependencies]\nhammersmith = {{ version = {version}{path}, default-features = false, features = [\"protocol-tests\"] }}\n"
        );
    }
    text
}

fn feature(name: &str, turns_on: &[&str]) -> String {
    let on: Vec<String> = turns_on.iter().map(|feature| quoted(feature)).collect();
    format!("{name} = [{}]\n", on.join(", "))
}

/// A TOML basic string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if is_hidden(c) => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
