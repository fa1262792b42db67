//! The programs of `examples/`, as their users run them.

use std::path::Path;
use std::process::{Command, Output};

use crate::rustdoc::target_directory;
use crate::shared::workspace;

/// Builds an example and runs it with arguments. `scratch` is `env!("CARGO_TARGET_TMPDIR")` of the test.
///
/// # Panics
///
/// If it cannot be built or run. How it ends is up to the caller.
pub fn run(scratch: &str, name: &str, arguments: &[&str]) -> Output {
    run_with(scratch, name, &[], arguments)
}

/// The same, with these variables of the environment.
///
/// # Panics
///
/// As [`run`].
pub fn run_with(
    scratch: &str,
    name: &str,
    variables: &[(&str, &str)],
    arguments: &[&str],
) -> Output {
    let target = target_directory(scratch);
    let mut build = Command::new(env!("CARGO"));
    build
        .current_dir(workspace())
        .args(["build", "--quiet", "--package", name, "--target-dir"])
        .arg(&target);
    crate::python::run(&mut build);
    let program = Path::new(&target).join("debug").join(name);
    let mut command = Command::new(&program);
    // What the machine has of credentials is nobody's business.
    for variable in [
        "AWS_REGION",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
    ] {
        command.env_remove(variable);
    }
    command.envs(variables.iter().copied());
    let output = command.args(arguments).output();
    output.unwrap_or_else(|error| panic!("{}: {error}", program.display()))
}
