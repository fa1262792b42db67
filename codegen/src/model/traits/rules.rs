//! Traits for endpoint resolution.

use serde_json::Value;

use super::Traits;
use super::decode::{self, Decoded, Fields};

/// One of `smithy.rules#clientContextParams`: a setting of the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientContextParam<'a> {
    /// The parameter of the rule set that it sets.
    pub name: &'a str,
    /// Its type: `string`, `boolean` or `stringArray`.
    pub kind: &'a str,
    /// The documentation.
    pub documentation: Option<&'a str>,
}

impl Traits {
    /// `smithy.rules#endpointRuleSet`, as JSON.
    pub fn endpoint_rule_set(&self) -> Option<&Value> {
        self.get("smithy.rules#endpointRuleSet")
    }

    /// `smithy.rules#endpointBdd`, as JSON.
    pub fn endpoint_bdd(&self) -> Option<&Value> {
        self.get("smithy.rules#endpointBdd")
    }

    /// The rules by which endpoints are found, with the name of their trait: the binary decision
    /// diagram, or else the rule set. A model that has both says the same in both, and a diagram
    /// asks each question once.
    pub fn endpoint_rules(&self) -> Option<(&'static str, &Value)> {
        // A later version may mean something else.
        let known = |rules: &&Value| {
            let version = rules.get("version").and_then(Value::as_str);
            self.endpoint_rule_set().is_none() || version.is_some_and(|it| it.starts_with("1."))
        };
        let diagram = self.endpoint_bdd().filter(known);
        let diagram = diagram.map(|rules| ("smithy.rules#endpointBdd", rules));
        let set = self.endpoint_rule_set();
        let set = set.map(|rules| ("smithy.rules#endpointRuleSet", rules));
        diagram.or(set).filter(|(_, rules)| rules.is_object())
    }

    /// `smithy.rules#endpointTests`, as JSON.
    pub fn endpoint_tests(&self) -> Option<&Value> {
        self.get("smithy.rules#endpointTests")
    }

    /// `smithy.rules#contextParam`: the parameter that the member sets.
    pub fn context_param(&self) -> Option<&str> {
        self.read("smithy.rules#contextParam", context_param)
    }

    /// `smithy.rules#staticContextParams`: parameters that the operation sets,
    /// with their values; empty if there are none.
    pub fn static_context_params(&self) -> Vec<(&str, &Value)> {
        self.read("smithy.rules#staticContextParams", static_params)
            .unwrap_or_default()
    }

    /// `smithy.rules#operationContextParams`: parameters that are computed from
    /// the input, with their JMESPath expressions; empty if there are none.
    pub fn operation_context_params(&self) -> Vec<(&str, &str)> {
        self.read("smithy.rules#operationContextParams", operation_params)
            .unwrap_or_default()
    }

    /// `smithy.rules#clientContextParams`; empty if there are none.
    pub fn client_context_params(&self) -> Vec<ClientContextParam<'_>> {
        self.read("smithy.rules#clientContextParams", client_params)
            .unwrap_or_default()
    }
}

fn context_param(value: &Value) -> Decoded<&str> {
    let fields = Fields::of(value);
    let name = fields.need("name", fields.filled("name"));
    fields.finish(name)
}

fn static_params(value: &Value) -> Decoded<Vec<(&str, &Value)>> {
    decode::each_entry(value, |name, param| {
        let fields = Fields::of(param);
        let value = fields.raw("value");
        fields.need("value", value.map(drop));
        fields.finish(())?;
        // `need` has reported a missing value, so `finish` has returned the problem.
        Ok((name, value.unwrap_or(&Value::Null)))
    })
}

fn operation_params(value: &Value) -> Decoded<Vec<(&str, &str)>> {
    decode::each_entry(value, |name, param| {
        let fields = Fields::of(param);
        let path = fields.need("path", fields.filled("path"));
        fields.finish((name, path))
    })
}

fn client_params(value: &Value) -> Decoded<Vec<ClientContextParam<'_>>> {
    decode::each_entry(value, |name, param| {
        let fields = Fields::of(param);
        let param = ClientContextParam {
            name,
            kind: fields.need("type", fields.with("type", param_type)),
            documentation: fields.text("documentation"),
        };
        fields.finish(param)
    })
}

fn param_type(value: &Value) -> Decoded<&'static str> {
    let known = [
        ("string", "string"),
        ("boolean", "boolean"),
        ("stringArray", "stringArray"),
    ];
    decode::one_of(value, &known)
}

fn rule_set(value: &Value) -> Decoded<()> {
    let fields = Fields::of(value);
    fields.need("version", fields.text("version"));
    fields.need("parameters", fields.object("parameters").map(drop));
    fields.need("rules", fields.list("rules").map(drop));
    fields.finish(())
}

fn bdd(value: &Value) -> Decoded<()> {
    let fields = Fields::of(value);
    fields.need("version", fields.text("version"));
    fields.need("parameters", fields.object("parameters").map(drop));
    fields.need("conditions", fields.list("conditions").map(drop));
    fields.need("results", fields.list("results").map(drop));
    fields.need("nodes", fields.text("nodes"));
    fields.finish(())
}

fn tests(value: &Value) -> Decoded<()> {
    let fields = Fields::of(value);
    fields.text("version");
    fields.list("testCases");
    fields.finish(())
}

/// See [`super::problems`].
pub(super) fn check(id: &str, value: &Value) -> Option<Decoded<()>> {
    Some(match id {
        "smithy.rules#contextParam" => context_param(value).map(drop),
        "smithy.rules#staticContextParams" => static_params(value).map(drop),
        "smithy.rules#operationContextParams" => operation_params(value).map(drop),
        "smithy.rules#clientContextParams" => client_params(value).map(drop),
        "smithy.rules#endpointRuleSet" => rule_set(value),
        "smithy.rules#endpointBdd" => bdd(value),
        "smithy.rules#endpointTests" => tests(value),
        _ => return None,
    })
}
