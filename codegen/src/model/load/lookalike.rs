//! Recognition of files that are not Smithy JSON.

use super::node::Node;

/// A guess at the format of a file that is not JSON.
pub(super) fn of_no_json(text: &str) -> Option<String> {
    let start = text.trim_start();
    let line = start.lines().next().unwrap_or_default();
    let help = if start.is_empty() {
        "the file is empty"
    } else if line.starts_with("$version") || line.starts_with("namespace ") {
        "it looks like Smithy IDL; convert it to JSON with `smithy ast`"
    } else if line.starts_with('<') {
        "it looks like XML or HTML"
    } else if line.starts_with("openapi:") || line.starts_with("swagger:") {
        "it looks like an OpenAPI document in YAML; pass a Smithy model instead"
    } else if line.starts_with("version https://git-lfs") {
        "it is a Git LFS pointer; fetch the file with `git lfs pull`"
    } else if line.starts_with("<<<<<<<") || text.contains("\n<<<<<<< ") {
        "it contains an unresolved merge conflict; resolve it first"
    } else {
        return None;
    };
    Some(help.to_owned())
}

/// Other JSON formats: a key at the top level, and the name of the format.
const KNOWN: [(&str, &str); 10] = [
    ("openapi", "an OpenAPI document"),
    ("swagger", "an OpenAPI 2 (Swagger) document"),
    ("asyncapi", "an AsyncAPI document"),
    ("AWSTemplateFormatVersion", "a CloudFormation template"),
    ("Resources", "a CloudFormation template"),
    ("$schema", "a JSON Schema"),
    ("projections", "a `smithy-build.json`"),
    ("testCases", "a file of endpoint tests"),
    ("partitions", "a file of AWS partitions or endpoints"),
    ("waiters", "a file of waiters for botocore"),
];

/// The problem with JSON that is not Smithy JSON, and a guess at its format.
pub(super) fn of_no_model(node: &Node<'_>) -> Option<(String, Option<String>)> {
    if !matches!(node, Node::Object(_)) {
        let message = format!(
            "not a Smithy JSON AST: expected an object, found {}",
            node.what()
        );
        return Some((message, None));
    }
    if node.get("smithy").is_some() {
        return None;
    }
    let message = "not a Smithy JSON AST: missing the key `smithy`".to_owned();
    let help = if is_c2j(node) {
        Some(
            "it looks like a model of the older AWS SDKs (botocore, C2J); \
             the Smithy model of the same service is needed, e.g. from aws/api-models-aws"
                .to_owned(),
        )
    } else if node.get("shapes").is_some() {
        Some("add `\"smithy\": \"2.0\"` if it is one".to_owned())
    } else {
        let known = KNOWN.iter().find(|(key, _)| node.get(key).is_some());
        known.map(|(_, name)| format!("it looks like {name}; pass a Smithy model instead"))
    };
    Some((message, help))
}

/// The models in files named `service-2.json` and `api-2.json`.
fn is_c2j(node: &Node<'_>) -> bool {
    let metadata = node.get("metadata");
    metadata.is_some_and(|metadata| metadata.get("apiVersion").is_some())
        && node.get("operations").is_some()
}
