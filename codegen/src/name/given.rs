//! Names of shapes and members from the option `rename`.

use super::case::snake;
use super::keyword::{digits_after_underscore, is_keyword};
use super::reserved::type_name;

/// The conventional form of a name that breaks the conventions of Rust: of a function or field, and
/// of a type or variant.
pub(crate) fn conventional(name: &str, is_type: bool) -> String {
    if is_type {
        type_name(name)
    } else {
        digits_after_underscore(&snake(name))
    }
}

/// True for a name that Rust accepts unchanged and without a lint: of a type or variant in upper
/// camel case, or of a field or function in snake case.
pub(crate) fn is_conventional(name: &str, is_type: bool) -> bool {
    let word = name
        .strip_prefix('_')
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let word = word.unwrap_or(name);
    let starts = |c: char| {
        if is_type {
            c.is_ascii_uppercase()
        } else {
            c.is_ascii_lowercase()
        }
    };
    let legal = |c: char| {
        if is_type {
            c.is_ascii_alphanumeric()
        } else {
            c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'
        }
    };
    (word.len() < name.len() || name.starts_with(starts))
        && word.chars().all(legal)
        && !is_keyword(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects callers from lints, and from names with another meaning.
    #[test]
    fn given_names_are_conventional() {
        for (name, is_type) in [
            ("Job", true),
            ("_1", true),
            ("IPv4", true),
            ("job_2", false),
            ("_1", false),
        ] {
            assert!(is_conventional(name, is_type), "{name}");
        }
        for (name, is_type) in [
            ("job", true),
            ("Foo_Bar", true),
            ("Self", true),
            ("", true),
            ("_", true),
            ("1", true),
            ("Job", false),
            ("type", false),
            ("r#type", false),
            ("a-b", false),
            ("_a", false),
            ("ä", false),
            ("", false),
            ("self", false),
            ("gen", false),
        ] {
            assert!(!is_conventional(name, is_type), "{name}");
        }
        assert_eq!(conventional("foo_bar", true), "FooBar");
        assert_eq!(conventional("fooBar", false), "foo_bar");
    }
}
