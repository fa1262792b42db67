//! Streams of events against a server on loopback: those of real services, with their clients.

use std::path::Path;

use hammersmith_codegen::{Generator, Layout, Package, When};
use hammersmith_tests::workspace::{CLIENT, Workspace};
use hammersmith_tests::{services, shared};

/// The services with the operations that are called.
const SERVICES: [(&str, &str, &str); 4] = [
    (
        "bedrock",
        "bedrock-runtime",
        "InvokeModelWithResponseStream",
    ),
    ("kinesis", "kinesis", "SubscribeToShard"),
    ("s3", "s3", "SelectObjectContent"),
    (
        "transcribe",
        "transcribe-streaming",
        "StartStreamTranscription",
    ),
];

const DEPENDENCIES: &str = r#"
aws-sigv4 = { version = "1.6", features = ["sign-eventstream"] }
crc32fast = "1"
futures-core = "0.3"
"#;

/// Protects streams of events as a program meets them: events, errors, pauses, signatures, and all
/// that may be wrong with a stream, which is an error each and never a wait without end.
#[test]
fn streams_of_events() {
    let Some(folder) = shared::folder("streams of events") else {
        return;
    };
    let members = SERVICES.map(|(name, ..)| name);
    let members: Vec<&str> = members.into_iter().chain(["calls"]).collect();
    let workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "events", &members);
    let runtime = shared::workspace().join("runtime").canonicalize();
    let runtime = runtime.expect("the runtime");
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("events/main.rs");
    let mut manifest = format!(
        "[package]\nname = \"calls\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [[test]]\nname = \"events\"\npath = {tests:?}\n\n[dependencies]{DEPENDENCIES}{CLIENT}\
         hammersmith = {{ path = {runtime:?}, features = [\"event-stream\"] }}\n"
    );
    for (name, service, operation) in SERVICES {
        let generated = Generator::new()
            .model(services::model(&folder, service))
            .operations([operation])
            .client(When::Always)
            .package(Package {
                name: Some(name.to_owned()),
                runtime_path: Some(runtime.display().to_string()),
                ..Package::default()
            })
            .run(Layout::Crate);
        let generated = generated.unwrap_or_else(|error| panic!("{service}: {error}"));
        let output = generated.output(Layout::Crate).expect("the code is Rust");
        output
            .write(&workspace.folder().join(name))
            .expect("a crate");
        manifest += &format!("{name} = {{ path = \"../{name}\" }}\n");
    }
    workspace.save("calls/Cargo.toml", &manifest);
    workspace.save("calls/src/lib.rs", "");
    let output = workspace.cargo(&["test", "--offline", "-q", "-p", "calls"]);
    let text = String::from_utf8_lossy(&output.stderr);
    let tests = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}\n{tests}");
    assert!(!text.contains("warning"), "{text}");
}
