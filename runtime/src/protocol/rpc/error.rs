//! The code and message that rpcv2Cbor puts around every error.

use crate::codec::Error;
use crate::codec::cbor::Reader;
use crate::error::{self, ErrorMetadata, bare_code, with_body};
use crate::http::Response;
use crate::protocol::{Called, query_error};

/// The metadata of an error response: code, message and request ID, where it has them; and its
/// status and the operation, which are in the line that the error is shown as.
///
/// The code is the body's member `__type`; a namespace before it and a URL behind it are left out.
/// The message is the body's member `message`, `Message` or `errorMessage`. A body that is not
/// CBOR, or not up to its end, says what stands before that. The line shows the start of a body
/// that says nothing, unless it may hold secrets.
pub(super) fn metadata(response: &Response<'_>, bytes: &[u8], called: &Called) -> ErrorMetadata {
    let is_text = std::str::from_utf8(bytes).is_ok();
    let mut body = Members::default();
    // What was read before a failure is kept.
    let is_map = body.read(bytes).is_ok();
    let mut metadata = error::metadata(response, called.operation);
    let code = body.ty.as_deref().map(bare_code);
    let code = code.filter(|code| !code.is_empty());
    let is_known = code.is_some() || body.message.is_some();
    if let Some(code) = code {
        metadata = metadata.code(code);
    }
    if let Some(message) = body.message {
        metadata = metadata.message(message);
    }
    metadata = query_error::apply(metadata, response, called);
    // Proxies, which send text, have no secrets of the service.
    if !is_known && (!called.sensitive || (!is_map && is_text)) {
        metadata = with_body(metadata, response);
    }
    metadata.build()
}

/// The members that the bodies of all errors have.
#[derive(Default)]
struct Members {
    ty: Option<String>,
    message: Option<String>,
}

impl Members {
    /// Reads a body up to its end, or to what is wrong with it.
    fn read(&mut self, body: &[u8]) -> Result<(), Error> {
        let mut cbor = Reader::new(body);
        cbor.begin_document()?;
        while cbor.goes_on()? {
            let member = match &*cbor.map_key()? {
                "__type" => &mut self.ty,
                "message" | "Message" | "errorMessage" => &mut self.message,
                _ => {
                    cbor.skip()?;
                    continue;
                }
            };
            match cbor.is_text()? {
                true => *member = cbor.text()?.map(Into::into),
                false => cbor.skip()?,
            }
        }
        cbor.finish()
    }
}
