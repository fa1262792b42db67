//! Models made of those of botocore, where there is no Smithy model.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::python;

/// The services that have no Smithy model, and the names of their service shapes.
const NAMES: [(&str, &str); 2] = [("ec2", "AmazonEC2"), ("polly", "Parrot_v1")];

/// The Smithy model of a service that only botocore has, or `None` if it is not one of those.
///
/// `scratch` is `env!("CARGO_TARGET_TMPDIR")`.
///
/// # Panics
///
/// If it cannot be made or written.
pub fn model(scratch: &Path, service: &str) -> Option<PathBuf> {
    let (_, name) = NAMES.iter().find(|(other, _)| *other == service)?;
    Some(converted(scratch, service, name))
}

/// The Smithy model of a service of botocore, with that name for its service shape.
///
/// # Panics
///
/// If it cannot be made or written.
pub fn converted(scratch: &Path, service: &str, name: &str) -> PathBuf {
    let interpreter = python::interpreter(&scratch.to_string_lossy());
    let text = python::script(&interpreter, "smithy_of_botocore.py", &[service, name]);
    let folder = scratch.join("botocore");
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(service).with_extension("json");
    // Tests that run at the same time read it.
    let lock = File::create(folder.join("lock")).expect("a lock file");
    lock.lock().expect("the lock");
    if fs::read_to_string(&path).ok().as_ref() != Some(&text) {
        fs::write(&path, text).expect("a model");
    }
    path
}
