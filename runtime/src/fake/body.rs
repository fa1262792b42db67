//! The bodies of requests, without what they are wrapped in.

use std::borrow::Cow;

use super::refusal::Refusal;

/// The first bytes of a compressed body.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// The encoding of a compressed body.
const GZIP_NAME: &str = "gzip";

/// The header with the length of a body in chunks, without what is around them.
pub(super) const DECODED_LENGTH: &str = "x-amz-decoded-content-length";

/// The encoding of a body in chunks.
const CHUNKED: &str = "aws-chunked";

/// A body without what it is wrapped in.
#[derive(Debug)]
pub(super) struct Content<'r> {
    pub(super) bytes: Cow<'r, [u8]>,
    /// The headers behind a body in chunks: checksums and signatures.
    pub(super) trailers: Vec<(&'r str, &'r [u8])>,
    /// True if the body was sent in chunks.
    pub(super) is_chunked: bool,
    /// True if the body was compressed, and is not any more.
    pub(super) is_decompressed: bool,
}

impl<'r> Content<'r> {
    /// A body that is not wrapped in anything.
    pub(super) const fn plain(bytes: &'r [u8]) -> Self {
        Self {
            bytes: Cow::Borrowed(bytes),
            trailers: Vec::new(),
            is_chunked: false,
            is_decompressed: false,
        }
    }

    /// The content of a body that may be sent in chunks, with signatures or checksums between and
    /// behind them.
    pub(super) fn of(headers: &http::HeaderMap, body: &'r [u8]) -> Result<Self, Refusal> {
        // S3 Transfer Manager and others leave the encoding out, and say it in the hash.
        let hash = headers.get("x-amz-content-sha256");
        let is_streaming = hash.is_some_and(|hash| {
            let hash = hash.as_bytes();
            hash.starts_with(b"STREAMING-") && !hash.ends_with(b"-EVENTS")
        });
        if !is_streaming && !has_encoding(headers, CHUNKED) {
            return Ok(Self::plain(body));
        }
        let invalid = || Refusal::unreadable("the body is not `aws-chunked`".to_owned());
        let content = unchunked(body).ok_or_else(invalid)?;
        let length = headers.get(DECODED_LENGTH).map(http::HeaderValue::as_bytes);
        let found = content.bytes.len();
        match length.filter(|length| *length != found.to_string().as_bytes()) {
            None => Ok(content),
            Some(length) => Err(Refusal::unreadable(format!(
                "the chunks hold {found} bytes, but `{DECODED_LENGTH}` is {}",
                length.escape_ascii()
            ))),
        }
    }

    /// True if the content is compressed, by the client or by its caller.
    pub(super) fn is_compressed(&self, headers: &http::HeaderMap) -> bool {
        !self.is_decompressed && has_encoding(headers, GZIP_NAME) && self.bytes.starts_with(&GZIP)
    }

    /// The content as it was before the client has compressed it.
    pub(super) fn decompressed(self) -> Result<Self, Refusal> {
        Ok(Self {
            bytes: Cow::Owned(decompress(&self.bytes)?),
            is_decompressed: true,
            ..self
        })
    }
}

#[cfg(feature = "compression")]
fn decompress(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    use std::io::Read;

    let (mut plain, most) = (Vec::new(), super::wire::BODY);
    let mut from = flate2::read::MultiGzDecoder::new(bytes).take(most + 1);
    let read = from.read_to_end(&mut plain);
    read.map_err(|error| Refusal::unreadable(format!("the body is not gzip: {error}")))?;
    match plain.len() as u64 > most {
        true => Err(Refusal::too_large()),
        false => Ok(plain),
    }
}

#[cfg(not(feature = "compression"))]
fn decompress(_: &[u8]) -> Result<Vec<u8>, Refusal> {
    Err(Refusal::compressed())
}

fn has_encoding(headers: &http::HeaderMap, encoding: &str) -> bool {
    let values = headers.get_all("content-encoding").iter();
    let values = values.filter_map(|value| value.to_str().ok());
    let mut encodings = values.flat_map(|value| value.split(','));
    encodings.any(|other| other.trim().eq_ignore_ascii_case(encoding))
}

/// A value of `content-encoding` without that of a client which has compressed the body; `None` if
/// nothing is left.
pub(super) fn plain_encoding(value: &[u8]) -> Option<&[u8]> {
    let text = std::str::from_utf8(value).unwrap_or_default();
    let is_gzip = |it: &str| it.trim().eq_ignore_ascii_case(GZIP_NAME);
    match text.rsplit_once(',') {
        _ if is_gzip(text) => None,
        Some((rest, last)) if is_gzip(last) => Some(rest.trim_end().as_bytes()),
        _ => Some(value),
    }
}

/// A value of `content-encoding` without that of chunks at its start and end, as S3 stores it;
/// `None` if nothing is left.
pub(super) fn stored_encoding(value: &[u8]) -> Option<&[u8]> {
    let Ok(mut rest) = std::str::from_utf8(value) else {
        return Some(value);
    };
    let is_chunked = |it: &str| it.trim().eq_ignore_ascii_case(CHUNKED);
    loop {
        if is_chunked(rest) {
            return None;
        }
        let first = rest.split_once(',').filter(|(first, _)| is_chunked(first));
        let last = rest.rsplit_once(',').filter(|(_, last)| is_chunked(last));
        match first.map(|it| it.1).or(last.map(|it| it.0)) {
            Some(shorter) => rest = shorter.trim(),
            None => return Some(rest.as_bytes()),
        }
    }
}

/// The data of all chunks and the trailers; `None` if the body does not have that form.
fn unchunked(body: &[u8]) -> Option<Content<'_>> {
    let (mut data, mut rest) = (Vec::with_capacity(body.len()), body);
    loop {
        let (head, after) = line(rest)?;
        let head = std::str::from_utf8(head).ok()?;
        let size = head.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        if size == 0 {
            return Some(Content {
                bytes: Cow::Owned(data),
                trailers: trailers(after),
                is_chunked: true,
                is_decompressed: false,
            });
        }
        let (bytes, after) = after.split_at_checked(size)?;
        data.extend_from_slice(bytes);
        rest = after.strip_prefix(b"\r\n")?;
    }
}

/// The first line, and what comes after it.
fn line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.windows(2).position(|two| two == b"\r\n")?;
    Some((bytes.get(..end)?, bytes.get(end + 2..)?))
}

/// The headers behind the last chunk. Some clients end the body without an empty line.
fn trailers(mut rest: &[u8]) -> Vec<(&str, &[u8])> {
    let mut trailers = Vec::new();
    while !rest.is_empty() {
        let (line, after) = line(rest).unwrap_or((rest, &[]));
        rest = after;
        let colon = line.iter().position(|byte| *byte == b':');
        let Some((name, value)) = colon.and_then(|colon| line.split_at_checked(colon)) else {
            continue;
        };
        if let Ok(name) = std::str::from_utf8(name) {
            let value = value.get(1..).unwrap_or_default();
            trailers.push((name.trim(), value.trim_ascii()));
        }
    }
    trailers
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects the checksums of uploads, which stand behind the chunks, with a signature or not,
    /// and with an end or not.
    #[test]
    fn trailers_are_headers() {
        type Trailers = &'static [(&'static str, &'static str)];
        let table: [(&[u8], Trailers); 4] = [
            (b"0\r\n\r\n", &[]),
            (b"0\r\na:b\r\nC : d e \r\n\r\n", &[("a", "b"), ("C", "d e")]),
            (b"0\r\na:b:c", &[("a", "b:c")]),
            (b"0\r\nno colon\r\n\xff:a\r\na:\r\n", &[("a", "")]),
        ];
        for (body, expected) in table {
            let found = unchunked(body).expect("chunks").trailers;
            let expected = expected
                .iter()
                .map(|(name, value)| (*name, value.as_bytes()));
            assert_eq!(
                found,
                expected.collect::<Vec<_>>(),
                "{}",
                body.escape_ascii()
            );
        }
    }

    /// Protects uploads to S3, which official clients send in chunks, and hostile chunks.
    #[test]
    fn chunks_become_one_body() {
        let table: [(&[u8], Option<&[u8]>); 7] = [
            (
                b"3\r\nabc\r\n0\r\nx-amz-checksum-crc32:abc=\r\n\r\n",
                Some(b"abc"),
            ),
            (
                b"1;chunk-signature=ab\r\na\r\n2\r\nbc\r\n0\r\n\r\n",
                Some(b"abc"),
            ),
            (b"0\r\n\r\n", Some(b"")),
            (b"abc", None),
            (b"ffffffffffffffff\r\nabc\r\n0\r\n\r\n", None),
            (b"3\r\nabc", None),
            (b"-1\r\nabc\r\n0\r\n\r\n", None),
        ];
        for (body, expected) in table {
            let found = unchunked(body);
            assert_eq!(
                found.as_ref().map(|found| &*found.bytes),
                expected,
                "{}",
                body.escape_ascii()
            );
        }
    }
}
