//! From a request to the answer of a handler.

use crate::error::BuildError;
use crate::operation::Operation;
use crate::service::ServiceInfo;
use crate::shape::{Members, Place, Structure, Table, table};
use crate::validate::{self, Options};

use super::answer::{Answer, Outgoing};
use super::body::Content;
use super::call::{Call, Labels};
#[cfg(feature = "checksums")]
use super::checksums;
use super::events::{Events, stand_in};
use super::input::Incoming;
use super::protocol::{Fault, Serve};
use super::refusal::Refusal;
use super::reply::{Kind, Reply};
use super::route::Row;
use super::service::{ErrorWriter, Service, plain};

/// A request whose operation has been found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Routed<'a, 'r> {
    pub(super) call: &'a Call<'r>,
    pub(super) labels: &'a Labels,
    pub(super) row: &'static Row,
    pub(super) request_id: &'a str,
    /// True if the constraints of the model are not checked.
    pub(super) is_lenient: bool,
}

/// Answers a request to an operation by a handler, which may have no reply.
pub(super) fn answer<O>(
    routed: Routed<'_, '_>,
    mut events: Events,
    handle: &mut dyn FnMut(O::Input) -> Option<Reply<O>>,
) -> Answer
where
    O: Operation,
    O::Protocol: Serve,
    O::EndpointParams: Service,
    O::Error: Into<<O::EndpointParams as Service>::Error>,
{
    let of = outgoing::<O>(routed.row.3, routed.request_id);
    let answer = match input::<O>(routed, &mut events) {
        Err(refusal) => Err(refusal),
        Ok(input) => match handle(input) {
            Some(reply) => replied::<O>(of, reply, events),
            None => {
                let message = format!("the fake has no more answers for `{}`", O::NAME);
                Err(Refusal::unanswered(message))
            }
        },
    };
    answer.unwrap_or_else(|refusal| refuse::<O::Protocol>(of, O::SERVICE, &refusal))
}

pub(super) fn outgoing<O>(status: u16, request_id: &str) -> Outgoing<'_>
where
    O: Operation,
    O::EndpointParams: Service,
{
    Outgoing {
        operation: O::NAME,
        status,
        table: table::<O::Output>(),
        namespace: O::EndpointParams::NAMESPACE,
        request_id,
    }
}

/// Writes a reply.
fn replied<O>(of: Outgoing<'_>, reply: Reply<O>, events: Events) -> Result<Answer, Refusal>
where
    O: Operation,
    O::Protocol: Serve,
    O::EndpointParams: Service,
    O::Error: Into<<O::EndpointParams as Service>::Error>,
{
    let answer = match reply.kind {
        Kind::Result(found) => result::<O>(of, found, events)?,
        Kind::Code(status, code, message) => {
            let error = (code.as_str(), status);
            let answer = plain::<O::Protocol>(of, fault(O::SERVICE), error, Some(&message));
            answer.map_err(|error| Refusal::unwritable(&error))?
        }
        Kind::Status(status) => Answer::new(status, "", Vec::new()),
        Kind::Http(response) => Answer::of(*response),
        Kind::Lost => Answer::lost(),
    };
    Ok(answer.after(reply.delay))
}

/// Writes what a handler returned.
pub(super) fn result<O>(
    of: Outgoing<'_>,
    result: Result<O::Output, O::Error>,
    events: Events,
) -> Result<Answer, Refusal>
where
    O: Operation,
    O::Protocol: Serve,
    O::EndpointParams: Service,
    O::Error: Into<<O::EndpointParams as Service>::Error>,
{
    match result {
        Ok(output) => self::output::<O>(&of, output, events),
        Err(error) => self::error::<O>(of, &error.into()),
    }
}

/// The input that a request holds, without events; the error is `None` if it calls another
/// operation.
pub(super) fn received<O>(
    request: &http::Request<Vec<u8>>,
    is_lenient: bool,
) -> Result<O::Input, Option<Refusal>>
where
    O: Operation,
    O::Protocol: Serve,
    O::EndpointParams: Service,
{
    let mut content = Content::of(request.headers(), request.body())?;
    if content.is_compressed(request.headers()) && !keeps_encoding::<O>() {
        content = content.decompressed()?;
    }
    let mut call = Call::of(request, &content)?;
    call.has_events = O::REQUEST_EVENTS.is_some();
    let found = O::Protocol::find(O::SERVICE, O::EndpointParams::OPERATIONS, &call);
    let found = found.filter(|found| found.row.0 == O::NAME).ok_or(None)?;
    let routed = Routed {
        call: &call,
        labels: &found.labels,
        row: found.row,
        request_id: "",
        is_lenient,
    };
    Ok(input::<O>(routed, &mut Events::default())?)
}

/// Reads and checks an input.
pub(super) fn input<O: Operation<Protocol: Serve>>(
    routed: Routed<'_, '_>,
    events: &mut Events,
) -> Result<O::Input, Refusal> {
    let mut place = Place::<O::Input>::new();
    let from = Incoming {
        call: routed.call,
        labels: routed.labels,
        table: place.table(),
    };
    let read = match O::REQUEST_EVENTS {
        None => Ok(()),
        Some(_) => stand_in::<<O::Protocol as Serve>::Reader<'_>>(place.table(), &mut place),
    };
    let read = read.map_err(|error| Refusal::member(&error));
    let read = read.and_then(|()| O::Protocol::read(from, &mut place));
    // A builder has to be built in any case.
    let built = validate::unchecked(|| place.build());
    read?;
    let mut input = built.map_err(|error| Refusal::unreadable(error.to_string()))?;
    if !routed.is_lenient {
        #[cfg(feature = "checksums")]
        if O::CHECKSUMS.is_some() {
            checksums::check(routed.call)?;
        }
        let checked = validate::structure(&input, Options::new().enums());
        checked.map_err(|errors| Refusal::constraints(&errors))?;
    }
    events.put::<O>(&mut input, routed.is_lenient)?;
    Ok(input)
}

/// True if the caller of an operation compresses its content and says so in a member, and the
/// client does not compress it.
pub(super) fn keeps_encoding<O: Operation>() -> bool {
    let rows = table::<O::Input>().rows();
    let mut headers = rows.filter_map(|row| row.argument("httpHeader"));
    !O::COMPRESSES && headers.any(|name| name.eq_ignore_ascii_case("content-encoding"))
}

fn output<O: Operation<Protocol: Serve>>(
    of: &Outgoing<'_>,
    mut output: O::Output,
    events: Events,
) -> Result<Answer, Refusal> {
    let messages = Events::take::<O>(&mut output);
    // Bytes that are in memory are written as other members are.
    let stream = O::RESPONSE_STREAM.map(|stream| stream(&mut output));
    let stream = stream.filter(|stream| stream.bytes().is_none());
    let stream = stream.map(std::mem::take);
    let write = &mut |to: &mut Members<'_, _>| output.write(to);
    let answer = O::Protocol::write(of, write);
    let mut answer = answer.map_err(|error| Refusal::unwritable(&error))?;
    if let Some(messages) = messages {
        return Ok(events.answer(answer, messages, O::Protocol::HAS_INITIAL));
    }
    answer.stream = stream;
    Ok(answer)
}

fn error<O>(
    of: Outgoing<'_>,
    error: &<O::EndpointParams as Service>::Error,
) -> Result<Answer, Refusal>
where
    O: Operation,
    O::Protocol: Serve,
    O::EndpointParams: Service,
{
    let mut writer = ErrorWriter::<O::Protocol>::new(of, fault(O::SERVICE));
    O::EndpointParams::write(error, &mut writer);
    let none = || Err(BuildError::other("the error has no form"));
    let answer = writer.into_answer().unwrap_or_else(none);
    answer.map_err(|error| Refusal::unwritable(&error))
}

/// The facts about errors of a service.
fn fault(service: &ServiceInfo) -> Fault<'static> {
    Fault {
        shape: "",
        code: "",
        client: true,
        message: None,
        query_compatible: service.query_compatible,
        is_bare: service.s3,
    }
}

/// The response to a request that no operation answers.
pub(super) fn unrouted<P: Serve>(
    service: &'static ServiceInfo,
    namespace: &'static str,
    request_id: &str,
    refusal: &Refusal,
) -> Answer {
    let of = Outgoing {
        operation: "",
        status: refusal.status,
        table: Table::none(),
        namespace,
        request_id,
    };
    refuse::<P>(of, service, refusal)
}

fn refuse<P: Serve>(of: Outgoing<'_>, service: &ServiceInfo, refusal: &Refusal) -> Answer {
    let code = (refusal.code, refusal.status);
    let answer = plain::<P>(of, fault(service), code, Some(&refusal.message));
    // Strings have a form in each format.
    let answer = answer.unwrap_or_else(|_| Answer::new(refusal.status, "", Vec::new()));
    answer.refused(&refusal.message)
}
