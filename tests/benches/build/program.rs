//! Programs that write requests and read responses of one service, with both crates.

use std::fs;
use std::process::Command;

use hammersmith_tests::python::run;
use hammersmith_tests::shared::workspace;

use super::bench::Bench;
use super::generated::Crate;

/// A program for one service.
pub(crate) struct Program {
    /// The directory of the service below `models/` of the shared directory.
    pub(crate) service: &'static str,
    /// The operations that it calls.
    pub(crate) operations: &'static [&'static str],
    /// The official crate, and its version.
    pub(crate) official: (&'static str, &'static str),
    /// The function of the official crate's module that returns the configuration of the service.
    pub(crate) configuration: &'static str,
    /// The dependencies of that function.
    pub(crate) dependencies: &'static str,
    pub(crate) main: &'static str,
    pub(crate) requests: &'static str,
}

/// The keys of a dependency on a crate with a client, but without what connects it to a network: no
/// program here does I/O, and that takes longer to compile than most services.
const NO_NETWORK: &str = ", default-features = false, features = [";

/// The configuration that serializers of most crates load: none.
pub(crate) const NO_CONFIGURATION: &str = include_str!("speed/no_configuration.rs");

impl Program {
    /// Compiles and runs the program, with further source files and dependencies, and returns the
    /// lines that it prints.
    pub(crate) fn lines(
        &self,
        bench: &Bench,
        ours: &Crate,
        more: &[(&str, &str)],
        dependencies: &str,
    ) -> Vec<String> {
        let name = format!("speed-{}", self.service);
        let (package, version) = self.official;
        let rest = format!(
            "[dependencies]\nofficial = {{ package = {package:?}, version = {version:?}{NO_NETWORK}\"rt-tokio\"] }}\n{}{}\
             aws-smithy-runtime-api = {{ version = \"1\", features = [\"client\", \"http-1x\"] }}\n\
             aws-smithy-types = \"1\"\n{}{dependencies}",
            ours.line("ours", &format!("{NO_NETWORK}\"client\"]")),
            ours.runtime("\"client\""),
            self.dependencies
        );
        let official = self.side("official", self.configuration);
        let ours_side = self.side("ours", NO_CONFIGURATION);
        let source = |file: &str| {
            let path = workspace().join("tests/src").join(file);
            fs::read_to_string(path).expect("a source file")
        };
        let (random, input) = (source("source.rs"), source("side/input.rs"));
        let mut files = vec![
            ("src/main.rs", self.main),
            ("src/measure.rs", include_str!("speed/measure.rs")),
            ("src/requests.rs", self.requests),
            ("src/official.rs", &official),
            ("src/ours.rs", &ours_side),
            ("src/source.rs", &random),
            ("src/input.rs", &input),
        ];
        files.extend(more);
        let project = bench.project(&name, &rest, &files);
        run(&mut bench.cargo(&project, &["build", "--release"]));
        let program = bench.folder.join("target/release").join(&name);
        let output = run(&mut Command::new(program)).stdout;
        let text = String::from_utf8_lossy(&output);
        text.lines().map(str::to_owned).collect()
    }

    /// The module that stands for one of the crates. The inputs of Batch are those of the tests.
    fn side(&self, name: &str, configuration: &str) -> String {
        let mut text = format!(
            "{configuration}\npub use ::{name} as sdk;\n\n#[path = \"requests.rs\"]\npub mod requests;\n"
        );
        if self.service == "batch" {
            text += "#[allow(dead_code)]\n#[path = \"input.rs\"]\npub mod input;\n";
        }
        text
    }
}

/// A line of a program: the name of a case, and nanoseconds.
pub(crate) fn times(line: &str) -> (&str, Vec<f64>) {
    let (name, times) = line.split_once('\t').expect("a case");
    let times = times.split('\t').map(|time| time.parse().expect("a time"));
    (name, times.collect())
}
