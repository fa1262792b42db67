//! The official protocol tests, as a program.
//!
//! [`write()`] makes a package of them: the generated client, one function for each case, which
//! builds the values of the case with the generated builders, and `tests/protocol/check.rs`, which
//! compares. The program prints one line for each case.

mod value;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use hammersmith_codegen::model::{self, Source};
use hammersmith_codegen::plan::Plan;
use hammersmith_codegen::plan::operation::Operation;
use hammersmith_codegen::{Generator, Layout, When};
use serde_json::Value;

use crate::{corpus, shared};
use value::Values;

const REQUESTS: &str = "smithy.test#httpRequestTests";
const RESPONSES: &str = "smithy.test#httpResponseTests";

/// What became a program.
#[derive(Debug, Default)]
pub struct Cases {
    /// How many cases there are in it.
    pub count: usize,
    /// The cases of operations that are not generated yet.
    pub left_out: BTreeSet<String>,
}

/// Writes the package of a model's cases to a folder.
///
/// # Panics
///
/// If something does not generate.
pub fn write(model_path: &Path, folder: &Path) -> Cases {
    let loaded = model::load(&[Source::File(model_path.to_owned())]).expect("a model");
    let supported = corpus::supported(&loaded).expect("operations");
    let generator = Generator::new()
        .model(model_path)
        .operations(supported)
        .serde(When::Always);
    let generated = generator.run(Layout::File).expect("a service");
    let json = shared::json(model_path);
    let mut program = Program {
        values: Values::new(generated.plan()),
        plan: generated.plan(),
        json: &json,
        cases: Cases::default(),
        functions: String::new(),
        table: String::new(),
    };
    program.all();
    let sources = folder.join("src");
    fs::create_dir_all(&sources).expect("a folder");
    save(
        &sources.join("service.rs"),
        &generated.file().expect("Rust"),
    );
    save(&sources.join("main.rs"), &program.text());
    save(&folder.join("Cargo.toml"), &manifest());
    save(
        &folder.join("Cargo.lock"),
        &fs::read_to_string(shared::workspace().join("Cargo.lock")).expect("a lock file"),
    );
    program.cases
}

/// Leaves alone what has not changed, so that nothing is compiled again.
fn save(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text).expect("a file");
    }
}

fn manifest() -> String {
    let root = shared::workspace().canonicalize().expect("the workspace");
    format!(
        "[package]\nname = \"protocol-tests\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [workspace]\n\n[profile.dev]\ndebug = 0\n\n[dependencies]\n\
         hammersmith = {{ path = \"{}\", features = [\"rt-tokio\", \"serde\"] }}\n\
         aws-credential-types = {{ version = \"1\", features = [\"hardcoded-credentials\"] }}\n\
         aws-smithy-runtime-api = {{ version = \"1\", features = [\"client\", \"http-1x\"] }}\n\
         aws-smithy-types = \"1\"\n\
         serde_json = {{ version = \"1\", features = [\"preserve_order\", \"raw_value\"] }}\n\
         tokio = {{ version = \"1\", features = [\"rt\"] }}\n",
        root.join("runtime").display()
    )
}

struct Program<'a> {
    values: Values<'a>,
    plan: &'a Plan,
    json: &'a Value,
    cases: Cases,
    functions: String,
    table: String,
}

impl Program<'_> {
    fn all(&mut self) {
        for (id, shape) in self.json["shapes"].as_object().into_iter().flatten() {
            let (_, name) = id.split_once('#').unwrap_or(("", id));
            let plan = self.plan;
            let operation = plan
                .operations
                .iter()
                .find(|operation| operation.name == name);
            let is_operation = shape["type"] == "operation";
            for case in cases(shape, REQUESTS) {
                match operation {
                    Some(operation) => self.request(operation, case),
                    None => self.leave_out(case),
                }
            }
            for case in cases(shape, RESPONSES) {
                match (is_operation, operation) {
                    (true, Some(operation)) => self.response(operation, case),
                    (true, None) => self.leave_out(case),
                    (false, _) => self.error(name, case),
                }
            }
        }
    }

    fn leave_out(&mut self, case: &Value) {
        self.cases.left_out.insert(text(&case["id"]).to_owned());
    }

    /// Adds a function that gives `expression`, and its line in the table.
    fn add(&mut self, kind: &str, case: &Value, expression: &str) {
        let number = self.cases.count;
        self.cases.count += 1;
        let case = format!("{:?}", case.to_string());
        let _ = write!(
            self.functions,
            "fn case_{number}(case: &check::Case) -> check::Outcome {{\n    {expression}\n}}\n\n"
        );
        let _ = writeln!(
            self.table,
            "    (check::Kind::{kind}, {case}, case_{number}),"
        );
    }

    fn request(&mut self, operation: &Operation, case: &Value) {
        let (method, module) = (&operation.method, &operation.module);
        let setters = self.values.setters(&operation.input, &case["params"]);
        let input = &operation.input.builder;
        self.add(
            "Request",
            case,
            &format!(
                "check::request(case, async |client| check::sent(client.{method}(){setters}.send().await))?;\n    \
                 let input = service::operation::{module}::builders::{input}::default(){setters};\n    \
                 check::data(&input)?;\n    \
                 check::data(&input.build().expect(\"an input\"))"
            ),
        );
    }

    fn response(&mut self, operation: &Operation, case: &Value) {
        let (module, symbol) = (&operation.module, &operation.symbol);
        let expected = self.values.structure(&operation.output, &case["params"]);
        self.add(
            "Response",
            case,
            &format!("check::output::<service::operation::{module}::{symbol}>(case, &{expected})"),
        );
    }

    /// A response with an error, of the first operation that may give it.
    fn error(&mut self, name: &str, case: &Value) {
        let found = self.plan.operations.iter().find_map(|operation| {
            let fault = operation.errors.iter().find(|fault| fault.code == name)?;
            Some((operation, fault))
        });
        let Some((operation, fault)) = found else {
            return self.leave_out(case);
        };
        let structure = self.plan.structures.iter().find(|it| it.ty == fault.ty);
        let structure = structure.expect("the structure of an error");
        let setters = self.values.setters(structure, &case["params"]);
        let (module, symbol, variant) = (&operation.module, &operation.symbol, &fault.ty.name);
        let expression = format!(
            "check::error::<service::operation::{module}::{symbol}>(case, |error| match error {{\n        \
             service::operation::{module}::{symbol}Error::{variant}(found) => {{\n            \
             let meta = check::meta(found);\n            \
             let expected = service::types::error::{variant}::builder(){setters}.meta(meta).build();\n            \
             check::same(found, &expected)\n        }}\n        \
             other => Err(format!(\"another error: {{other:?}}\")),\n    }})"
        );
        self.add("Response", case, &expression);
    }

    fn text(&self) -> String {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let (functions, table) = (&self.functions, &self.table);
        format!(
            "#![allow(warnings)]\n\n\
             #[path = {check:?}]\nmod check;\n\
             #[path = {wire:?}]\nmod wire;\n\
             mod service {{\n    include!(\"service.rs\");\n}}\n\n\
             fn main() {{\n    check::run(CASES);\n}}\n\n\
             const CASES: &[check::Entry] = &[\n{table}];\n\n{functions}",
            check = folder.join("protocol/check.rs"),
            wire = folder.join("src/wire.rs"),
        )
    }
}

/// The cases for clients that a shape has.
fn cases<'a>(shape: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    let cases = shape["traits"][name].as_array().into_iter().flatten();
    cases.filter(|case| case["appliesTo"] != "server")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}
