//! The generator against the models of all services of AWS.

use std::path::Path;
use std::time::Instant;

use hammersmith_codegen::model::{self, Model, Source};
use hammersmith_codegen::{Generator, Layout};
use hammersmith_tests::{corpus, shared};

/// How many operations of the corpus speak restJson1 and need nothing that is not generated yet;
/// goes up with every feature.
const OPERATIONS: usize = 5_000;

fn load(path: &Path) -> Result<Model, String> {
    let source = Source::File(path.to_owned());
    model::load(&[source]).map_err(|problems| problems.to_string())
}

/// Protects the loader: 361 models that others wrote are read and found to be right, in seconds.
#[test]
fn every_model_loads() {
    let Some(folder) = shared::folder("loading the models of all services") else {
        return;
    };
    let models = corpus::models(&folder.join("models"));
    assert_eq!(models.len(), 361);
    let start = Instant::now();
    let loaded = corpus::for_each(&models, |path| {
        load(path).map(|model| model.shapes().count())
    });
    let (mut shapes, mut errors) = (0, Vec::new());
    for loaded in loaded {
        match loaded {
            Ok(Ok(count)) => shapes += count,
            Ok(Err(error)) | Err(error) => errors.push(error),
        }
    }
    assert!(
        errors.is_empty(),
        "{} models do not load:\n{}",
        errors.len(),
        errors.join("\n")
    );
    assert!(shapes > 100_000, "{shapes}");
    println!(
        "{} models with {shapes} shapes in {:?}",
        models.len(),
        start.elapsed()
    );
}

/// Plans, prints and formats all that is supported of a model; gives the numbers of operations
/// and lines.
fn generate(path: &Path) -> Result<(usize, usize), String> {
    let model = load(path)?;
    let mut services = model.services();
    if !services.any(|service| service.traits.has("aws.protocols#restJson1")) {
        return Ok((0, 0));
    }
    let operations = corpus::supported(&model)?;
    if operations.is_empty() {
        return Ok((0, 0));
    }
    let count = operations.len();
    let generator = Generator::new().model(path).operations(operations);
    let generated = generator
        .run(Layout::File)
        .map_err(|error| error.to_string())?;
    let file = generated.file().map_err(|error| error.to_string())?;
    Ok((count, file.lines().count()))
}

/// Protects the later stages: what others named and nested becomes Rust that parses.
#[test]
fn every_rest_json_service_generates() {
    let Some(folder) = shared::folder("generating the services of the corpus") else {
        return;
    };
    let models = corpus::models(&folder.join("models"));
    let start = Instant::now();
    let generated = corpus::for_each(&models, generate);
    let (mut services, mut operations, mut lines, mut errors) = (0, 0, 0, Vec::new());
    for (path, generated) in models.iter().zip(generated) {
        match generated {
            Ok(Ok((count, length))) => {
                services += usize::from(count > 0);
                operations += count;
                lines += length;
            }
            Ok(Err(error)) | Err(error) => errors.push(format!("{}: {error}", path.display())),
        }
    }
    println!(
        "{operations} operations of {services} services, {lines} lines, in {:?}",
        start.elapsed()
    );
    assert!(
        errors.is_empty(),
        "{} services do not generate:\n{}",
        errors.len(),
        errors.join("\n")
    );
    assert!(operations >= OPERATIONS, "only {operations} operations");
}
