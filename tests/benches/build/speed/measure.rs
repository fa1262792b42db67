//! The time of one call, the best of many rounds, all variants of a case in turn.

use std::fmt::Debug;
use std::hint::black_box;
use std::time::{Duration, Instant};

use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::{
    DeserializeResponse, SerializeRequest, SharedRequestSerializer, SharedResponseDeserializer,
};
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer};

/// Rounds, of which the best one counts.
const ROUNDS: usize = 150;
/// The approximate time of one round of a variant.
const ROUND: Duration = Duration::from_millis(1);

/// Runs a number of calls and returns how long they took together.
pub(crate) type Variant<'a> = Box<dyn Fn(u32) -> Duration + 'a>;

/// A variant that calls `work` with values that `prepare` made outside of the time. Each result is
/// dropped before the next call, as in a program that makes one call after the other.
pub(crate) fn variant<'a, T, R>(
    prepare: impl Fn() -> T + 'a,
    work: impl Fn(T) -> R + 'a,
) -> Variant<'a> {
    Box::new(move |calls| {
        let values: Vec<T> = (0..calls).map(|_| prepare()).collect();
        let start = Instant::now();
        for value in values {
            drop(black_box(work(black_box(value))));
        }
        start.elapsed()
    })
}

/// The same with results that are kept until the end of the round: dropping them takes no time, but
/// each call has to touch fresh memory.
pub(crate) fn keeping<'a, T, R>(
    prepare: impl Fn() -> T + 'a,
    work: impl Fn(T) -> R + 'a,
) -> Variant<'a> {
    Box::new(move |calls| {
        let values: Vec<T> = (0..calls).map(|_| prepare()).collect();
        let mut results = Vec::with_capacity(values.len());
        let start = Instant::now();
        for value in values {
            results.push(black_box(work(black_box(value))));
        }
        start.elapsed()
    })
}

/// The time of one call of each variant.
pub(crate) fn best(variants: &[Variant<'_>]) -> Vec<Duration> {
    // The slowest variant decides, as all have to do the same.
    let slowest = variants.iter().map(|run| run(4) / 4).max();
    let one = slowest.unwrap_or_default().max(Duration::from_nanos(1));
    let calls = (ROUND.as_nanos() / one.as_nanos()).clamp(2, 1000) as u32;
    let mut best = vec![Duration::MAX; variants.len()];
    for _ in 0..ROUNDS {
        for (run, best) in variants.iter().zip(&mut best) {
            *best = (*best).min(run(calls));
        }
    }
    best.into_iter().map(|time| time / calls).collect()
}

/// Measures the variants and prints a line: the name of the case, and nanoseconds for each variant.
pub(crate) fn case(name: &str, variants: &[Variant<'_>]) {
    print!("{name}");
    for time in best(variants) {
        print!("\t{}", time.as_nanos());
    }
    println!();
}

/// The result of reading a response that is an error.
type Failure = OrchestratorError<Error>;

/// What a client has to write and read an operation.
pub(crate) struct Bag {
    bag: ConfigBag,
    service: Option<FrozenLayer>,
}

/// The serializer and deserializer of an operation, and the configuration of its service that they
/// load: the protocol, where the crate is based on schemas.
pub(crate) fn bag(operation: &impl RuntimePlugin, service: Option<FrozenLayer>) -> Bag {
    let mut bag = of_service(service.as_ref());
    bag.push_shared_layer(operation.config().expect("a configuration"));
    Bag { bag, service }
}

fn of_service(service: Option<&FrozenLayer>) -> ConfigBag {
    let mut bag = ConfigBag::base();
    if let Some(layer) = service {
        bag.push_shared_layer(layer.clone());
    }
    bag
}

/// Writes a request as a client does.
pub(crate) fn client_write<'a>(bag: &'a Bag, input: impl Fn() -> Input + 'a) -> Variant<'a> {
    let prepare = move || (input(), of_service(bag.service.as_ref()));
    variant(prepare, written(bag))
}

/// Writes requests as a client does, [`keeping`] them.
pub(crate) fn client_write_keeping<'a>(
    bag: &'a Bag,
    input: impl Fn() -> Input + 'a,
) -> Variant<'a> {
    let prepare = move || (input(), of_service(bag.service.as_ref()));
    keeping(prepare, written(bag))
}

/// The writer of a client.
fn written(bag: &Bag) -> impl Fn((Input, ConfigBag)) -> HttpRequest {
    let serializer = bag.bag.load::<SharedRequestSerializer>();
    let serializer = serializer.expect("a serializer");
    move |(input, mut bag)| {
        let request = serializer.serialize_input(input, &mut bag);
        request.expect("a request")
    }
}

/// The body of the request that a client writes.
pub(crate) fn client_body(bag: &Bag, input: Input) -> Vec<u8> {
    let request = written(bag)((input, of_service(bag.service.as_ref())));
    request.body().bytes().expect("a body in memory").to_vec()
}

/// Reads a response as a client does.
pub(crate) fn client_read<'a>(bag: &'a Bag, status: u16, body: &str) -> Variant<'a> {
    variant(|| (), read(bag, status, body))
}

/// The output that a client reads.
pub(crate) fn client_output<T: Debug + Send + Sync + 'static>(bag: &Bag, body: &str) -> T {
    let output = read(bag, 200, body)(()).expect("an output");
    output.downcast().expect("the output of the operation")
}

/// The reader of a client.
fn read<'a>(
    bag: &'a Bag,
    status: u16,
    body: &str,
) -> impl Fn(()) -> Result<Output, Failure> + use<'a> {
    let bag = &bag.bag;
    let deserializer = bag
        .load::<SharedResponseDeserializer>()
        .expect("a deserializer");
    let status = StatusCode::try_from(status).expect("a status");
    let mut response = HttpResponse::new(status, SdkBody::from(body));
    let id = "11111111-2222-3333-4444-555555555555";
    response.headers_mut().insert("x-amzn-requestid", id);
    move |()| deserializer.deserialize_nonstreaming_with_config(&response, bag)
}
