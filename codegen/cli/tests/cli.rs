//! Transcripts of the command in a directory of models.
//!
//! A transcript has commands, each behind a `$`, and below each what it printed to both streams and
//! its exit status where that is not 0. After a change that is meant, run with `UPDATE=1`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The stages that `--verbose` reports.
const STAGES: [&str; 7] = [
    "load", "select", "plan", "emit", "print", "compare", "write",
];

const COMMAND: &str = env!("CARGO_BIN_EXE_cargo-hammersmith");

/// Protects: what the commands do, and what they say about it.
#[test]
fn commands() {
    replay("commands");
}

/// Protects: the pages, skeletons and checks of operations, and what is said about wrong arguments
/// and inputs of theirs.
#[test]
fn operations() {
    replay("operations");
}

/// Protects: inputs as editors of all systems save them, and a clear message for those that are not
/// text.
#[test]
fn inputs_in_other_encodings() {
    let folder = sandbox("encodings");
    let args = ["validate", "depot.json", "PutParcel", "-"];
    let good = b"\xef\xbb\xbf{\r\n\"shelf\": \"a-1\",\r\n\"weight\": 1}\r\n";
    let (said, code) = run_with(&folder, &args, good);
    assert_eq!(said, "<stdin>: a valid input of PutParcel\n");
    assert_eq!(code, Some(0));
    let latin = b"{\n\"shelf\": \"gr\xfcn\"}";
    let (said, code) = run_with(&folder, &args, latin);
    let problem = "error: `<stdin>` is not valid UTF-8: invalid sequence at byte 14\n  \
         --> <stdin>:2\n  help: JSON is UTF-8\n\n1 problem found\n";
    assert_eq!(said, problem);
    assert_eq!(code, Some(2));
}

/// Protects: without a `hammersmith.toml` anywhere, commands say how to do without.
#[test]
fn there_may_be_no_file() {
    let folder = std::env::temp_dir();
    for args in [["skeleton", "shop", "Buy"], ["explain", "shop", "Buy"]] {
        let (said, code) = run(&folder, &args);
        let problem = "error: no model is given, and no `hammersmith.toml` was found in this directory\n       or above\n  \
             help: pass a model, e.g. `--model model/batch.json`, or write a\n        `hammersmith.toml`: `cargo hammersmith generate --help` shows one\n\n1 problem found\n";
        assert_eq!(said, problem);
        assert_eq!(code, Some(2));
    }
}

/// Protects: every kind of invalid input leads to clear messages, all at once, and to the status 2;
/// and none of them changes anything on the disk.
#[test]
fn wrong_input() {
    replay("wrong");
}

/// Protects: `cargo hammersmith list | head -1` ends quietly.
#[test]
fn nobody_reading_is_no_error() {
    let folder = sandbox("pipe");
    let mut command = Command::new(COMMAND);
    command.args(["model", "--model", "shop.json"]);
    command.current_dir(&folder).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

/// Protects: an output that cannot be written leaves all outputs as they were.
#[cfg(unix)]
#[test]
fn a_foreign_file_in_one_output_keeps_all_from_changing() {
    let folder = sandbox("all-or-none");
    fs::create_dir_all(folder.join("out")).unwrap();
    fs::write(folder.join("out/shelf.rs"), "// Mine.\n").unwrap();
    let before = files(&folder);
    let (said, code) = run(&folder, &["generate"]);
    let problem = "out/shelf.rs` exists and was not written by Hammersmith";
    assert!(said.contains(problem), "{said}");
    assert_eq!(code, Some(2));
    assert_eq!(files(&folder), before);
}

/// Protects: the file is found from directories below it, and its paths are relative to it.
#[test]
fn the_nearest_file_above_is_read() {
    let folder = sandbox("below");
    let deep = folder.join("a/b");
    fs::create_dir_all(&deep).unwrap();
    let (said, code) = run(&deep, &["generate", "../../out/buy"]);
    assert!(
        said.starts_with("../../out/buy: Buy of The Corner Shop from ../../shop.json\n"),
        "{said}"
    );
    assert_eq!(code, Some(0));
    assert!(folder.join("out/buy/src/lib.rs").is_file());
}

/// Protects: colours only where they are enabled; and that they are on the marks of an error, on
/// help and on diffs.
#[test]
fn colours_are_where_they_show() {
    let folder = sandbox("colours");
    let escapes = |args: &[&str], variables: &[(&str, &str)]| {
        let mut command = Command::new(COMMAND);
        command.args(args).current_dir(&folder);
        command
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .envs(variables.iter().copied());
        let output = command.output().unwrap();
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        said.contains("\u{1b}[")
    };
    let force = ("CLICOLOR_FORCE", "1");
    for args in [["check"].as_slice(), &["generate", "x"], &["--help"]] {
        assert!(escapes(args, &[force]), "{args:?}");
        assert!(!escapes(args, &[]), "{args:?} in a pipe");
        let both = [force, ("NO_COLOR", "1")];
        assert!(!escapes(args, &both), "{args:?} with NO_COLOR");
    }
    let json = ["check", "--format", "json"];
    assert!(!escapes(&json, &[force]), "machines want no colours");
}

/// Protects: every shell has a script, and each knows the commands and their flags.
#[test]
fn completions_know_the_commands() {
    let folder = sandbox("completions");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (script, code) = run(&folder, &["completions", shell]);
        assert_eq!(code, Some(0));
        for word in ["generate", "completions", "runtime-path", "quiet"] {
            assert!(script.contains(word), "{shell} knows {word}");
        }
    }
}

fn replay(name: &str) {
    let folder = sandbox(name);
    let golden = tests().join(format!("transcripts/{name}.txt"));
    let expected = fs::read_to_string(&golden).unwrap();
    let before = files(&folder);
    let mut found = String::new();
    for line in expected.lines() {
        let Some(command) = line.strip_prefix("$ ") else {
            continue;
        };
        let _ = writeln!(found, "$ {command}");
        found += &step(&folder, command, &before);
        found += "\n";
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&golden, &found).unwrap();
    }
    let known = fs::read_to_string(golden).unwrap();
    assert_eq!(found, known, "`UPDATE=1 cargo test` accepts the new output");
}

/// Executes a line of a transcript and returns its output.
fn step(folder: &Path, command: &str, before: &BTreeMap<PathBuf, String>) -> String {
    let words: Vec<&str> = command.split_whitespace().collect();
    match words.as_slice() {
        ["cargo", args @ .., "<", input] => {
            let input = fs::read(folder.join(input)).unwrap();
            shown(run_with(folder, args, &input))
        }
        ["cargo", args @ ..] => shown(run(folder, args)),
        ["write", path, ..] => {
            let (_, text) = command.split_once(path).unwrap();
            fs::write(folder.join(path), text.trim()).unwrap();
            String::new()
        }
        ["remove", path] => {
            fs::remove_file(folder.join(path)).unwrap();
            String::new()
        }
        ["show", path, start] => {
            let text = fs::read_to_string(folder.join(path)).unwrap();
            let lines = text.lines().filter(|line| line.starts_with(start));
            lines.map(|line| format!("{line}\n")).collect()
        }
        ["replace", path, ..] => {
            let path = folder.join(path);
            let (_, words) = command.split_once(".rs ").unwrap();
            let (old, new) = words.split_once(" => ").unwrap();
            let text = fs::read_to_string(&path).unwrap();
            fs::write(&path, text.replacen(old, new, 1)).unwrap();
            String::new()
        }
        ["unchanged"] => {
            assert_eq!(&files(folder), before);
            String::new()
        }
        _ => panic!("unknown command `{command}`"),
    }
}

/// The output of a command, and its exit status if it is not 0.
fn shown((said, code): (String, Option<i32>)) -> String {
    match code {
        Some(0) => said,
        Some(code) => format!("{said}[exit status {code}]\n"),
        None => format!("{said}[killed]\n"),
    }
}

/// Runs the command and returns its output and exit status.
fn run(folder: &Path, args: &[&str]) -> (String, Option<i32>) {
    run_with(folder, args, b"")
}

/// The same, with something to read.
fn run_with(folder: &Path, args: &[&str], input: &[u8]) -> (String, Option<i32>) {
    let mut command = Command::new(COMMAND);
    command.args(args).current_dir(folder);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    // Who does not read it closes its end.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let mut said = String::from_utf8(output.stdout).unwrap();
    let wrong = String::from_utf8(output.stderr).unwrap();
    for line in wrong.lines() {
        // Quoted code is not broken, so that it can be copied.
        let fits = line.chars().count() <= 80 || line.contains('`');
        assert!(fits, "wider than a terminal: {line}");
    }
    said += &wrong;
    (stable(&said), output.status.code())
}

/// Removes durations, amounts of code, and the context of changes.
fn stable(said: &str) -> String {
    let mut text = String::new();
    let mut in_diff = false;
    for line in said.lines() {
        in_diff = line.starts_with("@@ ") || (in_diff && line.starts_with([' ', '+', '-']));
        match line.chars().next() {
            Some(' ' | '@') if in_diff => continue,
            _ => {}
        }
        let is_time = line.starts_with("  ") && line.ends_with(" ms");
        let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        let is_count = |front: &str| ["\"lines\"", "\"files\""].contains(&front.trim());
        let is_stage = |front: &str| STAGES.iter().any(|s| front.trim() == format!("\"{s}\""));
        match line.split_once(": ") {
            Some((front, _)) if is_count(front) || is_stage(front) => {
                let comma = if line.ends_with(',') { "," } else { "" };
                text += &format!("{front}: N{comma}");
            }
            _ if is_time => {
                let words = line.split_whitespace();
                let words = words.map(|word| if is_number(word) { "N" } else { word });
                text += &format!("  {}", words.collect::<Vec<_>>().join(" "));
            }
            _ => text += line,
        }
        text += "\n";
    }
    text
}

/// A fresh copy of the directory with the models.
fn sandbox(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(folder.join("mine")).unwrap();
    fs::write(folder.join("mine/main.rs"), "fn main() {}\n").unwrap();
    for entry in fs::read_dir(tests().join("sandbox")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
    }
    folder
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// All files below a directory, with their contents.
fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let text = fs::read_to_string(&path).unwrap();
            found.insert(path, text);
        }
    }
    found
}
