//! How fast requests are written and responses read, against the official crate.
//!
//! ```console
//! $ cargo bench -p hammersmith-tests --bench wire
//! ```
//!
//! Every number is the time of one call, the best of many rounds, on one thread. Writing takes the
//! input, as the clients do, so it includes dropping it.

use std::hint::black_box;
use std::time::{Duration, Instant};

use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::{
    DeserializeResponse, SerializeRequest, SharedRequestSerializer, SharedResponseDeserializer,
};
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use hammersmith::Operation;
use hammersmith::http::Response;
use hammersmith_tests::ours::sdk::operation::register_job_definition::RegisterJobDefinition;
use hammersmith_tests::source::{Source, Style};
use hammersmith_tests::{official, ours};

const OUTPUT: &str = r#"{"jobDefinitionArn":"arn:aws:batch:us-east-1:012345678910:job-definition/sleep10:1","jobDefinitionName":"sleep10","revision":1}"#;
const ERROR: &str = r#"{"__type":"com.amazonaws.batch#ClientException","message":"Error executing request, Exception : Container image cannot be empty"}"#;
const ID: &str = "11111111-2222-3333-4444-555555555555";

/// Calls to a round, of which the time is taken.
const CALLS: usize = 200;
/// Rounds, of which the best one counts.
const ROUNDS: usize = 100;

/// The time of one call of `work`, which gets a value that `prepare` made outside of the time.
fn measure<T, R>(prepare: impl Fn() -> T, work: impl Fn(T) -> R) -> Duration {
    let mut best = Duration::MAX;
    for _ in 0..ROUNDS {
        let values: Vec<T> = (0..CALLS).map(|_| prepare()).collect();
        let mut results = Vec::with_capacity(CALLS);
        let start = Instant::now();
        for value in values {
            results.push(black_box(work(black_box(value))));
        }
        best = best.min(start.elapsed());
    }
    best / CALLS as u32
}

/// What the client of a crate uses to write and read.
macro_rules! client {
    ($side:ident) => {{
        let operation =
            $side::sdk::operation::register_job_definition::RegisterJobDefinition::new();
        let layer = operation.config().expect("a configuration");
        let mut bag = ConfigBag::base();
        bag.push_shared_layer(layer);
        bag
    }};
}

fn serializer(bag: &ConfigBag) -> SharedRequestSerializer {
    bag.load::<SharedRequestSerializer>()
        .expect("a serializer")
        .clone()
}

fn deserializer(bag: &ConfigBag) -> &SharedResponseDeserializer {
    bag.load::<SharedResponseDeserializer>()
        .expect("a deserializer")
}

fn write(bag: &ConfigBag, make: impl Fn() -> Input) -> Duration {
    let serializer = serializer(bag);
    measure(
        || (make(), ConfigBag::base()),
        |(input, mut bag)| {
            serializer
                .serialize_input(input, &mut bag)
                .expect("a request")
        },
    )
}

fn read(bag: &ConfigBag, status: u16, body: &'static str) -> Duration {
    let deserializer = deserializer(bag);
    let status = StatusCode::try_from(status).expect("a status");
    let mut response = HttpResponse::new(status, SdkBody::from(body));
    response.headers_mut().insert("x-amzn-requestid", ID);
    measure(
        || (),
        |()| deserializer.deserialize_nonstreaming_with_config(&response, bag),
    )
}

fn row(what: &str, official: Duration, ours: Duration, least: Option<f64>) {
    let ratio = official.as_secs_f64() / ours.as_secs_f64();
    let verdict = match least {
        Some(least) if ratio < least => format!("MISSED, must be {least} ×"),
        Some(least) => format!("ok, must be {least} ×"),
        None => String::new(),
    };
    println!("| {what} | {official:.2?} | {ours:.2?} | {ratio:.2} × | {verdict} |");
}

#[allow(
    clippy::result_large_err,
    reason = "errors are as large as the official ones"
)]
fn main() {
    // `cargo test --benches` only wants to see that it starts.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let theirs_bag = client!(official);
    let ours_bag = client!(ours);
    let theirs = official::input::input(&mut Source::new(Style::Full))
        .build()
        .expect("an input");
    let ours = ours::input::input(&mut Source::new(Style::Full))
        .build()
        .expect("an input");
    let small = ours::examples::simple().build().expect("an input");
    let small_theirs = official::examples::simple().build().expect("an input");
    let request = RegisterJobDefinition::serialize(&ours).expect("a request");
    println!("cargo bench -p hammersmith-tests --bench wire");
    println!("full input: {} bytes of JSON\n", request.body.len());
    println!("| | aws-sdk-batch | hammersmith-batch | speed | |");
    println!("|---|---|---|---|---|");

    let official = write(&theirs_bag, || Input::erase(theirs.clone()));
    let core = measure(
        || ours.clone(),
        |input| RegisterJobDefinition::serialize(&input),
    );
    let client = write(&ours_bag, || Input::erase(ours.clone()));
    row(
        "serialize the full input, without a client",
        official,
        core,
        Some(2.0),
    );
    row(
        "serialize the full input, inside the client",
        official,
        client,
        None,
    );

    let official = write(&theirs_bag, || Input::erase(small_theirs.clone()));
    let core = measure(
        || small.clone(),
        |input| RegisterJobDefinition::serialize(&input),
    );
    row(
        "serialize the first example, without a client",
        official,
        core,
        None,
    );

    for (what, status, body) in [("a response", 200, OUTPUT), ("an error", 400, ERROR)] {
        let official = read(&theirs_bag, status, body);
        let response = Response::new(status, body).with_header("x-amzn-requestid", ID);
        let core = measure(|| (), |()| RegisterJobDefinition::parse(&response));
        let client = read(&ours_bag, status, body);
        let least = (status == 200).then_some(2.0);
        row(
            &format!("parse {what}, without a client"),
            official,
            core,
            least,
        );
        row(
            &format!("parse {what}, inside the client"),
            official,
            client,
            None,
        );
    }
}
