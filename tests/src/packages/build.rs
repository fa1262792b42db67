//! Compiles files of tests, leaves out what does not compile, and runs the rest.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::extract::{Line, Target};
use super::fetch::Package;
use super::{Outcome, PACKAGE};
use crate::protocol::outcome;
use crate::workspace::Workspace;

/// The most attempts to compile: the compiler looks at types only once all names are known.
const ROUNDS: usize = 8;

/// The time that one file of tests has to run.
const LIMIT: Duration = Duration::from_secs(600);

/// Compiles and runs tests: the outcomes by file and name.
pub(super) fn run(
    targets: &mut [Target],
    package: &Package,
    workspace: &Workspace,
) -> Result<BTreeMap<(String, String), Outcome>, String> {
    let mut sources = Sources::new(package);
    let mut programs = BTreeMap::new();
    for _ in 0..ROUNDS {
        write(targets)?;
        let compiled = compile(workspace)?;
        programs = compiled.programs;
        let errors = compiled.errors.into_iter();
        let errors: Vec<_> = errors
            .filter(|it| !programs.contains_key(&it.target))
            .collect();
        if errors.is_empty() {
            break;
        }
        for target in targets.iter_mut() {
            let own = errors.iter().filter(|it| it.target == target.name);
            leave_out(target, &own.collect::<Vec<_>>(), &mut sources);
        }
    }
    let mut tests = BTreeMap::new();
    for target in targets.iter() {
        let folder = workspace.folder().join("tests");
        let program = programs.get(&target.name);
        let ran = program
            .map(|program| execute(program, &folder))
            .transpose()?;
        let ran = ran.unwrap_or_default();
        for line in &target.lines {
            for test in &line.tests {
                let key = (target.name.clone(), test.clone());
                tests.insert(key, outcome(line, test, &ran, program.is_some()));
            }
        }
    }
    Ok(tests)
}

/// The outcome of a test that stands in this line.
fn outcome(
    line: &Line,
    test: &str,
    ran: &BTreeMap<String, Option<String>>,
    is_compiled: bool,
) -> Outcome {
    match (&line.left_out, ran.get(test)) {
        (Some(reason), _) if line.is_private => Outcome::CannotRun(reason.clone()),
        (Some(reason), _) => Outcome::Failed(format!("does not compile: {reason}")),
        (None, Some(None)) => Outcome::Passed,
        (None, Some(Some(reason))) if line.text.contains("[ignore") => {
            Outcome::CannotRun(format!("ignored by the official package: {reason}"))
        }
        (None, Some(Some(reason))) => Outcome::Failed(reason.clone()),
        (None, None) if is_compiled => {
            Outcome::CannotRun("did not run: its `cfg` is off, or the program ended".to_owned())
        }
        (None, None) => Outcome::Failed("does not compile".to_owned()),
    }
}

/// Writes the files, without what is left out. Lines of the file stay.
fn write(targets: &[Target]) -> Result<(), String> {
    for target in targets {
        let mut text = String::new();
        for line in &target.lines {
            match &line.left_out {
                None => text.push_str(&line.text),
                Some(_) => text.extend(line.text.matches('\n')),
            }
            text.push('\n');
        }
        if fs::read_to_string(&target.path).ok().as_deref() != Some(&text) {
            fs::write(&target.path, text).map_err(|error| error.to_string())?;
        }
    }
    Ok(())
}

/// An error of the compiler.
#[derive(Debug)]
struct CompileError {
    target: String,
    message: String,
    /// The line in the file of tests, if it has to do with one.
    line: Option<usize>,
}

/// The result of compiling.
#[derive(Debug, Default)]
struct Compiled {
    programs: BTreeMap<String, PathBuf>,
    errors: Vec<CompileError>,
}

fn compile(workspace: &Workspace) -> Result<Compiled, String> {
    let arguments = [
        "build",
        "--tests",
        "--keep-going",
        "--message-format=json",
        "--package",
    ];
    let output = workspace.cargo(&[&arguments[..], &[PACKAGE]].concat());
    let mut compiled = Compiled::default();
    let printed = String::from_utf8_lossy(&output.stdout);
    for line in printed.lines() {
        let Ok(message) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        let target = message["target"]["name"].as_str().unwrap_or_default();
        let is_ours = message["package_id"]
            .as_str()
            .is_some_and(|it| it.contains(PACKAGE));
        if let Some(program) = message["executable"].as_str() {
            compiled
                .programs
                .insert(target.to_owned(), PathBuf::from(program));
        } else if message["message"]["level"] == "error" {
            let error = error(target, &message["message"]);
            if !is_ours {
                return Err(format!("{}: {}", target, message["message"]["rendered"]));
            }
            compiled.errors.extend(error);
        }
    }
    if compiled.programs.is_empty() && compiled.errors.is_empty() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Ok(compiled)
}

/// An error, unless it only counts others.
fn error(target: &str, message: &Value) -> Option<CompileError> {
    let spans = message["spans"].as_array()?;
    let text = message["message"].as_str()?;
    if spans.is_empty() && text.starts_with("aborting") {
        return None;
    }
    let mut labels = spans.iter().filter_map(|span| span["label"].as_str());
    let label = labels.next_back().map(|label| format!(" ({label})"));
    let primary = spans.iter().filter(|span| span["is_primary"] == true);
    let line = primary.filter_map(|span| line_of(span, target)).next();
    Some(CompileError {
        target: target.to_owned(),
        message: format!("{text}{}", label.unwrap_or_default()),
        line,
    })
}

/// The line of a span in the file of tests; of a macro, the line that calls it.
fn line_of(span: &Value, target: &str) -> Option<usize> {
    let file = span["file_name"].as_str()?;
    if Path::new(file).ends_with(format!("tests/{target}.rs")) {
        let line = span["line_start"].as_u64()?;
        return usize::try_from(line).ok();
    }
    line_of(span["expansion"].get("span")?, target)
}

/// Leaves out the lines that errors stand in; all of the file if one stands nowhere.
fn leave_out(target: &mut Target, errors: &[&CompileError], sources: &mut Sources) {
    let mut lines: Vec<usize> = Vec::new();
    for (index, line) in target.lines.iter().enumerate() {
        lines.extend(std::iter::repeat_n(
            index,
            line.text.matches('\n').count() + 1,
        ));
    }
    for error in errors {
        let named = names(&error.message);
        // What has been left out already is the reason, if it has the name.
        let left_out = target.lines.iter().find(|line| {
            let has = |name: &&str| words(&line.text).any(|word| word == *name);
            line.left_out.is_some() && !line.is_private && named.iter().any(has)
        });
        let (reason, is_private) = match left_out.and_then(|line| line.left_out.clone()) {
            Some(reason) => (reason, false),
            None => {
                let private = named.iter().find(|name| sources.is_private(name));
                let reason = match private {
                    Some(name) => format!("`{name}` is private"),
                    None => error.message.clone(),
                };
                (reason, private.is_some())
            }
        };
        let line = error.line.and_then(|line| lines.get(line.checked_sub(1)?));
        match line.map(|&line| &mut target.lines[line]) {
            Some(line) if !line.is_frame => line.leave_out(reason, is_private),
            _ => {
                for line in target.lines.iter_mut().filter(|line| !line.is_frame) {
                    line.leave_out(reason.clone(), is_private);
                }
            }
        }
    }
}

/// The last segments of the names in a message, which stand in backticks.
fn names(message: &str) -> Vec<&str> {
    let quoted = message.split('`').skip(1).step_by(2);
    let last = quoted.map(|name| name.rsplit("::").next().unwrap_or(name));
    last.filter(|name| !name.is_empty()).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
}

/// The sources of the official crate.
#[derive(Debug)]
struct Sources {
    folder: PathBuf,
    text: Option<String>,
}

impl Sources {
    fn new(package: &Package) -> Self {
        Self {
            folder: package.folder.join("src"),
            text: None,
        }
    }

    /// True if the official crate has an item of that name, and none that is public.
    fn is_private(&mut self, name: &str) -> bool {
        let text = self.text.get_or_insert_with(|| read(&self.folder));
        let kinds = ["fn", "struct", "enum", "trait", "const", "mod"];
        let mut declared = false;
        for kind in kinds {
            for (at, found) in text.match_indices(&format!("{kind} {name}")) {
                let rest = &text[at + found.len()..];
                let is_whole = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
                let before = text[..at]
                    .trim_end_matches("async ")
                    .trim_end_matches("const ");
                if is_whole && before.ends_with("pub ") {
                    return false;
                }
                declared |= is_whole;
            }
        }
        declared
    }
}

fn read(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            text.push_str(&read(&path));
        } else {
            text.push_str(&fs::read_to_string(path).unwrap_or_default());
        }
    }
    text
}

/// Runs a program of tests: each test with the reason why it did not pass, if it did not.
fn execute(program: &Path, folder: &Path) -> Result<BTreeMap<String, Option<String>>, String> {
    let printed = program.with_extension("out");
    let out = File::create(&printed).map_err(|error| error.to_string())?;
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("AWS_") {
            command.env_remove(name);
        }
    }
    let child = command
        .args(["--format", "pretty"])
        .current_dir(folder)
        .env("CARGO_MANIFEST_DIR", folder)
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(Stdio::null())
        .spawn();
    let mut child = child.map_err(|error| format!("{}: {error}", program.display()))?;
    let started = Instant::now();
    while child
        .try_wait()
        .map_err(|error| error.to_string())?
        .is_none()
    {
        if started.elapsed() > LIMIT {
            let _ = child.kill();
            let _ = child.wait();
            break;
        }
        thread::sleep(Duration::from_millis(50));
    }
    let printed = fs::read(&printed).map_err(|error| error.to_string())?;
    Ok(outcome::read(&String::from_utf8_lossy(&printed)))
}
