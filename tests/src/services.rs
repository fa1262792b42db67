//! Crates of whole services, in a workspace of their own below the target directory.

use std::path::{Path, PathBuf};

use hammersmith_codegen::plan::Plan;

use crate::workspace::Workspace;
use crate::{corpus, python, shared};

/// The services that ask the most of the generator, by protocol, size, names and endpoint rules.
pub const DOZEN: [&str; 12] = [
    "cloudwatch-logs",
    "connect",
    "dynamodb",
    "ecs",
    "eks",
    "glue",
    "iot",
    "lambda",
    "quicksight",
    "sagemaker",
    "sqs",
    "ssm",
];

/// The services that the variable `HAMMERSMITH_SERVICES` names, where `dozen` stands for [`DOZEN`];
/// without it, `otherwise`.
pub fn selected(otherwise: &[&str]) -> Vec<String> {
    let Ok(named) = std::env::var("HAMMERSMITH_SERVICES") else {
        return otherwise.iter().map(|&name| name.to_owned()).collect();
    };
    let services = named.split_whitespace().flat_map(|name| match name {
        "dozen" => DOZEN.to_vec(),
        name => vec![name],
    });
    services.map(str::to_owned).collect()
}

/// The model of a service, below the directory `HAMMERSMITH_SHARED`: the newest there is.
///
/// # Panics
///
/// If there is none.
pub fn model(folder: &Path, service: &str) -> PathBuf {
    let newest = folder.join("models-2026").join(service);
    let newest = newest.with_extension("json");
    if newest.is_file() {
        return newest;
    }
    let mut models = corpus::models(&folder.join("models").join(service));
    models.pop().expect("a model")
}

/// A workspace with a crate of each service, without the operations that are refused.
#[derive(Debug)]
pub struct Crates {
    workspace: Workspace,
    /// The plan of each crate.
    pub plans: Vec<(String, Plan)>,
}

impl Crates {
    /// Writes the crates into `scratch/name`, where `scratch` is `env!("CARGO_TARGET_TMPDIR")`.
    ///
    /// # Panics
    ///
    /// If a service cannot be generated or written.
    pub fn write(scratch: &str, name: &str, models: &[(String, PathBuf)]) -> Self {
        let members: Vec<_> = models.iter().map(|(service, _)| service.as_str()).collect();
        let workspace = Workspace::new(scratch, name, &members);
        let runtime = shared::workspace().join("runtime").canonicalize();
        let runtime = runtime.expect("the runtime");
        let plans = models.iter().map(|(service, model)| {
            let folder = workspace.folder();
            let generated = hammersmith_sweep::write(service, model, &runtime, folder);
            let generated = generated.unwrap_or_else(|error| panic!("{error}"));
            (service.clone(), generated.plan().clone())
        });
        let plans = plans.collect();
        Self { workspace, plans }
    }

    /// The directory of the workspace, with one of the name of each service.
    pub fn folder(&self) -> &Path {
        self.workspace.folder()
    }

    /// Runs Cargo for all crates, and returns its warnings.
    ///
    /// # Panics
    ///
    /// If it fails.
    pub fn cargo(&self, arguments: &[&str]) -> String {
        let mut command = self.workspace.command();
        command
            .args(arguments)
            .args(["--quiet", "--workspace"])
            .env("RUSTDOCFLAGS", "-D warnings");
        let output = python::run(&mut command);
        String::from_utf8_lossy(&output.stderr).into_owned()
    }
}
