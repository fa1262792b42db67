//! The programs of `tests/programs`, compiled with the official crates and with generated ones
//! under the same names.

pub mod faults;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use hammersmith_codegen::{Generator, Layout, Package};

use crate::compare::Service;
use crate::workspace::Workspace;
use crate::{python, shared};

/// The services that the programs call, each with the operations they call: of ours, nothing else
/// is compiled.
const SERVICES: [(&str, &[&str]); 4] = [
    (
        "dynamodb",
        &[
            "BatchGetItem",
            "BatchWriteItem",
            "CreateTable",
            "DeleteTable",
            "DescribeTable",
            "GetItem",
            "PutItem",
            "Scan",
            "TransactWriteItems",
        ],
    ),
    (
        "s3",
        &[
            "AbortMultipartUpload",
            "CompleteMultipartUpload",
            "CopyObject",
            "CreateBucket",
            "CreateMultipartUpload",
            "GetBucketLocation",
            "GetObject",
            "HeadBucket",
            "HeadObject",
            "ListObjectsV2",
            "PutObject",
            "SelectObjectContent",
            "UploadPart",
        ],
    ),
    (
        "sqs",
        &[
            "ChangeMessageVisibility",
            "CreateQueue",
            "DeleteMessage",
            "DeleteMessageBatch",
            "GetQueueAttributes",
            "GetQueueUrl",
            "ListQueues",
            "ReceiveMessage",
            "SendMessage",
            "SendMessageBatch",
        ],
    ),
    ("sts", &["AssumeRole", "GetCallerIdentity"]),
];

/// Beside the clients: what the documentation has people add to their packages.
const DEPENDENCIES: &str = "\
aws-config = { version = \"1\", default-features = false, features = [\"rt-tokio\"] }
aws-credential-types = { version = \"1\", features = [\"hardcoded-credentials\"] }
aws-runtime = \"1\"
aws-smithy-async = \"1\"
aws-smithy-http-client = { version = \"1\", features = [\"test-util\"] }
aws-smithy-mocks = \"0.3\"
aws-smithy-runtime-api = { version = \"1\", features = [\"client\", \"http-1x\"] }
aws-smithy-types = \"1\"
bytes = \"1\"
fastrand = \"2\"
http = \"1\"
http-body = \"1\"
serde_json = \"1\"
tokio = { version = \"1\", features = [\"fs\", \"io-util\", \"macros\", \"net\", \"rt\", \"time\"] }
ureq = { version = \"3.5\", default-features = false }
";

/// The two sides, by the names of their packages.
const SIDES: [&str; 2] = ["official", "ours"];

/// The compiled programs.
#[derive(Debug)]
pub struct Programs {
    workspace: Workspace,
    /// True if our clients have presigned requests.
    pub presigning: bool,
}

impl Programs {
    /// Generates the clients and compiles both packages, in the workspace `scratch/programs`, where
    /// `scratch` is `env!("CARGO_TARGET_TMPDIR")`.
    ///
    /// # Panics
    ///
    /// If a client cannot be generated, or something does not compile.
    pub fn build(scratch: &Path, folder: &Path) -> Self {
        let workspace = Workspace::new(scratch, "programs", &["official", "ours"]);
        let (mut official, mut ours) = (String::new(), String::new());
        let mut presigning = false;
        for (name, operations) in SERVICES {
            let service = Service::find(name, folder, scratch);
            let client = workspace.folder().join("clients").join(name);
            generate(&service.model, name, operations, &client);
            presigning |= has_presigning(&client);
            let version = &service.version;
            official += &format!(
                "aws-sdk-{name} = {{ version = {version:?}, features = [\"test-util\"] }}\n"
            );
            ours += &format!(
                "aws-sdk-{name} = {{ package = \"programs-{name}\", path = \"../clients/{name}\", \
                 features = [\"test-util\"] }}\n"
            );
        }
        for (side, clients) in SIDES.iter().zip([official, ours]) {
            workspace.save(
                format!("{side}/Cargo.toml"),
                &manifest(side, &clients, presigning),
            );
        }
        let mut build = workspace.command();
        build.args(["build", "--quiet", "--workspace", "--bins"]);
        python::run(&mut build);
        Self {
            workspace,
            presigning,
        }
    }

    /// Runs one side, the official one first, of a program with these arguments, and returns what
    /// it prints.
    fn one(&self, side: usize, program: &str, arguments: &[&str]) -> String {
        let mut command = Command::new(self.path(SIDES[side], program));
        let output = python::run(command.args(arguments));
        String::from_utf8(output.stdout).expect("output in UTF-8")
    }

    /// One side of a program: its path.
    fn path(&self, side: &str, program: &str) -> PathBuf {
        let target = self.workspace.target().join("debug");
        target.join(format!("{program}-{side}"))
    }

    /// Runs the official side and ours, each with these arguments, and returns what they print.
    ///
    /// # Panics
    ///
    /// If one of them fails.
    pub fn run(&self, program: &str, arguments: [&[&str]; 2]) -> [String; 2] {
        [0, 1].map(|side| self.one(side, program, arguments[side]))
    }
}

/// Writes the client of a service, with these operations.
fn generate(model: &Path, name: &str, operations: &[&str], client: &Path) {
    let root = shared::workspace().canonicalize().expect("the workspace");
    let generated = Generator::new()
        .model(model)
        .operations(operations.iter().copied())
        .package(Package {
            name: Some(format!("programs-{name}")),
            version: None,
            runtime_path: Some(root.join("runtime").display().to_string()),
        })
        .run(Layout::Crate);
    let generated = generated.unwrap_or_else(|error| panic!("{name}: {error}"));
    let output = generated.output(Layout::Crate).expect("Rust");
    output.write(client).expect("a crate");
}

/// True if a file of the crate has a function `presigned`.
fn has_presigning(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).expect("a directory");
    entries.flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return has_presigning(&path);
        }
        fs::read_to_string(path).is_ok_and(|text| text.contains("async fn presigned("))
    })
}

/// The manifest of one side. Its sources are those of this package.
fn manifest(side: &str, clients: &str, presigning: bool) -> String {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("programs");
    let default = if presigning { "\"presigning\"" } else { "" };
    format!(
        "[package]\nname = \"programs-{side}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [[bin]]\nname = \"programs-{side}\"\npath = {:?}\n\n\
         [[bin]]\nname = \"faults-{side}\"\npath = {:?}\n\n\
         [features]\ndefault = [{default}]\npresigning = []\n\n\
         [dependencies]\n{clients}{DEPENDENCIES}",
        sources.join("main.rs"),
        sources.join("faults.rs"),
    )
}
