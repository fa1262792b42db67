//! The tests that official packages ship, run with our crates under the official names.
//!
//! [`run`] has Cargo fetch the package of a service, generates our crate of the same name, and
//! writes a package with the official tests below the target directory: the files of `tests/`, and
//! the inline test modules of `src/`, in which paths name the crate from outside. Nothing of a
//! package is kept anywhere else. Tests of our own that hold for both crates are in
//! `tests/packages`, by service.

mod build;
mod extract;
mod fetch;
mod known;
mod report;
mod tokens;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use hammersmith_codegen::config::Package;
use hammersmith_codegen::model::{self, Source};
use hammersmith_codegen::{Generator, Layout};

use crate::workspace::Workspace;
use crate::{botocore, corpus, services, shared};

pub use report::table;

/// The services whose official crates have tests that can run: those with a model that is as new.
pub const SERVICES: [&str; 23] = [
    "s3",
    "sqs",
    "batch",
    "glacier",
    "ebs",
    "route-53",
    "bedrock-runtime",
    "cloudwatch-logs",
    "codecatalyst",
    "config-service",
    "dsql",
    "dynamodb",
    "ecs",
    "lambda",
    "polly",
    "rds",
    "s3-control",
    "sso",
    "sso-oidc",
    "sts",
    "timestream-query",
    "timestream-write",
    "transcribe-streaming",
];

/// The packages whose endpoint tests are those of our model: newer ones have others.
const OLDER: [(&str, &str); 1] = [("dynamodb", "=1.118.0")];

/// The name of the package with the tests, in the workspace of each service.
const PACKAGE: &str = "official-tests";

/// The outcome of a test.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It passes.
    Passed,
    /// It fails, or does not compile, with the reason.
    Failed(String),
    /// It fails on purpose, or where it is run, with the reason.
    Known(String),
    /// It needs what the official crate does not make public.
    CannotRun(String),
}

/// The outcomes of the tests of a package.
#[derive(Debug)]
pub struct Report {
    /// The name of the service.
    pub service: String,
    /// The official name and the version of the package.
    pub package: String,
    /// The outcomes by file and name of the test.
    pub tests: BTreeMap<(String, String), Outcome>,
}

/// Runs the tests of the package of a service, of another version than the usual one if there is a
/// `version`; `with_official` runs them with the official crate instead of ours.
///
/// # Errors
///
/// Says why a service cannot be generated, or its package cannot be had.
pub fn run(
    service: &str,
    shared: &Path,
    scratch: &Path,
    with_official: bool,
    version: Option<&str>,
) -> Result<Report, String> {
    let older = OLDER.iter().find(|(name, _)| *name == service);
    let usual = older.map_or_else(|| services::official_version(service), |(_, it)| it);
    let version = version.unwrap_or(usual);
    let side = if with_official { "official" } else { "ours" };
    let folder = format!("official-tests/{service}-{side}");
    let workspace = Workspace::new(scratch, &folder, &["client", "tests"]);
    let official = generate(service, shared, scratch, &workspace)?;
    let package = fetch::package(&official, version, scratch)?;
    let client = if with_official {
        format!("version = {version:?}")
    } else {
        "path = \"../client\"".to_owned()
    };
    workspace.save("tests/Cargo.toml", &package.manifest(&client));
    workspace.save("tests/src/lib.rs", "");
    let own = shared::workspace().join("tests/packages").join(service);
    let mut targets = extract::targets(&package, &own, &workspace.folder().join("tests"))?;
    let tests = build::run(&mut targets, &package, &workspace)?.into_iter();
    let explained = tests.map(|((file, test), outcome)| {
        let outcome = known::explained(service, &file, &test, outcome);
        ((file, test), outcome)
    });
    Ok(Report {
        service: service.to_owned(),
        package: format!("{} {}", package.name, package.version),
        tests: explained.collect(),
    })
}

/// Generates our crate under the name of the official one, which is returned.
fn generate(
    service: &str,
    shared: &Path,
    scratch: &Path,
    workspace: &Workspace,
) -> Result<String, String> {
    let path = botocore::model(scratch, service);
    let path = path.unwrap_or_else(|| services::model(shared, service));
    let error = |error: &dyn std::fmt::Display| format!("{service}: {error}");
    let loaded = model::load(&[Source::File(path.clone())]).map_err(|it| error(&it))?;
    let operations = corpus::supported(&loaded).map_err(|it| error(&it))?;
    let runtime = shared::workspace().join("runtime").canonicalize();
    let runtime = runtime.map_err(|it| error(&it))?;
    let generator = |name: Option<String>| {
        Generator::new()
            .model(path.clone())
            .operations(operations.iter().map(ToString::to_string))
            .package(Package {
                name,
                version: None,
                runtime_path: Some(runtime.display().to_string()),
            })
            .run(Layout::Crate)
    };
    // The plan knows the name.
    let planned = generator(None).map_err(|it| error(&it))?;
    let name = planned.plan().package.official_name.clone();
    let generated = generator(Some(name.clone())).map_err(|it| error(&it))?;
    let output = generated.output(Layout::Crate).map_err(|it| error(&it))?;
    let client = workspace.folder().join("client");
    output.write(&client).map_err(|it| error(&it))?;
    fs::metadata(client.join("Cargo.toml")).map_err(|it| error(&it))?;
    Ok(name)
}
