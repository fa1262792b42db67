//! Removes from inputs and responses what causes a difference to all official crates.

use hammersmith_codegen::plan::field::Field;
use hammersmith_codegen::plan::http::Placement;
use hammersmith_codegen::plan::operation::Operation;
use hammersmith_codegen::plan::ty::Type;

use crate::compare::json::Json;

/// The algorithms of checksums that official clients do not calculate.
const ALGORITHMS: [&str; 5] = ["MD5", "SHA512", "XXHASH3", "XXHASH64", "XXHASH128"];

/// Changes the algorithm of a request's checksum to one that both clients calculate.
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

/// Changes the length of a request with a stream to that of the stream, if they differ.
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

/// Takes the members out of an input that are headers which all requests of the service have.
pub(super) fn own_headers(
    headers: &[(String, String)],
    operation: &Operation,
    input: &mut Json,
) -> bool {
    let Json::Object(members) = input else {
        return false;
    };
    let count = members.len();
    let is_own = |field: &&Field| match &field.placement {
        Placement::Header(name) => headers
            .iter()
            .any(|(other, _)| other.eq_ignore_ascii_case(name)),
        _ => false,
    };
    let own = operation.input.fields.iter().filter(is_own);
    let own: Vec<_> = own.map(|field| field.member.as_str()).collect();
    members.retain(|(name, _)| !own.contains(&name.as_str()));
    members.len() < count
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
            let below = members.iter_mut().map(|(_, value)| value);
            below.map(message_sums).filter(|it| *it).count() > 0 || is_changed
        }
        Json::Array(items) => {
            let items = items.iter_mut();
            items.map(message_sums).filter(|it| *it).count() > 0
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use hammersmith_codegen::Layout;
    use hammersmith_codegen::config::Config;
    use hammersmith_codegen::model::{self, Selection, Source};
    use hammersmith_codegen::plan::{self, Plan};
    use serde_json::json;

    use super::{content_length, message_sums, own_headers};
    use crate::compare::json::{self, Json};

    /// The plan of an operation that sends a stream.
    fn plan() -> Plan {
        let header = json!({ "smithy.api#httpHeader": "Content-Length" });
        let shapes = json!({
            "a#Shop": {
                "type": "service",
                "version": "1",
                "operations": [{ "target": "a#Put" }],
                "traits": { "aws.protocols#restJson1": {}, "aws.api#service": { "sdkId": "Shop" } },
            },
            "a#Put": {
                "type": "operation",
                "input": { "target": "a#PutInput" },
                "traits": { "smithy.api#http": { "method": "PUT", "uri": "/" } },
            },
            "a#PutInput": {
                "type": "structure",
                "members": {
                    "length": { "target": "smithy.api#Long", "traits": header },
                    "body": { "target": "a#Body", "traits": {
                        "smithy.api#httpPayload": {}, "smithy.api#default": "",
                    } },
                },
                "traits": { "smithy.api#input": {} },
            },
            "a#Body": { "type": "blob", "traits": { "smithy.api#streaming": {} } },
        });
        let source = Source::Text {
            name: "shop".to_owned(),
            text: json!({ "smithy": "2.0", "shapes": shapes }).to_string(),
        };
        let model = model::load(&[source]).expect("a model");
        let selected = model::select(&model, &Selection::default()).expect("a service");
        plan::plan(&selected, &Config::default(), Layout::Crate).expect("a plan")
    }

    fn parse(text: &str) -> Json {
        json::parse(text.as_bytes()).expect("JSON")
    }

    /// Protects the comparison from accepting more than a wrong length or sum: nothing else of a
    /// case changes, and a case without them does not.
    #[test]
    fn lengths_and_sums() {
        let plan = plan();
        for (before, after) in [
            (r#"{"length":1}"#, Some(r#"{"length":0}"#)),
            (
                r#"{"length":3,"body":"ÿa"}"#,
                Some(r#"{"length":2,"body":"ÿa"}"#),
            ),
            (r#"{"length":2,"body":"ÿa"}"#, None),
            (r#"{"body":"a"}"#, None),
        ] {
            let mut input = parse(before);
            let is_changed = content_length(&plan.operations[0], &mut input);
            assert_eq!(is_changed, after.is_some(), "{before}");
            assert_eq!(input, parse(after.unwrap_or(before)), "{before}");
        }
        for (header, is_own) in [("content-length", true), ("accept", false)] {
            let headers = [(header.to_owned(), "1".to_owned())];
            let mut input = parse(r#"{"length":1,"body":"a"}"#);
            let is_changed = own_headers(&headers, &plan.operations[0], &mut input);
            assert_eq!(is_changed, is_own, "{header}");
            assert_eq!(input.get("length").is_none(), is_own, "{header}");
            assert!(input.get("body").is_some());
        }
        for (before, after) in [
            (
                r#"{"a":[{"MD5OfBody":"x","b":1},{"MD5OfBody":1}]}"#,
                r#"{"a":[{"b":1},{}]}"#,
            ),
            (r#"{"Body":"MD5Of"}"#, r#"{"Body":"MD5Of"}"#),
        ] {
            let mut body = parse(before);
            assert_eq!(message_sums(&mut body), before != after, "{before}");
            assert_eq!(body, parse(after), "{before}");
        }
    }
}
