//! Cases without what makes a difference.

use aws_smithy_types::date_time::{DateTime, Format};
use hammersmith_codegen::plan::Plan;
use hammersmith_codegen::plan::field::{Field, Presence};
use hammersmith_codegen::plan::operation::Operation;
use hammersmith_codegen::plan::shapes::Shapes;
use hammersmith_codegen::plan::ty::{TimestampFormat, Type};
use serde_json::Value;

use super::{Accepted, everywhere};
use crate::compare::Case;
use crate::compare::inputs::Inputs;
use crate::compare::json::{self, Json};
use crate::compare::outputs::{self, Outputs};
use crate::compare::responses::Body;
use crate::compare::walk::walk;

/// The names of the code of an error.
const CODES: [&str; 2] = ["__type", "code"];

/// The conditions that the cases depend on.
#[derive(Debug)]
pub(in crate::compare) struct Conditions<'a> {
    /// The decisions of our generator.
    pub(in crate::compare) plan: &'a Plan,
    /// The types of the plan.
    pub(in crate::compare) shapes: &'a Shapes<'a>,
}

impl Accepted {
    /// The case without what makes this difference; `None` if it has nothing of that.
    pub(in crate::compare) fn undo(
        self,
        cx: &Conditions<'_>,
        operation: &Operation,
        case: &Case,
    ) -> Option<Case> {
        let mut case = case.clone();
        let is_changed = match self {
            Self::DefaultValue => cx.set_defaults(operation, &mut case.input),
            Self::QueryError => {
                let headers = &mut case.response.headers;
                let count = headers.len();
                let is_other = |(name, _): &(String, String)| name != "x-amzn-query-error";
                headers.retain(|header| cx.plan.service.query_compatible || is_other(header));
                headers.len() < count
            }
            Self::EscapedCode => {
                let body = &mut case.response.body;
                let text = String::from_utf8_lossy(&body.bytes()).into_owned();
                let is_escaped = |(name, _): &(String, Json)| {
                    CODES.contains(&name.as_str()) && !text.contains(&format!("\"{name}\""))
                };
                edit(body, |json| json.members().iter().any(is_escaped))
            }
            Self::LateNull => edit(&mut case.response.body, late_nulls),
            Self::NullDocument => {
                cx.output(operation, &mut case, Conditions::without_null_documents)
            }
            Self::VastTimestamp => cx.output(operation, &mut case, |_, ty, json| round(ty, json)),
            Self::OtherTimestamp => {
                cx.output(operation, &mut case, |_, ty, json| prescribed(ty, json))
            }
            Self::WholeFloat => cx.output(operation, &mut case, |_, ty, json| whole(ty, json)),
            Self::MissingStructure => cx.output(operation, &mut case, Conditions::complete),
            Self::Checksum => everywhere::checksum(operation, &mut case.input),
            Self::ContentLength => everywhere::content_length(operation, &mut case.input),
            Self::OwnHeader => {
                let headers = &cx.plan.service.headers;
                everywhere::own_headers(headers, operation, &mut case.input)
            }
            Self::MessageSum => edit(&mut case.response.body, everywhere::message_sums),
            _ => false,
        };
        is_changed.then_some(case)
    }
}

impl Conditions<'_> {
    /// Gives numbers and booleans of nested structures another value than their default.
    fn set_defaults(&self, operation: &Operation, input: &mut Json) -> bool {
        let root = Type::Structure(operation.input.ty.clone());
        let mut is_changed = false;
        walk::<Inputs>(self.shapes, &root, input, &mut |ty, json| {
            let (Type::Structure(ty), Json::Object(members)) = (ty, json) else {
                return;
            };
            let structure = self.shapes.structure(ty);
            for field in structure.map_or(&[][..], |it| &it.fields) {
                let (Presence::Defaulted(_), Some(other)) = (&field.presence, other(field)) else {
                    continue;
                };
                let default = field.default.as_ref().map(Json::literal);
                let position = members.iter().position(|(name, _)| *name == field.member);
                match position {
                    None => members.push((field.member.clone(), other)),
                    Some(at) if is_equal(&members[at].1, default.as_ref()) => members[at].1 = other,
                    Some(_) => continue,
                }
                is_changed = true;
            }
        });
        is_changed
    }

    /// Changes each value of an output.
    fn output(
        &self,
        operation: &Operation,
        case: &mut Case,
        change: impl Fn(&Self, &Type, &mut Json) -> bool,
    ) -> bool {
        let root = Type::Structure(operation.output.ty.clone());
        edit(&mut case.response.body, |json| {
            let mut is_changed = false;
            walk::<Outputs>(self.shapes, &root, json, &mut |ty, json| {
                is_changed |= change(self, ty, json);
            });
            is_changed
        })
    }

    /// Takes documents that are null out of a structure.
    fn without_null_documents(&self, ty: &Type, json: &mut Json) -> bool {
        let (Type::Structure(ty), Json::Object(members)) = (ty, json) else {
            return false;
        };
        let count = members.len();
        let fields = self.shapes.structure(ty).map_or(&[][..], |it| &it.fields);
        members.retain(|(name, value)| {
            let mut fields = fields.iter();
            let is_document = |it: &Field| it.wire_name == *name && it.ty == Type::Document;
            *value != Json::null() || !fields.any(is_document)
        });
        members.len() < count
    }

    /// Adds the structures that are required in a structure.
    fn complete(&self, ty: &Type, json: &mut Json) -> bool {
        let (Type::Structure(ty), Json::Object(members)) = (ty, json) else {
            return false;
        };
        let count = members.len();
        let fields = self.shapes.structure(ty).map_or(&[][..], |it| &it.fields);
        for field in fields.iter().filter(|it| it.required) {
            let is_set = members
                .iter()
                .any(|(name, value)| *name == field.wire_name && *value != Json::null());
            if matches!(field.ty.unboxed(), Type::Structure(_)) && !is_set {
                members.push((field.wire_name.clone(), Json::Object(Vec::new())));
            }
        }
        members.len() > count
    }
}

/// A value other than the default of a number or boolean.
fn other(field: &Field) -> Option<Json> {
    let default = field.default.as_ref();
    match field.ty {
        Type::Boolean => Some(Json::literal(default != Some(&Value::Bool(true)))),
        Type::Integer(_) | Type::Float | Type::Double => {
            let is_one = default.and_then(Value::as_f64) == Some(1.0);
            Some(Json::literal(1 + i32::from(is_one)))
        }
        _ => None,
    }
}

fn is_equal(value: &Json, default: Option<&Json>) -> bool {
    let number = |json: &Json| match json {
        Json::Literal(text) => text.parse::<f64>().ok(),
        _ => None,
    };
    default.is_some_and(|default| match number(value) {
        Some(value) => Some(value) == number(default),
        None => value == default,
    })
}

/// Changes a body that is JSON.
fn edit(body: &mut Body, change: impl FnOnce(&mut Json) -> bool) -> bool {
    let json = match body {
        Body::Json(json, _) => Some(json.clone()),
        Body::Xml(..) => None,
        Body::Bytes(bytes) => json::parse(bytes),
    };
    let Some(mut json) = json else { return false };
    let is_changed = change(&mut json);
    if is_changed {
        *body = Body::Json(json, None);
    }
    is_changed
}

/// Takes out members that are null and were there before.
fn late_nulls(json: &mut Json) -> bool {
    let mut is_changed = false;
    match json {
        Json::Object(members) => {
            let mut seen = Vec::new();
            members.retain(|(name, value)| {
                let is_late = *value == Json::null() && seen.contains(name);
                seen.push(name.clone());
                is_changed |= is_late;
                !is_late
            });
            for (_, value) in members {
                is_changed |= late_nulls(value);
            }
        }
        Json::Array(items) => {
            for item in items {
                is_changed |= late_nulls(item);
            }
        }
        _ => {}
    }
    is_changed
}

/// Rounds a timestamp to what a double holds.
fn round(ty: &Type, json: &mut Json) -> bool {
    let (Type::Timestamp(TimestampFormat::EpochSeconds), Json::Literal(text)) = (ty, json) else {
        return false;
    };
    let seconds = text.parse::<f64>().unwrap_or_default();
    let rounded = (seconds as i64).to_string();
    let is_vast = seconds.abs() >= 2f64.powi(53) && *text != rounded;
    if is_vast {
        *text = rounded;
    }
    is_vast
}

/// Writes a timestamp in the format that the model prescribes.
fn prescribed(ty: &Type, json: &mut Json) -> bool {
    let Type::Timestamp(format) = ty else {
        return false;
    };
    let read = |text: &str, format| DateTime::from_str(text, format).ok();
    let time = match (format, &*json) {
        (TimestampFormat::EpochSeconds, Json::String(text)) => {
            read(text, Format::DateTimeWithOffset).or_else(|| read(text, Format::EpochSeconds))
        }
        (TimestampFormat::DateTime | TimestampFormat::HttpDate, Json::Literal(text)) => {
            read(text, Format::EpochSeconds)
        }
        _ => None,
    };
    let Some(time) = time else { return false };
    *json = outputs::timestamp(time, *format);
    true
}

/// Writes an integer without a fraction or exponent.
fn whole(ty: &Type, json: &mut Json) -> bool {
    let (Type::Integer(_), Json::Literal(text)) = (ty, json) else {
        return false;
    };
    let number = text.parse::<f64>().ok().filter(|it| it.fract() == 0.0);
    let is_float = text.contains(['.', 'e', 'E']);
    if let Some(number) = number.filter(|_| is_float) {
        *text = (number as i64).to_string();
        return true;
    }
    false
}
