//! The upgrade of Smithy 1.0 models to 2.0.
//!
//! In 1.0, numbers and booleans have an implicit default value, and so do members that target them,
//! unless one of both is boxed. In 2.0, both have an explicit default value.

use serde_json::{Value, json};

use super::super::{Member, Shape, ShapeId, ShapeType, Traits, prelude};
use super::Drafts;
use super::draft::{Draft, Version};

const BOX: &str = "smithy.api#box";
const DEFAULT: &str = "smithy.api#default";

/// The properties of a target that the upgrade depends on.
struct Target {
    shape_type: ShapeType,
    boxed: bool,
    streaming: bool,
    /// The range of the shape itself.
    range: Option<(Option<f64>, Option<f64>)>,
}

/// Adds the default values of files in version 1.0.
pub(super) fn defaults(drafts: &mut Drafts) {
    if drafts.list.iter().all(|draft| draft.version == Version::V2) {
        return;
    }
    let prelude = prelude::shapes();
    for place in 0..drafts.list.len() {
        let Some(draft) = drafts.list.get(place) else {
            continue;
        };
        if draft.version != Version::V1 || draft.shape_type != ShapeType::Structure {
            continue;
        }
        let defaults: Vec<Option<Value>> = draft
            .members
            .iter()
            .map(|member| default_of(member, &target(drafts, &prelude, &member.target)?))
            .collect();
        if let Some(draft) = drafts.list.get_mut(place) {
            for (member, default) in draft.members.iter_mut().zip(defaults) {
                if let Some(value) = default {
                    member.traits.push(ShapeId::trusted(DEFAULT), value);
                }
            }
        }
    }
    for draft in &mut drafts.list {
        if draft.version == Version::V1 {
            finish(draft);
        }
    }
}

/// Sets the default value of the shape itself, and removes the traits of 1.0, after they have been
/// read.
fn finish(draft: &mut Draft) {
    if let Some(value) = zero(draft.shape_type)
        && !draft.traits.has(BOX)
        && !draft.traits.has(DEFAULT)
    {
        draft.traits.push(ShapeId::trusted(DEFAULT), value);
    }
    draft.traits.remove(BOX);
    for member in &mut draft.members {
        member.traits.remove(BOX);
    }
}

/// The implicit default value of 1.0.
fn zero(shape_type: ShapeType) -> Option<Value> {
    match shape_type {
        ShapeType::Boolean => Some(json!(false)),
        ShapeType::Byte
        | ShapeType::Short
        | ShapeType::Integer
        | ShapeType::Long
        | ShapeType::Float
        | ShapeType::Double => Some(json!(0)),
        _ => None,
    }
}

fn target(drafts: &Drafts, prelude: &[Shape], id: &ShapeId) -> Option<Target> {
    if let Some(draft) = drafts.get(id) {
        return Some(Target {
            shape_type: draft.shape_type,
            boxed: match draft.version {
                Version::V1 => draft.traits.has(BOX),
                Version::V2 => !draft.traits.has(DEFAULT),
            },
            streaming: draft.traits.streaming(),
            range: range(&draft.traits),
        });
    }
    let shape = prelude.iter().find(|shape| shape.id == *id)?;
    Some(Target {
        shape_type: shape.shape_type(),
        boxed: !shape.traits.has(DEFAULT),
        streaming: false,
        range: None,
    })
}

fn range(traits: &Traits) -> Option<(Option<f64>, Option<f64>)> {
    let range = traits.range()?;
    let read = |bound: Option<serde_json::Number>| bound.and_then(|bound| bound.as_f64());
    Some((read(range.min), read(range.max)))
}

fn default_of(member: &Member, target: &Target) -> Option<Value> {
    if member.traits.has(DEFAULT) {
        return None;
    }
    if target.shape_type == ShapeType::Blob {
        // An unset body is sent as an empty one.
        let sent_empty = target.streaming && !member.traits.required();
        return sent_empty.then(|| json!(""));
    }
    let value = zero(target.shape_type).filter(|_| !target.boxed)?;
    if member.traits.has(BOX) {
        // The default value of the target is ignored here.
        return Some(Value::Null);
    }
    let (min, max) = range(&member.traits).or(target.range).unwrap_or_default();
    // A default value outside the range is invalid.
    let allowed = min.is_none_or(|min| min <= 0.0) && max.is_none_or(|max| max >= 0.0);
    allowed.then_some(value)
}
