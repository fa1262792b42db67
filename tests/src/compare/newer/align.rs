//! The order and the secrets of members where the official crate comes from, which its structures
//! and their `Debug` show.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

/// The structures of a crate, as far as they are public; names are [`plain`].
#[derive(Debug, Default)]
struct Shown {
    /// The fields of each structure, in their order.
    fields: BTreeMap<String, Vec<String>>,
    /// The structures and fields whose values `Debug` leaves out.
    secrets: BTreeSet<(String, String)>,
}

/// Puts the members of the structures of `model` into the order of the official crate whose source
/// is in the directory `source`, and makes those secret that are secret there. Members that it does
/// not have come last.
pub(super) fn align(model: &mut Value, source: &Path) {
    let mut shown = Shown::default();
    for directory in ["types", "operation"] {
        read(&source.join(directory), &mut shown);
    }
    let names = messages(model);
    for (id, shape) in model["shapes"].as_object_mut().into_iter().flatten() {
        let own = id.rsplit('#').next().unwrap_or(id);
        let name = plain(names.get(id).map_or(own, String::as_str));
        let members = shape.get_mut("members").and_then(Value::as_object_mut);
        if let (Some(order), Some(members)) = (shown.fields.get(&name), members) {
            sort(members, order);
            hide(members, &name, &shown.secrets);
        }
    }
}

fn hide(members: &mut Map<String, Value>, name: &str, secrets: &BTreeSet<(String, String)>) {
    for (member, value) in members.iter_mut() {
        if secrets.contains(&(name.to_owned(), plain(member))) {
            value["traits"]["smithy.api#sensitive"] = json!({});
        }
    }
}

fn sort(members: &mut Map<String, Value>, order: &[String]) {
    let mut sorted: Vec<_> = std::mem::take(members).into_iter().collect();
    sorted.sort_by_key(|(name, _)| {
        let name = plain(name);
        let place = order.iter().position(|other| *other == name);
        place.unwrap_or(order.len())
    });
    members.extend(sorted);
}

/// The names of the structures of inputs and outputs, which have those of their operations.
fn messages(model: &Value) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for (id, shape) in model["shapes"].as_object().into_iter().flatten() {
        let operation = id.rsplit('#').next().unwrap_or(id);
        for (member, suffix) in [("input", "Input"), ("output", "Output")] {
            if let Some(target) = shape[member]["target"].as_str() {
                names.insert(target.to_owned(), format!("{operation}{suffix}"));
            }
        }
    }
    names
}

/// Reads the structures of the files in a directory.
fn read(directory: &Path, shown: &mut Shown) {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            read(&path, shown);
        } else if let Ok(text) = fs::read_to_string(&path) {
            structures(&text, shown);
        }
    }
}

/// Reads the structures of a source file.
fn structures(text: &str, shown: &mut Shown) {
    let (mut structure, mut debug) = (None, None);
    for line in text.lines() {
        let code = line.trim_start();
        if let Some(rest) = line.strip_prefix("pub struct ") {
            structure = rest.strip_suffix('{').map(plain);
        } else if let Some(rest) = line.strip_prefix("impl ::std::fmt::Debug for ") {
            debug = rest.strip_suffix('{').map(plain);
        } else if line == "}" {
            (structure, debug) = (None, None);
        } else if let Some(name) = &structure {
            let field = code.strip_prefix("pub ").and_then(|it| it.split_once(':'));
            if let Some((field, _)) = field {
                let fields = shown.fields.entry(name.clone()).or_default();
                fields.push(plain(field.trim_start_matches("r#")));
            }
        } else if let Some(name) = &debug {
            let field = code.strip_prefix("formatter.field(\"");
            let field = field.and_then(|it| it.split_once("\", &\"*** Sensitive"));
            if let Some((field, _)) = field {
                shown.secrets.insert((name.clone(), plain(field)));
            }
        }
    }
}

/// The letters and digits of a name, in small letters.
fn plain(name: &str) -> String {
    let name = name.chars().filter(char::is_ascii_alphanumeric);
    name.map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Shown, hide, messages, plain, sort, structures};

    const SOURCE: &str = r#"pub struct DbThing {
    /// pub z: a
    pub r#type: A,
    pub db_id: B,
}
impl DbThing {
    pub fn other(&self) -> C::D {}
}
impl ::std::fmt::Debug for DbThing {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        formatter.field("r#type", &self.r#type);
        formatter.field("db_id", &"*** Sensitive Data Redacted ***");
    }
}
pub struct Empty {}
pub struct Next {
    pub a: A,
}
"#;

    /// Protects the comparison from a model whose members are those of another structure.
    #[test]
    fn members_are_as_fields() {
        let mut shown = Shown::default();
        structures(SOURCE, &mut shown);
        let fields = &shown.fields;
        assert_eq!(fields[&plain("DBThing")], ["type", "dbid"]);
        assert_eq!(fields[&plain("Next")], ["a"]);
        assert_eq!(fields.len(), 2);
        let mut members = json!({ "New": {}, "DBId": {}, "Type": {} });
        let members = members.as_object_mut().expect("members");
        sort(members, &fields["dbthing"]);
        hide(members, "next", &shown.secrets);
        let names: Vec<_> = members.keys().collect();
        assert_eq!(names, ["Type", "DBId", "New"]);
        assert!(members.values().all(|member| *member == json!({})));
        hide(members, "dbthing", &shown.secrets);
        let secret = json!({ "traits": { "smithy.api#sensitive": {} } });
        assert_eq!(members["DBId"], secret);
        assert_eq!(members["Type"], json!({}));
        let operation = json!({ "input": { "target": "a#InRequest" } });
        let names = messages(&json!({ "shapes": { "a#Go": operation } }));
        assert_eq!(names["a#InRequest"], "GoInput");
    }
}
