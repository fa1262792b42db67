//! The official tests that do not pass with our crates, on purpose or where they are run.

use super::Outcome;

/// Service, file, and how the name of the test begins; and the reason.
const KNOWN: [(&str, &str, &str, &str); 9] = [
    ("dynamodb", "retry-spec", "dynamodb_v2_", CRC32),
    (
        "dynamodb",
        "retries-with-client-rate-limiting",
        "test_adaptive_retries_with_no_throttling_errors",
        CRC32,
    ),
    (
        "dynamodb",
        "retries-with-client-rate-limiting",
        "test_adaptive_retries_with_throttling_errors",
        "older than the rate limiter of the AWS runtime crates, which waits for less time",
    ),
    (
        "s3",
        "non_utf8_headers",
        "non_utf8_expiration_header_fails_by_default",
        "on purpose: a header that is not UTF-8 is Latin-1",
    ),
    (
        "s3",
        "checksums",
        "test_checksum_reuse_on_retry_streaming_content_len_differs",
        "on purpose: a body of another length than its request says is an error",
    ),
    ("s3", "timeouts", "test_connect_timeout", NETWORK),
    ("s3", "timeouts", "test_default_connect_timeout", NETWORK),
    ("s3", "timeouts", "test_old_behavior_version", NETWORK),
    (
        "s3",
        "service_timeout_overrides",
        "default_connect_timeout_set",
        NETWORK,
    ),
];

/// The number of tests of each service that pass, and of those that cannot run. Fewer that pass, or
/// more that cannot run, are a failure.
const EXPECTED: [(&str, usize, usize); 23] = [
    ("batch", 49, 12),
    ("bedrock-runtime", 25, 12),
    ("cloudwatch-logs", 49, 13),
    ("codecatalyst", 10, 12),
    ("config-service", 49, 2),
    ("dsql", 11, 12),
    ("dynamodb", 539, 16),
    ("ebs", 60, 3),
    ("ecs", 49, 2),
    ("glacier", 58, 18),
    ("lambda", 73, 12),
    ("polly", 48, 12),
    ("rds", 51, 5),
    ("route-53", 26, 8),
    ("s3", 727, 55),
    ("s3-control", 322, 15),
    ("sqs", 53, 15),
    ("sso", 40, 12),
    ("sso-oidc", 40, 12),
    ("sts", 76, 5),
    ("timestream-query", 42, 15),
    ("timestream-write", 41, 15),
    ("transcribe-streaming", 37, 12),
];

/// The number of tests that have to pass, and the most that cannot run, where that is known.
pub(super) fn expected(service: &str) -> Option<(usize, usize)> {
    let mut expected = EXPECTED.iter();
    let found = expected.find(|(name, ..)| *name == service)?;
    Some((found.1, found.2))
}

/// DynamoDB's checksum of responses, which official clients do not check.
const CRC32: &str =
    "on purpose: the CRC-32 in the headers of the test's response is not that of its body";

/// Where all traffic goes through a proxy, the official crate fails, too.
const NETWORK: &str = "needs a network in which connections to an unused address stay open";

/// The outcome of a test, with the reason why it fails if that is known.
pub(super) fn explained(service: &str, file: &str, test: &str, outcome: Outcome) -> Outcome {
    let Outcome::Failed(_) = &outcome else {
        return outcome;
    };
    let mut known = KNOWN.iter();
    let found = known.find(|(of, in_file, begins, _)| {
        *of == service && *in_file == file && test.starts_with(begins)
    });
    found.map_or(outcome, |(.., reason)| Outcome::Known((*reason).to_owned()))
}
