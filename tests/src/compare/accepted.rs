//! Differences that are accepted.
//!
//! A newer official generator makes crates that are based on schemas, and the two generators
//! differ: with responses that are not as the model says, and in what they write of unset numbers.
//! Ours does for every service what the crates of the older generator do. Of those, nothing is
//! accepted but what [`Accepted::EVERYWHERE`] lists.

mod everywhere;
#[cfg(test)]
mod tests;
mod undo;

use hammersmith_codegen::plan::http::Placement;
use hammersmith_codegen::plan::operation::Operation;
use serde_core::de::IgnoredAny;
use serde_json::Value;

use super::Case;
use super::cbor;
use super::difference::{Answers, Difference};
use super::json::{self, Json};
use super::responses::Body;

pub(super) use undo::Conditions;

/// A difference to the official crates: most to those that are based on schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Accepted {
    /// A response that cannot be read. Official: `ResponseError`. Ours: an unhandled
    /// `ServiceError`.
    Unreadable,
    /// An error with a member that cannot be read, or with a body that is not an object.
    /// Official: `ResponseError`, or, for CBOR, an unhandled `ServiceError`. Ours: the error
    /// without the parts that cannot be read; its metadata name the member.
    UnreadMember,
    /// An error without a code. Official: `ResponseError`. Ours: an unhandled `ServiceError`.
    NoCode,
    /// An error whose code has a name with escapes: `__typ\u0065`. Official: an error without a
    /// code. Ours: the error by its code.
    EscapedCode,
    /// A missing member that is required and has an enum or union as its type. Official:
    /// `ResponseError`. Ours: the unknown variant.
    MissingVariant,
    /// A missing member that is required and has a structure as its type. Official: unset. Ours: a
    /// structure whose members have their default values.
    MissingStructure,
    /// A success whose output has no members, and whose body is not an object. Official:
    /// `ResponseError`. Ours: the output.
    NoMembers,
    /// A body that is not valid, for which one of the clients does not look closely: bytes after
    /// the value, nothing but whitespace, a wrong number or string in a member that the model does
    /// not know.
    Malformed,
    /// A member that is `null` after it had a value. Official: the value. Ours: unset.
    LateNull,
    /// A document that is `null`. Official: unset. Ours: `Document::Null`.
    NullDocument,
    /// A timestamp in seconds that a double does not hold. Official: rounded; with schemas exact,
    /// or an error. Ours: exact.
    VastTimestamp,
    /// A timestamp in another format than that of the model. Official: read. Ours: the response
    /// cannot be read.
    OtherTimestamp,
    /// An integer with a fraction of zero or an exponent. Official: an error. Ours: the integer.
    WholeFloat,
    /// The header `x-amzn-query-error` of a service that is not `awsQueryCompatible`. Official: its
    /// code counts. Ours: ignored.
    QueryError,
    /// A number or boolean of a nested structure that equals its default value. Official: sent.
    /// Ours: left out.
    DefaultValue,
    /// A checksum of a request by MD5, SHA-512 or xxHash. Official: a CRC-32 under the name of MD5,
    /// and an error. Ours: calculated.
    Checksum,
    /// A stream with another length than `content-length` says. Official: sent, and what is too
    /// much dropped. Ours: an error.
    ContentLength,
    /// A header that all requests of the service have, and the input sets, too. Official: that of
    /// the service. Ours: that of the input.
    OwnHeader,
    /// A message of SQS with a wrong MD5 sum. Official: the output. Ours: an error.
    MessageSum,
}

impl Accepted {
    /// Those of all official crates that a change of the case undoes.
    pub(super) const EVERYWHERE: [Self; 5] = [
        Self::Checksum,
        Self::ContentLength,
        Self::MessageSum,
        Self::OwnHeader,
        Self::VastTimestamp,
    ];

    /// Those of crates that are based on schemas, in the order they are tried.
    pub(super) const UNDONE: [Self; 8] = [
        Self::DefaultValue,
        Self::QueryError,
        Self::EscapedCode,
        Self::LateNull,
        Self::NullDocument,
        Self::OtherTimestamp,
        Self::WholeFloat,
        Self::MissingStructure,
    ];

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable response",
            Self::UnreadMember => "unreadable member of an error",
            Self::NoCode => "error without a code",
            Self::EscapedCode => "code with an escaped name",
            Self::MissingVariant => "missing enum or union",
            Self::MissingStructure => "missing structure",
            Self::NoMembers => "output without members",
            Self::Malformed => "invalid document",
            Self::LateNull => "null after a value",
            Self::NullDocument => "null document",
            Self::VastTimestamp => "vast timestamp",
            Self::OtherTimestamp => "timestamp in another format",
            Self::WholeFloat => "integer written as a float",
            Self::QueryError => "query error header",
            Self::DefaultValue => "default value in a request",
            Self::Checksum => "checksum that the official client does not calculate",
            Self::ContentLength => "stream of another length than announced",
            Self::OwnHeader => "header of the service that the input sets",
            Self::MessageSum => "message with a wrong sum",
        }
    }

    /// The accepted difference that the outcomes themselves prove.
    pub(super) fn of(
        cx: &Conditions,
        operation: &Operation,
        case: &Case,
        difference: &Difference,
        answers: &Answers,
    ) -> Option<Self> {
        let (official, ours) = (&answers.official["outcome"], &answers.ours["outcome"]);
        let is_outcome = difference.what.starts_with("outcome.");
        let has_cbor = cx.plan.service.protocol.has_cbor();
        let refused = [official, ours].map(is_refused);
        if is_outcome && refused[0] != refused[1] && !is_valid(&case.response.body, has_cbor) {
            return Some(Self::Malformed);
        }
        if is_outcome && is_unread(&case.response.body, has_cbor, official, ours) {
            return Some(Self::UnreadMember);
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
}

/// True if ours is an error that has not been read as a whole.
fn is_unread(body: &Body, has_cbor: bool, official: &Value, ours: &Value) -> bool {
    if ours["kind"] != "ServiceError" {
        return false;
    }
    let debug = ours["debug"].as_str().unwrap_or_default();
    let says_so = debug.contains("\"unread\": ");
    let is_refused = official["kind"] == "ResponseError";
    let has_code = is_refused && !ours["code"].is_null();
    if has_cbor {
        return has_code || says_so;
    }
    let is_readable = match json::parse(&body.bytes()) {
        Some(Json::Object(members)) => !members.iter().any(is_odd_code),
        _ => false,
    };
    (is_refused && says_so) || (has_code && !is_readable)
}

/// True if a member would have the code of an error, but is not a string.
fn is_odd_code((name, value): &(String, Json)) -> bool {
    matches!(name.as_str(), "__type" | "code") && !matches!(value, Json::String(_))
}

/// True if a body is XML, or empty.
pub(super) fn is_xml(body: &Body) -> bool {
    let bytes = body.bytes();
    let is_whole = |text: &str| roxmltree::Document::parse(text).is_ok_and(|it| is_closed(&it));
    bytes.is_empty() || std::str::from_utf8(&bytes).is_ok_and(is_whole)
}

/// True if the root is closed: the parser takes documents that end within it.
fn is_closed(document: &roxmltree::Document<'_>) -> bool {
    let mut text = document.input_text().trim_end();
    while let Some((before, _)) = text
        .strip_suffix("-->")
        .and_then(|it| it.rsplit_once("<!--"))
    {
        text = before.trim_end();
    }
    let root = document.root_element();
    let last = text
        .rsplit_once('<')
        .and_then(|(_, tag)| tag.strip_suffix('>'));
    match last.map(|tag| tag.strip_prefix('/').ok_or(tag)) {
        Some(Ok(name)) => name.trim_end().rsplit(':').next() == Some(root.tag_name().name()),
        Some(Err(tag)) => tag.ends_with('/') && root.first_child().is_none(),
        None => false,
    }
}

/// True if a body is valid JSON, valid CBOR of a service that has it, or empty.
fn is_valid(body: &Body, has_cbor: bool) -> bool {
    let bytes = body.bytes();
    if has_cbor && cbor::normal(&bytes).is_some() {
        return true;
    }
    let is_json = || serde_json::from_slice::<IgnoredAny>(&bytes).is_ok();
    bytes.is_empty() || (std::str::from_utf8(&bytes).is_ok() && is_json())
}

/// True if a client could not read a response.
fn is_refused(outcome: &Value) -> bool {
    let is_unhandled = outcome["variant"] == "Unhandled" && outcome["code"].is_null();
    outcome["kind"] == "ResponseError" || is_unhandled
}
