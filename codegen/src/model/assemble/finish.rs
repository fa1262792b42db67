//! From a flat draft to a shape.

use serde_json::Value;

use super::super::load::report::Report;
use super::super::{
    EnumMember, IntEnumMember, Member, Operation, Shape, ShapeId, ShapeKind, ShapeType, prelude,
};
use super::draft::{Draft, Entity};

/// Creates the shape, unless a mandatory member or property is missing.
pub(super) fn shape(draft: Draft, report: &mut Report) -> Option<Shape> {
    let Draft {
        id,
        shape_type,
        members,
        entity,
        traits,
        ..
    } = draft;
    let kind = match shape_type {
        ShapeType::Blob => ShapeKind::Blob,
        ShapeType::Boolean => ShapeKind::Boolean,
        ShapeType::String => ShapeKind::String,
        ShapeType::Byte => ShapeKind::Byte,
        ShapeType::Short => ShapeKind::Short,
        ShapeType::Integer => ShapeKind::Integer,
        ShapeType::Long => ShapeKind::Long,
        ShapeType::Float => ShapeKind::Float,
        ShapeType::Double => ShapeKind::Double,
        ShapeType::BigInteger => ShapeKind::BigInteger,
        ShapeType::BigDecimal => ShapeKind::BigDecimal,
        ShapeType::Timestamp => ShapeKind::Timestamp,
        ShapeType::Document => ShapeKind::Document,
        ShapeType::Enum => ShapeKind::Enum(enumeration(&id, members, report)),
        ShapeType::IntEnum => ShapeKind::IntEnum(int_enumeration(&id, members, report)),
        ShapeType::List => ShapeKind::List {
            member: named(&id, "member", &members, "list", report)?,
        },
        ShapeType::Map => {
            let key = named(&id, "key", &members, "map", report);
            let value = named(&id, "value", &members, "map", report);
            ShapeKind::Map {
                key: key?,
                value: value?,
            }
        }
        ShapeType::Structure => ShapeKind::Structure { members },
        ShapeType::Union => {
            if members.is_empty() {
                report.on_shape(
                    &id,
                    &["members"],
                    format!("the union `{id}` has no members"),
                );
            }
            ShapeKind::Union { members }
        }
        ShapeType::Service | ShapeType::Operation | ShapeType::Resource => match entity {
            Entity::Service(service) => ShapeKind::Service(service),
            Entity::Operation(operation) => ShapeKind::Operation(Operation {
                input: operation.input.filter(|id| *id != prelude::UNIT),
                output: operation.output.filter(|id| *id != prelude::UNIT),
                errors: operation.errors,
            }),
            Entity::Resource(resource) => ShapeKind::Resource(*resource),
            Entity::None => return None,
        },
    };
    Some(Shape { id, kind, traits })
}

fn named(
    id: &ShapeId,
    name: &str,
    members: &[Member],
    what: &str,
    report: &mut Report,
) -> Option<Member> {
    let found = members.iter().find(|member| member.name() == name);
    if found.is_none() {
        report.on_shape(id, &[], format!("the {what} `{id}` has no `{name}`"));
    }
    found.cloned()
}

const ENUM_VALUE: &str = "smithy.api#enumValue";

fn enumeration(id: &ShapeId, members: Vec<Member>, report: &mut Report) -> Vec<EnumMember> {
    let mut values: Vec<EnumMember> = Vec::with_capacity(members.len());
    for member in values_of(id, members, "enum", report) {
        let name = member.name().to_owned();
        let value = match member.traits.get(ENUM_VALUE) {
            None => name.clone(),
            Some(Value::String(text)) if !text.is_empty() => text.clone(),
            Some(other) => {
                let message = match other {
                    Value::String(_) => format!("the value of `{}` must not be empty", member.id),
                    _ => format!("the value of `{}` must be a string", member.id),
                };
                report.on_shape(&member.id, &["traits", ENUM_VALUE], message);
                continue;
            }
        };
        if let Some(twin) = values.iter().find(|known| known.value == value) {
            let message = format!(
                "`{}` and `{}` have the same value `{value}`",
                member.id, twin.id
            );
            report.on_shape(&member.id, &["traits", ENUM_VALUE], message);
        }
        values.push(EnumMember {
            id: member.id,
            name,
            value,
            traits: member.traits,
        });
    }
    values
}

fn int_enumeration(id: &ShapeId, members: Vec<Member>, report: &mut Report) -> Vec<IntEnumMember> {
    let mut values: Vec<IntEnumMember> = Vec::with_capacity(members.len());
    for member in values_of(id, members, "intEnum", report) {
        let value = match member.traits.get(ENUM_VALUE) {
            Some(value) => value.as_i64().filter(|v| i32::try_from(*v).is_ok()),
            None => None,
        };
        let Some(value) = value else {
            let message = format!("the value of `{}` must be an integer of 32 bits", member.id);
            let finding = report.on_shape(&member.id, &["traits", ENUM_VALUE], message);
            finding.help("add one, e.g. `\"smithy.api#enumValue\": 1`");
            continue;
        };
        if let Some(twin) = values.iter().find(|known| known.value == value) {
            let message = format!(
                "`{}` and `{}` have the same value {value}",
                member.id, twin.id
            );
            report.on_shape(&member.id, &["traits", ENUM_VALUE], message);
        }
        values.push(IntEnumMember {
            name: member.name().to_owned(),
            id: member.id,
            value,
            traits: member.traits,
        });
    }
    values
}

/// The members of an enum, which all must target `smithy.api#Unit`.
fn values_of(id: &ShapeId, members: Vec<Member>, what: &str, report: &mut Report) -> Vec<Member> {
    if members.is_empty() {
        report.on_shape(
            id,
            &["members"],
            format!("the {what} `{id}` has no members"),
        );
    }
    for member in members.iter().filter(|m| m.target != prelude::UNIT) {
        let message = format!(
            "`{}` targets `{}`; expected `{}`, as for every member of an {what}",
            member.id,
            member.target,
            prelude::UNIT
        );
        report.on_shape(&member.id, &["target"], message);
    }
    members
}
