//! The row of a member: what the model says of it, in the order in which it is written.

use crate::model::{Member, Shape, ShapeKind};
use crate::plan::context::Context;
use crate::plan::limits::Limits;
use crate::plan::placement::Placement;
use crate::plan::protocol::Protocol;
use crate::plan::ty::Type;
use crate::plan::xml;

pub use crate::plan::row_trait::RowTrait;

/// The traits of a member, or of what a list or map holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its own traits.
    pub traits: Vec<RowTrait>,
    /// The traits of the keys of a map, if they have any.
    pub keys: Option<Box<Row>>,
    /// The traits of the items of a list or of the values of a map, if they have any.
    pub held: Option<Held>,
}

/// The rows of the items of a list, or of the keys and values of a map.
#[derive(Clone, Debug, PartialEq)]
pub enum Held {
    /// The items of a list.
    Member(Box<Row>),
    /// The values of a map.
    Value(Box<Row>),
}

/// The properties of a member that decide which traits its row has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts<'f> {
    /// The constraints on the value.
    pub(crate) limits: &'f Limits,
    /// True if the value must not be shown.
    pub(crate) sensitive: bool,
    /// True if something is written that can be checked: it is reached from an input.
    pub(crate) checked: bool,
}

impl Row {
    /// The traits that do not depend on the place of a member.
    pub(crate) fn of(cx: &Context<'_>, member: &Member, facts: Facts<'_>) -> Self {
        let target = cx.target(member);
        let mut traits: Vec<RowTrait> = format(cx, member, target).into_iter().collect();
        traits.extend(as_string(cx, target));
        traits.extend(xml::of_member(cx, member));
        traits.extend(event(member));
        if facts.checked {
            traits.extend(checks(facts, target));
        }
        let inner = |member: &Member, limits: Option<&Limits>| {
            let none = Limits::default();
            let limits = limits.unwrap_or(&none);
            let row = Self::of(cx, member, Facts { limits, ..facts });
            (row != Self::default()).then(|| Box::new(row))
        };
        let entries = facts.limits.entries.as_deref();
        let (keys, held) = match &target.kind {
            ShapeKind::List { member } => (None, inner(member, entries).map(Held::Member)),
            ShapeKind::Map { key, value } => (
                inner(key, facts.limits.keys.as_deref()),
                inner(value, entries).map(Held::Value),
            ),
            _ => (None, None),
        };
        Self { traits, keys, held }
    }

    /// Adds the format that timestamps of the type have outside of documents.
    pub(crate) fn bind_timestamps(&mut self, placement: &Placement, ty: &Type) {
        match ty {
            _ if matches!(placement, Placement::Body | Placement::Payload) => {}
            Type::Timestamp(format) => self.traits.push(RowTrait::TimestampFormat(*format)),
            Type::List { element, .. } if matches!(**element, Type::Timestamp(_)) => {
                let held = self
                    .held
                    .get_or_insert_with(|| Held::Member(Box::default()));
                let (Held::Member(row) | Held::Value(row)) = held;
                let has_format = |of: &RowTrait| matches!(of, RowTrait::TimestampFormat(_));
                if !row.traits.iter().any(has_format) {
                    row.bind_timestamps(placement, element);
                }
            }
            _ => {}
        }
    }

    /// True if the member does not stand in the document, or not only there.
    pub fn is_bound(&self) -> bool {
        let is_bound = |of: &RowTrait| matches!(of, RowTrait::Bound(_) | RowTrait::HostLabel);
        self.traits.iter().any(is_bound)
    }

    /// The number of rows: this one, and those of its items, keys and values.
    pub fn count(&self) -> usize {
        let keys = self.keys.as_deref().map_or(0, Self::count);
        let held = match &self.held {
            None => 0,
            Some(Held::Member(row) | Held::Value(row)) => row.count(),
        };
        1 + keys + held
    }
}

fn format(cx: &Context<'_>, member: &Member, target: &Shape) -> Option<RowTrait> {
    let is_timestamp = matches!(target.kind, ShapeKind::Timestamp);
    let format = cx
        .explicit_timestamp_format(member, target)
        .filter(|_| is_timestamp);
    format.map(RowTrait::TimestampFormat)
}

/// The place of a member in the message that is an event, unless that is the document.
fn event(member: &Member) -> Option<RowTrait> {
    if member.traits.event_header() {
        Some(RowTrait::EventHeader)
    } else {
        let is_payload = member.traits.event_payload();
        is_payload.then_some(RowTrait::EventPayload)
    }
}

/// Numbers of any size, in the protocol that has them in strings.
fn as_string(cx: &Context<'_>, target: &Shape) -> Option<RowTrait> {
    let is_big = matches!(target.kind, ShapeKind::BigInteger | ShapeKind::BigDecimal);
    let is_string = is_big && cx.protocol() == Protocol::RpcV2Json;
    is_string.then_some(RowTrait::AsString)
}

/// The traits that validation looks at.
fn checks(facts: Facts<'_>, target: &Shape) -> Vec<RowTrait> {
    let limits = facts.limits;
    let mut traits = Vec::new();
    if limits.min_length.is_some() || limits.max_length.is_some() {
        traits.push(RowTrait::Length(limits.min_length, limits.max_length));
    }
    if limits.min.is_some() || limits.max.is_some() {
        traits.push(range(limits, target));
    }
    if let Some(pattern) = &limits.pattern
        && pattern.len() <= LONGEST_PATTERN
    {
        traits.push(RowTrait::Pattern(pattern.clone()));
    }
    if limits.unique {
        traits.push(RowTrait::UniqueItems);
    }
    if !limits.named.is_empty() {
        traits.push(RowTrait::IntEnum(limits.named.clone()));
    }
    if facts.sensitive {
        traits.push(RowTrait::Sensitive);
    }
    traits
}

/// The range of an integer ends at integers.
fn range(limits: &Limits, target: &Shape) -> RowTrait {
    if matches!(target.kind, ShapeKind::BigInteger | ShapeKind::BigDecimal) {
        let (min, max) = limits.digits.clone();
        return RowTrait::Range(min, max);
    }
    if matches!(target.kind, ShapeKind::Float | ShapeKind::Double) {
        let (min, max) = limits.real();
        return RowTrait::Range(min.map(|it| it.to_string()), max.map(|it| it.to_string()));
    }
    let (min, max) = limits.whole();
    RowTrait::Range(min.map(|it| it.to_string()), max.map(|it| it.to_string()))
}

/// Longer patterns are left to the service: the compiler reads rows, and stops on what takes it too
/// long.
const LONGEST_PATTERN: usize = 8 << 10;
