//! Reading of sources: files, directories and strings.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::locate::SourceText;
use crate::diagnostic::{Problem, Problems};
use crate::suggest;

/// The source of a model, or of a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file. A directory is read as [`Dir`](Self::Dir).
    File(PathBuf),
    /// All `*.json` files below a directory, in the order of their paths.
    Dir(PathBuf),
    /// A string.
    Text {
        /// The name in messages.
        name: String,
        /// Smithy JSON AST.
        text: String,
    },
}

impl<P: AsRef<Path>> From<P> for Source {
    fn from(path: P) -> Self {
        Source::File(path.as_ref().to_owned())
    }
}

/// The content that was read, and the paths to watch for changes.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    pub(crate) texts: Vec<SourceText>,
    pub(crate) watched: Vec<PathBuf>,
}

/// Reads all sources. A file named twice is read once.
pub(crate) fn read(sources: &[Source]) -> (Texts, Problems) {
    let mut reader = Reader::default();
    if sources.is_empty() {
        let problem = Problem::new("no model is given")
            .with_help("pass a file or a directory of Smithy JSON, e.g. `model/batch.json`");
        reader.problems.push(problem);
    }
    for source in sources {
        match source {
            Source::File(path) if path.is_dir() => reader.dir(path),
            Source::File(path) => reader.file(path),
            Source::Dir(path) => reader.dir(path),
            Source::Text { name, text } => reader.texts.texts.push(SourceText {
                name: name.into(),
                text: text.clone(),
            }),
        }
    }
    (reader.texts, reader.problems)
}

#[derive(Default)]
struct Reader {
    texts: Texts,
    problems: Problems,
    /// The files that were read already, by their canonical paths.
    seen: HashSet<PathBuf>,
}

impl Reader {
    fn watch(&mut self, path: &Path) {
        if !self.texts.watched.iter().any(|known| known == path) {
            self.texts.watched.push(path.to_owned());
        }
    }

    fn is_new(&mut self, path: &Path) -> bool {
        // A path without a canonical form cannot be read either, which is reported.
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        self.seen.insert(real)
    }

    fn file(&mut self, path: &Path) {
        self.watch(path);
        if !self.is_new(path) {
            return;
        }
        match fs::read(path).map(String::from_utf8) {
            Ok(Ok(text)) => self.texts.texts.push(SourceText {
                name: path.to_owned(),
                text: without_mark(text),
            }),
            Ok(Err(error)) => self.problems.push(not_utf8(path, &error)),
            Err(error) => self.problems.push(unreadable(path, &error)),
        }
    }

    fn dir(&mut self, path: &Path) {
        self.watch(path);
        let before = self.texts.texts.len() + self.problems.len();
        let mut files = Vec::new();
        if let Err((place, error)) = collect(path, &mut files, &mut HashSet::new()) {
            self.problems.push(unreadable(&place, &error));
            return;
        }
        let (json, others): (Vec<PathBuf>, Vec<PathBuf>) = files
            .into_iter()
            .partition(|file| file.extension().is_some_and(|ext| ext == "json"));
        for file in &json {
            self.file(file);
        }
        if json.is_empty() && before == self.texts.texts.len() + self.problems.len() {
            self.problems.push(no_models(path, &others));
        }
    }
}

/// Collects all files below a directory, in the order of their paths.
fn collect(
    dir: &Path,
    files: &mut Vec<PathBuf>,
    seen: &mut HashSet<PathBuf>,
) -> Result<(), (PathBuf, io::Error)> {
    let blame = |error| (dir.to_owned(), error);
    // Links may lead in circles.
    if !seen.insert(fs::canonicalize(dir).map_err(blame)?) {
        return Ok(());
    }
    let entries = fs::read_dir(dir).map_err(blame)?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(blame)?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, files, seen)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// Some editors write a byte order mark.
fn without_mark(text: String) -> String {
    match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Problem {
    let what = match error.kind() {
        io::ErrorKind::NotFound => "does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "cannot be read: permission denied".to_owned(),
        _ => format!("cannot be read: {error}"),
    };
    let problem = Problem::new(format!("`{}` {what}", path.display())).in_file(path);
    match neighbours(path) {
        Some(help) if error.kind() == io::ErrorKind::NotFound => problem.with_help(help),
        _ => problem,
    }
}

/// Finds a file with a similar name.
fn neighbours(path: &Path) -> Option<String> {
    let parent = match path.parent()? {
        empty if empty.as_os_str().is_empty() => Path::new("."),
        parent => parent,
    };
    let Ok(entries) = fs::read_dir(parent) else {
        let relative = path.is_relative().then(std::env::current_dir)?.ok()?;
        return Some(format!("the path is relative to {}", relative.display()));
    };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names.collect();
    names.sort();
    let wanted = path.file_name()?.to_str()?;
    let near = suggest::closest(wanted, names.iter().map(String::as_str), 3);
    let paths = near.iter().map(|name| {
        let path = path.with_file_name(name);
        path.display().to_string()
    });
    suggest::question(&paths.collect::<Vec<_>>())
}

fn not_utf8(path: &Path, error: &std::string::FromUtf8Error) -> Problem {
    let valid = error.utf8_error().valid_up_to();
    let bytes = error.as_bytes();
    let before = bytes.get(..valid).unwrap_or_default();
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let help = match bytes {
        [0x1f, 0x8b, ..] => "it looks like gzip; unpack it first",
        [b'P', b'K', ..] => "it looks like a zip or jar archive; unpack it first",
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "it looks like UTF-16; save it as UTF-8",
        _ => "Smithy JSON is UTF-8",
    };
    Problem::new(format!(
        "`{}` is not valid UTF-8: invalid sequence at byte {valid}",
        path.display()
    ))
    .in_file(path)
    .at_line(u32::try_from(line).unwrap_or(u32::MAX))
    .with_help(help)
}

fn no_models(path: &Path, others: &[PathBuf]) -> Problem {
    let problem = Problem::new(format!("`{}` contains no `*.json` file", path.display()));
    let idl = others
        .iter()
        .find(|file| file.extension().is_some_and(|ext| ext == "smithy"));
    match idl {
        Some(file) => problem.with_help(format!(
            "{} is Smithy IDL; convert it to JSON with `smithy ast`",
            file.display()
        )),
        None => problem,
    }
    .in_file(path)
}
