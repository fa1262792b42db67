//! The interpreter of the rules.

use std::borrow::Cow;

use aws_smithy_types::Document;
use aws_smithy_types::endpoint::{Endpoint, EndpointAuthScheme};

use super::functions;
use super::partition::partition;
use super::rule_set::RuleSet;
use super::rules::{
    Condition, Cut, Decision, Expr, Function, Leaf, Member, Outcome, Piece, Program, Scheme, Test,
};
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
    let scope = |assigned| {
        Scope {
            program,
            parameters,
            assigned,
            texts: &texts,
        }
        .resolve()
    };
    // Most rules name one value, a partition; those of S3 the most.
    match program.assigned {
        0..=1 => scope(&mut [Value::None; 1]),
        2..=4 => scope(&mut [Value::None; 4]),
        5..=20 => scope(&mut [Value::None; 20]),
        count => scope(&mut vec![Value::None; count]),
    }
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
    #[inline(never)]
    fn resolve(mut self) -> Result<Endpoint, Error> {
        let program = self.program;
        let (nodes, conditions) = (&program.nodes[..], &program.conditions[..]);
        let mut target = program.root;
        while let Some(node) = nodes.get(target.place()) {
            let holds = match &node.condition {
                Decision::Test(test) => self.passes(test),
                Decision::Condition(number) => {
                    let condition = conditions.get(usize::from(*number));
                    condition.is_some_and(|condition| self.holds(condition))
                }
            };
            target = if holds { node.high } else { node.low };
        }
        let result = target.result_place();
        let outcome = result.and_then(|result| program.results.get(result));
        match outcome {
            Some(Outcome::Endpoint(leaf)) => self.endpoint(leaf),
            Some(Outcome::Error(reason)) => Err(Error::new(self.string(reason)?)),
            None => Err(Error::new(NO_MATCH)),
        }
    }

    #[inline(always)]
    fn passes(&self, test: &Test) -> bool {
        let parameter = |slot: u16| self.parameters.get(usize::from(slot));
        let is = |value: &Value<'_>, flag: &bool| matches!(value, Value::Bool(it) if it == flag);
        match test {
            Test::Set(slot) => parameter(*slot).is_some_and(|it| !matches!(it, Value::None)),
            Test::Flag(slot, flag) => parameter(*slot).is_some_and(|it| is(it, flag)),
            Test::FlagOrUnset(slot, flag, unset) => match parameter(*slot) {
                None | Some(Value::None) => *unset,
                Some(value) => is(value, flag),
            },
        }
    }

    /// True if a condition holds. It may give a value its name.
    fn holds(&mut self, condition: &'static Condition) -> bool {
        match condition {
            Condition::Slot(test) => self.passes(test),
            Condition::Is(slot, text) => self.slot(*slot).as_str() == Some(text),
            Condition::MemberIs(slot, member, text) => match self.slot(*slot) {
                Value::Partition(partition) => partition.text(member.field) == Some(text),
                _ => self.member(*slot, *member).as_str() == Some(text),
            },
            Condition::MemberFlag(slot, member, flag) => {
                self.member(*slot, *member).as_bool() == Some(*flag)
            }
            Condition::CutIs(slot, cut, part) => {
                let text = self.slot(*slot).as_str();
                text.is_some_and(|text| functions::is_cut(text, *cut, part))
            }
            Condition::HostLabel(slot, dots) => {
                let text = self.slot(*slot).as_str();
                text.is_some_and(|text| functions::is_host_label(text, *dots))
            }
            Condition::HostableBucket(slot, dots) => {
                let text = self.slot(*slot).as_str();
                text.is_some_and(|text| functions::is_hostable_bucket(text, *dots))
            }
            Condition::Holds(value) => self.value(value).holds(),
            Condition::Partition(slot, region) => {
                let region = self.slot(*region).as_str();
                let partition = region.and_then(partition);
                if let (Some(partition), Some(slot)) = (partition, self.assigned.get_mut(*slot)) {
                    *slot = Value::Partition(partition);
                }
                partition.is_some()
            }
            Condition::Assign(slot, value) => {
                let value = self.value(value);
                if let (true, Some(slot)) = (value.holds(), self.assigned.get_mut(*slot)) {
                    *slot = value;
                }
                value.holds()
            }
        }
    }

    fn endpoint(&self, leaf: &'static Leaf) -> Result<Endpoint, Error> {
        let url: Cow<'static, str> = match &leaf.url {
            Expr::Text(text) => (*text).into(),
            Expr::Template(pieces) => {
                let text = self.template(pieces);
                text.ok_or_else(|| Error::new(NO_STRING))?.into()
            }
            other => self.string(other)?.into(),
        };
        if url.is_empty() {
            return Err(Error::new("the URL of the endpoint is empty"));
        }
        let mut builder = match &leaf.known {
            Some(known) => known.clone().into_builder(),
            None => Endpoint::builder(),
        };
        builder = builder.url(url);
        for (name, values) in &leaf.headers {
            for value in values {
                builder = builder.header(*name, self.string(value)?);
            }
        }
        for Scheme { name, properties } in &leaf.schemes {
            let count = properties.len();
            let mut scheme = match name {
                Expr::Text(name) => EndpointAuthScheme::with_capacity(*name, count),
                name => match self.text(name) {
                    Some("sigv4") => EndpointAuthScheme::with_capacity("sigv4", count),
                    Some(name) => EndpointAuthScheme::with_capacity(name.to_owned(), count),
                    None => return Err(Error::new(NO_STRING)),
                },
            };
            for (key, value) in properties {
                scheme = scheme.put(*key, self.document(value));
            }
            builder = builder.auth_scheme(scheme);
        }
        for (name, value) in &leaf.properties {
            builder = builder.property(*name, self.document(value));
        }
        Ok(builder.build())
    }

    fn document(&self, expr: &'static Expr) -> Document {
        match expr {
            Expr::Bool(flag) => Document::Bool(*flag),
            Expr::Text(text) => Document::String((*text).to_owned()),
            Expr::Template(pieces) => match self.template(pieces) {
                Some(text) => Document::String(text),
                None => Document::Null,
            },
            other => self.value(other).into_document(),
        }
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
            Expr::Slot(slot) => self.slot(*slot).as_str(),
            other => self.value(other).as_str(),
        }
    }

    fn value(&self, expr: &'static Expr) -> Value<'p> {
        match expr {
            Expr::Text(text) => Value::String(text),
            Expr::Template(pieces) => match &pieces[..] {
                [piece] => self.piece(piece).into(),
                pieces => match self.template(pieces) {
                    Some(text) => self.texts.text(text),
                    None => Value::None,
                },
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
            Expr::Member(slot, member) => self.member(*slot, *member),
            Expr::Part(whole, path) => self.value(whole).at(path, self.texts).unwrap_or_default(),
            Expr::Cut(
                slot,
                Cut {
                    start,
                    stop,
                    reverse,
                },
            ) => {
                let text = self.slot(*slot).as_str();
                let cut = text.and_then(|text| functions::substring(text, *start, *stop, *reverse));
                cut.into()
            }
            Expr::Call(function, arguments) => self.call(*function, arguments).unwrap_or_default(),
        }
    }

    #[inline]
    fn slot(&self, slot: usize) -> Value<'p> {
        let value = match slot.checked_sub(self.program.parameters) {
            None => self.parameters.get(slot),
            Some(assigned) => self.assigned.get(assigned),
        };
        *value.unwrap_or(&Value::None)
    }

    fn member(&self, slot: usize, member: Member) -> Value<'p> {
        let whole = self.slot(slot);
        whole.member(member, self.texts).unwrap_or_default()
    }

    fn template(&self, pieces: &'static [Piece]) -> Option<String> {
        if let [piece] = pieces {
            return Some(self.piece(piece)?.to_owned());
        }
        let mut out = String::with_capacity(64);
        for piece in pieces {
            out.push_str(self.piece(piece)?);
        }
        Some(out)
    }

    #[inline(always)]
    fn piece(&self, piece: &'static Piece) -> Option<&'p str> {
        match piece {
            Piece::Text(text) => Some(text),
            Piece::Slot(slot) => self.slot(*slot).as_str(),
            Piece::Member(slot, member) => match self.slot(*slot) {
                Value::Partition(partition) => partition.text(member.field),
                whole => whole.member(*member, self.texts)?.as_str(),
            },
            Piece::Value(slot, path) => self.slot(*slot).at(path, self.texts)?.as_str(),
        }
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
            (Function::ParseUrl, [text]) => self.texts.url(url::parse(self.text(text)?)?),
            (Function::UriEncode, [text]) => {
                let mut encoded = String::new();
                percent_encode(&mut encoded, self.text(text)?, LABEL);
                self.texts.text(encoded)
            }
            (Function::AwsPartition, [region]) => Value::Partition(partition(self.text(region)?)?),
            (Function::AwsParseArn, [text]) => self.texts.arn(functions::arn(self.text(text)?)?),
            // The path of `getAttr` is not a plain string, or the number of arguments is wrong:
            // the generator refuses both.
            _ => return None,
        })
    }
}

const NO_STRING: &str = "the endpoint rules returned no string where one is required";
