//! Fakes answer the generated client, the official one, and anybody who speaks HTTP.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex};

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use hammersmith::Operation as _;
use hammersmith_batch::error::ErrorMetadata;
use hammersmith_batch::fake::Fake;
use hammersmith_batch::operation::register_job_definition::{
    RegisterJobDefinition, RegisterJobDefinitionError, RegisterJobDefinitionInput,
    RegisterJobDefinitionOutput,
};
use hammersmith_batch::types::error::{ClientException, ServerException};
use hammersmith_tests::source::{Source, Style};
use serde_json::Value;

/// The inputs that a fake has received.
type Inputs = Arc<Mutex<Vec<RegisterJobDefinitionInput>>>;

/// A fake that fails for some names, and what it received.
#[expect(
    clippy::result_large_err,
    reason = "errors of operations are as large as official ones"
)]
fn fake() -> (Fake, Inputs) {
    let inputs = Inputs::default();
    let received = Arc::clone(&inputs);
    let fake = Fake::new().on::<RegisterJobDefinition>(move |input| {
        let name = input.job_definition_name().unwrap_or_default().to_owned();
        received.lock().expect("no panic").push(input);
        match name.as_str() {
            "refused" => {
                let error = ClientException::builder().message("no \"<&é").build();
                Err(RegisterJobDefinitionError::ClientException(error))
            }
            "down" => {
                let error = ServerException::builder().build();
                Err(RegisterJobDefinitionError::ServerException(error))
            }
            "busy" => {
                let meta = ErrorMetadata::builder()
                    .code("ThrottlingException")
                    .message("slow down")
                    .custom("http_status", "429");
                Err(RegisterJobDefinitionError::generic(meta.build()))
            }
            _ => Ok(RegisterJobDefinitionOutput::builder()
                .job_definition_name(name)
                .job_definition_arn("arn:é")
                .revision(7)
                .build()),
        }
    });
    (fake, inputs)
}

macro_rules! suite {
    ($side:ident) => {
        mod $side {
            use super::*;
            use hammersmith_tests::$side::sdk;
            use sdk::config::retry::RetryConfig;
            use sdk::error::ProvideErrorMetadata;
            use sdk::operation::RequestId;
            use sdk::types::JobDefinitionType;

            fn client(fake: &Fake) -> sdk::Client {
                let credentials = Credentials::from_keys("AKIDEXAMPLE", "secret", None);
                let config = SdkConfig::builder()
                    .behavior_version(BehaviorVersion::latest())
                    .region(Region::new("us-east-1"))
                    .credentials_provider(SharedCredentialsProvider::new(credentials))
                    .retry_config(RetryConfig::disabled())
                    .http_client(fake.clone());
                sdk::Client::new(&config.build())
            }

            async fn call(client: &sdk::Client, name: &str) -> String {
                let call = client.register_job_definition().job_definition_name(name);
                let call = call.set_type(Some(JobDefinitionType::Container));
                let call = match name {
                    "no type" => call.set_type(None),
                    "new type" => call.set_type(Some("quantum".into())),
                    _ => call,
                };
                let (id, said) = match call.send().await {
                    Ok(output) => {
                        let said = (output.job_definition_name(), output.job_definition_arn());
                        let said = format!("{said:?} {:?}", output.revision());
                        (output.request_id().map(str::to_owned), said)
                    }
                    Err(error) => {
                        let response = error.raw_response().expect("a response");
                        let status = response.status().as_u16();
                        let id = error.request_id().map(str::to_owned);
                        let said = format!("{status} {:?} {:?}", error.code(), error.message());
                        (id, said)
                    }
                };
                assert!(id.is_some_and(|id| id.starts_with("00000000-0000-4000-8000-")));
                said
            }

            /// Protects programs that are tested with a fake: outputs, modelled errors, others,
            /// and requests that the model does not allow.
            #[tokio::test]
            async fn outcomes() {
                let (fake, inputs) = fake();
                let client = client(&fake);
                let invalid = "400 Some(\"ValidationException\") Some(\"1 validation error detected: ";
                let table = [
                    ("hello", "(Some(\"hello\"), Some(\"arn:é\")) Some(7)".to_owned()),
                    ("refused", "400 Some(\"ClientException\") Some(\"no \\\"<&é\")".to_owned()),
                    ("down", "500 Some(\"ServerException\") None".to_owned()),
                    ("busy", "429 Some(\"ThrottlingException\") Some(\"slow down\")".to_owned()),
                    ("no type", format!("{invalid}type: required\")")),
                    (
                        "new type",
                        format!(
                            "{invalid}type: unknown value `quantum`, known are `container`, `multinode`\")"
                        ),
                    ),
                ];
                for (name, expected) in table {
                    assert_eq!(call(&client, name).await, expected);
                }
                assert_eq!(inputs.lock().expect("no panic").len(), 4);
            }

            /// Protects the members of inputs: a fake receives all that the client was given.
            #[tokio::test]
            async fn every_member() {
                let (fake, inputs) = fake();
                let client = client(&fake);
                let full = || hammersmith_tests::$side::input::input(&mut Source::new(Style::Full));
                full().send_with(&client).await.expect("an output");
                let received = inputs.lock().expect("no panic").remove(0);
                let received = RegisterJobDefinition::serialize(&received).expect("a request");
                let received: Value = serde_json::from_slice(&received.body).expect("JSON");
                // The clients of the other tests have a runtime of their own.
                let sent = std::thread::spawn(move || hammersmith_tests::$side::client::request(full()).json());
                assert_eq!(received, sent.join().expect("no panic"));
            }
        }
    };
}

suite!(official);
suite!(ours);

/// A request to a fake: what it is answered, as the status and the body.
fn respond(fake: &Fake, method: &str, uri: &str, body: impl AsRef<[u8]>) -> (u16, String) {
    let request = http::Request::builder().method(method).uri(uri);
    let response = fake.respond(&request.body(body).expect("a request"));
    let body = String::from_utf8_lossy(response.body()).into_owned();
    (response.status().as_u16(), body)
}

/// Protects programs without any client, and those who call what is not there.
#[test]
fn without_a_client() {
    let (fake, _) = fake();
    const PATH: &str = "/v1/registerjobdefinition";
    let valid = r#"{"jobDefinitionName":"a","type":"container","unknown":1}"#;
    let (status, body) = respond(&fake, "POST", PATH, valid);
    assert_eq!(status, 200);
    let expected = r#"{"jobDefinitionName":"a","jobDefinitionArn":"arn:é","revision":7}"#;
    assert_eq!(body, expected);
    let table = [
        (
            "POST",
            "/v1/submitjob",
            valid,
            404,
            "`POST /v1/submitjob` calls no operation of `Batch`",
        ),
        ("GET", PATH, valid, 404, "calls no operation"),
        ("POST", PATH, "{", 400, "invalid JSON document"),
        ("POST", PATH, "[1]", 400, "invalid JSON document"),
        (
            "POST",
            PATH,
            r#"{"type":1}"#,
            400,
            "invalid JSON document at `type`",
        ),
        (
            "POST",
            PATH,
            "",
            400,
            "2 validation errors detected: job_definition_name: required; type",
        ),
        (
            "POST",
            PATH,
            r#"{"jobDefinitionName":"a","type":"container","containerProperties":{"ulimits":[{}]}}"#,
            400,
            "container_properties.ulimits[0].hard_limit",
        ),
    ];
    for (method, uri, body, status, said) in table {
        let (found, text) = respond(&fake, method, uri, body);
        assert_eq!(found, status, "{method} {uri} {body}: {text}");
        assert!(text.contains(said), "{method} {uri} {body}: {text}");
    }
    let (status, text) = respond(&Fake::new(), "GET", "/", "");
    assert_eq!(
        (status, text.as_str()),
        (501, "the fake has no handlers; add one by `on`")
    );
}

/// Protects those who test how they treat proxies and services that are down.
#[test]
fn whole_responses() {
    let fake = Fake::new().on_http::<RegisterJobDefinition>(|| {
        http::Response::builder()
            .status(503)
            .header("retry-after", "1")
            .header("server", b"caf\xe9".as_slice())
            .body(b"<p>".to_vec())
    });
    let request = http::Request::post("/v1/registerjobdefinition").body("garbage");
    let response = fake.respond(&request.expect("a request"));
    assert_eq!(response.status(), 503);
    assert_eq!(response.headers()["retry-after"], "1");
    assert_eq!(response.headers()["server"].as_bytes(), b"caf\xe9");
    assert_eq!(response.body(), b"<p>");
}

/// Protects what tests assert after their program has run: requests, inputs, refusals, handlers
/// that nothing has called, and answers that are given one after the other.
#[test]
fn what_has_been_called() {
    let slow_down = ErrorMetadata::builder().code("Busy").build();
    let output = RegisterJobDefinitionOutput::builder().revision(2).build();
    let fake = Fake::new().in_turn::<RegisterJobDefinition>([
        Err(RegisterJobDefinitionError::generic(slow_down)),
        Ok(output),
    ]);
    let other = fake.clone();
    assert_eq!(fake.unused(), ["RegisterJobDefinition"]);
    const PATH: &str = "/v1/registerjobdefinition";
    let valid = r#"{"jobDefinitionName":"a","type":"container"}"#;
    let table = [
        (PATH, valid, 400, "{}"),
        (PATH, "{}", 400, "2 validation errors"),
        (PATH, valid, 200, r#""revision":2"#),
        ("/v1/other", "{}", 404, "calls no operation"),
        (
            PATH,
            valid,
            501,
            "no more answers for `RegisterJobDefinition`",
        ),
    ];
    for (path, body, status, said) in table {
        let (found, text) = respond(&other, "POST", path, body);
        assert_eq!(found, status, "{text}");
        assert!(text.contains(said), "{text}");
    }
    assert_eq!(fake.calls::<RegisterJobDefinition>(), 2);
    assert_eq!(fake.unused(), [""; 0]);
    let inputs = fake.inputs::<RegisterJobDefinition>();
    let names = inputs.iter().map(|input| input.job_definition_name());
    assert_eq!(names.collect::<Vec<_>>(), [Some("a"), Some("a")]);
    let refusals = fake.refusals();
    assert_eq!(refusals.len(), 3);
    for (refusal, said) in refusals
        .iter()
        .zip(["2 validation", "no operation", "no more"])
    {
        assert!(refusal.contains(said), "{refusal}");
    }
    let requests = fake.take_requests();
    let operations = requests.iter().map(|request| request.operation);
    let ours = Some("RegisterJobDefinition");
    assert_eq!(
        operations.collect::<Vec<_>>(),
        [ours, ours, ours, None, ours]
    );
    assert_eq!(requests[0].request.body(), valid.as_bytes());
    assert_eq!(requests[3].request.uri(), "/v1/other");
    assert!(fake.requests().is_empty());
}

/// The first line of the response to bytes that a client sends.
fn raw(address: std::net::SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).expect("a connection");
    // The server may have seen enough before the end.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let mut response = Vec::new();
    let _ = stream.read_to_end(&mut response);
    let response = String::from_utf8_lossy(&response).into_owned();
    response.lines().next().unwrap_or_default().to_owned()
}

/// A request to register, with these headers and this body.
fn post(headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("POST /v1/registerjobdefinition HTTP/1.1\r\n{headers}\r\n");
    [head.as_bytes(), body].concat()
}

fn sized(body: &[u8]) -> Vec<u8> {
    post(&format!("Content-Length: {}\r\n", body.len()), body)
}

/// Sends requests to a server, each of which is answered by that status, and then a good one.
fn answers(table: &[(Vec<u8>, &str)]) {
    let (fake, _) = fake();
    let server = fake.serve().expect("a port");
    let good = sized(br#"{"jobDefinitionName":"a","type":"container"}"#);
    for (bytes, status) in table {
        let start = bytes
            .get(..60.min(bytes.len()))
            .unwrap_or_default()
            .escape_ascii();
        let line = raw(server.address(), bytes);
        assert!(
            line.starts_with(&format!("HTTP/1.1 {status}")),
            "{start}: {line}"
        );
        let line = raw(server.address(), &good);
        assert_eq!(line, "HTTP/1.1 200 OK", "after {start}");
    }
    let address = server.address();
    drop(server);
    assert!(
        TcpStream::connect(address).is_err(),
        "the port is free again"
    );
}

/// Protects the server, and the program around it, from hostile and broken clients: each is
/// answered by an error, and the next one is served.
#[test]
fn hostile_requests() {
    let deep = [vec![b'['; 1 << 20], vec![b'{'; 10]].concat();
    let nested = format!("{{\"tags\":{}", "{\"a\":".repeat(100_000));
    answers(&[
        (b"\0\xff\xfe garbage\r\n\r\n".to_vec(), "400"),
        (b"GET\r\n\r\n".to_vec(), "400"),
        (b"GET / HTTP/3\r\n\r\n".to_vec(), "505"),
        (b"GET /\xff HTTP/1.1\r\n\r\n".to_vec(), "400"),
        (b"GET / HTTP/1.1\r\nno colon\r\n\r\n".to_vec(), "400"),
        (b"GET / HTTP/1.1\r\na b: c\r\n\r\n".to_vec(), "400"),
        (b"GET / HTTP/1.1\r\na: b".to_vec(), "400"),
        (post(&"x: y\r\n".repeat(100_000), b""), "431"),
        (post(&format!("x: {}\r\n", "y".repeat(1 << 20)), b""), "431"),
        (post("Content-Length: x\r\n", b""), "400"),
        (post("Content-Length: 99999999999999\r\n", b"abc"), "413"),
        (post("Content-Length: 10\r\n", b"abc"), "400"),
        (sized(&deep), "400"),
        (sized(nested.as_bytes()), "400"),
        (sized(&[0xff; 100]), "400"),
    ]);
}

/// Protects the server from hostile bodies in chunks: with sizes whose sum overflows, or cut off.
#[test]
fn hostile_chunks() {
    let chunked = |chunks: &[u8]| post("Transfer-Encoding: chunked\r\n", chunks);
    let waiting = "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n";
    let trailers = [b"0\r\n".to_vec(), b"x: y\r\n".repeat(100_000)].concat();
    answers(&[
        (chunked(b"zz\r\n"), "400"),
        (chunked(b"3\r\n{}"), "400"),
        (chunked(b"2\r\n{}"), "400"),
        (chunked(b"2\r\n{}\n"), "400"),
        (chunked(b"ffffffffff\r\n"), "413"),
        (chunked(b"1\r\na\r\nffffffffffffffff\r\n"), "413"),
        (chunked(&trailers), "431"),
        (chunked(b"2\r\n{}\r\n0\r\nx: y\r\n\r\n"), "400"),
        (post(waiting, b"3\r\n{}x\r\n0\r\n\r\n"), "100"),
    ]);
}
