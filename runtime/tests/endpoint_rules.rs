//! Endpoint rules: how they decide, their functions, and text that is not rules.
//!
//! `tests/tests/official/endpoints.rs` has the cases of all models.

use hammersmith::endpoint::{RuleSet, Value, resolve};

/// The rules stay for the whole run: they are static in generated code.
fn rules(text: impl Into<String>) -> RuleSet {
    RuleSet::new(text.into().leak())
}

/// The result of rules as text: a URL, or the reason why there is none.
fn result(text: &str, parameters: &[Value<'_>]) -> String {
    match resolve(&rules(text), parameters) {
        Ok(endpoint) => endpoint.url().to_owned(),
        Err(error) => error.to_string(),
    }
}

/// The value of an expression, if it holds, for the parameters that are named here.
fn value(expr: &str) -> String {
    let text = format!(
        "Unset Region Arn Url Yes List\n? X = {expr}\n> \"{{X}}\"\n! \"does not hold\"\n: 0 .0 .1"
    );
    let list = ["a".to_owned(), "b".to_owned()];
    let parameters = [
        Value::None,
        "us-gov-west-1".into(),
        "arn:aws:s3:us-east-2:012345678:outpost:op-1/bucket".into(),
        "https://127.0.0.1:80/a".into(),
        true.into(),
        list[..].into(),
    ];
    result(&text, &parameters)
}

/// Protects the functions where a value is missing, and paths into values. The expected values are
/// those of the specification of the rules engine.
#[test]
fn expressions_have_their_value() {
    let fails = "does not hold";
    let no_string = "the endpoint rules returned no string where one is required";
    for (expr, expected) in [
        ("isSet(Unset)", fails),
        ("ite(isSet(\"\"), \"yes\", \"no\")", "yes"),
        ("not(Unset)", fails),
        ("not(Yes)", fails),
        ("ite(not(false), \"yes\", \"no\")", "yes"),
        ("stringEquals(Unset, \"a\")", fails),
        ("stringEquals(Region, \"us-gov-west-1\")", no_string),
        ("booleanEquals(Yes, true)", no_string),
        ("booleanEquals(Unset, false)", fails),
        ("coalesce(Unset, \"a\", \"b\")", "a"),
        ("coalesce(Unset)", fails),
        ("ite(Yes, \"a\", Unset)", "a"),
        ("ite(false, \"a\", Unset)", fails),
        ("ite(Unset, \"a\", \"b\")", fails),
        ("uriEncode(\"a b/é\")", "a%20b%2F%C3%A9"),
        ("substring(Region, 0, 2, false)", "us"),
        ("substring(Region, -1, 2, false)", fails),
        ("getAttr(split(Region, \"-\", 0), \"[1]\")", "gov"),
        ("getAttr(split(Region, \"-\", 2), \"[-1]\")", "gov-west-1"),
        ("getAttr(aws.partition(Region), \"name\")", "aws-us-gov"),
        ("getAttr(aws.partition(Region), \"nothing\")", fails),
        ("getAttr(aws.parseArn(Arn), \"resourceId[0]\")", "outpost"),
        ("getAttr(aws.parseArn(Arn), \"resourceId[-1]\")", "bucket"),
        ("getAttr(aws.parseArn(Arn), \"resourceId[3]\")", fails),
        ("getAttr(aws.parseArn(Arn), \"resourceId[-4]\")", fails),
        (
            "getAttr(aws.parseArn(Arn), \"resourceId[-9223372036854775808]\")",
            fails,
        ),
        ("getAttr(aws.parseArn(Arn), \"accountId\")", "012345678"),
        ("getAttr(parseURL(Url), \"authority\")", "127.0.0.1:80"),
        ("getAttr(parseURL(Url), \"normalizedPath\")", "/a/"),
        (
            "ite(getAttr(parseURL(Url), \"isIp\"), \"ip\", \"no\")",
            "ip",
        ),
        ("parseURL(Region)", fails),
        ("getAttr(List, \"[1]\")", "b"),
        ("getAttr(List, \"[2]\")", fails),
        (
            "getAttr({\"a\": [1, \"{Region}\"]}, \"a[1]\")",
            "us-gov-west-1",
        ),
        ("\"{Unset}\"", fails),
        ("\"{{{Region}}}\"", "{us-gov-west-1}"),
        ("\"a \\\" \\\\ \\u{e9}\"", "a \" \\ é"),
        ("aws.isVirtualHostableS3Bucket(\"a.b\", false)", fails),
        ("12", no_string),
    ] {
        assert_eq!(value(expr), expected, "{expr}");
    }
}

/// Protects the order of decisions: a condition that holds leads on, and what it names is there
/// from then on; where no rule matches, the request goes nowhere.
#[test]
fn nodes_lead_to_results() {
    let text = r#"
        Bucket Region
        ? isSet(Region)
        ? Name = getAttr(aws.partition(Region), "dnsSuffix")
        ? isSet(Bucket)
        > "https://{Bucket}.{Name}" {"backend": "x", "authSchemes": [{"name": "sigv4", "signingRegion": "{Region}"}]} {"x-a": ["{Bucket}", "b"]}
        > "https://{Name}"
        ! "no {Bucket}"
        : 0 1 .2, 1 2 ., 2 .0 .1
    "#;
    let cases = [
        (["b".into(), "eu-west-1".into()], "https://b.amazonaws.com"),
        (
            [Value::None, "cn-north-1".into()],
            "https://amazonaws.com.cn",
        ),
        (["b".into(), Value::None], "no b"),
        (["b".into(), true.into()], "No endpoint rule matched"),
    ];
    for (parameters, expected) in cases {
        assert_eq!(result(text, &parameters), expected);
    }
    let endpoint = resolve(&rules(text), &["b".into(), "eu-west-1".into()]).expect("an endpoint");
    let scheme = &endpoint.auth_schemes()[0];
    assert_eq!(scheme.name(), "sigv4");
    let region = scheme.get("signingRegion").and_then(|it| it.as_string());
    assert_eq!(region, Some("eu-west-1"));
    let backend = endpoint.properties()["backend"].as_string();
    assert_eq!(backend, Some("x"));
    let headers = endpoint
        .headers()
        .map(|(name, values)| (name, values.collect::<Vec<_>>()));
    assert_eq!(headers.collect::<Vec<_>>(), [("x-a", vec!["b", "b"])]);
    // Parameters that are missing are not set.
    assert_eq!(
        result(text, &[]),
        "the endpoint rules returned no string where one is required"
    );
}

/// Protects callers from text that the generator does not write: it is an error, which ends.
#[test]
fn text_that_is_not_rules() {
    for bad in [
        "A\n? isSet(B)",
        "A\n? isOdd(A)",
        "A\n? isSet(A",
        "A\n? isSet(A))",
        "A\n? \"{A\"",
        "A\n? \"{B}\"",
        "A\n? \"a",
        "A\n? A = isSet(A)",
        "A\n? getAttr(A, \"a[x]\")",
        "A\n> \"https://a\" {\"a\" 1}",
        "A\n> \"https://a\" {} {\"a\": 1}",
        "A\n! \"\\u{110000}\"",
        "A\nx",
        "A\né",
        "A\n: 0 1",
        "A\n: 0 .0 .0",
        "A\n? true\n: 0 . 1",
        "A\n? true\n: 0 . 0",
        "A\n? true\n: 0 .0 .",
        "A\n? true\n: 1 . .",
        "A\n? true\n: 70000 . .",
        "A\n: 1",
        "A\n: .1",
        &format!("A\n? {}", "[".repeat(100_000)),
        // The node of that number would be the first result.
        &format!(
            "A\n? true\n! \"a\"\n: {}0 .0 .0",
            "0 .0 .0, ".repeat(65_536)
        ),
    ] {
        let error = result(bad, &[true.into()]);
        assert!(
            error.starts_with("invalid endpoint rules: "),
            "{bad}: {error}"
        );
    }
    for nothing in ["", "A", "A\n: ."] {
        assert_eq!(result(nothing, &[]), "No endpoint rule matched");
    }
    assert_eq!(
        result("A\n> \"\"\n: .0", &[]),
        "the URL of the endpoint is empty"
    );
}
