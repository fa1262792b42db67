//! The signatures of events, each of which is part of the next.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::DateTime;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_smithy_types::event_stream::{DeferredSignerReceiver, DeferredSignerSender};
use bytes::Bytes;

use crate::client::error::BoxError;
use crate::client::signature::Signature;
use crate::event::{Draft, Error, Framing, ROOM, Room, SignedBy, date_header, encode_signed};
use crate::sigv4::{Digits, KeyScope, LastKey, Moment, digits, hash};

/// The slot for the signer of the events of a request.
#[derive(Clone, Debug, Default)]
pub(super) struct Slot(Arc<Mutex<Option<EventSigner>>>);

impl Storable for Slot {
    type Storer = StoreReplace<Self>;
}

/// Puts the signer of events into its slot, if the request has events.
pub(crate) fn leave_signer(
    headers: &Headers,
    identity: &Identity,
    components: &RuntimeComponents,
    config: &ConfigBag,
) {
    if let Some(slot) = config.load::<Slot>() {
        let time = components.time_source().unwrap_or_default();
        let signer = EventSigner::of(headers, identity, time);
        *slot.0.lock().unwrap_or_else(PoisonError::into_inner) = signer;
    }
}

/// Frames of messages that are signed once the request is.
pub(super) enum Signing {
    /// The request is not signed yet. An auth scheme of the program sends its signer to the
    /// receiver, as that of the AWS runtime does.
    Awaited(Slot, DeferredSignerReceiver),
    Ours(Box<EventSigner>),
    Other(SignedBy),
    /// The request has no signature.
    Nothing,
}

impl Signing {
    /// Stores the slots for signers in the configuration of a call.
    pub(super) fn new(config: &mut ConfigBag) -> Self {
        let (receiver, sender) = DeferredSignerSender::new();
        let slot = Slot::default();
        config.interceptor_state().store_put(sender);
        config.interceptor_state().store_put(slot.clone());
        Self::Awaited(slot, receiver)
    }

    fn found(&mut self) -> &mut Self {
        if let Self::Awaited(slot, receiver) = self {
            let ours = slot.0.lock().unwrap_or_else(PoisonError::into_inner).take();
            *self = match (ours, receiver.recv()) {
                (Some(ours), _) => Self::Ours(Box::new(ours)),
                (None, Ok(other)) => Self::Other(SignedBy(other)),
                (None, Err(_)) => Self::Nothing,
            };
        }
        self
    }
}

impl Framing for Signing {
    fn room(&mut self) -> Room {
        match self.found() {
            Self::Ours(_) => ROOM,
            _ => Room::default(),
        }
    }

    fn frame(&mut self, message: Draft) -> Result<Bytes, BoxError> {
        match self.found() {
            Self::Ours(signer) => Ok(signer.frame(Some(message))?),
            Self::Other(signer) => signer.frame(message),
            _ => Ok(message.seal()?.into()),
        }
    }

    fn last(&mut self) -> Option<Result<Bytes, BoxError>> {
        match self.found() {
            Self::Ours(signer) => Some(signer.frame(None).map_err(BoxError::from)),
            Self::Other(signer) => signer.last(),
            _ => None,
        }
    }
}

/// Signs events by Signature Version 4, as the AWS runtime does, with a key that is derived once.
#[derive(Debug)]
pub(super) struct EventSigner {
    credentials: Credentials,
    region: String,
    name: String,
    time: SharedTimeSource,
    key: LastKey,
    /// The second of the last signature.
    second: Option<Second>,
    /// The signature before the next.
    signature: Digits,
}

/// The parts of signatures that are the same for a second.
#[derive(Debug)]
struct Second {
    /// Since the start of 1970.
    seconds: i64,
    moment: Moment,
    /// The header with the time, and its hash.
    header: Vec<u8>,
    hash: Digits,
}

impl Second {
    fn new(time: SystemTime, seconds: i64) -> Result<Self, Error> {
        let moment = Moment::new(time);
        let moment = moment.ok_or_else(|| Error::new("a signature cannot contain this time"))?;
        let header = date_header(&DateTime::from_secs(seconds))?;
        Ok(Self {
            seconds,
            moment,
            hash: hash(&header),
            header,
        })
    }
}

impl EventSigner {
    /// The signer that goes on where the signature of a request ends.
    fn of(headers: &Headers, identity: &Identity, time: SharedTimeSource) -> Option<Self> {
        let signature = Signature::of(headers)?;
        Some(Self {
            credentials: identity.data::<Credentials>()?.clone(),
            region: signature.region.to_owned(),
            name: signature.name.to_owned(),
            time,
            key: LastKey::default(),
            second: None,
            signature: signature.digits.as_bytes().try_into().ok()?,
        })
    }

    /// The signed frame of a message, or that of no message, which ends the stream.
    fn frame(&mut self, message: Option<Draft>) -> Result<Bytes, Error> {
        let time = self.time.now();
        // Signatures have no fractions of seconds.
        let seconds = DateTime::from(time).secs();
        let last = self.second.take().filter(|last| last.seconds == seconds);
        let second = match last {
            Some(last) => last,
            None => Second::new(time, seconds)?,
        };
        let frame = encode_signed(message, &second.header, |frame| self.sign(&second, frame));
        self.second = Some(second);
        frame
    }

    fn sign(&mut self, second: &Second, frame: &[u8]) -> Result<[u8; 32], Error> {
        let text = [
            b"AWS4-HMAC-SHA256-PAYLOAD\n",
            second.moment.text().as_bytes(),
            b"\n",
            second.moment.day().as_bytes(),
            b"/",
            self.region.as_bytes(),
            b"/",
            self.name.as_bytes(),
            b"/aws4_request\n",
            &self.signature,
            b"\n",
            &second.hash,
            b"\n",
            &hash(frame),
        ]
        .concat();
        let scope = KeyScope {
            credentials: &self.credentials,
            region: &self.region,
            name: &self.name,
        };
        let signature = self.key.sign(scope, &second.moment, &text);
        let signature = signature.ok_or_else(|| Error::new("the signing key cannot be derived"))?;
        self.signature = digits(signature);
        Ok(signature)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use aws_sigv4::event_stream::{SigningParams, sign_empty_message, sign_message};
    use aws_smithy_async::time::StaticTimeSource;
    use aws_smithy_eventstream::frame::write_message_to;
    use aws_smithy_types::event_stream::{Header, HeaderValue, Message, SignMessage};

    use super::*;
    use crate::event::encode;

    fn draft(message: &Message, room: Room) -> Draft {
        Draft::of(message, room).expect("a draft")
    }

    /// The signed frame by the official crates, and its signature.
    fn official(
        message: Option<&Message>,
        last: &str,
        params: &SigningParams<'_>,
    ) -> (Vec<u8>, String) {
        let signed = match message {
            Some(message) => sign_message(message, last, params),
            None => sign_empty_message(last, params),
        };
        let (message, signature) = signed.expect("a signature").into_parts();
        let mut frame = Vec::new();
        write_message_to(&message, &mut frame).expect("a frame");
        (frame, signature)
    }

    // The services check each signature. The key is that of the day, so the days change, too.
    #[test]
    fn frames_are_those_of_the_official_signer() {
        let credentials = Credentials::new("AKID", "hidden", Some("token".into()), None, "test");
        let identity = Identity::from(credentials);
        let mut headers = Headers::new();
        let authorization = format!(
            "AWS4-HMAC-SHA256 Credential=AKID/20261126/eu-west-1/transcribe/aws4_request, \
             SignedHeaders=host, Signature={}",
            "0a".repeat(32)
        );
        headers.insert("authorization", authorization);
        let time = |seconds: u64| UNIX_EPOCH + Duration::new(1_767_225_599 + seconds, 999_999_999);
        let source = |seconds: u64| SharedTimeSource::new(StaticTimeSource::new(time(seconds)));
        let signer = EventSigner::of(&headers, &identity, source(0));
        let mut signer = signer.expect("a signature to go on from");
        let mut last = "0a".repeat(32);
        for seconds in [0, 0, 1, 2, 86_400, 86_400 * 400] {
            signer.time = source(seconds);
            let length = 1_000 * (seconds as usize % 7);
            let message = Message::new(vec![seconds as u8; length]).add_header(Header::new(
                ":event-type",
                HeaderValue::String("AudioEvent".into()),
            ));
            let params = SigningParams::builder()
                .identity(&identity)
                .region("eu-west-1")
                .name("transcribe")
                .time(time(seconds))
                .settings(())
                .build()
                .expect("all parameters");
            for message in [Some(&message), None] {
                let (expected, signature) = official(message, &last, &params);
                let own = message.map(|message| draft(message, ROOM));
                let frame = signer.frame(own).expect("a frame");
                assert_eq!(frame, expected, "{seconds}");
                last = signature;
            }
        }
        assert!(!format!("{signer:?}").contains("hidden"));
    }

    /// The signer of a scheme that a program has added.
    #[derive(Debug)]
    struct Marked;

    impl SignMessage for Marked {
        fn sign(&mut self, message: Message) -> Result<Message, BoxError> {
            Ok(message.add_header(Header::new("x", HeaderValue::Bool(true))))
        }

        fn sign_empty(&mut self) -> Option<Result<Message, BoxError>> {
            Some(self.sign(Message::new(Vec::new())))
        }
    }

    /// Protects programs with an authentication scheme of their own, and requests of no one.
    #[test]
    fn other_signers_are_used() {
        let message = Message::new(&b"event"[..]);
        let frame = |message: &Message| encode(message).expect("a frame");
        let mut config = ConfigBag::base();
        let mut signing = Signing::new(&mut config);
        let sender = config.load::<DeferredSignerSender>().expect("a sender");
        let signer: Box<dyn SignMessage + Send + Sync> = Box::new(Marked);
        sender.send(signer).expect("a receiver");
        let marked = Marked.sign(message.clone()).expect("a message");
        let found = draft(&message, signing.room());
        let found = signing.frame(found).expect("a frame");
        assert_eq!(found, frame(&marked));
        let last = signing.last().expect("a frame").expect("a frame");
        let marked = Marked.sign(Message::new(Vec::new())).expect("a message");
        assert_eq!(last, frame(&marked));

        let mut signing = Signing::new(&mut ConfigBag::base());
        let found = draft(&message, signing.room());
        let found = signing.frame(found).expect("a frame");
        assert_eq!(found, frame(&message));
        assert!(signing.last().is_none());
    }

    /// A request that has no signature in its headers is left to the signer of the AWS runtime.
    #[test]
    fn no_signature_has_no_signer() {
        let identity = Identity::from(Credentials::new("AKID", "hidden", None, None, "test"));
        let signer = EventSigner::of(&Headers::new(), &identity, SharedTimeSource::default());
        assert!(signer.is_none());
    }
}
