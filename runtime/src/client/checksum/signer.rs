//! The signatures of the chunks of a stream, each of which is part of the next.

use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use aws_sigv4::sign::v4::{SigningParams, sign_chunk, sign_trailer};
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::DateTime;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_smithy_types::date_time::Format;
use bytes::Bytes;

use crate::client::error::BoxError;
use crate::client::signature::Signature;

/// The slot for the signer of the chunks of a stream.
#[derive(Debug, Default)]
pub(super) struct Slot(Mutex<Option<ChunkSigner>>);

impl Storable for Slot {
    type Storer = StoreReplace<Self>;
}

impl Slot {
    /// The signer, once the request is signed by [`SigV4`](crate::client::sigv4::SigV4).
    pub(super) fn take(&self) -> Option<ChunkSigner> {
        let mut signer = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        signer.take()
    }
}

/// Puts the signer of chunks into its slot, if the request has one.
pub(crate) fn leave_signer(headers: &Headers, identity: &Identity, config: &ConfigBag) {
    if let Some(slot) = config.load::<Slot>() {
        let signer = ChunkSigner::of(headers, identity);
        *slot.0.lock().unwrap_or_else(PoisonError::into_inner) = signer;
    }
}

/// Signs the chunks of a stream.
#[derive(Clone, Debug)]
pub(super) struct ChunkSigner {
    identity: Identity,
    region: String,
    name: String,
    time: SystemTime,
    /// The signature before the next.
    signature: String,
}

impl ChunkSigner {
    /// The signer that goes on where the signature of a request ends.
    pub(super) fn of(headers: &Headers, identity: &Identity) -> Option<Self> {
        let signature = Signature::of(headers)?;
        Some(Self {
            identity: identity.clone(),
            region: signature.region.to_owned(),
            name: signature.name.to_owned(),
            time: time(headers.get("x-amz-date")?)?,
            signature: signature.digits.to_owned(),
        })
    }

    /// The signature of the next chunk; the last one is empty.
    pub(super) fn chunk(&mut self, chunk: &Bytes) -> Result<&str, BoxError> {
        let output = sign_chunk(chunk, &self.signature, &self.params()?)?;
        self.signature = output.into_parts().1;
        Ok(&self.signature)
    }

    /// The signature of the trailers.
    pub(super) fn trailers(&mut self, trailers: &Headers) -> Result<&str, BoxError> {
        let output = sign_trailer(trailers, &self.signature, &self.params()?)?;
        self.signature = output.into_parts().1;
        Ok(&self.signature)
    }

    fn params(&self) -> Result<SigningParams<'_, ()>, BoxError> {
        let params = SigningParams::builder()
            .identity(&self.identity)
            .region(&self.region)
            .name(&self.name)
            .time(self.time)
            .settings(());
        Ok(params.build()?)
    }
}

/// A time as `20261126T174500Z`.
fn time(text: &str) -> Option<SystemTime> {
    let (date, time) = (text.get(..8)?, text.get(8..)?);
    let (year, month, day) = (date.get(..4)?, date.get(4..6)?, date.get(6..)?);
    let (hour, minute, second) = (time.get(1..3)?, time.get(3..5)?, time.get(5..)?);
    let text = format!("{year}-{month}-{day}T{hour}:{minute}:{second}");
    let time = DateTime::from_str(&text, Format::DateTime).ok()?;
    time.try_into().ok()
}
