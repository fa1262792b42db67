//! The command: `cargo run -p hammersmith-fuzz -- all --seconds 60`.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use std::{env, fs, io, thread};

use hammersmith_fuzz::driver::{self, Ending};
use hammersmith_fuzz::{TARGETS, Target};

const USAGE: &str = "\
usage: hammersmith-fuzz <target>... [--seconds <n>] [--seed <n>]
       hammersmith-fuzz <target> --input <file>

Runs each target on mutated inputs for the given number of seconds (default: 60), as
many targets at a time as there are cores. The default seed is random. `all` selects all
targets:
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["worker", target, seed, time, progress] => work(target, seed, time, progress),
        words => match Options::of(words) {
            Some(options) => options.run(),
            None => {
                print!("{USAGE}");
                for target in TARGETS {
                    println!("  {:10} {}", target.name, target.what);
                }
                return ExitCode::from(2);
            }
        },
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn work(target: &str, seed: &str, milliseconds: &str, progress: &str) -> io::Result<bool> {
    let wrong = || io::Error::other("the arguments of a worker are wrong");
    let target = find(target).ok_or_else(wrong)?;
    let seed = seed.parse().map_err(|_| wrong())?;
    let milliseconds = milliseconds.parse().map_err(|_| wrong())?;
    driver::work(
        target,
        seed,
        Duration::from_millis(milliseconds),
        Path::new(progress),
    )?;
    Ok(true)
}

fn find(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

struct Options {
    targets: Vec<&'static Target>,
    time: Duration,
    seed: u64,
    input: Option<String>,
}

impl Options {
    /// Parses the options. `None` if they are invalid.
    fn of(words: &[&str]) -> Option<Self> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let mut options = Self {
            targets: Vec::new(),
            time: Duration::from_secs(60),
            seed: now.map_or(0, |now| now.as_secs()),
            input: None,
        };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "all" => options.targets.extend(TARGETS),
                "--seconds" => options.time = Duration::from_secs(words.next()?.parse().ok()?),
                "--seed" => options.seed = words.next()?.parse().ok()?,
                "--input" => options.input = Some((*words.next()?).to_owned()),
                name => options.targets.push(find(name)?),
            }
        }
        (!options.targets.is_empty()).then_some(options)
    }

    /// Runs the targets, as many at a time as there are cores. True if no case failed.
    fn run(&self) -> io::Result<bool> {
        if let Some(input) = &self.input {
            let bytes = fs::read(input)?;
            self.targets.iter().for_each(|target| (target.run)(&bytes));
            return Ok(true);
        }
        let waiting = Mutex::new(self.targets.iter());
        let next = || waiting.lock().ok().and_then(|mut waiting| waiting.next());
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let work = || {
            let mut all_passed = true;
            while let Some(target) = next() {
                let ending = driver::run(target, self.seed, self.time)?;
                self.report(target, &ending);
                all_passed &= matches!(ending, Ending::Done(_));
            }
            io::Result::Ok(all_passed)
        };
        thread::scope(|scope| {
            let workers: Vec<_> = (0..cores.min(self.targets.len()))
                .map(|_| scope.spawn(work))
                .collect();
            let mut all_passed = true;
            for worker in workers {
                let ended = worker.join();
                let ended = ended.unwrap_or_else(|_| Err(io::Error::other("a thread panicked")));
                all_passed &= ended?;
            }
            Ok(all_passed)
        })
    }

    fn report(&self, target: &Target, ending: &Ending) {
        let (name, seed) = (target.name, self.seed);
        match ending {
            Ending::Done(cases) => println!("{name}: {cases} cases passed (seed {seed})"),
            Ending::Failed { number, how, file } => {
                println!("{name}: case {number} of seed {seed} failed: {how}");
                let file = file.display();
                println!("  again: cargo run -p hammersmith-fuzz -- {name} --input {file}");
            }
        }
    }
}
