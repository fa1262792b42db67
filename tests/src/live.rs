//! A program that calls several services with generated clients, compiled below the target
//! directory.

use std::path::{Path, PathBuf};

use hammersmith_codegen::{Generator, Layout, Package};

use crate::workspace::Workspace;
use crate::{botocore, services, shared};

/// The services that the program calls, each with the operations it calls: nothing else is
/// compiled.
const SERVICES: [(&str, &[&str]); 15] = [
    (
        "dynamodb",
        &[
            "CreateTable",
            "DescribeTable",
            "GetItem",
            "ListTables",
            "PutItem",
            "Query",
        ],
    ),
    (
        "sqs",
        &[
            "CreateQueue",
            "DeleteMessage",
            "GetQueueAttributes",
            "GetQueueUrl",
            "ReceiveMessage",
            "SendMessage",
        ],
    ),
    (
        "ecs",
        &[
            "CreateCluster",
            "CreateService",
            "DeleteService",
            "DescribeServices",
            "DescribeTaskDefinition",
            "ListClusters",
            "RegisterTaskDefinition",
        ],
    ),
    ("ssm", &["GetParameter", "PutParameter"]),
    (
        "sns",
        &[
            "CreateTopic",
            "GetTopicAttributes",
            "ListTagsForResource",
            "Publish",
            "PublishBatch",
        ],
    ),
    (
        "s3",
        &[
            "CompleteMultipartUpload",
            "CreateBucket",
            "CreateMultipartUpload",
            "DeleteObject",
            "GetBucketLocation",
            "GetObject",
            "HeadBucket",
            "HeadObject",
            "ListObjectsV2",
            "PutObject",
            "UploadPart",
        ],
    ),
    ("sts", &["AssumeRole", "GetCallerIdentity"]),
    ("polly", &["SynthesizeSpeech"]),
    (
        "iam",
        &[
            "CreateRole",
            "GetRole",
            "GetRolePolicy",
            "ListRoles",
            "PutRolePolicy",
        ],
    ),
    (
        "cloudwatch",
        &[
            "DescribeAlarms",
            "ListMetrics",
            "PutMetricAlarm",
            "PutMetricData",
            "SetAlarmState",
        ],
    ),
    (
        "route-53",
        &[
            "ChangeResourceRecordSets",
            "CreateHostedZone",
            "GetHostedZone",
            "ListResourceRecordSets",
        ],
    ),
    (
        "kinesis",
        &[
            "CreateStream",
            "DescribeStreamSummary",
            "GetRecords",
            "GetShardIterator",
            "ListShards",
            "PutRecords",
        ],
    ),
    (
        "ec2",
        &[
            "AuthorizeSecurityGroupIngress",
            "CreateSecurityGroup",
            "CreateSubnet",
            "CreateVpc",
            "DescribeInstances",
            "DescribeSecurityGroups",
            "DescribeVpcs",
            "RunInstances",
            "TerminateInstances",
        ],
    ),
    (
        "rds",
        &[
            "CreateDBInstance",
            "DeleteDBInstance",
            "DescribeDBInstances",
        ],
    ),
    (
        "batch",
        &["DescribeJobDefinitions", "RegisterJobDefinition"],
    ),
];

/// The source files of the program.
const PROGRAM: [(&str, &str); 15] = [
    ("main.rs", include_str!("../live/main.rs")),
    (
        "call_cloudwatch.rs",
        include_str!("../live/call_cloudwatch.rs"),
    ),
    ("call_dynamodb.rs", include_str!("../live/call_dynamodb.rs")),
    ("call_ec2.rs", include_str!("../live/call_ec2.rs")),
    ("call_ecs.rs", include_str!("../live/call_ecs.rs")),
    ("call_iam.rs", include_str!("../live/call_iam.rs")),
    ("call_kinesis.rs", include_str!("../live/call_kinesis.rs")),
    ("call_route53.rs", include_str!("../live/call_route53.rs")),
    ("call_s3.rs", include_str!("../live/call_s3.rs")),
    ("call_sns.rs", include_str!("../live/call_sns.rs")),
    ("call_sqs.rs", include_str!("../live/call_sqs.rs")),
    ("call_ssm.rs", include_str!("../live/call_ssm.rs")),
    ("paging.rs", include_str!("../live/paging.rs")),
    ("presign.rs", include_str!("../live/presign.rs")),
    ("waiting.rs", include_str!("../live/waiting.rs")),
];

/// Generates the clients from the models below `folder`, compiles `tests/live` with them, and
/// returns the location of the program.
///
/// `scratch` is `env!("CARGO_TARGET_TMPDIR")`.
///
/// # Panics
///
/// If a client cannot be generated, or the program does not compile.
pub fn program(scratch: &str, folder: &Path) -> PathBuf {
    let workspace = Workspace::new(scratch, "live", &["*/"]);
    for (service, operations) in SERVICES {
        let model = botocore::model(Path::new(scratch), service);
        let model = model.unwrap_or_else(|| services::model(folder, service));
        generate(
            &model,
            service,
            operations,
            &workspace.folder().join(service),
        );
    }
    workspace.save("program/Cargo.toml", &manifest());
    for (name, text) in PROGRAM {
        workspace.save(Path::new("program/src").join(name), text);
    }
    let output = workspace.cargo(&["build", "--quiet", "--package", "live-program"]);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    workspace.target().join("debug/live-program")
}

/// The directory of the runtime.
fn runtime() -> String {
    let root = shared::workspace().canonicalize().expect("the workspace");
    root.join("runtime").display().to_string()
}

/// Writes the client of a service, with these operations.
fn generate(model: &Path, service: &str, operations: &[&str], client: &Path) {
    let generated = Generator::new()
        .model(model)
        .operations(operations.iter().copied())
        .package(Package {
            name: Some(format!("live-{service}")),
            version: None,
            runtime_path: Some(runtime()),
        })
        .run(Layout::Crate);
    let generated = generated.unwrap_or_else(|error| panic!("{service}: {error}"));
    let output = generated.output(Layout::Crate).expect("Rust");
    output.write(client).expect("a crate");
}

/// The manifest of the program. Features and dependencies are those of `examples/committed`, so
/// that the AWS runtime is compiled once for both.
fn manifest() -> String {
    let clients = SERVICES.map(|(service, _)| {
        let name = service.replace('-', "");
        format!(
            "{name} = {{ package = \"live-{service}\", path = \"../{service}\", \
             default-features = false, features = [\"default-https-client\", \"rt-tokio\"] }}\n"
        )
    });
    format!(
        "[package]\nname = \"live-program\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\n{}\
         aws-config = {{ version = \"1\", default-features = false, features = [\"rt-tokio\"] }}\n\
         aws-smithy-runtime-api = {{ version = \"1\", features = [\"client\"] }}\n\
         hammersmith = {{ path = {:?}, default-features = false, features = [\"sign\"] }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n",
        clients.concat(),
        runtime()
    )
}
