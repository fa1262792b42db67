//! The resources that processes use, by the operating system's count.
//!
//! To measure one process below Cargo, this program is Cargo's `RUSTC_WRAPPER`: it runs rustc, asks
//! the system what its child used, and appends it to a log. Other commands can be measured the same
//! way.

use std::ffi::{OsStr, OsString};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use hammersmith_tests::python::run;
use nix::sys::resource::{Usage, UsageWho, getrusage};
use nix::sys::time::TimeVal;

/// Set for the processes between Cargo and rustc: the path of their log.
pub(crate) const LOG: &str = "HAMMERSMITH_BENCH_LOG";

/// Set where instructions are counted: the path for the counts.
pub(crate) const COUNT: &str = "HAMMERSMITH_BENCH_COUNT";

/// The resources that one process used.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// User and system time.
    pub(crate) cpu: Duration,
    pub(crate) wall: Duration,
    /// Peak memory in bytes.
    pub(crate) memory: u64,
}

impl Cost {
    /// More than anything costs: the start of a search for the smallest.
    pub(crate) const MAX: Self = Self {
        cpu: Duration::MAX,
        wall: Duration::MAX,
        memory: u64::MAX,
    };

    /// The smaller of each figure.
    pub(crate) fn min(self, other: Self) -> Self {
        Self {
            cpu: self.cpu.min(other.cpu),
            wall: self.wall.min(other.wall),
            memory: self.memory.min(other.memory),
        }
    }
}

/// Runs the command in the arguments and appends to the log: the name of the crate, or of the
/// program if it is not rustc, the CPU and wall time in microseconds and the peak memory in KiB.
pub(crate) fn wrap(log: &Path) -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let (program, rest) = arguments.split_first().expect("a command");
    let count = std::env::var_os(COUNT);
    let start = Instant::now();
    let mut command = count.as_deref().map_or_else(
        || Command::new(program),
        |count| counted(program, Path::new(count)),
    );
    let status = command.args(rest).status().expect("a command that starts");
    let wall = start.elapsed();
    let crate_name = rest
        .iter()
        .skip_while(|&argument| argument != "--crate-name")
        .nth(1);
    let is_rustc = Path::new(program).ends_with("rustc");
    if !is_rustc || crate_name.is_some() {
        let usage = children();
        let time = count.map_or_else(|| cpu(&usage), |count| counts(Path::new(&count)));
        let line = format!(
            "{} {} {} {}\n",
            crate_name.unwrap_or(program).display(),
            time.as_micros(),
            wall.as_micros(),
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

/// Rustc under Valgrind, which counts its instructions, but not those of the linker that it may
/// start.
fn counted(rustc: &OsStr, count: &Path) -> Command {
    // Valgrind does not follow the program of rustup, which becomes the compiler.
    let output = run(Command::new(rustc).args(["--print", "sysroot"]));
    let sysroot = String::from_utf8(output.stdout).expect("a path in UTF-8");
    let compiler = Path::new(sysroot.trim()).join("bin/rustc");
    let mut option = OsString::from("--log-file=");
    option.push(count);
    let mut command = Command::new("valgrind");
    command.args(["--tool=cachegrind", "--cache-sim=no"]);
    command.arg("--cachegrind-out-file=/dev/null");
    command.arg(option).arg(compiler);
    command
}

/// The instructions that Valgrind counted, a nanosecond for each.
pub(crate) fn counts(count: &Path) -> Duration {
    let text = fs::read_to_string(count).expect("the log of Valgrind");
    let number = text.lines().find_map(|line| {
        let (_, number) = line.split_once("refs:")?;
        number.trim().replace(',', "").parse().ok()
    });
    Duration::from_nanos(number.unwrap_or_else(|| panic!("no count in {text:?}")))
}

/// The first line of a log about that crate or program.
pub(crate) fn logged(log: &Path, name: &str) -> Cost {
    let lines = fs::read_to_string(log).expect("the log");
    let cost = lines.lines().find_map(|line| {
        let numbers = line.strip_prefix(name)?.strip_prefix(' ')?;
        let numbers: Vec<u64> = numbers
            .split(' ')
            .map(|number| number.parse().expect("a number"))
            .collect();
        let &[cpu, wall, memory] = &numbers[..] else {
            return None;
        };
        Some(Cost {
            cpu: Duration::from_micros(cpu),
            wall: Duration::from_micros(wall),
            memory: memory * 1024,
        })
    });
    cost.unwrap_or_else(|| panic!("no {name} in {lines:?}"))
}

/// Runs a program of which only the own process is measured.
pub(crate) fn measured(log: &Path, program: &Path, arguments: &[&str], folder: &Path) -> Cost {
    fs::write(log, "").expect("an empty log");
    let this = std::env::current_exe().expect("this program");
    let mut command = Command::new(this);
    command.arg(program).args(arguments).current_dir(folder);
    run(command.env(LOG, log));
    logged(log, &program.display().to_string())
}

/// The resources that all ended children used.
pub(crate) fn children() -> Usage {
    getrusage(UsageWho::RUSAGE_CHILDREN).expect("a system that counts")
}

/// User and system time.
pub(crate) fn cpu(usage: &Usage) -> Duration {
    let time = |value: TimeVal| {
        let micros = value.tv_sec() * 1_000_000 + value.tv_usec();
        Duration::from_micros(micros.unsigned_abs())
    };
    time(usage.user_time()) + time(usage.system_time())
}

/// The CPU time of a command and all that it starts.
pub(crate) fn cpu_of(command: &mut Command) -> Duration {
    let before = cpu(&children());
    run(command);
    cpu(&children()).saturating_sub(before)
}
