//! The server side of protocols.

mod json;
mod query;
mod rest_xml;
mod rpc;
mod splice;

use crate::error::BuildError;
use crate::operation::Protocol;
use crate::protocol::Write;
use crate::service::ServiceInfo;
use crate::shape::{Each, Sink, Source};

use super::answer::{Answer, Outgoing};
use super::call::Call;
use super::input::Incoming;
use super::refusal::Refusal;
use super::route::{Found, Row, by_uri};

/// The error in a response.
#[derive(Clone, Copy, Debug)]
pub struct Fault<'a> {
    /// The ID of its shape, or its code if it has none.
    pub(super) shape: &'a str,
    /// Its code.
    pub(super) code: &'a str,
    /// True if the caller is to blame.
    pub(super) client: bool,
    /// The message, unless a member has it.
    pub(super) message: Option<&'a str>,
    /// True if errors keep the codes of awsQuery.
    pub(super) query_compatible: bool,
    /// True if nothing stands around errors in XML.
    pub(super) is_bare: bool,
}

/// The server side of a protocol: reads requests, and writes responses.
///
/// All protocols of this crate implement it.
pub trait Serve: Protocol {
    /// The source of the documents of requests.
    type Reader<'r>: Source;
    /// The sink of the documents of responses.
    type Writer: Sink;
    /// True if members next to a stream of events stand in a message before them.
    const HAS_INITIAL: bool = false;

    /// Finds the operation that a request calls.
    fn find(service: &ServiceInfo, rows: &'static [Row], call: &Call<'_>) -> Option<Found> {
        by_uri(service, rows, call)
    }

    /// True if a request has the form of the protocol, whatever it calls.
    fn speaks(call: &Call<'_>) -> bool {
        call.target().is_none() && call.rpc().is_none() && !call.is_form()
    }

    /// Reads the members of an input.
    ///
    /// # Errors
    ///
    /// Fails if a member cannot be read, or a structure lacks a required one.
    fn read<'r>(
        from: Incoming<'_, 'r>,
        each: &mut dyn Each<Self::Reader<'r>>,
    ) -> Result<(), Refusal>;

    /// Writes an output, whose members `write` writes.
    ///
    /// # Errors
    ///
    /// Fails if a value cannot be represented.
    fn write(of: &Outgoing<'_>, write: Write<'_, Self::Writer>) -> Result<Answer, BuildError>;

    /// Writes an error, whose members `write` writes.
    ///
    /// # Errors
    ///
    /// Fails if a value cannot be represented.
    fn fail(
        of: &Outgoing<'_>,
        fault: &Fault<'_>,
        write: Write<'_, Self::Writer>,
    ) -> Result<Answer, BuildError>;
}

/// Adds the header by which services that used to speak awsQuery keep their codes.
fn query_error(answer: &mut Answer, fault: &Fault<'_>) {
    if fault.query_compatible {
        let side = if fault.client { "Sender" } else { "Receiver" };
        answer.header("x-amzn-query-error", &format!("{};{side}", fault.code));
    }
}
