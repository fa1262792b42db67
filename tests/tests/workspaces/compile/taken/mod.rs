//! A model whose shapes, members and operations are named after everything that has a name already:
//! keywords, the prelude, and every identifier of generated code itself.

mod words;

use std::collections::BTreeSet;
use std::path::Path;

use hammersmith_codegen::config::Package;
use hammersmith_codegen::name::{pascal, snake};
use hammersmith_codegen::{Generated, Generator, Layout, OperationDocs};
use serde_json::{Map, Value, json};

/// The name of the crate, and of its module.
pub(crate) const NAME: &str = "taken";

/// Generates the model, for a crate that has its runtime there.
pub(crate) fn generate(runtime: &Path) -> Generated {
    let words = words::all();
    let package = Package {
        name: Some(NAME.to_owned()),
        runtime_path: Some(runtime.display().to_string()),
        ..Package::default()
    };
    let generator = Generator::new()
        .model_text("taken.json", model(&words).to_string())
        .docs(OperationDocs::Off)
        // What names of the API give way to is a name of the API's fixture, too.
        .rename("taken.operations#config_operation", "OperationOfConfig")
        .rename(
            "taken.operations#from_conf_operation",
            "OperationOfFromConf",
        )
        .rename("taken.operations#new_operation", "OperationOfNew")
        .rename("taken.errors#UnhandledError__", "ErrorThatIsUnhandled")
        .package(package);
    let generated = generator.run(Layout::Crate);
    generated.unwrap_or_else(|error| panic!("{error}"))
}

/// A model in which every word is the name of everything that can have it.
fn model(words: &BTreeSet<String>) -> Value {
    let mut model = Model::default();
    // Words of one structure leave each other's setters and getters alone.
    let members = distinct(words, |word| {
        let word = snake(word);
        let starts = ["", "set_", "get_", "is_", "as_"];
        let forms = starts.map(|start| [format!("{start}{word}"), format!("{start}{word}_value")]);
        forms.into_iter().flatten().collect()
    });
    for (index, words) in members.iter().enumerate() {
        model.holder(index, words);
    }
    let shapes = distinct(words, |word| [snake(word), pascal(word)].into());
    let shapes = shapes.first().into_iter().flatten();
    for word in shapes.filter(|word| !is_accessor(words, word)) {
        model.operation(word);
        model.shapes(word);
    }
    model.finish(members.first().map(Vec::as_slice).unwrap_or_default())
}

/// True for a word like `set_x` beside `x`: what it meets as a type or an operation, `x` meets,
/// too.
fn is_accessor(words: &BTreeSet<String>, word: &str) -> bool {
    let starts = ["set_", "get_", "push_", "is_", "as_", "into_", "with_"];
    let mut rests = starts.iter().filter_map(|start| word.strip_prefix(start));
    rests.any(|rest| words.contains(rest))
}

/// The words in groups, within which no two have a form in common.
fn distinct(words: &BTreeSet<String>, forms: impl Fn(&str) -> BTreeSet<String>) -> Vec<Vec<&str>> {
    let mut groups: Vec<(BTreeSet<String>, Vec<&str>)> = Vec::new();
    for word in words {
        let forms = forms(word);
        let found = groups
            .iter()
            .position(|(taken, _)| taken.is_disjoint(&forms));
        let index = found.unwrap_or(groups.len());
        if found.is_none() {
            groups.push(Default::default());
        }
        let (taken, group) = &mut groups[index];
        taken.extend(forms);
        group.push(word);
    }
    groups.into_iter().map(|(_, words)| words).collect()
}

#[derive(Default)]
struct Model {
    shapes: Map<String, Value>,
    operations: Vec<Value>,
    errors: Vec<Value>,
    /// The members of a structure that holds every type.
    types: Map<String, Value>,
}

impl Model {
    fn add(&mut self, name: &str, shape: Value) -> Value {
        let id = format!("taken.{name}");
        self.shapes.insert(id.clone(), shape);
        json!({ "target": id })
    }

    /// Shapes of every kind whose members have these names.
    fn holder(&mut self, index: usize, words: &[&str]) {
        let of = |target: &str| {
            let members = words.iter().map(|word| {
                let member = json!({ "target": target });
                ((*word).to_owned(), member)
            });
            members.collect::<Map<_, _>>()
        };
        let text = of("smithy.api#String");
        let structure = json!({ "type": "structure", "members": text });
        let error = |retryable: bool| {
            let mut error = structure.clone();
            error["traits"] = json!({ "smithy.api#error": "client" });
            if retryable {
                error["traits"]["smithy.api#retryable"] = json!({});
            }
            // Errors have a message in any case, with its setter and getter.
            if let Some(members) = error["members"].as_object_mut() {
                members.retain(|word, _| {
                    !matches!(snake(word).as_str(), "set_message" | "get_message")
                });
            }
            error
        };
        let values = json!({ "type": "enum", "members": of("smithy.api#Unit") });
        let union = json!({ "type": "union", "members": text });
        let held = [
            self.add(&format!("held#Held{index}"), structure.clone()),
            self.add(&format!("held#Values{index}"), values),
            self.add(&format!("held#Union{index}"), union),
        ];
        for (at, target) in held.into_iter().enumerate() {
            self.types.insert(format!("held{index}x{at}"), target);
        }
        let errors = [false, true]
            .map(|retryable| self.add(&format!("held#Fault{index}{retryable}"), error(retryable)));
        let io = self.add(&format!("held#Io{index}"), structure.clone());
        let operation = json!({ "type": "operation", "input": io, "output": io, "errors": errors });
        let operation = self.add(&format!("held#Hold{index}"), operation);
        self.operations.push(operation);
    }

    fn operation(&mut self, word: &str) {
        let operation = json!({ "type": "operation" });
        let operation = self.add(&format!("operations#{word}"), operation);
        self.operations.push(operation);
    }

    /// A type and an error of that name in Rust; in a model, shapes have different names.
    fn shapes(&mut self, word: &str) {
        let structure = json!({ "type": "structure", "members": {} });
        let held = self.add(&format!("types#{word}_"), structure);
        self.types.insert(format!("type{}", self.types.len()), held);
        let error = json!({
            "type": "structure", "members": {}, "traits": { "smithy.api#error": "server" }
        });
        let error = self.add(&format!("errors#{word}__"), error);
        self.errors.push(error);
    }

    fn finish(mut self, words: &[&str]) -> Value {
        let everything = json!({ "type": "structure", "members": self.types });
        let everything = self.add("held#Everything", everything);
        let errors = std::mem::take(&mut self.errors);
        let last = json!({
            "type": "operation", "output": everything, "errors": errors
        });
        let last = self.add("held#HoldEverything", last);
        self.operations.push(last);
        let parameters = words.iter().map(|word| {
            let parameter = json!({ "type": "string" });
            ((*word).to_owned(), parameter)
        });
        let parameters: Map<_, _> = parameters.collect();
        let service = json!({
            "type": "service",
            "version": "2026-01-01",
            "operations": self.operations,
            "rename": {},
            "traits": {
                "aws.api#service": { "sdkId": "Taken" },
                "aws.auth#sigv4": { "name": "taken" },
                "aws.protocols#awsJson1_0": {},
                "smithy.rules#endpointRuleSet": {
                    "version": "1.0", "parameters": parameters,
                    "rules": [{ "type": "error", "conditions": [], "error": "none" }]
                }
            }
        });
        self.add("held#Taken", service);
        json!({ "smithy": "2.0", "shapes": self.shapes })
    }
}
