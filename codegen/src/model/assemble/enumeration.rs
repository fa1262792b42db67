//! Upgrade of strings with the trait `enum` to enums.

use serde_json::{Map, Value, json};

use super::super::id::is_identifier;
use super::super::{Member, ShapeId, ShapeType, Traits, prelude};
use super::draft::Draft;

const ENUM: &str = "smithy.api#enum";

/// Turns a string into an enum if all values of its trait have names. Otherwise, it stays a string
/// with the trait.
pub(super) fn upgrade(draft: &mut Draft) {
    if draft.shape_type != ShapeType::String {
        return;
    }
    let Some(members) = draft.traits.get(ENUM).and_then(|v| members(&draft.id, v)) else {
        return;
    };
    draft.shape_type = ShapeType::Enum;
    draft.members = members;
    draft.traits.remove(ENUM);
}

/// The members; `None` if one has no valid, unique name. An invalid trait is kept, and reported
/// when traits are checked.
fn members(id: &ShapeId, value: &Value) -> Option<Vec<Member>> {
    let definitions = value.as_array().filter(|list| !list.is_empty())?;
    let mut members: Vec<Member> = Vec::with_capacity(definitions.len());
    for definition in definitions {
        let name = definition.get("name")?.as_str()?;
        let text = definition.get("value")?.as_str()?;
        if !is_identifier(name) || members.iter().any(|member| member.name() == name) {
            return None;
        }
        members.push(Member {
            id: id.with_member(name),
            target: ShapeId::trusted(prelude::UNIT),
            traits: traits(text, definition.as_object()?)?,
        });
    }
    Some(members)
}

fn traits(text: &str, definition: &Map<String, Value>) -> Option<Traits> {
    let id = |name: &str| ShapeId::trusted(format!("{}#{name}", prelude::NAMESPACE));
    let mut traits = Traits::new();
    traits.push(id("enumValue"), json!(text));
    if let Some(documentation) = definition.get("documentation") {
        documentation.as_str()?;
        traits.push(id("documentation"), documentation.clone());
    }
    if let Some(tags) = definition.get("tags") {
        tags.as_array()?;
        traits.push(id("tags"), tags.clone());
    }
    match definition.get("deprecated") {
        None | Some(Value::Bool(false)) => {}
        Some(Value::Bool(true)) => traits.push(id("deprecated"), json!({})),
        Some(_) => return None,
    }
    Some(traits)
}
