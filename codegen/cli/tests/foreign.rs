//! Text of models, files and arguments is foreign: a terminal executes none of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const COMMAND: &str = env!("CARGO_BIN_EXE_cargo-hammersmith");

/// Characters that a terminal executes or does not show: colours, a title, a bell, marks of
/// direction.
const NASTY: &str = "\u{1b}[31m\u{1b}]0;title\u{7}\u{9b}2J\u{7f}\u{202e}\r";

/// A directory with a model that has such text wherever Smithy allows strings.
fn sandbox(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    let model = NASTY_MODEL.replace("NASTY", &escaped(NASTY));
    fs::write(folder.join("nasty.json"), &model).unwrap();
    let broken = model.replace("\"type\": \"string\"", "\"type\": \"NASTY\"");
    let broken = broken.replace("NASTY", &escaped(NASTY));
    fs::write(folder.join("broken.json"), broken).unwrap();
    let second = model.replace("nasty#", "other#").replace("Nasty", "Other");
    let both = [model, second].map(|text| format!("{}\n", text.trim()));
    fs::create_dir(folder.join("two")).unwrap();
    for (at, text) in both.iter().enumerate() {
        fs::write(folder.join(format!("two/{at}.json")), text).unwrap();
    }
    let input = format!("{{\"kind\": \"{}\", \"\u{9b}\": 1}}", escaped(NASTY));
    fs::write(folder.join("input.json"), input).unwrap();
    fs::write(folder.join(format!("{NASTY}.json")), "{\u{9b}").unwrap();
    folder
}

/// The text inside a string of JSON.
fn escaped(text: &str) -> String {
    let json = serde_json::to_string(text).unwrap();
    json.trim_matches('"').to_owned()
}

const NASTY_MODEL: &str = r#"{"smithy": "2.0", "shapes": {
    "nasty#Nasty": {"type": "service", "version": "NASTY", "operations": [{"target": "nasty#Say"}], "traits": {
        "aws.protocols#restJson1": {}, "smithy.api#title": "Title NASTY", "smithy.api#documentation": "NASTY",
        "aws.api#service": {"sdkId": "Nasty"}, "smithy.api#externalDocumentation": {"Guide NASTY": "https://example.com/NASTY"}}},
    "nasty#Say": {"type": "operation", "input": {"target": "nasty#In"}, "errors": [{"target": "nasty#Refused"}], "traits": {
        "smithy.api#http": {"method": "POST", "uri": "/say"}, "smithy.api#documentation": "<p>NASTY <code>NASTY</code></p><pre>NASTY</pre>",
        "smithy.api#deprecated": {"message": "NASTY", "since": "NASTY"},
        "smithy.api#externalDocumentation": {"Guide NASTY": "https://example.com/NASTY"},
        "smithy.api#examples": [{"title": "Example NASTY", "documentation": "NASTY", "input": {"text": "NASTY"}}]}},
    "nasty#In": {"type": "structure", "members": {
        "text": {"target": "nasty#Text", "traits": {"smithy.api#documentation": "x NASTY", "smithy.api#jsonName": "text NASTY", "smithy.api#deprecated": {"message": "NASTY"}}},
        "kind": {"target": "nasty#Kind"}}},
    "nasty#Text": {"type": "string", "traits": {"smithy.api#pattern": "^[a-z NASTY]*$"}},
    "nasty#Refused": {"type": "structure", "members": {}, "traits": {"smithy.api#error": "client", "smithy.api#documentation": "NASTY"}},
    "nasty#Kind": {"type": "enum", "members": {"A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "NASTY"}}}}
}}"#;

/// The commands, with `~` in place of the text.
const COMMANDS: [&str; 29] = [
    "explain nasty.json Say",
    "explain nasty.json Say kind",
    "explain nasty.json Say text",
    "explain nasty.json Say Refused",
    "explain nasty.json Say ~",
    "explain nasty.json ~",
    "explain ~ Say --model nasty.json",
    "skeleton nasty.json Say",
    "skeleton nasty.json Say --rust",
    "validate nasty.json Say input.json",
    "validate nasty.json Say ~.json",
    "validate nasty.json Say ~.jso",
    "list nasty.json",
    "list nasty.json --shapes",
    "list nasty.json ~",
    "list broken.json",
    "list ~.json",
    "list ~.jso",
    "model --model nasty.json",
    "model --model nasty.json --operations ~",
    "generate --model nasty.json --out out/a~ --verbose",
    "check --model nasty.json --out out/a~",
    "check --model nasty.json --out out/missing~",
    "generate --model broken.json --out out/b",
    "generate --model nasty.json --out nasty.json/~",
    "generate --model nasty.json --out out/c --~",
    "generate --model nasty.json --out out/c --strict ~",
    "generate --model nasty.json --out out/d --service ~",
    "~",
];

/// Protects: no command prints a control character of others, whatever the format, whether colours
/// show or not; and what is JSON stays JSON.
#[test]
fn nothing_foreign_reaches_a_terminal() {
    let folder = sandbox("foreign");
    for command in COMMANDS {
        for (format, colour) in [("text", false), ("text", true), ("json", false)] {
            let said = run(&folder, command, format, colour);
            let ours = if colour {
                without_styles(&said)
            } else {
                said.clone()
            };
            let hidden = ours.chars().find(|c| *c != '\n' && is_hidden(*c));
            assert_eq!(hidden, None, "{command} {format}\n{said:?}");
            assert!(!ours.is_empty(), "{command}");
            let is_json =
                format == "json" || (command.contains("skeleton") && !command.contains("rust"));
            if is_json {
                let answer: Result<serde_json::Value, _> = serde_json::from_str(&said);
                assert!(answer.is_ok(), "{command} {format}\n{said}");
            }
        }
    }
}

fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text without colours and weights, which end with `m`.
fn without_styles(text: &str) -> String {
    let mut pieces = text.split("\u{1b}[");
    let mut plain = pieces.next().unwrap().to_owned();
    for piece in pieces {
        let end = piece
            .find(|c: char| !(c.is_ascii_digit() || c == ';'))
            .unwrap();
        assert!(piece[end..].starts_with('m'), "{text:?}");
        // The text has one of its own, which must not be among them.
        assert!(!piece.starts_with("31m\\u{1b}]0"), "{text:?}");
        plain += &piece[end + 1..];
    }
    plain
}

fn run(folder: &Path, line: &str, format: &str, colour: bool) -> String {
    let args = line.split(' ').map(|word| word.replace('~', NASTY));
    let mut command = Command::new(COMMAND);
    command
        .args(args)
        .args(["--format", format])
        .current_dir(folder);
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    if colour {
        command.env("CLICOLOR_FORCE", "1");
    }
    let output = command.output().unwrap();
    assert!(
        matches!(output.status.code(), Some(0..=2)),
        "{line}: {output:?}"
    );
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

/// Protects: problems in a `hammersmith.toml` that has such text as keys and values.
#[test]
fn options_are_foreign_too() {
    let folder = sandbox("foreign-options");
    for options in [
        "\"~\" = 1",
        "[[generate]]\nmodel = \"~\"\nout = \"~\"",
        "[[generate]]\nmodel = \"nasty.json\"\nout = \"x\"\n\"~\" = 2",
        "[[generate]]\nmodel = \"nasty.json\"\nout = \"x\"\nlayout = \"~\"",
        "[[generate]]\nmodel = \"nasty.json\"\nout = \"x\"\npackage.name = \"~\"",
    ] {
        let nasty = "\\u001b[31m\\u0007\\u009b\\u202e";
        fs::write(folder.join("hammersmith.toml"), options.replace('~', nasty)).unwrap();
        for command in ["generate", "check", "list"] {
            let said = run(&folder, command, "text", false);
            let hidden = said.chars().find(|c| *c != '\n' && is_hidden(*c));
            assert_eq!(hidden, None, "{options} {command}\n{said:?}");
        }
    }
}

/// The flags for a model of two services.
const TWO: &str = "--model two/0.json --model two/1.json";

/// Protects: with a model of one service, its name may be left out.
#[test]
fn the_only_service_need_not_be_named() {
    let folder = sandbox("only-service");
    let toml = "[[generate]]\nmodel = \"nasty.json\"\nout = \"out\"\n";
    fs::write(folder.join("hammersmith.toml"), toml).unwrap();
    fs::write(folder.join("job.json"), "{\"text\": \"a\"}").unwrap();
    for (command, expected) in [
        ("skeleton Say", "{\n"),
        ("skeleton say --required-only", "{}\n"),
        ("skeleton Say --model nasty.json", "{\n"),
        ("explain Say", "Say (Title"),
        ("explain Say text", "text (request of Say)"),
        (
            "explain Say Refused --model nasty.json",
            "Refused (error of Say)",
        ),
        ("validate Say job.json", "job.json: a valid input of Say"),
        (
            "validate nasty Say job.json",
            "job.json: a valid input of Say",
        ),
        ("validate Say", "error: no input file is given"),
        ("skeleton other Say TWO", "{\n"),
    ] {
        let said = run(&folder, &command.replace("TWO", TWO), "text", false);
        assert!(said.starts_with(expected), "{command}\n{said}");
    }
}

/// Protects: a name that is missing or wrong is reported with those that exist, and an empty output
/// writes nothing.
#[test]
fn missing_and_wrong_names_are_reported() {
    let folder = sandbox("wrong-names");
    let toml = "[[generate]]\nmodel = \"nasty.json\"\nout = \"out\"\n";
    fs::write(folder.join("hammersmith.toml"), toml).unwrap();
    for (command, expected) in [
        (
            "skeleton",
            "error: no operation is given\n  help: `nasty` has `Say`",
        ),
        (
            "explain Sayy",
            "error: `nasty` has no operation `Sayy`\n  help: did you mean `Say`?",
        ),
        (
            "explain nasti Say",
            "error: unknown service `nasti`\n  help: did you mean `nasty`",
        ),
        ("explain frob Say", "error: unknown service `frob`"),
        (
            "explain frob nicate",
            "error: `nasty` has no operation `frob`",
        ),
        (
            "skeleton Say TWO",
            "error: no service is given before `Say`\n  help: `nasty` has it; the services are `nasty`, `other`",
        ),
        (
            "skeleton TWO",
            "error: no service is given\n  help: the services are `nasty`, `other`",
        ),
        ("generate --out", "error: a value is required"),
        (
            "generate --model nasty.json --out=",
            "error: `--out` is empty",
        ),
        ("generate --out=", "error: `--out` is empty"),
        ("check --model nasty.json --out=", "error: `--out` is empty"),
        ("model --model nasty.json --out=", "error: `--out` is empty"),
    ] {
        let said = run(&folder, &command.replace("TWO", TWO), "text", false);
        assert!(said.starts_with(expected), "{command}\n{said}");
    }
    assert!(!folder.join("out").exists());
}
