//! The public API of whole services, compared with that of the official crates.
//!
//! [`run`] generates our crate of a service from the newest model there is, has rustdoc list the
//! public items of both crates, and compares them by path and signature. rustdoc checks the types
//! of a crate and no more, so that neither is compiled. `known` has the differences that are on
//! purpose, with the reason of each.

mod features;
mod known;
mod report;

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::compare::{self, Service};
use crate::workspace::{CLIENT, Workspace};
use crate::{python, rustdoc, services};

pub use report::{Report, table};

/// The least percentage of the official items that a crate has to have.
pub const LEAST: f64 = 99.5;

/// The services whose model is as new as the official crate.
///
/// # Panics
///
/// If the directory has no such models.
#[must_use]
pub fn services(shared: &Path) -> Vec<String> {
    let models = fs::read_dir(shared.join("models-2026")).expect("models");
    let models = models.map(|entry| entry.expect("a model").path());
    let models = models.filter(|path| path.extension().is_some_and(|it| it == "json"));
    let names = models.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()));
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

/// Compares the crate of a service. `shared` has the tools that list public items.
///
/// # Errors
///
/// Says why a service cannot be generated.
///
/// # Panics
///
/// If Cargo, rustdoc or Python fails.
pub fn run(service: &Service, shared: &Path, scratch: &Path) -> Result<Report, String> {
    let name = &service.name;
    let folder = format!("parity/{name}");
    let workspace = Workspace::new(scratch, &folder, &["client", "both"]);
    let plan = compare::generate(service, &workspace)?;
    let official = &plan.package.official_name;
    workspace.save(
        "both/Cargo.toml",
        &format!(
            "[package]\nname = \"both\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\nofficial = {{ package = {official:?}, version = {:?} }}\n\
             ours = {{ package = {:?}, path = \"../client\" }}\n{CLIENT}",
            service.version, plan.package.name
        ),
    );
    workspace.save("both/src/lib.rs", "");
    let scratch = scratch.to_str().ok_or("a path that is not UTF-8")?;
    let packages = [official.as_str(), &plan.package.name, "hammersmith"];
    // Generated crates have public items of hidden modules of the runtime.
    let hidden = Some("hammersmith");
    let [theirs, ours, runtime] = rustdoc::json_in(scratch, workspace.folder(), packages, hidden);
    // Prediction knows no selection.
    let model = services::selected_model(&workspace.folder().join("model.json"), &plan);
    workspace.save("predicted.json", &model.to_string());

    let mut script = Command::new("python3");
    script
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("python/parity.py"))
        .arg(shared.join("tools"))
        .arg(workspace.folder().join("predicted.json"))
        .args([theirs, ours, runtime]);
    let printed = python::run(&mut script).stdout;
    let found: Value = serde_json::from_slice(&printed).map_err(|error| error.to_string())?;
    let features = features::missing(&workspace, official, &plan.package.name)?;
    Ok(Report::new(name, official, &service.version, &found).with_features(features))
}
