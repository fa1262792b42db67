//! Structures with serde's derives for shapes of a model: the reference for JSON alone.
//!
//! They have the members and the names on the wire that the generated types have, and nothing else:
//! enums are strings, timestamps numbers of seconds, and no member is required.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::{Map, Value};

/// Before each item.
const DERIVES: &str = "\n#[derive(Clone, Debug, serde::Deserialize, serde::Serialize)]\n";

/// Rust for the structures of those names and all that they contain.
pub(crate) fn derived(model: &Value, roots: &[&str]) -> String {
    let shapes = model["shapes"].as_object().expect("shapes");
    let mut wanted: Vec<&str> = Vec::new();
    for root in roots {
        let id = shapes.keys().find(|id| name(id) == *root);
        wanted.push(id.unwrap_or_else(|| panic!("no shape {root}")));
    }
    let mut text = String::from("//! Structures of a model, with serde's derives.\n");
    let mut done = BTreeSet::new();
    while let Some(id) = wanted.pop() {
        if done.insert(id) {
            item(shapes, id, &mut wanted, &mut text);
        }
    }
    text
}

/// The name of a shape, without its namespace.
fn name(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, name)| name)
}

/// Writes a structure or union, and wants the ones it refers to.
fn item<'m>(
    shapes: &'m Map<String, Value>,
    id: &'m str,
    wanted: &mut Vec<&'m str>,
    text: &mut String,
) {
    let shape = &shapes[id];
    let is_union = shape["type"] == "union";
    let keyword = if is_union { "enum" } else { "struct" };
    writeln!(text, "{DERIVES}pub {keyword} {} {{", name(id)).expect("a string");
    let members = shape["members"].as_object();
    for (index, (member, target)) in members.into_iter().flatten().enumerate() {
        let wire = target["traits"]["smithy.api#jsonName"].as_str();
        let wire = wire.unwrap_or(member);
        let target = target["target"].as_str().expect("a target");
        let ty = ty(shapes, target, wanted);
        let line = if is_union {
            format!("    #[serde(rename = {wire:?})]\n    V{index}({ty}),\n")
        } else {
            format!(
                "    #[serde(rename = {wire:?}, default, skip_serializing_if = \"Option::is_none\")]\n    \
                 pub m{index}: Option<{ty}>,\n"
            )
        };
        *text += &line;
    }
    *text += "}\n";
}

/// The Rust type of a shape, wanting the structures in it.
fn ty<'m>(shapes: &'m Map<String, Value>, id: &'m str, wanted: &mut Vec<&'m str>) -> String {
    // Only the prelude has no shapes in the file.
    let shape = shapes.get(id);
    let kind = shape.and_then(|shape| shape["type"].as_str());
    let target = |part: &str| {
        let shape = shape.expect("a shape");
        shape[part]["target"].as_str().expect("a target")
    };
    match kind.unwrap_or(&name(id).to_lowercase()) {
        "structure" | "union" => {
            wanted.push(id);
            name(id).to_owned()
        }
        "list" => format!("Vec<{}>", ty(shapes, target("member"), wanted)),
        "map" => format!(
            "std::collections::HashMap<String, {}>",
            ty(shapes, target("value"), wanted)
        ),
        "boolean" | "primitiveboolean" => "bool".to_owned(),
        "byte" | "short" | "integer" | "primitiveinteger" | "intenum" => "i32".to_owned(),
        "long" | "primitivelong" => "i64".to_owned(),
        "float" | "double" | "timestamp" => "f64".to_owned(),
        "string" | "enum" | "blob" => "String".to_owned(),
        other => panic!("{id}: {other}"),
    }
}
