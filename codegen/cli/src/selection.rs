//! The outputs that a command works on, from `hammersmith.toml` and from flags.

use std::path::{Component, Path, PathBuf};

use clap::ArgMatches;
use clap::parser::ValueSource;
use hammersmith_codegen::config::OptionValue;
use hammersmith_codegen::diagnostic::{Problem, Problems};
use hammersmith_codegen::suggest;
use hammersmith_codegen::{Config, Layout};

use crate::Failure;
use crate::file;
use crate::job::Job;

/// The flags for the package, with the names of its options.
const PACKAGE: [(&str, &str); 3] = [
    ("name", "name"),
    ("package-version", "version"),
    ("runtime-path", "runtime-path"),
];

/// The outputs that the command works on.
pub(crate) fn jobs(matches: &ArgMatches) -> Result<Vec<Job>, Failure> {
    if is_given(matches, "model") {
        if let Some(output) = texts(matches, "output").first() {
            let problem = Problem::new(format!(
                "`{output}` is an output of `{}`, which is ignored with `--model`",
                file::NAME
            ));
            return Err(problem
                .with_help("use `--out` for the path to write to")
                .into());
        }
        let mut job = Job::default();
        override_with_flags(&mut job, matches)?;
        return Ok(vec![job]);
    }
    let mut jobs = from_file(matches, "`--model model/batch.json`")?;
    unique(&jobs)?;
    let wanted = texts(matches, "output");
    if !wanted.is_empty() {
        jobs = chosen(jobs, &wanted)?;
    }
    match jobs.as_mut_slice() {
        [job] => override_with_flags(job, matches)?,
        several => {
            if let Some(flag) = overriding(matches) {
                let problem = Problem::new(format!(
                    "`--{flag}` applies to one output, but {} are selected",
                    several.len()
                ));
                let help = format!("choose one: {}", outs(several));
                return Err(problem.with_help(help).into());
            }
        }
    }
    Ok(jobs)
}

/// The outputs of `--config` or of the nearest `hammersmith.toml`. If the file is missing, the help
/// shows `example`.
pub(crate) fn from_file(matches: &ArgMatches, example: &str) -> Result<Vec<Job>, Failure> {
    if let Some(path) = matches.get_one::<String>("config") {
        return Ok(file::read(Path::new(path))?);
    }
    let Some(path) = file::find() else {
        let problem = Problem::new(format!(
            "no model is given, and no `{}` was found in this directory or above",
            file::NAME
        ));
        return Err(problem
            .with_help(format!(
                "pass a model, e.g. {example}, or write a `{}`: `cargo hammersmith generate \
                 --help` shows one",
                file::NAME
            ))
            .into());
    };
    Ok(file::read(&path)?)
}

/// Two outputs with the same path would remove each other's files.
fn unique(jobs: &[Job]) -> Result<(), Problems> {
    let mut problems = Problems::new();
    for (at, job) in jobs.iter().enumerate() {
        let before = jobs.iter().take(at);
        let Some(out) = &job.out else { continue };
        let is_same = |other: &Job| {
            let other = other.out.as_deref();
            other.is_some_and(|other| plain(other) == plain(out))
        };
        if before.into_iter().any(is_same) {
            let problem = Problem::new(format!("duplicate output `{}`", out.display()));
            problems.push(job.placed(problem));
        }
    }
    problems.into_result(())
}

/// The jobs of the named outputs.
fn chosen(jobs: Vec<Job>, wanted: &[String]) -> Result<Vec<Job>, Problems> {
    let mut problems = Problems::new();
    let matches = |job: &Job, wanted: &str| {
        let out = job.out.as_deref();
        out.is_some_and(|out| plain(out) == plain(Path::new(wanted)))
    };
    for wanted in wanted {
        if !jobs.iter().any(|job| matches(job, wanted)) {
            let problem = Problem::new(format!("unknown output `{wanted}`"));
            let names: Vec<String> = jobs.iter().filter_map(shown).collect();
            let near = suggest::closest(wanted, names.iter().map(String::as_str), 1);
            let help = suggest::question(&near)
                .unwrap_or_else(|| format!("the outputs are {}", outs(&jobs)));
            problems.push(problem.with_help(help));
        }
    }
    let is_wanted = |job: &Job| wanted.iter().any(|wanted| matches(job, wanted));
    problems.into_result(jobs.into_iter().filter(is_wanted).collect())
}

/// A path without `.` components.
fn plain(path: &Path) -> PathBuf {
    let parts = path.components();
    parts.filter(|part| *part != Component::CurDir).collect()
}

fn shown(job: &Job) -> Option<String> {
    job.out.as_ref().map(|out| out.display().to_string())
}

pub(crate) fn outs(jobs: &[Job]) -> String {
    let names = jobs.iter().filter_map(shown);
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// The first flag that overrides an option of an output.
fn overriding(matches: &ArgMatches) -> Option<&'static str> {
    let package = PACKAGE.iter().map(|(flag, _)| *flag);
    let all = Config::KEYS.into_iter().chain(["out", "layout"]);
    all.chain(package).find(|flag| is_given(matches, flag))
}

fn override_with_flags(job: &mut Job, matches: &ArgMatches) -> Result<(), Problems> {
    let mut problems = Problems::new();
    for key in Config::KEYS {
        if is_given(matches, key) {
            let set = job.config.set(key, value(matches, key));
            problems.extend(set.err().unwrap_or_default());
        }
    }
    for (flag, key) in PACKAGE {
        if is_given(matches, flag) {
            let package = job.config.package.get_or_insert_default();
            let set = package.set(key, value(matches, flag));
            problems.extend(set.err().unwrap_or_default());
        }
    }
    if is_given(matches, "out") {
        job.out = texts(matches, "out").pop().map(PathBuf::from);
    }
    if is_given(matches, "layout") {
        // The parser accepts no other values.
        job.layout = texts(matches, "layout")
            .pop()
            .as_deref()
            .and_then(Layout::from_word);
    }
    problems.into_result(())
}

/// True if the command has this flag and it was given.
fn is_given(matches: &ArgMatches, flag: &str) -> bool {
    matches.try_contains_id(flag).unwrap_or(false)
        && matches.value_source(flag) == Some(ValueSource::CommandLine)
}

fn texts(matches: &ArgMatches, flag: &str) -> Vec<String> {
    let values = matches.try_get_many::<String>(flag).ok().flatten();
    values
        .map(|values| values.cloned().collect())
        .unwrap_or_default()
}

fn value(matches: &ArgMatches, flag: &str) -> OptionValue {
    let mut texts = texts(matches, flag);
    match texts.pop() {
        Some(only) if texts.is_empty() => OptionValue::Text(only),
        Some(last) => {
            texts.push(last);
            OptionValue::List(texts)
        }
        None => OptionValue::List(texts),
    }
}

/// The arguments that selected the outputs, in the form in which they are typed.
pub(crate) fn as_given(matches: &ArgMatches) -> String {
    let mut line = String::new();
    let mut add = |word: &str| {
        line.push(' ');
        line.push_str(&quoted(word));
    };
    for output in texts(matches, "output") {
        add(&output);
    }
    let package = PACKAGE.iter().map(|(flag, _)| *flag);
    let flags = ["config"]
        .into_iter()
        .chain(Config::KEYS)
        .chain(["out", "layout"]);
    for flag in flags.chain(package).filter(|flag| is_given(matches, flag)) {
        let texts = texts(matches, flag);
        let values = match flag {
            "operations" | "resources" => vec![texts.join(",")],
            _ => texts,
        };
        for value in values {
            add(&format!("--{flag}"));
            add(&value);
        }
    }
    line
}

/// The word, quoted for a shell if necessary.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "_-./,:=+@".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}
