//! Validation: each check finds what it is there for, and nothing else.

#[path = "support/call.rs"]
mod call;
#[path = "support/everything.rs"]
mod everything;

use std::collections::HashMap;

use call::structure;
use everything::{Choice, Color, Everything};
use hammersmith::primitives::{BigDecimal, Blob, DateTime, Document};
use hammersmith::validate::{Options, ProblemKind, ValidationErrors, structure};

structure! {
    Checked, 33, r#"
        "text": text @length(2, 3)
        "code": code @pattern("^[a-z]+$")
        "ahead": ahead @pattern("^(?!aws)")
        "escaped": escaped @pattern("^\"\\d\u002b$")
        "flag": r_flag
        "long": long @range(-1, 9)
        "open": open @range(, 9)
        "secret": secret @range(0, 9) @sensitive
        "float": float @range(-0.5, 1.5)
        "number": number @range(0, )
        "blob": blob @length(0, 2)
        "time": time @timestampFormat(date-time)
        "epoch": epoch
        "color": color
        "hidden": hidden @sensitive
        "level": level @intEnum(1, 5)
        "nestedNode": nested_node @jsonName("NestedNode")
        "choice": choice
        "list": list @length(0, 2) member(@length(2, 3))
        "set": set @uniqueItems
        "nodes": nodes @uniqueItems
        "sets": sets @uniqueItems member(@uniqueItems)
        "sparse": sparse member(@length(2, 3))
        "map": map @length(1, 2) key(@length(2, 3))
        "byColor": by_color
        "token": token @required @idempotencyToken
        "deep": deep value(@length(, 1) member(@pattern("^x")))
        "#;
    0 text: String,
    1 code: String,
    2 ahead: String,
    3 escaped: String,
    4 r_flag: bool,
    5 long: i64,
    6 open: i8,
    7 secret: i32,
    8 float: f32,
    9 number: BigDecimal,
    10 blob: Blob,
    11 time: DateTime,
    12 epoch: DateTime,
    13 color: Color,
    14 hidden: Color,
    15 level: i32,
    16 nested_node: Box<Node>,
    17 choice: Choice,
    18 list: Vec<String>,
    19 set: Vec<Document>,
    20 nodes: Vec<Node>,
    21 sets: Vec<Vec<Option<i32>>>,
    22 sparse: Vec<Option<String>>,
    23 map: HashMap<String, Color>,
    24 by_color: HashMap<Color, bool>,
    25 token: String,
    26 deep: HashMap<String, Vec<String>>,
}

structure! {
    Node, 3, r#"
        "name": name @required
        "next": next
        "labels": labels
        "#;
    0 name: String,
    1 next: Box<Node>,
    2 labels: HashMap<String, String>,
}

/// All checks, including unknown values of enums.
const ALL: Options = Options::new().enums();

fn checked(set: impl FnOnce(&mut Checked)) -> Result<(), ValidationErrors> {
    let mut input = Checked::default();
    set(&mut input);
    structure(&input, ALL)
}

fn problems(set: impl FnOnce(&mut Checked)) -> String {
    checked(set)
        .err()
        .map_or_else(String::new, |errors| errors.to_string())
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn node(name: Option<&str>, next: Option<Node>) -> Node {
    Node {
        name: name.map(str::to_owned),
        next: next.map(Box::new),
        labels: None,
    }
}

fn texts(items: &[&str]) -> Option<Vec<String>> {
    Some(items.iter().map(|&item| item.to_owned()).collect())
}

type Set = fn(&mut Checked);

#[track_caller]
fn compare(rows: &[(Set, &str)]) {
    let found = rows.iter().enumerate();
    let found = found.map(|(row, (set, expected))| (row, *expected, problems(set)));
    let wrong: Vec<_> = found
        .filter(|(_, expected, found)| expected != found)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Protects the checks of strings, numbers, bytes and times: each row is an input and what is to be
/// said of it.
#[test]
fn scalars() {
    compare(&[
        (|_| {}, ""),
        (|it| (it.text, it.r_flag) = (some("ab"), Some(false)), ""),
        (
            |it| it.text = some("a"),
            "text: 1 character, at least 2 allowed",
        ),
        (
            |it| it.text = some("äöüß"),
            "text: 4 characters, at most 3 allowed",
        ),
        (|it| it.text = some("ä😀"), ""),
        (
            |it| it.code = some("x1"),
            "code: does not match the pattern `^[a-z]+$`",
        ),
        // The service has to decide what the runtime cannot.
        (|it| it.ahead = some("aws"), ""),
        (
            |it| it.escaped = some("\"1+"),
            "escaped: does not match the pattern `^\"\\d+$`",
        ),
        (|it| it.escaped = some("\"11"), ""),
        (|it| it.long = Some(-2), "long: -2, at least -1 allowed"),
        (|it| it.long = Some(10), "long: 10, at most 9 allowed"),
        (|it| it.long = Some(9), ""),
        (|it| it.open = Some(-128), ""),
        (|it| it.open = Some(10), "open: 10, at most 9 allowed"),
        (|it| it.secret = Some(10), "secret: at most 9 allowed"),
        (|it| it.float = Some(f32::NAN), ""),
        (
            |it| it.float = Some(1.75),
            "float: 1.75, at most 1.5 allowed",
        ),
        (
            |it| it.float = Some(f32::NEG_INFINITY),
            "float: -inf, at least -0.5 allowed",
        ),
        (
            |it| it.number = "123456789012345678901234567890".parse().ok(),
            "",
        ),
        (
            |it| it.number = "-1.5".parse().ok(),
            "number: -1.5, at least 0 allowed",
        ),
        (|it| it.blob = Some(Blob::new("ab")), ""),
        (
            |it| it.blob = Some(Blob::new("abc")),
            "blob: 3 bytes, at most 2 allowed",
        ),
        (|it| it.time = Some(DateTime::from_secs(1)), ""),
        (|it| it.epoch = Some(DateTime::from_secs(i64::MAX)), ""),
    ]);
}

/// Protects requests from timestamps that their format cannot hold.
#[test]
fn late_timestamps() {
    let late = checked(|it| it.time = Some(DateTime::from_secs(i64::MAX))).unwrap_err();
    let problem = &late.problems()[0];
    assert_eq!((problem.path.as_str(), late.problems().len()), ("time", 1));
    assert!(matches!(problem.kind, ProblemKind::Unwritable(_)));
}

/// Protects the checks of enums, and secrets in what is said of them.
#[test]
fn enums() {
    let color = |text: &str| Some(Color(text.to_owned()));
    assert_eq!(problems(|it| it.color = color("RED")), "");
    let rows = [
        (
            problems(|it| it.color = color("REED")),
            "color: unknown value `REED`, known are `RED`, `BLUE`",
        ),
        (
            problems(|it| it.hidden = color("REED")),
            "hidden: unknown value, known are `RED`, `BLUE`",
        ),
        (
            problems(|it| it.level = Some(2)),
            "level: unknown value `2`, known are `1`, `5`",
        ),
        (problems(|it| it.level = Some(5)), ""),
        (
            problems(|it| {
                let entries = [("RED", true), ("x", false)];
                let entries = entries.map(|(key, value)| (Color(key.to_owned()), value));
                it.by_color = Some(entries.into());
            }),
            "by_color[\"x\"]: unknown value `x`, known are `RED`, `BLUE`",
        ),
    ];
    for (found, expected) in rows {
        assert_eq!(found, expected);
    }
    // Enums take any value unless that is asked for: the service may know more.
    let mut input = Checked {
        color: color("REED"),
        level: Some(7),
        ..Checked::default()
    };
    input.by_color = Some(HashMap::from([(Color("x".to_owned()), true)]));
    assert_eq!(structure(&input, Options::new()), Ok(()));
}

/// Protects the checks of what holds other values, and the paths to those.
#[test]
fn collections() {
    compare(&[
        (
            |it| it.list = texts(&["ab", "a", "abc"]),
            "list: 3 entries, at most 2 allowed; list[1]: 1 character, at least 2 allowed",
        ),
        (
            |it| it.sparse = Some(vec![None, some("ab"), some("a")]),
            "sparse[2]: 1 character, at least 2 allowed",
        ),
        (
            |it| it.map = Some(HashMap::new()),
            "map: 0 entries, at least 1 allowed",
        ),
        (
            |it| it.map = Some(HashMap::from([("a".to_owned(), Color("RED".to_owned()))])),
            "map[\"a\"]: 1 character, at least 2 allowed",
        ),
        (
            |it| it.map = Some(HashMap::from([("ab".to_owned(), Color("X".to_owned()))])),
            "map[\"ab\"]: unknown value `X`, known are `RED`, `BLUE`",
        ),
        (
            |it| it.deep = texts(&["x", "y"]).map(|list| HashMap::from([("a\"".to_owned(), list)])),
            "deep[\"a\\\"\"]: 2 entries, at most 1 allowed; \
             deep[\"a\\\"\"][1]: does not match the pattern `^x`",
        ),
        (
            |it| it.nested_node = Some(Box::new(node(None, None))),
            "nested_node.name: required",
        ),
        (
            |it| {
                let last = node(Some("a"), Some(node(None, None)));
                it.nested_node = Some(Box::new(node(None, Some(last))));
            },
            "nested_node.next.next.name: required; nested_node.name: required",
        ),
        (
            |it| it.nodes = Some(vec![node(Some(""), None), node(None, None)]),
            "nodes[1].name: required",
        ),
        // A token that is unset is filled in when the request is sent.
        (|it| it.token = None, ""),
        (|it| it.choice = Some(Choice::Text("a".to_owned())), ""),
        (|it| it.choice = Some(Choice::Nothing), ""),
        (
            |it| it.choice = Some(Choice::Unknown),
            "choice: an unknown member of the union `Choice` cannot be sent",
        ),
        (|it| it.choice = Some(Choice::Deep(Box::default())), ""),
    ]);
}

fn object(entries: &[(&str, u64)]) -> Document {
    let entries = entries
        .iter()
        .map(|(key, value)| ((*key).to_owned(), Document::from(*value)));
    Document::Object(entries.collect())
}

/// Protects lists whose items have to differ: what is the same in another order is the same, and
/// what has another member set is not.
#[test]
fn items_that_have_to_differ() {
    compare(&[
        (
            |it| {
                let (one, other) = (object(&[("a", 1), ("b", 2)]), object(&[("b", 2), ("a", 1)]));
                it.set = Some(vec![one, Document::from(3), other]);
            },
            "set[2]: duplicate of [0] in a list of unique entries",
        ),
        (
            |it| {
                it.set = Some(vec![
                    Document::from(1),
                    "1".to_owned().into(),
                    Document::Null,
                ])
            },
            "",
        ),
        (
            |it| it.nodes = Some(vec![node(Some("a"), None); 3]),
            "nodes[1]: duplicate of [0] in a list of unique entries; \
             nodes[2]: duplicate of [0] in a list of unique entries",
        ),
        (
            |it| {
                let deep = node(Some("a"), Some(node(Some("a"), None)));
                it.nodes = Some(vec![node(Some("a"), None), deep]);
            },
            "",
        ),
        (
            |it| {
                let mut labelled = node(Some("a"), None);
                let labels = [("x", "1"), ("y", "2"), ("z", "3")]
                    .map(|(key, value)| (key.to_owned(), value.to_owned()));
                labelled.labels = Some(HashMap::from(labels.clone()));
                let mut other = node(Some("a"), None);
                other.labels = Some(labels.into_iter().rev().collect());
                it.nodes = Some(vec![labelled, other]);
            },
            "nodes[1]: duplicate of [0] in a list of unique entries",
        ),
        (
            |it| {
                it.sets = Some(vec![
                    vec![Some(1), None, None],
                    vec![None, Some(1)],
                    vec![Some(1), None],
                ])
            },
            "sets[0][2]: duplicate of [1] in a list of unique entries",
        ),
        (
            |it| it.sets = Some(vec![vec![Some(1)], vec![None], vec![Some(1)]]),
            "sets[2]: duplicate of [0] in a list of unique entries",
        ),
    ]);
}

/// Protects callers from problems that the model has not: an input of every kind without
/// constraints is valid.
#[test]
fn what_asks_nothing_is_valid() {
    let mut input = Everything {
        text: some(""),
        list: texts(&["a", "a"]),
        sparse: Some(vec![None, None]),
        many: Some(vec![Everything::default()]),
        ..Everything::default()
    };
    input.nested = Some(Box::new(input.clone()));
    assert_eq!(structure(&input, ALL), Ok(()));
}

/// Protects the stack, and inputs that are deep for a reason: validation has no limit of depth.
#[test]
fn deep_inputs() {
    let mut deep = node(None, None);
    for _ in 0..500 {
        deep = node(Some("a"), Some(deep));
    }
    let errors = structure(&deep, ALL).unwrap_err();
    let path = format!("{}name", "next.".repeat(500));
    assert_eq!(errors.to_string(), format!("{path}: required"));
    assert_eq!(errors.into_problems()[0].kind, ProblemKind::Required);
}

/// Protects rows that lie: another number of rows is found when the program is compiled, so it has
/// to be right here.
#[test]
fn tables_have_their_rows() {
    let table = hammersmith::shape::table::<Checked>();
    assert_eq!((table.len(), table.is_union()), (27, false));
    let names: Vec<_> = table.rows().map(|row| row.rust_name()).collect();
    assert_eq!((names[4], names[16]), ("r_flag", "nested_node"));
}
