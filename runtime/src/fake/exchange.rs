//! The way of a request through a fake.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::byte_stream::error::Error;
use http::Request;

use super::answer::Answer;
use super::body;
use super::call::Call;
use super::events::{Events, Kind};
use super::fake::{Entry, Fake, Response};
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
    pub fn respond<B: AsRef<[u8]>>(&self, request: &Request<B>) -> Response {
        let mut head = Request::new(());
        head.method_mut().clone_from(request.method());
        head.uri_mut().clone_from(request.uri());
        head.headers_mut().clone_from(request.headers());
        let body = request.body().as_ref().to_vec();
        let logged = self.begin();
        let answer = block_on(self.exchange(&logged, &head, body.into())).map_err(Into::into);
        answer.and_then(collected).unwrap_or_else(|error| {
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
        let (operation, answer) = match events {
            Ok(events) => self.answer(head, &body, events.logged(logged), &id),
            Err((refusal, entry, name)) => {
                (Some(name), (entry.refuse)(entry.service, &id, &refusal))
            }
        };
        let request = head.clone().map(|()| body);
        logged.push(operation, request, answer.refused.clone());
        let mut answer = answer.with_length();
        answer.header("x-amzn-requestid", &id);
        if self.services.first().is_some_and(|first| first.service.s3) {
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
        let call = Call::of(head, b"").ok();
        let Some((entry, Found { row, .. })) = call.and_then(|call| self.find(&call)) else {
            return Sent::Unread;
        };
        match entry.handler(row.0).map(|handler| handler.events) {
            Some(Some(kind)) => Sent::Events(kind, entry, row.0),
            Some(None) => Sent::Bytes,
            None => Sent::Unread,
        }
    }

    /// The operation that a request calls.
    fn find(&self, call: &Call<'_>) -> Option<(&Entry, Found)> {
        self.services.iter().find_map(|entry| {
            let found = (entry.find)(entry.service, entry.operations, call)?;
            Some((entry, found))
        })
    }

    /// Refuses a request that does not call a known operation.
    fn refuse(&self, refusal: &Refusal, id: &str) -> Answer {
        match self.services.first() {
            Some(first) => (first.refuse)(first.service, id, refusal),
            None => nobody(),
        }
    }

    /// The operation that a request calls, if it calls one, and the answer.
    fn answer(
        &self,
        head: &Request<()>,
        body: &[u8],
        events: Events,
        id: &str,
    ) -> (Option<&'static str>, Answer) {
        let decoded = match events.are_expected() {
            true => Ok(body.into()),
            false => body::decoded(head.headers(), body),
        };
        let body = match decoded {
            Ok(body) => body,
            Err(refusal) => return (None, self.refuse(&refusal, id)),
        };
        let mut call = match Call::of(head, &body) {
            Ok(call) => call,
            Err(refusal) => return (None, self.refuse(&refusal, id)),
        };
        call.has_events = events.are_expected();
        let Some((entry, Found { row, labels, .. })) = self.find(&call) else {
            return (None, self.refuse(&self.unknown(head, &call), id));
        };
        let answer = match entry.handler(row.0) {
            Some(handler) => {
                let routed = Routed {
                    call: &call,
                    labels: &labels,
                    row,
                    request_id: id,
                    is_lenient: self.is_lenient,
                };
                (handler.answer)(routed, events)
            }
            None => {
                let name = row.0;
                let message =
                    format!("the fake has no handler for `{name}`; add one by `on::<{name}>`");
                (entry.refuse)(entry.service, id, &Refusal::unanswered(message))
            }
        };
        (Some(row.0), answer)
    }

    fn unknown(&self, head: &Request<()>, call: &Call<'_>) -> Refusal {
        // The body may name the operation.
        if call.is_compressed {
            return Refusal::compressed();
        }
        let service = self
            .services
            .first()
            .map_or("", |first| first.service.sdk_id);
        let message = format!(
            "`{} {}` calls no operation of `{service}`",
            head.method(),
            head.uri()
        );
        Refusal::unknown_operation(message)
    }
}

/// The response of a fake without handlers, whose protocol is unknown.
fn nobody() -> Answer {
    let message = "the fake has no handlers; add one by `on`";
    Answer::new(501, "text/plain", message.into()).refused(message)
}

/// The response with its whole body.
pub(super) fn collected(answer: Answer) -> Result<Response, BoxError> {
    let (parts, body) = answer.into_response()?.into_parts();
    let body = block_on(body.collect())?;
    Ok(Response::from_parts(parts, body.to_vec()))
}
