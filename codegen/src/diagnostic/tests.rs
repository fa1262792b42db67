//! The text of printed problems.

use super::*;

/// Protects: the printed form, in every combination of what is known.
#[test]
fn prints_what_is_known_and_nothing_else() {
    let long = "word ".repeat(30);
    let cases = [
        (Problem::new("bad"), "error: bad"),
        (
            Problem::new("bad").in_file("a.json"),
            "error: bad\n  --> a.json",
        ),
        (
            Problem::new("bad").in_file("a.json").at_line(3),
            "error: bad\n  --> a.json:3",
        ),
        (
            Problem::new("bad")
                .in_file("a.json")
                .at_line(3)
                .at_pointer("/shapes"),
            "error: bad\n  --> a.json:3 (/shapes)",
        ),
        (
            Problem::new("bad").at_pointer("/shapes"),
            "error: bad\n  --> /shapes",
        ),
        (
            Problem::new("bad").on_shape("a#B"),
            "error: bad\n  shape: a#B",
        ),
        (
            Problem::new("`a#B` is bad").on_shape("a#B"),
            "error: `a#B` is bad",
        ),
        (
            Problem::new(long.trim()),
            "error: word word word word word word word word word word word word word word\n       \
             word word word word word word word word word word word word word word\n       word word",
        ),
        (
            Problem::new(long.trim()).with_help("run `a command that is longer than it should be to stay in one line, all in all`, or not"),
            "error: word word word word word word word word word word word word word word\n       \
             word word word word word word word word word word word word word word\n       word word\n  \
             help: run\n        `a command that is longer than it should be to stay in one line, all in all`,\n        \
             or not",
        ),
        (
            Problem::new("bad").with_help("one\n  two"),
            "error: bad\n  help: one\n          two",
        ),
    ];
    for (problem, printed) in cases {
        assert_eq!(problem.to_string(), printed);
    }
}

/// Protects: a pointer that would make the line too long gets its own line.
#[test]
fn breaks_before_a_long_pointer() {
    let pointer = format!("/shapes/{}", "x".repeat(90));
    let problem = Problem::new("bad").in_file("a.json").at_pointer(&pointer);
    assert_eq!(
        problem.to_string(),
        format!("error: bad\n  --> a.json\n      {pointer}")
    );
}

/// Protects: the mark is below its location, in long lines too, and control characters are removed.
#[test]
fn marks_the_place_in_its_line() {
    let long = format!("{}bad{}", "x".repeat(100), "y".repeat(100));
    let cases = [
        ((7, 3, "a bad one", 3), " 7 | a bad one\n   |   ^^^"),
        ((1234, 1, "bad", 0), " 1234 | bad\n      | ^"),
        ((1, 9, "bad", 1), " 1 | bad\n   |    ^"),
        ((1, 3, "\ta\u{1b}[0m", 1), " 1 |  a [0m\n   |   ^"),
    ];
    for ((line, column, text, length), expected) in cases {
        let problem = Problem::new("bad").at_mark(line, column, text, length);
        let printed = problem.to_string();
        let (_, excerpt) = printed.split_once("|\n").unwrap();
        assert_eq!(excerpt, expected);
    }
    let problem = Problem::new("bad").at_mark(1, 101, &long, 500).to_string();
    let lines: Vec<&str> = problem.lines().collect();
    let at = lines[4].find('^').unwrap();
    let shown: Vec<char> = lines[3].chars().collect();
    assert_eq!(shown[at..at + 3], ['b', 'a', 'd']);
    assert!(lines.iter().all(|line| line.chars().count() <= 80));
}

/// Protects: `unwrap` in a build script shows the same as printing does.
#[test]
fn debug_is_display() {
    let problems: Problems = [Problem::new("one"), Problem::new("two")]
        .into_iter()
        .collect();
    assert_eq!(
        problems.to_string(),
        "error: one\n\nerror: two\n\n2 problems found"
    );
    assert_eq!(format!("{problems:?}"), problems.to_string());
    assert!(problems.into_result(()).is_err());
    assert_eq!(Problems::new().into_result(7), Ok(7));
}
