//! The prelude: the shapes that exist in every model, such as `smithy.api#String`.

use serde_json::{Map, Value, json};

use super::{Shape, ShapeId, ShapeKind, Traits};

/// The namespace of the prelude.
pub(crate) const NAMESPACE: &str = "smithy.api";

/// The structure without members that stands for no input or output.
pub(crate) const UNIT: &str = "smithy.api#Unit";

/// The simple shapes, each with its kind.
const SIMPLE: [(&str, ShapeKind); 13] = [
    ("String", ShapeKind::String),
    ("Blob", ShapeKind::Blob),
    ("BigInteger", ShapeKind::BigInteger),
    ("BigDecimal", ShapeKind::BigDecimal),
    ("Timestamp", ShapeKind::Timestamp),
    ("Document", ShapeKind::Document),
    ("Boolean", ShapeKind::Boolean),
    ("Byte", ShapeKind::Byte),
    ("Short", ShapeKind::Short),
    ("Integer", ShapeKind::Integer),
    ("Long", ShapeKind::Long),
    ("Float", ShapeKind::Float),
    ("Double", ShapeKind::Double),
];

/// The default value of the `Primitive` variant of a simple shape. `None` if there is no such
/// variant.
fn primitive_default(kind: &ShapeKind) -> Option<Value> {
    match kind {
        ShapeKind::Boolean => Some(json!(false)),
        ShapeKind::Byte
        | ShapeKind::Short
        | ShapeKind::Integer
        | ShapeKind::Long
        | ShapeKind::Float
        | ShapeKind::Double => Some(json!(0)),
        _ => None,
    }
}

/// All shapes of the prelude that a model may target.
pub(crate) fn shapes() -> Vec<Shape> {
    let id = |name: &str| ShapeId::trusted(format!("{NAMESPACE}#{name}"));
    let with = |name: &str, value: Value| {
        let mut traits = Traits::new();
        traits.insert(id(name), value);
        traits
    };
    let mut shapes = Vec::new();
    for (name, kind) in SIMPLE {
        if let Some(value) = primitive_default(&kind) {
            shapes.push(Shape {
                id: id(&format!("Primitive{name}")),
                kind: kind.clone(),
                traits: with("default", value),
            });
        }
        shapes.push(Shape {
            id: id(name),
            kind,
            traits: Traits::new(),
        });
    }
    shapes.push(Shape {
        id: ShapeId::trusted(UNIT),
        kind: ShapeKind::Structure {
            members: Vec::new(),
        },
        traits: with("unitType", Value::Object(Map::new())),
    });
    shapes
}

/// True if the ID is one of [`shapes`].
pub(crate) fn defines(id: &ShapeId) -> bool {
    id.namespace() == NAMESPACE && named(id.name()).is_some()
}

/// The ID of a shape of the prelude, by its name.
pub(crate) fn named(name: &str) -> Option<ShapeId> {
    let simple = name.strip_prefix("Primitive").unwrap_or(name);
    let mut all = SIMPLE.iter();
    let known = match all.find(|(known, _)| *known == simple) {
        Some((_, kind)) => simple == name || primitive_default(kind).is_some(),
        None => name == "Unit",
    };
    known.then(|| ShapeId::trusted(format!("{NAMESPACE}#{name}")))
}

/// The names of the traits that the prelude defines.
pub(crate) const TRAITS: &[&str] = &[
    "addedDefault",
    "auth",
    "authDefinition",
    "box",
    "clientOptional",
    "cors",
    "default",
    "deprecated",
    "documentation",
    "endpoint",
    "enum",
    "enumValue",
    "error",
    "eventHeader",
    "eventPayload",
    "examples",
    "externalDocumentation",
    "hostLabel",
    "http",
    "httpApiKeyAuth",
    "httpBasicAuth",
    "httpBearerAuth",
    "httpChecksumRequired",
    "httpDigestAuth",
    "httpError",
    "httpHeader",
    "httpLabel",
    "httpPayload",
    "httpPrefixHeaders",
    "httpQuery",
    "httpQueryParams",
    "httpResponseCode",
    "idRef",
    "idempotencyToken",
    "idempotent",
    "input",
    "internal",
    "jsonName",
    "length",
    "mediaType",
    "mixin",
    "nestedProperties",
    "noReplace",
    "notProperty",
    "optionalAuth",
    "output",
    "paginated",
    "pattern",
    "private",
    "property",
    "protocolDefinition",
    "range",
    "readonly",
    "recommended",
    "references",
    "requestCompression",
    "required",
    "requiresLength",
    "resourceIdentifier",
    "retryable",
    "sensitive",
    "since",
    "sparse",
    "streaming",
    "suppress",
    "tags",
    "timestampFormat",
    "title",
    "trait",
    "traitValidators",
    "uniqueItems",
    "unitType",
    "unstable",
    "xmlAttribute",
    "xmlFlattened",
    "xmlName",
    "xmlNamespace",
];
