//! The command `cargo hammersmith`.

use std::io;
use std::process::ExitCode;

use cargo_hammersmith::{Look, Streams};

fn main() -> ExitCode {
    let look = Look {
        out_colour: shows_colours(&io::stdout()),
        err_colour: shows_colours(&io::stderr()),
        width: terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)),
    };
    let mut streams = Streams {
        input: &mut io::stdin().lock(),
        // Errors are printed once at the end, so buffering has no benefit.
        out: &mut io::BufWriter::new(io::stdout().lock()),
        err: &mut io::stderr().lock(),
        look,
    };
    ExitCode::from(cargo_hammersmith::run_on(std::env::args_os(), &mut streams))
}

/// True if a stream is a terminal that shows colours, and colours are not disabled.
fn shows_colours<S: anstream::stream::RawStream>(stream: &S) -> bool {
    anstream::AutoStream::choice(stream) != anstream::ColorChoice::Never
}
