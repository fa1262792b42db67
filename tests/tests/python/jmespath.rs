//! The values of expressions, compared with the library that boto3 uses for its waiters.

use std::path::Path;

use hammersmith::primitives::Document;
use hammersmith::waiter::{Expr, find};
use hammersmith_codegen::plan::jmespath::{Comparison, Expr as Planned, parse};
use hammersmith_tests::{python, shared};
use serde_json::Value;

/// Expressions beyond those that models have today.
const MORE: [&str; 14] = [
    "a[0].b",
    "a[-1]",
    "a[*].b | [0]",
    "a[*].b[*].a",
    "*.a",
    "a.*.b[]",
    "[a, b][1]",
    "!(a && b) || a",
    "keys(@)",
    "a[?b != 'x' && !a].b",
    "contains(a, 'x')",
    "(a || b)[].a",
    "length(a) >= length(b)",
    "a[].[a, b][]",
];

/// The expression as the constant that the generator prints.
fn constant(expr: &Planned) -> Expr {
    let one = |of: &Planned| -> &'static Expr { Box::leak(Box::new(constant(of))) };
    match expr {
        Planned::Current => Expr::Current,
        Planned::Path(names) => {
            let names = names.iter().map(|name| &*name.clone().leak());
            Expr::Path(names.collect::<Vec<_>>().leak())
        }
        Planned::Then(first, second) => Expr::Then(one(first), one(second)),
        Planned::Index(index) => Expr::Index(*index),
        Planned::Each(list, each) => Expr::Each(one(list), one(each)),
        Planned::Values(map) => Expr::Values(one(map)),
        Planned::Flatten(list) => Expr::Flatten(one(list)),
        Planned::Filter(list, condition) => Expr::Filter(one(list), one(condition)),
        Planned::List(several) => {
            Expr::List(several.iter().map(constant).collect::<Vec<_>>().leak())
        }
        Planned::Text(text) => Expr::Text(text.clone().leak()),
        Planned::Number(number) => Expr::Number(*number),
        Planned::Flag(flag) => Expr::Flag(*flag),
        Planned::Null => Expr::Null,
        Planned::Compare(left, how, right) => {
            let (left, right) = (one(left), one(right));
            match how {
                Comparison::Equal => Expr::Equal(left, right),
                Comparison::NotEqual => Expr::NotEqual(left, right),
                Comparison::Less => Expr::Less(left, right),
                Comparison::AtMost => Expr::AtMost(left, right),
                Comparison::Greater => Expr::Greater(left, right),
                Comparison::AtLeast => Expr::AtLeast(left, right),
            }
        }
        Planned::And(left, right) => Expr::And(one(left), one(right)),
        Planned::Or(left, right) => Expr::Or(one(left), one(right)),
        Planned::Not(of) => Expr::Not(one(of)),
        Planned::Length(of) => Expr::Length(one(of)),
        Planned::Contains(place, what) => Expr::Contains(one(place), one(what)),
        Planned::Keys(of) => Expr::Keys(one(of)),
    }
}

fn document(value: &Value) -> Document {
    match value {
        Value::Null => Document::Null,
        Value::Bool(flag) => (*flag).into(),
        Value::Number(number) => number.as_f64().expect("a number").into(),
        Value::String(text) => text.clone().into(),
        Value::Array(items) => items.iter().map(document).collect::<Vec<_>>().into(),
        Value::Object(entries) => {
            let entries = entries.iter().map(|(key, it)| (key.clone(), document(it)));
            Document::Object(entries.collect())
        }
    }
}

/// Protects waiters from an expression that means something else here: each one of AWS, and more,
/// has the value that the library of boto3 finds, in documents with its names at random places.
#[test]
fn values_of_expressions() {
    let scratch = env!("CARGO_TARGET_TMPDIR");
    let file = Path::new(scratch).join("expressions.json");
    std::fs::write(&file, Value::from(MORE.to_vec()).to_string()).expect("a file");
    let mut arguments = vec![file.to_string_lossy().into_owned(), "7".to_owned()];
    if let Some(folder) = shared::folder("the expressions of the waiters of AWS") {
        let models = ["models", "models-2026"].map(|name| folder.join(name));
        arguments.extend(models.map(|models| models.to_string_lossy().into_owned()));
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let interpreter = python::interpreter(scratch);
    let printed = python::script(&interpreter, "jmespath_cases.py", &arguments);
    let printed: Value = serde_json::from_str(&printed).expect("JSON");
    let mut found = 0;
    for case in printed.as_array().expect("expressions") {
        let text = case[0].as_str().expect("an expression");
        let expr = parse(text).unwrap_or_else(|why| panic!("{text}: {why}"));
        let expr = constant(&expr);
        for pair in case[1].as_array().expect("documents") {
            let value = find(&expr, &document(&pair[0]));
            assert_eq!(value, document(&pair[1]), "{text} in {}", pair[0]);
            found += usize::from(!pair[1].is_null());
        }
    }
    assert!(found > 1_000, "{found} values are not null");
}
