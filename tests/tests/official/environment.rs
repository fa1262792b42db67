//! Settings from environment variables and profiles: both clients take them over alike, and the
//! README lists them all.

use std::path::{Path, PathBuf};
use std::process::Command;

use aws_config::BehaviorVersion;
use aws_smithy_async::time::StaticTimeSource;
use hammersmith_tests::around::Seen;
use hammersmith_tests::wire::Wire;
use hammersmith_tests::{official, ours};

use crate::around::assert_same;

/// An environment variable, its key in a profile, a value, other variables that it needs, and what
/// is seen of it in a call of Batch, or in the settings of the program if Batch has no use for it.
struct Setting {
    variable: &'static str,
    key: &'static str,
    value: &'static str,
    with: &'static [(&'static str, &'static str)],
    seen: &'static str,
}

const fn setting(
    variable: &'static str,
    key: &'static str,
    value: &'static str,
    seen: &'static str,
) -> Setting {
    Setting {
        variable,
        key,
        value,
        with: &[],
        seen,
    }
}

const SETTINGS: &[Setting] = &[
    setting(
        "AWS_REGION",
        "region",
        "eu-central-1",
        "https://batch.eu-central-1.",
    ),
    setting(
        "AWS_ENDPOINT_URL",
        "endpoint_url",
        "http://all",
        "http://all/v1",
    ),
    setting("AWS_ENDPOINT_URL_BATCH", "", "http://own", "http://own/v1"),
    Setting {
        with: &[
            ("AWS_ENDPOINT_URL_BATCH", "http://own"),
            ("AWS_ENDPOINT_URL", "http://all"),
        ],
        ..setting(
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
            "ignore_configured_endpoint_urls",
            "true",
            "https://batch.us-east-1.amazonaws.com",
        )
    },
    setting(
        "AWS_USE_FIPS_ENDPOINT",
        "use_fips_endpoint",
        "true",
        "fips.batch.",
    ),
    setting(
        "AWS_USE_DUALSTACK_ENDPOINT",
        "use_dualstack_endpoint",
        "true",
        ".api.aws/",
    ),
    setting("AWS_RETRY_MODE", "retry_mode", "adaptive", "mode: Adaptive"),
    setting("AWS_MAX_ATTEMPTS", "max_attempts", "7", "attempt=1; max=7"),
    setting("AWS_NEW_RETRIES_2026", "", "true", "V2_1"),
    setting(
        "AWS_SDK_UA_APP_ID",
        "sdk_ua_app_id",
        "program",
        "app/program",
    ),
    setting("AWS_EXECUTION_ENV", "", "lambda", "exec-env/lambda"),
    Setting {
        with: &[("AWS_LAMBDA_FUNCTION_NAME", "function")],
        ..setting("_X_AMZN_TRACE_ID", "", "Root=1-2", "Root=1-2")
    },
    setting(
        "AWS_AUTH_SCHEME_PREFERENCE",
        "auth_scheme_preference",
        "sigv4a",
        "(\"schemes\", \"Some(AuthSchemePreference",
    ),
    setting(
        "AWS_DISABLE_CLOCK_SKEW_CORRECTION",
        "disable_clock_skew_correction",
        "true",
        "disable_clock_skew_correction: Some(true)",
    ),
    setting(
        "AWS_ACCESS_KEY_ID",
        "aws_access_key_id",
        "AKIDOTHER",
        "Credential=AKIDOTHER/",
    ),
    setting(
        "AWS_SESSION_TOKEN",
        "aws_session_token",
        "a-token",
        "a-token",
    ),
    setting(
        "AWS_ACCOUNT_ID_ENDPOINT_MODE",
        "account_id_endpoint_mode",
        "required",
        "account_id_endpoint_mode: Some(Required)",
    ),
    setting(
        "AWS_REQUEST_CHECKSUM_CALCULATION",
        "request_checksum_calculation",
        "when_required",
        "request_checksum_calculation: Some(WhenRequired)",
    ),
    setting(
        "AWS_RESPONSE_CHECKSUM_VALIDATION",
        "response_checksum_validation",
        "when_required",
        "response_checksum_validation: Some(WhenRequired)",
    ),
    setting(
        "AWS_DISABLE_REQUEST_COMPRESSION",
        "disable_request_compression",
        "true",
        "disable_request_compression: Some(true)",
    ),
    setting(
        "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES",
        "request_min_compression_size_bytes",
        "77",
        "request_min_compression_size_bytes: Some(77)",
    ),
    setting(
        "AWS_SIGV4A_SIGNING_REGION_SET",
        "sigv4a_signing_region_set",
        "us-*",
        "us-*",
    ),
];

/// Set in the process that makes the calls.
const CHILD: &str = "HAMMERSMITH_TEST_ENVIRONMENT";

/// A directory for the profiles of these tests.
fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("environment");
    std::fs::create_dir_all(&folder).expect("a directory");
    folder
}

/// The settings that a process sees with these variables and this profile.
fn seen(name: &str, variables: &[(&str, &str)], profile: &str) -> String {
    let file = folder().join(name);
    let keys = "[default]\nregion = us-east-1\naws_access_key_id = AKID\naws_secret_access_key = \
                secret\nservices = mine\n";
    std::fs::write(&file, format!("{keys}{profile}")).expect("a profile");
    let mut child = Command::new(std::env::current_exe().expect("the path of this test"));
    child.args([
        "--exact",
        "environment::settings_reach_calls",
        "--nocapture",
    ]);
    child.env_clear().env(CHILD, "1");
    // `AWS_ENDPOINT_URL_BATCH` and others of the machine stay out.
    let nothing = folder().join("nothing");
    child.env("AWS_SHARED_CREDENTIALS_FILE", nothing);
    child.env("AWS_EC2_METADATA_DISABLED", "true");
    child.env("AWS_CONFIG_FILE", file);
    // Keys are taken from one place only.
    let is_key = |name: &str| name == "AWS_ACCESS_KEY_ID" || name == "AWS_SESSION_TOKEN";
    if variables.iter().any(|(name, _)| is_key(name)) {
        child.env("AWS_ACCESS_KEY_ID", "AKID");
        child.env("AWS_SECRET_ACCESS_KEY", "secret");
    }
    child.envs(variables.iter().copied());
    let output = child.output().expect("a process");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let problem = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {text}{problem}");
    text
}

/// Makes the call with both clients, and prints what was seen.
fn child() {
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_all().build().expect("a runtime");
    let wire = Wire::default();
    let loader = aws_config::defaults(BehaviorVersion::latest())
        .http_client(wire.clone())
        .time_source(StaticTimeSource::from_secs(1_764_000_000))
        .sleep_impl(ours::around::Instantly);
    let shared = runtime.block_on(loader.load());
    let theirs: Seen = official::around::call(&wire, official::around::from_sdk(&shared), None);
    let ours = ours::around::call(&wire, ours::around::from_sdk(&shared), None);
    assert_same("the environment", &theirs, &ours);
    println!("{ours:?} {shared:?}");
}

/// Protects programs that are set up by their environment: each variable, and each key of a
/// profile, reaches the calls of both clients, with the same effect.
#[test]
fn settings_reach_calls() {
    if std::env::var_os(CHILD).is_some() {
        return child();
    }
    let plain = seen("plain", &[], "");
    for setting in SETTINGS {
        let variable = setting.variable;
        let is_new = !plain.contains(setting.seen) || variable.contains("IGNORE");
        assert!(is_new, "{variable} without it: {plain}");
        let mut variables = setting.with.to_vec();
        variables.push((variable, setting.value));
        let text = seen(variable, &variables, "");
        assert!(text.contains(setting.seen), "{variable}: {text}");
        if setting.key.is_empty() {
            continue;
        }
        let line = format!("{} = {}\n", setting.key, setting.value);
        let text = seen(setting.key, setting.with, &line);
        assert!(text.contains(setting.seen), "{}: {text}", setting.key);
    }
}

/// Protects the precedence of endpoint URLs: first those of the environment, then those of the
/// profile; of each, the URL of the service first, then that for all.
#[test]
fn endpoint_urls_of_services_come_first() {
    let section = "[services mine]\nbatch =\n  endpoint_url = http://section\n";
    let own = ("AWS_ENDPOINT_URL_BATCH", "http://own");
    let all = ("AWS_ENDPOINT_URL", "http://all");
    let both = format!("endpoint_url = http://profile\n{section}");
    type Row<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a str);
    let rows: &[Row<'_>] = &[
        (&[own, all], &both, "http://own/v1"),
        (&[all], &both, "http://all/v1"),
        (&[], &both, "http://section/v1"),
        (&[all], "endpoint_url = http://profile\n", "http://all/v1"),
        (&[], "endpoint_url = http://profile\n", "http://profile/v1"),
        (&[], section, "http://section/v1"),
    ];
    for (number, (variables, profile, expected)) in rows.iter().enumerate() {
        let text = seen(&format!("urls-{number}"), variables, profile);
        assert!(text.contains(expected), "{expected}: {text}");
    }
}

/// Protects the table of the README: it names each variable and key that is tested here, and no
/// other.
#[test]
fn the_readme_lists_them() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = std::fs::read_to_string(readme).expect("the README");
    let table = readme
        .split("<!-- environment -->")
        .nth(1)
        .expect("a table");
    let table = table
        .split("<!-- /environment -->")
        .next()
        .unwrap_or_default();
    let cells = table.lines().filter(|line| line.starts_with("| `"));
    let mut listed: Vec<_> = cells
        .map(|line| {
            let mut cells = line
                .split('|')
                .skip(1)
                .map(|cell| cell.trim().trim_matches('`'));
            let variable = cells.next().unwrap_or_default();
            (
                variable.replace("<SERVICE>", "BATCH"),
                cells.next().unwrap_or_default(),
            )
        })
        .collect();
    let settings = SETTINGS.iter();
    let mut tested: Vec<_> = settings
        .map(|setting| match setting.variable {
            // Tested above.
            "AWS_ENDPOINT_URL_BATCH" => "services",
            _ => setting.key,
        })
        .zip(SETTINGS)
        .map(|(key, setting)| (setting.variable.to_owned(), key))
        .collect();
    listed.sort();
    tested.sort();
    assert_eq!(listed, tested);
}
