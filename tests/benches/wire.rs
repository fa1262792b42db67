//! The speed of writing and checking requests and of reading responses, compared with the official
//! crate.
//!
//! ```console
//! $ cargo bench -p hammersmith-tests --bench wire
//! ```
//!
//! Every number is the time of one call, the best of many rounds, on one thread; what is compared
//! is measured in turn. Clients consume the input, so that writing within one includes dropping it.
//! Our operation takes a reference: without a client, the input is kept, unless the row says that
//! it is dropped. All results are dropped at once, but in the rows that keep requests: there, each
//! call has to touch fresh memory. Other operations and services are measured by `--bench build --
//! speed`.

#[allow(dead_code, reason = "the programs of the bench `build` use all of it")]
#[path = "build/speed/measure.rs"]
mod measure;

use std::hint::black_box;
use std::time::Duration;

use aws_smithy_runtime_api::client::interceptors::context::Input;
use hammersmith::Operation;
use hammersmith::http::Response;
use hammersmith_tests::ours::sdk::operation::register_job_definition::{
    RegisterJobDefinition, RegisterJobDefinitionInput,
};
use hammersmith_tests::source::{Source, Style};
use hammersmith_tests::{official, ours};

use measure::{Bag, best, client_read, client_write, client_write_keeping, keeping, variant};

const OUTPUT: &str = r#"{"jobDefinitionArn":"arn:aws:batch:us-east-1:012345678910:job-definition/sleep10:1","jobDefinitionName":"sleep10","revision":1}"#;
const ERROR: &str = r#"{"__type":"com.amazonaws.batch#ClientException","message":"Error executing request, Exception : Container image cannot be empty"}"#;
const ID: &str = "11111111-2222-3333-4444-555555555555";

/// The longest that checking the largest input may take.
const VALIDATE: Duration = Duration::from_micros(8);

/// The clients' writers and readers of both crates.
struct Bags {
    official: Bag,
    ours: Bag,
}

fn main() {
    // `cargo test --benches` only checks that it starts.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let bags = Bags {
        official: measure::bag(
            &official::sdk::operation::register_job_definition::RegisterJobDefinition::new(),
            None,
        ),
        ours: measure::bag(&RegisterJobDefinition::new(), None),
    };
    let full = ours::input::input(&mut Source::new(Style::Full))
        .build()
        .expect("an input");
    let full_official = official::input::input(&mut Source::new(Style::Full))
        .build()
        .expect("an input");
    let small = ours::examples::simple().build().expect("an input");
    let small_official = official::examples::simple().build().expect("an input");
    let request = RegisterJobDefinition::serialize(&full).expect("a request");
    println!("cargo bench -p hammersmith-tests --bench wire");
    println!("largest input: {} bytes of JSON\n", request.body.len());
    println!("| | aws-sdk-batch | hammersmith-batch | speed | target |");
    println!("|---|--:|--:|--:|---|");
    write(
        &bags,
        "the largest input",
        || Input::erase(full_official.clone()),
        &full,
        [Some(3.0), Some(2.0)],
    );
    write(
        &bags,
        "the first example",
        || Input::erase(small_official.clone()),
        &small,
        [None; 2],
    );
    read(&bags, "a response", 200, OUTPUT, Some(2.5));
    read(&bags, "an error", 400, ERROR, None);
    validate(&full);
}

/// Rows for writing without a client and within it, each with its target; those that keep requests
/// are only for inputs with targets.
fn write(
    bags: &Bags,
    what: &str,
    official: impl Fn() -> Input,
    input: &RegisterJobDefinitionInput,
    least: [Option<f64>; 2],
) {
    let times = best(&[
        client_write(&bags.official, &official),
        variant(
            || (),
            |()| RegisterJobDefinition::serialize(black_box(input)),
        ),
        client_write(&bags.ours, || Input::erase(input.clone())),
        variant(
            || input.clone(),
            |input| RegisterJobDefinition::serialize(&input),
        ),
    ]);
    rows(&format!("write {what}"), &times, least);
    if least == [None; 2] {
        return;
    }
    let times = best(&[
        client_write_keeping(&bags.official, &official),
        keeping(
            || (),
            |()| RegisterJobDefinition::serialize(black_box(input)),
        ),
        client_write_keeping(&bags.ours, || Input::erase(input.clone())),
    ]);
    rows(&format!("write {what}, keeping requests"), &times, least);
}

/// Two rows for reading, as [`write`].
#[allow(
    clippy::result_large_err,
    reason = "errors are as large as the official ones"
)]
fn read(bags: &Bags, what: &str, status: u16, body: &'static str, least: Option<f64>) {
    let response = Response::new(status, body).with_header("x-amzn-requestid", ID);
    let times = best(&[
        client_read(&bags.official, status, body),
        variant(|| (), |()| RegisterJobDefinition::parse(&response)),
        client_read(&bags.ours, status, body),
    ]);
    rows(&format!("read {what}"), &times, [least, None]);
}

/// The row for validation, which the official crate does not have.
fn validate(input: &RegisterJobDefinitionInput) {
    let check = || variant(|| (), |()| input.validate());
    let [time] = best(&[check()])[..] else {
        return;
    };
    let problems = input
        .validate()
        .map_or_else(|it| it.problems().len(), |()| 0);
    let word = if time <= VALIDATE { "OK" } else { "MISSED" };
    println!(
        "| validate the largest input ({problems} problems) | | {time:.2?} | | {word}, ≤ {VALIDATE:?} |"
    );
}

fn rows(what: &str, times: &[Duration], least: [Option<f64>; 2]) {
    let [official, ours @ ..] = times else {
        return;
    };
    let places = [
        "without a client",
        "within the client",
        "without a client, dropping the input",
    ];
    let least = least.into_iter().chain([None]);
    for ((place, ours), least) in places.iter().zip(ours).zip(least) {
        let speed = official.as_secs_f64() / ours.as_secs_f64();
        let target = least.map_or(String::new(), |least| {
            let word = if speed < least { "MISSED" } else { "OK" };
            format!("{word}, ≥ {least} ×")
        });
        println!("| {what}, {place} | {official:.2?} | {ours:.2?} | {speed:.2} × | {target} |");
    }
}
