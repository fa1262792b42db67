//! Strings that are made of patterns, and the patterns that match them.

use super::steps::Steps;
use super::{STEPS, matcher, parse, text};

/// Protects: the texts read well, and have the length that was asked for.
#[test]
fn makes_texts_that_read_well() {
    let any = usize::MAX;
    for (pattern, min, max, expected) in [
        ("", 0, any, "string"),
        (".*", 1, 3, "str"),
        ("^[a-z]+$", 0, any, "string"),
        ("^[a-z]+$", 8, 9, "stringst"),
        ("^[A-Z_]{3,4}$", 0, any, "STRI"),
        (r"^\d{12}$", 0, any, "123456789012"),
        ("^(prod|test)-[0-9]+$", 0, any, "prod-123456"),
        (
            r"^arn:(aws|aws-cn):iam::\d{12}:role/.+$",
            20,
            2048,
            "arn:aws:iam::123456789012:role/string",
        ),
        ("^$|^[0-9a-f]{4}$", 0, any, "1234"),
        (r"^(?!x)[a-z]{2}(-[a-z]+)?$", 2, 2, "st"),
        (r"^(a|b)\1$", 0, any, "aa"),
        (r"^[^\u0000-\u007F]$", 0, any, "ä"),
        (r"^\p{Lu}[\p{L}\p{Z}\p{N}]*$", 3, 5, "Sstri"),
        ("^(?:[a-z]{2})+$", 20, 20, "stringstringstringst"),
        ("^(?:[0-9a-fA-F][0-9a-fA-F])+$", 4, 128, "1111"),
        ("^[a-z]{2}{3}$", 0, any, "string"),
        (r"^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)\S*$", 8, 32, "String-1"),
        (r"^\p{XDigit}{4}$", 0, any, "1234"),
        (
            r"^(?:([1-9][0-9]|[0-9])(\.(?!$)|$)){4}$",
            0,
            any,
            "1.11.1.11",
        ),
        (r"[\w+=,.@-]*", 0, any, "string"),
    ] {
        let made = text(pattern, min, max, 0);
        assert_eq!(made.as_deref(), Some(expected), "{pattern}");
    }
}

/// Protects: where several texts are needed, they are different.
#[test]
fn makes_several_texts() {
    for pattern in ["^[a-z]+$", r"^\d{4}$", "^x-[A-F]$", ".*"] {
        let texts = [0, 1, 2, 3].map(|nth| text(pattern, 0, 9, nth).unwrap());
        for (at, one) in texts.iter().enumerate() {
            assert!(!texts[..at].contains(one), "{pattern}: {texts:?}");
        }
    }
}

/// Protects: nothing is made where nothing can be, or the pattern is not understood.
#[test]
fn gives_up_where_nothing_matches() {
    for (pattern, min, max) in [
        ("^a{3}$", 0, 2),
        ("^a$", 2, 9),
        ("(?<=x)y", 0, 9),
        ("a[", 0, 9),
        ("(a", 0, 9),
        ("a)", 0, 9),
        ("[z-a]", 0, 9),
        ("(?=a)b", 0, 9),
        ("*", 0, 9),
    ] {
        assert_eq!(text(pattern, min, max, 0), None, "{pattern}");
    }
}

/// Protects: the matcher, which decides what is given.
#[test]
fn matches_as_ecma_262_says() {
    for (pattern, text, expected) in [
        ("b", "abc", true),
        ("^b", "abc", false),
        ("c$", "abc", true),
        ("^(a|ab)c$", "abc", true),
        ("^(a*)*$", "aaa", true),
        ("^(a*)*$", "aab", false),
        ("^a{2,3}$", "aaaa", false),
        (r"\bfoo\b", "a foo b", true),
        (r"\bfoo\b", "afoob", false),
        (r"^(\w)\1$", "ab", false),
        ("^(?!-)[a-z-]+(?<!x)$", "a", false),
        ("^a.c$", "a\nc", false),
        (r"^[\s\S]*$", "a\nc", true),
        (r"^[\x41-\u005A]+$", "AZ", true),
        (r"^\u{1F600}$", "😀", true),
        ("^[a-]+$", "a-", true),
        (r"^[\d-x]+$", "1-x", true),
        ("^x{,2}$", "x{,2}", false),
    ] {
        let text: Vec<char> = text.chars().collect();
        let found = parse::parse(pattern)
            .is_some_and(|node| matcher::is_found(&node, &text, &mut Steps::new(STEPS)));
        assert_eq!(found, expected, "{pattern}");
    }
}

/// Protects: whatever a pattern is, it takes no more work than a pattern is worth, and no stack.
/// Each of these took minutes, gigabytes or the stack before.
#[test]
fn ends_whatever_the_pattern_is() {
    let any = usize::MAX;
    let repeated = |part: &str, times: usize| part.repeat(times);
    let cases: Vec<(String, usize)> = vec![
        (format!("a{}", repeated("{2}", 20)), 0),
        ("((a{60}){60}){60}".to_owned(), 0),
        ("((((a{4096}){4096}){4096}){4096}){4096}".to_owned(), 0),
        (format!("^{}x$", repeated("(.*,)", 30)), 0),
        ("^(.*,){30}x$".to_owned(), 0),
        ("^(([a-z])+.)+[A-Z]([a-z])+$".to_owned(), 500),
        ("^(([a-z])+.)+[A-Z]([a-z])+$".to_owned(), 60_000),
        (format!("^{}\\1\\2\\3$", repeated("(.+)", 9)), 1000),
        (format!("(a{{4000}}){}", repeated("\\1", 4000)), 0),
        ("^(a|aa)+(.{2000})\\1\\2{1000}$".to_owned(), 0),
        (format!("^{}a{{500}}$", repeated("(a?)", 500)), 0),
        (
            format!("^{}z$", repeated("(?=.*[a-z])(?!.*[A-Z]x)", 300)),
            0,
        ),
        (
            format!("^[\\p{{L}}\\p{{N}}_.:/=+@-]*{}$", repeated("\\p{Lu}*", 300)),
            60_000,
        ),
        (
            format!("{}a{}", repeated("(", 100_000), repeated(")", 100_000)),
            0,
        ),
        (format!("{}a{}b$", repeated("(", 50), repeated(")*", 50)), 0),
        (repeated("|", 100_000), 0),
        (repeated("(|", 100_000), 0),
        (repeated("[", 100_000), 0),
        (repeated("a{", 100_000), 0),
        (repeated("a", 100_000), 0),
        (format!("^({})*z$", vec!["(a|b|c)*"; 300].join("|")), 500),
        ("a{18446744073709551615}".to_owned(), 0),
    ];
    for (pattern, min) in cases {
        let shown: String = pattern.chars().take(60).collect();
        let made = text(&pattern, min, any, 0);
        let made = made.map(|text| text.chars().collect::<Vec<char>>());
        let Some(made) = made else {
            continue;
        };
        assert!(made.len() >= min, "{shown}");
        let node = parse::parse(&pattern);
        let node = node.unwrap_or_else(|| panic!("{shown} has a text but no meaning"));
        assert!(
            matcher::is_found(&node, &made, &mut Steps::new(STEPS)),
            "{shown}"
        );
    }
}

/// Protects: a text that matches after many ways that do not is found to match, and one that needs
/// more steps than there are is not.
#[test]
fn counts_steps() {
    let node = parse::parse("^(a*)*b$").unwrap();
    let letters: Vec<char> = "aaaaaaaaaaaaaaaaaaaaaaaac".chars().collect();
    let mut steps = Steps::new(10_000);
    assert!(!matcher::is_found(&node, &letters, &mut steps));
    assert!(steps.is_over());
    let letters: Vec<char> = "a".repeat(50_000).chars().chain(['b']).collect();
    let mut steps = Steps::new(1_000_000);
    assert!(matcher::is_found(&node, &letters, &mut steps));
    assert!(!steps.is_over());
}
