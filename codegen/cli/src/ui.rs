//! The input and output of a command: text or JSON, plain or coloured.

use std::fmt;
use std::io::{self, BufRead, Write};

use anstyle::{AnsiColor, Style};
use clap::ArgMatches;
use hammersmith_codegen::Timings;
use hammersmith_codegen::diagnostic::{Problem, Problems, visible, visible_json, visible_lines};
use serde_json::{Map, Value, json};

/// The capabilities of the streams.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// True if `out` shows colours.
    pub out_colour: bool,
    /// True if `err` shows colours.
    pub err_colour: bool,
    /// The width of the terminal, in characters; `None` if there is none.
    pub width: Option<usize>,
}

/// The input and output streams of a command.
pub struct Streams<'s> {
    /// The input that `-` stands for in place of a file.
    pub input: &'s mut dyn BufRead,
    /// For the requested output.
    pub out: &'s mut dyn Write,
    /// For problems and durations.
    pub err: &'s mut dyn Write,
    /// The capabilities of the streams.
    pub look: Look,
}

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const RED: Style = AnsiColor::Red.on_default();
pub(crate) const GREEN: Style = AnsiColor::Green.on_default();
pub(crate) const CYAN: Style = AnsiColor::Cyan.on_default();

/// Replaces the escape character before our own styles, in text that is not printed yet. It is not
/// a character of any script, so models do not use it.
const STYLE: char = '\u{fdd0}';

/// Adds a style to a text, if colours are enabled.
pub(crate) fn paint(colour: bool, style: Style, text: impl fmt::Display) -> String {
    if colour {
        marked(&style.to_string()) + &text.to_string() + &marked(&format!("{style:#}"))
    } else {
        text.to_string()
    }
}

/// Marks escape sequences of our own, which [`printable`] keeps.
pub(crate) fn marked(escapes: &str) -> String {
    escapes.replace('\u{1b}', &STYLE.to_string())
}

/// All text is printed through this function: foreign text has no control characters, and our own
/// styles become escape sequences.
fn printable(colour: bool, text: &str) -> String {
    let text = visible_lines(text);
    let mut pieces = text.split(STYLE);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece.find(|c: char| !(c.is_ascii_digit() || c == ';' || c == '['));
        let is_style = piece.starts_with('[')
            && end
                .and_then(|end| piece.get(end..))
                .is_some_and(|rest| rest.starts_with('m'));
        out.push_str(if colour && is_style {
            "\u{1b}"
        } else {
            "\\u{fdd0}"
        });
        out.push_str(piece);
    }
    out
}

/// The output of a command.
pub(crate) struct Ui<'u, 's> {
    pub(crate) streams: &'u mut Streams<'s>,
    quiet: bool,
    verbose: bool,
    json: bool,
    result: Map<String, Value>,
    timings: Vec<(String, Timings)>,
}

impl<'u, 's> Ui<'u, 's> {
    pub(crate) fn new(streams: &'u mut Streams<'s>) -> Self {
        Self {
            streams,
            quiet: false,
            verbose: false,
            json: false,
            result: Map::new(),
            timings: Vec::new(),
        }
    }

    /// Applies the flags that all commands have.
    pub(crate) fn configure(&mut self, matches: &ArgMatches) {
        self.quiet = matches.get_flag("quiet");
        self.verbose = matches.get_flag("verbose");
        let format = matches.get_one::<String>("format");
        self.json = format.is_some_and(|format| format == "json");
    }

    /// Answers in JSON, even if the arguments are invalid.
    pub(crate) fn set_json(&mut self) {
        self.json = true;
    }

    /// Answers in text, which is printed immediately.
    pub(crate) fn set_text(&mut self) {
        self.json = false;
    }

    /// True if the answer is JSON.
    pub(crate) fn is_json(&self) -> bool {
        self.json
    }

    /// True if output on `out` may have colours.
    pub(crate) fn colour(&self) -> bool {
        self.streams.look.out_colour && !self.json
    }

    /// The width of text: that of the terminal, up to a readable maximum.
    pub(crate) fn width(&self) -> usize {
        self.streams.look.width.unwrap_or(80).clamp(40, 100)
    }

    /// Prints the requested output, unless the answer is JSON; see [`set`](Self::set).
    pub(crate) fn print(&mut self, text: impl fmt::Display) -> io::Result<()> {
        if self.json {
            return Ok(());
        }
        let text = printable(self.streams.look.out_colour, &text.to_string());
        write!(self.streams.out, "{text}")
    }

    /// Prints requested output that is JSON, and keeps it valid JSON.
    pub(crate) fn print_json(&mut self, json: &str) -> io::Result<()> {
        if self.json {
            Ok(())
        } else {
            writeln!(self.streams.out, "{}", visible_json(json))
        }
    }

    /// Prints a line about a completed step.
    pub(crate) fn note(&mut self, line: impl fmt::Display) -> io::Result<()> {
        if self.quiet {
            Ok(())
        } else {
            self.print(format!("{line}\n"))
        }
    }

    /// Sets a key of the JSON answer.
    pub(crate) fn set(&mut self, key: &str, value: Value) {
        if self.json {
            self.result.insert(key.to_owned(), value);
        }
    }

    /// Prints the durations of stages, with `--verbose`.
    pub(crate) fn timings(&mut self, what: impl fmt::Display, timings: &Timings) -> io::Result<()> {
        if !self.verbose {
            return Ok(());
        }
        self.timings.push((what.to_string(), timings.clone()));
        if self.json {
            return Ok(());
        }
        self.streams.out.flush()?;
        let colour = self.streams.look.err_colour;
        let head = paint(colour, BOLD, visible(&what.to_string()));
        let err = &mut *self.streams.err;
        writeln!(err, "{}", printable(colour, &head))?;
        let stages = timings.iter().chain([("total", timings.total())]);
        for (stage, took) in stages {
            writeln!(err, "  {stage:<8}{:>9.3} ms", took.as_secs_f64() * 1e3)?;
        }
        Ok(())
    }

    /// Ends the command: prints the JSON answer.
    pub(crate) fn finish(&mut self, command: Option<&str>, code: u8, problems: &Problems) {
        if !self.json {
            // A closed stream is not an error here.
            let _ = self.streams.out.flush();
            return;
        }
        let mut answer = json!({"command": command, "exit": code});
        if let Some(fields) = answer.as_object_mut() {
            fields.append(&mut self.result);
            let problems = problems.iter().map(problem_json).collect();
            fields.insert("problems".to_owned(), Value::Array(problems));
            if self.verbose {
                fields.insert("timings".to_owned(), self.timings_json());
            }
        }
        let out = &mut *self.streams.out;
        let answer = visible_json(&format!("{answer:#}"));
        let _ = writeln!(out, "{answer}").and_then(|()| out.flush());
    }

    fn timings_json(&self) -> Value {
        let all = self.timings.iter().map(|(what, timings)| {
            let stages = timings.iter().map(|(stage, took)| {
                let milliseconds = took.as_secs_f64() * 1e3;
                (stage.to_owned(), json!(milliseconds))
            });
            json!({"of": what, "milliseconds": stages.collect::<Map<_, _>>()})
        });
        all.collect()
    }

    /// Prints problems, unless the answer is JSON, which contains them.
    pub(crate) fn problems(&mut self, problems: &Problems) {
        if !self.json {
            self.wrong(&format!("{problems}\n"));
        }
    }

    /// Prints help, in any format.
    pub(crate) fn help(&mut self, text: &str) {
        let text = printable(self.streams.look.out_colour, text);
        let out = &mut *self.streams.out;
        let _ = write!(out, "{text}").and_then(|()| out.flush());
    }

    /// Prints an error about the arguments, which already has its styles.
    pub(crate) fn usage(&mut self, text: &str) {
        let text = printable(self.streams.look.err_colour, text);
        let _ = write!(self.streams.err, "{text}");
    }

    /// Prints text in the format of problems.
    pub(crate) fn wrong(&mut self, text: &str) {
        // If stderr cannot be written either, the error is lost.
        let _ = self.streams.out.flush();
        let colour = self.streams.look.err_colour;
        let painted = printable(colour, &painted(colour, text));
        let _ = write!(self.streams.err, "{painted}");
    }
}

/// Problems in the printed form, coloured if enabled.
fn painted(colour: bool, text: &str) -> String {
    if !colour {
        return text.to_owned();
    }
    let mut painted = String::new();
    for line in text.split_inclusive('\n') {
        let styles = [
            ("error:", RED.bold()),
            ("  help:", CYAN.bold()),
            ("  -->", DIM),
        ];
        let found = styles.iter().find(|(start, _)| line.starts_with(start));
        match found.and_then(|(start, style)| Some((start, style, line.strip_prefix(start)?))) {
            Some((start, style, rest)) => painted += &(paint(true, *style, start) + rest),
            None => painted += line,
        }
    }
    painted
}

/// The shape of a problem in JSON. Unknown fields are left out.
fn problem_json(problem: &Problem) -> Value {
    let file = problem.file.as_ref().map(|file| file.display().to_string());
    let fields = [
        ("message", Some(json!(problem.message))),
        ("file", file.map(Value::from)),
        ("line", problem.line.map(Value::from)),
        ("column", problem.column.map(Value::from)),
        ("path", problem.pointer.clone().map(Value::from)),
        ("shape", problem.shape.clone().map(Value::from)),
        ("help", problem.help.clone().map(Value::from)),
    ];
    let known = fields.into_iter().filter_map(|(key, value)| {
        let value = value?;
        Some((key.to_owned(), value))
    });
    Value::Object(known.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: nothing but our own styles gets through to a terminal.
    #[test]
    fn only_our_own_styles_are_escape_sequences() {
        let red = paint(true, RED, "red \u{1b}[2J");
        let shown = "\u{1b}[31mred \\u{1b}[2J\u{1b}[0m";
        assert_eq!(printable(true, &red), shown);
        for text in ["\u{fdd0}", "\u{fdd0}]0;title", "\u{fdd0}[2J", "\u{fdd0}["] {
            let escaped = text.replace('\u{fdd0}', "\\u{fdd0}");
            assert_eq!(printable(true, text), escaped);
        }
        assert_eq!(printable(false, "\u{fdd0}[31m"), "\\u{fdd0}[31m");
    }
}
