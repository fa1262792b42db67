//! The dependencies of the parts of a generated crate.

use std::process::Command;

use hammersmith_tests::python;
use hammersmith_tests::shared::workspace;

/// The crates that `hammersmith-batch` with these features is built from.
fn crates(features: &str) -> Vec<String> {
    let mut tree = Command::new(env!("CARGO"));
    tree.current_dir(workspace())
        .args([
            "tree",
            "--package",
            "hammersmith-batch",
            "--no-default-features",
        ])
        .args([
            "--features",
            features,
            "--edges",
            "normal",
            "--prefix",
            "none",
        ])
        .args(["--format", "{lib}", "--locked", "--offline"]);
    let printed = String::from_utf8(python::run(&mut tree).stdout).expect("names");
    let mut names: Vec<_> = printed
        .lines()
        .map(|line| line.trim_end_matches(" (*)").to_owned())
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Protects those who want types only, or requests that are signed and no more: no HTTP stack, no
/// TLS and no runtime sneaks in. (`tokio` is there when requests are signed, because the signing
/// crate wants its channels; what would make it a runtime is not.)
#[test]
fn there_is_nothing_to_compile_but_what_is_asked_for() {
    let stacks = [
        "aws_lc_rs",
        "aws_lc_sys",
        "aws_runtime",
        "aws_smithy_http_client",
        "aws_smithy_runtime",
        "h2",
        "hyper",
        "mio",
        "native_tls",
        "openssl",
        "ring",
        "rustls",
        "socket2",
        "tokio_rustls",
        "tower",
    ];
    let signing = [
        "aws_sigv4",
        "aws_smithy_runtime_api",
        "syn",
        "tokio",
        "tracing",
    ];
    let types = crates("");
    let sign = crates("sign");
    let all = crates("default");
    for name in stacks {
        assert!(!sign.iter().any(|it| it == name), "{name} in {sign:?}");
    }
    for name in stacks.iter().chain(&signing) {
        assert!(!types.iter().any(|it| it == name), "{name} in {types:?}");
    }
    // The names are those that the crates have.
    for name in ["aws_smithy_runtime", "hyper", "mio", "rustls", "tokio"] {
        assert!(all.iter().any(|it| it == name), "no {name} in {all:?}");
    }
    assert!(types.len() <= 25, "{types:?}");
    assert!(sign.len() <= 65, "{sign:?}");
}
