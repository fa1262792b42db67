//! The constraints on values: lengths, ranges, patterns.

use serde_json::Number;

use crate::model::{Length, Member, Shape, ShapeId, ShapeKind};
use crate::plan::context::Context;

/// The constraints on a value, in addition to its type.
///
/// Lists and maps have one more for what they hold, so that this is shaped like the
/// [`Type`](crate::plan::ty::Type) it belongs to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// The least length: characters of a string, bytes of a blob, entries of a list or map.
    pub min_length: Option<u64>,
    /// The greatest length.
    pub max_length: Option<u64>,
    /// The least number.
    pub min: Option<Number>,
    /// The greatest number.
    pub max: Option<Number>,
    /// The same two as text with all digits, if the number is one of any size.
    pub digits: (Option<String>, Option<String>),
    /// The regular expression of ECMA 262 that a string has a match of.
    pub pattern: Option<String>,
    /// True if the entries of a list are all different.
    pub unique: bool,
    /// The numbers with a name; empty unless it is an `intEnum`.
    pub named: Vec<i64>,
    /// The constraints on the keys of a map; `None` without any.
    pub keys: Option<Box<Limits>>,
    /// The constraints on the entries of a list or map; `None` without any.
    pub entries: Option<Box<Limits>>,
}

impl Limits {
    /// The constraints on the value of `member`: its own traits come before those of its target.
    pub(crate) fn of(cx: &Context<'_>, member: &Member) -> Self {
        let target = cx.target(member);
        let (own, shared) = (&member.traits, &target.traits);
        let length = own.length().or_else(|| shared.length());
        let Length {
            min: min_length,
            max: max_length,
        } = length.unwrap_or(Length {
            min: None,
            max: None,
        });
        let range = own.range().or_else(|| shared.range());
        let (min, max) = range.map_or((None, None), |range| (range.min, range.max));
        let id = match own.range() {
            Some(_) => &member.id,
            None => &member.target,
        };
        let is_big = matches!(target.kind, ShapeKind::BigInteger | ShapeKind::BigDecimal);
        let digits = |key, bound: &Option<Number>| {
            let bound = bound.as_ref().filter(|_| is_big)?;
            Some(digits(cx, id, key, bound))
        };
        let pattern = own.pattern().or_else(|| shared.pattern());
        let held = |member: &Member| {
            let limits = Self::of(cx, member);
            (limits != Self::default()).then(|| Box::new(limits))
        };
        let (keys, entries) = match &target.kind {
            ShapeKind::List { member } => (None, held(member)),
            ShapeKind::Map { key, value } => (held(key), held(value)),
            _ => (None, None),
        };
        Self {
            min_length,
            max_length,
            digits: (digits("min", &min), digits("max", &max)),
            min,
            max,
            pattern: pattern.map(str::to_owned),
            unique: own.unique_items() || shared.unique_items(),
            named: named(target),
            keys,
            entries,
        }
    }
}

impl Limits {
    /// True if the value, or a key or entry of it, must match a regular expression.
    pub fn has_pattern(&self) -> bool {
        let mut held = self.keys.iter().chain(&self.entries);
        self.pattern.is_some() || held.any(|held| held.has_pattern())
    }

    /// The least and the greatest whole number.
    pub fn whole(&self) -> (Option<i64>, Option<i64>) {
        let whole = |bound: &Number, round: fn(f64) -> f64| {
            // Saturates, which is what a bound beyond the type comes to.
            let rounded = || bound.as_f64().map(|real| round(real) as i64);
            bound.as_i64().or_else(rounded)
        };
        (
            self.min.as_ref().and_then(|min| whole(min, f64::ceil)),
            self.max.as_ref().and_then(|max| whole(max, f64::floor)),
        )
    }

    /// The least and the greatest number.
    pub fn real(&self) -> (Option<f64>, Option<f64>) {
        let real = |bound: &Option<Number>| bound.as_ref().and_then(Number::as_f64);
        (real(&self.min), real(&self.max))
    }
}

/// The text of a bound of the range of a shape or member.
fn digits(cx: &Context<'_>, id: &ShapeId, key: &str, bound: &Number) -> String {
    if let Some(digits) = cx.digits(id, &["smithy.api#range", key], bound) {
        return digits.to_owned();
    }
    match bound.as_f64().filter(|_| bound.is_f64()) {
        Some(real) => real.to_string(),
        None => bound.to_string(),
    }
}

fn named(target: &Shape) -> Vec<i64> {
    match &target.kind {
        ShapeKind::IntEnum(members) => members.iter().map(|member| member.value).collect(),
        _ => Vec::new(),
    }
}
