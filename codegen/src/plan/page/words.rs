//! Types and constraints in words.

use std::fmt::Display;

use crate::plan::docs::Deprecation;
use crate::plan::limits::Limits;
use crate::plan::ty::{Type, Width};

/// A type in words, e.g. `list of strings` or `map of strings to Volume structures`.
pub fn type_words(ty: &Type) -> String {
    worded(ty, false)
}

fn worded(ty: &Type, plural: bool) -> String {
    let named = |name: &str, what: &str| {
        if plural {
            format!("{name} {what}s")
        } else {
            format!("{name} {what}")
        }
    };
    let word = match ty {
        Type::String => "string",
        Type::Boolean => "boolean",
        Type::Integer(Width::Byte) => "byte",
        Type::Integer(Width::Short) => "short",
        Type::Integer(Width::Integer) => "integer",
        Type::Integer(Width::Long) => "long",
        Type::Float => "float",
        Type::Double => "double",
        Type::Blob => "blob",
        Type::Stream => "stream of bytes",
        Type::Events(events) => return named(&events.union.name, "stream of events"),
        Type::Timestamp(_) => "timestamp",
        Type::Document => "document",
        Type::BigInteger => "big integer",
        Type::BigDecimal => "big decimal",
        Type::Enumeration(ty) => return named(&ty.name, "enum"),
        Type::Structure(ty) => return named(&ty.name, "structure"),
        Type::Union(ty) => return named(&ty.name, "union"),
        Type::Boxed(inner) => return worded(inner, plural),
        Type::List { element, sparse } => {
            let (list, of) = (if plural { "lists" } else { "list" }, worded(element, true));
            return format!("{list} of {of}{}", or_null(*sparse));
        }
        Type::Map { key, value, sparse } => {
            let map = if plural { "maps" } else { "map" };
            let key = match key {
                Some(key) => format!("{} enums", key.name),
                None => "strings".to_owned(),
            };
            let value = worded(value, true);
            return format!("{map} of {key} to {value}{}", or_null(*sparse));
        }
    };
    match (plural, word.strip_suffix('y')) {
        (false, _) => word.to_owned(),
        (true, Some(stem)) => format!("{stem}ies"),
        (true, None) => format!("{word}s"),
    }
}

fn or_null(sparse: bool) -> &'static str {
    if sparse { " or nulls" } else { "" }
}

/// The constraints of `limits` on a value of type `ty`, in words; those on items and keys come
/// after those on the whole.
///
/// Patterns are in backticks, since they may hold anything.
pub fn constraints(ty: &Type, limits: &Limits) -> Vec<String> {
    let mut found = Vec::new();
    collect(ty, limits, "", &mut found);
    found
}

fn collect(ty: &Type, limits: &Limits, whose: &str, found: &mut Vec<String>) {
    let mut add = |words: String| found.push(format!("{whose}{words}"));
    let (one, many) = unit(ty);
    let at_least = limits.min_length.filter(|min| *min > 0);
    if let Some(range) = bounds(at_least, limits.max_length) {
        let last = limits.max_length.or(limits.min_length);
        let unit = if last == Some(1) { one } else { many };
        add(format!("{range} {unit}"));
    }
    if let Some(range) = bounds(limits.min.as_ref(), limits.max.as_ref()) {
        add(range);
    }
    if let Some(pattern) = &limits.pattern {
        add(format!("matches `{pattern}`"));
    }
    if !limits.named.is_empty() {
        let numbers: Vec<_> = limits.named.iter().map(i64::to_string).collect();
        add(format!("one of {}", numbers.join(", ")));
    }
    if limits.unique {
        add("no duplicates".to_owned());
    }
    if let Some(keys) = &limits.keys {
        collect(&Type::String, keys, &format!("{whose}each key: "), found);
    }
    if let Some(entries) = &limits.entries {
        let (entry, word) = match ty.unboxed() {
            Type::List { element, .. } => (&**element, "item"),
            Type::Map { value, .. } => (&**value, "value"),
            other => (other, "item"),
        };
        collect(entry, entries, &format!("{whose}each {word}: "), found);
    }
}

/// The unit of the length of a value.
fn unit(ty: &Type) -> (&'static str, &'static str) {
    match ty.unboxed() {
        Type::Blob | Type::Stream => ("byte", "bytes"),
        Type::List { .. } => ("item", "items"),
        Type::Map { .. } => ("entry", "entries"),
        _ => ("character", "characters"),
    }
}

fn bounds<T: Display + PartialEq>(min: Option<T>, max: Option<T>) -> Option<String> {
    Some(match (min, max) {
        (None, None) => return None,
        (Some(min), Some(max)) if min == max => format!("exactly {min}"),
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
    })
}

/// The replacement for something deprecated, in the model's words without those that only say
/// that it is deprecated: `use resourceRequirements instead`. `None` where there are no others.
pub fn replacement(deprecation: &Deprecation) -> Option<String> {
    let note = deprecation.note.as_deref()?;
    let note: Vec<&str> = note.split_whitespace().collect();
    let note = note.join(" ");
    let rest = ["deprecated in favor", "Deprecated in favor"]
        .into_iter()
        .find_map(|words| note.split_once(words))
        .map(|(_, of)| format!("in favor{of}"));
    let rest = rest.unwrap_or_else(|| match note.to_ascii_lowercase().find("deprecated") {
        // Only as long as it is the first thing that is said.
        Some(at) if !note.get(..at).unwrap_or_default().contains(['.', ',']) => note
            .get(at + "deprecated".len()..)
            .unwrap_or_default()
            .to_owned(),
        _ => note.clone(),
    });
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || ",.;:".contains(c));
    let rest = rest
        .strip_prefix("Use ")
        .map_or_else(|| rest.to_owned(), |what| format!("use {what}"));
    (!rest.is_empty()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects the reader from being told twice that something is deprecated.
    #[test]
    fn replacements_say_what_to_use() {
        for (note, expected) in [
            (
                "This field is deprecated, use resourceRequirements instead.",
                Some("use resourceRequirements instead"),
            ),
            (
                "Use additionalMetricsToRetainV2.",
                Some("use additionalMetricsToRetainV2"),
            ),
            ("Deprecated. Unused.", Some("Unused")),
            (
                "Threshold has been deprecated in favor of ThresholdExpression",
                Some("in favor of ThresholdExpression"),
            ),
            (
                "Subscriptions has been replaced with Permissions",
                Some("Subscriptions has been replaced with Permissions"),
            ),
            (
                "Use Group. Name is deprecated",
                Some("use Group. Name is deprecated"),
            ),
            ("This is\n  deprecated.", None),
            ("", None),
        ] {
            let deprecation = Deprecation {
                note: Some(note.to_owned()),
                since: None,
            };
            assert_eq!(replacement(&deprecation).as_deref(), expected, "{note}");
        }
    }
}
