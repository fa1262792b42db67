//! A body whose checksum is checked while it is read.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use aws_smithy_checksums::body::validate::Error;
use aws_smithy_checksums::http::HttpChecksum;
use aws_smithy_types::base64;
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use crate::checksum::Algorithm;
use crate::client::error::BoxError;

/// The checksum that a body has to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    /// That of a header.
    Header(Bytes),
    /// That of a trailer, which comes behind the body.
    Trailer,
}

/// A body that ends with an error if its checksum is not the expected one.
///
/// That of `aws-smithy-checksums` panics where a response has trailers, and forgets its length.
pub(super) struct Checked {
    body: SdkBody,
    header: &'static str,
    /// The checks that are left: none once the body has ended.
    open: Option<(Box<dyn HttpChecksum>, Expected)>,
}

impl Checked {
    pub(super) fn new(body: SdkBody, algorithm: Algorithm, expected: Expected) -> Self {
        Self {
            body,
            header: algorithm.header(),
            open: Some((algorithm.start(), expected)),
        }
    }

    /// Compares the checksum at the end of the body, where `trailer` is.
    fn end(&mut self, trailer: Option<&[u8]>) -> Result<(), BoxError> {
        let Some((checksum, expected)) = self.open.take() else {
            return Ok(());
        };
        let name = self.header;
        let expected = match expected {
            Expected::Header(expected) => expected,
            Expected::Trailer => {
                let trailer = trailer.ok_or_else(|| {
                    format!("the body ends without the trailer `{name}` that its head announces")
                })?;
                let decoded = str::from_utf8(trailer).ok();
                let decoded = decoded.and_then(|text| base64::decode(text.trim()).ok());
                decoded
                    .ok_or_else(|| format!("the trailer `{name}` is not valid base64"))?
                    .into()
            }
        };
        let actual = checksum.finalize();
        if actual == expected {
            Ok(())
        } else {
            Err(Error::ChecksumMismatch { expected, actual }.into())
        }
    }

    /// Ends a body behind which no trailers are. Some HTTP clients drop them, hyper 0.14 is one, so
    /// that an announced checksum may have been there.
    fn end_without_trailers(&mut self) -> Result<(), BoxError> {
        if let Some((_, Expected::Trailer)) = &self.open {
            self.open = None;
            tracing::warn!(
                "the trailer `{}` that the response announces is missing; its checksum is not checked",
                self.header
            );
        }
        self.end(None)
    }
}

impl Body for Checked {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        let frame = ready!(Pin::new(&mut this.body).poll_frame(context));
        let checked = match &frame {
            Some(Ok(frame)) => {
                if let (Some(data), Some((checksum, _))) = (frame.data_ref(), &mut this.open) {
                    checksum.update(data);
                }
                // Who reads a `ByteStream` may stop at the trailers, so nothing is left for later.
                match frame.trailers_ref() {
                    Some(trailers) => {
                        let trailer = trailers.get(this.header);
                        this.end(trailer.map(|value| value.as_bytes()))
                    }
                    None => Ok(()),
                }
            }
            Some(Err(_)) => {
                this.open = None;
                Ok(())
            }
            None => this.end_without_trailers(),
        };
        Poll::Ready(match checked {
            Ok(()) => frame,
            Err(error) => Some(Err(error)),
        })
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
