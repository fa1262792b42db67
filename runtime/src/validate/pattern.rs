//! Patterns: regular expressions of ECMA 262, as far as `regex-lite` has them.

/// The pattern of a string, for schemas; needs the feature `pattern`, which brings `regex-lite`.
#[cfg(feature = "pattern")]
#[doc(hidden)]
#[macro_export]
macro_rules! pattern {
    ($pattern:literal) => {
        ::std::option::Option::Some($pattern)
    };
}

/// The pattern of a string, for schemas; needs the feature `pattern`, which brings `regex-lite`.
#[cfg(not(feature = "pattern"))]
#[doc(hidden)]
#[macro_export]
macro_rules! pattern {
    ($pattern:literal) => {
        ::std::compile_error!(
            "this model has patterns: turn on the feature `pattern` of the crate `hammersmith`"
        )
    };
}

/// The patterns a document has met so far, each compiled once.
#[derive(Default)]
pub(super) struct Patterns<'s> {
    #[cfg(feature = "pattern")]
    compiled: std::collections::HashMap<&'s str, Option<regex_lite::Regex>>,
    #[cfg(not(feature = "pattern"))]
    none: std::marker::PhantomData<&'s str>,
}

#[cfg(feature = "pattern")]
impl<'s> Patterns<'s> {
    /// Whether `text` has a match of `pattern`. So it has if `pattern` uses what `regex-lite` lacks, such as
    /// look-ahead or Unicode classes: then the service decides.
    pub(super) fn matches(&mut self, pattern: &'s str, text: &str) -> bool {
        let compile = || regex_lite::Regex::new(pattern).ok();
        let compiled = self.compiled.entry(pattern).or_insert_with(compile);
        compiled.as_ref().is_none_or(|regex| regex.is_match(text))
    }
}

#[cfg(not(feature = "pattern"))]
impl<'s> Patterns<'s> {
    /// Nothing can be said without the feature; generated schemas have no patterns then.
    pub(super) fn matches(&mut self, _: &'s str, _: &str) -> bool {
        let _ = self.none;
        true
    }
}
