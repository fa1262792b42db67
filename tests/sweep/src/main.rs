//! Prints what the generator makes of every model, as Markdown.
//!
//! Without arguments, of `models/` and `models-2026/` in the directory that `HAMMERSMITH_SHARED`
//! names; with arguments, of the models below these directories.

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;
use std::time::Instant;

use hammersmith_sweep::{sweep, table};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;

fn main() -> ExitCode {
    let mut directories: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    if directories.is_empty() {
        let Some(shared) = env::var_os("HAMMERSMITH_SHARED").map(PathBuf::from) else {
            eprintln!("error: name a directory with models, or set HAMMERSMITH_SHARED");
            return ExitCode::FAILURE;
        };
        directories = vec![shared.join("models"), shared.join("models-2026")];
    }
    let start = Instant::now();
    let services = sweep(&directories);
    print!("{}", table::markdown(&services));
    let failed = services.iter().filter(|service| service.error.is_some());
    let failed = failed.count();
    println!(
        "\n{failed} services with errors; {:.1} s on {} processors{}",
        start.elapsed().as_secs_f64(),
        thread::available_parallelism().map_or(1, usize::from),
        used()
    );
    match failed {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// The CPU time and the peak memory of this process, where the operating system counts them.
fn used() -> String {
    let Ok(usage) = getrusage(UsageWho::RUSAGE_SELF) else {
        return String::new();
    };
    let seconds = |time: TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    format!(
        ", {:.1} s of CPU, {:.0} MiB at most",
        seconds(usage.user_time()) + seconds(usage.system_time()),
        usage.max_rss() as f64 / 1024.0
    )
}
