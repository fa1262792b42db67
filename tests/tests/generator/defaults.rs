//! Default values in requests, which not all official crates send.

use serde_json::json;

use crate::special::{code, dense};

/// Protects the bytes of requests: a number or boolean of a nested structure that equals its
/// default value is sent by official crates that are based on schemas, and by no other ones.
#[test]
fn defaults_of_nested_structures_are_left_out() {
    for (kind, default, condition) in [
        ("Integer", json!(0), "if self.count != 0 {"),
        ("Boolean", json!(false), "if self.count {"),
        ("Boolean", json!(true), "if !self.count {"),
    ] {
        for (namespace, is_left_out) in [("com.amazonaws.ebs", false), ("com.example", true)] {
            let traits = json!({ "smithy.api#default": default });
            let count = json!({ "target": format!("smithy.api#{kind}"), "traits": traits });
            let nested = json!({ "target": format!("{namespace}#Nested") });
            let members = json!({ "nested": nested, "count": count });
            let code = dense(&code(&format!("{namespace}#Ebs"), "StartSnapshot", members));
            let is_found = code.contains(&dense(condition));
            assert_eq!(is_found, is_left_out, "{namespace}, {kind} {default}");
        }
    }
}

/// Protects structures whose members have a default that the service refuses: the member is
/// required, so that building without it fails, where elsewhere the default is sent.
#[test]
fn defaults_that_services_refuse_are_left_out() {
    for (namespace, is_fallible) in [
        ("com.amazonaws.emrserverless", true),
        ("com.example", false),
    ] {
        let count = json!({
            "target": format!("{namespace}#WorkerCounts"),
            "traits": {"smithy.api#required": {}, "smithy.api#default": 0},
        });
        let nested = json!({"target": format!("{namespace}#Nested")});
        let service = format!("{namespace}#AwsToledoWebService");
        let code = code(
            &service,
            "StartJobRun",
            json!({"nested": nested, "count": count}),
        );
        let is_result = code.contains("/// Fails if one of these is not set:");
        assert_eq!(is_result, is_fallible, "{namespace}\n{code}");
    }
}
