//! The models that cases come from.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::shared;
use crate::workspace::Workspace;

/// The traits that hold cases.
const CASES: [&str; 2] = [
    "smithy.test#httpRequestTests",
    "smithy.test#httpResponseTests",
];

/// The models that a crate is generated of.
pub(super) struct Sources {
    pub(super) files: Vec<PathBuf>,
    /// The operations; all if it is empty.
    pub(super) operations: Vec<String>,
}

/// The model of the cases; for S3, that of the service, and the cases as statements that apply them
/// to it.
pub(super) fn of(model_path: &Path, workspace: &Workspace) -> Sources {
    if model_path.file_stem().is_none_or(|name| name != "s3") {
        return Sources {
            files: vec![model_path.to_owned()],
            operations: Vec::new(),
        };
    }
    let cases = shared::json(model_path);
    let shapes = cases["shapes"].as_object().expect("shapes");
    let applied = shapes
        .iter()
        .filter_map(|(id, shape)| Some((id.clone(), apply(shape)?)));
    let applied = json!({ "smithy": "2.0", "shapes": applied.collect::<Map<_, _>>() });
    workspace.save("s3-cases.json", &applied.to_string());
    let operations = shapes
        .iter()
        .filter(|(_, shape)| shape["type"] == "operation");
    let shared = model_path.ancestors().nth(3).expect("the shared data");
    Sources {
        files: vec![
            shared.join("models-2026/s3.json"),
            workspace.folder().join("s3-cases.json"),
        ],
        operations: operations.map(|(id, _)| id.clone()).collect(),
    }
}

/// The statement that applies the cases of a shape, if it has any.
fn apply(shape: &Value) -> Option<Value> {
    let traits = shape["traits"].as_object()?;
    let cases = CASES
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), traits.get(*name)?.clone())));
    let cases: Map<_, _> = cases.collect();
    (!cases.is_empty()).then(|| json!({ "type": "apply", "traits": cases }))
}
