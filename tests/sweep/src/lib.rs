//! Generates the services of many models, and counts what was generated and what was refused.

pub mod corpus;
pub mod table;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use hammersmith_codegen::diagnostic::{Problem, Problems};
use hammersmith_codegen::model::{self, Model, Selected, Selection, Source};
use hammersmith_codegen::{Config, Generated, Generator, Layout, Package, plan};

/// The result of one model.
#[derive(Clone, Debug, Default)]
pub struct Service {
    /// The file name of the model, without its extension.
    pub name: String,
    /// The protocol that is generated, without its namespace; those of the service, joined by `, `,
    /// where operations are refused.
    pub protocol: String,
    /// The number of operations in the model.
    pub operations: usize,
    /// The number of operations that were generated.
    pub generated: usize,
    /// The reasons of refusal, with the operations that each of them refuses.
    pub refused: BTreeMap<String, Vec<String>>,
    /// The lines of the generated crate.
    pub lines: usize,
    /// The time from the file to the text of the crate.
    pub took: Duration,
    /// Errors that are not refusals: defects of the generator or of the model.
    pub error: Option<String>,
}

impl Service {
    /// True if each operation was generated.
    pub fn is_whole(&self) -> bool {
        self.generated == self.operations
    }
}

/// Generates a crate of each model below the directories, on all processors.
pub fn sweep(directories: &[PathBuf]) -> Vec<Service> {
    let models: Vec<_> = directories
        .iter()
        .flat_map(|directory| corpus::models(directory))
        .collect();
    let swept = corpus::for_each(&models, service);
    let swept = models.iter().zip(swept).map(|(path, swept)| {
        swept.unwrap_or_else(|panicked| Service {
            name: name(path),
            error: Some(panicked),
            ..Service::default()
        })
    });
    swept.collect()
}

/// Generates a crate of all operations of a model that are carried.
fn service(path: &Path) -> Service {
    let mut service = Service {
        name: name(path),
        ..Service::default()
    };
    if let Err(error) = fill(&mut service, path) {
        service.error = Some(error);
    }
    service
}

fn fill(service: &mut Service, path: &Path) -> Result<(), String> {
    let start = Instant::now();
    // Most services are generated whole: nothing is loaded and planned twice for those.
    let generated = match Generator::new().model(path).run(Layout::Crate) {
        Ok(generated) => {
            service.operations = generated.plan().operations.len();
            service.protocol = generated.plan().service.protocol.name().to_owned();
            generated
        }
        Err(_) => {
            let Some(generator) = generator(service, path)? else {
                return Ok(());
            };
            let generated = generator.run(Layout::Crate);
            generated.map_err(|error| error.to_string())?
        }
    };
    let files = generated.crate_files().map_err(|error| error.to_string())?;
    service.took = start.elapsed();
    service.generated = generated.plan().operations.len();
    service.lines = files.iter().map(|(_, text)| text.lines().count()).sum();
    Ok(())
}

/// A generator of all operations of a model that are carried, if there are any; notes in `service`
/// why the others are not.
///
/// # Errors
///
/// Problems that are not refusals.
pub fn generator(service: &mut Service, path: &Path) -> Result<Option<Generator>, String> {
    let model = model::load(&[Source::File(path.to_owned())]).map_err(text)?;
    service.protocol = protocol(&model);
    let selected = model::select(&model, &Selection::default()).map_err(text)?;
    service.operations = selected.operations.len();
    let generator = Generator::new().model(path);
    let Err(problems) = plan(&selected) else {
        return Ok(Some(generator));
    };
    let carried = carried(service, &model, &selected, &problems)?;
    Ok((!carried.is_empty()).then(|| generator.operations(carried)))
}

/// Writes the crate `service-NAME` of all operations of a model that are carried into `directory`.
///
/// # Errors
///
/// Problems that are not refusals, a service without any such operation, and I/O errors.
pub fn write(
    name: &str,
    path: &Path,
    runtime: &Path,
    directory: &Path,
) -> Result<Generated, String> {
    let package = Package {
        name: Some(format!("service-{name}")),
        runtime_path: Some(runtime.display().to_string()),
        ..Package::default()
    };
    let generator = generator(&mut Service::default(), path)?;
    let generator = generator.ok_or_else(|| format!("{name}: no operation is carried"))?;
    let error = |error: hammersmith_codegen::Error| format!("{name}: {error}");
    let generated = generator
        .package(package)
        .run(Layout::Crate)
        .map_err(error)?;
    let output = generated.output(Layout::Crate).map_err(error)?;
    output.write(&directory.join(name)).map_err(error)?;
    Ok(generated)
}

/// The operations that can be generated; notes why the others cannot.
fn carried(
    service: &mut Service,
    model: &Model,
    selected: &Selected,
    problems: &Problems,
) -> Result<Vec<String>, String> {
    let of_service = problems
        .iter()
        .find(|problem| problem.message.starts_with("service `"));
    let mut carried = Vec::new();
    for operation in &selected.operations {
        let problems = match of_service {
            Some(problem) => vec![reason(problem)?],
            None => reasons(model, operation.as_str())?,
        };
        if problems.is_empty() {
            carried.push(operation.to_string());
        }
        for reason in problems {
            let refused = service.refused.entry(reason).or_default();
            refused.push(operation.name().to_owned());
        }
    }
    Ok(carried)
}

/// The reasons why an operation is refused: none if it is not.
fn reasons(model: &Model, operation: &str) -> Result<Vec<String>, String> {
    let one = Selection {
        operations: vec![operation.to_owned()],
        ..Selection::default()
    };
    let selected = model::select(model, &one).map_err(text)?;
    let Err(problems) = plan(&selected) else {
        return Ok(Vec::new());
    };
    let mut reasons = problems.iter().map(reason).collect::<Result<Vec<_>, _>>()?;
    reasons.sort();
    reasons.dedup();
    Ok(reasons)
}

/// The reason of a refusal, without the shape it is about.
fn reason(problem: &Problem) -> Result<String, String> {
    let message = &problem.message;
    if let Some((_, rest)) = message.split_once("` speaks ") {
        let protocol = rest.split(';').next().unwrap_or(rest);
        return Ok(protocol.replace("aws.protocols#", ""));
    }
    let refusal = message.split_once(" needs ").and_then(|(_, needs)| {
        let needs = needs.strip_suffix(", which this version does not generate")?;
        Some(needs.to_owned())
    });
    refusal.ok_or_else(|| problem.to_string())
}

fn plan(selected: &Selected) -> Result<(), Problems> {
    plan::plan(selected, &Config::default(), Layout::Crate).map(drop)
}

fn protocol(model: &Model) -> String {
    let protocols = model
        .services()
        .flat_map(|service| service.traits.protocols());
    let names = protocols.map(|id| id.split_once('#').map_or(id, |(_, name)| name));
    names.collect::<Vec<_>>().join(", ")
}

fn name(path: &Path) -> String {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    name.into_owned()
}

fn text(problems: Problems) -> String {
    problems.to_string()
}
