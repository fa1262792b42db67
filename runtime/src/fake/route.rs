//! The operation that a request calls.

use crate::http::percent_decode;
use crate::service::ServiceInfo;

use super::bucket::{bucket_in_host, is_object_lambda};
use super::call::{Call, Labels};

/// An operation as a request calls it: its name, method, path and query, and the status of its
/// success.
#[derive(Clone, Copy, Debug)]
pub struct Row(
    /// The name.
    pub &'static str,
    /// The method, in capitals.
    pub &'static str,
    /// The path, with labels as `{name}` or `{name+}`, and the query parameters that are always
    /// there. Behind `x-id`, by which S3 tells operations of the same path apart, stand what tells
    /// them apart without it: `name={}` for a query parameter and `{name}` for a header that are
    /// required.
    pub &'static str,
    /// The status of a success.
    pub u16,
);

/// The operation of a request, and the values of the labels in its path.
#[derive(Debug)]
pub struct Found {
    pub(super) row: &'static Row,
    pub(super) labels: Labels,
    pub(super) rank: Rank,
}

/// The rank of a pattern that matches: the kinds of its segments, and the numbers of its fixed
/// query parameters and of what it requires. The greatest is the most specific.
pub(super) type Rank = (Vec<u8>, (usize, usize));

/// The kinds of segments: labels of several segments, of one, and fixed ones.
const GREEDY: u8 = 0;
const LABEL: u8 = 1;
const FIXED: u8 = 2;

/// The rank of an operation that the request names.
const NAMED: u8 = 3;

/// A parameter of S3 that names the operation, which not all clients send: the official ones do,
/// boto3 does not.
const OPERATION_ID: &str = "x-id";

/// The operation by its name.
pub(super) fn named(rows: &'static [Row], name: &str) -> Option<Found> {
    let row = rows.iter().find(|row| row.0 == name)?;
    Some(Found {
        row,
        labels: Labels::new(),
        rank: (vec![NAMED], (0, 0)),
    })
}

/// The operation by the method and the URI: of all that match, the most specific.
pub(super) fn by_uri(
    service: &ServiceInfo,
    rows: &'static [Row],
    call: &Call<'_>,
) -> Option<Found> {
    let bucket = if service.s3 {
        bucket_in_host(call)
    } else {
        None
    };
    let Some(bucket) = bucket else {
        return by_path(rows, call, &call.path);
    };
    // The host of a response of Object Lambda has its route in the place of a bucket.
    if is_object_lambda(call)
        && let Some(found) = by_path(rows, call, &call.path)
        && found.rank.0.iter().all(|kind| *kind == FIXED)
    {
        return Some(found);
    }
    by_path(rows, call, &format!("/{bucket}{}", call.path))
}

fn by_path(rows: &'static [Row], call: &Call<'_>, path: &str) -> Option<Found> {
    // Clients differ in the slash behind the last segment.
    let shorter = || path.strip_suffix('/').filter(|it| !it.is_empty());
    most_specific(rows, call, path).or_else(|| most_specific(rows, call, shorter()?))
}

fn most_specific(rows: &'static [Row], call: &Call<'_>, path: &str) -> Option<Found> {
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    let mut best: Option<Found> = None;
    for row in rows.iter().filter(|row| row.1 == call.method) {
        let (pattern, query) = row.2.split_once('?').unwrap_or((row.2, ""));
        let Some(parameters) = matching_query(query, call) else {
            continue;
        };
        let pattern: Vec<&'static str> = pattern.split('/').skip(1).collect();
        let (mut kinds, mut labels) = (Vec::new(), Labels::new());
        if !matches(&pattern, &segments, &mut kinds, &mut labels) {
            continue;
        }
        let rank = (kinds, parameters);
        if best.as_ref().is_none_or(|other| rank > other.rank) {
            best = Some(Found { row, labels, rank });
        }
    }
    best
}

/// The numbers of fixed query parameters of a pattern, and of required members; `None` if the
/// request lacks one.
fn matching_query(pattern: &str, call: &Call<'_>) -> Option<(usize, usize)> {
    let values = |name| {
        let same = call.query.iter().filter(move |(other, _)| other == name);
        same.map(|(_, value)| value.as_str())
    };
    // A request that names its operation is told if it lacks a member.
    let is_named = values(OPERATION_ID).next().is_some();
    let (mut fixed, mut required) = (0, 0);
    for part in pattern.split('&').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let header = part.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
        if header.is_some() || value == "{}" {
            let has = match header {
                Some(name) => call.parts.header(name).is_some(),
                None => values(name).next().is_some(),
            };
            if !has && !is_named {
                return None;
            }
            required += usize::from(has);
        } else if name != OPERATION_ID || is_named {
            if !values(name).any(|other| other == value) {
                return None;
            }
            fixed += 1;
        }
    }
    Some((fixed, required))
}

/// Matches the segments of a path; notes the kind of each and the values of labels.
fn matches(
    pattern: &[&'static str],
    segments: &[&str],
    kinds: &mut Vec<u8>,
    labels: &mut Labels,
) -> bool {
    let mut segments = segments;
    for (at, part) in pattern.iter().enumerate() {
        let label = part
            .strip_prefix('{')
            .and_then(|part| part.strip_suffix('}'));
        // A greedy label leaves as many segments as there are parts behind it.
        let (name, count, kind) = match label.map(|name| (name, name.strip_suffix('+'))) {
            None => ("", 1, FIXED),
            Some((name, None)) => (name, 1, LABEL),
            Some((_, Some(name))) => {
                let behind = pattern.len() - at - 1;
                (name, segments.len().saturating_sub(behind), GREEDY)
            }
        };
        let Some((taken, rest)) = segments.split_at_checked(count) else {
            return false;
        };
        kinds.push(kind);
        segments = rest;
        let text = taken.join("/");
        if kind == FIXED {
            if text != *part {
                return false;
            }
            continue;
        }
        match percent_decode(&text).filter(|text| !text.is_empty()) {
            Some(text) => labels.push((name, text)),
            None => return false,
        }
    }
    segments.is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::body::Content;
    use super::*;

    fn found(rows: &'static [Row], s3: bool, method: &str, uri: &str) -> Option<String> {
        let service = ServiceInfo::new("S3");
        let service = if s3 { service.s3() } else { service };
        let request = http::Request::builder().method(method).uri(uri);
        let host = uri
            .strip_prefix("http://")
            .and_then(|uri| uri.split('/').next());
        let request = request
            .header("host", host.unwrap_or_default())
            .body(())
            .expect("a request");
        let content = Content::plain(b"");
        let call = Call::of(&request, &content).expect("a call");
        let found = by_uri(&service, rows, &call)?;
        let labels = found
            .labels
            .iter()
            .map(|(name, value)| format!(" {name}={value}"));
        Some(format!("{}{}", found.row.0, labels.collect::<String>()))
    }

    static ROWS: [Row; 9] = [
        Row("List", "GET", "/", 200),
        Row("ListObjects", "GET", "/{Bucket}", 200),
        Row("ListV2", "GET", "/{Bucket}?list-type=2", 200),
        Row("Get", "GET", "/{Bucket}/{Key+}?x-id=Get", 200),
        Row("GetTags", "GET", "/{Bucket}/{Key+}?tagging", 200),
        Row("Put", "PUT", "/{Bucket}/{Key+}?x-id=Put", 200),
        Row("Fixed", "POST", "/a/b", 200),
        Row("First", "POST", "/a/{x}", 200),
        Row("Middle", "POST", "/a/{x+}/end", 200),
    ];

    /// For S3 or not, the method, the URI, and what it calls.
    const CASES: [(bool, &str, &str, Option<&str>); 22] = [
        (false, "GET", "/", Some("List")),
        (false, "GET", "/photos", Some("ListObjects Bucket=photos")),
        (false, "GET", "/photos/", Some("ListObjects Bucket=photos")),
        (
            false,
            "GET",
            "/photos?list-type=2",
            Some("ListV2 Bucket=photos"),
        ),
        (
            false,
            "GET",
            "/photos/a/b%20c/",
            Some("Get Bucket=photos Key=a/b c/"),
        ),
        (
            false,
            "GET",
            "/photos/a?x-id=Get",
            Some("Get Bucket=photos Key=a"),
        ),
        (
            false,
            "GET",
            "/photos/a?tagging",
            Some("GetTags Bucket=photos Key=a"),
        ),
        (false, "GET", "/photos/a?x-id=Put", None),
        (false, "DELETE", "/photos", None),
        (false, "POST", "/a/b", Some("Fixed")),
        (false, "POST", "/a/c", Some("First x=c")),
        (false, "POST", "/a/c/d/end", Some("Middle x=c/d")),
        (false, "POST", "/a//end", None),
        (false, "POST", "/a/%FF", None),
        (
            true,
            "GET",
            "http://photos.s3.eu-west-1.amazonaws.com/a",
            Some("Get Bucket=photos Key=a"),
        ),
        (
            true,
            "GET",
            "http://s3.eu-west-1.amazonaws.com/photos/a",
            Some("Get Bucket=photos Key=a"),
        ),
        (
            true,
            "GET",
            "http://photos.localhost:80/",
            Some("ListObjects Bucket=photos"),
        ),
        (
            true,
            "GET",
            "http://logs.s3.backup.s3.eu-west-1.amazonaws.com/",
            Some("ListObjects Bucket=logs.s3.backup"),
        ),
        (
            true,
            "GET",
            "http://logs.s3-old.s3.dualstack.eu-west-1.amazonaws.com/",
            Some("ListObjects Bucket=logs.s3-old"),
        ),
        // A route of Object Lambda, and a bucket in the same place.
        (
            true,
            "POST",
            "http://route.s3-object-lambda.us-east-1.amazonaws.com/a/b",
            Some("Fixed"),
        ),
        (
            true,
            "GET",
            "http://point-1.s3-object-lambda.us-east-1.amazonaws.com/a",
            Some("Get Bucket=point-1 Key=a"),
        ),
        (
            true,
            "GET",
            "http://logs.s3.backup.localhost:80/",
            Some("ListObjects Bucket=logs.s3.backup"),
        ),
    ];

    /// Protects the choice between operations whose patterns overlap, and the values of labels.
    #[test]
    fn the_most_specific_pattern_matches() {
        for (s3, method, uri, expected) in CASES {
            assert_eq!(
                found(&ROWS, s3, method, uri).as_deref(),
                expected,
                "{method} {uri}"
            );
        }
    }

    static SAME_PATHS: [Row; 10] = [
        Row("Abort", "DELETE", "/{Key+}?x-id=Abort&uploadId={}", 204),
        Row("Copy", "PUT", "/{Key+}?x-id=Copy&{x-amz-copy-source}", 200),
        Row("Delete", "DELETE", "/{Key+}?x-id=Delete", 204),
        Row("Get", "GET", "/{Key+}?x-id=Get", 200),
        Row("GetRule", "GET", "/?rules&x-id=GetRule&id={}", 200),
        Row(
            "ListParts",
            "GET",
            "/{Key+}?x-id=ListParts&uploadId={}",
            200,
        ),
        Row("ListRules", "GET", "/?rules&x-id=ListRules", 200),
        Row("Put", "PUT", "/{Key+}?x-id=Put", 200),
        Row(
            "Upload",
            "PUT",
            "/{Key+}?x-id=Upload&partNumber={}&uploadId={}",
            200,
        ),
        Row(
            "UploadCopy",
            "PUT",
            "/{Key+}?x-id=UploadCopy&{x-amz-copy-source}&partNumber={}&uploadId={}",
            200,
        ),
    ];

    /// Protects programs in other languages, whose requests to S3 do not name their operation:
    /// members that are required tell which one it is.
    #[test]
    fn required_members_tell_operations_apart() {
        const COPY: bool = true;
        let table = [
            ("PUT", "/a", false, Some("Put")),
            ("PUT", "/a", COPY, Some("Copy")),
            ("PUT", "/a?partNumber=1&uploadId=x", false, Some("Upload")),
            (
                "PUT",
                "/a?uploadId=x&partNumber=1",
                COPY,
                Some("UploadCopy"),
            ),
            ("PUT", "/a?uploadId=x", COPY, Some("Copy")),
            ("PUT", "/a?x-id=Put", COPY, Some("Put")),
            ("PUT", "/a?x-id=Upload", false, Some("Upload")),
            (
                "PUT",
                "/a?x-id=Copy&partNumber=1&uploadId=x",
                COPY,
                Some("Copy"),
            ),
            ("PUT", "/a?x-id=Other", false, None),
            ("DELETE", "/a", false, Some("Delete")),
            ("DELETE", "/a?uploadId=x", false, Some("Abort")),
            ("GET", "/a", false, Some("Get")),
            ("GET", "/a?uploadId=x", false, Some("ListParts")),
            ("GET", "/?rules", false, Some("ListRules")),
            ("GET", "/?rules&id=", false, Some("GetRule")),
        ];
        for (method, uri, copies, expected) in table {
            let mut request = http::Request::builder().method(method).uri(uri);
            if copies {
                request = request.header("x-amz-copy-source", "b/c");
            }
            let request = request.body(()).expect("a request");
            let content = Content::plain(b"");
            let call = Call::of(&request, &content).expect("a call");
            let found = by_uri(&ServiceInfo::new("S3"), &SAME_PATHS, &call);
            let found = found.map(|found| found.row.0);
            assert_eq!(found, expected, "{method} {uri} {copies}");
        }
    }
}
