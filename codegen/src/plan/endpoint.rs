//! The endpoint rules of the service, read and checked: how requests find their host.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::markdown;
use crate::name::{self, Scope, own};
use crate::plan::bdd::Diagram;
use crate::plan::context::Context;
use crate::plan::references;
use crate::plan::special::s3;

pub use crate::plan::rules::{
    Condition, Decisions, Endpoint, Expr, Outcome, Parameter, ParameterKind, Rule,
};

/// The functions that rules may call, with the least and the greatest number of their arguments.
const FUNCTIONS: &[(&str, usize, usize)] = &[
    ("isSet", 1, 1),
    ("not", 1, 1),
    ("booleanEquals", 2, 2),
    ("stringEquals", 2, 2),
    ("getAttr", 2, 2),
    ("substring", 4, 4),
    ("split", 3, 3),
    ("coalesce", 2, usize::MAX),
    ("ite", 3, 3),
    ("parseURL", 1, 1),
    ("isValidHostLabel", 2, 2),
    ("uriEncode", 1, 1),
    ("aws.partition", 1, 1),
    ("aws.parseArn", 1, 1),
    ("aws.isVirtualHostableS3Bucket", 2, 2),
];

/// Reads the rules of the service. A service without any gets one: the endpoint has to be set.
pub(crate) fn plan(cx: &mut Context<'_>) -> Endpoint {
    let service = cx.service().id.clone();
    let Some((name, rules)) = cx.service().traits.endpoint_rules() else {
        return endpoint_as_set();
    };
    let (endpoint, faults) = read(service.as_str(), rules);
    for fault in faults {
        cx.problem(&service, format!("`{name}` of `{service}`: {fault}"), None);
    }
    endpoint
}

/// Reads rules, the value of `smithy.rules#endpointRuleSet` or `smithy.rules#endpointBdd` of the
/// service with that ID. Returns the problems of the rules with them.
pub fn read(service: &str, rules: &Value) -> (Endpoint, Vec<String>) {
    let mut reader = Reader {
        checks_region: !s3::checks_region_itself(service),
        ..Reader::default()
    };
    let mut parameters = reader.parameters(rules.get("parameters"));
    let decisions = if rules.get("nodes").is_some() {
        reader.diagram(rules)
    } else {
        let rules = reader.rules(rules.get("rules"), "/rules");
        reader
            .faults
            .extend(references::unknown(&parameters, &rules));
        Decisions::of_rules(&rules)
    };
    let mut faults = reader.faults;
    if faults.is_empty() {
        faults.extend(references::unclear(&parameters, &decisions));
    }
    faults.extend(decisions.excess());
    faults.extend(clashes(&parameters));
    let used = references::used(&decisions);
    for parameter in &mut parameters {
        parameter.used = used.contains(parameter.name.as_str());
    }
    drop(used);
    let endpoint = Endpoint {
        parameters,
        decisions,
    };
    (endpoint, faults)
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
        parameters: vec![Parameter {
            name: "Endpoint".to_owned(),
            method: name::parameter("Endpoint"),
            set: name::parameter_setter("Endpoint"),
            kind: ParameterKind::String,
            required: false,
            default: None,
            built_in: Some("SDK::Endpoint".to_owned()),
            used: true,
            host_label: false,
            docs: "The URL that requests go to.".to_owned(),
        }],
        decisions: Decisions::of_rules(&[
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
        ]),
    }
}

/// Reads a rule set and collects what is wrong with it.
#[derive(Default)]
struct Reader {
    faults: Vec<String>,
    /// True if a region has to be part of a host name.
    checks_region: bool,
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
            used: true,
            host_label: self.checks_region && built_in == Some("AWS::Region"),
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

    /// Reads a binary decision diagram. Its results are rules without conditions.
    fn diagram(&mut self, value: &Value) -> Decisions {
        let conditions = self.conditions(value, "/conditions");
        let results = self.rules(value.get("results"), "/results");
        let is_result =
            |rule: &Rule| rule.conditions.is_empty() && !matches!(rule.outcome, Outcome::Rules(_));
        if let Some(at) = results.iter().position(|rule| !is_result(rule)) {
            let fault =
                format!("`/results/{at}` is not an endpoint or an error without conditions");
            self.faults.push(fault);
        }
        let results = results.into_iter().map(|rule| rule.outcome).collect();
        let diagram = Diagram::read(value, conditions, results);
        match diagram.and_then(Diagram::decisions) {
            Ok(decisions) => decisions,
            Err(fault) => {
                self.faults.push(fault);
                Decisions::default()
            }
        }
    }

    /// The member `conditions` of a rule or of a diagram.
    fn conditions(&mut self, value: &Value, place: &str) -> Vec<Condition> {
        let conditions = value.get("conditions").and_then(Value::as_array);
        let conditions = conditions.into_iter().flatten().map(|condition| Condition {
            call: self.expr(condition, place),
            assign: condition
                .get("assign")
                .and_then(Value::as_str)
                .map(str::to_owned),
        });
        conditions.collect()
    }

    fn rule(&mut self, rule: &Value, place: &str) -> Rule {
        let conditions = self.conditions(rule, place);
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
        let arguments = object.get("argv").and_then(Value::as_array);
        let count = arguments.map_or(0, Vec::len);
        match FUNCTIONS.iter().find(|(name, ..)| *name == function) {
            None => self.faults.push(format!(
                "`{place}` calls `{function}`, which is not a function of endpoint rules"
            )),
            Some((_, least, most)) if !(least..=most).contains(&&count) => {
                let more = if least < most { " or more" } else { "" };
                self.faults.push(format!(
                    "`{place}` calls `{function}` with {count} arguments; expected {least}{more}"
                ));
            }
            Some(_) => {}
        }
        let arguments = arguments.into_iter().flatten();
        Expr::Call {
            function: function.to_owned(),
            arguments: arguments.map(|value| self.expr(value, place)).collect(),
        }
    }
}
