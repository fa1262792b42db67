//! Differences that are accepted.
//!
//! A newer official generator makes crates that are based on schemas, and the two generators differ: with
//! responses that are not as the model says, and in what they write of unset numbers. Ours does for every
//! service what the crates of the older generator do. Nothing is accepted of those.

use aws_smithy_types::date_time::{DateTime, Format};
use hammersmith_codegen::plan::Plan;
use hammersmith_codegen::plan::field::{Field, Presence};
use hammersmith_codegen::plan::http::Placement;
use hammersmith_codegen::plan::operation::Operation;
use hammersmith_codegen::plan::shapes::Shapes;
use hammersmith_codegen::plan::ty::{TimestampFormat, Type};
use serde_core::de::IgnoredAny;
use serde_json::Value;

use super::difference::{Answers, Difference};
use super::inputs::Inputs;
use super::json::Json;
use super::outputs::Outputs;
use super::responses::Body;
use super::walk::walk;
use super::{Case, json, outputs};

/// A difference to the official crates that are based on schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Accepted {
    /// A response that cannot be read. Official: `ResponseError`. Ours: an unhandled `ServiceError`.
    Unreadable,
    /// An error without a code. Official: `ResponseError`. Ours: an unhandled `ServiceError`.
    NoCode,
    /// A missing member that is required and has an enum or union as its type. Official: `ResponseError`. Ours:
    /// the unknown variant.
    MissingVariant,
    /// A missing member that is required and has a structure as its type. Official: unset. Ours: a structure
    /// whose members have their default values.
    MissingStructure,
    /// A success whose output has no members, and whose body is not an object. Official: `ResponseError`.
    /// Ours: the output.
    NoMembers,
    /// A body that is not valid JSON, for which one of the clients does not look closely: bytes after the value,
    /// nothing but whitespace, a wrong number or string in a member that the model does not know.
    Malformed,
    /// A member that is `null` after it had a value. Official: the value. Ours: unset.
    LateNull,
    /// A document that is `null`. Official: unset. Ours: `Document::Null`.
    NullDocument,
    /// A timestamp in seconds that a double does not hold. Official: exact, or an error. Ours: rounded.
    VastTimestamp,
    /// A timestamp in another format than that of the model. Official: read. Ours: the response cannot be read.
    OtherTimestamp,
    /// An integer with a fraction of zero or an exponent. Official: an error. Ours: the integer.
    WholeFloat,
    /// The header `x-amzn-query-error` of a service that is not `awsQueryCompatible`. Official: its code
    /// counts. Ours: ignored.
    QueryError,
    /// A number or boolean of a nested structure that equals its default value. Official: sent. Ours: left out.
    DefaultValue,
}

/// What the conditions depend on.
#[derive(Debug)]
pub(super) struct Conditions<'a> {
    pub(super) plan: &'a Plan,
    pub(super) shapes: &'a Shapes<'a>,
}

impl Accepted {
    /// Those that a change of the case undoes, in the order they are tried.
    pub(super) const UNDONE: [Self; 8] = [
        Self::DefaultValue,
        Self::QueryError,
        Self::LateNull,
        Self::NullDocument,
        Self::VastTimestamp,
        Self::OtherTimestamp,
        Self::WholeFloat,
        Self::MissingStructure,
    ];

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable response",
            Self::NoCode => "error without a code",
            Self::MissingVariant => "missing enum or union",
            Self::MissingStructure => "missing structure",
            Self::NoMembers => "output without members",
            Self::Malformed => "invalid JSON",
            Self::LateNull => "null after a value",
            Self::NullDocument => "null document",
            Self::VastTimestamp => "vast timestamp",
            Self::OtherTimestamp => "timestamp in another format",
            Self::WholeFloat => "integer written as a float",
            Self::QueryError => "query error header",
            Self::DefaultValue => "default value in a request",
        }
    }

    /// The accepted difference that the outcomes themselves prove.
    pub(super) fn of(
        operation: &Operation,
        case: &Case,
        difference: &Difference,
        answers: &Answers,
    ) -> Option<Self> {
        let (official, ours) = (&answers.official["outcome"], &answers.ours["outcome"]);
        let is_outcome = difference.what.starts_with("outcome.");
        let refused = [official, ours].map(is_refused);
        if is_outcome && refused[0] != refused[1] && !is_valid(&case.response.body) {
            return Some(Self::Malformed);
        }
        if difference.what != "outcome.kind" || official["kind"] != "ResponseError" {
            return None;
        }
        let reason = official["reason"].as_str().unwrap_or_default();
        if !refused[1] {
            let mut fields = operation.output.fields.iter();
            let has_body = fields.any(|it| it.placement == Placement::Body);
            return match reason.contains("but it is required when building") {
                true => Some(Self::MissingVariant),
                false if ours["kind"] == "Ok" && !has_body => Some(Self::NoMembers),
                false => None,
            };
        }
        let is_like = ours["kind"] == "ServiceError" && ours["status"] == official["status"];
        match reason {
            _ if !is_like => None,
            "unhandled error" => Some(Self::NoCode),
            _ => Some(Self::Unreadable),
        }
    }

    /// The case without what makes this difference; `None` if it has nothing of that.
    pub(super) fn undo(
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
            Self::LateNull => edit(&mut case.response.body, late_nulls),
            Self::NullDocument => cx.output(operation, &mut case, |cx, ty, json| {
                let is_null = |field: &Field, value: &Json| {
                    field.ty.unboxed() == &Type::Document && *value == Json::null()
                };
                cx.retain(ty, json, |field, value| !is_null(field, value))
            }),
            Self::VastTimestamp => cx.output(operation, &mut case, |_, ty, json| round(ty, json)),
            Self::OtherTimestamp => {
                cx.output(operation, &mut case, |_, ty, json| prescribed(ty, json))
            }
            Self::WholeFloat => cx.output(operation, &mut case, |_, ty, json| whole(ty, json)),
            Self::MissingStructure => cx.output(operation, &mut case, Conditions::complete),
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

    /// Takes members out of a structure.
    fn retain(&self, ty: &Type, json: &mut Json, keep: impl Fn(&Field, &Json) -> bool) -> bool {
        let (Type::Structure(ty), Json::Object(members)) = (ty, json) else {
            return false;
        };
        let count = members.len();
        let fields = self.shapes.structure(ty).map_or(&[][..], |it| &it.fields);
        members.retain(|(name, value)| {
            let field = fields.iter().find(|it| it.wire_name == *name);
            field.is_none_or(|field| keep(field, value))
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
    default.is_some_and(|default| value == default || number(value) == number(default))
}

/// Changes a body that is JSON.
fn edit(body: &mut Body, change: impl FnOnce(&mut Json) -> bool) -> bool {
    let json = match body {
        Body::Json(json, _) => Some(json.clone()),
        Body::Bytes(bytes) => json::parse(bytes),
    };
    let Some(mut json) = json else { return false };
    let is_changed = change(&mut json);
    if is_changed {
        *body = Body::Json(json, None);
    }
    is_changed
}

/// True if a body is valid JSON, or empty.
fn is_valid(body: &Body) -> bool {
    let bytes = body.bytes();
    let is_json = || serde_json::from_slice::<IgnoredAny>(&bytes).is_ok();
    bytes.is_empty() || (std::str::from_utf8(&bytes).is_ok() && is_json())
}

/// True if a client could not read a response.
fn is_refused(outcome: &Value) -> bool {
    let is_unhandled = outcome["variant"] == "Unhandled" && outcome["code"].is_null();
    outcome["kind"] == "ResponseError" || is_unhandled
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
    let Ok(seconds) = text.parse::<i128>() else {
        return false;
    };
    let rounded = (seconds as f64) as i64;
    *text = rounded.to_string();
    i128::from(rounded) != seconds
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
