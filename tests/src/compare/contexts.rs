//! Values of members that the endpoint rules read: those of the endpoint cases of the model. With
//! any other string, most rules refuse the call.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fastrand::Rng;
use hammersmith_codegen::name;
use hammersmith_codegen::plan::operation::{EndpointValue, Operation};

use serde_json::Value;

use super::json::Json;
use crate::shared;

/// The region of the clients that play cases.
const REGION: &str = "us-east-1";

/// The strings that the endpoint cases of a model have, by the method that sets the parameter.
#[derive(Debug, Default)]
pub(super) struct Contexts(BTreeMap<String, Strings>);

/// The strings of one parameter.
#[derive(Debug, Default)]
struct Strings {
    all: BTreeSet<String>,
    /// Those of cases that have an endpoint in the region of the clients.
    good: BTreeSet<String>,
}

impl Contexts {
    /// Those of a model.
    ///
    /// # Panics
    ///
    /// If the file is not a model.
    pub(super) fn read(model: &Path) -> Self {
        Self::of(&shared::json(model))
    }

    fn of(model: &Value) -> Self {
        let mut found = BTreeMap::<_, Strings>::new();
        for shape in model["shapes"].as_object().into_iter().flatten() {
            let cases = &shape.1["traits"]["smithy.rules#endpointTests"]["testCases"];
            for case in cases.as_array().into_iter().flatten() {
                let is_here = case["params"]["Region"].as_str().unwrap_or(REGION) == REGION;
                let is_good = is_here && case["expect"]["endpoint"].is_object();
                for (name, value) in case["params"].as_object().into_iter().flatten() {
                    let Some(value) = value.as_str() else {
                        continue;
                    };
                    let method = name::parameter_setter(name).plain().to_owned();
                    let strings = found.entry(method).or_default();
                    strings.all.insert(value.to_owned());
                    if is_good {
                        strings.good.insert(value.to_owned());
                    }
                }
            }
        }
        Self(found)
    }

    /// Changes three in four of the members that parameters come from; most to a good string.
    pub(super) fn set(&self, operation: &Operation, input: &mut Json, seed: u64) {
        // The input takes its other values from the same seed.
        let mut random = Rng::with_seed(seed.rotate_left(16));
        for parameter in &operation.endpoint_params {
            let (EndpointValue::Field(name) | EndpointValue::Required(name)) = &parameter.value
            else {
                continue;
            };
            let mut fields = operation.input.fields.iter();
            let field = fields.find(|field| field.name.ident == *name);
            let strings = self.0.get(parameter.method.plain());
            let (Some(field), Some(Strings { all, good }), Json::Object(members)) =
                (field, strings, &mut *input)
            else {
                continue;
            };
            let mut members = members.iter_mut();
            let member = members.find(|(name, _)| *name == field.member);
            let strings = match random.u8(0..8) {
                0 | 1 => continue,
                2 => all,
                _ if good.is_empty() => all,
                _ => good,
            };
            let chosen = strings.iter().nth(random.usize(..strings.len()));
            if let (Some((_, Json::String(value))), Some(chosen)) = (member, chosen) {
                value.clone_from(chosen);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::json;

    use super::Contexts;

    /// Protects that the strings of cases are found by the names that parameters have in code.
    #[test]
    fn strings_of_cases() {
        let here = json!({ "endpoint": {} });
        let cases = json!([
            { "params": { "StreamARN": "arn:b", "UseFIPS": false }, "expect": here },
            { "params": { "StreamARN": "arn:a", "Region": "us-east-1" }, "expect": here },
            { "params": { "StreamARN": "arn:c", "Region": "eu-west-1" }, "expect": here },
            { "params": { "StreamARN": "arn:d" }, "expect": { "error": "no" } },
            {},
        ]);
        let traits = json!({ "smithy.rules#endpointTests": { "testCases": cases } });
        let model = json!({ "shapes": { "a#Other": {}, "a#Shop": { "traits": traits } } });
        let Contexts(found) = Contexts::of(&model);
        let strings = &found["set_stream_arn"];
        let list = |strings: &BTreeSet<String>| strings.iter().cloned().collect::<Vec<_>>();
        assert_eq!(list(&strings.all), ["arn:a", "arn:b", "arn:c", "arn:d"]);
        assert_eq!(list(&strings.good), ["arn:a", "arn:b"]);
    }
}
