//! Inputs and responses without what makes a difference to all official crates.

use hammersmith_codegen::plan::field::Field;
use hammersmith_codegen::plan::http::Placement;
use hammersmith_codegen::plan::operation::Operation;
use hammersmith_codegen::plan::ty::Type;

use crate::compare::json::Json;

/// The algorithms of checksums that official clients do not calculate.
const ALGORITHMS: [&str; 5] = ["MD5", "SHA512", "XXHASH3", "XXHASH64", "XXHASH128"];

/// Gives the checksum of a request an algorithm that both clients calculate.
pub(super) fn checksum(operation: &Operation, input: &mut Json) -> bool {
    let checksum = operation.checksums.as_ref();
    let Some(checksum) = checksum.and_then(|it| it.request.as_ref()) else {
        return false;
    };
    let member = member(operation, input, |it| it.name.ident == checksum.algorithm);
    match member {
        Some(Json::String(name)) if ALGORITHMS.contains(&name.as_str()) => {
            "CRC32".clone_into(name);
            true
        }
        _ => false,
    }
}

/// Gives a request with a stream the length of the stream, if it has another one.
pub(super) fn content_length(operation: &Operation, input: &mut Json) -> bool {
    let length = match member(operation, input, |it| it.ty == Type::Stream) {
        Some(Json::String(bytes)) => bytes.chars().count(),
        _ => 0,
    };
    let member = member(operation, input, |it| match &it.placement {
        Placement::Header(name) => name.eq_ignore_ascii_case("content-length"),
        _ => false,
    });
    let (length, is_stream) = (Json::literal(length), operation.input.stream().is_some());
    match member {
        Some(given) if is_stream && *given != length => {
            *given = length;
            true
        }
        _ => false,
    }
}

/// The value of a member of an input.
fn member<'j>(
    operation: &Operation,
    input: &'j mut Json,
    is_it: impl Fn(&Field) -> bool,
) -> Option<&'j mut Json> {
    let field = operation.input.fields.iter().find(|field| is_it(field))?;
    let Json::Object(members) = input else {
        return None;
    };
    let mut members = members.iter_mut();
    let found = members.find(|(name, _)| *name == field.member)?;
    Some(&mut found.1)
}

/// Takes the sums of messages out of a response.
pub(super) fn message_sums(json: &mut Json) -> bool {
    match json {
        Json::Object(members) => {
            let count = members.len();
            members.retain(|(name, _)| !name.starts_with("MD5Of"));
            let is_changed = members.len() < count;
            let below = members.iter_mut();
            below.fold(is_changed, |found, (_, it)| message_sums(it) || found)
        }
        Json::Array(items) => {
            let items = items.iter_mut();
            items.fold(false, |found, it| message_sums(it) || found)
        }
        _ => false,
    }
}
