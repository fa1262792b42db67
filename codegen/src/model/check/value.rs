//! Checks that a JSON value is a value of a shape.

use serde_json::Value;

use super::super::assemble::near;
use super::super::traits::decode::what_is;
use super::super::{Member, Shape, ShapeId, ShapeKind, prelude};
use super::Check;
use crate::suggest;

/// The number of names that are compared for a suggestion.
const COMPARED: usize = 1_000;

/// A mismatch and its path in the value.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) way: Vec<String>,
    /// A sentence without its subject.
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Fault {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            way: Vec::new(),
            message: message.into(),
            help: None,
        }
    }

    fn below(mut self, step: &str) -> Self {
        self.way.insert(0, step.to_owned());
        self
    }
}

/// The strictness of the check of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strictness {
    /// Everything, including that enum values are known.
    Default,
    /// The value of a trait, which may have newer members.
    Trait,
    /// The input of an example.
    Example,
    /// The output of an example, or an input that is rejected: required members may be missing, and
    /// unknown ones may be present.
    LaxExample,
}

impl<'m> Check<'m> {
    /// All mismatches between the value and the shape.
    pub(super) fn mismatches(
        &self,
        target: &ShapeId,
        value: &Value,
        strictness: Strictness,
    ) -> Vec<Fault> {
        match self.sound(target) {
            Some(shape) => self.mismatch(shape, value, strictness),
            // The missing shape has been reported.
            None => Vec::new(),
        }
    }

    // The recursion is as deep as the value, which the parser limits.
    fn mismatch(&self, shape: &'m Shape, value: &Value, strictness: Strictness) -> Vec<Fault> {
        match &shape.kind {
            ShapeKind::Document => Vec::new(),
            ShapeKind::List { member } => match value {
                Value::Array(list) => {
                    let elements = list.iter().enumerate();
                    let elements = elements.map(|(index, value)| (index.to_string(), value));
                    self.elements(shape, member, elements, strictness)
                }
                other => vec![must_be("an array", other)],
            },
            ShapeKind::Map { value: member, .. } => match value {
                Value::Object(map) => {
                    let entries = map.iter().map(|(key, value)| (key.clone(), value));
                    self.elements(shape, member, entries, strictness)
                }
                other => vec![must_be("an object", other)],
            },
            ShapeKind::Structure { members } => self.structure(members, value, strictness),
            ShapeKind::Union { members } => self.union(members, value, strictness),
            ShapeKind::Service(_) | ShapeKind::Operation(_) | ShapeKind::Resource(_) => Vec::new(),
            _ => {
                let mut faults: Vec<Fault> = simple(shape, value, strictness).into_iter().collect();
                faults.extend(self.id_ref(&shape.traits, value));
                faults
            }
        }
    }

    fn elements<'v>(
        &self,
        shape: &Shape,
        member: &Member,
        values: impl Iterator<Item = (String, &'v Value)>,
        strictness: Strictness,
    ) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (step, value) in values {
            if value.is_null() && shape.traits.sparse() {
                continue;
            }
            let below = self.member_mismatches(member, value, strictness);
            faults.extend(below.into_iter().map(|fault| fault.below(&step)));
        }
        faults
    }

    fn member_mismatches(
        &self,
        member: &Member,
        value: &Value,
        strictness: Strictness,
    ) -> Vec<Fault> {
        let mut faults = self.mismatches(&member.target, value, strictness);
        faults.extend(self.id_ref(&member.traits, value));
        faults
    }

    fn structure(&self, members: &[Member], value: &Value, strictness: Strictness) -> Vec<Fault> {
        let Value::Object(map) = value else {
            return vec![must_be("an object", value)];
        };
        let mut faults = Vec::new();
        for (key, value) in map {
            match members.iter().find(|member| member.name() == key) {
                // Null counts as unset.
                Some(_) if value.is_null() => {}
                Some(member) => {
                    let below = self.member_mismatches(member, value, strictness);
                    faults.extend(below.into_iter().map(|fault| fault.below(key)));
                }
                None => faults.extend(stranger(members, key, strictness)),
            }
        }
        let lax = strictness == Strictness::LaxExample;
        let missing = members.iter().filter(|member| {
            !lax && member.traits.required() && !member.traits.has("smithy.api#default")
        });
        for member in missing.filter(|member| !map.contains_key(member.name())) {
            faults.push(Fault::new(format!("is missing `{}`", member.name())));
        }
        faults
    }

    fn union(&self, members: &[Member], value: &Value, strictness: Strictness) -> Vec<Fault> {
        let Value::Object(map) = value else {
            return vec![must_be("an object", value)];
        };
        let mut set = map.iter().filter(|(_, value)| !value.is_null());
        let (key, value) = match (set.next(), set.next()) {
            (Some(only), None) => only,
            // Outputs of examples are often abbreviated.
            (None, _) if strictness == Strictness::LaxExample => return Vec::new(),
            _ => {
                let message = format!(
                    "must set exactly one member of the union, not {}",
                    map.len()
                );
                return vec![Fault::new(message)];
            }
        };
        match members.iter().find(|member| member.name() == key) {
            Some(member) => {
                let below = self.member_mismatches(member, value, strictness);
                below.into_iter().map(|fault| fault.below(key)).collect()
            }
            None => stranger(members, key, strictness).into_iter().collect(),
        }
    }

    /// Checks that a string with the trait `idRef` is a shape ID.
    fn id_ref(&self, traits: &super::super::Traits, value: &Value) -> Option<Fault> {
        let id_ref = traits.get("smithy.api#idRef")?;
        let text = value.as_str()?;
        let Ok(id) = text.parse::<ShapeId>() else {
            return Some(Fault::new(format!(
                "is `{text}`, which is not a shape ID; expected `namespace#Name`"
            )));
        };
        let must = id_ref.get("failWhenMissing") == Some(&Value::Bool(true));
        let is_prelude_trait =
            id.namespace() == prelude::NAMESPACE && prelude::TRAITS.contains(&id.name());
        let container = id.container();
        let there = is_prelude_trait
            || self.broken.contains(&container)
            || match self.model.shape(&container) {
                Some(shape) => id.member().is_none_or(|name| has_member(shape, name)),
                None => false,
            };
        if there || !must {
            return None;
        }
        let mut fault = Fault::new(format!("is `{id}`, which does not exist"));
        let ids = self.model.shapes().map(|shape| &shape.id);
        fault.help = self.report.suggest(|| near(&id, ids));
        Some(fault)
    }
}

fn has_member(shape: &Shape, name: &str) -> bool {
    match &shape.kind {
        ShapeKind::Enum(members) => members.iter().any(|member| member.name == name),
        ShapeKind::IntEnum(members) => members.iter().any(|member| member.name == name),
        _ => shape.member(name).is_some(),
    }
}

/// An unknown member.
fn stranger(members: &[Member], key: &str, strictness: Strictness) -> Option<Fault> {
    let names = members.iter().map(Member::name).take(COMPARED);
    let meant = suggest::slip(key, names);
    // Newer versions of a trait may have more members, and services send members that their models
    // do not have: published examples have both.
    let lax = match strictness {
        Strictness::Default => false,
        Strictness::Trait | Strictness::Example => meant.is_none(),
        Strictness::LaxExample => true,
    };
    if lax {
        return None;
    }
    let mut fault = Fault::new(format!("has no member named `{key}`"));
    fault.help = meant.map(|meant| format!("did you mean `{meant}`?"));
    Some(fault)
}

fn must_be(wanted: &str, value: &Value) -> Fault {
    Fault::new(format!("must be {wanted}, not {}", what_is(value)))
}

/// Checks a value of a shape without members.
fn simple(shape: &Shape, value: &Value, strictness: Strictness) -> Option<Fault> {
    match &shape.kind {
        ShapeKind::Boolean => (!value.is_boolean()).then(|| must_be("a boolean", value)),
        ShapeKind::String | ShapeKind::Blob => {
            (!value.is_string()).then(|| must_be("a string", value))
        }
        ShapeKind::Enum(members) => {
            let Some(text) = value.as_str() else {
                return Some(must_be("a string", value));
            };
            let known = members.iter().any(|member| member.value == text);
            if known || strictness != Strictness::Default {
                return None;
            }
            let mut fault = Fault::new(format!(
                "is `{text}`, which is not a value of `{}`",
                shape.id
            ));
            let values = members.iter().map(|member| member.value.as_str());
            let values = values.take(COMPARED);
            fault.help = suggest::did_you_mean(text, values);
            Some(fault)
        }
        ShapeKind::IntEnum(_) => whole(value, i64::from(i32::MIN), i64::from(i32::MAX)),
        ShapeKind::Byte => whole(value, i64::from(i8::MIN), i64::from(i8::MAX)),
        ShapeKind::Short => whole(value, i64::from(i16::MIN), i64::from(i16::MAX)),
        ShapeKind::Integer => whole(value, i64::from(i32::MIN), i64::from(i32::MAX)),
        ShapeKind::Long => whole(value, i64::MIN, i64::MAX),
        ShapeKind::Float | ShapeKind::Double => match value.as_str() {
            Some("NaN" | "Infinity" | "-Infinity") => None,
            _ => (!value.is_number()).then(|| must_be("a number", value)),
        },
        ShapeKind::BigInteger | ShapeKind::BigDecimal => {
            let fits = value.is_number() || value.is_string();
            (!fits).then(|| must_be("a number", value))
        }
        ShapeKind::Timestamp => {
            let fits = value.is_number() || value.is_string();
            (!fits).then(|| must_be("a number or a string", value))
        }
        _ => None,
    }
}

fn whole(value: &Value, least: i64, most: i64) -> Option<Fault> {
    let Value::Number(number) = value else {
        return Some(must_be("a number", value));
    };
    let number_is_whole = number.as_f64().is_some_and(|n| n.fract() == 0.0);
    match number.as_i64() {
        Some(number) if (least..=most).contains(&number) => None,
        None if number_is_whole && !number.is_u64() => None,
        _ => Some(Fault::new(format!(
            "must be an integer from {least} to {most}, not {number}"
        ))),
    }
}
