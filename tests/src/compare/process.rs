//! A program that plays cases, as a process.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// A program and its process, which is started again after it dies.
#[derive(Debug)]
pub(super) struct Player {
    program: PathBuf,
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Player {
    /// A player of the program at that path.
    pub(super) fn new(program: &Path) -> Self {
        Self {
            program: program.to_owned(),
            running: None,
        }
    }

    /// Sends a case. If the process has died, [`answer`](Self::answer) reports it.
    pub(super) fn send(&mut self, line: &str) {
        let program = &self.program;
        let running = self.running.get_or_insert_with(|| Running::start(program));
        let _ = writeln!(running.input, "{line}");
    }

    /// The answer to the case that was sent last.
    pub(super) fn answer(&mut self) -> Value {
        let mut line = String::new();
        let running = self.running.as_mut().expect("a case that was sent");
        match running.output.read_line(&mut line) {
            Ok(length) if length > 0 => serde_json::from_str(&line).expect("an answer in JSON"),
            _ => {
                self.stop();
                json!({ "requests": [], "outcome": { "kind": "died" } })
            }
        }
    }

    fn stop(&mut self) {
        if let Some(mut running) = self.running.take() {
            drop(running.input);
            let _ = running.child.wait();
        }
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Running {
    fn start(program: &Path) -> Self {
        let mut command = Command::new(program);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("a program that starts");
        Self {
            input: child.stdin.take().expect("a standard input"),
            output: BufReader::new(child.stdout.take().expect("a standard output")),
            child,
        }
    }
}
