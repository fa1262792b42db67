//! The generator against the models of all services of AWS.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use hammersmith_codegen::model::{self, Model, Source};
use hammersmith_sweep::sweep;
use hammersmith_sweep::table::{self, Totals};
use hammersmith_tests::{corpus, shared};

/// The services of which each operation is generated.
const WHOLE: usize = 379;

/// The operations that are generated.
const OPERATIONS: usize = 15_722;

/// The reasons of refusals, and the number of operations.
const REFUSED: [(&str, usize); 0] = [];

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

/// Protects the later stages: what others named and nested becomes Rust that parses, and nothing is
/// refused that was generated before.
#[test]
fn every_service_generates() {
    let Some(folder) = shared::folder("generating the services of the corpus") else {
        return;
    };
    let services = sweep(&[folder.join("models"), folder.join("models-2026")]);
    println!("{}", table::markdown(&services));
    let errors = services.iter().filter_map(|service| {
        let error = service.error.as_ref()?;
        Some(format!("{}: {error}", service.name))
    });
    assert_eq!(errors.collect::<Vec<_>>().join("\n"), "");

    let totals = Totals::of(&services);
    assert_eq!(totals.services, 379);
    assert_eq!((totals.whole, totals.generated), (WHOLE, OPERATIONS));
    assert_eq!(table::reasons(&services), BTreeMap::from(REFUSED));
}
