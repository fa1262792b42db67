//! The interpreter of the rules.

use aws_smithy_types::endpoint::{Endpoint, EndpointAuthScheme};

use super::functions::call;
use super::rules::{Condition, Expr, Header, Named, Outcome, Rule, RuleSet};
use super::{Error, Value};

const NO_MATCH: &str = "No endpoint rule matched";

/// Evaluates the rules of a service for the parameters of a call.
///
/// Parameters that are not named count as not set. Defaults are up to the caller.
///
/// # Errors
///
/// Fails with the reason that the rules state, or if none of them matches.
pub fn resolve(
    rules: &RuleSet,
    parameters: &[(&'static str, Value<'_>)],
) -> Result<Endpoint, Error> {
    let mut scope = Scope {
        parameters,
        assigned: Vec::new(),
    };
    scope.rules(rules.rules)
}

/// The values that have a name.
struct Scope<'p> {
    parameters: &'p [(&'static str, Value<'p>)],
    assigned: Vec<(&'static str, Value<'p>)>,
}

impl<'p> Scope<'p> {
    /// Returns the result of the first rule that matches.
    fn rules(&mut self, rules: &[Rule]) -> Result<Endpoint, Error> {
        for rule in rules {
            let before = self.assigned.len();
            if rule
                .conditions
                .iter()
                .all(|condition| self.holds(condition))
            {
                return match rule.outcome {
                    Outcome::Rules(rules) => self.rules(rules),
                    Outcome::Error(reason) => Err(Error::new(self.string(&reason)?)),
                    Outcome::Endpoint {
                        url,
                        properties,
                        headers,
                    } => self.endpoint(&url, properties, headers),
                };
            }
            self.assigned.truncate(before);
        }
        Err(Error::new(NO_MATCH))
    }

    fn holds(&mut self, condition: &Condition) -> bool {
        let value = self.value(&condition.value);
        let holds = value.holds();
        if let (true, Some(name)) = (holds, condition.assign) {
            self.assigned.push((name, value));
        }
        holds
    }

    fn endpoint(
        &self,
        url: &Expr,
        properties: &[Named],
        headers: &[Header],
    ) -> Result<Endpoint, Error> {
        let url = self.string(url)?;
        if url.is_empty() {
            return Err(Error::new("the URL of the endpoint is empty"));
        }
        let mut builder = Endpoint::builder().url(url);
        for (name, values) in headers {
            for value in *values {
                builder = builder.header(*name, self.string(value)?);
            }
        }
        for (name, value) in properties {
            let value = self.value(value);
            match (*name, auth_schemes(&value)) {
                ("authSchemes", Some(schemes)) => {
                    builder = schemes
                        .into_iter()
                        .fold(builder, |b, scheme| b.auth_scheme(scheme));
                }
                _ => builder = builder.property(*name, value.into_document()),
            }
        }
        Ok(builder.build())
    }

    fn string(&self, expr: &Expr) -> Result<String, Error> {
        match self.value(expr) {
            Value::String(text) => Ok(text.into_owned()),
            _ => Err(Error::new(
                "the endpoint rules returned no string where one is required",
            )),
        }
    }

    fn value(&self, expr: &Expr) -> Value<'p> {
        match *expr {
            Expr::Template(text) => self.template(text).unwrap_or_default(),
            Expr::Bool(flag) => Value::Bool(flag),
            Expr::Integer(number) => Value::Integer(number),
            Expr::List(items) => Value::List(items.iter().map(|item| self.value(item)).collect()),
            Expr::Object(members) => {
                let member = |(name, value): &Named| (*name, self.value(value));
                Value::Object(members.iter().map(member).collect())
            }
            Expr::Reference(name) => self.named(name).cloned().unwrap_or_default(),
            Expr::Call(function, arguments) => {
                let arguments: Vec<_> = arguments.iter().map(|item| self.value(item)).collect();
                call(function, arguments).unwrap_or_default()
            }
        }
    }

    fn named(&self, name: &str) -> Option<&Value<'p>> {
        let assigned = self.assigned.iter().rev();
        let mut all = assigned.chain(self.parameters);
        all.find(|(other, _)| *other == name)
            .map(|(_, value)| value)
    }

    /// The template with values in place of the names in braces; a doubled brace is a brace.
    fn template(&self, text: &'static str) -> Option<Value<'p>> {
        if !text.contains(['{', '}']) {
            return Some(Value::from(text));
        }
        let mut out = String::with_capacity(text.len() + 16);
        let mut rest = text;
        while let Some((plain, brace)) = rest.find(['{', '}']).map(|at| rest.split_at(at)) {
            out.push_str(plain);
            if brace.starts_with("{{") || brace.starts_with("}}") {
                out.push_str(brace.get(..1)?);
                rest = brace.get(2..)?;
                continue;
            }
            let (reference, tail) = brace.strip_prefix('{')?.split_once('}')?;
            let (name, path) = reference.split_once('#').unwrap_or((reference, ""));
            let value = self.named(name)?;
            out.push_str(match path {
                "" => value.as_str()?,
                path => value.at(path)?.as_str()?,
            });
            rest = tail;
        }
        out.push_str(rest);
        Some(Value::text(out))
    }
}

/// The value as ways to sign, if it is a list of them.
fn auth_schemes(value: &Value<'_>) -> Option<Vec<EndpointAuthScheme>> {
    let Value::List(schemes) = value else {
        return None;
    };
    schemes.iter().map(auth_scheme).collect()
}

fn auth_scheme(value: &Value<'_>) -> Option<EndpointAuthScheme> {
    let Value::Object(members) = value else {
        return None;
    };
    let name = value.at("name")?.as_str()?.to_owned();
    let mut scheme = EndpointAuthScheme::with_capacity(name, members.len().saturating_sub(1));
    for (key, value) in members.iter().filter(|(key, _)| *key != "name") {
        scheme = scheme.put(*key, value.clone().into_document());
    }
    Some(scheme)
}
