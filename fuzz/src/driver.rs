//! Runs targets in separate processes, for a given time.

use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, io, thread};

use crate::Target;
use crate::case::Cases;

/// The time limit of one case. It is long, since CI machines may be busy.
const STUCK: Duration = Duration::from_secs(30);

/// The memory that a process may use, in KiB.
const MEMORY: u32 = 4_000_000;

/// The number of cases that a process runs. It is limited, since some cases leak memory: endpoint
/// rules, for example, are static in generated code.
const CASES: u64 = 20_000;

/// The reason why the run of a target ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The time is over; this many cases were run.
    Done(u64),
    /// The case of that number crashed, or did not end. The input is in the file.
    Failed {
        /// The number of the case.
        number: u64,
        /// A description of the event.
        how: String,
        /// The file with the input.
        file: PathBuf,
    },
}

/// Runs a target until the time is over or a case fails.
///
/// # Errors
///
/// Fails if the process cannot be started, or files cannot be written.
pub fn run(target: &Target, seed: u64, time: Duration) -> io::Result<Ending> {
    let directory = directory();
    fs::create_dir_all(&directory)?;
    let progress = directory.join(format!("{}.number", target.name));
    fs::write(&progress, 0_u64.to_le_bytes())?;
    let begin = Instant::now();
    let mut child = start(target, seed, time, &progress)?;
    let mut last = (u64::MAX, begin);
    let how = loop {
        thread::sleep(Duration::from_millis(100));
        let number = read(&progress)?;
        if let Some(status) = child.try_wait()? {
            let left = time.saturating_sub(begin.elapsed());
            match status.success() {
                true if left.is_zero() => return Ok(Ending::Done(read(&progress)?)),
                true => {
                    child = start(target, seed, left, &progress)?;
                    continue;
                }
                false => {}
            }
            break format!("the process ended with {status}");
        }
        if last.0 != number {
            last = (number, Instant::now());
        } else if last.1.elapsed() > STUCK {
            child.kill()?;
            child.wait()?;
            break format!("it did not end within {} seconds", STUCK.as_secs());
        }
    };
    let number = read(&progress)?;
    let file = directory.join(format!("{}-{seed}-{number}", target.name));
    fs::write(&file, Cases::of(target.name, seed)?.case(number))?;
    Ok(Ending::Failed { number, how, file })
}

/// Runs cases one after another, in this process, from the number in `progress` on. Writes the
/// number of each case to `progress` before it runs, and at the end that of the next one.
///
/// # Errors
///
/// Fails if the corpus or the file cannot be read or written.
pub fn work(target: &Target, seed: u64, time: Duration, progress: &Path) -> io::Result<()> {
    let cases = Cases::of(target.name, seed)?;
    let first = read(progress)?;
    let mut progress = fs::OpenOptions::new().write(true).open(progress)?;
    let mut note = |number: u64| {
        progress.seek(SeekFrom::Start(0))?;
        progress.write_all(&number.to_le_bytes())
    };
    let start = Instant::now();
    let mut number = first;
    while start.elapsed() < time && number - first < CASES {
        note(number)?;
        (target.run)(&cases.case(number));
        number += 1;
    }
    note(number)
}

/// Starts this program as a worker, with a memory limit if a shell supports it.
fn start(target: &Target, seed: u64, time: Duration, progress: &Path) -> io::Result<Child> {
    let program = env::current_exe()?;
    let mut command = if cfg!(unix) {
        let mut shell = Command::new("sh");
        let limit = format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\"");
        shell.arg("-c").arg(limit).arg(program);
        shell
    } else {
        Command::new(program)
    };
    let milliseconds = time.as_millis().to_string();
    command
        .args(["worker", target.name, &seed.to_string(), &milliseconds])
        .arg(progress)
        .stdin(Stdio::null())
        .spawn()
}

fn read(progress: &Path) -> io::Result<u64> {
    let mut bytes = [0; 8];
    fs::File::open(progress)?.read_exact(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes))
}

/// The directory with the inputs of cases that failed.
pub fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/fuzz")
}
