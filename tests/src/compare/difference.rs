//! What two clients did with a case, and where they differ.

use hammersmith_codegen::plan::http::{Body, Placement};
use hammersmith_codegen::plan::operation::Operation;
use hammersmith_codegen::plan::shapes::Shapes;
use hammersmith_codegen::plan::structure::Structure;
use hammersmith_codegen::plan::ty::Type;
use serde_json::{Map, Value};

use super::debug;
use super::json::Json;

/// Where two clients differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// What differs: `request.body`, `outcome.code` and the like.
    pub what: String,
    /// What the official client did.
    pub official: Value,
    /// What ours did.
    pub ours: Value,
}

/// Compares answers to cases.
#[derive(Debug)]
pub(super) struct Comparison<'a> {
    /// The types of the plan.
    pub(super) shapes: &'a Shapes<'a>,
}

impl Comparison<'_> {
    /// The first difference.
    pub(super) fn difference(
        &self,
        operation: &Operation,
        input: &Json,
        official: &Value,
        ours: &Value,
    ) -> Option<Difference> {
        let kinds = [official, ours].map(|it| it["outcome"]["kind"].as_str());
        if kinds[0] == Some("died") {
            return None;
        }
        self.requests(operation, input, &official["requests"], &ours["requests"])
            .or_else(|| outcomes(&official["outcome"], &ours["outcome"]))
    }

    fn requests(
        &self,
        operation: &Operation,
        input: &Json,
        official: &Value,
        ours: &Value,
    ) -> Option<Difference> {
        let counts = [official, ours].map(|it| it.as_array().map_or(0, Vec::len));
        if counts != [1, 1] {
            return different("requests", &counts[0].into(), &counts[1].into());
        }
        let (mut official, mut ours) = (official[0].clone(), ours[0].clone());
        if official != ours && self.has_order(&operation.input, input) {
            self.sort(operation, &mut official);
            self.sort(operation, &mut ours);
        }
        // The headers depend on the body.
        let parts = ["method", "uri", "body", "headers"].into_iter();
        let mut parts =
            parts.filter_map(|it| different(&format!("request.{it}"), &official[it], &ours[it]));
        parts.next()
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
        for header in request["headers"].as_array_mut().into_iter().flatten() {
            if header[0] == "authorization" {
                let value = header[1].as_str().unwrap_or_default();
                let end = value.find("Signature=").unwrap_or(value.len());
                header[1] = value[..end].into();
            }
        }
        let body: String = request["body"].as_str().unwrap_or_default().to_owned();
        let bytes: Vec<u8> = body.chars().map(|c| c as u8).collect();
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

fn outcomes(official: &Value, ours: &Value) -> Option<Difference> {
    let empty = Map::new();
    let (theirs, own) = (official.as_object(), ours.as_object());
    let (theirs, own) = (theirs.unwrap_or(&empty), own.unwrap_or(&empty));
    let is_unhandled = official["variant"] == "Unhandled";
    let mut names: Vec<_> = theirs.keys().chain(own.keys()).collect();
    names.dedup();
    names.into_iter().find_map(|name| {
        match name.as_str() {
            // The official client forgets the message of an error that has no code.
            "message" if is_unhandled && official["code"].is_null() => return None,
            // Ours says more of errors that are not modelled.
            "debug" if is_unhandled && ours["variant"] == "Unhandled" => return None,
            "debug" => {
                let [official, ours] = [official, ours].map(|it| it["debug"].as_str());
                let (official, ours) = (official.unwrap_or_default(), ours.unwrap_or_default());
                if debug::same(official, ours) {
                    return None;
                }
            }
            "secrets" if secrets(official) == secrets(ours) => return None,
            _ => {}
        }
        let what = format!("outcome.{name}");
        different(&what, &official[name.as_str()], &ours[name.as_str()])
    })
}

/// The values that `Debug` leaves out, in an order: they may come out of maps, and be maps.
fn secrets(outcome: &Value) -> Vec<String> {
    let found = outcome["secrets"].as_array().into_iter().flatten();
    let found = found.filter_map(Value::as_str);
    let mut found: Vec<_> = found.map(debug::normal).collect();
    found.sort_unstable();
    found
}
