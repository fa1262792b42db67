//! The endpoint rules of the service, read and checked: how requests find their host.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::markdown;
use crate::name::{self, Scope, own};
use crate::plan::context::Context;
use crate::plan::references;
use crate::plan::special;

pub use crate::plan::rules::{Condition, Endpoint, Expr, Outcome, Parameter, ParameterKind, Rule};

/// The functions that rules may call.
const FUNCTIONS: &[&str] = &[
    "isSet",
    "not",
    "booleanEquals",
    "stringEquals",
    "getAttr",
    "substring",
    "split",
    "coalesce",
    "ite",
    "parseURL",
    "isValidHostLabel",
    "uriEncode",
    "aws.partition",
    "aws.parseArn",
    "aws.isVirtualHostableS3Bucket",
];

/// Reads the rules of the service. A service without any gets one: the endpoint has to be set.
pub(crate) fn plan(cx: &mut Context<'_>) -> Endpoint {
    let set = cx
        .service()
        .traits
        .endpoint_rule_set()
        .and_then(Value::as_object);
    let Some(set) = set else {
        return endpoint_as_set();
    };
    let mut reader = Reader::default();
    let endpoint = Endpoint {
        parameters: reader.parameters(set.get("parameters")),
        rules: reader.rules(set.get("rules"), "/rules"),
        rules_check_region: special::rules_check_region(cx.service()),
    };
    let service = cx.service().id.clone();
    let unknown = references::unknown(&endpoint);
    let clashes = clashes(&endpoint.parameters);
    for fault in reader.faults.into_iter().chain(unknown).chain(clashes) {
        cx.problem(
            &service,
            format!("`smithy.rules#endpointRuleSet` of `{service}`: {fault}"),
            None,
        );
    }
    endpoint
}

/// The problems with the names of the parameters' methods.
fn clashes(parameters: &[Parameter]) -> Vec<String> {
    let mut scope = Scope::with(own::ENDPOINT);
    let claims = parameters.iter().map(|parameter| {
        let method = scope.claim(parameter.method.plain(), &parameter.name);
        method.and(scope.claim(parameter.set.plain(), &parameter.name))
    });
    let faults = claims.filter_map(|claimed| Some(claimed.err()?.to_string()));
    faults.collect()
}

/// The rule of services that have none in the model.
fn endpoint_as_set() -> Endpoint {
    let endpoint = || Expr::Reference("Endpoint".to_owned());
    let is_set = Condition {
        call: Expr::Call {
            function: "isSet".to_owned(),
            arguments: vec![endpoint()],
        },
        assign: None,
    };
    let no_endpoint = "the model of this service has no endpoint rules: set the endpoint URL";
    let rule = |conditions, outcome| Rule {
        conditions,
        outcome,
    };
    Endpoint {
        rules_check_region: false,
        parameters: vec![Parameter {
            name: "Endpoint".to_owned(),
            method: name::parameter("Endpoint"),
            set: name::parameter_setter("Endpoint"),
            kind: ParameterKind::String,
            required: false,
            default: None,
            built_in: Some("SDK::Endpoint".to_owned()),
            docs: "The URL that requests go to.".to_owned(),
        }],
        rules: vec![
            rule(
                vec![is_set],
                Outcome::Endpoint {
                    url: endpoint(),
                    properties: Vec::new(),
                    headers: Vec::new(),
                },
            ),
            rule(
                Vec::new(),
                Outcome::Error(Expr::Template(no_endpoint.to_owned())),
            ),
        ],
    }
}

/// Reads a rule set and collects what is wrong with it.
#[derive(Default)]
struct Reader {
    faults: Vec<String>,
    /// The parameter that is set to each built-in value.
    built_ins: BTreeMap<String, String>,
}

impl Reader {
    fn parameters(&mut self, value: Option<&Value>) -> Vec<Parameter> {
        let parameters = value.and_then(Value::as_object);
        if parameters.is_none() {
            self.faults.push("it has no `parameters`".to_owned());
        }
        let parameters = parameters.into_iter().flatten();
        parameters
            .map(|(name, value)| self.parameter(name, value))
            .collect()
    }

    fn parameter(&mut self, name: &str, value: &Value) -> Parameter {
        let text = |key: &str| value.get(key).and_then(Value::as_str);
        let kind = match text("type").map(str::to_ascii_lowercase).as_deref() {
            Some("boolean") => ParameterKind::Boolean,
            Some("stringarray") => ParameterKind::StringArray,
            Some("string") => ParameterKind::String,
            other => {
                let other = other.unwrap_or("nothing");
                self.faults.push(format!(
                    "parameter `{name}` has the type `{other}`; it may be string, boolean or stringArray"
                ));
                ParameterKind::String
            }
        };
        let default = value.get("default").map(|value| self.expr(value, name));
        if default.as_ref().is_some_and(|default| !kind.holds(default)) {
            let fault = format!("the default of parameter `{name}` is not of its type");
            self.faults.push(fault);
        }
        let built_in = text("builtIn");
        if let Some(built_in) = built_in {
            self.built_in(name, kind, built_in);
        }
        Parameter {
            method: name::parameter(name),
            set: name::parameter_setter(name),
            kind,
            required: value
                .get("required")
                .and_then(Value::as_bool)
                .unwrap_or(false),
            default,
            built_in: built_in.map(str::to_owned),
            docs: text("documentation")
                .map(markdown::to_markdown)
                .unwrap_or_default(),
            name: name.to_owned(),
        }
    }

    /// Reports a built-in value that the parameter cannot hold, or that another one holds.
    fn built_in(&mut self, name: &str, kind: ParameterKind, built_in: &str) {
        let (wanted, words) = match built_in {
            "AWS::UseDualStack" | "AWS::UseFIPS" => (ParameterKind::Boolean, "a boolean"),
            "AWS::Region"
            | "SDK::Endpoint"
            | "AWS::Auth::AccountId"
            | "AWS::Auth::AccountIdEndpointMode" => (ParameterKind::String, "a string"),
            // Others are never set.
            _ => return,
        };
        if kind != wanted {
            self.faults.push(format!(
                "parameter `{name}` is set to `{built_in}`, which is {words}"
            ));
        }
        if let Some(other) = self.built_ins.insert(built_in.to_owned(), name.to_owned()) {
            self.faults.push(format!(
                "parameters `{other}` and `{name}` are both set to `{built_in}`"
            ));
        }
    }

    fn rules(&mut self, value: Option<&Value>, place: &str) -> Vec<Rule> {
        let rules = value.and_then(Value::as_array);
        if rules.is_none() {
            self.faults
                .push(format!("`{place}` is not a list of rules"));
        }
        let rules = rules.into_iter().flatten().enumerate();
        rules
            .map(|(index, rule)| self.rule(rule, &format!("{place}/{index}")))
            .collect()
    }

    fn rule(&mut self, rule: &Value, place: &str) -> Rule {
        let conditions = rule.get("conditions").and_then(Value::as_array);
        let conditions = conditions.into_iter().flatten().map(|condition| Condition {
            call: self.expr(condition, place),
            assign: condition
                .get("assign")
                .and_then(Value::as_str)
                .map(str::to_owned),
        });
        let conditions = conditions.collect();
        let outcome = match rule.get("type").and_then(Value::as_str) {
            Some("endpoint") => self.endpoint(rule.get("endpoint"), place),
            Some("error") => {
                Outcome::Error(self.expr(rule.get("error").unwrap_or(&Value::Null), place))
            }
            Some("tree") => {
                Outcome::Rules(self.rules(rule.get("rules"), &format!("{place}/rules")))
            }
            other => {
                let other = other.unwrap_or("nothing");
                self.faults.push(format!(
                    "the rule at `{place}` has the type `{other}`; it may be endpoint, error or tree"
                ));
                Outcome::Rules(Vec::new())
            }
        };
        Rule {
            conditions,
            outcome,
        }
    }

    fn endpoint(&mut self, value: Option<&Value>, place: &str) -> Outcome {
        let none = Map::new();
        let object = value.and_then(Value::as_object).unwrap_or(&none);
        let url = object.get("url").unwrap_or(&Value::Null);
        let named = |key: &str| object.get(key).and_then(Value::as_object).unwrap_or(&none);
        let headers = named("headers").iter().map(|(name, values)| {
            let values = values.as_array().into_iter().flatten();
            let values = values.map(|value| self.expr(value, place)).collect();
            (name.clone(), values)
        });
        let headers = headers.collect();
        Outcome::Endpoint {
            url: self.expr(url, place),
            properties: self.members(named("properties"), place),
            headers,
        }
    }

    fn members(&mut self, object: &Map<String, Value>, place: &str) -> Vec<(String, Expr)> {
        let member = |(name, value): (&String, &Value)| (name.clone(), self.expr(value, place));
        object.iter().map(member).collect()
    }

    fn expr(&mut self, value: &Value, place: &str) -> Expr {
        match value {
            Value::String(text) => Expr::Template(text.clone()),
            Value::Bool(flag) => Expr::Boolean(*flag),
            Value::Number(number) => {
                if number.as_i64().is_none() {
                    self.faults
                        .push(format!("`{number}` at `{place}` is not an integer"));
                }
                Expr::Integer(number.as_i64().unwrap_or_default())
            }
            Value::Array(values) => {
                Expr::Array(values.iter().map(|value| self.expr(value, place)).collect())
            }
            Value::Object(object) => self.object(object, place),
            Value::Null => {
                self.faults.push(format!("a value is missing at `{place}`"));
                Expr::Boolean(false)
            }
        }
    }

    fn object(&mut self, object: &Map<String, Value>, place: &str) -> Expr {
        let text = |key: &str| object.get(key).and_then(Value::as_str);
        if let Some(name) = text("ref") {
            return Expr::Reference(name.to_owned());
        }
        let Some(function) = text("fn") else {
            return Expr::Object(self.members(object, place));
        };
        if !FUNCTIONS.contains(&function) {
            self.faults.push(format!(
                "`{place}` calls `{function}`, which is not a function of endpoint rules"
            ));
        }
        let arguments = object.get("argv").and_then(Value::as_array);
        let arguments = arguments.into_iter().flatten();
        Expr::Call {
            function: function.to_owned(),
            arguments: arguments.map(|value| self.expr(value, place)).collect(),
        }
    }
}
