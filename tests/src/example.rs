//! The programs of `examples/`, as their users run them.

use std::io::BufRead;
use std::path::Path;
use std::process::{Command, Output};

use crate::rustdoc::target_directory;
use crate::shared::workspace;

/// Builds an example and runs it with arguments. `scratch` is `env!("CARGO_TARGET_TMPDIR")` of the
/// test.
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

/// The output of a program that succeeded.
///
/// # Panics
///
/// If it failed, or wrote to standard error.
#[track_caller]
#[must_use]
pub fn printed(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && errors.is_empty(),
        "{text}{errors}"
    );
    text
}

/// A message of HTTP/1.1 as it came: its first line, its headers in lower case, and its body.
///
/// # Panics
///
/// If it is not such a message, or has no length.
pub fn message(mut from: impl BufRead) -> (String, Vec<(String, String)>, String) {
    let mut line = || {
        let mut line = String::new();
        from.read_line(&mut line).expect("a line");
        line.trim_end().to_owned()
    };
    let first = line();
    let mut headers = Vec::new();
    while let Some((name, value)) = line().split_once(": ") {
        headers.push((name.to_ascii_lowercase(), value.to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.expect("a length").1.parse().expect("a number");
    let mut body = vec![0; length];
    from.read_exact(&mut body).expect("the body");
    (first, headers, String::from_utf8(body).expect("text"))
}
