//! The `Cargo.toml` of a generated crate.

use std::fmt::Write as _;

use super::Features;
use crate::config::When;
use crate::plan::service::Package;

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
    package: &Package,
    features: Features,
    runtime: &RuntimeDependency,
    header: &str,
) -> String {
    let mut text = format!("{}\n[package]\n", header.replace("//", "#"));
    let mut line = |key: &str, value: &str| {
        let _ = writeln!(text, "{key} = {}", quoted(value));
    };
    line("name", &package.name);
    line("version", &package.version);
    line("edition", "2024");
    line("rust-version", "1.94.1");
    line("description", &package.description);
    line("license", "Apache-2.0 OR MIT");
    let mut table = String::new();
    if features.client == Some(When::Feature) {
        table.extend(FEATURES.iter().map(|(name, on)| feature(name, on)));
    }
    if features.serde == Some(When::Feature) {
        table.push_str(&feature("serde", &["hammersmith/serde"]));
    }
    if !table.is_empty() {
        table.insert_str(0, "\n[features]\n");
    }
    let path = runtime
        .path
        .as_ref()
        .map(|path| format!(", path = {}", quoted(path)))
        .unwrap_or_default();
    let version = quoted(&runtime.version);
    let always: Vec<String> = [("client", features.client), ("serde", features.serde)]
        .into_iter()
        .filter(|(_, when)| *when == Some(When::Always))
        .map(|(name, _)| quoted(name))
        .collect();
    let always = match always.is_empty() {
        true => String::new(),
        false => format!(", features = [{}]", always.join(", ")),
    };
    let _ = write!(
        text,
        "{table}\n[dependencies]\nhammersmith = {{ version = {version}{path}, default-features = false{always} }}\n"
    );
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
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
