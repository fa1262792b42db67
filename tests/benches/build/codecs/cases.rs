//! The code that writes and reads in one case: with the official client, with our operation alone,
//! and with our client. Both clients consume the input, as their API does; our operation takes a
//! reference to it, and is measured twice: with an input that is kept, and with one that is
//! dropped.

use hammersmith::http::Response;

/// The response to an operation.
pub(crate) fn response(body: &str) -> Response<'_> {
    let id = "11111111-2222-3333-4444-555555555555";
    Response::new(200, body).with_header("x-amzn-requestid", id)
}

/// The members that are set, sorted. An official crate that is newer than the model has more, which
/// are unset, and may have them in another order.
pub(crate) fn set_members(debug: &str) -> Vec<&str> {
    let mut members: Vec<&str> = debug
        .split([',', '{', '}', '[', ']', '(', ')'])
        .map(str::trim)
        .filter(|member| !member.is_empty() && !member.ends_with(": None"))
        // Secrets are shown whether they are set or not.
        .filter(|member| !member.contains("Sensitive Data Redacted"))
        .collect();
    members.sort_unstable();
    members
}

/// Writes a request of an operation, whose input a function of `requests` makes.
#[macro_export]
macro_rules! write_case {
    ($name:expr, $module:ident, $Operation:ident, $input:ident) => {{
        use aws_smithy_runtime_api::client::interceptors::context::Input;
        use std::hint::black_box;
        use $crate::measure::{self, variant};
        use $crate::{official, ours};
        type Ours = ours::sdk::operation::$module::$Operation;
        let theirs = official::requests::$input();
        let input = ours::requests::$input();
        let their_operation = official::sdk::operation::$module::$Operation::new();
        let their_bag = measure::bag(&their_operation, official::service());
        let our_bag = measure::bag(&Ours::new(), ours::service());
        let request = <Ours as hammersmith::Operation>::serialize(&input).expect("a request");
        let body = measure::client_body(&their_bag, Input::erase(theirs.clone()));
        // What is compared has to do the same work.
        assert!(request.body == body, "{}: other bytes", $name);
        let name = format!("write {}, {} bytes", $name, body.len());
        measure::case(
            &name,
            &[
                measure::client_write(&their_bag, || Input::erase(theirs.clone())),
                variant(
                    || (),
                    |()| <Ours as hammersmith::Operation>::serialize(black_box(&input)),
                ),
                measure::client_write(&our_bag, || Input::erase(input.clone())),
                variant(
                    || input.clone(),
                    |input| <Ours as hammersmith::Operation>::serialize(&input),
                ),
            ],
        );
    }};
}

/// Reads a response of an operation.
#[macro_export]
macro_rules! read_case {
    ($name:expr, $module:ident, $Operation:ident, $Output:ident, $body:expr) => {{
        use $crate::measure::{self, variant};
        use $crate::{cases, official, ours};
        type Ours = ours::sdk::operation::$module::$Operation;
        type Theirs = official::sdk::operation::$module::$Output;
        let body: &str = $body;
        let their_operation = official::sdk::operation::$module::$Operation::new();
        let their_bag = measure::bag(&their_operation, official::service());
        let our_bag = measure::bag(&Ours::new(), ours::service());
        let response = cases::response(body);
        let output = <Ours as hammersmith::Operation>::parse(&response).expect("an output");
        // What is compared has to do the same work.
        let theirs = measure::client_output::<Theirs>(&their_bag, body);
        let (output, theirs) = (format!("{output:?}"), format!("{theirs:?}"));
        assert_eq!(cases::set_members(&output), cases::set_members(&theirs));
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
            ],
        );
    }};
}
