//! The code that writes and reads in one case: with the official client, with our operation alone,
//! with our client, and with structures that have serde's derives, by serde_json and sonic-rs.
//!
//! Both clients consume the input, as their API does, so their times of writing include dropping
//! it. Our operation, serde_json and sonic-rs take a reference. They are measured twice: with an
//! input that is kept, and with one that is dropped after each call.

use hammersmith::http::Response;
use serde_json::Value;

/// The response to an operation.
pub(crate) fn response(body: &str) -> Response<'_> {
    let id = "11111111-2222-3333-4444-555555555555";
    Response::new(200, body).with_header("x-amzn-requestid", id)
}

/// Panics unless both bodies say the same: what is compared has to do the same work.
pub(crate) fn check(body: &[u8], other: &[u8]) {
    let [body, other] = [body, other].map(|body| {
        let value: Value = serde_json::from_slice(body).expect("JSON");
        value
    });
    assert_eq!(body, other);
}

/// Writes a request of an operation, whose input a function of `requests` makes. The last name is
/// that of the input in the model. The variants are in the order of the columns: those that keep
/// the input are the first of ours, serde_json and sonic-rs, those that drop it come last.
#[macro_export]
macro_rules! write_case {
    ($name:expr, $module:ident, $Operation:ident, $input:ident, $Shape:ident) => {{
        use aws_smithy_runtime_api::client::interceptors::context::Input;
        use std::hint::black_box;
        use $crate::measure::{self, variant};
        use $crate::{cases, derived, official, ours};
        type Ours = ours::sdk::operation::$module::$Operation;
        let theirs = official::requests::$input();
        let input = ours::requests::$input();
        let their_operation = official::sdk::operation::$module::$Operation::new();
        let their_bag = measure::bag(&their_operation, official::service());
        let our_bag = measure::bag(&Ours::new(), ours::service());
        let request = <Ours as hammersmith::Operation>::serialize(&input).expect("a request");
        cases::check(
            &request.body,
            &measure::client_body(&their_bag, Input::erase(theirs.clone())),
        );
        let shape: derived::$Shape = serde_json::from_slice(&request.body).expect("a structure");
        cases::check(&request.body, &serde_json::to_vec(&shape).expect("JSON"));
        let name = format!("write {}, {} bytes", $name, request.body.len());
        measure::case(
            &name,
            &[
                measure::client_write(&their_bag, || Input::erase(theirs.clone())),
                variant(
                    || (),
                    |()| <Ours as hammersmith::Operation>::serialize(black_box(&input)),
                ),
                measure::client_write(&our_bag, || Input::erase(input.clone())),
                variant(|| (), |()| serde_json::to_vec(black_box(&shape))),
                variant(|| (), |()| sonic_rs::to_vec(black_box(&shape))),
                variant(
                    || input.clone(),
                    |input| <Ours as hammersmith::Operation>::serialize(&input),
                ),
                variant(|| shape.clone(), |shape| serde_json::to_vec(&shape)),
                variant(|| shape.clone(), |shape| sonic_rs::to_vec(&shape)),
            ],
        );
    }};
}

/// Reads a response of an operation. The last name is that of the output in the model.
#[macro_export]
macro_rules! read_case {
    ($name:expr, $module:ident, $Operation:ident, $body:expr, $Shape:ident) => {{
        use $crate::measure::{self, variant};
        use $crate::{cases, derived, official, ours};
        type Ours = ours::sdk::operation::$module::$Operation;
        let body: &str = $body;
        let their_operation = official::sdk::operation::$module::$Operation::new();
        let their_bag = measure::bag(&their_operation, official::service());
        let our_bag = measure::bag(&Ours::new(), ours::service());
        let response = cases::response(body);
        <Ours as hammersmith::Operation>::parse(&response).expect("an output");
        let shape: derived::$Shape = serde_json::from_str(body).expect("a structure");
        cases::check(body.as_bytes(), &serde_json::to_vec(&shape).expect("JSON"));
        let name = format!("read {}, {} bytes", $name, body.len());
        measure::case(
            &name,
            &[
                measure::client_read(&their_bag, 200, body),
                variant(
                    || (),
                    |()| <Ours as hammersmith::Operation>::parse(&response).expect("an output"),
                ),
                measure::client_read(&our_bag, 200, body),
                variant(
                    || (),
                    |()| serde_json::from_str::<derived::$Shape>(body).expect("a structure"),
                ),
                variant(
                    || (),
                    |()| sonic_rs::from_str::<derived::$Shape>(body).expect("a structure"),
                ),
            ],
        );
    }};
}
