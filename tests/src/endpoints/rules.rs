//! The rules of a plan, as the runtime has them.

use hammersmith::endpoint::{self, Condition, Expr, Function, Rule, RuleSet};
use hammersmith_codegen::plan::endpoint as plan;
use serde_json::Value;

use super::Parameters;

/// The functions of the rules.
const FUNCTIONS: [(&str, Function); 15] = [
    ("isSet", Function::IsSet),
    ("not", Function::Not),
    ("booleanEquals", Function::BooleanEquals),
    ("stringEquals", Function::StringEquals),
    ("getAttr", Function::GetAttr),
    ("substring", Function::Substring),
    ("split", Function::Split),
    ("coalesce", Function::Coalesce),
    ("ite", Function::IfThenElse),
    ("parseURL", Function::ParseUrl),
    ("isValidHostLabel", Function::IsValidHostLabel),
    ("uriEncode", Function::UriEncode),
    ("aws.partition", Function::AwsPartition),
    ("aws.parseArn", Function::AwsParseArn),
    (
        "aws.isVirtualHostableS3Bucket",
        Function::AwsIsVirtualHostableS3Bucket,
    ),
];

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
            rules: RuleSet::new(each(&endpoint.rules, rule)),
        }
    }

    /// The endpoint for parameters, in the two steps of generated code: `ParamsBuilder::build`, then
    /// the rules.
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
            values.push((text(&parameter.name), value));
        }
        endpoint::resolve(&self.rules, &values).map_err(|error| error.to_string())
    }
}

fn value(json: &Value) -> endpoint::Value<'static> {
    match json {
        Value::Bool(flag) => endpoint::Value::Bool(*flag),
        Value::String(string) => endpoint::Value::String(string.clone().into()),
        Value::Array(items) => endpoint::Value::List(items.iter().map(value).collect()),
        other => panic!("{other} is not the value of a parameter"),
    }
}

fn of_default(default: &plan::Expr) -> endpoint::Value<'static> {
    match default {
        plan::Expr::Boolean(flag) => endpoint::Value::Bool(*flag),
        plan::Expr::Template(string) => endpoint::Value::String(string.clone().into()),
        plan::Expr::Array(items) => endpoint::Value::List(items.iter().map(of_default).collect()),
        other => panic!("{other:?} is not a default"),
    }
}

fn text(text: &str) -> &'static str {
    text.to_owned().leak()
}

fn each<T, U>(items: &[T], convert: impl Fn(&T) -> U) -> &'static [U] {
    items.iter().map(convert).collect::<Vec<_>>().leak()
}

fn rule(rule: &plan::Rule) -> Rule {
    let conditions = each(&rule.conditions, condition);
    match &rule.outcome {
        plan::Outcome::Endpoint {
            url,
            properties,
            headers,
        } => {
            let headers = each(headers, |(name, values)| (text(name), each(values, expr)));
            Rule::endpoint(conditions, expr(url), named(properties), headers)
        }
        plan::Outcome::Error(reason) => Rule::error(conditions, expr(reason)),
        plan::Outcome::Rules(rules) => Rule::tree(conditions, each(rules, self::rule)),
    }
}

fn condition(condition: &plan::Condition) -> Condition {
    let own = Condition::new(expr(&condition.call));
    match &condition.assign {
        Some(name) => own.assign(text(name)),
        None => own,
    }
}

fn named(members: &[(String, plan::Expr)]) -> &'static [(&'static str, Expr)] {
    each(members, |(name, value)| (text(name), expr(value)))
}

fn expr(value: &plan::Expr) -> Expr {
    match value {
        plan::Expr::Template(string) => Expr::Template(text(string)),
        plan::Expr::Boolean(flag) => Expr::Bool(*flag),
        plan::Expr::Integer(number) => Expr::Integer(*number),
        plan::Expr::Array(values) => Expr::List(each(values, expr)),
        plan::Expr::Object(members) => Expr::Object(named(members)),
        plan::Expr::Reference(name) => Expr::Reference(text(name)),
        plan::Expr::Call {
            function,
            arguments,
        } => {
            let mut known = FUNCTIONS.iter();
            let found = known.find(|(name, _)| name == function);
            let (_, function) = found.expect("the generator refuses others");
            Expr::Call(*function, each(arguments, expr))
        }
    }
}
