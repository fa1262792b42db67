//! The parts of Signature Version 4 that requests and events share.

use std::fmt;
use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::sign::v4::generate_signing_key;
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// A hash or signature in hexadecimal digits.
pub(crate) type Digits = [u8; 64];

/// The key of the last signature, kept until the day, region, service or credentials change.
///
/// `aws-sigv4` derives it anew for each signature, which takes four more HMACs.
#[derive(Default)]
pub(crate) struct SigningKey(Option<Derived>);

/// A key, and the values that it is derived from.
struct Derived {
    day: String,
    region: String,
    name: String,
    credentials: Credentials,
    /// The state of an HMAC with the key, before any input.
    mac: Hmac<Sha256>,
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("** redacted **")
    }
}

/// The values that a key is derived from, except for the day.
#[derive(Clone, Copy)]
pub(crate) struct KeyScope<'a> {
    pub(crate) credentials: &'a Credentials,
    pub(crate) region: &'a str,
    /// The name of the service in signatures.
    pub(crate) name: &'a str,
}

impl SigningKey {
    /// The signature of a string at that time; `None` if no key can be derived.
    pub(crate) fn sign(
        &mut self,
        scope: KeyScope<'_>,
        moment: &Moment,
        text: &[u8],
    ) -> Option<[u8; 32]> {
        let KeyScope {
            credentials,
            region,
            name,
        } = scope;
        let (secret, day) = (credentials.secret_access_key(), moment.day());
        let last = self.0.take().filter(|last| {
            (&*last.day, &*last.region, &*last.name) == (day, region, name)
                && last.credentials.secret_access_key() == secret
        });
        let last = match last {
            Some(last) => last,
            None => Derived {
                day: day.to_owned(),
                region: region.to_owned(),
                name: name.to_owned(),
                credentials: credentials.clone(),
                mac: {
                    let key = generate_signing_key(secret, moment.time, region, name);
                    Hmac::new_from_slice(key.as_ref()).ok()?
                },
            },
        };
        let mac = self.0.insert(last).mac.clone();
        Some(mac.chain_update(text).finalize().into_bytes().into())
    }
}

/// A timestamp in the format of signatures: `20261126T174500Z`.
#[derive(Debug)]
pub(crate) struct Moment {
    time: SystemTime,
    text: String,
}

impl Moment {
    /// `None` for a year that the format cannot express.
    pub(crate) fn new(time: SystemTime) -> Option<Self> {
        let seconds = DateTime::from_secs(DateTime::from(time).secs());
        let text = seconds.fmt(Format::DateTime).ok()?;
        let text: String = text.chars().filter(|c| !matches!(c, '-' | ':')).collect();
        text.get(..8)?;
        Some(Self { time, text })
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The day: `20261126`.
    pub(crate) fn day(&self) -> &str {
        self.text.get(..8).unwrap_or_default()
    }
}

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
#[cfg(feature = "sign")]
pub(crate) fn text(digits: Digits) -> String {
    digits.map(char::from).iter().collect()
}
