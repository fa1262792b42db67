//! Buckets in another region than that of the client.
#![cfg(feature = "client")]

mod client_service;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_smithy_async::rt::sleep::{AsyncSleep, Sleep};
use aws_smithy_types::retry::{RetryConfig, RetrySpec};
use hammersmith::client::config::retry::{RetryPartition, TokenBucket};
use hammersmith::client::config::timeout::TimeoutConfig;
use hammersmith::client::config::{
    IdentityCache, IntoShared as _, Settings, StalledStreamProtectionConfig,
};

use client_service::s3_service::{Clock, MADE, client, put, settings};
use client_service::{Answer, Network, Sent};

/// The hosts that requests were sent to.
fn hosts(network: &Network) -> Vec<String> {
    let host = |sent: &Sent| sent.line.split('/').nth(2).unwrap_or_default().to_owned();
    network.sent().iter().map(host).collect()
}

const MOVED: Answer = Answer::With(
    301,
    ("x-amz-bucket-region", "eu-central-1"),
    "<Error><Code>PermanentRedirect</Code></Error>",
);

/// Protects requests to a bucket in another region: the first is redirected there once, and later
/// ones are sent there directly. Requests to other buckets do not change.
#[test]
fn requests_follow_their_bucket_to_its_region() {
    let malformed = Answer::Response(
        400,
        "",
        "<Error><Code>AuthorizationHeaderMalformed</Code><Region>eu-central-1</Region></Error>",
    );
    let head = Answer::With(400, ("x-amz-bucket-region", "eu-central-1"), "");
    for first in [MOVED, malformed, head] {
        let network = Network::new(&[first, MADE, MADE, MADE]);
        let client = client(settings(&network, &Clock::at(1)));
        for bucket in ["far", "far", "near"] {
            put(&client, bucket).unwrap();
        }
        assert_eq!(
            hosts(&network),
            [
                "far.us-west-2.example.com",
                "far.eu-central-1.example.com",
                "far.eu-central-1.example.com",
                "near.us-west-2.example.com",
            ],
            "{first:?}"
        );
    }
}

/// Protects callers: one redirect is followed, and none to the same region, for other errors, to a
/// region that is not one, where the program has set the endpoint, or where it does not want it.
#[test]
fn redirects_end() {
    type Configure = fn(&mut Settings);
    let none: Configure = |_| {};
    let same = Answer::With(301, ("x-amz-bucket-region", "us-west-2"), "");
    let evil = Answer::With(301, ("x-amz-bucket-region", "evil.com/"), "");
    let other = Answer::With(400, ("x-amz-bucket-region", "eu-central-1"), "<Error/>");
    let set: Configure = |it| it.set_endpoint_url(Some("https://localhost".to_owned()));
    let off: Configure = |it| it.set_follow_region_redirects(Some(false));
    for (answer, configure, attempts) in [
        (MOVED, none, 2),
        (same, none, 1),
        (evil, none, 1),
        (other, none, 1),
        (MOVED, set, 1),
        (MOVED, off, 1),
    ] {
        let network = Network::new(&[answer]);
        let mut settings = settings(&network, &Clock::at(1));
        configure(&mut settings);
        put(&client(settings), "far").unwrap_err();
        assert_eq!(network.sent().len(), attempts, "{answer:?}");
    }
}

/// Does not wait, and keeps the durations.
#[derive(Clone, Debug, Default)]
struct Pauses(Arc<Mutex<Vec<Duration>>>);

impl AsyncSleep for Pauses {
    fn sleep(&self, pause: Duration) -> Sleep {
        self.0.lock().unwrap().push(pause);
        Sleep::new(std::future::ready(()))
    }
}

/// The outcome of a call with these retries and tokens, the header with the number and the limit of
/// each attempt, and the number of pauses.
fn retried(
    retries: RetryConfig,
    tokens: usize,
    answers: &[Answer],
) -> (Result<(), String>, Vec<String>, usize) {
    let network = Network::new(answers);
    let pauses = Pauses::default();
    let mut settings = settings(&network, &Clock::at(1));
    settings.set_sleep_impl(Some(pauses.clone().into_shared()));
    settings.set_retry_config(Some(retries));
    // All of these wait, too.
    settings.set_identity_cache(Some(IdentityCache::no_cache()));
    settings.set_timeout_config(Some(TimeoutConfig::disabled()));
    let unprotected = StalledStreamProtectionConfig::disabled();
    settings.set_stalled_stream_protection(Some(unprotected));
    let bucket = TokenBucket::builder().capacity(tokens).build();
    let partition = RetryPartition::custom("own").token_bucket(bucket);
    settings.set_retry_partition(Some(partition.build()));
    let outcome = put(&client(settings), "far");
    let number = |sent: &Sent| {
        let header = sent.header("amz-sdk-request").rsplit_once("attempt=");
        let (_, number) = header.expect("the number of the attempt");
        number.replace("; max=", "/")
    };
    let attempts = network.sent().iter().map(number).collect();
    let pauses = pauses.0.lock().unwrap();
    (outcome, attempts, pauses.len())
}

/// Protects calls: a redirect is not a retry. It does not wait, takes no attempt and no token, and
/// is followed if retries are off or used up. Retries before and after it are those of any call.
#[test]
fn redirects_are_no_retries() {
    const BUSY: Answer = Answer::Response(503, "", "<Error><Code>SlowDown</Code></Error>");
    let old = |most| {
        let retries = RetryConfig::standard().with_max_attempts(most);
        retries.with_use_static_exponential_base(true)
    };
    let new = |most| old(most).with_retry_spec(RetrySpec::v2_1());
    let off = RetryConfig::disabled();
    let cases: [(RetryConfig, usize, &[Answer], &str, usize); 8] = [
        (off, 500, &[MOVED, MADE], "1/1 1/1", 0),
        (old(3), 500, &[MOVED, MADE], "1/3 1/3", 0),
        (new(3), 500, &[MOVED, MADE], "1/3 1/3", 0),
        (old(3), 0, &[MOVED, MADE], "1/3 1/3", 0),
        (old(2), 500, &[BUSY, MOVED, MADE], "1/2 2/2 2/2", 1),
        (new(2), 500, &[MOVED, BUSY, MADE], "1/2 1/2 2/2", 1),
        (old(2), 500, &[MOVED, BUSY], "1/2 1/2 2/2", 1),
        (old(3), 500, &[MOVED], "1/3 1/3", 0),
    ];
    for (number, (retries, tokens, answers, expected, paused)) in cases.into_iter().enumerate() {
        let (outcome, attempts, pauses) = retried(retries, tokens, answers);
        let is_made = answers.contains(&MADE);
        assert_eq!(outcome.is_ok(), is_made, "{number}: {outcome:?}");
        assert_eq!(attempts.join(" "), expected, "{number}");
        assert_eq!(pauses, paused, "{number}");
    }
}
