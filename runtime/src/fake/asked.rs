//! Queries of the requests that a fake has received.

use crate::operation::Operation;
use crate::service::ServiceInfo;

use super::fake::{Fake, Handler};
use super::handler::received;
use super::log::Received;
use super::protocol::Serve;
use super::service::Service;

/// Queries for the assertions of a test, after its program has run. Clones of a fake share the
/// requests.
impl Fake {
    /// All requests, in the order in which they were answered.
    pub fn requests(&self) -> Vec<Received> {
        self.log.with(|all| all.clone())
    }

    /// Takes all requests out, so that later queries do not count them.
    pub fn take_requests(&self) -> Vec<Received> {
        self.log.with(std::mem::take)
    }

    /// The reasons why requests were not answered by handlers, or not to the end of their events:
    /// empty after a test in which the model allows all that the program sends.
    pub fn refusals(&self) -> Vec<String> {
        self.log.with(|all| {
            let reasons = all.iter().filter_map(|it| it.refused.clone());
            reasons.collect()
        })
    }

    /// The number of requests that the handler of an operation has answered. One whose stream of
    /// events the fake has ended with an error does not count.
    pub fn calls<O: Operation>(&self) -> usize {
        self.answered(O::SERVICE, O::NAME)
    }

    /// The inputs of the requests that the handler of an operation has answered.
    ///
    /// ```
    /// # fn check<O: hammersmith::Operation>(fake: hammersmith::fake::Fake) where
    /// #     O::Protocol: hammersmith::fake::Serve, O::EndpointParams: hammersmith::fake::Service {
    /// # type SubmitJob<O> = O;
    /// for input in fake.inputs::<SubmitJob<O>>() {
    ///     println!("{input:?}");
    /// }
    /// # }
    /// ```
    pub fn inputs<O>(&self) -> Vec<O::Input>
    where
        O: Operation,
        O::Protocol: Serve,
        O::EndpointParams: Service,
    {
        let requests = self.log.with(|all| {
            let calls = all.iter().filter(|it| it.is_call(O::SERVICE, O::NAME));
            calls.map(|it| it.request.clone()).collect::<Vec<_>>()
        });
        let inputs = requests.iter().map(|request| received::<O>(request, true));
        inputs.filter_map(Result::ok).collect()
    }

    /// The operations whose handlers have not answered any request: empty after a test that calls
    /// all of them.
    pub fn unused(&self) -> Vec<&'static str> {
        let handlers = self.handlers();
        let unused = handlers.filter(|(service, it)| self.answered(service, it.operation) == 0);
        unused.map(|(_, handler)| handler.operation).collect()
    }

    /// All handlers, with their services.
    pub(super) fn handlers(&self) -> impl Iterator<Item = (&'static ServiceInfo, &Handler)> {
        let entries = self.services.iter();
        entries.flat_map(|entry| entry.handlers.iter().map(|it| (entry.service, it)))
    }

    /// The number of requests that the handler of that operation has answered.
    pub(super) fn answered(&self, service: &'static ServiceInfo, operation: &str) -> usize {
        let count = |all: &mut Vec<Received>| {
            let calls = all.iter().filter(|it| it.is_call(service, operation));
            calls.count()
        };
        self.log.with(count)
    }
}
