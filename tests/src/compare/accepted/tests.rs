use hammersmith_codegen::Layout;
use hammersmith_codegen::config::Config;
use hammersmith_codegen::model::{self, Selection, Source};
use hammersmith_codegen::plan::shapes::Shapes;
use hammersmith_codegen::plan::{self, Plan};
use serde_json::{Value, json};

use super::{Accepted, Conditions, is_xml};
use crate::compare::json;
use crate::compare::{Answers, Body, Case, Difference, Response};

const REQUIRED: &str = "`x` was not specified but it is required when building X";

/// The plan of two operations: the output of the first holds an item, that of the other nothing.
fn plan() -> Plan {
    let member = |target: &str| json!({ "target": format!("smithy.api#{target}") });
    let default = |target: &str, value: Value| json!({ "target": format!("smithy.api#{target}"), "traits": { "smithy.api#default": value } });
    let operation = |uri: &str, output: &str| {
        json!({
            "type": "operation",
            "input": { "target": "a#PutInput" },
            "output": { "target": output },
            "traits": {
                "aws.protocols#httpChecksum": { "requestAlgorithmMember": "sum" },
                "smithy.api#http": { "method": "POST", "uri": uri },
            },
        })
    };
    let mut sum = member("String");
    sum["traits"] = json!({ "smithy.api#httpHeader": "sum" });
    let shapes = json!({
        "a#Shop": {
            "type": "service",
            "version": "1",
            "operations": [{ "target": "a#Put" }, { "target": "a#Touch" }],
            "traits": { "aws.protocols#restJson1": {}, "aws.api#service": { "sdkId": "Shop" } },
        },
        "a#Put": operation("/put", "a#PutOutput"),
        "a#Touch": operation("/touch", "a#TouchOutput"),
        "a#PutInput": {
            "type": "structure",
            "members": { "item": { "target": "a#Item" }, "sum": sum },
            "traits": { "smithy.api#input": {} },
        },
        "a#PutOutput": {
            "type": "structure",
            "members": { "item": { "target": "a#Item" } },
            "traits": { "smithy.api#output": {} },
        },
        "a#TouchOutput": { "type": "structure", "traits": { "smithy.api#output": {} } },
        "a#Item": {
            "type": "structure",
            "members": {
                "count": default("PrimitiveInteger", json!(0)),
                "flag": default("PrimitiveBoolean", json!(true)),
                "number": member("Integer"),
                "at": member("Timestamp"),
                "page": member("Document"),
                "part": { "target": "a#Part", "traits": { "smithy.api#required": {} } },
            },
        },
        "a#Part": { "type": "structure" },
    });
    let model = json!({ "smithy": "2.0", "shapes": shapes });
    let source = Source::Text {
        name: "shop".to_owned(),
        text: model.to_string(),
    };
    let model = model::load(&[source]).expect("a model");
    let selected = model::select(&model, &Selection::default()).expect("a service");
    plan::plan(&selected, &Config::default(), Layout::Crate).expect("a plan")
}

fn case(input: &str, body: &str) -> Case {
    Case {
        operation: "Put".to_owned(),
        input: json::parse(input.as_bytes()).expect("JSON"),
        response: Response {
            status: 200,
            headers: Vec::new(),
            body: Body::Bytes(body.as_bytes().to_vec()),
        },
        situation: 0,
    }
}

/// The case without what makes the difference, if it has that.
fn undone(plan: &Plan, accepted: Accepted, case: &Case) -> Option<Case> {
    let shapes = Shapes::of(plan);
    let cx = Conditions {
        plan,
        shapes: &shapes,
    };
    accepted.undo(&cx, &plan.operations[0], case)
}

/// Protects the comparison from accepting what is not said to be: a case is changed where it has
/// what makes the difference, and nowhere else.
#[test]
fn cases_without_a_difference() {
    let plan = plan();
    let undone = |accepted: Accepted, case: &Case| undone(&plan, accepted, case);
    let whole = r#"{"item":{"count":1,"flag":false,"number":2,"at":3,"page":4,"part":{}}}"#;
    for accepted in Accepted::EVERYWHERE.into_iter().chain(Accepted::UNDONE) {
        assert!(
            undone(accepted, &case(whole, whole)).is_none(),
            "{accepted:?}"
        );
    }
    let part = r#""part":{}"#;
    for (accepted, before, after) in [
        (
            Accepted::LateNull,
            r#""at":1,"at":null,"at":2"#,
            r#""at":1,"at":2"#,
        ),
        (
            Accepted::NullDocument,
            r#""page":null,"at":null"#,
            r#""at":null"#,
        ),
        (
            Accepted::VastTimestamp,
            r#""at":9007199254740993"#,
            r#""at":9007199254740992"#,
        ),
        (
            Accepted::OtherTimestamp,
            r#""at":"1970-01-01T00:00:02Z""#,
            r#""at":2"#,
        ),
        (
            Accepted::WholeFloat,
            r#""number":1e2,"page":1.0"#,
            r#""number":100,"page":1.0"#,
        ),
    ] {
        let body = |members: &str| format!(r#"{{"item":{{{members},{part}}}}}"#);
        let found = undone(accepted, &case("{}", &body(before)));
        let found = found.map(|case| String::from_utf8(case.response.body.bytes()).expect("UTF-8"));
        assert_eq!(found, Some(body(after)), "{accepted:?}");
    }
}

/// Protects the same for cases that get something more: a structure, a default value, another
/// header.
#[test]
fn cases_with_more() {
    let plan = plan();
    let undone = |accepted: Accepted, case: &Case| undone(&plan, accepted, case);
    let found = undone(Accepted::MissingStructure, &case("{}", r#"{"item":{}}"#));
    let body = Body::Json(json::parse(br#"{"item":{"part":{}}}"#).expect("JSON"), None);
    assert_eq!(found.map(|case| case.response.body), Some(body));

    let found = undone(
        Accepted::DefaultValue,
        &case(r#"{"item":{"flag":true}}"#, "{}"),
    );
    let input = r#"{"item":{"flag":false,"count":1}}"#;
    assert_eq!(
        found.map(|case| case.input.compact()).as_deref(),
        Some(input)
    );

    for (sum, other) in [("MD5", Some("CRC32")), ("SHA256", None), ("other", None)] {
        let case = |sum: &str| case(&json!({ "sum": sum }).to_string(), "{}");
        let found = undone(Accepted::Checksum, &case(sum)).map(|case| case.input);
        assert_eq!(found, other.map(|other| case(other).input));
    }

    for (escaped, plain) in [
        (r#"{"__typ\u0065":"A"}"#, r#"{"__type":"A"}"#),
        (r#"{"\u0063ode":"A"}"#, r#"{"code":"A"}"#),
    ] {
        let found = undone(Accepted::EscapedCode, &case("{}", escaped));
        let found = found.map(|case| case.response.body.bytes());
        assert_eq!(found.as_deref(), Some(plain.as_bytes()));
        assert!(undone(Accepted::EscapedCode, &case("{}", plain)).is_none());
    }

    let mut with_header = case("{}", "{}");
    let other = ("x".to_owned(), "y".to_owned());
    let header = ("x-amzn-query-error".to_owned(), "A;Sender".to_owned());
    with_header.response.headers = vec![header, other.clone()];
    let found = undone(Accepted::QueryError, &with_header);
    assert_eq!(found.map(|case| case.response.headers), Some(vec![other]));
}

/// A row: the number of the operation, the body of the response, the outcomes of the official
/// client and of ours, and the difference that is accepted.
type Row = (usize, &'static str, Value, Value, Option<Accepted>);

fn refused(reason: &str) -> Value {
    json!({ "kind": "ResponseError", "status": 400, "reason": reason })
}

fn unhandled(status: u16, code: Option<&str>) -> Value {
    json!({ "kind": "ServiceError", "variant": "Unhandled", "status": status, "code": code })
}

fn ok() -> Value {
    json!({ "kind": "Ok", "debug": "A" })
}

fn modelled() -> Value {
    json!({ "kind": "ServiceError", "variant": "Gone", "status": 400, "code": "Gone" })
}

/// A modelled error that lacks a member which cannot be read, and says so.
fn partial() -> Value {
    let mut error = modelled();
    error["debug"] = "Gone(Gone { meta: { \"unread\": \"expected a string\" } })".into();
    error
}

fn check(rows: Vec<Row>) {
    let plan = plan();
    let shapes = Shapes::of(&plan);
    let cx = Conditions {
        plan: &plan,
        shapes: &shapes,
    };
    for (number, body, official, ours, expected) in rows {
        let answers = Answers {
            official: json!({ "outcome": official }),
            ours: json!({ "outcome": ours }),
        };
        let of = |what: &str| {
            let difference = Difference {
                what: what.to_owned(),
                official: Value::Null,
                ours: Value::Null,
            };
            let operation = &plan.operations[number];
            Accepted::of(&cx, operation, &case("{}", body), &difference, &answers)
        };
        assert_eq!(of("outcome.kind"), expected, "{body} {answers:?}");
        assert_eq!(of("request.body"), None, "{body} {answers:?}");
    }
}

/// Protects the comparison from refusing what the list says.
#[test]
fn outcomes_that_are_accepted() {
    check(vec![
        (
            0,
            "{}",
            refused("expected a string"),
            unhandled(400, None),
            Some(Accepted::Unreadable),
        ),
        (
            0,
            "{}",
            refused("unhandled error"),
            unhandled(400, None),
            Some(Accepted::NoCode),
        ),
        (
            0,
            "{}",
            refused(REQUIRED),
            ok(),
            Some(Accepted::MissingVariant),
        ),
        (
            0,
            "{}",
            refused(REQUIRED),
            modelled(),
            Some(Accepted::MissingVariant),
        ),
        (
            1,
            "[]",
            refused("expected an object"),
            ok(),
            Some(Accepted::NoMembers),
        ),
        (
            0,
            "{}}",
            ok(),
            unhandled(400, None),
            Some(Accepted::Malformed),
        ),
        (
            0,
            "{\"a\":01}",
            refused("a number"),
            ok(),
            Some(Accepted::Malformed),
        ),
    ]);
}

/// Protects the same for errors of which ours reads what can be read, and for bodies that another
/// protocol could read.
#[test]
fn responses_that_are_read_in_part() {
    check(vec![
        (
            0,
            "{\"message\":1}",
            refused("expected a string"),
            partial(),
            Some(Accepted::UnreadMember),
        ),
        (
            0,
            "[]",
            refused("expected an object"),
            modelled(),
            Some(Accepted::UnreadMember),
        ),
        (
            0,
            r#"{"__type":"Gone","__type":{}}"#,
            refused("expected a string"),
            modelled(),
            Some(Accepted::UnreadMember),
        ),
        (
            0,
            // A number in CBOR, which the service does not have.
            " ",
            ok(),
            unhandled(400, None),
            Some(Accepted::Malformed),
        ),
    ]);
}

/// Protects the comparison from accepting an error of ours for a success of the official client,
/// another error, or another status.
#[test]
fn outcomes_that_are_not_accepted() {
    check(vec![
        (0, "{}", refused("x"), unhandled(500, None), None),
        (
            0,
            "{}",
            refused("unhandled error"),
            unhandled(400, Some("Gone")),
            None,
        ),
        (0, "[]", refused("expected an object"), ok(), None),
        (0, "{}", refused("unhandled error"), modelled(), None),
        (0, "{}", ok(), partial(), None),
        (0, "{}", ok(), unhandled(400, None), None),
        (0, "", ok(), unhandled(400, None), None),
        (0, "{}}", ok(), modelled(), None),
    ]);
}

/// Protects the comparison from taking documents of XML that end early for whole ones: official
/// clients read them, and ours refuse them.
#[test]
fn documents_that_end_early() {
    let rows = [
        ("", true),
        ("<A/>", true),
        ("<A></A>", true),
        ("<a:A xmlns:a='b'>1</a:A > <!-- <A> -->\n", true),
        ("<A>", false),
        ("<A>/A>", false),
        ("<A><B/>", false),
        ("<A></A", false),
        ("A", false),
    ];
    for (text, expected) in rows {
        let body = Body::Bytes(text.as_bytes().to_vec());
        assert_eq!(is_xml(&body), expected, "{text}");
    }
}
