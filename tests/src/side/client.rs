//! Calls of `RegisterJobDefinition`.

use super::caller::{Caller, credentials};
use super::result::outcome;
use super::sdk;
use super::sdk::operation::register_job_definition::builders::RegisterJobDefinitionInputBuilder;
use crate::outcome::Outcome;
use crate::wire::{Request, Response, Wire};

thread_local! {
    static CALLER: Caller = Caller::new(signed);
}

/// The same settings with credentials.
pub fn signed(config: sdk::config::Builder) -> sdk::config::Builder {
    config.credentials_provider(credentials())
}

fn call(caller: &Caller, input: RegisterJobDefinitionInputBuilder) -> Outcome {
    outcome(caller.wait(input.send_with(&caller.client)))
}

/// The only request that was sent.
fn sent(wire: &Wire) -> Request {
    let mut sent = wire.take();
    assert_eq!(sent.len(), 1, "exactly one request");
    sent.remove(0)
}

/// Sends an input to a server that accepts everything, and returns the request that it got.
pub fn request(input: RegisterJobDefinitionInputBuilder) -> Request {
    CALLER.with(|caller| {
        caller.wire.answer(Response::new(200, "{}"));
        call(caller, input);
        sent(&caller.wire)
    })
}

/// Sends an input through a client with settings of its own, and returns the request.
pub fn request_with(
    settings: impl FnOnce(sdk::config::Builder) -> sdk::config::Builder,
    input: RegisterJobDefinitionInputBuilder,
) -> Request {
    let caller = Caller::new(|config| settings(signed(config)));
    // The outcome of an empty response does not matter here.
    call(&caller, input);
    sent(&caller.wire)
}

/// Sends an empty input to a server that responds with `response`, and returns the outcome.
pub fn respond(response: Response) -> Outcome {
    CALLER.with(|caller| {
        caller.wire.answer(response);
        let outcome = call(caller, RegisterJobDefinitionInputBuilder::default());
        sent(&caller.wire);
        outcome
    })
}
