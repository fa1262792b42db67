//! Packages made under the target directory, and how they are compiled.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use hammersmith_tests::python::run;
use hammersmith_tests::shared::workspace;

use super::picture::Bar;
use super::process::{COUNT, Cost, LOG, logged};
use super::table::Bytes;

/// The state that all parts share.
pub(crate) struct Bench {
    /// The directory of the packages, and of what is compiled.
    pub(crate) folder: PathBuf,
    /// Count the instructions of rustc, in place of its time.
    pub(crate) counts: bool,
    /// The services whose rows are measured; all, if it is empty.
    only: Vec<String>,
    /// For the picture.
    bars: RefCell<Vec<Bar>>,
}

/// A crate to compile, all its dependencies being compiled.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    /// The package that depends on the crate, or is it.
    pub(crate) project: &'a Path,
    /// The package of the crate.
    pub(crate) package: &'a str,
    /// Compiled as `--release` does.
    pub(crate) release: bool,
}

impl<'a> Subject<'a> {
    /// A crate, in the dev profile.
    pub(crate) fn dev(project: &'a Path, package: &'a str) -> Self {
        Self {
            project,
            package,
            release: false,
        }
    }

    /// A crate, in the release profile.
    pub(crate) fn release(project: &'a Path, package: &'a str) -> Self {
        Self {
            release: true,
            ..Self::dev(project, package)
        }
    }

    fn profile(self) -> &'static [&'static str] {
        if self.release { &["--release"] } else { &[] }
    }
}

impl Bench {
    pub(crate) fn new(counts: bool, only: Vec<String>) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
        fs::create_dir_all(&folder).expect("a directory below the target directory");
        Self {
            folder,
            counts,
            only,
            bars: RefCell::default(),
        }
    }

    /// True if the rows of a service are measured.
    pub(crate) fn selects(&self, service: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|name| name == service)
    }

    /// Adds a bar to the picture.
    pub(crate) fn bar(&self, title: &str, ratio: f64) {
        let title = title.to_owned();
        self.bars.borrow_mut().push(Bar { title, ratio });
    }

    /// The bars of all parts that ran.
    pub(crate) fn bars(self) -> Vec<Bar> {
        self.bars.into_inner()
    }

    /// A package with a `Cargo.toml` that ends with `rest`, and with files.
    pub(crate) fn project(&self, name: &str, rest: &str, files: &[(&str, &str)]) -> PathBuf {
        let folder = self.folder.join(name);
        fs::create_dir_all(folder.join("src")).expect("a directory");
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n{rest}"
        );
        fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
        fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");
        for (name, text) in files {
            let file = folder.join(name);
            fs::create_dir_all(file.parent().expect("a directory")).expect("a directory");
            fs::write(file, text).expect("a source file");
        }
        folder
    }

    /// A library without code: what it depends on is compiled with it.
    pub(crate) fn library(&self, name: &str, dependencies: &str) -> PathBuf {
        let rest = format!("[dependencies]\n{dependencies}");
        self.project(name, &rest, &[("src/lib.rs", "")])
    }

    /// Cargo in a package, with the target directory that all packages share.
    pub(crate) fn cargo(&self, project: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command
            .current_dir(project)
            .args(arguments)
            .arg("--quiet")
            .arg("--target-dir")
            .arg(self.folder.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS");
        command
    }

    /// The cost of rustc for each crate. All are compiled in turn, so that a busy minute does not
    /// fall on one of them, and the best of the rounds counts.
    pub(crate) fn rustc<const N: usize>(
        &self,
        subjects: [Subject<'_>; N],
        rounds: usize,
    ) -> [Cost; N] {
        let log = self.folder.join("rustc.log");
        // Counts hardly differ from one round to the next.
        let rounds = if self.counts { 1 } else { rounds };
        let mut best = [Cost::MAX; N];
        for subject in subjects {
            // A single round compiles what is missing as well, of which only the crate counts.
            if rounds > 1 || self.counts {
                let profile = subject.profile();
                run(self.cargo(subject.project, &["build"]).args(profile));
            }
        }
        for _ in 0..rounds {
            for (subject, best) in subjects.iter().zip(&mut best) {
                let of_package = ["--package", subject.package];
                let mut clean = self.cargo(subject.project, &["clean"]);
                run(clean.args(of_package).args(subject.profile()));
                fs::write(&log, "").expect("an empty log");
                let mut build = self.cargo(subject.project, &["build"]);
                build.args(of_package).args(subject.profile());
                let this = std::env::current_exe().expect("this program");
                if self.counts {
                    build.env(COUNT, self.folder.join("valgrind.log"));
                }
                run(build.env("RUSTC_WRAPPER", this).env(LOG, &log));
                *best = best.min(logged(&log, &subject.package.replace('-', "_")));
            }
        }
        best
    }

    /// The size of the program of a package, built with `--release`.
    pub(crate) fn release_size(&self, project: &Path, name: &str) -> Bytes {
        run(&mut self.cargo(project, &["build", "--release"]));
        let program = self.folder.join("target/release").join(name);
        Bytes(fs::metadata(program).expect("a program").len())
    }
}
