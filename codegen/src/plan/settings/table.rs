//! All settings, as data.

use super::{Methods, Presence, Setting, Share, Ty, Value};

/// A type of the module `client::config` of the runtime.
pub(super) const fn config(name: &'static str) -> Ty {
    Ty::Runtime("config", name)
}

/// A type of the module `client::config::retry` of the runtime.
pub(super) const fn retry(name: &'static str) -> Ty {
    Ty::Runtime("config::retry", name)
}

/// A type of the module `client::rt` of the runtime.
pub(super) const fn rt(name: &'static str) -> Ty {
    Ty::Runtime("rt", name)
}

const fn shared(bound: Ty, shared: Ty, by: Share) -> Value {
    Value::Shared { bound, shared, by }
}

/// A setting of all services.
const fn setting(name: &'static str, docs: &'static str, methods: Methods) -> Setting {
    Setting {
        name,
        docs,
        methods,
        presence: Presence::Always,
    }
}

/// A setting of services whose endpoint rules ask for it.
const fn built_in(
    name: &'static str,
    asked: &'static str,
    docs: &'static str,
    value: Value,
) -> Setting {
    Setting {
        name,
        docs,
        methods: Methods::Set(value),
        presence: Presence::BuiltIn(asked),
    }
}

pub(super) const BOOL: Ty = Ty::Plain("bool");
pub(super) const TIMEOUT_CONFIG: Ty = Ty::Runtime("config::timeout", "TimeoutConfig");

/// The settings, but for those of [`identities`](super::identities).
pub(super) const SETTINGS: &[Setting] = &[
    built_in(
        "account_id_endpoint_mode",
        "AWS::Auth::AccountIdEndpointMode",
        "Sets whether requests go to an endpoint of the account.",
        Value::Plain(rt("AccountIdEndpointMode")),
    ),
    setting(
        "allow_no_auth",
        "Allows sending unauthenticated requests.",
        Methods::Flag,
    ),
    setting(
        "app_name",
        "Sets the name of the application, which is part of the user agent.",
        Methods::Set(Value::Plain(config("AppName"))),
    ),
    Setting {
        name: "aws_chunked_encoding_chunk_size",
        docs: "Sets the size of the chunks of a stream that is sent with a checksum behind it, in bytes: at least\n\
               8,192, by default 65,536. With `None`, the stream is one chunk, which is held in memory.",
        methods: Methods::Set(Value::Plain(Ty::Optional("usize"))),
        presence: Presence::Chunks,
    },
    setting(
        "auth_scheme",
        "Adds an authentication scheme, or replaces the one with the same ID.",
        Methods::PushOnly(shared(rt("AuthScheme"), rt("SharedAuthScheme"), Share::New)),
    ),
    setting(
        "auth_scheme_preference",
        "Sets the order in which authentication schemes are tried.",
        Methods::Set(Value::Into(rt("AuthSchemePreference"))),
    ),
    setting(
        "auth_scheme_resolver",
        "Sets the resolver that chooses the authentication schemes of a request.",
        Methods::Replace(shared(
            Ty::Runtime("auth", "ResolveAuthScheme"),
            Ty::Runtime("auth", "SharedAuthSchemeOptionResolver"),
            Share::IntoSharedResolver,
        )),
    ),
    setting(
        "behavior_version",
        "Sets the version of the defaults. A client requires one.",
        Methods::Set(Value::Plain(config("BehaviorVersion"))),
    ),
    setting(
        "capture_input_attributes",
        "Names members of inputs, as in the model, that interceptors find in the config bag as\n\
         `CapturedTelemetryAttributes`.",
        Methods::Names,
    ),
    setting(
        "disable_clock_skew_correction",
        "Sets whether the clock of the service is ignored when requests are signed.",
        Methods::Set(Value::IntoOption(BOOL)),
    ),
    Setting {
        name: "disable_request_compression",
        docs: "Sets whether requests are sent without compression.",
        methods: Methods::Set(Value::IntoOption(BOOL)),
        presence: Presence::Compression,
    },
    setting(
        "emit_input_attributes",
        "Names members of inputs, as in the model, that become labels of metrics.\n\n\
         Only plain strings that are not sensitive are recorded. Members with many different values\n\
         make many different metrics; for those see\n\
         [`capture_input_attributes`](Self::capture_input_attributes).",
        Methods::Names,
    ),
    setting(
        "endpoint_resolver",
        "Sets the resolver that returns the endpoint of a request.",
        Methods::Set(shared(
            Ty::ResolveEndpoint,
            rt("SharedEndpointResolver"),
            Share::IntoSharedResolver,
        )),
    ),
    built_in(
        "endpoint_url",
        "SDK::Endpoint",
        "Sets the URL that requests go to, in place of the one of the region.",
        Value::Into(Ty::String),
    ),
    Setting {
        name: "express_credentials_provider",
        docs: "Sets the provider of the credentials that requests to directory buckets are signed with, in place of\n\
               sessions that the client begins by itself.",
        methods: Methods::SetIfSome(shared(
            config("ProvideCredentials"),
            config("SharedCredentialsProvider"),
            Share::New,
        )),
        presence: Presence::Express,
    },
    Setting {
        name: "follow_region_redirects",
        docs: "Sets whether a request is sent again to the region of its bucket, where that is not the one of the\n\
               client. It is by default.",
        methods: Methods::Set(Value::IntoOption(BOOL)),
        presence: Presence::Express,
    },
    setting(
        "framework_metadata",
        "Adds a library to the user agent.",
        Methods::Push(Value::Plain(config("FrameworkMetadata")), None),
    ),
    setting(
        "http_client",
        "Sets the HTTP client that sends requests.",
        Methods::Set(shared(
            config("HttpClient"),
            config("SharedHttpClient"),
            Share::IntoShared,
        )),
    ),
    Setting {
        name: "idempotency_token_provider",
        docs: "Sets the provider of idempotency tokens, for inputs that have none. A `&'static str` converts\n\
               into one that always returns this string, for tests.",
        methods: Methods::Set(Value::Into(Ty::Runtime("", "IdempotencyTokenProvider"))),
        presence: Presence::IdempotencyTokens,
    },
    setting(
        "identity_cache",
        "Sets the cache of credentials between calls.",
        Methods::Replace(shared(
            config("ResolveCachedIdentity"),
            config("SharedIdentityCache"),
            Share::IntoShared,
        )),
    ),
    setting(
        "interceptor",
        "Adds an interceptor to every call.",
        Methods::Push(
            shared(config("Intercept"), config("SharedInterceptor"), Share::New),
            Some("set_interceptors"),
        ),
    ),
    setting(
        "invocation_id_generator",
        "Sets the generator of the IDs by which a service recognises the attempts of one call.",
        Methods::Set(shared(
            rt("InvocationIdGenerator"),
            rt("SharedInvocationIdGenerator"),
            Share::New,
        )),
    ),
    Setting {
        name: "region",
        docs: "Sets the region that requests go to.",
        methods: Methods::Set(Value::IntoOption(config("Region"))),
        presence: Presence::Region,
    },
    Setting {
        name: "request_checksum_calculation",
        docs: "Sets when requests get a checksum: whenever the operation supports one, or only where it requires one.",
        methods: Methods::Set(Value::Plain(rt("RequestChecksumCalculation"))),
        presence: Presence::Checksums,
    },
    Setting {
        name: "request_min_compression_size_bytes",
        docs: "Sets the least size of a body that is compressed, in bytes; 10,240 by default.",
        methods: Methods::Set(Value::IntoOption(Ty::Plain("u32"))),
        presence: Presence::Compression,
    },
    Setting {
        name: "response_checksum_validation",
        docs: "Sets when the checksums of responses are checked: whenever there is one, or only where the call asks\n\
               for it.",
        methods: Methods::Set(Value::Plain(rt("ResponseChecksumValidation"))),
        presence: Presence::Checksums,
    },
    setting(
        "retry_classifier",
        "Adds a classifier that decides whether an error is worth another attempt.",
        Methods::Push(
            shared(
                retry("ClassifyRetry"),
                rt("SharedRetryClassifier"),
                Share::New,
            ),
            Some("set_retry_classifiers"),
        ),
    ),
    setting(
        "retry_config",
        "Sets how failed requests are retried.",
        Methods::SetIfSome(Value::Plain(retry("RetryConfig"))),
    ),
    setting(
        "retry_partition",
        "Sets the partition whose clients share a budget of retries.",
        Methods::SetIfSome(Value::Plain(retry("RetryPartition"))),
    ),
    Setting {
        name: "sigv4a_signing_region_set",
        docs: "Sets the regions that signatures are valid in, where the endpoint requires signatures for several at\n\
               once.",
        methods: Methods::Set(Value::Into(rt("SigningRegionSet"))),
        presence: Presence::Sigv4a,
    },
    setting(
        "sleep_impl",
        "Sets the implementation of sleep.",
        Methods::Set(shared(
            config("AsyncSleep"),
            config("SharedAsyncSleep"),
            Share::IntoShared,
        )),
    ),
    setting(
        "stalled_stream_protection",
        "Sets what happens to streams that stall.",
        Methods::Set(Value::Plain(config("StalledStreamProtectionConfig"))),
    ),
    setting(
        "time_source",
        "Sets the source of the current time.",
        Methods::Set(shared(
            rt("TimeSource"),
            rt("SharedTimeSource"),
            Share::IntoShared,
        )),
    ),
    setting(
        "timeout_config",
        "Sets how long a call may take. Timeouts that are unset keep their previous values.",
        Methods::SetIfSome(Value::Plain(TIMEOUT_CONFIG)),
    ),
    built_in(
        "use_dual_stack",
        "AWS::UseDualStack",
        "Sets whether requests go to an endpoint that supports IPv6.",
        Value::Into(BOOL),
    ),
    built_in(
        "use_fips",
        "AWS::UseFIPS",
        "Sets whether requests go to an endpoint with FIPS-validated cryptography.",
        Value::Into(BOOL),
    ),
];
