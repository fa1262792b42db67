//! The bodies of requests, without what they are wrapped in.

use std::borrow::Cow;

use super::refusal::Refusal;

/// The first bytes of a compressed body.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// The encoding of a body in chunks.
const CHUNKED: &str = "aws-chunked";

/// The content of a body that is sent in chunks with signatures or checksums between them.
pub(super) fn decoded<'r>(
    headers: &http::HeaderMap,
    body: &'r [u8],
) -> Result<Cow<'r, [u8]>, Refusal> {
    // S3 Transfer Manager and others leave the encoding out, and say it in the hash.
    let hash = headers.get("x-amz-content-sha256");
    let is_streaming = hash.is_some_and(|hash| hash.as_bytes().starts_with(b"STREAMING-"));
    if !is_streaming && !has_encoding(headers, CHUNKED) {
        return Ok(Cow::Borrowed(body));
    }
    let invalid = || Refusal::unreadable("the body is not `aws-chunked`".to_owned());
    unchunked(body).map(Cow::Owned).ok_or_else(invalid)
}

/// True if a body that has been [decoded] is compressed.
pub(super) fn is_compressed(headers: &http::HeaderMap, body: &[u8]) -> bool {
    has_encoding(headers, "gzip") && body.starts_with(&GZIP)
}

fn has_encoding(headers: &http::HeaderMap, encoding: &str) -> bool {
    let values = headers.get_all("content-encoding").iter();
    let values = values.filter_map(|value| value.to_str().ok());
    let mut encodings = values.flat_map(|value| value.split(','));
    encodings.any(|other| other.trim().eq_ignore_ascii_case(encoding))
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

/// The data of all chunks; `None` if the body does not have that form.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let (mut data, mut rest) = (Vec::with_capacity(body.len()), body);
    loop {
        let end = rest.windows(2).position(|two| two == b"\r\n")?;
        let head = std::str::from_utf8(rest.get(..end)?).ok()?;
        let size = head.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        if size == 0 {
            // Checksums and signatures come behind.
            return Some(data);
        }
        let chunk = rest.get(end + 2..)?;
        let (bytes, after) = chunk.split_at_checked(size)?;
        data.extend_from_slice(bytes);
        rest = after.strip_prefix(b"\r\n")?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(
                unchunked(body).as_deref(),
                expected,
                "{}",
                body.escape_ascii()
            );
        }
    }
}
