//! Waiting: an operation that is called again and again, until its response says that it is time.

use std::time::Duration;

use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime::client::waiters::{
    AcceptorState, WaiterOrchestrator, attach_waiter_tracing_span,
};
use aws_smithy_runtime_api::client::waiters::FinalPoll;
use aws_smithy_runtime_api::client::waiters::error::WaiterError;

use crate::Operation;
use crate::client::call::Call;
use crate::client::error::SdkError;
use crate::client::operation::ClientOperation;
use crate::error::BuildError;
use crate::waiter::{State, Waiter, state};

/// The input of the operation that a waiter calls.
type Input<W> = <<W as Waiter>::Operation as Operation>::Input;

/// Its output.
type Output<W> = <<W as Waiter>::Operation as Operation>::Output;

/// Its error.
type Error<W> = <<W as Waiter>::Operation as Operation>::Error;

/// The last response, or the reason for which there is none.
type Waited<W> = Result<FinalPoll<Output<W>, SdkError<Error<W>>>, WaiterError<Output<W>, Error<W>>>;

/// Calls the operation of `W` until a response says that waiting has an end, for `max_wait` at
/// most.
///
/// # Errors
///
/// Fails if the input cannot be built, if the client can neither sleep nor tell the time, if a
/// response means failure, if an error is unexpected, or if `max_wait` has passed: see
/// [`WaiterError`].
pub async fn wait<W>(
    call: Call,
    input: Result<Input<W>, BuildError>,
    max_wait: Duration,
) -> Waited<W>
where
    W: Waiter<Operation: ClientOperation<Input: Clone>>,
{
    let call = call.noting(SmithySdkFeature::Waiter);
    let input = input.map_err(WaiterError::construction_failure)?;
    let (sleep, time) = call.clock().map_err(WaiterError::construction_failure)?;
    let seen = input.clone();
    let acceptor = move |result: Result<&Output<W>, &Error<W>>| match state::<W::Operation>(
        W::ACCEPTORS,
        &seen,
        result,
    ) {
        Some(State::Success) => AcceptorState::Success,
        Some(State::Failure) => AcceptorState::Failure,
        Some(State::Retry) => AcceptorState::Retry,
        None => AcceptorState::NoAcceptorsMatched,
    };
    let orchestrator = WaiterOrchestrator::builder()
        .min_delay(W::MIN_DELAY)
        .max_delay(W::MAX_DELAY)
        .max_wait(max_wait)
        .time_source(time)
        .sleep_impl(sleep)
        .acceptor(acceptor)
        .operation(move || call.clone().send::<W::Operation>(Ok(input.clone())))
        .build();
    attach_waiter_tracing_span(orchestrator.orchestrate()).await
}
