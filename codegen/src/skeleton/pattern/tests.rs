//! What is made of patterns, and what matches them.

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
        let found = parse::parse(pattern).is_some_and(|node| matcher::is_found(&node, &text, &mut Steps::new(STEPS)));
        assert_eq!(found, expected, "{pattern}");
    }
}
