//! The rule set of our own writing decides as the real one does.

use std::path::Path;

use hammersmith_tests::{official, ours, shared};
use serde_json::{Value, json};

/// The cases of a model's `smithy.rules#endpointTests`.
fn cases(model: &Value) -> Vec<Value> {
    let shapes = model["shapes"].as_object().expect("shapes");
    let cases = shapes
        .values()
        .filter_map(|shape| shape["traits"]["smithy.rules#endpointTests"]["testCases"].as_array());
    cases.flatten().cloned().collect()
}

fn check(model: &Value) -> usize {
    let cases = cases(model);
    for case in &cases {
        let expected = &case["expect"];
        match ours::endpoint::resolve(&case["params"]) {
            Ok(endpoint) => {
                assert_eq!(expected["endpoint"]["url"], endpoint.url(), "{case:#}");
                let headers = expected["endpoint"]["headers"].as_object();
                let headers = headers.map_or(0, serde_json::Map::len);
                assert_eq!(endpoint.headers().count(), headers, "{case:#}");
            }
            Err(error) => assert_eq!(expected["error"], error.as_str(), "{case:#}"),
        }
    }
    cases.len()
}

/// Protects the cases in our model.
#[test]
fn our_cases() {
    assert!(check(&shared::our_model()) >= 50);
}

/// Protects every case of the real model.
#[test]
fn real_cases() {
    let Some(folder) = shared::folder("the endpoint tests of the real model of Batch") else {
        return;
    };
    let path = Path::new("models/batch/service/2016-08-10/batch-2016-08-10.json");
    assert_eq!(check(&shared::json(&folder.join(path))), 52);
}

/// Regions of every partition, of none, and strings that are not regions.
const REGIONS: &[&str] = &[
    "us-east-1",
    "us-west-2",
    "af-south-1",
    "eu-isoe-west-1",
    "us-gov-east-1",
    "us-gov-west-1",
    "us-iso-east-1",
    "us-isob-east-1",
    "us-isof-south-1",
    "eusc-de-east-1",
    "cn-north-1",
    "cn-northwest-1",
    "aws-global",
    "aws-cn-global",
    "aws-us-gov-global",
    "mx-central-1",
    "us-east-99",
    "xx-north-1",
    "nowhere",
    "",
    " ",
    "us east 1",
    "us_east_1",
    "US-EAST-1",
    "-",
    "a.b",
    "us-east-1.example.com/?x=",
];

/// Protects what no case asks: regions of every partition, of none, and texts that are no region,
/// with all combinations of the other parameters.
///
/// Left out is dual stack in the isolated partitions: they have it in the official crate, which is
/// newer than the model, and must not have it by the cases of the model.
#[test]
fn as_the_official_resolver() {
    let endpoints = [
        "https://example.com",
        "http://127.0.0.1:5000/a/b",
        "https://[::1]:80",
    ];
    // The official one takes any string.
    let no_scheme = json!({ "Region": "us-east-1", "Endpoint": "example.com" });
    assert!(official::endpoint::resolve(&no_scheme).is_ok());
    let refused = ours::endpoint::resolve(&no_scheme).unwrap_err();
    assert_eq!(
        refused,
        "`example.com` does not start with `https://` or `http://`"
    );
    let some = |texts: &[&str]| {
        let texts = texts.iter().map(|&text| Value::from(text));
        texts.chain([Value::Null]).collect::<Vec<_>>()
    };
    for region in some(REGIONS) {
        for endpoint in some(&endpoints) {
            for flags in 0..9 {
                let flag =
                    |n: i32| [Value::Null, true.into(), false.into()][n as usize % 3].clone();
                let parameters = json!({
                    "Region": region,
                    "Endpoint": endpoint,
                    "UseFIPS": flag(flags),
                    "UseDualStack": flag(flags / 3),
                });
                if region
                    .as_str()
                    .is_some_and(|region| region.contains("-iso"))
                    && flag(flags / 3) == true
                {
                    continue;
                }
                let theirs = official::endpoint::resolve(&parameters);
                let ours = ours::endpoint::resolve(&parameters);
                // A blank region is unset, so that ours names what is missing.
                let is_blank = region.as_str().is_some_and(|it| it.trim().is_empty());
                if is_blank && theirs.is_err() && ours.is_err() {
                    continue;
                }
                assert_eq!(theirs, ours, "{parameters}");
            }
        }
    }
}
