//! Bodies of requests that are streams of known length.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use crate::client::error::BoxError;

/// Sets the body of a request, and the header with its length where that is known.
///
/// # Errors
///
/// Fails if the caller has set the header to another length.
pub(super) fn set_stream(request: &mut HttpRequest, stream: ByteStream) -> Result<(), BoxError> {
    let body = stream.into_inner();
    let given = request.headers().get("content-length");
    let given = given.and_then(|length| length.parse::<u64>().ok());
    let length = match (given, body.content_length()) {
        (Some(given), Some(length)) if given != length => {
            return Err(format!(
                "`content-length` is {given}, but the body of the request has {length} bytes"
            )
            .into());
        }
        (given, length) => given.or(length),
    };
    if let Some(length) = length
        && request.headers().get("content-length").is_none()
    {
        let length = itoa::Buffer::new().format(length).to_owned();
        request.headers_mut().insert("content-length", length);
    }
    *request.body_mut() = match length {
        Some(length) if body.bytes().is_none() => {
            body.map(move |body| SdkBody::from_body_1_x(Exact::new(body, length)))
        }
        _ => body,
    };
    Ok(())
}

/// A body that fails where it has another length than its request says.
///
/// The HTTP stack sends as many bytes as the header `content-length` says, and drops the rest
/// without a word.
struct Exact {
    body: SdkBody,
    length: u64,
    left: u64,
    /// The frame behind the last piece.
    next: Option<Frame<Bytes>>,
    has_ended: bool,
}

impl Exact {
    fn new(body: SdkBody, length: u64) -> Self {
        Self {
            body,
            length,
            left: length,
            next: None,
            has_ended: false,
        }
    }

    /// Takes the length of a frame off what is left.
    fn count(&mut self, frame: &Frame<Bytes>) -> Result<(), BoxError> {
        let length = self.length;
        let Some(data) = frame.data_ref() else {
            return self.check_end();
        };
        match self.left.checked_sub(data.len() as u64) {
            Some(left) => self.left = left,
            None => {
                return Err(format!(
                    "the body of the request has more bytes than its length, which is {length}"
                )
                .into());
            }
        }
        Ok(())
    }

    fn check_end(&self) -> Result<(), BoxError> {
        let (length, sent) = (self.length, self.length - self.left);
        if self.left == 0 {
            return Ok(());
        }
        Err(
            format!("the body of the request ends after {sent} bytes, but its length is {length}")
                .into(),
        )
    }

    /// Looks behind the last piece, as far as that is there already: nobody asks for what is behind
    /// the length of a body.
    fn look_ahead(&mut self, context: &mut Context<'_>) -> Result<(), BoxError> {
        while self.left == 0 && self.next.is_none() && !self.body.is_end_stream() {
            match Pin::new(&mut self.body).poll_frame(context) {
                Poll::Pending => return Ok(()),
                Poll::Ready(None) => {
                    self.has_ended = true;
                    return Ok(());
                }
                Poll::Ready(Some(frame)) => {
                    let frame = frame?;
                    self.count(&frame)?;
                    if frame.is_trailers() {
                        self.next = Some(frame);
                    }
                }
            }
        }
        Ok(())
    }
}

impl Body for Exact {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        if let Some(next) = this.next.take() {
            return Poll::Ready(Some(Ok(next)));
        }
        if this.has_ended {
            return Poll::Ready(None);
        }
        let checked = match ready!(Pin::new(&mut this.body).poll_frame(context)) {
            Some(Ok(frame)) => {
                let mut checked = this.count(&frame);
                if frame.is_data() && checked.is_ok() {
                    checked = this.look_ahead(context);
                }
                checked.map(|()| Some(frame))
            }
            Some(Err(error)) => Err(error),
            None => this.check_end().map(|()| None),
        };
        this.has_ended |= !matches!(checked, Ok(Some(_)));
        Poll::Ready(checked.transpose())
    }

    fn is_end_stream(&self) -> bool {
        let is_end = self.has_ended || (self.left == 0 && self.body.is_end_stream());
        is_end && self.next.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
