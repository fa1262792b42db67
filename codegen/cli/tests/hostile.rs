//! Models that ask for too much. Whatever a model says, commands end in time and memory that grow
//! with the size of the model and of what is printed, and no faster.
//!
//! Each command runs in a process of its own with limits of CPU time and memory, since a stack that
//! overflows cannot be caught. The limits are far above what the commands take, and what they took
//! before was far above the limits.

#![cfg(unix)]

#[path = "hostile/process.rs"]
mod process;

use std::fmt::Write as _;
use std::fs;

use process::{folder, run};
use serde_json::{Value, json};

/// The bytes a command may print.
const PRINTED: u64 = 40_000_000;

/// A member with traits of the prelude.
fn member(target: &str, traits: Value) -> Value {
    let target = if target.contains('#') {
        target.to_owned()
    } else {
        format!("a#{target}")
    };
    let named = traits.as_object().unwrap().iter();
    let named = named.map(|(name, value)| (format!("smithy.api#{name}"), value.clone()));
    json!({"target": target, "traits": Value::from_iter(named)})
}

/// Entries of an object, one for each number.
fn each(count: usize, entry: impl Fn(usize) -> (String, Value)) -> Value {
    Value::Object((0..count).map(entry).collect())
}

/// A model whose operation has these members in its input and output.
fn model(members: Value, shapes: Value) -> Value {
    let mut all = json!({
        "a#Shop": {"type": "service", "version": "1", "operations": [{"target": "a#Buy"}],
            "traits": {"aws.protocols#restJson1": {}}},
        "a#Buy": {"type": "operation", "input": {"target": "a#In"}, "output": {"target": "a#Out"},
            "traits": {"smithy.api#http": {"method": "POST", "uri": "/"}}},
        "a#In": {"type": "structure", "members": members},
        "a#Out": {"type": "structure", "members": members},
    });
    all.as_object_mut()
        .unwrap()
        .extend(shapes.as_object().unwrap().clone());
    json!({"smithy": "2.0", "shapes": all})
}

const STRING: &str = "smithy.api#String";

/// A model whose input has a required string with a pattern.
fn pattern(pattern: &str, min: u64) -> Value {
    let traits = json!({"pattern": pattern, "length": {"min": min}, "required": {}});
    model(json!({"a": member(STRING, traits)}), json!({}))
}

/// A model of shapes that lead to the next one, up to a string.
fn levels(count: usize, shape: impl Fn(&str) -> Value) -> Value {
    let mut shapes = each(count, |level| {
        (format!("a#S{level}"), shape(&format!("a#S{}", level + 1)))
    });
    shapes[format!("a#S{count}")] = json!({"type": "string"});
    model(json!({"s": member("S0", json!({"required": {}}))}), shapes)
}

fn structure(members: Value) -> Value {
    json!({"type": "structure", "members": members})
}

/// A name of which the letters differ from those of others by their case alone.
fn same_name(number: usize) -> String {
    let letters = "bcdefghijklmnop".chars().enumerate();
    let letters = letters.map(|(at, c)| match number >> at & 1 {
        1 => c.to_ascii_uppercase(),
        _ => c,
    });
    format!("A{}", letters.collect::<String>())
}

/// Models with patterns that match in too many ways.
fn patterns() -> Vec<(&'static str, Value)> {
    vec![
        (
            "repeats of repeats",
            pattern(&format!("a{}", "{2}".repeat(20)), 0),
        ),
        ("repeats in repeats", pattern("((a{60}){60}){60}", 0)),
        (
            "many ways to match",
            pattern(&format!("^{}x$", "(.*,)".repeat(30)), 0),
        ),
        ("a long text", pattern("^(([a-z])+.)+[A-Z]([a-z])+$", 500)),
        (
            "deep groups",
            pattern(&format!("{}a{}", "(".repeat(50_000), ")".repeat(50_000)), 0),
        ),
    ]
}

/// Models whose values are larger than the model.
fn growing() -> Vec<(&'static str, Value)> {
    let required = json!({"required": {}});
    let twice = |next: &str| {
        structure(json!({"l": member(next, required.clone()), "r": member(next, required.clone())}))
    };
    let either = |next: &str| json!({"type": "union", "members": {"l": member(next, json!({})), "r": member(next, json!({}))}});
    let list = |next: &str| {
        json!({"type": "list", "member": {"target": next},
            "traits": {"smithy.api#length": {"min": 1000}}})
    };
    vec![
        ("structures that double", levels(30, twice)),
        ("unions that double", levels(30, either)),
        ("lists in lists", levels(5, list)),
        (
            "long lists",
            model(
                json!({"l": member("S0", required.clone())}),
                json!({
                "a#S0": {"type": "list", "member": {"target": STRING},
                    "traits": {"smithy.api#length": {"min": 100_000}}}}),
            ),
        ),
        (
            "long strings",
            model(
                each(200, |at| {
                    (
                        format!("m{at}"),
                        member(
                            STRING,
                            json!({"length": {"min": 1_000_000}, "required": {}}),
                        ),
                    )
                }),
                json!({}),
            ),
        ),
    ]
}

/// A model with an enum.
fn values(name: &str, count: usize) -> Value {
    let value = |at: usize| match name {
        "intEnum" => json!(at + 1),
        _ => json!(format!("v{at}")),
    };
    let entry = |at: usize| {
        (
            format!("V{at}"),
            json!({"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": value(at)}}),
        )
    };
    model(
        json!({"e": member("E", json!({}))}),
        json!({"a#E": {"type": name, "members": each(count, entry)}}),
    )
}

/// A model whose input has a mixin that has a mixin, and so on.
fn mixed() -> Value {
    let mixins = each(1_000, |at| {
        let before = at
            .checked_sub(1)
            .map(|at| json!({"target": format!("a#M{at}")}));
        (
            format!("a#M{at}"),
            json!({"type": "structure", "members": {}, "traits": {"smithy.api#mixin": {}},
                "mixins": Vec::from_iter(before)}),
        )
    });
    let mut mixed = model(json!({"s": member(STRING, json!({}))}), mixins);
    mixed["shapes"]["a#In"]["mixins"] = json!([{"target": "a#M999"}]);
    mixed
}

/// A model whose service has a resource that has a resource, and so on.
fn deep() -> Value {
    let mut deep = model(
        json!({"s": member(STRING, json!({}))}),
        each(5_000, |at| {
            let next = json!({"target": format!("a#R{}", (at + 1).min(4_999))});
            let resources = if at < 4_999 { json!([next]) } else { json!([]) };
            (
                format!("a#R{at}"),
                json!({"type": "resource", "resources": resources}),
            )
        }),
    );
    deep["shapes"]["a#Shop"]["resources"] = json!([{"target": "a#R0"}]);
    deep
}

/// Models with much of one thing.
fn long() -> Vec<(&'static str, Value)> {
    vec![
        ("values of an enum", values("enum", 20_000)),
        ("values of an intEnum", values("intEnum", 20_000)),
        (
            "members",
            model(
                each(2_000, |at| (format!("m{at}"), member(STRING, json!({})))),
                json!({}),
            ),
        ),
        ("mixins", mixed()),
        ("resources", deep()),
    ]
}

/// Protects: models that are large in one way are generated, explained and filled in.
#[test]
fn large_models_are_handled() {
    for (what, model) in patterns().into_iter().chain(growing()).chain(long()) {
        let folder = folder(what, &model.to_string());
        for args in [
            &["generate", "--model", "m.json", "--out", "out"][..],
            &["explain", "m.json", "Buy"],
            &["skeleton", "m.json", "Buy"],
            &["skeleton", "m.json", "Buy", "--rust"],
            &["skeleton", "m.json", "Buy", "--required-only"],
        ] {
            let run = run(&folder, args);
            assert_eq!(run.code, Some(0), "{what}: {args:?}: {}", run.said);
            assert!(
                run.printed < PRINTED,
                "{what}: {args:?}: {} bytes",
                run.printed
            );
        }
        // An empty input lacks something, or not.
        let run = run(&folder, &["validate", "m.json", "Buy", "in.json"]);
        assert!(matches!(run.code, Some(0 | 1)), "{what}: {}", run.said);
    }
}

/// Models that are wrong in thousands of places, and the number of problems.
fn wrong() -> Vec<(&'static str, String, usize)> {
    const MANY: usize = 4_000;
    let nowhere = each(MANY, |at| {
        (format!("m{at}"), member(&format!("Nope{at}"), json!({})))
    });
    let traits = each(MANY, |at| {
        (format!("m{at}"), member(STRING, json!({"pattern": 3})))
    });
    let types = each(MANY, |at| {
        (format!("a#S{at}"), json!({"type": format!("strin{at}")}))
    });
    let defaults = each(MANY, |at| {
        (
            format!("m{at}"),
            member("smithy.api#Integer", json!({"default": "x"})),
        )
    });
    let names = each(MANY, |at| (same_name(at), member(STRING, json!({}))));
    let statements = each(MANY, |at| {
        (
            format!("a#No{at}"),
            json!({"type": "apply", "traits": {"smithy.api#documentation": "d"}}),
        )
    });
    let mut twice = String::new();
    for at in 0..MANY {
        let _ = write!(twice, r#""a#D{at}":{{"type":"string","type":"string"}},"#);
    }
    let plain = model(json!({}), json!({})).to_string();
    let input = |members: Value| {
        let mut model = model(json!({}), json!({}));
        model["shapes"]["a#In"]["members"] = members;
        model.to_string()
    };
    vec![
        ("targets", input(nowhere), MANY),
        ("traits", input(traits), MANY),
        ("defaults", input(defaults), MANY),
        // How many names clash is the subject of other tests.
        ("names", input(names), 0),
        ("types", model(json!({}), types).to_string(), MANY),
        ("statements", model(json!({}), statements).to_string(), MANY),
        (
            "duplicate keys",
            plain.replacen(r#""a#Shop":"#, &format!(r#"{twice}"a#Shop":"#), 1),
            MANY,
        ),
    ]
}

/// Protects: thousands of problems are all reported, and the file is read once for all of them.
#[test]
fn all_problems_are_reported() {
    for (what, model, expected) in wrong() {
        let folder = folder(&format!("wrong {what}"), &model);
        let run = run(&folder, &["generate", "--model", "m.json", "--out", "out"]);
        assert_eq!(run.code, Some(2), "{what}: {}", run.said);
        let end = match expected {
            0 => " problems found\n".to_owned(),
            expected => format!("\n{expected} problems found\n"),
        };
        assert!(run.said.ends_with(&end), "{what}: {}", run.said);
    }
}

/// Protects: unlimited nesting is rejected anywhere, and uses no stack.
#[test]
fn deep_models_are_refused() {
    let chain = |next: &str| structure(json!({"m": member(next, json!({}))}));
    let list = |next: &str| json!({"type": "list", "member": {"target": next}});
    let map =
        |next: &str| json!({"type": "map", "key": {"target": STRING}, "value": {"target": next}});
    let mut ring = levels(2_000, chain);
    ring["shapes"]["a#S2000"] = structure(json!({"m": member("S0", json!({}))}));
    let mut below_itself = model(
        json!({}),
        each(5_000, |at| {
            let next = json!([{"target": format!("a#R{}", (at + 1) % 5_000)}]);
            (
                format!("a#R{at}"),
                json!({"type": "resource", "resources": next}),
            )
        }),
    );
    below_itself["shapes"]["a#Shop"]["resources"] = json!([{"target": "a#R0"}]);
    let deep = |open: &str, close: &str| [open.repeat(100_000), close.repeat(100_000)].concat();
    let with = |key: &str, deep: &str| {
        let mut model = model(json!({}), json!({}));
        model["shapes"]["a#Buy"]["traits"][key] = json!("@");
        model.to_string().replace("\"@\"", deep)
    };
    for (what, model) in [
        ("structures", levels(50_000, chain).to_string()),
        ("lists", levels(50_000, list).to_string()),
        ("maps", levels(20_000, map).to_string()),
        ("a ring", ring.to_string()),
        ("resources", below_itself.to_string()),
        ("the file", deep("[", "")),
        ("a trait", with("a#t", &deep("[", "]"))),
        (
            "examples",
            with("smithy.api#examples", &deep("{\"a\":", "}")),
        ),
        (
            "rules",
            with("smithy.rules#endpointRuleSet", &deep("[", "]")),
        ),
    ] {
        let folder = folder(&format!("deep {what}"), &model);
        for args in [
            &["generate", "--model", "m.json", "--out", "out"][..],
            &["explain", "m.json", "Buy"],
            &["skeleton", "m.json", "Buy"],
            &["list", "m.json"],
        ] {
            let run = run(&folder, args);
            let planned = args.first() != Some(&"list");
            let expected = matches!(run.code, Some(2)) || (!planned && run.code == Some(0));
            assert!(expected, "{what}: {args:?}: {:?} {}", run.code, run.said);
        }
    }
}

/// Protects: documents that are wrong in thousands of places or nest without end are checked as
/// well.
#[test]
fn large_documents_are_checked() {
    let members =
        json!({"s": member("S", json!({})), "d": member("smithy.api#Document", json!({}))});
    let model = model(
        members,
        json!({"a#S": structure(json!({"s": member("S", json!({}))}))}),
    );
    let folder = folder("documents", &model.to_string());
    let unknown: Vec<String> = (0..5_000).map(|at| format!(r#""m{at}":1"#)).collect();
    for (what, document) in [
        ("on one line", format!("{{{}}}", unknown.join(","))),
        ("on many lines", format!("{{{}}}", unknown.join(",\n"))),
        ("deep", r#"{"s":"#.repeat(100_000)),
        ("deep document", format!(r#"{{"d":{}"#, "[".repeat(100_000))),
    ] {
        fs::write(folder.join("in.json"), document).unwrap();
        let run = run(&folder, &["validate", "m.json", "Buy", "in.json"]);
        assert_eq!(run.code, Some(1), "{what}: {}", run.said);
    }
}
