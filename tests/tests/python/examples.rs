//! The examples that have no client, against a server: `moto_server`, which plays AWS Batch.

use std::io::{BufReader, Write};
use std::net::TcpStream;
use std::process::Output;

use hammersmith_tests::example::{self, message, printed};
use hammersmith_tests::moto::Moto;
use hammersmith_tests::python;

fn ureq(arguments: &[&str]) -> Output {
    example::run(env!("CARGO_TARGET_TMPDIR"), "example-ureq", arguments)
}

fn types_only(arguments: &[&str]) -> Output {
    example::run(env!("CARGO_TARGET_TMPDIR"), "example-types-only", arguments)
}

/// Protects readers who copy the examples: they register a job definition, and so does what the one
/// without HTTP prints, sent by whatever is at hand.
#[test]
fn register_at_moto() {
    let interpreter = python::interpreter(env!("CARGO_TARGET_TMPDIR"));
    let moto = Moto::start(&interpreter);
    let said = printed(&ureq(&["--endpoint-url", moto.url()]));
    assert!(
        said.starts_with("sleep10, revision 1: arn:aws:batch:us-east-1:"),
        "{said}"
    );

    let request = printed(&types_only(&[]));
    let (head, body) = request.split_once("\n\n").expect("a head and a body");
    let (first, headers) = head.split_once('\n').expect("headers");
    let body = body.lines().next().expect("a body in one line");
    let host = moto
        .url()
        .trim_start_matches("http://")
        .trim_end_matches('/');
    let mut stream = TcpStream::connect(host).expect("moto listens");
    // moto finds the service by the signature, which it does not check.
    let authorization = "AWS4-HMAC-SHA256 Credential=AKID/20251124/us-east-1/batch/aws4_request, \
                         SignedHeaders=host, Signature=0";
    let head = format!(
        "{first} HTTP/1.1\nhost: {host}\nconnection: close\nauthorization: {authorization}\n{headers}\n\n"
    );
    write!(stream, "{}{body}", head.replace('\n', "\r\n")).expect("a request");
    let (status, _, answer) = message(BufReader::new(stream));
    assert!(status.contains(" 200 "), "{status}: {answer}");
    let said = printed(&types_only(&[&answer]));
    let said = said.lines().last().unwrap_or_default();
    assert!(
        said.starts_with("sleep10, revision 2: arn:aws:batch:us-east-1:"),
        "{said}"
    );

    // What moto refuses is an error with moto's message.
    let refused = types_only(&[
        "--status",
        "400",
        r#"{"__type":"ClientException","message":"no"}"#,
    ]);
    let said = String::from_utf8_lossy(&refused.stderr);
    let line = "error: RegisterJobDefinition: ClientException: no (HTTP 400)\n";
    assert_eq!((refused.status.code(), said.as_ref()), (Some(1), line));
}
