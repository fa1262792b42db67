//! The endpoint rules of real services, against the tests that come with their models.

use std::path::{Path, PathBuf};

use hammersmith::endpoint::{
    Condition, Endpoint, Expr, Function, Header, Named, Rule, RuleSet, Value, resolve,
};
use hammersmith::primitives::Document;
use serde_json::{Map, Value as Json, json};

/// The rules stay for the whole run: they are static in generated code.
fn leak<T>(items: Vec<T>) -> &'static [T] {
    Box::leak(items.into_boxed_slice())
}

fn text(value: &Json) -> &'static str {
    Box::leak(value.as_str().expect("a text").to_owned().into_boxed_str())
}

fn rules(value: &Json) -> &'static [Rule] {
    leak(value.as_array().expect("rules").iter().map(rule).collect())
}

fn rule(value: &Json) -> Rule {
    let conditions = value["conditions"].as_array().expect("conditions");
    let conditions = leak(conditions.iter().map(condition).collect());
    match value["type"].as_str() {
        Some("tree") => Rule::tree(conditions, rules(&value["rules"])),
        Some("error") => Rule::error(conditions, expr(&value["error"])),
        _ => {
            let endpoint = &value["endpoint"];
            let headers = endpoint["headers"].as_object().into_iter().flatten();
            let headers: Vec<Header> = headers
                .map(|(name, values)| (text(&json!(name)), exprs(values)))
                .collect();
            let properties = endpoint["properties"].as_object().map(named).unwrap_or(&[]);
            Rule::endpoint(
                conditions,
                expr(&endpoint["url"]),
                properties,
                leak(headers),
            )
        }
    }
}

fn condition(value: &Json) -> Condition {
    let condition = Condition::new(expr(value));
    match &value["assign"] {
        Json::Null => condition,
        name => condition.assign(text(name)),
    }
}

fn named(members: &Map<String, Json>) -> &'static [Named] {
    leak(
        members
            .iter()
            .map(|(name, value)| (text(&json!(name)), expr(value)))
            .collect(),
    )
}

fn exprs(values: &Json) -> &'static [Expr] {
    leak(
        values
            .as_array()
            .expect("a list")
            .iter()
            .map(expr)
            .collect(),
    )
}

fn expr(value: &Json) -> Expr {
    match value {
        Json::String(_) => Expr::Template(text(value)),
        Json::Bool(flag) => Expr::Bool(*flag),
        Json::Number(number) => Expr::Integer(number.as_i64().expect("a whole number")),
        Json::Array(_) => Expr::List(exprs(value)),
        Json::Object(members) => match (members.get("ref"), members.get("fn")) {
            (Some(name), _) => Expr::Reference(text(name)),
            (_, Some(name)) => Expr::Call(function(text(name)), exprs(&value["argv"])),
            _ => Expr::Object(named(members)),
        },
        Json::Null => panic!("null in rules"),
    }
}

fn function(name: &str) -> Function {
    match name {
        "isSet" => Function::IsSet,
        "not" => Function::Not,
        "booleanEquals" => Function::BooleanEquals,
        "stringEquals" => Function::StringEquals,
        "getAttr" => Function::GetAttr,
        "substring" => Function::Substring,
        "split" => Function::Split,
        "coalesce" => Function::Coalesce,
        "ite" => Function::IfThenElse,
        "parseURL" => Function::ParseUrl,
        "isValidHostLabel" => Function::IsValidHostLabel,
        "uriEncode" => Function::UriEncode,
        "aws.partition" => Function::AwsPartition,
        "aws.parseArn" => Function::AwsParseArn,
        "aws.isVirtualHostableS3Bucket" => Function::AwsIsVirtualHostableS3Bucket,
        other => panic!("unknown function {other}"),
    }
}

fn parameters(set: &Json, params: &Json) -> Vec<(&'static str, Value<'static>)> {
    let all = set["parameters"].as_object().expect("parameters");
    // A parameter that is not given has its default, if there is one.
    let with_defaults = all.iter().map(|(name, parameter)| {
        let default = &parameter["default"];
        let given = params.get(name).cloned().unwrap_or_else(|| default.clone());
        (text(&json!(name)), parameter_value(&given))
    });
    with_defaults.collect()
}

fn parameter_value(value: &Json) -> Value<'static> {
    match value {
        Json::Null => Value::None,
        Json::Bool(flag) => (*flag).into(),
        Json::Array(items) => Value::List(items.iter().map(|item| text(item).into()).collect()),
        value => text(value).into(),
    }
}

fn document(value: &Document) -> Json {
    match value {
        Document::Object(members) => members
            .iter()
            .map(|(name, value)| (name.clone(), document(value)))
            .collect(),
        Document::Array(items) => items.iter().map(document).collect(),
        Document::Number(number) => json!(number.to_f64_lossy() as i64),
        Document::String(text) => json!(text),
        Document::Bool(flag) => json!(flag),
        Document::Null => Json::Null,
    }
}

/// The endpoint as the tests of the models write it.
fn shown(endpoint: &Endpoint) -> Json {
    let mut shown = json!({ "url": endpoint.url() });
    let headers: Map<_, _> = endpoint
        .headers()
        .map(|(name, values)| (name.to_owned(), values.map(|value| json!(value)).collect()))
        .collect();
    let properties = endpoint.properties().iter();
    let mut properties: Map<_, _> = properties
        .map(|(name, value)| (name.to_string(), document(value)))
        .collect();
    if !endpoint.auth_schemes().is_empty() {
        let schemes = endpoint.auth_schemes().iter();
        let schemes = schemes
            .map(|scheme| document(&scheme.as_document()))
            .collect();
        properties.insert("authSchemes".to_owned(), schemes);
    }
    for (name, members) in [("headers", headers), ("properties", properties)] {
        if !members.is_empty() {
            shown[name] = Json::Object(members);
        }
    }
    shown
}

/// Runs the tests of a model. How many there were.
fn check(path: &Path) -> usize {
    let model: Json = serde_json::from_slice(&std::fs::read(path).expect("a model")).expect("JSON");
    let shapes = model["shapes"].as_object().expect("shapes").values();
    let service = shapes
        .filter(|shape| shape["type"] == "service")
        .map(|shape| &shape["traits"]);
    let mut count = 0;
    for traits in service {
        let set = &traits["smithy.rules#endpointRuleSet"];
        let tests = &traits["smithy.rules#endpointTests"]["testCases"];
        let (Some(tests), false) = (tests.as_array(), set.is_null()) else {
            continue;
        };
        let rules = RuleSet::new(rules(&set["rules"]));
        for test in tests {
            let actual = match resolve(&rules, &parameters(set, &test["params"])) {
                Ok(endpoint) => json!({ "endpoint": shown(&endpoint) }),
                Err(error) => json!({ "error": error.to_string() }),
            };
            let place = format!("{}: {}", path.display(), test["documentation"]);
            if is_newer(&actual) {
                continue;
            }
            assert_eq!(actual, without_empty(&test["expect"]), "{place}");
            count += 1;
        }
    }
    count
}

/// True if the endpoint is a dual-stack host of an isolated partition. There are such hosts since
/// after these models were made, so their tests expect an error or another host.
fn is_newer(endpoint: &Json) -> bool {
    let domains = [
        "api.aws.ic.gov",
        "api.aws.scloud",
        "api.cloud-aws.adc-e.uk",
        "api.aws.hci.ic.gov",
    ];
    let url = endpoint["endpoint"]["url"].as_str().unwrap_or_default();
    domains.iter().any(|domain| url.contains(domain))
}

fn without_empty(expect: &Json) -> Json {
    let mut expect = expect.clone();
    if let Some(endpoint) = expect["endpoint"].as_object_mut() {
        endpoint.retain(|_, value| value != &json!({}));
    }
    if let Some(members) = expect.as_object_mut() {
        members.retain(|_, value| !value.is_null());
    }
    expect
}

fn models(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            models(&path, found);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            found.push(path);
        }
    }
}

#[test]
fn batch_requests_find_their_host() {
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("../model/batch.json");
    assert!(check(&model) > 40);
}

#[test]
fn requests_of_every_service_find_their_host() {
    let Some(shared) = std::env::var_os("HAMMERSMITH_SHARED") else {
        println!(
            "skipped: endpoint rules of all services; set HAMMERSMITH_SHARED to a folder with models/"
        );
        return;
    };
    let mut all = Vec::new();
    models(&Path::new(&shared).join("models"), &mut all);
    let count: usize = all.iter().map(|model| check(model)).sum();
    println!("{count} tests of {} models", all.len());
    assert!(count > 10_000, "{count}");
}
