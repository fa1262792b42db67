//! Makes a case smaller as long as the clients still differ in the same thing.

use super::Case;
use super::json::Json;
use super::responses::{Body, Response};

/// The greatest number of smaller cases to try.
const ATTEMPTS: usize = 4_000;

/// The smallest case found for which `fails` is true; it is for `case`.
pub(super) fn shrink(case: Case, mut fails: impl FnMut(&Case) -> bool) -> Case {
    let mut case = case;
    let mut left = ATTEMPTS;
    loop {
        let mut candidates = candidates(&case).into_iter();
        let smaller = candidates.find(|candidate| {
            left = left.saturating_sub(1);
            left > 0 && fails(candidate)
        });
        match smaller {
            Some(smaller) => case = smaller,
            None => return case,
        }
    }
}

/// The case with the settings of a plain client, if it has others.
fn plainer(case: &Case) -> Option<Case> {
    (case.situation != 0).then(|| Case {
        situation: 0,
        ..case.clone()
    })
}

/// Smaller cases, those that are much smaller first.
fn candidates(case: &Case) -> Vec<Case> {
    let with_response = |response: Response| Case {
        response,
        ..case.clone()
    };
    let mut found = Vec::new();
    found.extend(plainer(case));
    let response = &case.response;
    if *response != Response::plain() {
        found.push(with_response(Response::plain()));
    }
    found.extend(smaller(&case.input).into_iter().map(|input| Case {
        input,
        ..case.clone()
    }));
    if ![200, 400].contains(&response.status) {
        let status = match response.status {
            200..300 => 200,
            _ => 400,
        };
        found.push(with_response(Response {
            status,
            ..response.clone()
        }));
    }
    for position in 0..response.headers.len() {
        let mut response = response.clone();
        response.headers.remove(position);
        found.push(with_response(response));
    }
    for (position, (_, value)) in response.headers.iter().enumerate() {
        for value in shorter(value) {
            let mut response = response.clone();
            response.headers[position].1 = value;
            found.push(with_response(response));
        }
    }
    let bodies: Vec<_> = match &response.body {
        Body::Json(json, style) => {
            let plain = style.map(|_| Body::Json(json.clone(), None));
            let smaller = smaller(json).into_iter();
            let smaller = smaller.map(|json| Body::Json(json, *style));
            plain.into_iter().chain(smaller).collect()
        }
        Body::Xml(xml, style) => {
            let plain = style.map(|_| Body::Xml(xml.clone(), None));
            let smaller = xml.smaller().into_iter();
            let smaller = smaller.map(|xml| Body::Xml(xml, *style));
            plain.into_iter().chain(smaller).collect()
        }
        Body::Bytes(bytes) => fewer(bytes).into_iter().map(Body::Bytes).collect(),
    };
    found.extend(bodies.into_iter().map(|body| {
        with_response(Response {
            body,
            ..response.clone()
        })
    }));
    found
}

/// The same bytes without a part of them.
fn fewer(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let mut length = bytes.len();
    while length > 0 {
        for start in (0..bytes.len()).step_by(length) {
            let end = bytes.len().min(start + length);
            found.push([&bytes[..start], &bytes[end..]].concat());
        }
        length /= 2;
    }
    found
}

/// Values with one thing less.
fn smaller(json: &Json) -> Vec<Json> {
    let mut found = Vec::new();
    match json {
        Json::Literal(text) => {
            if !["0", "1", "null", "true", "false"].contains(&text.as_str()) {
                found.extend([Json::literal(0), Json::literal(1)]);
            }
        }
        Json::String(text) => found.extend(shorter(text).into_iter().map(Json::String)),
        Json::Array(items) => {
            for position in 0..items.len() {
                let mut fewer = items.clone();
                fewer.remove(position);
                found.push(Json::Array(fewer));
            }
            for (position, item) in items.iter().enumerate() {
                for item in smaller(item) {
                    let mut items = items.clone();
                    items[position] = item;
                    found.push(Json::Array(items));
                }
            }
        }
        Json::Object(members) => {
            if members.len() > 1 {
                found.push(Json::Object(Vec::new()));
            }
            for position in 0..members.len() {
                let mut fewer = members.clone();
                fewer.remove(position);
                found.push(Json::Object(fewer));
            }
            for (position, (_, value)) in members.iter().enumerate() {
                for value in smaller(value) {
                    let mut members = members.clone();
                    members[position].1 = value;
                    found.push(Json::Object(members));
                }
            }
        }
    }
    found
}

/// Shorter strings: the empty one, halves, and without each of the characters.
pub(super) fn shorter(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut length = characters.len();
    while length > 0 {
        for start in (0..characters.len()).step_by(length) {
            let end = characters.len().min(start + length);
            let left = characters[..start].iter().chain(&characters[end..]);
            found.push(left.collect());
        }
        length /= 2;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(members: &[(&str, Json)]) -> Json {
        let members = members.iter().cloned();
        Json::Object(members.map(|(name, it)| (name.to_owned(), it)).collect())
    }

    /// Protects failures from being told with all that has nothing to do with them.
    #[test]
    fn only_what_matters_stays() {
        let list = Json::Array(vec![Json::literal(17), Json::string("a needle in hay")]);
        let case = Case {
            operation: "Find".to_owned(),
            input: object(&[("a", Json::literal(5)), ("b", object(&[("c", list)]))]),
            response: Response {
                status: 503,
                headers: vec![
                    ("x".to_owned(), "1".to_owned()),
                    ("y".to_owned(), "2".to_owned()),
                ],
                body: Body::Bytes(b"<html>".to_vec()),
            },
            situation: 0,
        };
        let fails = |case: &Case| {
            let has_header = case.response.headers.iter().any(|(name, _)| name == "y");
            case.input.compact().contains("needle") && has_header
        };
        let small = shrink(case, fails);
        let list = Json::Array(vec![Json::string("needle")]);
        assert_eq!(small.input, object(&[("b", object(&[("c", list)]))]));
        assert_eq!(small.response.headers, [("y".to_owned(), String::new())]);
        assert_eq!(small.response.body, Body::Bytes(Vec::new()));
        assert_eq!(small.response.status, 400);
    }
}
