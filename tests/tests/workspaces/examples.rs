//! The examples that have no client: what they print, and what they send to a server that looks at
//! it.

use std::io::{BufReader, Write};
use std::net::TcpListener;
use std::process::Output;
use std::thread;

use hammersmith_tests::example::{self, message, printed};

fn ureq(arguments: &[&str]) -> Output {
    example::run(env!("CARGO_TARGET_TMPDIR"), "example-ureq", arguments)
}

fn types_only(arguments: &[&str]) -> Output {
    example::run(env!("CARGO_TARGET_TMPDIR"), "example-types-only", arguments)
}

/// Answers one request, and gives it.
fn serve(
    listener: &TcpListener,
    status: &str,
    body: &str,
) -> (String, Vec<(String, String)>, String) {
    let (mut stream, _) = listener.accept().expect("a connection");
    let request = message(BufReader::new(&stream));
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status}\r\nx-amzn-requestid: 1f2e\r\ncontent-length: {length}\r\n");
    write!(stream, "{head}connection: close\r\n\r\n{body}").expect("an answer");
    request
}

/// Protects the signature from the HTTP client, which must send the headers that are signed, once
/// and as they are; and programs from losing what a service says in the body of an error.
#[test]
fn ureq_sends_what_is_signed() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("its address").to_string();
    let server = thread::spawn(move || {
        let body = r#"{"__type":"ClientException","message":"Error executing request"}"#;
        serve(&listener, "400 Bad Request", body)
    });
    let output = ureq(&["--endpoint-url", &format!("http://{address}")]);
    let (first, headers, body) = server.join().expect("a request");
    assert_eq!(first, "POST /v1/registerjobdefinition HTTP/1.1");
    let values = |wanted: &str| -> Vec<&str> {
        let found = headers.iter().filter(|(name, _)| name == wanted);
        found.map(|(_, value)| value.as_str()).collect()
    };
    let authorization = values("authorization").concat();
    let signed = authorization
        .split_once("SignedHeaders=")
        .expect("signed headers")
        .1;
    let signed = signed.split_once(',').expect("a signature").0;
    assert_eq!(signed, "content-length;content-type;host;x-amz-date");
    for name in signed.split(';') {
        assert_eq!(values(name).len(), 1, "{name} of {headers:?}");
    }
    assert_eq!(values("host"), [address]);
    assert_eq!(values("content-length"), [body.len().to_string()]);
    assert_eq!(values("content-type"), ["application/json"]);
    assert_eq!(values("user-agent"), ["example-ureq"]);

    let said = String::from_utf8_lossy(&output.stderr);
    let line = "error: RegisterJobDefinition: ClientException: Error executing request (HTTP 400, request id 1f2e)\n";
    assert_eq!((output.status.code(), said.as_ref()), (Some(1), line));
}

/// Protects the first thing that readers do with an example: run it, with a slip in the arguments
/// or without any.
#[test]
fn examples_need_no_server() {
    let said = printed(&ureq(&[]));
    assert!(
        said.starts_with("POST https://batch.us-east-1.amazonaws.com/v1/registerjobdefinition\n"),
        "{said}"
    );
    assert!(
        said.contains("\nauthorization: AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/"),
        "{said}"
    );
    assert!(said.contains(r#""jobDefinitionName":"sleep10""#), "{said}");
    for (output, usage) in [
        (ureq(&["--endpoint-url"]), "usage: example-ureq "),
        (ureq(&["--region", "x"]), "usage: example-ureq "),
        (
            types_only(&["--status", "x", "{}"]),
            "usage: example-types-only ",
        ),
    ] {
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.code() == Some(2) && said.starts_with(usage),
            "{said}"
        );
    }
    let output = ureq(&["--aws-config"]);
    let said = String::from_utf8_lossy(&output.stderr);
    let line = "error: AWS_ACCESS_KEY_ID is not set\n";
    assert_eq!((output.status.code(), said.as_ref()), (Some(1), line));
}

/// Protects users of scripts that set a variable to nothing: a blank session token is none, and a
/// blank key is not set.
#[test]
fn blank_variables_are_not_set() {
    let run = |variables: &[(&str, &str)]| {
        let scratch = env!("CARGO_TARGET_TMPDIR");
        example::run_with(scratch, "example-ureq", variables, &["--aws-config"])
    };
    let set = |region, id, token| {
        [
            ("AWS_REGION", region),
            ("AWS_ACCESS_KEY_ID", id),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
            ("AWS_SESSION_TOKEN", token),
        ]
    };
    for token in ["", " "] {
        let said = printed(&run(&set("EU-WEST-1", "AKID", token)));
        assert!(
            said.contains("Credential=AKID/") && said.contains("/eu-west-1/batch/"),
            "{said}"
        );
        assert!(!said.contains("x-amz-security-token"), "{said}");
    }
    let said = printed(&run(&set("eu-west-1", "AKID", "token")));
    assert!(said.contains("\nx-amz-security-token: token\n"), "{said}");
    for (variables, name) in [
        (set("", "AKID", ""), "AWS_REGION"),
        (set("eu-west-1", " ", ""), "AWS_ACCESS_KEY_ID"),
    ] {
        let output = run(&variables);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(said, format!("error: {name} is not set\n"));
    }
}
