//! Comparing documents, on which the examples of generated documentation rely.

use hammersmith::json::same;

/// Protects tests from calling equal what is not, and from failing over what JSON leaves open.
#[test]
fn documents_are_compared_by_what_they_say() {
    let cases = [
        (
            r#"{"a":1,"b":[true,null]}"#,
            r#" {"b": [true, null], "a": 1.0e0} "#,
            true,
        ),
        (r#""\u00e9\/""#, r#""é/""#, true),
        ("1e2", "100", true),
        ("-1", "-1.0", true),
        ("9007199254740993", "9007199254740992", false),
        ("18446744073709551615", "18446744073709551614", false),
        ("123456789012345678901", "123456789012345678902", false),
        ("0.1", "0.10000000000000000001", false),
        ("1e400", "10e399", true),
        (r#"{"a":1}"#, r#"{"a":1,"b":null}"#, false),
        (r#"{"a":1,"b":2}"#, r#"{"a":1,"c":2}"#, false),
        ("[1,2]", "[2,1]", false),
        ("[1]", "[1,1]", false),
        ("[]", "{}", false),
        (r#""1""#, "1", false),
        ("null", "false", false),
    ];
    for (one, other, expected) in cases {
        for (one, other) in [(one, other), (other, one)] {
            assert_eq!(same(one, other).ok(), Some(expected), "{one} {other}");
        }
    }
    for broken in ["", "{", "{} {}", "{'a': 1}", "nul"] {
        assert!(same(broken, "{}").is_err(), "{broken}");
        assert!(same("{}", broken).is_err(), "{broken}");
    }
}
