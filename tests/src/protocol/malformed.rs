//! Requests that no client sends, and that a fake has to refuse: the cases of
//! `smithy.test#httpMalformedRequestTests`.
//!
//! One program holds all cases, and a fake of each file with handlers of all its operations. The
//! wording of messages is not compared: no client depends on it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use hammersmith_codegen::plan::Plan;
use serde_json::Value;

use crate::shared;
use crate::workspace::Workspace;

/// The trait that holds the cases.
const TRAIT: &str = "smithy.test#httpMalformedRequestTests";

/// The name of the program.
const NAME: &str = "malformed";

/// A request, and what a fake has to make of it.
#[derive(Clone, Debug)]
struct Case {
    /// The ID, with the number of the parameters if there are several.
    id: String,
    method: String,
    uri: String,
    headers: Vec<(String, String)>,
    body: String,
    /// The status, and the type of the error.
    expected: (u64, String),
}

/// The cases of a model whose operations are generated.
#[derive(Debug, Default)]
pub(super) struct Malformed {
    cases: Vec<Case>,
    /// The operations: the module and the name of each.
    operations: Vec<(String, String)>,
}

impl Malformed {
    /// The cases of a model.
    pub(super) fn of(model: &Path, plan: &Plan) -> Self {
        let model = shared::json(model);
        let mut malformed = Self::default();
        let shapes = model["shapes"].as_object().into_iter().flatten();
        for (id, shape) in shapes {
            let name = id.rsplit('#').next().unwrap_or(id);
            let Some(operation) = plan.operations.iter().find(|it| it.name == name) else {
                continue;
            };
            let tests = shape["traits"][TRAIT].as_array();
            let Some(tests) = tests.filter(|tests| !tests.is_empty()) else {
                continue;
            };
            malformed.cases.extend(tests.iter().flat_map(expanded));
            let names = (operation.module.clone(), operation.symbol.clone());
            malformed.operations.push(names);
        }
        malformed
    }

    /// The IDs of the cases.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.cases.iter().map(|case| case.id.as_str())
    }
}

/// The cases of a test: one for each value of its parameters.
fn expanded(test: &Value) -> Vec<Case> {
    let parameters = test["testParameters"].as_object();
    let Some(parameters) = parameters.filter(|parameters| !parameters.is_empty()) else {
        return vec![case(test, "", &[])];
    };
    let values = |at: usize| {
        let values = parameters.iter();
        values.map(move |(name, values)| (name.as_str(), values[at].as_str().unwrap_or_default()))
    };
    let lengths = parameters.values().filter_map(Value::as_array);
    let count = lengths.map(Vec::len).max().unwrap_or_default();
    let cases = (0..count).map(|at| case(test, &format!("_{at}"), &values(at).collect::<Vec<_>>()));
    cases.collect()
}

fn case(test: &Value, number: &str, values: &[(&str, &str)]) -> Case {
    let (request, response) = (&test["request"], &test["response"]);
    let text = |value: &Value| filled(value.as_str().unwrap_or_default(), values);
    let headers = |of: &Value| {
        let headers = of["headers"].as_object().into_iter().flatten();
        let headers = headers.map(|(name, value)| (name.to_lowercase(), text(value)));
        headers.collect::<Vec<_>>()
    };
    let query = request["queryParams"].as_array().into_iter().flatten();
    let query: Vec<String> = query.map(text).collect();
    let separator = if query.is_empty() { "" } else { "?" };
    let uri = format!("{}{separator}{}", text(&request["uri"]), query.join("&"));
    let error = headers(response).into_iter();
    let error = error.filter(|(name, _)| name == "x-amzn-errortype");
    Case {
        id: format!("{}{number}", test["id"].as_str().unwrap_or_default()),
        method: text(&request["method"]),
        uri: uri.replace(' ', "%20").replace('"', "%22"),
        headers: headers(request),
        body: text(&request["body"]),
        expected: (
            response["code"].as_u64().unwrap_or_default(),
            error.map(|(_, value)| value).collect(),
        ),
    }
}

/// A string with values in place of the parameters: `$name:L` is the value, `$name:S` a string of
/// JSON that holds it.
fn filled(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| {
        let quoted = Value::from(*value).to_string();
        let text = text.replace(&format!("${name}:L"), value);
        text.replace(&format!("${name}:S"), &quoted)
    })
}

/// Writes the program: `files` are those with cases, by the names of their packages.
pub(super) fn write(files: &[(&str, &Malformed)], workspace: &Workspace) {
    let root = shared::workspace().canonicalize().expect("the workspace");
    let runtime = root.join("runtime");
    let mut manifest = format!(
        "[package]\nname = {NAME:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         hammersmith = {{ path = {runtime:?}, default-features = false, \
         features = [\"protocol-tests\"] }}\nhttp = \"1\"\n"
    );
    let mut main = MAIN.to_owned();
    let mut calls = String::new();
    for (package, malformed) in files {
        let krate = package.replace('-', "_");
        let _ = writeln!(
            manifest,
            "{package} = {{ path = \"../{package}\", default-features = false, \
             features = [\"serde\", \"fake\"] }}"
        );
        let mut handlers = String::new();
        for (module, symbol) in &malformed.operations {
            let path = format!("{krate}::operation::{module}");
            let _ = write!(
                handlers,
                "\n        .on::<{path}::{symbol}>(|_| Err({path}::{symbol}Error::generic(called())))"
            );
        }
        let _ = writeln!(
            calls,
            "    play({package:?}, &{krate}_fake(), {krate}_CASES);"
        );
        let _ = writeln!(
            main,
            "fn {krate}_fake() -> Fake {{\n    Fake::new(){handlers}\n}}\n\n\
             const {krate}_CASES: &[Case] = &["
        );
        for case in &malformed.cases {
            let Case {
                id,
                method,
                uri,
                headers,
                body,
                expected,
            } = case;
            let _ = writeln!(
                main,
                "    ({id:?}, {method:?}, {uri:?}, &{headers:?}, {body:?}, {expected:?}),"
            );
        }
        main.push_str("];\n\n");
    }
    let _ = writeln!(main, "fn main() {{\n{calls}}}");
    workspace.save("malformed/Cargo.toml", &manifest);
    workspace.save("malformed/src/main.rs", &main);
}

/// The program, without its cases.
const MAIN: &str = r#"#![allow(warnings)]

use hammersmith::error::ErrorMetadata;
use hammersmith::fake::Fake;

type Case = (&'static str, &'static str, &'static str, &'static [(&'static str, &'static str)], &'static str, (u16, &'static str));

/// The error of handlers, none of which is to be called.
fn called() -> ErrorMetadata {
    ErrorMetadata::builder().code("TheHandlerIsCalled").build()
}

fn play(package: &str, fake: &Fake, cases: &[Case]) {
    for (id, method, uri, headers, body, expected) in cases {
        let mut builder = http::Request::builder().method(*method).uri(*uri);
        for (name, value) in *headers {
            builder = builder.header(*name, *value);
        }
        let said = match builder.body(body.as_bytes()) {
            Err(error) => error.to_string(),
            Ok(request) => {
                let response = fake.respond(&request);
                let error = response.headers().get("x-amzn-errortype");
                let error = error.and_then(|it| it.to_str().ok()).unwrap_or_default();
                let found = (response.status().as_u16(), error);
                match found == *expected {
                    true => String::new(),
                    false => format!("found {found:?}, expected {expected:?}: {}", String::from_utf8_lossy(response.body())),
                }
            }
        };
        println!("{package}\t{id}\t{}", said.replace(['\n', '\t'], " "));
    }
}

"#;

/// Runs the program: the cases by package and ID, each with the reason why it does not pass, if it
/// does not.
///
/// # Panics
///
/// If it does not compile.
pub(super) fn run(workspace: &Workspace) -> BTreeMap<(String, String), Option<String>> {
    let output = workspace.cargo(&["run", "--quiet", "--package", NAME]);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let lines = printed.lines().filter_map(|line| {
        let mut parts = line.splitn(3, '\t');
        let (package, id, said) = (parts.next()?, parts.next()?, parts.next()?);
        let reason = Some(said.to_owned()).filter(|said| !said.is_empty());
        Some(((package.to_owned(), id.to_owned()), reason))
    });
    lines.collect()
}
