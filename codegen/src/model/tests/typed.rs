//! Traits as typed values.

use serde_json::{Value, json};

use super::super::{Fault, HostPart, Model, Retryable, TimestampFormat, Traits, UriSegment};
use super::{id, model};

/// The traits of a shape of that type.
fn of(shape_type: &str, traits: &Value) -> Traits {
    let shape = json!({ "type": shape_type, "members": {}, "traits": traits });
    let model = model(&json!({ "a#S": shape }));
    model.shape(&id("a#S")).unwrap().traits.clone()
}

/// The traits of a member of a structure.
fn of_member(target: &str, traits: &Value) -> Traits {
    let member = json!({ "target": format!("smithy.api#{target}"), "traits": traits });
    let shape = json!({ "type": "structure", "members": { "m": member } });
    let model = model(&json!({ "a#S": shape }));
    model.member(&id("a#S$m")).unwrap().traits.clone()
}

/// Protects: traits that explain.
#[test]
fn documentation() {
    let traits = of(
        "structure",
        &json!({
            "smithy.api#documentation": "Doc.",
            "smithy.api#externalDocumentation": { "web": "https://a.example" },
            "smithy.api#deprecated": { "message": "Use b.", "since": "2" },
            "smithy.api#tags": ["x", "y"],
            "smithy.api#title": "T",
            "smithy.api#since": "1",
            "smithy.api#sensitive": {},
            "smithy.api#unstable": {},
            "com.other#kept": [1, null]
        }),
    );
    assert_eq!(traits.documentation(), Some("Doc."));
    let links = traits.external_documentation();
    assert_eq!(links, Some(vec![("web", "https://a.example")]));
    let deprecated = traits.deprecated().unwrap();
    assert_eq!(
        (deprecated.message, deprecated.since),
        (Some("Use b."), Some("2"))
    );
    assert_eq!(traits.tags(), ["x", "y"]);
    assert_eq!((traits.title(), traits.since()), (Some("T"), Some("1")));
    assert!(traits.sensitive() && traits.unstable() && !traits.internal() && !traits.private());
    assert_eq!(traits.get("com.other#kept"), Some(&json!([1, null])));
    let ids: Vec<&str> = traits.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids.first(), Some(&"smithy.api#documentation"));
    assert_eq!(ids.len(), 9);
}

/// Protects: traits that constrain.
#[test]
fn constraints() {
    let text = of_member(
        "String",
        &json!({
            "smithy.api#required": {},
            "smithy.api#length": { "min": 1, "max": 3 },
            "smithy.api#pattern": "^a+$",
            "smithy.api#default": "",
            "smithy.api#jsonName": "M",
            "smithy.api#idempotencyToken": {}
        }),
    );
    let length = text.length().unwrap();
    assert_eq!((length.min, length.max), (Some(1), Some(3)));
    assert!(text.required() && !text.client_optional() && text.idempotency_token());
    assert_eq!(text.pattern(), Some("^a+$"));
    assert_eq!(text.default(), Some(&json!("")));
    assert_eq!(text.json_name(), Some("M"));
    let number = of_member(
        "Double",
        &json!({ "smithy.api#range": { "min": -1, "max": 0.5 }, "smithy.api#default": null }),
    );
    let range = number.range().unwrap();
    assert_eq!(range.min, Some((-1).into()));
    assert_eq!(range.max.and_then(|max| max.as_f64()), Some(0.5));
    assert_eq!(number.default(), Some(&Value::Null));
    let formats = [
        ("date-time", TimestampFormat::DateTime),
        ("http-date", TimestampFormat::HttpDate),
        ("epoch-seconds", TimestampFormat::EpochSeconds),
    ];
    for (name, format) in formats {
        let traits = of_member("Timestamp", &json!({ "smithy.api#timestampFormat": name }));
        assert_eq!(traits.timestamp_format(), Some(format));
    }
}

/// An operation with something at every place of its message.
fn put() -> Model {
    model(&json!({
        "a#O": {
            "type": "operation",
            "input": { "target": "a#In" },
            "traits": {
                "smithy.api#http": { "method": "PUT", "uri": "/a/{b}/{c+}/d/?x&y=1", "code": 201 },
                "smithy.api#endpoint": { "hostPrefix": "pre.{b}-x." },
                "aws.protocols#httpChecksum": {
                    "requestChecksumRequired": true,
                    "requestAlgorithmMember": "b",
                    "responseAlgorithms": ["CRC32"]
                }
            }
        },
        "a#In": { "type": "structure", "members": {
            "b": { "target": "smithy.api#String", "traits": {
                "smithy.api#required": {}, "smithy.api#httpLabel": {}, "smithy.api#hostLabel": {}
            } },
            "c": { "target": "smithy.api#String", "traits": {
                "smithy.api#required": {}, "smithy.api#httpLabel": {}
            } },
            "h": { "target": "smithy.api#Timestamp", "traits": { "smithy.api#httpHeader": "X-H" } },
            "q": { "target": "smithy.api#Boolean", "traits": { "smithy.api#httpQuery": "q" } },
            "p": { "target": "smithy.api#Blob", "traits": { "smithy.api#httpPayload": {} } }
        } }
    }))
}

/// Protects: traits that place members in messages.
#[test]
fn http() {
    let model = put();
    let operation = &model.shape(&id("a#O")).unwrap().traits;
    let http = operation.http().unwrap();
    assert_eq!((http.method.as_str(), http.code), ("PUT", 201));
    assert_eq!(
        http.uri.segments,
        [
            UriSegment::Literal("a".to_owned()),
            UriSegment::Label("b".to_owned()),
            UriSegment::Greedy("c".to_owned()),
            UriSegment::Literal("d".to_owned()),
        ]
    );
    let query: Vec<_> = http
        .uri
        .query
        .iter()
        .map(|l| (&*l.name, l.value.as_deref()))
        .collect();
    assert_eq!(query, [("x", None), ("y", Some("1"))]);
    assert_eq!(http.uri.to_string(), "/a/{b}/{c+}/d/?x&y=1");
}

/// Protects: traits that say what is outside of the body.
#[test]
fn hosts_and_checksums() {
    let model = put();
    let operation = &model.shape(&id("a#O")).unwrap().traits;
    let endpoint = operation.endpoint().unwrap();
    assert_eq!(
        endpoint.parts,
        [
            HostPart::Literal("pre."),
            HostPart::Label("b"),
            HostPart::Literal("-x."),
        ]
    );
    let checksum = operation.http_checksum().unwrap();
    assert!(checksum.request_checksum_required);
    assert_eq!(checksum.response_algorithms, ["CRC32"]);
    let member = |name: &str| &model.member(&id("a#In").with_member(name)).unwrap().traits;
    assert!(member("b").http_label() && member("b").host_label());
    assert_eq!(member("h").http_header(), Some("X-H"));
    assert_eq!(member("q").http_query(), Some("q"));
    assert!(member("p").http_payload() && !member("p").http_label());
}

/// Protects: what is wrong with a path, and that `/` is none of it.
#[test]
fn paths() {
    let good = [("/", 0), ("/a", 1), ("/a/", 1), ("/{a}/{b+}", 2)];
    for (text, segments) in good {
        let uri: super::super::UriPattern = text.parse().unwrap();
        assert_eq!(uri.segments.len(), segments, "{text}");
    }
    let bad = [
        ("", "does not start with `/`"),
        ("a", "does not start with `/`"),
        ("/a#b", "has a fragment"),
        ("/a//b", "has an empty segment"),
        ("/a{b}", "must be a whole segment"),
        ("/{b}c", "must be a whole segment"),
        ("/{}", "which is not a valid member name"),
        ("/{a b}", "which is not a valid member name"),
        ("/{a}/{a}", "has the duplicate label `{a}`"),
        ("/{a+}/{b}", "after a greedy label"),
        ("/a?b={c}", "has a label in its query"),
        ("/a?b&b=1", "has the duplicate query parameter `b`"),
    ];
    for (text, wanted) in bad {
        let message = text.parse::<super::super::UriPattern>().unwrap_err();
        assert!(message.contains(wanted), "{text}: {message}");
    }
}

/// Protects: traits about errors and services.
#[test]
fn behaviour() {
    let error = of(
        "structure",
        &json!({
            "smithy.api#error": "server",
            "smithy.api#httpError": 503,
            "smithy.api#retryable": { "throttling": true },
            "aws.protocols#awsQueryError": { "code": "Busy", "httpResponseCode": 503 }
        }),
    );
    assert_eq!(error.error(), Some(Fault::Server));
    assert_eq!(error.http_error(), Some(503));
    assert_eq!(error.retryable(), Some(Retryable { throttling: true }));
    assert_eq!(error.aws_query_error().unwrap().code, "Busy");
    let service = of(
        "service",
        &json!({
            "aws.api#service": { "sdkId": "My Shop", "arnNamespace": "shop", "endpointPrefix": "s" },
            "aws.auth#sigv4": { "name": "shop" },
            "aws.protocols#awsJson1_1": {},
            "smithy.protocols#rpcv2Cbor": {},
            "smithy.api#auth": ["aws.auth#sigv4"],
            "smithy.rules#clientContextParams": { "Fast": { "type": "boolean" } }
        }),
    );
    let aws = service.aws_service().unwrap();
    assert_eq!(
        (
            aws.sdk_id,
            aws.arn_namespace,
            aws.endpoint_prefix,
            aws.doc_id
        ),
        ("My Shop", Some("shop"), Some("s"), None)
    );
    assert_eq!(service.sigv4_name(), Some("shop"));
    let protocols = ["smithy.protocols#rpcv2Cbor", "aws.protocols#awsJson1_1"];
    assert_eq!(service.protocols(), protocols);
    assert_eq!(service.auth(), Some(vec!["aws.auth#sigv4"]));
    let params = service.client_context_params();
    assert_eq!((params[0].name, params[0].kind), ("Fast", "boolean"));
}

/// Protects: traits about operations.
#[test]
fn operations() {
    let operation = of(
        "operation",
        &json!({
            "smithy.api#optionalAuth": {},
            "aws.auth#unsignedPayload": {},
            "smithy.api#idempotent": {},
            "smithy.api#readonly": {},
            "smithy.rules#staticContextParams": { "A": { "value": false } },
            "smithy.rules#operationContextParams": { "B": { "path": "keys(c)" } }
        }),
    );
    assert!(operation.optional_auth() && operation.unsigned_payload());
    assert!(operation.idempotent() && operation.readonly());
    assert_eq!(
        operation.static_context_params(),
        [("A", &Value::Bool(false))]
    );
    assert_eq!(operation.operation_context_params(), [("B", "keys(c)")]);
}

/// Protects: examples, read as they are.
#[test]
fn examples() {
    let model = model(&json!({
        "a#O": {
            "type": "operation",
            "input": { "target": "a#S" },
            "output": { "target": "a#S" },
            "errors": [{ "target": "a#E" }],
            "traits": { "smithy.api#examples": [
                { "title": "One", "input": { "s": "x" }, "output": {} },
                {
                    "title": "Two",
                    "documentation": "More.",
                    "error": { "shapeId": "a#E", "content": {} },
                    "allowConstraintErrors": true
                }
            ] }
        },
        "a#S": { "type": "structure", "members": { "s": { "target": "smithy.api#String" } } },
        "a#E": { "type": "structure", "members": {}, "traits": { "smithy.api#error": "client" } }
    }));
    let examples = model.shape(&id("a#O")).unwrap().traits.examples();
    assert_eq!(examples.len(), 2);
    assert_eq!(examples[0].input, Some(&json!({ "s": "x" })));
    assert_eq!(examples[0].output, Some(&json!({})));
    assert_eq!(examples[1].documentation, Some("More."));
    assert!(examples[1].allow_constraint_errors);
    assert_eq!(examples[1].error.as_ref().unwrap().shape_id, "a#E");
}
