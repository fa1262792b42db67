//! An AWS on the loopback interface: `moto_server`.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// The greatest time until the server listens; it imports for seconds on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running server, which ends when this is dropped.
#[derive(Debug)]
pub struct Moto {
    process: Child,
    url: String,
}

impl Moto {
    /// Starts a server on a free port and waits until it listens.
    ///
    /// # Panics
    ///
    /// If it does not, within two minutes.
    pub fn start(interpreter: &Path) -> Self {
        // Not the script `moto_server`: it names the path where the environment was made, and
        // target directories are copied.
        let mut process = Command::new(interpreter)
            .args(["-m", "moto.server", "-H", "127.0.0.1", "-p", "0"])
            .env_remove("AWS_PROFILE")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", interpreter.display()));
        let stderr = process.stderr.take().expect("a pipe");
        let (sender, receiver) = mpsc::channel();
        // Reads to the end, or the server would block once the pipe is full.
        thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                if let Some((_, url)) = line.split_once("Running on ") {
                    // Nobody waits any more after the first one.
                    let _ = sender.send(url.trim().to_owned());
                }
            }
        });
        // From here on the process is killed, whatever happens.
        let mut moto = Self {
            process,
            url: String::new(),
        };
        moto.url = receiver
            .recv_timeout(PATIENCE)
            .expect("moto_server to say where it listens");
        moto
    }

    /// The address of the server, as `http://127.0.0.1:40000`.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        // It may have ended by itself; there is nothing to do about it then.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
