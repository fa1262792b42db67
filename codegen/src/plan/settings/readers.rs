//! All readers of settings, as data.

use super::table::{BOOL, TIMEOUT_CONFIG, config, retry, rt};
use super::{Presence, Reader, Returns, Ty};

const fn reader(name: &'static str, docs: &'static str, returns: Returns) -> Reader {
    Reader {
        name,
        docs,
        returns,
        presence: Presence::Always,
    }
}

/// The readers of `Config`, in their order.
pub(super) const READERS: &[Reader] = &[
    reader(
        "app_name",
        "The name of the application, which is part of the user agent.",
        Returns::Borrowed(config("AppName")),
    ),
    reader(
        "auth_scheme_preference",
        "The order in which authentication schemes are tried.",
        Returns::Borrowed(rt("AuthSchemePreference")),
    ),
    reader(
        "auth_scheme_resolver",
        "The resolver that chooses the authentication schemes of a request.",
        Returns::Optional(Ty::Runtime("auth", "SharedAuthSchemeOptionResolver")),
    ),
    reader(
        "auth_schemes",
        "The authentication schemes, in addition to those of the service.",
        Returns::Each(rt("SharedAuthScheme")),
    ),
    reader(
        "disable_clock_skew_correction",
        "True if the clock of the service is ignored when requests are signed.",
        Returns::Optional(BOOL),
    ),
    reader(
        "endpoint_resolver",
        "The resolver that returns the endpoint of a request.",
        Returns::Owned(rt("SharedEndpointResolver")),
    ),
    reader(
        "framework_metadata",
        "The libraries in the user agent, in the order in which they were added.",
        Returns::All(config("FrameworkMetadata")),
    ),
    reader(
        "http_client",
        "The HTTP client that sends requests.",
        Returns::Optional(config("SharedHttpClient")),
    ),
    reader(
        "identity_cache",
        "The cache of credentials between calls.",
        Returns::Optional(config("SharedIdentityCache")),
    ),
    reader(
        "interceptors",
        "The interceptors of every call.",
        Returns::Each(config("SharedInterceptor")),
    ),
    reader(
        "invocation_id_generator",
        "The generator of the IDs by which a service recognises the attempts of one call.",
        Returns::Optional(rt("SharedInvocationIdGenerator")),
    ),
    reader("region", "The region.", Returns::Borrowed(config("Region"))),
    Reader {
        name: "request_checksum_calculation",
        docs: "When requests get a checksum.",
        returns: Returns::Borrowed(rt("RequestChecksumCalculation")),
        presence: Presence::Checksums,
    },
    Reader {
        name: "response_checksum_validation",
        docs: "When the checksums of responses are checked.",
        returns: Returns::Borrowed(rt("ResponseChecksumValidation")),
        presence: Presence::Checksums,
    },
    reader(
        "retry_classifiers",
        "The classifiers that decide whether an error is worth another attempt, in addition to the\n\
         usual ones.",
        Returns::Each(rt("SharedRetryClassifier")),
    ),
    reader(
        "retry_config",
        "How failed requests are retried.",
        Returns::Borrowed(retry("RetryConfig")),
    ),
    reader(
        "retry_partition",
        "The partition whose clients share a budget of retries.",
        Returns::Borrowed(retry("RetryPartition")),
    ),
    Reader {
        name: "signing_name",
        docs: "The name of the service in signatures.",
        returns: Returns::Name,
        presence: Presence::Signed,
    },
    Reader {
        name: "sigv4a_signing_region_set",
        docs: "The regions that signatures are valid in, where they may be several.",
        returns: Returns::Borrowed(rt("SigningRegionSet")),
        presence: Presence::Sigv4a,
    },
    reader(
        "sleep_impl",
        "The implementation of sleep.",
        Returns::Optional(config("SharedAsyncSleep")),
    ),
    reader(
        "stalled_stream_protection",
        "What happens to streams that stall.",
        Returns::Borrowed(config("StalledStreamProtectionConfig")),
    ),
    reader(
        "time_source",
        "The source of the current time.",
        Returns::Optional(rt("SharedTimeSource")),
    ),
    reader(
        "timeout_config",
        "How long a call may take.",
        Returns::Borrowed(TIMEOUT_CONFIG),
    ),
];
