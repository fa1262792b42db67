//! The way of a request through a fake.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::byte_stream::error::Error;
use http::Request;

use super::answer::{Answer, Response};
use super::body::Content;
use super::call::Call;
use super::events::{Events, Kind};
use super::fake::{Entry, Fake, Handler};
use super::handler::Routed;
use super::log::Logged;
use super::refusal::Refusal;
use super::route::Found;
use super::wait::block_on;
use crate::error::BoxError;
use crate::event::MEDIA_TYPE;

/// The kind of the body of a request.
enum Sent<'a> {
    /// Bytes.
    Bytes,
    /// Events of an operation, which come while they are answered.
    Events(Kind, &'a Entry, &'static str),
    /// Events of an operation without a handler, which are not read.
    Unread,
}

impl Fake {
    /// Answers a request.
    ///
    /// Signatures are not checked. Every request has a response. If no handler answers it, the
    /// response is an error of the service's protocol.
    ///
    /// # Panics
    ///
    /// Panics if the handler does.
    pub fn respond<B: AsRef<[u8]>>(&self, request: &Request<B>) -> Response {
        let mut head = Request::new(());
        head.method_mut().clone_from(request.method());
        head.uri_mut().clone_from(request.uri());
        head.headers_mut().clone_from(request.headers());
        let body = request.body().as_ref().to_vec();
        let logged = self.begin();
        let answer = block_on(self.exchange(&logged, &head, body.into()));
        let answer = answer.map_err(Into::into).map(Answer::unwound);
        answer.and_then(collected).unwrap_or_else(|error| {
            logged.refuse(&error.to_string());
            let mut response = Response::new(error.to_string().into_bytes());
            *response.status_mut() = http::StatusCode::NOT_IMPLEMENTED;
            response
        })
    }

    /// The place in the log of a request that comes next.
    pub(super) fn begin(&self) -> Logged {
        let number = self.requests.fetch_add(1, Ordering::Relaxed) + 1;
        Logged::new(Arc::clone(&self.log), number)
    }

    /// Answers a request whose body may not be in memory. Fails if reading the body fails.
    pub(super) async fn exchange(
        &self,
        logged: &Logged,
        head: &Request<()>,
        body: ByteStream,
    ) -> Result<Answer, Error> {
        let id = format!("00000000-0000-4000-8000-{:012x}", logged.number);
        let (body, events) = match self.sent(head) {
            Sent::Bytes => (body.collect().await?.to_vec(), Ok(Events::default())),
            Sent::Unread => (Vec::new(), Ok(Events::default())),
            // The document in front of the events.
            Sent::Events(kind, entry, name) => match Events::of(body, kind).await? {
                Ok((document, events)) => (document, Ok(events)),
                Err(refusal) => (Vec::new(), Err((refusal, entry, name))),
            },
        };
        let mut answered = match events {
            Ok(events) => self.answer(head, &body, events.logged(logged), &id),
            Err((refusal, entry, name)) => Answered {
                operation: Some(name),
                entry: Some(entry),
                answer: (entry.refuse)(entry.service, &id, &refusal),
            },
        };
        if let Err(error) = answered.answer.check() {
            let refusal = Refusal::unwritable(&error);
            answered.answer = refuse(answered.entry, &refusal, &id);
        }
        let mut answer = answered.answer.with_length();
        let request = head.clone().map(|()| body);
        let service = answered.entry.map(|entry| entry.service);
        logged.push(service, answered.operation, request, answer.refused.clone());
        answer.header("x-amzn-requestid", &id);
        if answered.entry.is_some_and(|entry| entry.service.s3) {
            answer.header("x-amz-request-id", &id);
        }
        if head.method() == http::Method::HEAD {
            answer.body.clear();
            answer.stream = None;
        }
        Ok(answer)
    }

    fn sent(&self, head: &Request<()>) -> Sent<'_> {
        let media_type = head.headers().get("content-type");
        if media_type.is_none_or(|found| found.as_bytes() != MEDIA_TYPE.as_bytes()) {
            return Sent::Bytes;
        }
        let content = Content::plain(b"");
        let call = Call::of(head, &content).ok();
        let Some((entry, Found { row, .. })) = call.and_then(|call| self.find(&call)) else {
            return Sent::Unread;
        };
        match entry.handler(row.0).map(|handler| handler.events) {
            Some(Some(kind)) => Sent::Events(kind, entry, row.0),
            Some(None) => Sent::Bytes,
            None => Sent::Unread,
        }
    }

    /// The content of a request, without what the client has wrapped it in.
    fn content<'r>(&self, head: &Request<()>, body: &'r [u8]) -> Result<Content<'r>, Refusal> {
        let content = Content::of(head.headers(), body)?;
        if !content.is_compressed(head.headers()) {
            return Ok(content);
        }
        let call = Call::of(head, &content)?;
        let keeps = match self.find(&call) {
            // The body may name the operation.
            None => false,
            Some((entry, found)) => {
                let handler = entry.handler(found.row.0);
                handler.is_none_or(|handler| handler.keeps_encoding)
            }
        };
        drop(call);
        match keeps {
            true => Ok(content),
            false => content.decompressed(),
        }
    }

    /// The operation that a request calls, if it calls one, and the answer.
    fn answer(&self, head: &Request<()>, body: &[u8], events: Events, id: &str) -> Answered<'_> {
        let content = match events.are_expected() {
            true => Ok(Content::plain(body)),
            false => self.content(head, body),
        };
        let content = match content {
            Ok(content) => content,
            Err(refusal) => {
                let content = Content::plain(b"");
                return self.refused(Call::of(head, &content).ok(), &refusal, id);
            }
        };
        let mut call = match Call::of(head, &content) {
            Ok(call) => call,
            Err(refusal) => return self.refused(None, &refusal, id),
        };
        call.has_events = events.are_expected();
        let Some((entry, Found { row, labels, .. })) = self.find(&call) else {
            let refusal = self.unknown(head, &call);
            return self.refused(Some(call), &refusal, id);
        };
        let name = row.0;
        let routed = Routed {
            call: &call,
            labels: &labels,
            row,
            request_id: id,
            is_lenient: self.is_lenient,
        };
        let answer = match entry.handler(name) {
            Some(handler) => handled(entry, handler, routed, events),
            None => {
                let message =
                    format!("the fake has no handler for `{name}`; add one by `on::<{name}>`");
                (entry.refuse)(entry.service, id, &Refusal::unanswered(message))
            }
        };
        Answered {
            operation: Some(name),
            entry: Some(entry),
            answer,
        }
    }

    /// Refuses a request that does not call a known operation.
    fn refused(&self, call: Option<Call<'_>>, refusal: &Refusal, id: &str) -> Answered<'_> {
        let entry = match call {
            Some(call) => self.probable(&call),
            None => self.services.first(),
        };
        Answered {
            operation: None,
            entry,
            answer: refuse(entry, refusal, id),
        }
    }

    fn unknown(&self, head: &Request<()>, call: &Call<'_>) -> Refusal {
        let services = self.services.iter().map(|entry| entry.service.sdk_id);
        let services = services.collect::<Vec<_>>().join("`, `");
        let mut request = format!("{} {}", head.method(), head.uri());
        if let Some(named) = call.named() {
            request = format!("{request} ({named})");
        }
        Refusal::unknown_operation(format!(
            "`{request}` calls no operation of `{services}`; if the model has it, add it to the \
             operations that are generated"
        ))
    }
}

/// The answer to a request, and the operation and the service of it, if they are known.
struct Answered<'f> {
    operation: Option<&'static str>,
    entry: Option<&'f Entry>,
    answer: Answer,
}

/// The answer of a handler, also if it panics.
fn handled(entry: &Entry, handler: &Handler, routed: Routed<'_, '_>, events: Events) -> Answer {
    let answer = || (handler.answer)(routed, events);
    catch_unwind(AssertUnwindSafe(answer)).unwrap_or_else(|panic| {
        let refusal = Refusal::panicked(handler.operation, &*panic);
        let answer = (entry.refuse)(entry.service, routed.request_id, &refusal);
        answer.after_panic(panic)
    })
}

/// Refuses a request to a service; without one, the protocol is unknown.
fn refuse(entry: Option<&Entry>, refusal: &Refusal, id: &str) -> Answer {
    match entry {
        Some(entry) => (entry.refuse)(entry.service, id, refusal),
        None => {
            let message = "the fake has no handlers; add one by `on`";
            Answer::new(501, "text/plain", message.into()).refused(message)
        }
    }
}

impl Answer {
    /// The same answer, unless the handler has panicked, which then goes on: a test that calls a
    /// fake in place of the network ends with it.
    pub(super) fn unwound(mut self) -> Self {
        match self.panic.take() {
            Some(panic) => resume_unwind(panic),
            None => self,
        }
    }
}

/// The response with its whole body.
pub(super) fn collected(answer: Answer) -> Result<Response, BoxError> {
    let (parts, body) = answer.into_response()?.into_parts();
    let body = block_on(body.collect())?;
    Ok(Response::from_parts(parts, body.to_vec()))
}
