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

/// Whether `text` has a match of `pattern`. So it has if `pattern` uses what `regex-lite` lacks, such as
/// look-ahead or Unicode classes: then the service decides.
#[cfg(feature = "pattern")]
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    regex_lite::Regex::new(pattern).map_or(true, |regex| regex.is_match(text))
}

/// Nothing can be said without the feature; generated schemas have no patterns then.
#[cfg(not(feature = "pattern"))]
pub(super) fn matches(_: &str, _: &str) -> bool {
    true
}
