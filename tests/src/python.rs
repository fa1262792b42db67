//! A Python of our own, with boto3 and moto, made once under the target directory.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The folder of the Python sources.
fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("python")
}

/// An interpreter that can import what `python/requirements.txt` lists.
///
/// `scratch` is where to make the environment: `env!("CARGO_TARGET_TMPDIR")` of the test. It is
/// made again when the requirements change. Tests that run at the same time wait for one another.
///
/// # Panics
///
/// If there is no Python, or the packages cannot be installed.
pub fn interpreter(scratch: &str) -> PathBuf {
    let requirements = sources().join("requirements.txt");
    let wanted = fs::read_to_string(&requirements).expect("requirements.txt");
    let scratch = Path::new(scratch);
    fs::create_dir_all(scratch).expect("a folder for temporary files");
    let lock = File::create(scratch.join("python.lock")).expect("a lock file");
    lock.lock().expect("the lock");

    let environment = scratch.join("python");
    let interpreter = environment.join("bin/python");
    let installed = environment.join("installed.txt");
    if fs::read_to_string(&installed).is_ok_and(|text| text == wanted) {
        return interpreter;
    }
    if environment.exists() {
        fs::remove_dir_all(&environment).expect("the outdated environment goes");
    }
    create(&environment);
    let mut install = Command::new(&interpreter);
    install.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]);
    run(install.arg("--requirement").arg(&requirements));
    fs::write(&installed, wanted).expect("the note of what is installed");
    interpreter
}

/// `python3 -m venv`, or `virtualenv` where Python comes without the former's parts.
fn create(environment: &Path) {
    let mut venv = Command::new("python3");
    let output = venv.args(["-m", "venv"]).arg(environment).output();
    if output.is_ok_and(|output| output.status.success()) {
        return;
    }
    let mut virtualenv = Command::new("python3");
    run(virtualenv
        .args(["-m", "virtualenv", "--quiet", "--clear"])
        .arg(environment));
}

/// Runs a script of `python/` with arguments, and gives what it prints.
///
/// # Panics
///
/// If the script fails.
pub fn script(interpreter: &Path, name: &str, arguments: &[&str]) -> String {
    let mut command = Command::new(interpreter);
    command.arg(sources().join(name)).args(arguments);
    String::from_utf8(run(&mut command).stdout).expect("output in UTF-8")
}

/// Runs a command to its end.
///
/// # Panics
///
/// If it cannot be run, or fails.
pub fn run(command: &mut Command) -> Output {
    let output = command.output();
    let output = output.unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(
        output.status.success(),
        "{command:?}: {}\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    output
}
