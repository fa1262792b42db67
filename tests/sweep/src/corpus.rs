//! The models of all services.

use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use hammersmith_codegen::diagnostic::Problems;
use hammersmith_codegen::model::{self, Model, Selection};
use hammersmith_codegen::{Config, Layout, plan};

/// The `.json` files below a folder, sorted.
///
/// # Panics
///
/// If a folder cannot be read.
pub fn models(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let entries = folder.read_dir();
    for entry in entries.unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("an entry of a folder").path();
        if path.is_dir() {
            found.extend(models(&path));
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Does something with every model, on all processors; gives the results in the order of the
/// models. A panic is the result of its model.
pub fn for_each<T: Send>(
    models: &[PathBuf],
    work: impl Fn(&Path) -> T + Sync,
) -> Vec<Result<T, String>> {
    let next = AtomicUsize::new(0);
    let results: Vec<_> = models.iter().map(|_| Mutex::new(None)).collect();
    let processors = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..processors {
            scope.spawn(|| {
                loop {
                    let position = next.fetch_add(1, Ordering::Relaxed);
                    let Some((model, slot)) = models.get(position).zip(results.get(position))
                    else {
                        break;
                    };
                    let result = panic::catch_unwind(AssertUnwindSafe(|| work(model)));
                    let result = result.map_err(|_| format!("{}: panicked", model.display()));
                    *slot.lock().expect("nobody panics with the lock") = Some(result);
                }
            });
        }
    });
    let results = results
        .into_iter()
        .map(|slot| slot.into_inner().ok().flatten());
    results
        .map(|result| result.expect("a result for each model"))
        .collect()
}

/// True if the generator reports that it does not support something.
fn is_unsupported(problems: &Problems) -> bool {
    problems
        .iter()
        .all(|problem| problem.message.contains("this version"))
}

/// The operations that can be generated, by id; none if it is the service that cannot.
///
/// # Errors
///
/// The problems of a service that should be supported.
pub fn supported(model: &Model) -> Result<Vec<String>, String> {
    let all = Selection::default();
    let selected = model::select(model, &all).map_err(|problems| problems.to_string())?;
    let mut supported = Vec::new();
    for operation in &selected.operations {
        let one = Selection {
            operations: vec![operation.to_string()],
            ..Selection::default()
        };
        let selected = model::select(model, &one).map_err(|problems| problems.to_string())?;
        match plan::plan(&selected, &Config::default(), Layout::File) {
            Ok(_) => supported.push(operation.to_string()),
            Err(problems) if is_unsupported(&problems) => {}
            Err(problems) => return Err(problems.to_string()),
        }
    }
    Ok(supported)
}
