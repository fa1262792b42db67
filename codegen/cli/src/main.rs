//! The command `cargo hammersmith`.

use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    // Errors come one at a time and at the end, so nothing is gained by buffering them.
    let mut out = io::BufWriter::new(io::stdout().lock());
    let code = cargo_hammersmith::run(std::env::args_os(), &mut out, &mut io::stderr().lock());
    ExitCode::from(code)
}
