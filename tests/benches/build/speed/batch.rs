//! Requests and responses of Batch.

mod cases;
mod derived;
mod measure;
mod official;
mod ours;
mod source;

use serde_json::{Value, json};

fn main() {
    write_case!(
        "the largest Batch request",
        register_job_definition,
        RegisterJobDefinition,
        largest,
        RegisterJobDefinitionRequest
    );
    let body = r#"{"jobDefinitionArn":"arn:aws:batch:us-east-1:012345678910:job-definition/sleep10:1","jobDefinitionName":"sleep10","revision":1}"#;
    read_case!(
        "a Batch response",
        register_job_definition,
        RegisterJobDefinition,
        body,
        RegisterJobDefinitionResponse
    );
    let definitions: Vec<Value> = (1..=100).map(job_definition).collect();
    let body = json!({ "jobDefinitions": definitions, "nextToken": "bmV4dA==" }).to_string();
    read_case!(
        "100 job definitions",
        describe_job_definitions,
        DescribeJobDefinitions,
        &body,
        DescribeJobDefinitionsResponse
    );
}

/// A job definition of about a kilobyte, as the service returns it.
fn job_definition(revision: usize) -> Value {
    json!({
        "jobDefinitionName": "nightly-report",
        "jobDefinitionArn": format!("arn:aws:batch:us-east-1:012345678910:job-definition/nightly-report:{revision}"),
        "revision": revision,
        "status": "ACTIVE",
        "type": "container",
        "parameters": { "day": "monday", "bucket": "reports-example" },
        "retryStrategy": {
            "attempts": 3,
            "evaluateOnExit": [{ "onStatusReason": "Host EC2*", "action": "RETRY" }, { "onReason": "*", "action": "EXIT" }],
        },
        "containerProperties": {
            "image": "012345678910.dkr.ecr.us-east-1.amazonaws.com/report:latest",
            "command": ["report", "--day", "Ref::day", "--title", "The \"nightly\" report"],
            "jobRoleArn": "arn:aws:iam::012345678910:role/report",
            "volumes": [{ "name": "scratch", "host": { "sourcePath": "/mnt/scratch" } }],
            "environment": [{ "name": "STAGE", "value": "production" }, { "name": "TZ", "value": "UTC" }],
            "mountPoints": [{ "containerPath": "/scratch", "readOnly": false, "sourceVolume": "scratch" }],
            "readonlyRootFilesystem": true,
            "ulimits": [],
            "resourceRequirements": [{ "type": "VCPU", "value": "1" }, { "type": "MEMORY", "value": "2048" }],
            "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "reports" } },
            "secrets": [],
        },
        "timeout": { "attemptDurationSeconds": 3600 },
        "tags": { "team": "data" },
        "platformCapabilities": ["EC2"],
        "containerOrchestrationType": "ECS",
    })
}
