//! The features of a crate that its official crate has, too.

use serde_json::Value;

use crate::workspace::Workspace;

/// The official features that our crate does not have, or does not have on by default.
pub(super) fn missing(
    workspace: &Workspace,
    official: &str,
    ours: &str,
) -> Result<Vec<String>, String> {
    let output = workspace.cargo(&["metadata", "--format-version", "1"]);
    let metadata: Value = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("{error}: {}", String::from_utf8_lossy(&output.stderr)))?;
    let features = |name: &str| {
        let mut packages = metadata["packages"].as_array().into_iter().flatten();
        let package = packages.find(|package| package["name"] == name);
        let package = package.ok_or_else(|| format!("{name}: no such package"))?;
        Ok::<_, String>(package["features"].clone())
    };
    let (official, ours) = (features(official)?, features(ours)?);
    let names = official.as_object().into_iter().flatten();
    let names = names
        .map(|(name, _)| name)
        .filter(|name| ours.get(name).is_none());
    let default = official["default"].as_array().into_iter().flatten();
    let is_off = |name: &&Value| {
        let mut on = ours["default"].as_array().into_iter().flatten();
        on.all(|it| it != *name)
    };
    let default = default.filter(is_off).filter_map(Value::as_str);
    let default = default.map(|name| format!("feature {name} by default"));
    Ok(names
        .map(|name| format!("feature {name}"))
        .chain(default)
        .collect())
}
