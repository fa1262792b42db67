//! Hashes and signatures in hexadecimal digits.

use sha2::{Digest, Sha256};

/// A hash or signature in hexadecimal digits.
pub(crate) type Digits = [u8; 64];

/// The SHA-256 of bytes.
pub(crate) fn hash(bytes: &[u8]) -> Digits {
    digits(Sha256::digest(bytes).into())
}

/// Bytes in hexadecimal digits.
pub(crate) fn digits(bytes: [u8; 32]) -> Digits {
    let digit = |half: u8| match half {
        0..10 => b'0' + half,
        _ => b'a' - 10 + half,
    };
    let mut digits = [0; 64];
    let (pairs, _) = digits.as_chunks_mut();
    for ([high, low], byte) in pairs.iter_mut().zip(bytes) {
        *high = digit(byte >> 4);
        *low = digit(byte & 15);
    }
    digits
}

/// Digits as a string.
pub(crate) fn text(digits: &Digits) -> &str {
    str::from_utf8(digits).unwrap_or_default()
}
