//! The entry point of the library.

mod given;

use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;

use crate::config::Layout;
use crate::config::{Config, OperationDocs, Package, Strict, When};
use crate::diagnostic::{Problem, Problems, shown};
use crate::error::Error;
use crate::files::FileSet;
use crate::layout::{self, RuntimeDependency};
use crate::model::{self, Selection, Source};
use crate::output::{MARK, Output};
use crate::plan::{self, Plan};
use crate::timings::Timings;
use crate::{emit, name};

/// Generates a client from Smithy models.
///
/// ```no_run
/// hammersmith_codegen::Generator::new()
///     .model("model/batch.json")
///     .operations(["RegisterJobDefinition"])
///     .generate()
///     .unwrap();
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Generator {
    config: Config,
    sources: Vec<Source>,
}

impl Generator {
    /// A generator without a model.
    pub fn new() -> Self {
        Self::default()
    }

    /// A generator with the given options.
    pub fn from_config(config: Config) -> Self {
        Self {
            config,
            sources: Vec::new(),
        }
    }

    /// Adds a model: a file, or a directory whose `.json` files are merged.
    pub fn model(mut self, path: impl Into<PathBuf>) -> Self {
        self.config.model.push(path.into());
        self
    }

    /// Adds a model as a string. Messages use `name` in place of its file.
    pub fn model_text(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.sources.push(Source::Text {
            name: name.into(),
            text: text.into(),
        });
        self
    }

    /// Selects the service, by shape ID, name or `sdkId`. Optional if the model has only one.
    pub fn service(mut self, service: impl Into<String>) -> Self {
        self.config.service = Some(service.into());
        self
    }

    /// Adds operations, by name or shape ID. Without any, all operations of the service are
    /// generated.
    pub fn operations<I>(mut self, operations: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<String>,
    {
        let operations = operations.into_iter().map(Into::into);
        self.config.operations.extend(operations);
        self
    }

    /// Adds all operations of resources, by name or shape ID.
    pub fn resources<I>(mut self, resources: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<String>,
    {
        let resources = resources.into_iter().map(Into::into);
        self.config.resources.extend(resources);
        self
    }

    /// When the output includes the client. Defaults to [`When::Always`] in a single file and to
    /// [`When::Feature`] in a crate.
    pub fn client(mut self, when: When) -> Self {
        self.config.client = Some(when);
        self
    }

    /// When types implement the traits of `serde`. Defaults to [`When::Never`] in a single file and
    /// to [`When::Feature`] in a crate, where the feature is off by default.
    pub fn serde(mut self, when: When) -> Self {
        self.config.serde = Some(when);
        self
    }

    /// When the output includes the parts that fakes of the service need. Defaults to
    /// [`When::Never`] in a single file and to [`When::Feature`] in a crate, where the feature is
    /// off by default.
    pub fn fake(mut self, when: When) -> Self {
        self.config.fake = Some(when);
        self
    }

    /// Sets which constraints of the model are checked when an input is built. Off by default.
    pub fn strict(mut self, strict: Strict) -> Self {
        self.config.strict = strict;
        self
    }

    /// Sets the extent of the documentation of operations. A full page by default.
    pub fn docs(mut self, docs: OperationDocs) -> Self {
        self.config.docs = docs;
        self
    }

    /// Sets the protocol, by its name or shape ID, for a service that speaks several. By default it
    /// is the one that the official client speaks: of those in the model, the first of `rpcv2Cbor`,
    /// `awsJson1_0`, `awsJson1_1`, `restJson1` and `rpcv2Json`.
    pub fn protocol(mut self, name: impl Into<String>) -> Self {
        self.config.protocol = Some(name.into());
        self
    }

    /// Generates protocol tests: one for each `smithy.test#httpRequestTests` and
    /// `smithy.test#httpResponseTests` of the generated operations and their errors. Off by
    /// default.
    ///
    /// In a crate, the tests are in the file `tests/protocol.rs`. In a single file, they are in a
    /// module `protocol_tests` that is compiled for tests only; the surrounding package needs a
    /// dev-dependency on the runtime with its feature `protocol-tests`.
    pub fn protocol_tests(mut self, on: bool) -> Self {
        self.config.protocol_tests = on;
        self
    }

    /// Sets the package of the generated crate.
    pub fn package(mut self, package: Package) -> Self {
        self.config.package = Some(package);
        self
    }

    /// The options so far.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Loads, selects and plans. Reads the models, but writes no files. Unset options get their
    /// default for `layout`.
    ///
    /// # Errors
    ///
    /// [`Error::Problems`] with all that is wrong with the models and the options.
    pub fn run(&self, layout: Layout) -> Result<Generated, Error> {
        let mut sources = self.sources.clone();
        sources.extend(self.config.model.iter().map(|path| {
            if path.is_dir() {
                Source::Dir(path.clone())
            } else {
                Source::File(path.clone())
            }
        }));
        let mut timings = Timings::default();
        let model = timings.measure("load", || model::load(&sources))?;
        let files = model.files().to_vec();
        let selected = timings.measure("select", || model::select(&model, &self.selection()))?;
        let (_, service) = plan::service(&selected)?;
        plan::rename::unmatched(&selected, service, &self.config)?;
        let mut problems = plan::given::unmatched(&selected, &self.config);
        let plan = timings.measure("plan", || plan::plan(&selected, &self.config, layout));
        let plan = match plan {
            Ok(plan) => problems.into_result(plan)?,
            Err(more) => {
                problems.extend(more);
                return Err(problems.into());
            }
        };
        Ok(Generated {
            runtime: RuntimeDependency {
                version: env!("CARGO_PKG_VERSION").to_owned(),
                path: self
                    .config
                    .package
                    .as_ref()
                    .and_then(|package| package.runtime_path.clone()),
            },
            plan,
            inputs: files,
            timings,
        })
    }

    /// The part of the model to generate.
    pub fn selection(&self) -> Selection {
        Selection {
            service: self.config.service.clone(),
            operations: self.config.operations.clone(),
            resources: self.config.resources.clone(),
        }
    }

    /// For build scripts: writes `OUT_DIR/<service>.rs`, if it changed, and tells Cargo which files
    /// it depends on.
    ///
    /// The file is for `include!` in a module of its own. It is named like the official crate:
    /// `batch.rs`, `transcribestreaming.rs`. [`Summary::path`] has its path.
    ///
    /// # Errors
    ///
    /// As [`run`](Self::run), and if `OUT_DIR` is not set or cannot be written.
    pub fn generate(&self) -> Result<Summary, Error> {
        let Some(out_dir) = std::env::var_os("OUT_DIR") else {
            return Err(Error::NoOutDir);
        };
        // Cargo runs a build script that failed again whatever it printed.
        let generated = self.run(Layout::File)?;
        for path in &generated.inputs {
            println!("cargo::rerun-if-changed={}", watchable(path)?);
        }
        let path = Path::new(&out_dir).join(format!("{}.rs", generated.module_name()));
        let report = generated.output(Layout::File)?.write(&path)?;
        Ok(Summary {
            path,
            changed: !report.written.is_empty(),
            lines: report.lines,
        })
    }
}

/// A path as Cargo reads it: from the rest of a line. Behind a line break, it would find an
/// instruction.
fn watchable(path: &Path) -> Result<String, Problems> {
    let text = path.display().to_string();
    if !text.contains(['\n', '\r']) {
        return Ok(text);
    }
    let problem = Problem::new(format!("the path `{}` has a line break", shown(path)))
        .with_help("rename the file or directory; Cargo cannot watch it under this name");
    Err(problem.into())
}

/// The plan of the generated code, which is printed on demand.
#[derive(Debug)]
pub struct Generated {
    plan: Plan,
    runtime: RuntimeDependency,
    inputs: Vec<PathBuf>,
    timings: Timings,
}

/// The result of a build script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The path of the file.
    pub path: PathBuf,
    /// True if the file was missing or different, and so was written.
    pub changed: bool,
    /// The number of lines.
    pub lines: usize,
}

impl Generated {
    /// The plan.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The durations of the finished stages: load, select and plan.
    pub fn timings(&self) -> &Timings {
        &self.timings
    }

    /// The files that were read.
    pub fn inputs(&self) -> &[PathBuf] {
        &self.inputs
    }

    /// The name of a module for this service, e.g. `batch`.
    pub fn module_name(&self) -> String {
        name::service_slug(&self.plan.service.sdk_id).replace('-', "_")
    }

    /// The code as tokens, for the body of a module.
    pub fn tokens(&self) -> TokenStream {
        layout::tokens(
            &emit::emit(&self.plan),
            self.features(),
            self.tests(Layout::File).as_ref(),
        )
    }

    /// The code as one file, for the body of a module.
    ///
    /// # Errors
    ///
    /// Only [`Error::Render`], which is a bug in the generator.
    pub fn file(&self) -> Result<String, Error> {
        Ok(layout::single_file(
            &emit::emit(&self.plan),
            self.features(),
            self.tests(Layout::File).as_ref(),
            &self.header(),
        )?)
    }

    /// The code as the files of a crate.
    ///
    /// # Errors
    ///
    /// Only [`Error::Render`], which is a bug in the generator.
    pub fn crate_files(&self) -> Result<FileSet, Error> {
        let header = self.header();
        let mut files = FileSet::default();
        let features = self.features();
        let package = &self.plan.package;
        let package = layout::Manifest {
            name: &package.name,
            version: &package.version,
            description: &package.description,
            events: self.plan.has_events(),
            patterns: self.plan.has_patterns(),
            compression: self.plan.service.compression,
            sigv4a: self.plan.service.has_sigv4a(),
            presigns: self.plan.service.presigns,
            checksums: self.plan.has_checksums(),
            digest: self.plan.service.http_auth.has_digest(),
            mostly_unused: self.plan.package.mostly_unused,
            protocol_tests: self.plan.protocol_tests.is_some(),
        };
        let manifest = layout::cargo_toml(&package, features, &self.runtime, &header);
        files.insert("Cargo.toml", manifest)?;
        layout::crate_files(&emit::emit(&self.plan), features, &header, &mut files)?;
        if let Some(tests) = self.tests(Layout::Crate) {
            layout::tests_file(tests, &header, &mut files)?;
        }
        Ok(files)
    }

    /// The code as text, ready to be written.
    ///
    /// # Errors
    ///
    /// Only [`Error::Render`], which is a bug in the generator.
    pub fn output(&self, layout: Layout) -> Result<Output, Error> {
        Ok(match layout {
            Layout::Crate => Output::Crate(self.crate_files()?),
            Layout::File => Output::File(self.file()?),
        })
    }

    fn features(&self) -> layout::Features {
        layout::Features {
            client: self.plan.client,
            serde: self.plan.serde,
            fake: self.plan.fake.as_ref().map(|fake| fake.when),
        }
    }

    fn tests(&self, layout: Layout) -> Option<TokenStream> {
        emit::protocol_test::items(&self.plan, layout)
    }

    /// The comment at the top of every file.
    fn header(&self) -> String {
        format!(
            "{MARK} {} from {}. Do not edit.\n",
            env!("CARGO_PKG_VERSION"),
            self.plan.service.id
        )
    }
}

#[cfg(test)]
#[path = "generator_tests.rs"]
mod tests;
