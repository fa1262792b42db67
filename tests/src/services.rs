//! Crates of whole services, in a workspace of their own below the target directory.

use std::path::{Path, PathBuf};

use hammersmith_codegen::model::{self, Selection, Source};
use hammersmith_codegen::plan::Plan;
use serde_json::Value;

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

/// The official crates that are as old as the models, or their oldest successors that compile.
const OFFICIAL: &[(&str, &str)] = &[
    ("api-gateway", "=1.125.0"),
    ("auto-scaling", "=1.141.0"),
    ("batch", "=1.138.0"),
    ("bedrock-runtime", "=1.153.0"),
    ("cloudfront", "=1.141.0"),
    // The first one that speaks CBOR and refuses null in a list that is not sparse.
    ("cloudwatch", "=1.110.0"),
    ("cloudwatch-logs", "=1.162.0"),
    ("codecatalyst", "=1.120.0"),
    ("config-service", "=1.131.0"),
    ("dsql", "=1.79.0"),
    ("dynamodb", "=1.136.0"),
    ("ebs", "=1.119.0"),
    ("ec2", "=1.274.0"),
    ("ecs", "=1.157.0"),
    ("glacier", "=1.121.0"),
    ("iam", "=1.133.0"),
    // The last one that is not based on schemas, and whose hosts do not have an account.
    ("kinesis", "=1.109.0"),
    ("lambda", "=1.156.0"),
    ("polly", "=1.127.0"),
    ("rds", "=1.159.0"),
    ("route-53", "=1.132.0"),
    ("s3", "=1.157.0"),
    ("s3-control", "=1.138.0"),
    ("secrets-manager", "=1.125.0"),
    ("sns", "=1.121.0"),
    ("sqs", "=1.119.0"),
    ("ssm", "=1.133.0"),
    ("sso", "=1.119.0"),
    ("sso-oidc", "=1.121.0"),
    ("sts", "=1.124.0"),
    ("timestream-query", "=1.124.0"),
    ("timestream-write", "=1.121.0"),
    ("transcribe-streaming", "=1.126.0"),
    // The first one that speaks CBOR.
    ("translate", "=1.115.0"),
];

/// The version of the official crate of a service, as Cargo takes it: that of `OFFICIAL`, or any.
pub fn official_version(service: &str) -> &'static str {
    let pinned = OFFICIAL.iter().find(|(name, _)| *name == service);
    pinned.map_or("1", |(_, version)| version)
}

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

/// The part of a model that the operations of `plan` reach.
///
/// # Panics
///
/// If the file is not a model, or does not have the operations.
pub fn selected_model(path: &Path, plan: &Plan) -> Value {
    let loaded = model::load(&[Source::File(path.to_owned())]).expect("a model");
    let operations = plan.operations.iter();
    let selection = Selection {
        operations: operations.map(|operation| operation.name.clone()).collect(),
        ..Selection::default()
    };
    let selected = model::select(&loaded, &selection).expect("operations");
    selected.model.to_ast_json()
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
