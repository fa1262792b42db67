//! Requests and responses of SSM.

mod cases;
mod derived;
mod measure;
mod official;
mod ours;

use serde_json::{Value, json};

fn main() {
    write_case!(
        "an SSM request",
        send_command,
        SendCommand,
        command,
        SendCommandRequest
    );
    let parameters: Vec<Value> = (1..=10).map(parameter).collect();
    let body = json!({ "Parameters": parameters, "NextToken": "bmV4dA==" }).to_string();
    read_case!(
        "an SSM response",
        get_parameters_by_path,
        GetParametersByPath,
        &body,
        GetParametersByPathResult
    );
}

fn parameter(version: usize) -> Value {
    json!({
        "Name": format!("/report/production/setting-{version}"),
        "Type": "SecureString",
        "Value": "postgres://report:secret@db.example.com:5432/report?sslmode=verify-full",
        "Version": version,
        "LastModifiedDate": 1_767_225_600.123,
        "ARN": format!("arn:aws:ssm:us-east-1:012345678910:parameter/report/production/setting-{version}"),
        "DataType": "text",
    })
}
