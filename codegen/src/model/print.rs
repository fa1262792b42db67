//! Conversion of a model to Smithy JSON.

use serde_json::{Map, Value, json};

use super::{
    EnumMember, IntEnumMember, Member, Model, Operation, Resource, Service, Shape, ShapeId,
    ShapeKind, Traits, prelude,
};

/// The model as Smithy JSON AST 2.0.
pub(super) fn ast(model: &Model) -> Value {
    let mut document = Map::new();
    document.insert("smithy".to_owned(), json!("2.0"));
    if !model.metadata.is_empty() {
        let metadata = Value::Object(model.metadata.clone());
        document.insert("metadata".to_owned(), metadata);
    }
    let shapes = model.shapes.iter();
    let shapes = shapes.map(|shape| (shape.id.to_string(), Value::Object(print(shape))));
    document.insert("shapes".to_owned(), Value::Object(shapes.collect()));
    Value::Object(document)
}

fn print(shape: &Shape) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("type".to_owned(), json!(shape.shape_type().name()));
    match &shape.kind {
        ShapeKind::List { member } => {
            map.insert("member".to_owned(), member_value(member));
        }
        ShapeKind::Map { key, value } => {
            map.insert("key".to_owned(), member_value(key));
            map.insert("value".to_owned(), member_value(value));
        }
        ShapeKind::Structure { members } | ShapeKind::Union { members } => {
            let members = members.iter();
            let members = members.map(|m| (m.name().to_owned(), member_value(m)));
            map.insert("members".to_owned(), Value::Object(members.collect()));
        }
        ShapeKind::Enum(members) => {
            let members = members.iter().map(|EnumMember { name, traits, .. }| {
                (name.clone(), to_target(prelude::UNIT, traits))
            });
            map.insert("members".to_owned(), Value::Object(members.collect()));
        }
        ShapeKind::IntEnum(members) => {
            let members = members.iter().map(|IntEnumMember { name, traits, .. }| {
                (name.clone(), to_target(prelude::UNIT, traits))
            });
            map.insert("members".to_owned(), Value::Object(members.collect()));
        }
        ShapeKind::Service(service) => print_service(service, &mut map),
        ShapeKind::Operation(operation) => print_operation(operation, &mut map),
        ShapeKind::Resource(resource) => print_resource(resource, &mut map),
        _ => {}
    }
    add_traits(&mut map, &shape.traits);
    map
}

fn add_traits(map: &mut Map<String, Value>, traits: &Traits) {
    if !traits.is_empty() {
        let traits = traits.iter();
        let traits = traits.map(|(id, value)| (id.to_string(), value.clone()));
        map.insert("traits".to_owned(), Value::Object(traits.collect()));
    }
}

fn member_value(member: &Member) -> Value {
    to_target(member.target.as_str(), &member.traits)
}

fn to_target(target: &str, traits: &Traits) -> Value {
    let mut map = Map::new();
    map.insert("target".to_owned(), json!(target));
    add_traits(&mut map, traits);
    Value::Object(map)
}

fn reference(id: &ShapeId) -> Value {
    json!({ "target": id.as_str() })
}

/// Empty lists are not printed.
fn add_references(map: &mut Map<String, Value>, key: &str, ids: &[ShapeId]) {
    if !ids.is_empty() {
        let ids = ids.iter().map(reference).collect();
        map.insert(key.to_owned(), Value::Array(ids));
    }
}

fn print_service(service: &Service, map: &mut Map<String, Value>) {
    if !service.version.is_empty() {
        map.insert("version".to_owned(), json!(service.version));
    }
    add_references(map, "operations", &service.operations);
    add_references(map, "resources", &service.resources);
    add_references(map, "errors", &service.errors);
    if !service.rename.is_empty() {
        let rename = service.rename.iter();
        let rename = rename.map(|(id, name)| (id.to_string(), json!(name)));
        map.insert("rename".to_owned(), Value::Object(rename.collect()));
    }
}

fn print_operation(operation: &Operation, map: &mut Map<String, Value>) {
    let unit = ShapeId::trusted(prelude::UNIT);
    let input = operation.input.as_ref().unwrap_or(&unit);
    let output = operation.output.as_ref().unwrap_or(&unit);
    map.insert("input".to_owned(), reference(input));
    map.insert("output".to_owned(), reference(output));
    add_references(map, "errors", &operation.errors);
}

fn print_resource(resource: &Resource, map: &mut Map<String, Value>) {
    let named = [
        ("identifiers", &resource.identifiers),
        ("properties", &resource.properties),
    ];
    for (key, ids) in named {
        if !ids.is_empty() {
            let ids = ids.iter().map(|(name, id)| (name.clone(), reference(id)));
            map.insert(key.to_owned(), Value::Object(ids.collect()));
        }
    }
    for (key, operation) in resource.lifecycle() {
        if let Some(operation) = operation {
            map.insert(key.to_owned(), reference(operation));
        }
    }
    add_references(map, "operations", &resource.operations);
    add_references(map, "collectionOperations", &resource.collection_operations);
    add_references(map, "resources", &resource.resources);
}
