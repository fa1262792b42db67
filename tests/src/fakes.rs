//! Programs with a fake of a whole service, compiled below the target directory.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use hammersmith_codegen::{Generator, Layout, Package};

use crate::workspace::Workspace;
use crate::{python, services, shared};

/// A service whose fake is a program.
#[derive(Clone, Copy, Debug)]
pub struct Service {
    /// The name of the crate that the program calls.
    name: &'static str,
    /// The name of the service.
    service: &'static str,
    /// The operations that the fake answers.
    operations: &'static [&'static str],
    /// The program, in `tests/fakes`.
    program: &'static str,
}

/// A bucket of S3.
pub const BUCKET: Service = Service {
    name: "s3",
    service: "s3",
    operations: &[
        "AbortMultipartUpload",
        "CompleteMultipartUpload",
        "CreateMultipartUpload",
        "DeleteObject",
        "GetObject",
        "HeadObject",
        "ListObjectsV2",
        "PutObject",
        "UploadPart",
    ],
    program: "bucket",
};

/// Transcripts of streams.
pub const TRANSCRIBER: Service = Service {
    name: "transcribe",
    service: "transcribe-streaming",
    operations: &["StartStreamTranscription"],
    program: "transcriber",
};

/// A workspace with the program of a fake, compiled.
///
/// # Panics
///
/// If the crate cannot be generated, or something does not compile.
pub fn compile(service: Service, folder: &Path, workspace: &Workspace) -> Running {
    let root = shared::workspace().canonicalize().expect("the workspace");
    let runtime = root.join("runtime").display().to_string();
    let generated = Generator::new()
        .model(services::model(folder, service.service))
        .operations(service.operations.iter().copied())
        .package(Package {
            name: Some(service.name.to_owned()),
            runtime_path: Some(runtime),
            ..Package::default()
        })
        .run(Layout::Crate)
        .expect("a service");
    let output = generated.output(Layout::Crate).expect("Rust");
    let client = workspace.folder().join(service.name);
    output.write(&client).expect("a crate");
    let (name, program) = (service.name, service.program);
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("fakes");
    let source = source.join(program).with_extension("rs");
    let manifest = format!(
        "[package]\nname = {program:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [[bin]]\nname = {program:?}\npath = {source:?}\n\n[dependencies]\n\
         {name} = {{ path = \"../{name}\", default-features = false, features = [\"fake\"] }}\n"
    );
    workspace.save(format!("{program}/Cargo.toml"), &manifest);
    let mut build = workspace.command();
    python::run(build.args(["build", "--quiet", "--package", program]));
    Running::start(&workspace.target().join("debug").join(program))
}

/// A fake that answers, until it is stopped.
#[derive(Debug)]
pub struct Running {
    process: Child,
    printed: BufReader<ChildStdout>,
    url: String,
}

impl Running {
    fn start(program: &Path) -> Self {
        let mut command = Command::new(program);
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().expect("the program of the fake");
        let mut printed = BufReader::new(process.stdout.take().expect("its output"));
        let mut url = String::new();
        printed.read_line(&mut url).expect("a URL");
        Self {
            process,
            printed,
            url: url.trim().to_owned(),
        }
    }

    /// The URL that clients take as their endpoint.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Stops the fake; returns what it prints then.
    ///
    /// # Panics
    ///
    /// If it fails.
    pub fn stop(mut self) -> String {
        let mut input = self.process.stdin.take().expect("its input");
        input.flush().expect("its input");
        drop(input);
        let mut text = String::new();
        self.printed.read_to_string(&mut text).expect("its output");
        assert!(self.process.wait().expect("its end").success(), "{text}");
        text
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        drop(self.process.kill());
        drop(self.process.wait());
    }
}
