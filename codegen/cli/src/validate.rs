//! `cargo hammersmith validate`.

use std::path::Path;

use clap::ArgMatches;
use hammersmith_codegen::diagnostic::{Problem, Problems, visible};
use hammersmith_codegen::plan::page::Page;
use hammersmith_codegen::plan::shapes::Shapes;
use hammersmith_codegen::suggest;

use crate::document::{self, Nulls, ProblemKind};
use crate::ui::Ui;
use crate::{Failure, Outcome, subject};

/// The number of members that are searched for one with the same name.
const SEARCHED: usize = 20_000;

/// The number of problems with help.
const HELPED: usize = 100;

/// The maximum number of marked characters, which is more than are shown.
const MARKED: usize = 200;

/// The number of bytes that are searched to find a column.
const BLOCK: usize = 1024;

pub(crate) fn run(matches: &ArgMatches, ui: &mut Ui<'_, '_>) -> Result<Outcome, Failure> {
    let mut subject = subject::find(matches, Some("file"))?;
    let mut timings = std::mem::take(&mut subject.timings);
    let operation = subject.operation()?;
    let document = Document::read(subject.rest.as_deref(), ui, &operation.name)?;
    let found = timings.measure("check", || {
        document::check(&subject.plan, operation, Nulls::Unset, &document.text)
    });
    let shapes = Shapes::of(&subject.plan);
    let page = shapes.page(operation);
    let places = Places::of(&document.text);
    let problems = found.iter().enumerate().map(|(nth, found)| {
        let problem = document.problem(found, &places);
        // The help compares all names, which is slow.
        match (nth < HELPED).then(|| help(found, &page)).flatten() {
            Some(help) => problem.with_help(help),
            None => problem,
        }
    });
    let problems: Problems = problems.collect();
    ui.set("valid", problems.is_empty().into());
    if problems.is_empty() {
        let name = visible(&document.name);
        ui.note(format!("{name}: a valid input of {}", operation.name))?;
    }
    ui.timings(&subject.models, &timings)?;
    if problems.is_empty() {
        Ok(Outcome::Done)
    } else {
        Ok(Outcome::Invalid(problems))
    }
}

/// The text to check, and its name in messages.
struct Document {
    name: String,
    text: String,
}

impl Document {
    fn read(path: Option<&str>, ui: &mut Ui<'_, '_>, operation: &str) -> Result<Self, Problems> {
        let Some(path) = path else {
            let problem = Problem::new("no input file is given").with_help(format!(
                "pass a file with the input of {operation}, or `-` for standard input"
            ));
            return Err(problem.into());
        };
        let mut bytes = Vec::new();
        let (name, read) = match path {
            "-" => (
                "<stdin>",
                ui.streams.input.read_to_end(&mut bytes).map(drop),
            ),
            path => (path, std::fs::read(path).map(|read| bytes = read)),
        };
        if let Err(error) = read {
            return Err(unreadable(name, &error).into());
        }
        let mark = "\u{feff}".as_bytes();
        if bytes.starts_with(mark) {
            bytes.drain(..mark.len());
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self {
                name: name.to_owned(),
                text,
            }),
            Err(error) => Err(not_text(name, &error).into()),
        }
    }

    /// A problem with its location in the text.
    fn problem(&self, found: &document::Problem, places: &Places<'_>) -> Problem {
        let mut problem = Problem::new(found.to_string()).in_file(&self.name);
        if found.kind != ProblemKind::Empty {
            let (line, column, parts) = places.place(found.span.start);
            let marked = self.text.get(found.span.clone()).unwrap_or_default();
            let marked = marked.chars().take_while(|c| !matches!(c, '\r' | '\n'));
            problem = problem.between(line, column, parts, marked.take(MARKED).count());
        }
        if !found.path.is_empty() {
            problem.pointer = Some(found.path.clone());
        }
        problem
    }
}

/// The lines and columns of bytes of a text, found without searching the text for each.
struct Places<'t> {
    text: &'t str,
    /// The first byte of each line.
    lines: Vec<usize>,
    /// The number of characters before each block.
    characters: Vec<usize>,
}

impl<'t> Places<'t> {
    fn of(text: &'t str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let blocks = text.as_bytes().chunks(BLOCK);
        let characters = blocks.scan(0, |count, block| {
            let before = *count;
            *count += starts(block);
            Some(before)
        });
        Self {
            text,
            lines: [0]
                .into_iter()
                .chain(breaks.map(|(at, _)| at + 1))
                .collect(),
            characters: characters.collect(),
        }
    }

    /// The line and column of a byte, both from 1, and the line up to there and from there.
    fn place(&self, byte: usize) -> (u32, u32, (&'t str, &'t str)) {
        let byte = self.text.floor_char_boundary(byte);
        let line = self.lines.partition_point(|start| *start <= byte);
        let start = self.lines.get(line.saturating_sub(1)).copied();
        let start = start.unwrap_or_default();
        let end = self
            .lines
            .get(line)
            .map_or(self.text.len(), |next| next - 1);
        let column = self.before(byte) - self.before(start) + 1;
        let before = self.text.get(start..byte).unwrap_or_default();
        let behind = self.text.get(byte..end).unwrap_or_default();
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        (number(line), number(column), (before, behind))
    }

    /// The number of characters before a byte.
    fn before(&self, byte: usize) -> usize {
        let block = byte / BLOCK;
        let rest = self.text.as_bytes().get(block * BLOCK..byte);
        let known = match self.characters.get(block) {
            Some(known) => *known,
            // The end of a text whose last block is full.
            None => return self.text.chars().count(),
        };
        known + starts(rest.unwrap_or_default())
    }
}

/// The number of characters that start in some bytes of UTF-8.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// The help for a problem.
fn help(found: &document::Problem, page: &Page<'_>) -> Option<String> {
    match &found.kind {
        ProblemKind::UnknownMember { known } => {
            let name = found.path.rsplit('.').next().unwrap_or_default();
            let near = suggest::closest(name, known.iter().map(String::as_str), 3);
            let help = suggest::question(&near);
            help.or_else(|| elsewhere(name, page))
                .or_else(|| meant(name, known))
        }
        ProblemKind::UnknownValue { found, known } => {
            let wanted = found.as_deref().unwrap_or_default();
            let listed = format!("the values are {}", subject::listed(known));
            let near = suggest::closest(wanted, known.iter().map(String::as_str), 3);
            Some(match suggest::question(&near) {
                Some(question) => format!("{question} {listed}"),
                None => listed,
            })
        }
        _ => None,
    }
}

/// Help with the paths of members of that name elsewhere in the input.
fn elsewhere(name: &str, page: &Page<'_>) -> Option<String> {
    let members = page.every_request_member().take(SEARCHED);
    let paths = members.filter(|member| member.name == name);
    let paths: Vec<String> = paths
        .map(|member| format!("`{}`", member.path))
        .take(3)
        .collect();
    (!paths.is_empty()).then(|| format!("members of this name are at {}", paths.join(", ")))
}

/// Help with similar names, or with all names.
fn meant(wanted: &str, known: &[String]) -> Option<String> {
    let near = suggest::closest(wanted, known.iter().map(String::as_str), 3);
    suggest::question(&near).or_else(|| match known {
        [] => Some("no members are allowed here".to_owned()),
        known => Some(format!("the members are {}", subject::listed(known))),
    })
}

fn unreadable(name: &str, error: &std::io::Error) -> Problem {
    let what = match error.kind() {
        std::io::ErrorKind::NotFound => "does not exist".to_owned(),
        std::io::ErrorKind::PermissionDenied => "cannot be read: permission denied".to_owned(),
        std::io::ErrorKind::IsADirectory => "is a directory".to_owned(),
        _ => format!("cannot be read: {error}"),
    };
    let problem = Problem::new(format!("`{name}` {what}"));
    let path = Path::new(name);
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let (Some(wanted), Ok(entries)) = (path.file_name(), parent.read_dir()) else {
        return problem;
    };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".json")).collect();
    names.sort();
    let wanted = wanted.to_string_lossy();
    let near = suggest::closest(&wanted, names.iter().map(String::as_str), 3);
    let near = near
        .iter()
        .map(|name| path.with_file_name(name).display().to_string());
    match suggest::question(&near.collect::<Vec<_>>()) {
        Some(question) if error.kind() == std::io::ErrorKind::NotFound => {
            problem.with_help(question)
        }
        _ => problem,
    }
}

fn not_text(name: &str, error: &std::string::FromUtf8Error) -> Problem {
    let valid = error.utf8_error().valid_up_to();
    let before = error.as_bytes().get(..valid).unwrap_or_default();
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    Problem::new(format!(
        "`{name}` is not valid UTF-8: invalid sequence at byte {valid}"
    ))
    .in_file(name)
    .at_line(u32::try_from(line).unwrap_or(u32::MAX))
    .with_help("JSON is UTF-8")
}
