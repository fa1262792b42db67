//! Replies of fakes: faults of services and networks, and the checks at the end of a test.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use hammersmith_batch::error::ErrorMetadata;
use hammersmith_batch::fake::{Fake, Reply};
use hammersmith_batch::operation::register_job_definition::{
    RegisterJobDefinition, RegisterJobDefinitionError, RegisterJobDefinitionOutput,
};

const VALID: &str = r#"{"jobDefinitionName":"a","type":"container"}"#;

fn output() -> RegisterJobDefinitionOutput {
    RegisterJobDefinitionOutput::builder().revision(7).build()
}

type Replies = Vec<Reply<RegisterJobDefinition>>;

fn replying(replies: Replies) -> Fake {
    Fake::new().replies::<RegisterJobDefinition>(replies)
}

macro_rules! suite {
    ($side:ident) => {
        mod $side {
            use super::*;
            use hammersmith_tests::$side::sdk;
            use sdk::config::retry::RetryConfig;
            use sdk::config::timeout::TimeoutConfig;
            use sdk::error::{DisplayErrorContext, SdkError};

            /// The outcome of a call, which makes that many attempts.
            async fn call(fake: &Fake, attempts: u32) -> String {
                let credentials = Credentials::from_keys("AKIDEXAMPLE", "secret", None);
                let retries = RetryConfig::standard()
                    .with_max_attempts(attempts)
                    .with_initial_backoff(Duration::from_millis(1));
                let timeouts = TimeoutConfig::builder().read_timeout(Duration::from_millis(200));
                let config = SdkConfig::builder()
                    .behavior_version(BehaviorVersion::latest())
                    .region(Region::new("us-east-1"))
                    .credentials_provider(SharedCredentialsProvider::new(credentials))
                    .sleep_impl(sdk::config::SharedAsyncSleep::new(
                        aws_smithy_async::rt::sleep::TokioSleep::new(),
                    ))
                    .retry_config(retries)
                    .timeout_config(timeouts.build())
                    .http_client(fake.clone());
                let client = sdk::Client::new(&config.build());
                let call = client.register_job_definition().job_definition_name("a");
                match call
                    .r#type(sdk::types::JobDefinitionType::Container)
                    .send()
                    .await
                {
                    Ok(output) => format!("{:?}", output.revision()),
                    Err(error) => {
                        let kind = match &error {
                            SdkError::TimeoutError(_) => "timeout",
                            SdkError::DispatchFailure(it) if it.is_io() => "I/O",
                            SdkError::DispatchFailure(it) if it.is_timeout() => "slow",
                            SdkError::ServiceError(it) if it.err().is_client_exception() => {
                                "modelled"
                            }
                            SdkError::ServiceError(_) => "service",
                            _ => "another",
                        };
                        let text = DisplayErrorContext(&error).to_string();
                        let is_said = text.contains("the message");
                        format!("{kind} {is_said}")
                    }
                }
            }

            /// Protects tests of how a program treats faults: each looks to a client as that of a
            /// service or a network.
            #[tokio::test]
            async fn faults() {
                let late = Duration::from_secs(60);
                let table: [(fn(Duration) -> Reply<RegisterJobDefinition>, _); 6] = [
                    (
                        |_| Reply::output(output()).after(Duration::from_millis(9)),
                        "Some(7)",
                    ),
                    (
                        |_| Reply::code(400, "ClientException", "the message"),
                        "modelled true",
                    ),
                    (
                        |_| Reply::code(429, "OddException", "the message"),
                        "service true",
                    ),
                    (|_| Reply::status(503), "service false"),
                    (|_| Reply::lost(), "I/O false"),
                    (|late| Reply::output(output()).after(late), "slow false"),
                ];
                for (number, (reply, expected)) in table.into_iter().enumerate() {
                    let fake = replying(vec![reply(late)]);
                    let begin = Instant::now();
                    assert_eq!(call(&fake, 1).await, expected, "{number}");
                    assert!(begin.elapsed() < late, "{number}");
                    fake.verify().expect("a call");
                }
            }

            /// Protects tests of retries: a client gets over faults, one after the other.
            #[tokio::test]
            async fn retries() {
                let replies = || {
                    vec![
                        Reply::code(429, "ThrottlingException", "the message"),
                        Reply::lost(),
                        Reply::status(500),
                        Ok(output()).into(),
                    ]
                };
                let fake = replying(replies());
                assert_eq!(call(&fake, 4).await, "Some(7)");
                assert_eq!(fake.calls::<RegisterJobDefinition>(), 4);
                fake.verify().expect("all replies");
                let fake = replying(replies());
                assert_eq!(call(&fake, 2).await, "I/O false");
                let error = fake.verify().expect_err("two replies are left");
                let expected = "2 replies of `RegisterJobDefinition` were not given";
                assert_eq!(error.problems(), [expected]);
            }
        }
    };
}

suite!(official);
suite!(ours);

fn post(body: &str) -> http::Request<String> {
    let request = http::Request::post("/v1/registerjobdefinition");
    request.body(body.to_owned()).expect("a request")
}

/// Protects the check at the end of a test: it lists refusals, handlers that nothing has called,
/// and replies that were not given, and not replies without end.
#[test]
fn verification() {
    let fake = Fake::new().reply::<RegisterJobDefinition>(|_| Reply::output(output()));
    let said = |fake: &Fake| fake.verify().map_err(|error| error.to_string());
    let missing = "the fake was not called as expected: `RegisterJobDefinition` was not called";
    assert_eq!(said(&fake), Err(missing.to_owned()));
    fake.respond(&post("{}"));
    let both = said(&fake).expect_err("a refusal");
    assert!(
        both.contains("a request was refused: 2 validation errors"),
        "{both}"
    );
    assert!(
        both.ends_with("; `RegisterJobDefinition` was not called"),
        "{both}"
    );
    fake.take_requests();
    fake.respond(&post(VALID));
    assert_eq!(said(&fake), Ok(()));
    // A refusal that comes last is forgotten, too, and the calls before it count.
    fake.respond(&post("{}"));
    fake.take_requests();
    assert_eq!(said(&fake), Ok(()));
    let endless = std::iter::repeat_with(|| Reply::status(503));
    let fake = Fake::new().replies::<RegisterJobDefinition>(endless);
    for _ in 0..3 {
        assert_eq!(fake.respond(&post(VALID)).status(), 503);
    }
    assert_eq!(said(&fake), Ok(()));
    let one = Fake::new().in_turn::<RegisterJobDefinition>([Ok(output())]);
    let left =
        "the fake was not called as expected: 1 reply of `RegisterJobDefinition` was not given";
    assert_eq!(said(&one), Err(left.to_owned()));
}

/// Protects whoever looks for a panic of a handler: it is recorded with its operation and message.
/// In place of the network it goes on, and over a port it is the answer.
#[test]
fn panics() {
    #[expect(
        clippy::result_large_err,
        reason = "errors are as large as official ones"
    )]
    fn broken() -> Fake {
        let fake = Fake::new();
        fake.on::<RegisterJobDefinition>(|input| panic!("no {:?}", input.r#type()))
    }
    let expected = "the handler of `RegisterJobDefinition` panicked: no Some(Container)";
    let fake = broken();
    let panic = catch_unwind(AssertUnwindSafe(|| fake.respond(&post(VALID))));
    let panic = panic.expect_err("the panic of the handler");
    let text = panic.downcast_ref::<String>().map(String::as_str);
    assert_eq!(text, Some("no Some(Container)"));
    assert_eq!(fake.refusals(), [expected]);
    let fake = broken();
    let server = fake.serve().expect("a port");
    let response = raw(server.address(), VALID);
    assert!(response.starts_with("HTTP/1.1 501 "), "{response}");
    assert!(response.contains(r#""message":"the handler of `RegisterJobDefinition` panicked"#));
    assert_eq!(fake.refusals(), [expected]);
    assert_eq!(fake.requests()[0].operation, Some("RegisterJobDefinition"));
}

/// Protects whoever wonders about an answer that has no form in HTTP: it is a refusal that says so.
#[test]
fn answers_without_a_form() {
    let generic = |code: &str, status: &str| {
        let meta = ErrorMetadata::builder()
            .code(code)
            .custom("http_status", status);
        Reply::error(RegisterJobDefinitionError::generic(meta.build()))
    };
    let table = [
        (Reply::status(42), "invalid status code"),
        (generic("Odd", "42"), "invalid status code"),
        (generic("two\nlines", "400"), "failed to parse header value"),
    ];
    for (reply, said) in table {
        let fake = replying(vec![reply]);
        let response = fake.respond(&post(VALID));
        assert_eq!(response.status(), 501, "{said}");
        let refusals = fake.refusals();
        let expected = format!("the answer of the handler cannot be written: {said}");
        assert_eq!(refusals, [expected]);
        assert_eq!(fake.calls::<RegisterJobDefinition>(), 0);
    }
}

fn send(stream: &mut TcpStream, body: &str) {
    let length = body.len();
    let head = "POST /v1/registerjobdefinition HTTP/1.1\r\ncontent-type: application/json\r\n";
    let request = format!("{head}content-length: {length}\r\n\r\n{body}");
    stream.write_all(request.as_bytes()).expect("a connection");
}

/// The response of a server to one request.
fn raw(address: SocketAddr, body: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("a connection");
    send(&mut stream, body);
    stream
        .shutdown(std::net::Shutdown::Write)
        .expect("a connection");
    let mut response = String::new();
    // A connection may end at once.
    let _ = stream.read_to_string(&mut response);
    response
}

/// Protects tests over a port: delays pass, connections end without a response, and none goes on
/// after the server has been dropped.
#[test]
fn replies_over_a_port() {
    const DELAY: Duration = Duration::from_millis(30);
    let fake = replying(vec![
        Reply::output(output()).after(DELAY),
        Reply::lost(),
        Reply::output(output()),
        Reply::output(output()),
    ]);
    let server = fake.serve().expect("a port");
    let begin = Instant::now();
    assert!(raw(server.address(), VALID).starts_with("HTTP/1.1 200 "));
    assert!(begin.elapsed() >= DELAY);
    assert_eq!(raw(server.address(), VALID), "");
    let mut stream = TcpStream::connect(server.address()).expect("a connection");
    send(&mut stream, VALID);
    assert!(stream.read(&mut [0; 1000]).expect("a response") > 0);
    drop(server);
    send(&mut stream, VALID);
    let mut rest = String::new();
    let _ = stream.read_to_string(&mut rest);
    assert!(!rest.contains("HTTP/1.1"), "{rest}");
    assert_eq!(fake.calls::<RegisterJobDefinition>(), 3);
}
