//! The cost of compiling, generating and calling, compared with the official crates.
//!
//! ```console
//! $ cargo bench -p hammersmith-tests --bench build
//! $ cargo bench -p hammersmith-tests --bench build -- compile eks  # or other names of `PARTS`
//! $ cargo bench -p hammersmith-tests --bench build -- services services-xml --only=ecs,s3
//! $ cargo bench -p hammersmith-tests --bench build -- eks --instructions
//! $ cargo bench -p hammersmith-tests --bench build -- compile batch services programs --picture
//! ```
//!
//! Times are CPU time, user and system, of all processes of a command, so that they hold on a busy
//! machine; where something is measured several times, the best one counts, and what is compared is
//! measured in turn. Projects to compile are made under the target directory, with the versions of
//! the workspace's `Cargo.lock`. With `--instructions`, Valgrind counts what rustc executes, which
//! is exact on any machine and takes 30 times as long. Models of other services come from
//! `HAMMERSMITH_SHARED`.

mod bench;
mod calls;
mod codecs;
mod compile;
mod derived;
mod docs;
mod eks;
mod events;
mod generate;
mod generated;
mod picture;
mod process;
mod program;
mod programs;
mod rebuild;
mod serde;
mod services;
mod speed;
mod streams;
mod table;
mod xml;

use std::path::Path;
use std::process::ExitCode;

use bench::Bench;

/// One or more rows.
type Part = fn(&Bench);

/// All parts, in the order in which they print.
const PARTS: [(&str, Part); 20] = [
    ("compile", compile::one_operation),
    ("batch", compile::whole),
    ("services", services::json),
    ("services-xml", services::xml),
    ("docs", docs::docs),
    ("eks", eks::eks),
    ("serde", serde::serde),
    ("caller", rebuild::caller),
    ("rebuild", rebuild::rebuild),
    ("binary", rebuild::binary),
    ("generate", generate::one_operation),
    ("quicksight", generate::quicksight),
    ("cold", generate::cold),
    ("streams", streams::streams),
    ("speed", speed::speed),
    ("events", events::events),
    ("calls", calls::calls),
    ("codecs", codecs::codecs),
    ("xml", xml::xml),
    ("programs", programs::programs),
];

/// The parts with tables of their own.
const OWN_TABLE: [&str; 6] = ["speed", "events", "calls", "codecs", "xml", "programs"];

fn main() -> ExitCode {
    if let Some(log) = std::env::var_os(process::LOG) {
        return process::wrap(Path::new(&log));
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (flags, names): (Vec<_>, Vec<_>) = arguments.iter().partition(|it| it.starts_with('-'));
    // `cargo test --benches` only checks that it starts.
    if !flags.iter().any(|flag| *flag == "--bench") {
        return ExitCode::SUCCESS;
    }
    let known = |name: &str| PARTS.iter().any(|(part, _)| *part == name);
    if let Some(name) = names.iter().find(|name| !known(name)) {
        let parts = PARTS.map(|(part, _)| part).join(", ");
        eprintln!("there is no part `{name}`; the parts are {parts}");
        return ExitCode::FAILURE;
    }
    let is_wanted = |part: &str| names.is_empty() || names.iter().any(|name| *name == part);
    let wanted: Vec<_> = PARTS.iter().filter(|(part, _)| is_wanted(part)).collect();
    println!("cargo bench -p hammersmith-tests --bench build\n");
    let counts = flags.iter().any(|flag| *flag == "--instructions");
    if counts {
        println!("Instructions of rustc are counted: 1 s is 10^9. Memory is that of Valgrind.\n");
    }
    let only = flags.iter().filter_map(|flag| flag.strip_prefix("--only="));
    let only = only.flat_map(|names| names.split(',').map(str::to_owned));
    let bench = Bench::new(counts, only.collect());
    if wanted.iter().any(|(part, _)| !OWN_TABLE.contains(part)) {
        table::head();
    }
    for (_, part) in wanted {
        part(&bench);
    }
    if flags.iter().any(|flag| *flag == "--picture") {
        picture::write(&bench.bars());
    }
    ExitCode::SUCCESS
}
