//! `hammersmith.toml`.

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use hammersmith_codegen::config::{OptionValue, unknown_option};
use hammersmith_codegen::diagnostic::{Problem, Problems};
use hammersmith_codegen::suggest;
use hammersmith_codegen::{Config, Layout, Package};
use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::job::{Job, Place};

/// The name of the file.
pub(crate) const NAME: &str = "hammersmith.toml";

/// The keys of an output in addition to those of [`Config`].
const KEYS: [&str; 3] = ["out", "layout", "package"];

/// Finds the file in the current directory or the nearest one above it. Its path is relative, to
/// keep messages short.
pub(crate) fn find() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let mut way = PathBuf::new();
    for folder in here.ancestors() {
        if folder.join(NAME).is_file() {
            return Some(way.join(NAME));
        }
        way.push("..");
    }
    None
}

/// Reads the outputs of a file. Paths in it are relative to the file.
pub(crate) fn read(path: &Path) -> Result<Vec<Job>, Problems> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        let path = path.display();
        Problem::new(match error.kind() {
            std::io::ErrorKind::NotFound => format!("`{path}` does not exist"),
            _ => format!("cannot read `{path}`: {error}"),
        })
    })?;
    parse(path, &text)
}

fn parse(path: &Path, text: &str) -> Result<Vec<Job>, Problems> {
    let mut reader = Reader {
        path,
        breaks: text.match_indices('\n').map(|(at, _)| at).collect(),
        strings: HashMap::new(),
        problems: Problems::new(),
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = error.span().unwrap_or_default();
        reader.report(Problem::new(error.message().trim_end()), at);
    }
    if !reader.problems.is_empty() {
        return Err(reader.problems);
    }
    let mut jobs = Vec::new();
    for (key, value) in table.get_ref() {
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("generate", DeValue::Table(table)) => jobs.push(reader.job(table, key.span())),
            ("generate", DeValue::Array(array)) => {
                for entry in array.iter() {
                    match entry.get_ref() {
                        DeValue::Table(table) => jobs.push(reader.job(table, entry.span())),
                        other => reader.wrong_type("generate", "a table", other, entry.span()),
                    }
                }
            }
            ("generate", other) => reader.wrong_type("generate", "a table", other, value.span()),
            (other, _) => reader.report(unknown_option(other, ["generate"]), key.span()),
        }
    }
    if jobs.is_empty() && reader.problems.is_empty() {
        let problem = Problem::new("no outputs are defined")
            .with_help("add a `[[generate]]` table with `model` and `out`");
        reader.report(problem, 0..0);
    }
    // Tables are sorted by key, but problems are listed in the order of the file.
    let mut problems: Vec<Problem> = reader.problems.into_iter().collect();
    problems.sort_by_key(|problem| problem.line);
    Problems::from_iter(problems).into_result(jobs)
}

struct Reader<'t> {
    path: &'t Path,
    /// Where lines end.
    breaks: Vec<usize>,
    /// The strings of the output that is read, each with its line.
    strings: HashMap<String, u32>,
    problems: Problems,
}

impl Reader<'_> {
    fn job(&mut self, table: &DeTable<'_>, at: Range<usize>) -> Job {
        let mut job = Job::default();
        let before = self.problems.len();
        for (key, value) in table {
            self.entry(&mut job, key, value);
        }
        // A missing key may be a misspelled one, which is already reported.
        if before == self.problems.len() {
            for key in ["model", "out"] {
                if !table.contains_key(key) {
                    let problem = Problem::new(format!("this output is missing `{key}`"));
                    self.report(problem, at.clone());
                }
            }
        }
        let folder = self.path.parent().unwrap_or(Path::new(""));
        job.config.resolve(folder);
        job.out = job.out.map(|out| folder.join(out));
        if let (Some(out), Some(value)) = (&job.out, table.get("out")) {
            self.remember(&out.display().to_string(), value.span());
        }
        job.place = Some(Place {
            file: self.path.to_owned(),
            line: self.line(at.start),
            strings: std::mem::take(&mut self.strings),
        });
        job
    }

    fn entry(
        &mut self,
        job: &mut Job,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
    ) {
        let name = key.get_ref().as_ref();
        match (name, value.get_ref()) {
            ("out", DeValue::String(out)) if !out.is_empty() => {
                job.out = Some(PathBuf::from(out.as_ref()));
            }
            ("out", DeValue::String(_)) => {
                self.report(Problem::new("`out` is empty"), value.span());
            }
            ("layout", DeValue::String(word)) => match Layout::from_word(word) {
                Some(layout) => job.layout = Some(layout),
                None => self.report(unknown_layout(word), value.span()),
            },
            ("out" | "layout", other) => self.wrong_type(name, "a string", other, value.span()),
            ("package", DeValue::Table(table)) => {
                let mut package = Package::default();
                for (key, value) in table {
                    let name = key.get_ref().as_ref();
                    let set = |value| package.set(name, value);
                    self.set(key.span(), name, &Package::KEYS, value, set);
                }
                job.config.package = Some(package);
            }
            ("package", other) => self.wrong_type(name, "a table", other, value.span()),
            _ => {
                let known: Vec<&str> = Config::KEYS.into_iter().chain(KEYS).collect();
                let set = |value| job.config.set(name, value);
                self.set(key.span(), name, &known, value, set);
            }
        }
    }

    /// Sets an option, or reports a problem: at the key if the option is unknown, and at the value
    /// otherwise.
    fn set(
        &mut self,
        key_at: Range<usize>,
        key: &str,
        known: &[&str],
        value: &Spanned<DeValue<'_>>,
        set: impl FnOnce(OptionValue) -> Result<(), Problems>,
    ) {
        if !known.contains(&key) {
            return self.report(unknown_option(key, known.iter().copied()), key_at);
        }
        let Some(option) = self.option_value(key, value) else {
            return;
        };
        for problem in set(option).err().unwrap_or_default() {
            self.report(problem, value.span());
        }
    }

    fn option_value(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<OptionValue> {
        match value.get_ref() {
            data @ (DeValue::Table(_) | DeValue::Array(_)) if Config::NESTED.contains(&key) => {
                let data = self.data(key, data, value.span())?;
                Some(OptionValue::Data(data))
            }
            DeValue::String(text) => {
                self.remember(text, value.span());
                Some(OptionValue::Text(text.as_ref().to_owned()))
            }
            DeValue::Array(array) => {
                let before = self.problems.len();
                let mut list = Vec::new();
                for entry in array.iter() {
                    match entry.get_ref() {
                        DeValue::String(text) => {
                            self.remember(text, entry.span());
                            list.push(text.as_ref().to_owned());
                        }
                        other => self.wrong_type(key, "a string", other, entry.span()),
                    }
                }
                (before == self.problems.len()).then_some(OptionValue::List(list))
            }
            DeValue::Table(table) if key == "rename" => {
                let before = self.problems.len();
                let mut pairs = Vec::new();
                for (id, name) in table {
                    self.remember(id.get_ref(), id.span());
                    match name.get_ref() {
                        DeValue::String(text) => {
                            pairs.push((id.get_ref().to_string(), text.as_ref().to_owned()));
                        }
                        other => self.wrong_type(id.get_ref(), "a string", other, name.span()),
                    }
                }
                (before == self.problems.len()).then_some(OptionValue::Table(pairs))
            }
            other => {
                let wanted = if key == "rename" || Config::NESTED.contains(&key) {
                    "a table"
                } else {
                    "a string"
                };
                self.wrong_type(key, wanted, other, value.span());
                None
            }
        }
    }

    /// Nested data, as JSON. `None` if it has a value that JSON does not have.
    fn data(&mut self, key: &str, value: &DeValue<'_>, at: Range<usize>) -> Option<Value> {
        Some(match value {
            DeValue::String(text) => text.as_ref().into(),
            DeValue::Boolean(flag) => (*flag).into(),
            DeValue::Integer(number) => {
                let digits = i64::from_str_radix(number.as_str(), number.radix());
                match digits {
                    Ok(number) => number.into(),
                    Err(_) => {
                        self.report(Problem::new(format!("`{key}` has a number too large")), at);
                        return None;
                    }
                }
            }
            DeValue::Array(items) => {
                let items = items.iter();
                let items: Vec<_> = items
                    .map(|item| self.data(key, item.get_ref(), item.span()))
                    .collect();
                items.into_iter().collect::<Option<Vec<_>>>()?.into()
            }
            DeValue::Table(entries) => {
                let entries = entries.iter();
                let entries: Vec<_> = entries
                    .map(|(name, value)| {
                        let name = name.get_ref().as_ref();
                        let value = self.data(name, value.get_ref(), value.span())?;
                        Some((name.to_owned(), value))
                    })
                    .collect();
                let entries: Option<Map<_, _>> = entries.into_iter().collect();
                Value::Object(entries?)
            }
            DeValue::Float(_) | DeValue::Datetime(_) => {
                self.wrong_type(key, "a string, an integer or a boolean", value, at);
                return None;
            }
        })
    }

    fn wrong_type(&mut self, key: &str, wanted: &str, found: &DeValue<'_>, at: Range<usize>) {
        let found = match found {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "a boolean",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let problem = Problem::new(format!("`{key}` takes {wanted}, not {found}"));
        self.report(problem, at);
    }

    fn report(&mut self, problem: Problem, at: Range<usize>) {
        let line = self.line(at.start);
        self.problems.push(problem.in_file(self.path).at_line(line));
    }

    /// Keeps the line of a string, for problems that turn up later.
    fn remember(&mut self, string: &str, at: Range<usize>) {
        let line = self.line(at.start);
        self.strings.entry(string.to_owned()).or_insert(line);
    }

    /// The line of a byte, counted from 1.
    fn line(&self, byte: usize) -> u32 {
        let breaks = self.breaks.partition_point(|at| *at < byte);
        u32::try_from(breaks + 1).unwrap_or(u32::MAX)
    }
}

fn unknown_layout(word: &str) -> Problem {
    let near = suggest::closest(word, Layout::WORDS, 1);
    let help = suggest::question(&near).unwrap_or_else(|| "use `crate` or `file`".to_owned());
    Problem::new(format!("invalid value `{word}` for `layout`")).with_help(help)
}
