//! The program that makes one call, in four forms: what it costs from nothing, and what is shipped.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use hammersmith_tests::python::run;
use hammersmith_tests::shared::workspace;

use super::bench::Bench;
use super::process::{children, cpu};
use super::rebuild::ONE_CALL;
use super::table::{Amount, Bytes, verdict};

/// One form of the program.
struct Form {
    name: &'static str,
    /// The name in the table.
    title: &'static str,
    /// The name in the picture, where it is compared.
    bar: &'static str,
    dependencies: String,
    source: &'static str,
    /// The largest part of the official program's CPU time and size that it may have.
    most: Option<(f64, f64)>,
}

/// The cost of a form.
struct Cost {
    cpu: Duration,
    wall: Duration,
    crates: usize,
    size: u64,
}

fn forms() -> [Form; 4] {
    let root = workspace().canonicalize().expect("the workspace");
    let path = |folder: &str| format!("path = \"{}\"", root.join(folder).display());
    let (runtime, batch) = (path("runtime"), path("generated/batch"));
    let async_program =
        "aws-config = \"1\"\ntokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n";
    [
        Form {
            name: "program-official",
            title: "aws-sdk-batch",
            bar: "",
            dependencies: format!("aws-sdk-batch = \"=1.138.0\"\n{async_program}"),
            source: ONE_CALL,
            most: None,
        },
        Form {
            name: "program-client",
            title: "hammersmith, `client`",
            bar: "a program with one call, from scratch",
            dependencies: format!(
                "aws-sdk-batch = {{ package = \"hammersmith-batch\", {batch} }}\n{async_program}"
            ),
            source: ONE_CALL,
            most: None,
        },
        Form {
            name: "program-ureq",
            title: "hammersmith, `sign` + ureq",
            bar: "the same with `sign` and ureq",
            dependencies: format!(
                "hammersmith = {{ {runtime}, default-features = false }}\n\
                 hammersmith-batch = {{ {batch}, default-features = false, features = [\"sign\"] }}\n\
                 ureq = {{ version = \"3.5\", default-features = false, features = [\"rustls\"] }}\n"
            ),
            source: include_str!("programs/ureq.rs"),
            most: Some((0.35, 0.4)),
        },
        Form {
            name: "program-types",
            title: "hammersmith, types only",
            bar: "the same with types only",
            dependencies: format!(
                "hammersmith = {{ {runtime}, default-features = false }}\n\
                 hammersmith-batch = {{ {batch}, default-features = false }}\n"
            ),
            source: include_str!("programs/types.rs"),
            most: Some((0.1, 0.1)),
        },
    ]
}

/// Protects people who need one call and no more: from what a build from a clean target directory
/// takes, and from the size of what they ship.
pub(crate) fn programs(bench: &Bench) {
    bench.programs();
}

impl Bench {
    fn programs(&self) {
        println!(
            "\n| one-call program | cold build, CPU time | | wall time | crates | stripped release | | |"
        );
        println!("|---|--:|--:|--:|--:|--:|--:|---|");
        let mut official: Option<Cost> = None;
        for form in forms() {
            let cost = self.cost(&form);
            let base = official.as_ref().unwrap_or(&cost);
            let time = cost.cpu.as_secs_f64() / base.cpu.as_secs_f64();
            let size = cost.size as f64 / base.size as f64;
            let verdict = match form.most {
                None => String::new(),
                Some((most_cpu, most_size)) => {
                    let holds = time <= most_cpu && size <= most_size;
                    verdict(holds, &format!("≤ {most_cpu} and ≤ {most_size}"))
                }
            };
            println!(
                "| {} | {:.1?} | {time:.3} | {:.1?} | {} | {} | {size:.3} | {verdict} |",
                form.title,
                cost.cpu,
                cost.wall,
                cost.crates,
                Bytes(cost.size).text(),
            );
            if official.is_some() {
                self.bar(form.bar, time);
            }
            official.get_or_insert(cost);
        }
    }

    fn cost(&self, form: &Form) -> Cost {
        let rest = format!(
            "[dependencies]\n{}\n[profile.release]\nstrip = true\n",
            form.dependencies
        );
        let project = self.project(form.name, &rest, &[("src/main.rs", form.source)]);
        // Downloads are not the cost of compiling.
        let mut fetch = Command::new(env!("CARGO"));
        run(fetch.current_dir(&project).args(["fetch", "--quiet"]));
        let (before, start) = (cpu(&children()), Instant::now());
        let output = run(&mut self.cold_build(&project, &[]));
        let wall = start.elapsed();
        let time = cpu(&children()).saturating_sub(before);
        let output = String::from_utf8_lossy(&output.stderr);
        let compiled = output.lines().filter(|line| line.contains("Compiling "));
        let crates = compiled.count();

        run(&mut self.cold_build(&project, &["--release"]));
        let program = self.programs_target().join("release").join(form.name);
        let size = fs::metadata(program).expect("a program").len();
        fs::remove_dir_all(self.programs_target()).expect("the target folder goes");
        Cost {
            cpu: time,
            wall,
            crates,
            size,
        }
    }

    fn programs_target(&self) -> PathBuf {
        self.folder.join("programs-target")
    }

    /// The command that builds a package and all that it depends on.
    fn cold_build(&self, project: &Path, profile: &[&str]) -> Command {
        let target = self.programs_target();
        if target.exists() {
            fs::remove_dir_all(&target).expect("the last target folder goes");
        }
        let mut build = Command::new(env!("CARGO"));
        build
            .current_dir(project)
            .args(["build", "--offline", "--color", "never"])
            .args(profile)
            .arg("--target-dir")
            .arg(target)
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_INCREMENTAL");
        build
    }
}
