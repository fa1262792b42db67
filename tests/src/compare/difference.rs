//! Compares the answers of two clients to a case.

use hammersmith_codegen::plan::http::{Body, Placement};
use hammersmith_codegen::plan::operation::Operation;
use hammersmith_codegen::plan::shapes::Shapes;
use hammersmith_codegen::plan::structure::Structure;
use hammersmith_codegen::plan::ty::Type;
use serde_json::{Map, Value};

use super::around::interceptors;
use super::cbor;
use super::debug;
use super::json::Json;
use super::lengths::{is_cbor, same_lengths, without_signature};
use super::order::{sorted_entries, sorted_form};

/// A difference between the clients.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The part that differs: `request.body`, `outcome.code` and the like.
    pub what: String,
    /// The value of the official client.
    pub official: Value,
    /// The value of ours.
    pub ours: Value,
}

/// The answers of both clients to a case.
#[derive(Clone, Debug)]
pub(super) struct Answers {
    /// The answer of the official client.
    pub(super) official: Value,
    /// The answer of ours.
    pub(super) ours: Value,
}

/// Compares answers.
#[derive(Debug)]
pub(super) struct Comparison<'a> {
    /// The types of the plan.
    pub(super) shapes: &'a Shapes<'a>,
    /// Differences to ignore: `request.uri` and the like.
    pub(super) except: &'a [String],
    /// True if the official crate is based on schemas.
    pub(super) has_schemas: bool,
}

impl Comparison<'_> {
    /// The first difference. `escaped`: the response body has JSON escapes or a byte order mark.
    pub(super) fn difference(
        &self,
        operation: &Operation,
        input: &Json,
        answers: &Answers,
        escaped: bool,
    ) -> Option<Difference> {
        let Answers { official, ours } = answers;
        // Official clients that panic are not a measure.
        if official["outcome"]["kind"] == "died" {
            return None;
        }
        let requests = [&official["requests"], &ours["requests"]];
        let mut found = self.requests(operation, input, requests).into_iter();
        let found = found.find(|it| !self.except.contains(&it.what));
        let found = found.or_else(|| {
            let names = [official, ours].map(|it| interceptors(&operation.name, it));
            different("interceptors", &names[0], &names[1])
                .filter(|it| !self.except.contains(&it.what))
        });
        found.or_else(|| {
            let mut found = outcomes(&official["outcome"], &ours["outcome"], escaped).into_iter();
            found.find(|it| !self.except.contains(&it.what))
        })
    }

    fn requests(
        &self,
        operation: &Operation,
        input: &Json,
        [official, ours]: [&Value; 2],
    ) -> Vec<Difference> {
        let counts = [official, ours].map(|it| it.as_array().map_or(0, Vec::len));
        if counts != [1, 1] {
            let found = different("requests", &counts[0].into(), &counts[1].into());
            return found.into_iter().collect();
        }
        let (mut official, mut ours) = (official[0].clone(), ours[0].clone());
        if official != ours && self.has_order(&operation.input, input) {
            self.sort(operation, &mut official);
            self.sort(operation, &mut ours);
        }
        if official != ours && self.has_schemas {
            let has_members = !operation.input.fields.is_empty();
            same_lengths(has_members, [&mut official, &mut ours]);
        }
        // The headers depend on the body.
        let parts = ["method", "uri", "body"].into_iter();
        let parts =
            parts.filter_map(|it| different(&format!("request.{it}"), &official[it], &ours[it]));
        let mut found: Vec<_> = parts.collect();
        // So does the signature, and it depends on the rest, too.
        if found.is_empty() {
            found = headers(&official["headers"], &ours["headers"]);
        }
        found
    }

    /// True if the input has a map of several entries, which come in any order.
    fn has_order(&self, structure: &Structure, input: &Json) -> bool {
        structure.fields.iter().any(|field| {
            let value = input.get(&field.member);
            value.is_some_and(|value| self.is_unordered(&field.ty, value))
        })
    }

    fn is_unordered(&self, ty: &Type, value: &Json) -> bool {
        match ty.unboxed() {
            Type::List { element, .. } => {
                let mut items = value.items().iter();
                items.any(|item| self.is_unordered(element, item))
            }
            Type::Map { value: held, .. } => {
                let members = value.members();
                members.len() > 1 || members.iter().any(|(_, it)| self.is_unordered(held, it))
            }
            Type::Document => {
                let members = value.members();
                let mut below = members
                    .iter()
                    .map(|(_, value)| value)
                    .chain(value.items().iter());
                members.len() > 1 || below.any(|it| self.is_unordered(ty, it))
            }
            Type::Structure(ty) => {
                let structure = self.shapes.structure(ty);
                structure.is_some_and(|structure| self.has_order(structure, value))
            }
            Type::Union(ty) => {
                let variants = self.shapes.union(ty).map(|it| it.variants.as_slice());
                variants.unwrap_or_default().iter().any(|variant| {
                    let value = value.get(&variant.member).zip(variant.ty.as_ref());
                    value.is_some_and(|(value, ty)| self.is_unordered(ty, value))
                })
            }
            _ => false,
        }
    }

    /// Sorts the entries of maps, and nothing else, in a request. The signature depends on their
    /// order and goes.
    fn sort(&self, operation: &Operation, request: &mut Value) {
        if let Some((path, query)) = request["uri"].as_str().and_then(|it| it.split_once('?')) {
            let mut parameters: Vec<_> = query.split('&').collect();
            parameters.sort_unstable();
            request["uri"] = format!("{path}?{}", parameters.join("&")).into();
        }
        without_signature(request);
        let body: String = request["body"].as_str().unwrap_or_default().to_owned();
        if body.starts_with("Action=") {
            request["body"] = sorted_form(&body).into();
            return;
        }
        if body.starts_with('<') {
            request["body"] = sorted_entries(&body).into();
            return;
        }
        let bytes: Vec<u8> = body.chars().map(|c| c as u8).collect();
        if is_cbor(request) {
            request["body"] = cbor::normal(&bytes).unwrap_or_default();
            return;
        }
        let Ok(mut json) = serde_json::from_slice(&bytes) else {
            return;
        };
        let payload = match &operation.http.request {
            Body::Payload { .. } => {
                let mut fields = operation.input.fields.iter();
                fields.find(|field| field.placement == Placement::Payload)
            }
            _ => None,
        };
        match payload {
            Some(field) => self.sort_value(&field.ty, &mut json),
            None => self.sort_members(&operation.input, &mut json),
        }
        request["body"] = json;
    }

    fn sort_members(&self, structure: &Structure, value: &mut Value) {
        for field in &structure.fields {
            if let Some(value) = value.get_mut(&field.wire_name) {
                self.sort_value(&field.ty, value);
            }
        }
    }

    fn sort_value(&self, ty: &Type, value: &mut Value) {
        match (ty.unboxed(), value) {
            (Type::List { element, .. }, Value::Array(items)) => {
                for item in items {
                    self.sort_value(element, item);
                }
            }
            (Type::Map { value: held, .. }, Value::Object(entries)) => {
                for (_, value) in entries.iter_mut() {
                    self.sort_value(held, value);
                }
                entries.sort_keys();
            }
            (Type::Document, value) => value.sort_all_objects(),
            (Type::Structure(ty), value) => {
                if let Some(structure) = self.shapes.structure(ty) {
                    self.sort_members(structure, value);
                }
            }
            (Type::Union(ty), value) => {
                let variants = self.shapes.union(ty).map(|it| it.variants.as_slice());
                for variant in variants.unwrap_or_default() {
                    let value = value.get_mut(&variant.wire_name);
                    if let Some((value, ty)) = value.zip(variant.ty.as_ref()) {
                        self.sort_value(ty, value);
                    }
                }
            }
            _ => {}
        }
    }
}

fn different(what: &str, official: &Value, ours: &Value) -> Option<Difference> {
    (official != ours).then(|| Difference {
        what: what.to_owned(),
        official: official.clone(),
        ours: ours.clone(),
    })
}

/// The headers that differ; the signature, which depends on all others, comes last.
fn headers(official: &Value, ours: &Value) -> Vec<Difference> {
    let all = |headers: &Value| headers.as_array().cloned().unwrap_or_default();
    let (official, ours) = (all(official), all(ours));
    let names = official.iter().chain(&ours).map(|header| &header[0]);
    let mut names: Vec<_> = names.filter_map(Value::as_str).collect();
    names.sort_by_key(|name| *name == "authorization");
    names.dedup();
    let found = names.into_iter().filter_map(|name| {
        let values = |headers: &[Value]| -> Value {
            let values = headers.iter().filter(|header| header[0] == name);
            values.map(|header| header[1].clone()).collect()
        };
        let what = format!("request.headers.{name}");
        different(&what, &values(&official), &values(&ours))
    });
    found.collect()
}

fn outcomes(official: &Value, ours: &Value, escaped: bool) -> Vec<Difference> {
    if is_better(official, ours, escaped) {
        return Vec::new();
    }
    let empty = Map::new();
    let (theirs, own) = (official.as_object(), ours.as_object());
    let (theirs, own) = (theirs.unwrap_or(&empty), own.unwrap_or(&empty));
    let is_unhandled = official["variant"] == "Unhandled";
    let added = own.keys().filter(|name| !theirs.contains_key(*name));
    let found = theirs.keys().chain(added).filter_map(|name| {
        match name.as_str() {
            // Why a response is a `ResponseError` is said in the words of each client.
            "reason" => return None,
            // The official client forgets the message of an error that has no code.
            "message" if is_unhandled && official["code"].is_null() => return None,
            // Ours says more of errors that are not modelled.
            "debug" if is_unhandled && ours["variant"] == "Unhandled" => return None,
            "debug" if debug::of_outcomes(official, ours) => return None,
            // The official client does not look for the ID of a request in the body.
            "request_id" if official["request_id"].is_null() => return None,
            "secrets" if same_secrets(official, ours) => return None,
            _ => {}
        }
        let what = format!("outcome.{name}");
        different(&what, &official[name.as_str()], &ours[name.as_str()])
    });
    found.collect()
}

/// True if ours reads what the official client cannot: a part of an error, and escapes.
fn is_better(official: &Value, ours: &Value, escaped: bool) -> bool {
    let has_code = official["code"]
        .as_str()
        .is_some_and(|code| !code.is_empty());
    let is_error = ours["kind"] == official["kind"];
    let is_unreadable = official["variant"] == "Unhandled" && !has_code;
    // It does not find a code or message whose name has escapes.
    let is_missed = official["message"].is_null() || official["code"] != ours["code"];
    is_unreadable && (is_error || escaped && ours["kind"] == "Ok")
        || is_error && ours["kind"] == "ServiceError" && escaped && is_missed
}

/// Compares the values that `Debug` leaves out. They come out of maps, in any order.
fn same_secrets(official: &Value, ours: &Value) -> bool {
    let sorted = |outcome: &Value| {
        let found = outcome["secrets"].as_array().cloned().unwrap_or_default();
        let found = found.iter().filter_map(Value::as_str);
        let mut found: Vec<_> = found.map(str::to_owned).collect();
        found.sort_by_cached_key(|text| debug::normal(text));
        found
    };
    let (official, ours) = (sorted(official), sorted(ours));
    let mut pairs = official.iter().zip(&ours);
    official.len() == ours.len() && pairs.all(|(official, ours)| debug::same(official, ours))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn names(found: &[Difference]) -> Vec<&str> {
        found.iter().map(|it| it.what.as_str()).collect()
    }

    /// Protects the comparison from overlooking headers, one of several values among them.
    #[test]
    fn headers_that_differ() {
        let official = json!([["a", "1"], ["authorization", "x"], ["b", "1"], ["b", "2"]]);
        let ours = json!([["authorization", "y"], ["b", "1"], ["c", "1"]]);
        let found = headers(&official, &ours);
        let expected = ["a", "b", "c", "authorization"].map(|it| format!("request.headers.{it}"));
        assert_eq!(names(&found), expected);
        assert_eq!(headers(&official, &official), []);
    }

    /// Protects the comparison from overlooking outcomes, and from what may differ.
    #[test]
    fn outcomes_that_differ() {
        let official = json!({
            "kind": "ServiceError", "variant": "Unhandled", "code": null, "message": null,
            "debug": "Unhandled(Unhandled)",
        });
        let ours = json!({
            "kind": "ServiceError", "variant": "Unhandled", "code": null, "message": "no",
            "debug": "Unhandled(Unhandled { source: x })",
        });
        assert_eq!(outcomes(&official, &ours, false), []);
        let ours = json!({ "kind": "Ok", "debug": "A", "secrets": [r#"{"a": 1, "b": 2}"#] });
        assert_eq!(outcomes(&official, &ours, true), []);
        let found = outcomes(&official, &ours, false);
        for what in [
            "outcome.kind",
            "outcome.variant",
            "outcome.debug",
            "outcome.secrets",
        ] {
            assert!(names(&found).contains(&what), "{what} in {found:?}");
        }
        let other = json!({ "kind": "Ok", "debug": "A", "secrets": [r#"{"b": 2, "a": 1}"#] });
        assert_eq!(outcomes(&other, &ours, false), []);
        let other = json!({ "kind": "Ok", "debug": "A", "secrets": [r#"{"b": 2, "a": 2}"#] });
        assert_eq!(names(&outcomes(&other, &ours, false)), ["outcome.secrets"]);
    }
}
