//! The interpreter of the rules.

use aws_smithy_types::endpoint::{Endpoint, EndpointAuthScheme};

use super::functions;
use super::partition::partition;
use super::rule_set::RuleSet;
use super::rules::{Condition, Expr, Function, Outcome, Piece, Program, Scheme, Target};
use super::url;
use super::value::Texts;
use super::{Error, Value};
use crate::http::{LABEL, percent_encode};

const NO_MATCH: &str = "No endpoint rule matched";

/// Evaluates the rules of a service for the parameters of a call, in the order in which the rules
/// name them.
///
/// Parameters that are missing count as not set. Defaults are up to the caller.
///
/// # Errors
///
/// Fails with the reason that the rules state, or if none of them matches.
pub fn resolve(rules: &RuleSet, parameters: &[Value<'_>]) -> Result<Endpoint, Error> {
    let program = rules.program()?;
    let texts = Texts::new();
    // Most rules name one value, a partition.
    let (mut one, mut more) = ([Value::None], Vec::new());
    let assigned = if program.assigned <= one.len() {
        &mut one[..]
    } else {
        more.resize(program.assigned, Value::None);
        &mut more[..]
    };
    let scope = Scope {
        program,
        parameters,
        assigned,
        texts: &texts,
    };
    scope.resolve()
}

/// The values that have a name.
struct Scope<'s, 'p> {
    program: &'static Program,
    parameters: &'p [Value<'p>],
    assigned: &'s mut [Value<'p>],
    texts: &'p Texts<'p>,
}

impl<'p> Scope<'_, 'p> {
    /// Follows the nodes to a result. None leads back, so that this ends.
    fn resolve(mut self) -> Result<Endpoint, Error> {
        let program = self.program;
        let mut target = program.root;
        while let Target::Node(node) = target {
            let Some(node) = program.nodes.get(usize::from(node)) else {
                break;
            };
            let condition = program.conditions.get(usize::from(node.condition));
            target = if condition.is_some_and(|condition| self.holds(condition)) {
                node.high
            } else {
                node.low
            };
        }
        let outcome = match target {
            Target::Result(result) => program.results.get(usize::from(result)),
            _ => None,
        };
        match outcome {
            Some(Outcome::Error(reason)) => Err(Error::new(self.string(reason)?)),
            Some(Outcome::Endpoint {
                url,
                schemes,
                properties,
                headers,
            }) => self.endpoint(url, schemes, properties, headers),
            None => Err(Error::new(NO_MATCH)),
        }
    }

    fn holds(&mut self, condition: &'static Condition) -> bool {
        match condition {
            Condition::Set(slot) => !matches!(self.slot(*slot), Value::None),
            Condition::Flag(slot, flag) => match self.slot(*slot) {
                Value::Bool(value) => value == *flag,
                _ => false,
            },
            Condition::Holds(Expr::Call(function, arguments)) => {
                match self.test(*function, arguments) {
                    Some(answer) => answer == Some(true),
                    None => self.call(*function, arguments).is_some_and(|it| it.holds()),
                }
            }
            Condition::Holds(value) => self.value(value).holds(),
            Condition::Assign(slot, value) => {
                let value = self.value(value);
                if let (true, Some(slot)) = (value.holds(), self.assigned.get_mut(*slot)) {
                    *slot = value;
                }
                value.holds()
            }
        }
    }

    fn endpoint(
        &self,
        url: &'static Expr,
        schemes: &'static [Scheme],
        properties: &'static [(&'static str, Expr)],
        headers: &'static [(&'static str, Vec<Expr>)],
    ) -> Result<Endpoint, Error> {
        let url = self.string(url)?;
        if url.is_empty() {
            return Err(Error::new("the URL of the endpoint is empty"));
        }
        let mut builder = Endpoint::builder().url(url);
        for (name, values) in headers {
            for value in values {
                builder = builder.header(*name, self.string(value)?);
            }
        }
        for Scheme { name, properties } in schemes {
            let count = properties.len();
            let mut scheme = match self.text(name) {
                Some(name) if matches!(name, "sigv4" | "sigv4a") => {
                    let name = if name == "sigv4" { "sigv4" } else { "sigv4a" };
                    EndpointAuthScheme::with_capacity(name, count)
                }
                Some(name) => EndpointAuthScheme::with_capacity(name.to_owned(), count),
                None => return Err(Error::new(NO_STRING)),
            };
            for (key, value) in properties {
                scheme = scheme.put(*key, self.value(value).into_document());
            }
            builder = builder.auth_scheme(scheme);
        }
        for (name, value) in properties {
            builder = builder.property(*name, self.value(value).into_document());
        }
        Ok(builder.build())
    }

    fn string(&self, expr: &'static Expr) -> Result<String, Error> {
        let string = match expr {
            Expr::Template(pieces) => self.template(pieces),
            other => self.text(other).map(str::to_owned),
        };
        string.ok_or_else(|| Error::new(NO_STRING))
    }

    fn text(&self, expr: &'static Expr) -> Option<&'p str> {
        match expr {
            Expr::Text(text) => Some(text),
            other => self.value(other).as_str(),
        }
    }

    fn value(&self, expr: &'static Expr) -> Value<'p> {
        match expr {
            Expr::Text(text) => Value::String(text),
            Expr::Template(pieces) => match self.template(pieces) {
                Some(text) => self.texts.text(text),
                None => Value::None,
            },
            Expr::Bool(flag) => Value::Bool(*flag),
            Expr::Integer(number) => Value::Integer(*number),
            Expr::List(items) => self.texts.list(items.iter().map(|item| self.value(item))),
            Expr::Object(members) => {
                let members = members.iter();
                self.texts
                    .object(members.map(|(name, value)| (*name, self.value(value))))
            }
            Expr::Slot(slot) => self.slot(*slot),
            Expr::Part(whole, path) => self.value(whole).at(path, self.texts).unwrap_or_default(),
            Expr::Call(function, arguments) => self.call(*function, arguments).unwrap_or_default(),
        }
    }

    fn slot(&self, slot: usize) -> Value<'p> {
        let value = match slot.checked_sub(self.program.parameters) {
            None => self.parameters.get(slot),
            Some(assigned) => self.assigned.get(assigned),
        };
        value.copied().unwrap_or_default()
    }

    fn template(&self, pieces: &'static [Piece]) -> Option<String> {
        let mut out = String::with_capacity(64);
        for piece in pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Value(slot, path) => {
                    out.push_str(self.slot(*slot).at(path, self.texts)?.as_str()?);
                }
            }
        }
        Some(out)
    }

    /// The answer of a function that returns booleans, if it is one: `None` if it has no answer.
    fn test(&self, function: Function, arguments: &'static [Expr]) -> Option<Option<bool>> {
        let answer = match (function, arguments) {
            (Function::IsSet, [value]) => Some(!matches!(self.value(value), Value::None)),
            (Function::Not, [value]) => self.flag(value).map(|flag| !flag),
            (Function::BooleanEquals, [a, b]) => {
                self.flag(a).zip(self.flag(b)).map(|(a, b)| a == b)
            }
            (Function::StringEquals, [a, b]) => self.text(a).zip(self.text(b)).map(|(a, b)| a == b),
            (Function::IsValidHostLabel, [text, dots]) => {
                let dots = self.flag(dots) == Some(true);
                self.text(text)
                    .map(|text| functions::is_host_label(text, dots))
            }
            (Function::AwsIsVirtualHostableS3Bucket, [text, dots]) => {
                let dots = self.flag(dots) == Some(true);
                self.text(text)
                    .map(|text| functions::is_hostable_bucket(text, dots))
            }
            _ => return None,
        };
        Some(answer)
    }

    fn flag(&self, expr: &'static Expr) -> Option<bool> {
        match expr {
            Expr::Bool(flag) => Some(*flag),
            other => self.value(other).as_bool(),
        }
    }

    fn number(&self, expr: &'static Expr) -> Option<usize> {
        usize::try_from(self.value(expr).as_integer()?).ok()
    }

    /// Returns the result of a function; `None` if it has none.
    fn call(&self, function: Function, arguments: &'static [Expr]) -> Option<Value<'p>> {
        if let Some(answer) = self.test(function, arguments) {
            return answer.map(Value::Bool);
        }
        Some(match (function, arguments) {
            (Function::Substring, [text, start, stop, reverse]) => {
                let (start, stop) = (self.number(start)?, self.number(stop)?);
                let reverse = self.flag(reverse)?;
                Value::String(functions::substring(
                    self.text(text)?,
                    start,
                    stop,
                    reverse,
                )?)
            }
            (Function::Split, [text, delimiter, limit]) => {
                let (text, delimiter) = (self.text(text)?, self.text(delimiter)?);
                let parts = functions::split(text, delimiter, self.number(limit)?)?;
                self.texts.list(parts.map(Value::String))
            }
            (Function::Coalesce, values) => {
                let mut values = values.iter().map(|it| self.value(it));
                values.find(|value| !matches!(value, Value::None))?
            }
            (Function::IfThenElse, [flag, yes, no]) => {
                self.value(if self.flag(flag)? { yes } else { no })
            }
            (Function::ParseUrl, [text]) => {
                let text = self.text(text)?;
                url::parse(text)?;
                Value::Url(text)
            }
            (Function::UriEncode, [text]) => {
                let mut encoded = String::new();
                percent_encode(&mut encoded, self.text(text)?, LABEL);
                self.texts.text(encoded)
            }
            (Function::AwsPartition, [region]) => Value::Partition(partition(self.text(region)?)?),
            (Function::AwsParseArn, [text]) => {
                let text = self.text(text)?;
                functions::arn(text)?;
                Value::Arn(text)
            }
            // The path of `getAttr` is not a plain string, or the number of arguments is wrong:
            // the generator refuses both.
            _ => return None,
        })
    }
}

const NO_STRING: &str = "the endpoint rules returned no string where one is required";
