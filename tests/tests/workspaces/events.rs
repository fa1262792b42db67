//! Streams of events and of bytes against a server on loopback: those of real services, with their
//! clients, and of one of ours in the protocols that no service has them in.

use std::path::Path;

use hammersmith_codegen::{Generator, Layout, Package, When};
use hammersmith_tests::workspace::{CLIENT, Workspace};
use hammersmith_tests::{services, shared};

/// The services of AWS with the operations that are called.
const SERVICES: [(&str, &str, &[&str]); 5] = [
    (
        "bedrock",
        "bedrock-runtime",
        &["InvokeModelWithResponseStream"],
    ),
    ("cloudwatch", "cloudwatch", &["PutMetricData"]),
    ("kinesis", "kinesis", &["SubscribeToShard"]),
    (
        "s3",
        "s3",
        &[
            "CopyObject",
            "GetObject",
            "HeadObject",
            "ListObjectsV2",
            "PutObject",
            "SelectObjectContent",
        ],
    ),
    (
        "transcribe",
        "transcribe-streaming",
        &["StartStreamTranscription"],
    ),
];

/// The crates of the fixture `rpc/events`, one for each of its protocols.
const OURS: [(&str, &str); 2] = [("cbor", "rpcv2Cbor"), ("json", "rpcv2Json")];

const DEPENDENCIES: &str = r#"
aws-sigv4 = { version = "1.6", features = ["sign-eventstream"] }
bytes = "1"
ciborium = "0.2"
crc32fast = "1"
futures-core = "0.3"
http = "1"
http-body = "1"
serde_json = "1"
"#;

/// Protects streams as a program meets them, of events and of bytes: events, objects, checksums,
/// errors, pauses, signatures, and all that may be wrong with a stream, which is an error each and
/// never a wait without end.
#[test]
fn streams_over_loopback() {
    let Some(folder) = shared::folder("streams over loopback") else {
        return;
    };
    let members = SERVICES.iter().map(|(name, ..)| *name);
    let members = members.chain(OURS.iter().map(|(name, _)| *name));
    let members: Vec<&str> = members.chain(["calls"]).collect();
    let workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "events", &members);
    let runtime = shared::workspace().join("runtime").canonicalize();
    let runtime = runtime.expect("the runtime");
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("events/main.rs");
    let mut manifest = format!(
        "[package]\nname = \"calls\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [[test]]\nname = \"events\"\npath = {tests:?}\n\n[dependencies]{DEPENDENCIES}{CLIENT}\
         hammersmith = {{ path = {runtime:?}, features = [\"event-stream\"] }}\n"
    );
    let official = SERVICES.map(|(name, service, operations)| {
        let model = services::model(&folder, service);
        let operations = operations.iter().copied();
        (name, Generator::new().model(model).operations(operations))
    });
    let ours = OURS.map(|(name, protocol)| {
        let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rpc/events");
        (name, Generator::new().model(model).protocol(protocol))
    });
    for (name, generator) in official.into_iter().chain(ours) {
        let generated = generator
            .client(When::Always)
            .package(Package {
                name: Some(name.to_owned()),
                runtime_path: Some(runtime.display().to_string()),
                ..Package::default()
            })
            .run(Layout::Crate);
        let generated = generated.unwrap_or_else(|error| panic!("{name}: {error}"));
        let output = generated.output(Layout::Crate).expect("the code is Rust");
        output
            .write(&workspace.folder().join(name))
            .expect("a crate");
        manifest += &format!("{name} = {{ path = \"../{name}\", features = [\"fake\"] }}\n");
    }
    workspace.save("calls/Cargo.toml", &manifest);
    workspace.save("calls/src/lib.rs", "");
    let output = workspace.cargo(&["test", "--offline", "-q", "-p", "calls"]);
    let text = String::from_utf8_lossy(&output.stderr);
    let tests = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}\n{tests}");
    assert!(!text.contains("warning"), "{text}");
}
