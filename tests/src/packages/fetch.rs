//! The package of an official crate, as Cargo has it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::PACKAGE;
use crate::workspace::Workspace;

/// Dependencies that all packages with tests have, with the same features: the runtime crates of
/// AWS are then compiled once for all services.
const DEPENDENCIES: &str = include_str!("dependencies.toml");

/// An official package.
#[derive(Debug)]
pub(super) struct Package {
    /// Its name.
    pub(super) name: String,
    /// Its version.
    pub(super) version: String,
    /// Its directory.
    pub(super) folder: PathBuf,
    /// The edition of its code.
    edition: String,
    /// Its dependencies, in the order of the manifest.
    dependencies: Vec<Value>,
    /// The features that its tests run with.
    features: Vec<String>,
}

/// Features that tests run with, where the package has them.
const FEATURES: [&str; 4] = [
    "behavior-version-latest",
    "http-02x",
    "legacy-test-util",
    "test-util",
];

/// Has Cargo fetch a package, as the dependency of a package that is never compiled.
pub(super) fn package(name: &str, version: &str, scratch: &Path) -> Result<Package, String> {
    let workspace = Workspace::new(scratch, &format!("official-tests/fetch/{name}"), &["."]);
    workspace.save(
        "Cargo.toml",
        &format!(
            "[package]\nname = \"fetch\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\n{name} = {version:?}\n\n[workspace]\n"
        ),
    );
    workspace.save("src/lib.rs", "");
    let output = workspace.cargo(&["metadata", "--format-version", "1"]);
    let metadata: Value = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("{name}: {error}\n{}", lossy(&output.stderr)))?;
    let mut packages = metadata["packages"].as_array().into_iter().flatten();
    let package = packages
        .find(|package| package["name"] == name)
        .ok_or_else(|| format!("{name}: no such package"))?;
    let text = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
    let manifest = PathBuf::from(text("manifest_path"));
    Ok(Package {
        name: name.to_owned(),
        version: text("version"),
        folder: manifest.parent().map(Path::to_owned).unwrap_or_default(),
        edition: text("edition"),
        features: FEATURES
            .iter()
            .filter(|name| package["features"].get(**name).is_some())
            .map(|&name| name.to_owned())
            .collect(),
        dependencies: package["dependencies"]
            .as_array()
            .cloned()
            .unwrap_or_default(),
    })
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

impl Package {
    /// The name of the crate.
    pub(super) fn krate(&self) -> String {
        self.name.replace('-', "_")
    }

    /// The manifest of a package with the tests of this one, for a client that stands there.
    pub(super) fn manifest(&self, client: &str) -> String {
        let mut text = format!(
            "[package]\nname = {PACKAGE:?}\nversion = \"0.0.0\"\nedition = {:?}\n\n[features]\n\
             default = [\"test-util\"]\ntest-util = []\ngated-tests = []\n\
             behavior-version-latest = []\n\n[dependencies]\n{} = {{ {client}, features = {:?} }}\n",
            self.edition, self.name, self.features
        );
        let name_of = |line: &'static str| line.split(' ').next().unwrap_or_default();
        for line in DEPENDENCIES.lines() {
            let _ = writeln!(text, "{}", self.with_features(name_of(line), line));
        }
        let known = |name: &str| DEPENDENCIES.lines().any(|line| name_of(line) == name);
        let mut own: BTreeMap<&str, String> = BTreeMap::new();
        for dependency in &self.dependencies {
            let name = dependency["name"].as_str().unwrap_or_default();
            let key = dependency["rename"].as_str().unwrap_or(name);
            let is_needed = dependency["optional"] == false && dependency["target"].is_null();
            if is_needed && !known(key) {
                own.insert(key, specification(name, dependency));
            }
        }
        for (key, specification) in own {
            let _ = writeln!(text, "{key} = {{ {specification} }}");
        }
        text
    }
}

impl Package {
    /// The line of a dependency, with the features that the tests of this package need in addition.
    fn with_features(&self, name: &str, line: &str) -> String {
        let own = self.dependencies.iter().filter(|it| it["name"] == name);
        let named = own.flat_map(|it| it["features"].as_array().into_iter().flatten());
        let mut line = line.to_owned();
        for feature in named {
            let feature = feature.to_string();
            if !line.contains(&feature) {
                line = line.replacen("features = [", &format!("features = [{feature}, "), 1);
            }
        }
        line
    }
}

/// The inside of a dependency, as in a manifest.
fn specification(name: &str, dependency: &Value) -> String {
    let requirement = dependency["req"].as_str().unwrap_or("*");
    let mut text = format!("package = {name:?}, version = {requirement:?}");
    if dependency["uses_default_features"] == false {
        text.push_str(", default-features = false");
    }
    let _ = write!(text, ", features = {}", dependency["features"]);
    text
}
