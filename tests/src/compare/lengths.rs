//! The parts of requests that depend on the form of their bodies: signatures, and lengths, which
//! differ between the two official generators.

use serde_json::Value;

use super::cbor;

/// Takes the signature out of a request, and the digest of the body, which goes into it.
pub(super) fn without_signature(request: &mut Value) {
    let Some(headers) = request["headers"].as_array_mut() else {
        return;
    };
    headers.retain(|header| header[0] != "x-amz-content-sha256");
    for header in headers.iter_mut() {
        if header[0] == "authorization" {
            let value = header[1].as_str().unwrap_or_default();
            let end = value.find("Signature=").unwrap_or(value.len());
            header[1] = value[..end].into();
        }
    }
}

/// True if the body of a request is CBOR.
pub(super) fn is_cbor(request: &Value) -> bool {
    let mut headers = request["headers"].as_array().into_iter().flatten();
    headers.any(|header| header[0] == "content-type" && header[1] == "application/cbor")
}

/// Takes out the lengths that crates based on schemas do not write, or that only they write: lists
/// and maps of CBOR do not have any there, and a body has one even if the input has no members.
pub(super) fn same_lengths(has_members: bool, requests: [&mut Value; 2]) {
    let is_cbor = is_cbor(requests[1]);
    let is_empty = !has_members && requests[0]["body"] == requests[1]["body"];
    if is_cbor || is_empty {
        for request in requests {
            without_signature(request);
            without_length(request);
            if is_cbor {
                without_lengths(request);
            }
        }
    }
}

/// Takes the length of a body out of the headers, and out of the names of those that are signed.
fn without_length(request: &mut Value) {
    let Some(headers) = request["headers"].as_array_mut() else {
        return;
    };
    headers.retain(|header| header[0] != "content-length");
    for header in headers.iter_mut() {
        if header[0] == "authorization" {
            let value = header[1].as_str().unwrap_or_default();
            header[1] = value.replacen("content-length;", "", 1).into();
        }
    }
}

/// Takes the form of lengths out of a CBOR document.
fn without_lengths(request: &mut Value) {
    if let Some(body) = request["body"].as_str() {
        let bytes: Vec<u8> = body.chars().map(|c| c as u8).collect();
        request["body"] = cbor::normal(&bytes).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn request(content_type: &str, length: Option<&str>, body: &str) -> Value {
        let signed = length.map_or("", |_| "content-length;");
        let mut headers = vec![
            json!(["content-type", content_type]),
            json!([
                "authorization",
                format!("A={signed}host, Signature={length:?}")
            ]),
        ];
        headers.extend(length.map(|length| json!(["content-length", length])));
        json!({ "headers": headers, "body": body })
    }

    /// Protects the comparison from overlooking lengths that are wrong or missing.
    #[test]
    fn lengths_that_may_differ() {
        let (json, cbor) = ("application/x-amz-json-1.1", "application/cbor");
        // A map with a length and one without.
        let (long, short) = ("\u{a0}", "\u{bf}\u{ff}");
        for (has_members, official, ours, is_same) in [
            (false, (json, Some("2"), "{}"), (json, None, "{}"), true),
            (false, (json, Some("2"), "{}"), (json, None, "{ }"), false),
            (true, (json, Some("2"), "{}"), (json, None, "{}"), false),
            (
                true,
                (cbor, Some("2"), short),
                (cbor, Some("1"), long),
                true,
            ),
            (
                true,
                (cbor, Some("2"), short),
                (cbor, Some("1"), "\u{80}"),
                false,
            ),
            (
                true,
                (json, Some("2"), short),
                (json, Some("1"), long),
                false,
            ),
        ] {
            let [mut official, mut ours] =
                [official, ours].map(|(media, length, body)| request(media, length, body));
            same_lengths(has_members, [&mut official, &mut ours]);
            assert_eq!(official == ours, is_same, "{official} {ours}");
        }
    }
}
