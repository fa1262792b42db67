//! Patterns: regular expressions of ECMA 262, as far as `regex-lite` supports them.

use std::collections::HashMap;

use regex_lite::Regex;

/// The patterns that a document has met so far, each compiled once.
#[derive(Debug, Default)]
pub(super) struct Patterns<'p> {
    compiled: HashMap<&'p str, Option<Regex>>,
}

impl<'p> Patterns<'p> {
    /// Returns true if `text` contains a match, or if `pattern` needs features that `regex-lite`
    /// does not have, such as look-ahead or Unicode classes. Only the service checks these.
    pub(super) fn matches(&mut self, pattern: &'p str, text: &str) -> bool {
        let compile = || Regex::new(pattern).ok();
        let compiled = self.compiled.entry(pattern).or_insert_with(compile);
        compiled.as_ref().is_none_or(|regex| regex.is_match(text))
    }
}
