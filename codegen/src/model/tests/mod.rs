//! Tests of the model as a whole, from text to shapes.

mod corpus;
mod defaults;
mod golden;
mod merging;
mod mixins;
mod robust;
mod selecting;
mod typed;

use serde_json::Value;

use super::{Model, ShapeId, Source, load};

/// A model of these shapes, as 2.0.
fn model(shapes: &Value) -> Model {
    load(&[document("2.0", shapes)]).unwrap_or_else(|problems| panic!("{problems}"))
}

fn document(version: &str, shapes: &Value) -> Source {
    named("model.json", version, shapes)
}

fn named(name: &str, version: &str, shapes: &Value) -> Source {
    let document = serde_json::json!({ "smithy": version, "shapes": shapes });
    Source::Text {
        name: name.to_owned(),
        text: format!("{document:#}"),
    }
}

fn id(text: &str) -> ShapeId {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

/// All shapes as 2.0, keys sorted, so that only meaning is compared.
fn canonical(model: &Model) -> Value {
    let mut shapes = model.to_ast_json();
    shapes.sort_all_objects();
    shapes
}
