//! The interpreter of the rules.

use aws_smithy_types::endpoint::{Endpoint, EndpointAuthScheme};

use super::functions;
use super::partition::partition;
use super::rules::{Expr, Function, Outcome, Piece, Program, RuleSet, Scheme, Step, Target};
use super::texts::Texts;
use super::url;
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
    let texts = Texts::default();
    let scope = Scope {
        program,
        parameters,
        assigned: vec![Value::None; program.assigned],
        texts: &texts,
    };
    scope.resolve()
}

/// The values that have a name.
struct Scope<'p> {
    program: &'static Program,
    parameters: &'p [Value<'p>],
    assigned: Vec<Value<'p>>,
    texts: &'p Texts,
}

impl<'p> Scope<'p> {
    /// Follows the nodes to a result. None leads back, so that this ends.
    fn resolve(mut self) -> Result<Endpoint, Error> {
        let program = self.program;
        let mut target = program.root;
        while let Target::Node(node) = target {
            let Some(node) = program.nodes.get(usize::from(node)) else {
                break;
            };
            target = if self.holds(usize::from(node.condition)) {
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

    fn holds(&mut self, condition: usize) -> bool {
        let Some(condition) = self.program.conditions.get(condition) else {
            return false;
        };
        let value = self.value(&condition.value);
        let holds = value.holds();
        if let (true, Some(slot)) = (holds, condition.assign)
            && let Some(slot) = self.assigned.get_mut(slot)
        {
            *slot = value;
        }
        holds
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
                Some(text) => Value::String(self.texts.keep(text)),
                None => Value::None,
            },
            Expr::Bool(flag) => Value::Bool(*flag),
            Expr::Integer(number) => Value::Integer(*number),
            Expr::List(items) => Value::List(items.iter().map(|item| self.value(item)).collect()),
            Expr::Object(members) => {
                let members = members.iter();
                Value::Object(
                    members
                        .map(|(name, value)| (*name, self.value(value)))
                        .collect(),
                )
            }
            Expr::Slot(slot) => self.slot(*slot).cloned().unwrap_or_default(),
            Expr::Part(whole, path) => self.part(whole, path).unwrap_or_default(),
            Expr::Call(function, arguments) => self.call(*function, arguments).unwrap_or_default(),
        }
    }

    fn slot(&self, slot: usize) -> Option<&Value<'p>> {
        match slot.checked_sub(self.program.parameters) {
            None => self.parameters.get(slot),
            Some(assigned) => self.assigned.get(assigned),
        }
    }

    fn part(&self, whole: &'static Expr, path: &'static [Step]) -> Option<Value<'p>> {
        match whole {
            Expr::Slot(slot) => self.slot(*slot)?.at(path, self.texts),
            other => self.value(other).at(path, self.texts),
        }
    }

    fn template(&self, pieces: &'static [Piece]) -> Option<String> {
        let mut out = String::with_capacity(64);
        for piece in pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Value(slot, path) if path.is_empty() => {
                    out.push_str(self.slot(*slot)?.as_str()?);
                }
                Piece::Value(slot, path) => {
                    out.push_str(self.slot(*slot)?.at(path, self.texts)?.as_str()?);
                }
            }
        }
        Some(out)
    }

    /// Returns the result of a function; `None` if it has none.
    fn call(&self, function: Function, arguments: &'static [Expr]) -> Option<Value<'p>> {
        let value = |index: usize| arguments.get(index).map(|it| self.value(it));
        let text = |index: usize| self.text(arguments.get(index)?);
        let flag = |index: usize| value(index)?.as_bool();
        let number = |index: usize| usize::try_from(value(index)?.as_integer()?).ok();
        Some(match function {
            Function::IsSet => Value::Bool(value(0) != Some(Value::None)),
            Function::Not => Value::Bool(!flag(0)?),
            Function::BooleanEquals => Value::Bool(flag(0)? == flag(1)?),
            Function::StringEquals => Value::Bool(text(0)? == text(1)?),
            // The path is not a plain string, which the generator refuses.
            Function::GetAttr => return None,
            Function::Substring => {
                let part = functions::substring(text(0)?, number(1)?, number(2)?, flag(3)?)?;
                Value::String(part)
            }
            Function::Split => {
                let parts = functions::split(text(0)?, text(1)?, number(2)?)?;
                Value::List(parts.map(Value::String).collect())
            }
            Function::Coalesce => {
                let mut values = arguments.iter().map(|it| self.value(it));
                values.find(|value| *value != Value::None)?
            }
            Function::IfThenElse => value(if flag(0)? { 1 } else { 2 })?,
            Function::ParseUrl => {
                let text = text(0)?;
                url::parse(text)?;
                Value::Url(text)
            }
            Function::IsValidHostLabel => {
                let dots = flag(1).unwrap_or(false);
                Value::Bool(functions::is_host_label(text(0)?, dots))
            }
            Function::UriEncode => {
                let mut encoded = String::new();
                percent_encode(&mut encoded, text(0)?, LABEL);
                Value::String(self.texts.keep(encoded))
            }
            Function::AwsPartition => Value::Partition(partition(text(0)?)?),
            Function::AwsParseArn => {
                let text = text(0)?;
                functions::arn(text)?;
                Value::Arn(text)
            }
            Function::AwsIsVirtualHostableS3Bucket => {
                let dots = flag(1).unwrap_or(false);
                Value::Bool(functions::is_hostable_bucket(text(0)?, dots))
            }
        })
    }
}

const NO_STRING: &str = "the endpoint rules returned no string where one is required";
