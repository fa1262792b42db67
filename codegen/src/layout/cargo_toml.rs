//! The `Cargo.toml` of a generated crate.

use std::fmt::{self, Write as _};

use super::Features;
use crate::config::When;
use crate::hidden::is_hidden;

/// The features that are on by default in all crates.
const DEFAULT: [&str; 3] = ["rustls", "default-https-client", "rt-tokio"];

/// The features of the official crates, each with what it turns on here. All of them bring the
/// client, because a program that names one of them expects it.
const FEATURES: &[(&str, &[&str])] = &[
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

/// The feature of crates whose requests may be signed for several regions at once. It is on by
/// default.
const SIGV4A: (&str, &[&str]) = ("sigv4a", &["client", "hammersmith/sigv4a"]);

/// The features of crates that presign, for versions of the `http` crate. Presigned requests always
/// become those of version 1, and its feature is on by default.
const HTTP: [(&str, &[&str]); 2] = [
    ("http-1x", &["client"]),
    (HTTP_02X, &["client", "hammersmith/http-02x"]),
];
const HTTP_02X: &str = "http-02x";

/// The feature of crates with and without a client: it adds to the runtime alone.
const SIGN: &str = "sign";

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
    /// True if operations compress requests.
    pub compression: bool,
    /// True if operations have checksums.
    pub checksums: bool,
    /// True if requests may answer challenges for digest authentication.
    pub digest: bool,
    /// True if requests may be signed for several regions at once.
    pub sigv4a: bool,
    /// True if the official crate presigns, and has features for versions of the `http` crate.
    pub presigns: bool,
    /// True if programs use little of the crate, so that Cargo may leave the rest uncompiled.
    pub mostly_unused: bool,
    /// True if the tests of the protocol are part of the crate.
    pub protocol_tests: bool,
}

/// The source of the runtime that a generated crate depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuntimeDependency {
    /// The version on crates.io.
    pub version: String,
    /// A folder, relative to the crate, instead of crates.io.
    pub path: Option<String>,
}

/// The tables of `Cargo.toml` in their order, each with its keys in theirs.
///
/// A serializer of our own: `toml` and the derives of serde would be compiled by every build
/// script, for four kinds of values.
struct CargoToml<'a>(Vec<(&'static str, Table<'a>)>);

type Table<'a> = Vec<(&'a str, Value<'a>)>;

/// A value of `Cargo.toml`.
enum Value<'a> {
    Bool(bool),
    String(&'a str),
    Strings(Vec<&'a str>),
    Inline(Table<'a>),
}

/// The text of `Cargo.toml`.
pub fn cargo_toml(
    package: &Manifest<'_>,
    features: Features,
    runtime: &RuntimeDependency,
    header: &str,
) -> String {
    let always = [
        ("checksums", package.checksums),
        ("compression", package.compression),
        ("client", features.client == Some(When::Always)),
        ("digest-auth", package.digest),
        ("event-stream", package.events),
        ("fake", features.fake == Some(When::Always)),
        ("pattern", package.patterns),
        ("serde", features.serde == Some(When::Always)),
    ];
    let always = always.into_iter().filter(|(_, is_on)| *is_on);
    let always = always.map(|(name, _)| name).collect();
    let depends = |features| vec![("hammersmith", dependency(runtime, features))];
    let mut tables = vec![
        ("package", about(package)),
        ("features", table_of(features, package)),
        ("dependencies", depends(always)),
    ];
    if package.mostly_unused {
        tables.push(("hints", vec![("mostly-unused", Value::Bool(true))]));
    }
    if package.protocol_tests {
        tables.push(("dev-dependencies", depends(vec!["protocol-tests"])));
    }
    format!("{}{}", header.replace("//", "#"), CargoToml(tables))
}

fn about<'a>(package: &Manifest<'a>) -> Table<'a> {
    let keys = [
        ("name", package.name),
        ("version", package.version),
        ("edition", "2024"),
        ("rust-version", "1.94.1"),
        ("description", package.description),
        ("license", "Apache-2.0 OR MIT"),
    ];
    let keys = keys.into_iter();
    keys.map(|(key, value)| (key, Value::String(value)))
        .collect()
}

fn table_of(features: Features, package: &Manifest<'_>) -> Table<'static> {
    let mut all: Vec<(&str, Vec<&str>)> = Vec::new();
    if features.client == Some(When::Feature) {
        let sigv4a = package.sigv4a.then_some(SIGV4A).into_iter();
        let http = package.presigns.then_some(HTTP).into_iter().flatten();
        let own: Vec<_> = sigv4a.chain(http).collect();
        let on = own.iter().map(|(name, _)| *name);
        let on = on.filter(|name| *name != HTTP_02X).chain(DEFAULT);
        all.push(("default", on.collect()));
        let own = own.iter().chain(FEATURES);
        all.extend(own.map(|(name, on)| (*name, on.to_vec())));
    }
    if features.serde == Some(When::Feature) {
        all.push(("serde", vec!["hammersmith/serde"]));
    }
    if features.fake == Some(When::Feature) {
        all.push(("fake", vec!["hammersmith/fake"]));
    }
    all.push((SIGN, vec!["hammersmith/sign"]));
    let all = all.into_iter();
    all.map(|(name, on)| (name, Value::Strings(on))).collect()
}

/// The runtime, with these features and no others.
fn dependency<'a>(runtime: &'a RuntimeDependency, features: Vec<&'a str>) -> Value<'a> {
    let mut keys = vec![("version", Value::String(&runtime.version))];
    let path = runtime.path.as_deref();
    keys.extend(path.map(|path| ("path", Value::String(path))));
    keys.push(("default-features", Value::Bool(false)));
    if !features.is_empty() {
        keys.push(("features", Value::Strings(features)));
    }
    Value::Inline(keys)
}

impl fmt::Display for CargoToml<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, table) in &self.0 {
            writeln!(f, "\n[{name}]")?;
            for (key, value) in table {
                writeln!(f, "{key} = {value}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(value) => value.fmt(f),
            Self::String(text) => f.write_str(&quoted(text)),
            Self::Strings(items) => {
                let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
                write!(f, "[{}]", items.join(", "))
            }
            Self::Inline(keys) => {
                let keys = keys.iter().map(|(key, value)| format!("{key} = {value}"));
                write!(f, "{{ {} }}", keys.collect::<Vec<_>>().join(", "))
            }
        }
    }
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
