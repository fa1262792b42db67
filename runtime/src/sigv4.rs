//! The parts of Signature Version 4 that requests and events share.

use std::fmt;
use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::sign::v4::{calculate_signature, generate_signing_key};
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use sha2::{Digest, Sha256};

/// The key of the last signature, kept as long as nothing changes that it is derived from.
///
/// `aws-sigv4` derives it anew for each signature, which takes four more of them.
#[derive(Default)]
pub(crate) struct SigningKey(Option<Derived>);

/// A key, and all that it is derived from.
struct Derived {
    day: String,
    region: String,
    name: String,
    credentials: Credentials,
    key: Vec<u8>,
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("** redacted **")
    }
}

/// All that a key is derived from but the day.
#[derive(Clone, Copy)]
pub(crate) struct KeyScope<'a> {
    pub(crate) credentials: &'a Credentials,
    pub(crate) region: &'a str,
    /// The name of the service in signatures.
    pub(crate) name: &'a str,
}

impl SigningKey {
    /// The signature of a text at that time, in hexadecimal digits. The time is that of `moment`.
    pub(crate) fn sign(
        &mut self,
        scope: KeyScope<'_>,
        time: SystemTime,
        moment: &Moment,
        text: &str,
    ) -> String {
        calculate_signature(self.get(scope, time, moment.day()), text.as_bytes())
    }

    fn get(&mut self, scope: KeyScope<'_>, time: SystemTime, day: &str) -> &[u8] {
        let KeyScope {
            credentials,
            region,
            name,
        } = scope;
        let secret = credentials.secret_access_key();
        let last = self.0.take().filter(|last| {
            (&*last.day, &*last.region, &*last.name) == (day, region, name)
                && last.credentials.secret_access_key() == secret
        });
        let derived = || Derived {
            day: day.to_owned(),
            region: region.to_owned(),
            name: name.to_owned(),
            credentials: credentials.clone(),
            key: generate_signing_key(secret, time, region, name)
                .as_ref()
                .to_vec(),
        };
        &self.0.insert(last.unwrap_or_else(derived)).key
    }
}

/// A time as signatures have it: `20261126T174500Z`.
#[derive(Debug, Default)]
pub(crate) struct Moment(String);

impl Moment {
    /// `None` for a time outside of the years that the form has digits for.
    pub(crate) fn new(time: SystemTime) -> Option<Self> {
        let seconds = DateTime::from_secs(DateTime::from(time).secs());
        let text = seconds.fmt(Format::DateTime).ok()?;
        let text: String = text.chars().filter(|c| !matches!(c, '-' | ':')).collect();
        text.get(..8)?;
        Some(Self(text))
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// The day: `20261126`.
    pub(crate) fn day(&self) -> &str {
        self.0.get(..8).unwrap_or_default()
    }
}

/// The SHA-256 of bytes, in hexadecimal digits.
pub(crate) fn hash(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS[usize::from(half & 15)]);
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        text.push(digit(byte >> 4));
        text.push(digit(byte));
    }
    text
}
