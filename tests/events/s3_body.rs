//! Bodies of the tests of S3.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use s3::primitives::ByteStream;

use crate::server::Head;

pub(crate) const BODY: &[u8] = b"Hello world";

/// The checksums of [`BODY`] by algorithm.
pub(crate) const CHECKSUMS: [(&str, &str); 10] = [
    ("CRC32", "i9aeUg=="),
    ("CRC32C", "crUfeA=="),
    ("CRC64NVME", "OOJZ0D8xKts="),
    ("MD5", "PiWWCnnbxptnTNTsZ6csYg=="),
    ("SHA1", "e1AsOh9IyGCa4hLN+2Od7jlnP14="),
    ("SHA256", "ZOyIygCyaOW6GjVnihtTFtIS9PNmskdyMlNKiuyjfzw="),
    (
        "SHA512",
        "t/eDuu2Cl/DbkXRiGE/08I5pwtXl95qUJgD5cl9Yzh8pwYE5v4CwbA//K900c4RS7PQMSIwip+PYDN9vnBwNRw==",
    ),
    ("XXHASH3", "tqy52Eo4/3Q="),
    ("XXHASH64", "xQCwyRKzdtg="),
    ("XXHASH128", "c1H4mBL5c4K5HQWzHgTdfw=="),
];

/// A stream in pieces, which says that it has that length.
struct Pieces {
    pieces: VecDeque<&'static [u8]>,
    length: Option<u64>,
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let piece = self.pieces.pop_front();
        Poll::Ready(piece.map(|piece| Ok(Frame::data(Bytes::from_static(piece)))))
    }

    fn size_hint(&self) -> SizeHint {
        self.length
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// A stream of [`BODY`] that says that it has that length.
pub(crate) fn stream(length: impl Into<Option<u64>>) -> ByteStream {
    let pieces = [b"Hello".as_slice(), b" ", b"world"].into();
    let length = length.into();
    ByteStream::from_body_1_x(Pieces { pieces, length })
}

/// A request as a server has received it.
pub(crate) struct Sent {
    pub(crate) head: Head,
    pub(crate) body: Vec<u8>,
}

impl Sent {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.head.header(name).unwrap_or_default()
    }

    /// The chunks of an `aws-chunked` body, and the lines behind the last.
    pub(crate) fn decoded(&self) -> (Vec<Vec<u8>>, Vec<String>) {
        let (mut chunks, mut rest) = (Vec::new(), self.body.as_slice());
        loop {
            let end = rest.windows(2).position(|two| two == b"\r\n");
            let (line, after) = rest.split_at(end.expect("the head of a chunk"));
            let line = str::from_utf8(line).expect("text");
            let (length, signature) = line.split_once(";chunk-signature=").expect("a signature");
            assert_eq!(signature.len(), 64, "{line}");
            let length = usize::from_str_radix(length, 16).expect("a length");
            if length == 0 {
                let lines = str::from_utf8(&after[2..]).expect("text");
                assert!(lines.ends_with("\r\n\r\n"), "{lines:?}");
                return (
                    chunks,
                    lines.trim_end().lines().map(str::to_owned).collect(),
                );
            }
            chunks.push(after[2..2 + length].to_vec());
            rest = &after[4 + length..];
        }
    }
}

/// A file that is removed with the value.
pub(crate) struct File {
    pub(crate) path: std::path::PathBuf,
    pub(crate) file: std::fs::File,
}

impl File {
    pub(crate) fn new(name: &str) -> Self {
        let name = format!("hammersmith-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let file = std::fs::File::create(&path).expect("a file");
        Self { path, file }
    }
}

impl Drop for File {
    fn drop(&mut self) {
        // What is left in the directory for temporary files does no harm.
        let _ = std::fs::remove_file(&self.path);
    }
}
