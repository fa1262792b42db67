//! The parameters that an operation sets for an input, and those of the settings of a client.

use std::collections::BTreeMap;
use std::path::Path;

use hammersmith_codegen::config::Config;
use hammersmith_codegen::model::{self, Selection, Source};
use hammersmith_codegen::name::{self, Name};
use hammersmith_codegen::plan::endpoint::Endpoint;
use hammersmith_codegen::plan::operation::{EndpointParam, EndpointValue};
use hammersmith_codegen::plan::path::Step;
use hammersmith_codegen::{Layout, plan};
use serde_json::Value;

use super::Parameters;

/// The operations that cases name, with the parameters that they set.
pub(super) struct Operations(BTreeMap<String, Vec<EndpointParam>>);

impl Operations {
    /// Plans the operations of the cases, if there are any.
    pub(super) fn of(path: &Path, cases: &[Value]) -> Self {
        let inputs = cases
            .iter()
            .filter_map(|case| case["operationInputs"].as_array());
        let names = inputs
            .flatten()
            .filter_map(|input| input["operationName"].as_str());
        let mut operations: Vec<String> = names.map(str::to_owned).collect();
        operations.sort();
        operations.dedup();
        if operations.is_empty() {
            return Self(BTreeMap::new());
        }
        let model = model::load(&[Source::File(path.to_owned())]).expect("a model");
        let selection = Selection {
            operations,
            ..Selection::default()
        };
        let selected = model::select(&model, &selection).expect("operations");
        let plan = plan::plan(&selected, &Config::default(), Layout::File).expect("a plan");
        let operations = plan.operations.into_iter();
        Self(operations.map(|it| (it.name, it.endpoint_params)).collect())
    }

    /// The parameters for an input of a case, in the order in which a client sets them.
    pub(super) fn parameters(
        &self,
        operation: &str,
        input: &Value,
        rules: &Endpoint,
    ) -> Parameters {
        let mut parameters = Parameters::new();
        for (name, value) in input["builtInParams"].as_object().into_iter().flatten() {
            let mut known = rules.parameters.iter();
            let parameter = known.find(|it| it.built_in.as_ref() == Some(name));
            if let Some(parameter) = parameter {
                parameters.insert(parameter.name.clone(), value.clone());
            }
        }
        let none = Value::Null;
        let members = input.get("operationParams").unwrap_or(&none);
        for param in self.0.get(operation).into_iter().flatten() {
            let value = value(&param.value, members);
            let mut known = rules.parameters.iter();
            let parameter = known.find(|it| it.set == param.method);
            let parameter = parameter.expect("a parameter of the rules");
            parameters.insert(parameter.name.clone(), value);
        }
        parameters
    }
}

/// The value that an operation gives a parameter for an input.
fn value(of: &EndpointValue, input: &Value) -> Value {
    match of {
        EndpointValue::Field(field)
        | EndpointValue::Copied(field)
        | EndpointValue::Enumeration(field)
        | EndpointValue::Required(field) => member(input, field).clone(),
        EndpointValue::Text(text) => text.as_str().into(),
        EndpointValue::Boolean(flag) => (*flag).into(),
        EndpointValue::Texts(texts) => texts.iter().map(String::as_str).collect(),
        EndpointValue::Path(path) => {
            let mut found = Vec::new();
            follow(&path.steps, input, &mut found);
            if path.single {
                found.into_iter().next().unwrap_or_default()
            } else {
                found.into()
            }
        }
    }
}

/// The member of a structure that the field is made of.
fn member<'v>(structure: &'v Value, field: &Name) -> &'v Value {
    let mut members = structure.as_object().into_iter().flatten();
    let found = members.find(|(member, _)| name::snake(member) == field.plain());
    found.map_or(&Value::Null, |(_, value)| value)
}

/// Collects the strings that a path leads to.
fn follow(steps: &[Step], from: &Value, found: &mut Vec<Value>) {
    let Some((step, rest)) = steps.split_first() else {
        found.extend(from.is_string().then(|| from.clone()));
        return;
    };
    match step {
        Step::Field { name, .. } => follow(rest, member(from, name), found),
        Step::Items => {
            for item in from.as_array().into_iter().flatten() {
                follow(rest, item, found);
            }
        }
        Step::Keys => {
            for (key, _) in from.as_object().into_iter().flatten() {
                follow(rest, &key.as_str().into(), found);
            }
        }
        Step::Several(paths) => {
            for path in paths {
                follow(path, from, found);
            }
        }
    }
}
