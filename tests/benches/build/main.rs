//! What compiling costs, against the official crate.
//!
//! ```console
//! $ cargo bench -p hammersmith-tests --bench build
//! $ cargo bench -p hammersmith-tests --bench build -- compile    # or docs, caller, generate, cold, binary, programs
//! ```
//!
//! Times are CPU time, user and system, of all processes of a command, so that they hold on a busy
//! machine; where something is measured several times, the best one counts. Projects to compile
//! are made under the target directory, with the versions of the workspace's `Cargo.lock`.
//!
//! For what a single rustc needs, this program is Cargo's `RUSTC_WRAPPER`: it runs rustc, asks the
//! system what its child has used, and notes it.

mod docs;
mod programs;
mod serde;

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use hammersmith_tests::python::run;
use hammersmith_tests::shared::workspace;
use nix::sys::resource::{Usage, UsageWho, getrusage};
use nix::sys::time::TimeVal;

/// Set for the processes that stand between Cargo and rustc: the file for their notes.
const LOG: &str = "HAMMERSMITH_BENCH_LOG";

/// How often what is fast enough is measured.
const ROUNDS: usize = 3;

fn main() -> ExitCode {
    if let Some(log) = std::env::var_os(LOG) {
        return wrap_rustc(Path::new(&log));
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (flags, parts): (Vec<_>, Vec<_>) = arguments.iter().partition(|it| it.starts_with('-'));
    // `cargo test --benches` only wants to see that it starts.
    if flags.iter().any(|flag| *flag == "--bench") {
        println!("cargo bench -p hammersmith-tests --bench build\n");
        let bench = Bench::new();
        let all: [(&str, Part); 8] = [
            ("compile", Bench::compile),
            ("docs", docs::docs),
            ("serde", Bench::serde),
            ("caller", Bench::caller),
            ("generate", Bench::generate),
            ("cold", Bench::cold),
            ("binary", Bench::binary),
            ("programs", Bench::programs),
        ];
        let is_wanted = |name: &str| parts.is_empty() || parts.iter().any(|part| *part == name);
        let wanted: Vec<_> = all.iter().filter(|(name, _)| is_wanted(name)).collect();
        // The programs have a table of their own.
        if wanted.iter().any(|(name, _)| *name != "programs") {
            println!("| | aws-sdk-batch | hammersmith | ratio | |");
            println!("|---|---|---|---|---|");
        }
        for (_, part) in wanted {
            part(&bench);
        }
    }
    ExitCode::SUCCESS
}

/// Runs rustc and notes the crate, the CPU time in microseconds and the peak memory in KiB.
fn wrap_rustc(log: &Path) -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let (rustc, rest) = arguments.split_first().expect("Cargo names rustc");
    let status = Command::new(rustc)
        .args(rest)
        .status()
        .expect("rustc starts");
    let name = rest
        .iter()
        .skip_while(|&argument| argument != "--crate-name")
        .nth(1);
    if let Some(name) = name {
        let usage = children();
        let line = format!(
            "{} {} {}\n",
            name.display(),
            cpu(&usage).as_micros(),
            usage.max_rss()
        );
        let mut file = OpenOptions::new()
            .append(true)
            .create(true)
            .open(log)
            .expect("the log");
        file.write_all(line.as_bytes()).expect("a line in the log");
    }
    ExitCode::from(u8::from(!status.success()))
}

/// What all children that have ended have used.
fn children() -> Usage {
    getrusage(UsageWho::RUSAGE_CHILDREN).expect("a system that counts")
}

fn cpu(usage: &Usage) -> Duration {
    let time = |value: TimeVal| {
        let micros = value.tv_sec() * 1_000_000 + value.tv_usec();
        Duration::from_micros(micros.unsigned_abs())
    };
    time(usage.user_time()) + time(usage.system_time())
}

/// The CPU time of a command and all that it starts.
fn cpu_of(command: &mut Command) -> Duration {
    let before = cpu(&children());
    run(command);
    cpu(&children()).saturating_sub(before)
}

/// One line of the table; `most` is the largest ratio or value there may be.
fn row(
    what: &str,
    official: &str,
    ours: &str,
    ratio: Option<f64>,
    verdict: Option<(bool, String)>,
) {
    let ratio = ratio.map_or(String::new(), |ratio| format!("{ratio:.3}"));
    let verdict = match verdict {
        None => String::new(),
        Some((true, limit)) => format!("ok, must be {limit}"),
        Some((false, limit)) => format!("MISSED, must be {limit}"),
    };
    println!("| {what} | {official} | {ours} | {ratio} | {verdict} |");
}

/// One or more rows.
type Part = fn(&Bench);

struct Bench {
    /// Where projects are made, and compiled.
    folder: PathBuf,
}

impl Bench {
    fn new() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
        fs::create_dir_all(&folder).expect("a folder below the target directory");
        Self { folder }
    }

    /// A package with a `Cargo.toml` that ends with `rest`, and with files.
    fn project(&self, name: &str, rest: &str, files: &[(&str, &str)]) -> PathBuf {
        let folder = self.folder.join(name);
        fs::create_dir_all(folder.join("src")).expect("a folder");
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n{rest}"
        );
        fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
        fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");
        for (name, text) in files {
            fs::write(folder.join(name), text).expect("a source file");
        }
        folder
    }

    fn cargo(&self, project: &Path, arguments: &[&str]) -> Command {
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

    /// CPU time and peak memory of the rustc that compiles a crate, its dependencies being built.
    fn rustc(&self, project: &Path, package: &str) -> (Duration, u64) {
        let log = self.folder.join("rustc.log");
        let (mut best, mut memory) = (Duration::MAX, u64::MAX);
        run(&mut self.cargo(project, &["build"]));
        for _ in 0..ROUNDS {
            run(&mut self.cargo(project, &["clean", "--package", package]));
            fs::write(&log, "").expect("an empty log");
            let mut build = self.cargo(project, &["build", "--package", package]);
            let this = std::env::current_exe().expect("this program");
            run(build.env("RUSTC_WRAPPER", this).env(LOG, &log));
            let notes = fs::read_to_string(&log).expect("the log");
            let name = package.replace('-', "_");
            let note = notes.lines().find_map(|line| {
                let (time, size) = line
                    .strip_prefix(&name)?
                    .strip_prefix(' ')?
                    .split_once(' ')?;
                Some((time.to_owned(), size.to_owned()))
            });
            let (time, size) = note.unwrap_or_else(|| panic!("no {name} in {notes:?}"));
            best = best.min(Duration::from_micros(time.parse().expect("a number")));
            memory = memory.min(size.parse().expect("a number"));
        }
        (best, memory * 1024)
    }

    /// Protects the time people wait for a crate, and the memory they need for it.
    fn compile(&self) {
        let root = workspace().canonicalize().expect("the workspace");
        let dependencies = format!(
            "[dependencies]\naws-sdk-batch = \"=1.138.0\"\nhammersmith-batch = {{ path = \"{}\" }}\n",
            root.join("generated/batch").display()
        );
        let project = self.project("compile", &dependencies, &[("src/lib.rs", "")]);
        let (official_time, official_memory) = self.rustc(&project, "aws-sdk-batch");
        let (time, memory) = self.rustc(&project, "hammersmith-batch");
        let (runtime, _) = self.rustc(&project, "hammersmith");
        let ratio = time.as_secs_f64() / official_time.as_secs_f64();
        row(
            "compile the crate (`CARGO_INCREMENTAL=0 cargo build`, dev profile, dependencies built), CPU time",
            &format!("{official_time:.2?}"),
            &format!("{time:.2?}"),
            Some(ratio),
            Some((ratio <= 0.10, "≤ 0.10".to_owned())),
        );
        let ratio = memory as f64 / official_memory as f64;
        row(
            "peak memory of that rustc",
            &megabytes(official_memory),
            &megabytes(memory),
            Some(ratio),
            Some((ratio <= 0.25, "≤ 0.25".to_owned())),
        );
        row(
            "compile the runtime, once for all services, CPU time",
            "",
            &format!("{runtime:.2?}"),
            None,
            None,
        );
    }

    /// Protects the program that calls it: what a library leaves inline is compiled with its callers.
    fn caller(&self) {
        let root = workspace().canonicalize().expect("the workspace");
        let ours = format!(
            "{{ package = \"hammersmith-batch\", path = \"{}\" }}",
            root.join("generated/batch").display()
        );
        let time = |name: &str, batch: &str| {
            let project = self.one_call(name, batch, "");
            self.rustc(&project, name).0
        };
        let (official, ours) = (
            time("caller-official", "\"=1.138.0\""),
            time("caller-ours", &ours),
        );
        row(
            "compile the one-call program (dev profile, everything else built), CPU time with linking",
            &format!("{official:.2?}"),
            &format!("{ours:.2?}"),
            Some(ours.as_secs_f64() / official.as_secs_f64()),
            None,
        );
    }

    /// The package of a program that makes one call, with the crate for Batch that `batch` says.
    fn one_call(&self, name: &str, batch: &str, more: &str) -> PathBuf {
        let dependencies = format!(
            "[dependencies]\naws-sdk-batch = {batch}\naws-config = \"1\"\n\
             tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n\n{more}"
        );
        self.project(name, &dependencies, &[("src/main.rs", PROGRAM)])
    }

    /// Protects that generating is nothing to wait for.
    fn generate(&self) {
        let root = workspace();
        let mut build = self.cargo(
            &root,
            &["build", "--release", "--package", "cargo-hammersmith"],
        );
        run(&mut build);
        let program = self.folder.join("target/release/cargo-hammersmith");
        let out = self.folder.join("generated");
        let mut best = Duration::MAX;
        for _ in 0..20 {
            if out.exists() {
                fs::remove_dir_all(&out).expect("the last round's files go");
            }
            let mut generate = Command::new(&program);
            generate
                .current_dir(&root)
                .args(["hammersmith", "generate", "--model", "model/batch.json"])
                .args(["--operations", "RegisterJobDefinition", "--out"])
                .arg(&out);
            let start = Instant::now();
            run(&mut generate);
            best = best.min(start.elapsed());
        }
        row(
            "`cargo-hammersmith hammersmith generate --model model/batch.json --operations RegisterJobDefinition --out NEW`, whole process, release",
            "",
            &format!("{best:.1?}"),
            None,
            Some((best <= Duration::from_millis(50), "≤ 50 ms".to_owned())),
        );
    }

    /// Protects what a build script costs that has nothing built yet.
    fn cold(&self) {
        let root = workspace().canonicalize().expect("the workspace");
        let dependencies = format!(
            "[build-dependencies]\nhammersmith-codegen = {{ path = \"{}\" }}\n",
            root.join("codegen").display()
        );
        let files = [("src/lib.rs", ""), ("build.rs", "fn main() {}\n")];
        let project = self.project("cold", &dependencies, &files);
        let target = self.folder.join("cold-target");
        let mut best = Duration::MAX;
        for _ in 0..ROUNDS {
            if target.exists() {
                fs::remove_dir_all(&target).expect("the last round's files go");
            }
            let mut build = Command::new(env!("CARGO"));
            build
                .current_dir(&project)
                .args(["build", "--quiet", "--target-dir"])
                .arg(&target);
            best = best.min(cpu_of(&mut build));
        }
        row(
            "the generator as a cold build-dependency (`cargo build`, dev profile), CPU time of all processes",
            "",
            &format!("{best:.2?}"),
            None,
            Some((best <= Duration::from_secs(20), "≤ 20 s".to_owned())),
        );
    }

    /// Protects what people ship.
    fn binary(&self) {
        let root = workspace().canonicalize().expect("the workspace");
        let ours = format!(
            "{{ package = \"hammersmith-batch\", path = \"{}\" }}",
            root.join("generated/batch").display()
        );
        let size = |name: &str, batch: &str| {
            let project = self.one_call(name, batch, "[profile.release]\nstrip = true\n");
            run(&mut self.cargo(&project, &["build", "--release"]));
            let program = self.folder.join("target/release").join(name);
            fs::metadata(program).expect("a program").len()
        };
        let (official, ours) = (
            size("one-call-official", "\"=1.138.0\""),
            size("one-call-ours", &ours),
        );
        row(
            "one-call program (`cargo build --release`, `strip = true`)",
            &megabytes(official),
            &megabytes(ours),
            Some(ours as f64 / official as f64),
            Some((ours < official, "smaller".to_owned())),
        );
    }
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

/// Registers the first example, with the environment's configuration.
const PROGRAM: &str = include_str!("programs/client.rs");
