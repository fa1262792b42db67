//! Crates generated for a bench, by this generator or by the one they are compared with.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use hammersmith_tests::botocore;
use hammersmith_tests::python::run;
use hammersmith_tests::services;
use hammersmith_tests::shared::{self, workspace};
use serde_json::Value;

use super::bench::Bench;

/// The commit that the output is compared with: the last one before one description per shape.
const BEFORE: &str = "3d53947";

/// A generator, and the runtime that its output calls.
pub(crate) struct Generator {
    /// Starts the names of the crates, so that those of two generators differ.
    name: &'static str,
    pub(crate) program: PathBuf,
    runtime: PathBuf,
}

/// A generated crate.
pub(crate) struct Crate {
    /// The name of the package.
    pub(crate) name: String,
    path: PathBuf,
    runtime: PathBuf,
}

/// The crate to generate.
pub(crate) struct Wanted<'a> {
    /// The name of its model in the shared directory.
    pub(crate) service: &'a str,
    /// All, if it is empty.
    pub(crate) operations: &'a [&'a str],
}

impl Wanted<'_> {
    /// All operations of a service.
    pub(crate) const fn whole(service: &str) -> Wanted<'_> {
        Wanted {
            service,
            operations: &[],
        }
    }
}

impl Generator {
    /// The generator of this checkout, built with `--release`.
    pub(crate) fn now(bench: &Bench) -> Self {
        let root = workspace().canonicalize().expect("the workspace");
        let program = bench.folder.join("now-cargo-hammersmith");
        fs::copy(build(bench, &root), &program).expect("a program");
        Self {
            name: "now",
            program,
            runtime: root.join("runtime"),
        }
    }

    /// The generator of [`BEFORE`], from a work tree of its own; or why there is none.
    pub(crate) fn before(bench: &Bench) -> Result<Self, String> {
        let tree = bench.folder.join(BEFORE);
        let program = bench.folder.join(format!("{BEFORE}-cargo-hammersmith"));
        let git = |arguments: &[&str]| {
            let mut command = Command::new("git");
            command.current_dir(workspace()).args(arguments);
            let output = command.output().map_err(|error| error.to_string())?;
            let error = || String::from_utf8_lossy(&output.stderr).trim().to_owned();
            if output.status.success() {
                Ok(())
            } else {
                Err(error())
            }
        };
        if !tree.join("Cargo.toml").exists() {
            // A work tree that went with an old target directory is still registered.
            git(&["worktree", "prune"])?;
            let path = tree.display().to_string();
            git(&["worktree", "add", "--quiet", "--detach", &path, BEFORE])?;
        }
        if !program.exists() {
            // Both generators are built into one directory, to compile their dependencies once.
            fs::copy(build(bench, &tree), &program).expect("a program");
        }
        Ok(Self {
            name: "before",
            program,
            runtime: tree.join("runtime"),
        })
    }

    /// Generates a crate; or why there is none, in a line.
    pub(crate) fn generate(&self, bench: &Bench, wanted: &Wanted<'_>) -> Result<Crate, String> {
        self.generate_from(bench, &model(wanted.service)?, wanted)
    }

    /// Like [`generate`](Self::generate), from that model of the service.
    pub(crate) fn generate_from(
        &self,
        bench: &Bench,
        model: &Path,
        wanted: &Wanted<'_>,
    ) -> Result<Crate, String> {
        let part = if wanted.operations.is_empty() {
            "whole"
        } else {
            "part"
        };
        let name = format!("{}-{part}-{}", self.name, wanted.service);
        let path = bench.folder.join("crates").join(&name);
        let mut command = Command::new(&self.program);
        command
            .args(["hammersmith", "generate", "--quiet", "--name", &name])
            .arg("--model")
            .arg(model)
            .arg("--runtime-path")
            .arg(&self.runtime)
            .arg("--out")
            .arg(&path);
        for operation in wanted.operations {
            command.args(["--operations", operation]);
        }
        let output = command.output().expect("the generator starts");
        if !output.status.success() {
            return Err(problem(&String::from_utf8_lossy(&output.stderr)));
        }
        Ok(Crate {
            name,
            path,
            runtime: self.runtime.clone(),
        })
    }
}

impl Crate {
    /// The line of a manifest that makes it a dependency of that name, with the default features.
    pub(crate) fn dependency(&self, name: &str) -> String {
        self.line(name, "")
    }

    /// Like [`dependency`](Self::dependency), with neither a client nor any other feature.
    pub(crate) fn types_only(&self, name: &str) -> String {
        self.line(name, ", default-features = false")
    }

    /// Like [`dependency`](Self::dependency), with more keys.
    pub(crate) fn line(&self, name: &str, more: &str) -> String {
        format!(
            "{name} = {{ package = \"{}\", path = {:?}{more} }}\n",
            self.name, self.path
        )
    }

    /// The line of a manifest for its runtime, with that list of features and no others.
    pub(crate) fn runtime(&self, features: &str) -> String {
        format!(
            "hammersmith = {{ path = {:?}, default-features = false, features = [{features}] }}\n",
            self.runtime
        )
    }
}

/// Builds the generator of a checkout.
fn build(bench: &Bench, root: &Path) -> PathBuf {
    let package = ["--package", "cargo-hammersmith"];
    run(bench.cargo(root, &["build", "--release"]).args(package));
    bench.folder.join("target/release/cargo-hammersmith")
}

/// The model of a service: the newest there is.
pub(crate) fn model(service: &str) -> Result<PathBuf, String> {
    if let Some(model) = botocore::model(Path::new(env!("CARGO_TARGET_TMPDIR")), service) {
        return Ok(model);
    }
    let shared = std::env::var_os("HAMMERSMITH_SHARED").ok_or("HAMMERSMITH_SHARED is unset")?;
    Ok(services::model(Path::new(&shared), service))
}

/// The names of the operations of a model, in alphabetical order.
pub(crate) fn operations(service: &str) -> Result<Vec<String>, String> {
    let model = shared::json(&model(service)?);
    let shapes = model["shapes"].as_object().ok_or("no shapes")?;
    let is_operation = |shape: &Value| shape["type"] == "operation";
    let ids = shapes.iter().filter(|(_, shape)| is_operation(shape));
    let mut names: Vec<String> = ids
        .filter_map(|(id, _)| Some(id.split_once('#')?.1.to_owned()))
        .collect();
    names.sort();
    Ok(names)
}

/// The last problem that the generator printed, in one line: the service comes after its
/// operations.
fn problem(stderr: &str) -> String {
    let problems: Vec<&str> = stderr.split("error: ").skip(1).collect();
    let text = problems
        .iter()
        .find(|problem| problem.starts_with("service "))
        .or(problems.last())
        .copied()
        .unwrap_or(stderr);
    let lines = text.lines().map(str::trim);
    let message: Vec<&str> = lines.take_while(|line| !line.starts_with("-->")).collect();
    message.join(" ")
}
