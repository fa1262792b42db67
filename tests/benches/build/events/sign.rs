//! Signatures of messages, as the signer of the AWS runtime makes them, which is private.

use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::event_stream::{sign_empty_message, sign_message};
use aws_sigv4::sign::v4::SigningParams;
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_types::event_stream::{Message, SignMessage, SignMessageError};

/// A signer, of the type that the body of a request waits for.
pub(crate) type Signer = Box<dyn SignMessage + Send + Sync>;

#[derive(Debug)]
struct Running {
    signature: String,
    identity: Identity,
}

pub(crate) fn signer() -> Signer {
    let credentials = Credentials::new("AKIDEXAMPLE", "the-secret", None, None, "bench");
    Box::new(Running {
        signature: "0".repeat(64),
        identity: credentials.into(),
    })
}

impl Running {
    fn params(&self) -> SigningParams<'_, ()> {
        SigningParams::builder()
            .identity(&self.identity)
            .region("eu-west-1")
            .name("transcribe")
            .time(SystemTime::now())
            .settings(())
            .build()
            .expect("all parameters")
    }
}

impl SignMessage for Running {
    fn sign(&mut self, message: Message) -> Result<Message, SignMessageError> {
        let signed = sign_message(&message, &self.signature, &self.params())?;
        let (message, signature) = signed.into_parts();
        self.signature = signature;
        Ok(message)
    }

    fn sign_empty(&mut self) -> Option<Result<Message, SignMessageError>> {
        let signed = sign_empty_message(&self.signature, &self.params()).ok()?;
        Some(Ok(signed.into_parts().0))
    }
}
