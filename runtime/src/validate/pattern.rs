//! Patterns: regular expressions of ECMA 262, as far as `regex-lite` has them.

/// The patterns an input has met so far, each compiled once.
#[derive(Default)]
pub(super) struct Patterns<'s> {
    #[cfg(feature = "pattern")]
    compiled: std::collections::HashMap<&'s str, (String, Option<regex_lite::Regex>)>,
    #[cfg(not(feature = "pattern"))]
    none: std::marker::PhantomData<&'s str>,
}

#[cfg(feature = "pattern")]
impl<'s> Patterns<'s> {
    /// The pattern, which is written as in JSON, if `text` has no match of it.
    ///
    /// Any text has a match if the pattern uses what `regex-lite` lacks, such as look-ahead or
    /// Unicode classes: then the service decides.
    pub(super) fn unmatched(&mut self, pattern: &'s str, text: &str) -> Option<String> {
        let compile = || {
            let pattern = crate::codec::json::meant(pattern).into_owned();
            let compiled = regex_lite::Regex::new(&pattern).ok();
            (pattern, compiled)
        };
        let (pattern, compiled) = self.compiled.entry(pattern).or_insert_with(compile);
        let matches = compiled.as_ref().is_none_or(|regex| regex.is_match(text));
        (!matches).then(|| pattern.clone())
    }
}

#[cfg(not(feature = "pattern"))]
impl<'s> Patterns<'s> {
    /// Nothing can be said without the feature; generated tables have no patterns then.
    pub(super) fn unmatched(&mut self, _: &'s str, _: &str) -> Option<String> {
        let _ = self.none;
        None
    }
}
