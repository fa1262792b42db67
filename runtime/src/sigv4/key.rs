//! The key of signatures, which is derived once a day.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use aws_credential_types::Credentials;
use aws_sigv4::sign::v4::generate_signing_key;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::moment::Moment;

/// The key of the last signature, kept until the day, region, service or credentials change.
///
/// `aws-sigv4` derives it anew for each signature, which takes four more HMACs.
// Boxed, so that clients that sign nothing stay small.
#[derive(Default)]
struct SigningKey(Option<Box<Derived>>);

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
#[derive(Clone, Copy, Debug)]
pub(crate) struct KeyScope<'a> {
    pub(crate) credentials: &'a Credentials,
    pub(crate) region: &'a str,
    /// The name of the service in signatures.
    pub(crate) name: &'a str,
}

impl SigningKey {
    /// The state of an HMAC with the key, before any input.
    fn mac(&mut self, scope: KeyScope<'_>, day: &Moment) -> Option<Hmac<Sha256>> {
        let KeyScope {
            credentials,
            region,
            name,
        } = scope;
        let secret = credentials.secret_access_key();
        let last = self.0.as_ref().filter(|last| {
            (&*last.day, &*last.region, &*last.name) == (day.day(), region, name)
                && last.credentials.secret_access_key() == secret
        });
        if let Some(last) = last {
            return Some(last.mac.clone());
        }
        let key = generate_signing_key(secret, day.time(), region, name);
        let mac = Hmac::new_from_slice(key.as_ref()).ok()?;
        self.0 = Some(Box::new(Derived {
            day: day.day().to_owned(),
            region: region.to_owned(),
            name: name.to_owned(),
            credentials: credentials.clone(),
            mac: mac.clone(),
        }));
        Some(mac)
    }
}

/// The key of the last signature, by which several threads may sign.
#[derive(Debug, Default)]
pub(crate) struct LastKey(Mutex<SigningKey>);

impl LastKey {
    /// The signature of a string at that time; `None` if no key can be derived.
    pub(crate) fn sign(
        &self,
        scope: KeyScope<'_>,
        moment: &Moment,
        text: &[u8],
    ) -> Option<[u8; 32]> {
        // Others do not wait for the signature.
        let mac = {
            let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            last.mac(scope, moment)?
        };
        Some(mac.chain_update(text).finalize().into_bytes().into())
    }
}
