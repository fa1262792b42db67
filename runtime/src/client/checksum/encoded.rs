//! A stream in the encoding `aws-chunked`.

use std::collections::VecDeque;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use aws_runtime::content_encoding::header::X_AMZ_TRAILER_SIGNATURE;
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::body::SdkBody;
use bytes::{Bytes, BytesMut};
use http_body::{Body, Frame, SizeHint};

use super::signer::ChunkSigner;
use crate::client::error::BoxError;

/// The lengths of a body in that encoding.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lengths {
    /// That of all chunks but the last.
    pub(super) chunk: usize,
    /// That of the whole, with what is around the chunks.
    pub(super) encoded: u64,
}

/// A body in chunks, with its trailers behind the last.
///
/// That of `aws-runtime` copies each chunk, twice where the allocator has to grow. Here, pieces of
/// the stream are handed on as they are.
pub(super) struct Encoded {
    body: SdkBody,
    lengths: Lengths,
    signer: Option<ChunkSigner>,
    /// The data so far of the next chunk.
    pieces: VecDeque<Bytes>,
    buffered: usize,
    /// The frames that can be sent.
    ready: VecDeque<Bytes>,
    /// The bytes in front of the next head: the end of the last chunk.
    line_end: &'static str,
    sent: u64,
    has_ended: bool,
}

impl Encoded {
    pub(super) fn new(body: SdkBody, lengths: Lengths, signer: Option<ChunkSigner>) -> Self {
        Self {
            body,
            lengths,
            signer,
            pieces: VecDeque::new(),
            buffered: 0,
            ready: VecDeque::new(),
            line_end: "",
            sent: 0,
            has_ended: false,
        }
    }

    fn send(&mut self, bytes: impl Into<Bytes>) {
        let bytes = bytes.into();
        self.sent += bytes.len() as u64;
        self.ready.push_back(bytes);
    }

    /// Sends the line in front of a chunk.
    fn send_head(&mut self, chunk: &Bytes, length: usize) -> Result<(), BoxError> {
        let end = mem::replace(&mut self.line_end, "\r\n");
        let head = match &mut self.signer {
            Some(signer) => {
                let signature = signer.chunk(chunk)?;
                format!("{end}{length:X};chunk-signature={signature}\r\n")
            }
            None => format!("{end}{length:X}\r\n"),
        };
        self.send(head);
        Ok(())
    }

    /// Sends the next chunk, which is not empty.
    fn send_chunk(&mut self, length: usize) -> Result<(), BoxError> {
        let mut pieces = self.take(length);
        if self.signer.is_some() {
            // The signature is that of one slice of bytes.
            let chunk = joined(pieces, length);
            self.send_head(&chunk, length)?;
            pieces = [chunk].into();
        } else {
            self.send_head(&Bytes::new(), length)?;
        }
        for piece in pieces {
            self.send(piece);
        }
        // The HTTP stack would send no more than the length, and drop the rest without a word.
        if self.sent > self.lengths.encoded {
            return Err(self.mismatch());
        }
        Ok(())
    }

    fn mismatch(&self) -> BoxError {
        let (sent, encoded) = (self.sent, self.lengths.encoded);
        format!("the body of the request has {sent} bytes in chunks, but its length is {encoded}")
            .into()
    }

    /// Takes so many bytes off what is there.
    fn take(&mut self, length: usize) -> VecDeque<Bytes> {
        self.buffered -= length;
        let (mut left, mut taken) = (length, VecDeque::new());
        while let Some(mut piece) = self.pieces.pop_front() {
            if piece.len() > left {
                let rest = piece.split_off(left);
                self.pieces.push_front(rest);
            }
            left -= piece.len();
            taken.push_back(piece);
            if left == 0 {
                break;
            }
        }
        taken
    }

    /// Sends what is behind the last chunk.
    fn send_end(&mut self, trailers: Headers) -> Result<(), BoxError> {
        if self.buffered > 0 {
            self.send_chunk(self.buffered)?;
        }
        self.send_head(&Bytes::new(), 0)?;
        let mut lines = String::new();
        let mut line = |name: &str, value: &str| {
            lines.extend([name, ":", value, "\r\n"]);
        };
        for (name, value) in trailers.iter() {
            line(name, value);
        }
        if let Some(signer) = &mut self.signer
            && !trailers.is_empty()
        {
            line(X_AMZ_TRAILER_SIGNATURE, signer.trailers(&trailers)?);
        }
        self.send(lines + "\r\n");
        self.has_ended = true;
        if self.sent == self.lengths.encoded {
            Ok(())
        } else {
            Err(self.mismatch())
        }
    }

    /// Takes a frame of the body, or its end.
    fn take_frame(&mut self, frame: Option<Frame<Bytes>>) -> Result<(), BoxError> {
        let Some(frame) = frame else {
            return self.send_end(Headers::new());
        };
        match frame.into_data() {
            Ok(data) => {
                self.buffered += data.len();
                self.pieces.push_back(data);
                while self.buffered >= self.lengths.chunk {
                    self.send_chunk(self.lengths.chunk)?;
                }
                Ok(())
            }
            Err(frame) => {
                let trailers = frame.into_trailers().unwrap_or_default();
                self.send_end(Headers::try_from(trailers)?)
            }
        }
    }
}

/// Pieces as one: those of a file are of the size of a chunk, and are not copied.
fn joined(mut pieces: VecDeque<Bytes>, length: usize) -> Bytes {
    if pieces.len() == 1
        && let Some(only) = pieces.pop_front()
    {
        return only;
    }
    let mut whole = BytesMut::with_capacity(length);
    for piece in pieces {
        whole.extend_from_slice(&piece);
    }
    whole.freeze()
}

impl Body for Encoded {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        loop {
            if let Some(bytes) = this.ready.pop_front() {
                return Poll::Ready(Some(Ok(Frame::data(bytes))));
            }
            if this.has_ended {
                return Poll::Ready(None);
            }
            let frame = ready!(Pin::new(&mut this.body).poll_frame(context)).transpose();
            if let Err(error) = frame.and_then(|frame| this.take_frame(frame)) {
                this.has_ended = true;
                this.ready.clear();
                return Poll::Ready(Some(Err(error)));
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.has_ended && self.ready.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        let ready: usize = self.ready.iter().map(Bytes::len).sum();
        SizeHint::with_exact(self.lengths.encoded.saturating_sub(self.sent) + ready as u64)
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::task::Waker;

    use aws_credential_types::Credentials;
    use aws_runtime::content_encoding::{AwsChunkedBody, AwsChunkedBodyOptions};

    use super::*;

    /// A stream in pieces of a size, and its trailer.
    struct Pieces {
        rest: Bytes,
        size: usize,
        trailer: Option<(&'static str, &'static str)>,
    }

    impl Body for Pieces {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            let size = self.size.min(self.rest.len());
            if size > 0 {
                return Poll::Ready(Some(Ok(Frame::data(self.rest.split_to(size)))));
            }
            Poll::Ready(self.trailer.take().map(|(name, value)| {
                let name = http::HeaderName::from_static(name);
                let value = http::HeaderValue::from_static(value);
                Ok(Frame::trailers([(name, value)].into_iter().collect()))
            }))
        }
    }

    fn read<B: Body<Data = Bytes, Error = BoxError> + Unpin>(mut body: B) -> Result<Bytes, String> {
        let mut bytes = BytesMut::new();
        loop {
            let mut context = Context::from_waker(Waker::noop());
            match Pin::new(&mut body).poll_frame(&mut context) {
                // That of `aws-runtime` wakes itself.
                Poll::Pending => {}
                Poll::Ready(None) => return Ok(bytes.freeze()),
                Poll::Ready(Some(Ok(frame))) => {
                    bytes.extend_from_slice(&frame.into_data().unwrap());
                }
                Poll::Ready(Some(Err(error))) => return Err(error.to_string()),
            }
        }
    }

    const TRAILER: (&str, &str) = ("x-amz-checksum-crc32c", "sOO8/Q==");

    fn body(length: usize, size: usize) -> SdkBody {
        SdkBody::from_body_1_x(Pieces {
            rest: vec![b'a'; length].into(),
            size,
            trailer: Some(TRAILER),
        })
    }

    fn options(length: u64, chunk: usize) -> AwsChunkedBodyOptions {
        AwsChunkedBodyOptions::new(length, vec![(TRAILER.0.len() + 1 + TRAILER.1.len()) as u64])
            .with_chunk_size(chunk)
    }

    fn lengths(options: &AwsChunkedBodyOptions) -> Lengths {
        Lengths {
            chunk: options.chunk_size(),
            encoded: options.encoded_length(),
        }
    }

    /// Protects every stream to S3: the bytes are those of the official client, however the stream
    /// comes in pieces; and a stream of another length than its head says is an error.
    #[test]
    fn chunks_are_those_of_the_official_client() {
        for length in [0, 1, 7, 8, 9, 16, 100] {
            for (size, chunk) in [(1, 8), (5, 8), (8, 8), (13, 8), (100, 8), (3, 1000)] {
                let options = options(length as u64, chunk);
                let lengths = lengths(&options);
                let ours = read(Encoded::new(body(length, size), lengths, None));
                let theirs = read(AwsChunkedBody::new(body(length, size), options));
                assert_eq!(ours, theirs, "{length} bytes in pieces of {size}");
                assert_eq!(ours.map(|it| it.len() as u64), Ok(lengths.encoded));
                for wrong in [length + 1, length + 20] {
                    let longer = read(Encoded::new(body(wrong, size), lengths, None));
                    longer.unwrap_err();
                }
            }
        }
        let shorter = read(Encoded::new(body(9, 5), lengths(&options(10, 8)), None));
        let expected = "the body of the request has 56 bytes in chunks, but its length is 57";
        assert_eq!(shorter, Err(expected.to_owned()));
    }

    /// Protects the signatures of chunks: they are those of the example in the documentation of S3.
    #[test]
    fn chunks_are_signed() {
        let credentials = Credentials::new(
            "AKIAIOSFODNN7EXAMPLE",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            None,
            None,
            "test",
        );
        let mut headers = Headers::new();
        headers.insert("x-amz-date", "20130524T000000Z");
        headers.insert(
            "authorization",
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, \
             SignedHeaders=host, \
             Signature=106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e",
        );
        let line = X_AMZ_TRAILER_SIGNATURE.len() + 1 + 64;
        let options = options(66_560, 65_536)
            .signed_chunked_encoding(true)
            .with_trailer_len(line as u64);
        for size in [1000, 65_536, 66_560] {
            let signer = ChunkSigner::of(&headers, &credentials.clone().into());
            assert!(signer.is_some());
            let sent = read(Encoded::new(body(66_560, size), lengths(&options), signer)).unwrap();
            let sent = String::from_utf8(sent.to_vec()).unwrap();
            let (a, b) = ("a".repeat(65_536), "a".repeat(1024));
            let expected = format!(
                "10000;chunk-signature=b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2\
                 \r\n{a}\r\n\
                 400;chunk-signature=1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7\
                 \r\n{b}\r\n\
                 0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n\
                 x-amz-checksum-crc32c:sOO8/Q==\r\n\
                 x-amz-trailer-signature:\
                 d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n"
            );
            assert!(sent == expected, "pieces of {size}");
        }
    }
}
