//! The rules of single services that their models do not say.

use hammersmith_codegen::{Generator, Layout, When};
use hammersmith_tests::{services, shared};
use serde_json::{Value, json};

/// Operations of a service, whether their transfers may come to a halt, and whether their bodies
/// may be left out of the signature: as the official crates have it.
const OPERATIONS: [(&str, &str, bool, bool); 7] = [
    ("lambda", "Invoke", true, false),
    ("lambda", "InvokeAsync", true, false),
    ("lambda", "GetFunction", false, false),
    ("s3", "CopyObject", true, false),
    ("s3", "GetObject", false, false),
    ("s3", "PutObject", false, true),
    ("s3", "UploadPart", false, true),
];

/// Protects callers of functions that take long, and uploads without a hash of their bodies.
#[test]
fn operations_with_rules_of_their_own() {
    let Some(folder) = shared::folder("the rules of single services") else {
        return;
    };
    for service in ["lambda", "s3"] {
        let cases = OPERATIONS.iter().filter(|(of, ..)| *of == service);
        let names = cases.clone().map(|(_, name, ..)| *name);
        let generated = Generator::new()
            .model(services::model(&folder, service))
            .operations(names)
            .run(Layout::File);
        let generated = generated.unwrap_or_else(|error| panic!("{service}: {error}"));
        for (_, name, may_stall, may_leave_body_unsigned) in cases {
            let mut operations = generated.plan().operations.iter();
            let operation = operations.find(|operation| operation.name == *name);
            let operation = operation.expect("an operation");
            assert_eq!(operation.may_stall, *may_stall, "{name}");
            let unsigned = operation.may_leave_body_unsigned;
            assert_eq!(unsigned, *may_leave_body_unsigned, "{name}");
        }
    }
}

/// Protects fakes of S3 from programs whose requests do not name their operation: the required
/// members tell those of one path apart.
#[test]
fn operations_of_one_path_are_told_apart() {
    let Some(folder) = shared::folder("the rows of fakes of S3") else {
        return;
    };
    let expected = [
        (
            "AbortMultipartUpload",
            "/{Bucket}/{Key+}?x-id=AbortMultipartUpload&uploadId={}",
        ),
        (
            "CopyObject",
            "/{Bucket}/{Key+}?x-id=CopyObject&{x-amz-copy-source}",
        ),
        ("DeleteObject", "/{Bucket}/{Key+}?x-id=DeleteObject"),
        (
            "GetBucketAnalyticsConfiguration",
            "/{Bucket}?analytics&x-id=GetBucketAnalyticsConfiguration&id={}",
        ),
        (
            "ListBucketAnalyticsConfigurations",
            "/{Bucket}?analytics&x-id=ListBucketAnalyticsConfigurations",
        ),
        ("PutBucketAnalyticsConfiguration", "/{Bucket}?analytics"),
        ("PutObject", "/{Bucket}/{Key+}?x-id=PutObject"),
        (
            "UploadPart",
            "/{Bucket}/{Key+}?x-id=UploadPart&partNumber={}&uploadId={}",
        ),
        (
            "UploadPartCopy",
            "/{Bucket}/{Key+}?x-id=UploadPartCopy&{x-amz-copy-source}&partNumber={}&uploadId={}",
        ),
    ];
    let generated = Generator::new()
        .model(services::model(&folder, "s3"))
        .operations(expected.map(|(name, _)| name))
        .fake(When::Always)
        .run(Layout::File);
    let generated = generated.expect("a file");
    let fake = generated.plan().fake.as_ref().expect("a fake");
    let rows = fake.operations.iter();
    let rows: Vec<_> = rows.map(|row| (&*row.name, &*row.uri)).collect();
    assert_eq!(rows, expected);
}

/// A service of one operation, whose input has these members: the code of its client.
pub(super) fn code(service: &str, operation: &str, members: Value) -> String {
    let namespace = service.split('#').next().expect("a namespace");
    let (operation, input) = (
        format!("{namespace}#{operation}"),
        format!("{namespace}#In"),
    );
    let bound = json!({"method": "POST", "uri": "/{accountId}", "code": 200});
    let mut model = json!({"smithy": "2.0", "shapes": {
        service: {
            "type": "service",
            "version": "2012-06-01",
            "operations": [{"target": operation}],
            "traits": {"aws.protocols#restJson1": {}, "aws.auth#sigv4": {"name": "x"}},
        },
        operation: {
            "type": "operation",
            "input": {"target": input},
            "output": {"target": "smithy.api#Unit"},
            "traits": {"smithy.api#http": bound},
        },
        input.clone(): {"type": "structure", "members": &members},
    }});
    let account = json!({"target": "smithy.api#String", "traits": {
        "smithy.api#httpLabel": {}, "smithy.api#required": {},
    }});
    model["shapes"][&input]["members"]["accountId"] = account;
    let count = json!({"type": "integer", "traits": {"smithy.api#default": 0}});
    model["shapes"][format!("{namespace}#WorkerCounts")] = count;
    // A structure may have the same members as the input has.
    let mut nested = json!({"type": "structure", "members": {}});
    if let Some(count) = members.get("count") {
        nested["members"]["count"] = count.clone();
    }
    model["shapes"][format!("{namespace}#Nested")] = nested;
    let generator = Generator::new().model_text("model", model.to_string());
    let generated = generator.run(Layout::File);
    let generated = generated.unwrap_or_else(|error| panic!("{service}: {error}"));
    generated.file().expect("Rust")
}

/// Protects programs from requests that a service refuses although they are what the model says.
/// Each rule holds for its own service, and is no cost to another: the code of the same operation
/// elsewhere has nothing of it.
#[test]
fn rules_hold_for_their_services() {
    let none = || json!({});
    let cases = [
        (
            "com.amazonaws.glacier#Glacier",
            "UploadArchive",
            none(),
            vec![
                r#".headers(&[("x-amz-glacier-version", "2012-06-01")])"#,
                r#"@httpLabel @orElse("-")"#,
                ".tree_hash()",
            ],
        ),
        (
            "com.amazonaws.apigateway#BackplaneControlService",
            "GetAccount",
            none(),
            vec![r#".headers(&[("accept", "application/json")])"#],
        ),
        (
            "com.amazonaws.machinelearning#AmazonML_20141212",
            "Predict",
            json!({"PredictEndpoint": {"target": "smithy.api#String"}}),
            vec!["::hammersmith::endpoint::required(input.predict_endpoint.as_deref()"],
        ),
        (
            "com.amazonaws.dynamodb#DynamoDB_20120810",
            "GetItem",
            none(),
            vec![".retries_sooner()", "special::dynamodb::extension()"],
        ),
        (
            "com.amazonaws.sts#AWSSecurityTokenServiceV20110615",
            "AssumeRoleWithSAML",
            none(),
            vec![".anonymous()"],
        ),
        (
            "com.amazonaws.sqs#AmazonSQS",
            "ReceiveMessage",
            none(),
            vec!["const LONG_POLLING: bool = true;"],
        ),
        (
            "com.amazonaws.lambda#AWSGirApiService",
            "Invoke",
            none(),
            vec!["const STALLED_STREAM_PROTECTION: bool = false;"],
        ),
    ];
    for (service, operation, members, expected) in cases {
        let ours = dense(&code(service, operation, members.clone()));
        let other = dense(&code("com.example#Other", operation, members));
        for part in expected {
            let part = dense(part);
            assert!(ours.contains(&part), "{service}: no {part}");
            assert!(!other.contains(&part), "com.example#Other: {part}");
        }
    }
}

/// Protects calls of STS: its error about an identity provider is retried by its code on the wire,
/// also where an operation does not list it.
#[test]
fn transient_errors_are_known_by_their_code() {
    let model = json!({"smithy": "2.0", "shapes": {
        "com.amazonaws.sts#AWSSecurityTokenServiceV20110615": {
            "type": "service",
            "version": "2011-06-15",
            "operations": [{"target": "com.amazonaws.sts#GetCallerIdentity"}],
            "traits": {
                "aws.protocols#awsQuery": {},
                "smithy.api#xmlNamespace": {"uri": "https://sts.amazonaws.com/doc/2011-06-15/"},
            },
        },
        "com.amazonaws.sts#GetCallerIdentity": {
            "type": "operation",
            "input": {"target": "smithy.api#Unit"},
            "output": {"target": "smithy.api#Unit"},
        },
        "com.amazonaws.sts#IDPCommunicationErrorException": {
            "type": "structure",
            "members": {},
            "traits": {
                "smithy.api#error": "client",
                "aws.protocols#awsQueryError": {
                    "code": "IDPCommunicationError", "httpResponseCode": 400,
                },
            },
        },
    }});
    let generator = Generator::new().model_text("model", model.to_string());
    let generated = generator.run(Layout::File).expect("code");
    let code = dense(generated.file().expect("Rust").as_str());
    assert!(code.contains(r#".transient_codes(&["IDPCommunicationError"])"#));
}

/// Protects the bytes of requests: official crates that are based on schemas write the members of
/// an input in the order of the model, other ones in the order of their names.
#[test]
fn inputs_have_the_order_of_the_official_crate() {
    let string = || json!({"target": "smithy.api#String"});
    let members = json!({"b": string(), "a": string()});
    let written = dense("to.put(0, &self.b); to.put(1, &self.a);");
    for (service, expected) in [
        ("com.amazonaws.ebs#Ebs", true),
        ("com.example#Other", false),
    ] {
        let code = dense(&code(service, "StartSnapshot", members.clone()));
        assert_eq!(code.contains(&written), expected, "{service}");
    }
}

/// Protects messages and items: clients of SQS and DynamoDB check what they receive, and no other
/// client has anything of it.
#[test]
fn checks_are_for_their_services() {
    for (service, module) in [
        ("com.amazonaws.dynamodb#DynamoDB_20120810", "dynamodb"),
        ("com.amazonaws.sqs#AmazonSQS", "sqs"),
        ("com.example#Other", ""),
    ] {
        let code = dense(&code(service, "GetItem", json!({})));
        for each in ["dynamodb", "sqs"] {
            let has = code.contains(&format!("special::{each}::extension()"));
            assert_eq!(has, each == module, "{service}");
        }
    }
}

/// Protects programs of Timestream, whose endpoints are discovered, and of no other service.
#[test]
fn clients_of_timestream_discover_their_endpoint() {
    let Some(folder) = shared::folder("the discovery of endpoints") else {
        return;
    };
    for (service, operation, is_discovered) in [
        ("timestream-write", "DescribeEndpoints", true),
        ("timestream-query", "DescribeEndpoints", true),
        ("timestream-write", "ListDatabases", false),
        ("dynamodb", "DescribeEndpoints", false),
    ] {
        let generated = Generator::new()
            .model(services::model(&folder, service))
            .operations([operation])
            .run(Layout::File);
        let code = generated.and_then(|generated| generated.file());
        let code = code.unwrap_or_else(|error| panic!("{service}: {error}"));
        for part in [
            "pub async fn with_endpoint_discovery_enabled(",
            "pub mod endpoint_discovery",
        ] {
            assert_eq!(code.contains(part), is_discovered, "{service}: {part}");
        }
    }
}

/// Protects build times: Cargo need not compile all of a large service, as the official crates say.
/// A crate of chosen operations, or of a smaller service, is used as a whole.
#[test]
fn large_crates_have_the_hint_for_cargo() {
    let Some(folder) = shared::folder("the hints of manifests") else {
        return;
    };
    for (service, operations, is_large) in [
        ("sqs", None, true),
        ("sqs", Some("SendMessage"), false),
        ("batch", None, false),
    ] {
        let generator = Generator::new().model(services::model(&folder, service));
        let files = generator.operations(operations).run(Layout::Crate);
        let files = files.and_then(|generated| generated.crate_files());
        let files = files.unwrap_or_else(|error| panic!("{service}: {error}"));
        let manifest = files.get("Cargo.toml").expect("a manifest");
        let hint = "\n[hints]\nmostly-unused = true\n";
        assert_eq!(manifest.contains(hint), is_large, "{service}");
    }
}

/// Protects dependencies that name features: the official crates have these beyond those of all
/// services, whichever operations are selected, and these by default.
#[test]
fn features_of_single_crates() {
    let Some(folder) = shared::folder("the features of single services") else {
        return;
    };
    let cases: [(&str, &str, &[&str], &[&str]); 3] = [
        (
            "s3",
            "ListBuckets",
            &["sigv4a", "http-1x"],
            &["http-02x", "http-1x", "sigv4a"],
        ),
        ("sts", "GetCallerIdentity", &["sigv4a"], &["sigv4a"]),
        ("sqs", "ListQueues", &[], &[]),
    ];
    for (service, operation, default, all) in cases {
        let model = services::model(&folder, service);
        let generator = Generator::new().model(model).operations([operation]);
        let files = generator.run(Layout::Crate);
        let files = files.and_then(|generated| generated.crate_files());
        let files = files.unwrap_or_else(|error| panic!("{service}: {error}"));
        let manifest = files.get("Cargo.toml").expect("a manifest");
        let manifest: toml::Table = manifest.parse().expect("TOML");
        let features = manifest["features"].as_table().expect("features");
        let own = ["http-02x", "http-1x", "sigv4a"];
        let own = own.into_iter().filter(|name| features.contains_key(*name));
        assert_eq!(own.collect::<Vec<_>>(), all, "{service}");
        let on = features["default"].as_array().expect("a list");
        let on: Vec<_> = on.iter().filter_map(toml::Value::as_str).collect();
        let expected = default
            .iter()
            .chain(&["rustls", "default-https-client", "rt-tokio"]);
        assert_eq!(on, expected.copied().collect::<Vec<_>>(), "{service}");
    }
}

/// Protects programs of EMR Serverless: as in the official crate, capacity without a number of
/// workers cannot be built, and 0 is not sent in its place.
#[test]
fn capacity_of_emr_serverless_has_workers() {
    let Some(folder) = shared::folder("the defaults of EMR Serverless") else {
        return;
    };
    let generated = Generator::new()
        .model(services::model(&folder, "emr-serverless"))
        .operations(["CreateApplication"])
        .run(Layout::File);
    let code = generated.and_then(|generated| generated.file());
    let code = dense(&code.unwrap_or_else(|error| panic!("{error}")));
    let build = "-> Result<InitialCapacityConfig, ::hammersmith::error::BuildError>";
    assert!(code.contains(&dense(build)), "no {build}");
}

/// The text without white space: long calls are broken.
pub(super) fn dense(text: &str) -> String {
    text.split_whitespace().collect()
}
