//! Refuses to compile generated code without the features of this crate that it requires.
//!
//! Only code that a program includes calls these macros: the manifest of a generated crate turns
//! features on itself. They are macros because those are expanded before names are resolved, so
//! that their errors come first, and all at once.

/// For each feature, a macro that expands to nothing, or to an error without the feature.
macro_rules! requirements {
    ($($name:ident, $feature:literal, $reason:literal;)*) => {$(
        #[cfg(feature = $feature)]
        #[doc(hidden)]
        #[macro_export]
        macro_rules! $name {
            () => {};
        }

        #[cfg(not(feature = $feature))]
        #[doc(hidden)]
        #[macro_export]
        macro_rules! $name {
            () => {
                ::core::compile_error!(::core::concat!(
                    $reason,
                    "; add the feature `",
                    $feature,
                    "` to the dependency `hammersmith` in Cargo.toml"
                ));
            };
        }
    )*};
}

requirements! {
    require_checksums, "checksums", "the model has checksums of requests or responses";
    require_client, "client", "the generated code has a client (`client = \"never\"` leaves it out)";
    require_compression, "compression", "the model has compressed requests";
    require_digest_auth, "digest-auth", "the model has digest authentication";
    require_event_stream, "event-stream", "the model has event streams";
    require_fake, "fake", "the option `fake` is set";
    require_pattern, "pattern", "the model has patterns";
    require_protocol_tests, "protocol-tests", "the option `protocol-tests` is set";
    require_serde, "serde", "the option `serde` is set";
}
