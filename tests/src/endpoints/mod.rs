//! The cases of `smithy.rules#endpointTests`, which say for parameters, or for an input and the
//! settings of a client, where requests go.
//!
//! The rules are those that the generator has read, evaluated by the runtime. No code is compiled,
//! so that the cases of all services can run in seconds.

mod expected;
mod inputs;
mod rules;

use std::collections::BTreeMap;
use std::path::Path;

use hammersmith_codegen::plan::endpoint::{self, Endpoint};
use serde_json::Value;

use crate::shared;
use expected::Passed;

/// The parameters of a case, by their names in the rules.
type Parameters = BTreeMap<String, Value>;

/// The number of cases of a service, and what is wrong.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The cases that give parameters.
    pub cases: usize,
    /// The inputs of cases.
    pub inputs: usize,
    /// The cases that are older than the dual-stack hosts of isolated partitions.
    pub older: usize,
    /// The parameters for which a rule set and a diagram were compared.
    pub compared: usize,
    /// Those for which the two differ, and how.
    pub different: Vec<String>,
    /// The cases that do not pass, and why.
    pub failed: Vec<String>,
}

/// Runs all cases of a model.
///
/// # Panics
///
/// If the model cannot be read.
pub fn run(path: &Path) -> Outcome {
    let model = shared::json(path);
    let mut outcome = Outcome::default();
    let shapes = model["shapes"].as_object().expect("shapes");
    for (id, shape) in shapes {
        let cases = &shape["traits"]["smithy.rules#endpointTests"]["testCases"];
        let Some(cases) = cases.as_array() else {
            continue;
        };
        let forms = ["smithy.rules#endpointRuleSet", "smithy.rules#endpointBdd"];
        let forms = forms.map(|form| &shape["traits"][form]);
        let forms = forms.into_iter().filter(|rules| rules.is_object());
        let endpoints: Vec<Endpoint> = forms
            .map(|rules| {
                let (endpoint, faults) = endpoint::read(id, rules);
                outcome.failed.extend(faults);
                endpoint
            })
            .collect();
        for endpoint in &endpoints {
            service(path, endpoint, cases, &mut outcome);
        }
        if let [set, diagram] = &endpoints[..] {
            compare(path, [set, diagram], cases, &mut outcome);
        }
    }
    outcome
}

/// Compares the rule set and the diagram of a model, which have to say the same, for parameters
/// that no case has: those of cases with one of them changed or unset.
fn compare(path: &Path, forms: [&Endpoint; 2], cases: &[Value], outcome: &mut Outcome) {
    let forms = forms.map(rules::Rules::new);
    let given = cases.iter().filter_map(|case| case["params"].as_object());
    for given in given {
        for name in given.keys() {
            let mut parameters: Parameters = given.clone().into_iter().collect();
            let value = match &given[name] {
                Value::Bool(flag) => Value::Bool(!flag),
                _ => Value::Null,
            };
            parameters.insert(name.clone(), value);
            let [set, diagram] = forms.each_ref().map(|form| form.resolve(&parameters));
            outcome.compared += 1;
            if set != diagram {
                let place = path.display();
                outcome.different.push(format!(
                    "{place}: {parameters:?}: {set:?} by rules, {diagram:?} by the diagram"
                ));
            }
        }
    }
}

/// Runs the cases of a service.
fn service(path: &Path, endpoint: &Endpoint, cases: &[Value], outcome: &mut Outcome) {
    let rules = rules::Rules::new(endpoint);
    let operations = inputs::Operations::of(path, cases);
    for case in cases {
        let mut check = |what: &str, parameters: &Parameters| match expected::check(
            &case["expect"],
            &rules.resolve(parameters),
        ) {
            Ok(Passed::AsWritten) => {}
            Ok(Passed::AsOfToday) => outcome.older += 1,
            Err(why) => {
                let name = case["documentation"].as_str().unwrap_or("a case");
                let failure = format!("{}: {name}{what}: {why}", path.display());
                outcome.failed.push(failure);
            }
        };
        if let Some(params) = case["params"].as_object() {
            let params = params
                .iter()
                .map(|(name, value)| (name.clone(), value.clone()));
            check("", &params.collect());
            outcome.cases += 1;
        } else if case.get("operationInputs").is_none() {
            check("", &Parameters::new());
            outcome.cases += 1;
        }
        for input in case["operationInputs"].as_array().into_iter().flatten() {
            let operation = input["operationName"].as_str().unwrap_or_default();
            let parameters = operations.parameters(operation, input, endpoint);
            check(&format!(" ({operation})"), &parameters);
            outcome.inputs += 1;
        }
    }
}
