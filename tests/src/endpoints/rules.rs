//! The rules of a plan, as the runtime has them.

use hammersmith::endpoint::{self, RuleSet};
use hammersmith_codegen::plan::endpoint as plan;
use serde_json::Value;

use super::Parameters;

/// The rules of a service, with its parameters.
pub(super) struct Rules<'p> {
    parameters: &'p [plan::Parameter],
    rules: RuleSet,
}

impl<'p> Rules<'p> {
    /// The rules of a plan. They live as long as the program, as those of generated code.
    pub(super) fn new(endpoint: &'p plan::Endpoint) -> Self {
        Self {
            parameters: &endpoint.parameters,
            rules: RuleSet::new(text(&endpoint.text().join("\n"))),
        }
    }

    /// The endpoint for parameters, in the two steps of generated code: `ParamsBuilder::build`,
    /// then the rules.
    pub(super) fn resolve(&self, given: &Parameters) -> Result<endpoint::Endpoint, String> {
        let mut values = Vec::new();
        for parameter in self.parameters {
            let given = given.get(&parameter.name).filter(|it| !it.is_null());
            if parameter.host_label {
                let region = given.and_then(Value::as_str);
                endpoint::check_host_label(text("region"), region)
                    .map_err(|error| error.to_string())?;
            }
            let value = match (given, &parameter.default) {
                (Some(given), _) => value(given),
                (None, Some(default)) => of_default(default),
                (None, None) if parameter.required => {
                    return Err(format!("{} is not set", parameter.name));
                }
                (None, None) => endpoint::Value::None,
            };
            values.push(value);
        }
        endpoint::resolve(&self.rules, &values).map_err(|error| error.to_string())
    }
}

fn value(json: &Value) -> endpoint::Value<'static> {
    match json {
        Value::Bool(flag) => endpoint::Value::Bool(*flag),
        Value::String(string) => text(string).into(),
        Value::Array(items) => {
            endpoint::Value::List(items.iter().map(value).collect::<Vec<_>>().leak())
        }
        other => panic!("{other} is not the value of a parameter"),
    }
}

fn of_default(default: &plan::Expr) -> endpoint::Value<'static> {
    match default {
        plan::Expr::Boolean(flag) => endpoint::Value::Bool(*flag),
        plan::Expr::Template(string) => text(string).into(),
        plan::Expr::Array(items) => {
            endpoint::Value::List(items.iter().map(of_default).collect::<Vec<_>>().leak())
        }
        other => panic!("{other:?} is not a default"),
    }
}

fn text(text: &str) -> &'static str {
    text.to_owned().leak()
}
