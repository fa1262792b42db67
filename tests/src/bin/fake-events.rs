//! Calls the fake of a service with streams of events in both directions with its official client.
//!
//! ```console
//! $ cargo run -p hammersmith-tests --bin fake-events
//! ```
//!
//! The model comes from `HAMMERSMITH_SHARED`, the official crate from crates.io.

use std::path::Path;
use std::process::{Command, ExitCode};

use hammersmith_tests::workspace::{self, Workspace};
use hammersmith_tests::{fakes, python, services, shared};

/// The lines that the program prints.
const EXPECTED: [&str; 9] = [
    "Some(\"the-session\") Some(EnGb)",
    "8192",
    "\"3\"",
    "\"end\"",
    "the end",
    "Some(\"the-session\") Some(EnGb)",
    "\"5\"",
    "true Some(\"too short é\")",
    "Some(\"the-session\") Some(EnGb)",
];

/// The last lines: an error that no model has, of which the official client keeps nothing, and an
/// input that the model does not allow.
const LAST: [&str; 2] = ["false None", "Some(\"ValidationException\")"];

fn main() -> ExitCode {
    let Some(folder) = shared::folder("the fake") else {
        return ExitCode::FAILURE;
    };
    let members = ["transcribe", "transcriber", "listener"];
    let workspace = Workspace::new(workspace::scratch(), "fake-events", &members);
    save(&workspace);
    let fake = fakes::compile(fakes::TRANSCRIBER, &folder, &workspace);
    let mut build = workspace.command();
    python::run(build.args(["build", "--quiet", "--package", "listener"]));
    let listener = workspace.target().join("debug/listener");
    let printed = python::run(Command::new(listener).arg(fake.url())).stdout;
    let printed = String::from_utf8_lossy(&printed).into_owned();
    let said = fake.stop();
    print!("{printed}{said}");
    let mut lines = printed.lines();
    let expected = EXPECTED.iter().chain(&LAST);
    let is_same = expected.into_iter().all(|expected| {
        let line = lines.next().unwrap_or_default();
        let is_same = line.contains(expected);
        if !is_same {
            println!("expected {expected}, found {line}");
        }
        is_same
    });
    match is_same && lines.next().is_none() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

/// Writes the package of the program with the official client.
fn save(workspace: &Workspace) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("fakes/listener.rs");
    let version = services::official_version("transcribe-streaming");
    let manifest = format!(
        "[package]\nname = \"listener\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [[bin]]\nname = \"listener\"\npath = {source:?}\n\n[dependencies]\n\
         aws-sdk-transcribestreaming = {version:?}\nfutures-core = \"0.3\"\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\", \"sync\", \"time\"] }}\n"
    );
    workspace.save("listener/Cargo.toml", &manifest);
}
