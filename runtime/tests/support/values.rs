//! Short forms of the values that inputs have.

#![allow(dead_code, reason = "each test uses what it needs")]

use std::collections::HashMap;

use hammersmith::http::Request;
use hammersmith::primitives::DateTime;

pub(crate) fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub(crate) fn list(items: &[&str]) -> Option<Vec<String>> {
    Some(items.iter().map(|&item| item.to_owned()).collect())
}

pub(crate) fn map(entries: &[(&str, &str)]) -> Option<HashMap<String, String>> {
    let entries = entries.iter();
    Some(
        entries
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect(),
    )
}

pub(crate) fn time() -> Option<DateTime> {
    Some(DateTime::from_secs(1_700_000_000))
}

pub(crate) fn headers(request: &Request) -> Vec<(&str, &str)> {
    let headers = request.headers.iter();
    headers
        .map(|(name, value)| (&**name, value.as_str()))
        .collect()
}
