//! Responses, as fakes write them.

use std::any::Any;
use std::borrow::Cow;
use std::time::Duration;

use aws_smithy_types::byte_stream::ByteStream;

use crate::codec::WriteDocument;
use crate::error::BuildError;
use crate::http::{Binding, Headers, Payload};
use crate::protocol::Write;
use crate::shape::{Flags, Members, Row, Table, Top};

/// A response of a fake.
pub type Response = http::Response<Vec<u8>>;

/// A response, and the facts about it that are not part of it.
#[derive(Debug)]
pub struct Answer {
    pub(super) status: u16,
    pub(super) headers: Headers,
    /// Headers that are not UTF-8.
    others: http::HeaderMap,
    pub(super) body: Vec<u8>,
    /// The body, where it is not in memory.
    pub(super) stream: Option<ByteStream>,
    /// The reason why no handler has answered, if none has.
    pub(super) refused: Option<String>,
    /// The time until the response is sent.
    pub(super) delay: Duration,
    /// True if the connection ends without the response.
    pub(super) is_lost: bool,
    /// The panic of the handler.
    pub(super) panic: Option<Box<dyn Any + Send>>,
}

/// The facts about an output or error that its response depends on.
#[derive(Clone, Copy, Debug)]
pub struct Outgoing<'a> {
    pub(super) operation: &'static str,
    /// The status, unless a member has it.
    pub(super) status: u16,
    pub(super) table: &'static Table,
    /// The namespace of XML documents; empty for none.
    pub(super) namespace: &'static str,
    pub(super) request_id: &'a str,
}

impl Answer {
    pub(super) fn new(status: u16, media_type: &str, body: Vec<u8>) -> Self {
        let mut headers = Headers::new();
        if !media_type.is_empty() {
            headers.push(("content-type".into(), media_type.to_owned()));
        }
        Self {
            status,
            headers,
            others: http::HeaderMap::new(),
            body,
            stream: None,
            refused: None,
            delay: Duration::ZERO,
            is_lost: false,
            panic: None,
        }
    }

    /// A whole response.
    pub(super) fn of(response: Response) -> Self {
        let mut answer = Self::new(response.status().as_u16(), "", Vec::new());
        for (name, value) in response.headers() {
            // The server decides how the body is framed.
            if *name == http::header::TRANSFER_ENCODING {
                continue;
            }
            match std::str::from_utf8(value.as_bytes()) {
                Ok(value) => answer
                    .headers
                    .push((name.to_string().into(), value.to_owned())),
                Err(_) => drop(answer.others.append(name, value.clone())),
            }
        }
        answer.body = response.into_body();
        answer
    }

    /// No response: the connection ends.
    pub(super) fn lost() -> Self {
        let message = "the fake ends the connection without a response";
        Self {
            is_lost: true,
            ..Self::new(502, "text/plain", message.into())
        }
    }

    /// The same response, sent so much later.
    pub(super) fn after(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// The same response, after a panic of the handler.
    pub(super) fn after_panic(self, panic: Box<dyn Any + Send>) -> Self {
        Self {
            panic: Some(panic),
            ..self
        }
    }

    /// Fails if the status or a header has no form in HTTP.
    pub(super) fn check(&self) -> Result<(), http::Error> {
        http::StatusCode::from_u16(self.status)?;
        for (name, value) in &self.headers {
            http::HeaderName::from_bytes(name.as_bytes())?;
            http::HeaderValue::from_str(value)?;
        }
        Ok(())
    }

    /// The same response, marked as refused: it does not come from a handler.
    pub(super) fn refused(self, reason: &str) -> Self {
        Self {
            refused: Some(reason.to_owned()),
            ..self
        }
    }

    /// Adds a header, unless a member has set it.
    pub(super) fn header(&mut self, name: &'static str, value: &str) {
        let is_set = |(other, _): &(Cow<'_, str>, String)| other.eq_ignore_ascii_case(name);
        if !self.headers.iter().any(is_set) {
            self.headers.push((name.into(), value.to_owned()));
        }
    }

    /// The media type of the body; empty without one.
    pub(super) fn media_type(&self) -> &str {
        let mut headers = self.headers.iter();
        let found = headers.find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        found.map_or("", |(_, value)| value)
    }

    /// Sets the media type of the body.
    pub(super) fn set_media_type(&mut self, media_type: &str) {
        let is_other = |name: &str| !name.eq_ignore_ascii_case("content-type");
        self.headers.retain(|(name, _)| is_other(name));
        self.header("content-type", media_type);
    }

    /// The same response, which says how long its body is, if that is known.
    pub(super) fn with_length(mut self) -> Self {
        let length = match &self.stream {
            Some(stream) => length(stream),
            None => Some(self.body.len() as u64),
        };
        if let Some(length) = length
            && ![204, 304].contains(&self.status)
        {
            self.header("content-length", &length.to_string());
        }
        self
    }

    /// The response.
    pub(super) fn into_response(self) -> Result<http::Response<ByteStream>, http::Error> {
        let mut builder = http::Response::builder().status(self.status);
        for (name, value) in &self.headers {
            builder = builder.header(name.as_ref(), value.as_str());
        }
        for (name, value) in &self.others {
            builder = builder.header(name, value);
        }
        builder.body(self.stream.unwrap_or_else(|| self.body.into()))
    }
}

/// The length of a body, if it is known.
pub(super) fn length(body: &ByteStream) -> Option<u64> {
    let (least, most) = body.size_hint();
    most.filter(|most| *most == least)
}

/// The members between braces, or what else the format has around them.
pub(super) fn document<W: WriteDocument>(
    row: Row,
    table: &'static Table,
    top: Top<'_>,
    write: Write<'_, W>,
) -> Result<Vec<u8>, BuildError> {
    let mut writer = W::start();
    writer.begin_structure(row, table);
    write(&mut Members::new(table, &mut writer, top));
    writer.end_structure();
    writer.finish()
}

/// The members one after the other.
pub(super) fn bare<W: WriteDocument>(
    table: &'static Table,
    top: Top<'_>,
    write: Write<'_, W>,
) -> Result<Vec<u8>, BuildError> {
    let mut writer = W::start();
    write(&mut Members::new(table, &mut writer, top));
    writer.finish()
}

/// A response whose members may stand in the status, the headers and the body.
pub(super) fn bound<W: WriteDocument>(
    media_type: &'static str,
    of: &Outgoing<'_>,
    write: Write<'_, W>,
    body: impl FnOnce(Top<'_>, Write<'_, W>) -> Result<Vec<u8>, BuildError>,
) -> Result<Answer, BuildError> {
    let flags = of.table.flags();
    let mut binding = Binding::response();
    let is_document = flags.any(Flags::BODY) && !flags.any(Flags::PAYLOAD);
    let body = match is_document {
        true => body(Top::Bound(&mut binding), write),
        false => bare(of.table, Top::Bound(&mut binding), write),
    };
    let (payload, headers, status) = binding.finish_response()?;
    let (media_type, body) = match payload {
        Some(Payload::Raw(media_type, bytes)) => (media_type, bytes),
        Some(Payload::Stream(media_type)) => (media_type, Vec::new()),
        Some(Payload::Document(row)) => (row.argument("mediaType").unwrap_or(media_type), body?),
        None if is_document => (media_type, body?),
        None => ("", Vec::new()),
    };
    let mut answer = Answer::new(status.unwrap_or(of.status), "", body);
    answer.headers = headers;
    if !media_type.is_empty() {
        answer.header("content-type", media_type);
    }
    Ok(answer)
}
