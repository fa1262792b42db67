//! The generator against the models of all services of AWS.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

use hammersmith_codegen::model::{self, Model, Source};
use hammersmith_sweep::sweep;
use hammersmith_sweep::table::{self, Totals};
use hammersmith_tests::{corpus, shared};
use regex_lite::Regex;

/// The services of which each operation is generated.
const WHOLE: usize = 379;

/// The operations that are generated.
const OPERATIONS: usize = 15_722;

/// The percentage of different patterns that inputs are checked against.
const CHECKED: f64 = 93.0;

/// The reasons of refusals, and the number of operations.
const REFUSED: [(&str, usize); 0] = [];

fn load(path: &Path) -> Result<Model, String> {
    let source = Source::File(path.to_owned());
    model::load(&[source]).map_err(|problems| problems.to_string())
}

/// The patterns of shapes and members.
fn patterns(model: &Model) -> BTreeSet<String> {
    let of_shapes = model.shapes().filter_map(|shape| shape.traits.pattern());
    let members = model.shapes().flat_map(|shape| shape.members());
    let of_members = members.filter_map(|member| member.traits.pattern());
    of_shapes.chain(of_members).map(str::to_owned).collect()
}

/// Protects the loader: 361 models that others wrote are read and found to be right, in seconds.
/// Of their patterns, as many can be checked as CONTRIBUTING says.
#[test]
fn every_model_loads() {
    let Some(folder) = shared::folder("loading the models of all services") else {
        return;
    };
    let models = corpus::models(&folder.join("models"));
    assert_eq!(models.len(), 361);
    let start = Instant::now();
    let loaded = corpus::for_each(&models, |path| {
        load(path).map(|model| (model.shapes().count(), patterns(&model)))
    });
    let (mut shapes, mut errors) = (0, Vec::new());
    let mut all_patterns = BTreeSet::new();
    for loaded in loaded {
        match loaded {
            Ok(Ok((count, patterns))) => {
                shapes += count;
                all_patterns.extend(patterns);
            }
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
    let checked = all_patterns.iter();
    let checked = checked
        .filter(|pattern| Regex::new(pattern).is_ok())
        .count();
    let (checked, all) = (checked as f64, all_patterns.len() as f64);
    assert_eq!(
        (100.0 * checked / all).round(),
        CHECKED,
        "{checked} of {all}"
    );
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
