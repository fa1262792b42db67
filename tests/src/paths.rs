//! Request paths: where values are in an input, as `volumes[].host.sourcePath` or `tags{}`.

use std::collections::BTreeSet;

use serde_json::Value;

/// Every path that the input of `RegisterJobDefinition` can have, from a model in Smithy JSON.
pub fn of_model(model: &Value) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    let shapes = &model["shapes"];
    let input = &shapes["com.amazonaws.batch#RegisterJobDefinition"]["input"]["target"];
    collect_model(shapes, &shapes[text(input)], "", &mut paths);
    paths
}

/// Every path that a JSON document has; which of its objects are maps is in `known`.
pub fn of_json(json: &Value, known: &BTreeSet<String>) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    collect_json(json, "", known, &mut paths);
    paths
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a shape id")
}

fn join(path: &str, member: &str) -> String {
    match path {
        "" => member.to_owned(),
        path => format!("{path}.{member}"),
    }
}

fn collect_model(shapes: &Value, structure: &Value, path: &str, paths: &mut BTreeSet<String>) {
    for (name, member) in structure["members"].as_object().into_iter().flatten() {
        let mut path = join(path, name);
        let mut shape = &shapes[text(&member["target"])];
        if shape["type"] == "list" {
            path.push_str("[]");
            shape = &shapes[text(&shape["member"]["target"])];
        }
        if shape["type"] == "map" {
            path.push_str("{}");
        }
        if shape["type"] == "structure" {
            collect_model(shapes, shape, &path, paths);
        }
        paths.insert(path);
    }
}

fn collect_json(json: &Value, path: &str, known: &BTreeSet<String>, paths: &mut BTreeSet<String>) {
    match json {
        Value::Array(items) => {
            for item in items {
                collect_json(item, &format!("{path}[]"), known, paths);
            }
        }
        Value::Object(entries) => {
            let map = format!("{path}{{}}");
            if known.contains(&map) {
                if !entries.is_empty() {
                    paths.insert(map);
                }
                return;
            }
            if !path.is_empty() {
                paths.insert(path.to_owned());
            }
            for (name, value) in entries {
                collect_json(value, &join(path, name), known, paths);
            }
        }
        _ => {
            paths.insert(path.to_owned());
        }
    }
}
