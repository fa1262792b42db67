//! The code and message that XML protocols put around every error.

use crate::codec::Error;
use crate::codec::xml::{Reader, bare};
use crate::error::{self, ErrorMetadata, with_body, with_request_id};
use crate::http::Response;
use crate::protocol::Called;
use crate::special::s3;

/// The metadata of an error response: code, message and request ID, where it has them; and its
/// status and the operation, which are in the line that the error is shown as.
///
/// Code and message are the elements `Code` and `Message` of the element `Error`, which is the
/// root, or stands in one or two others; of several, the first counts, whose members are read, too.
/// Elements may have any prefix. The request ID is that of the headers, else that of the
/// document.
///
/// A body that is not XML, or not up to its end, says what stands before that. The line shows the
/// start of a body that says nothing, unless it may hold secrets.
pub(crate) fn metadata(response: &Response<'_>, body: &[u8], called: &Called) -> ErrorMetadata {
    let text = std::str::from_utf8(body).unwrap_or_default();
    let mut body = Envelope::default();
    // What was read before a failure is kept.
    let _ = body.read(text);
    let mut metadata = error::metadata(response, called.operation);
    if let Some(id) = body.request_id
        && response.request_id().is_none()
    {
        metadata = with_request_id(metadata, &id);
    }
    if called.service.s3 {
        metadata = s3::with_extended_request_id(metadata, response);
        body.code = body
            .code
            .or_else(|| s3::code_without_body(response).map(str::to_owned));
    }
    let is_known = body.code.is_some() || body.message.is_some();
    if let Some(code) = body.code {
        metadata = metadata.code(code);
    }
    if let Some(message) = body.message {
        metadata = metadata.message(message);
    }
    // Proxies have no secrets of the service.
    if !body.is_error || (!is_known && !called.sensitive) {
        metadata = with_body(metadata, response);
    }
    metadata.build()
}

/// The elements that the bodies of all errors have.
#[derive(Default)]
struct Envelope {
    /// True if the document is the error of a service.
    is_error: bool,
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
}

impl Envelope {
    /// Reads a body up to its end, or to what is wrong with it.
    fn read(&mut self, body: &str) -> Result<(), Error> {
        let mut xml = Reader::of(body);
        match bare(xml.root()?) {
            "Error" => self.error(&mut xml),
            _ => self.around(&mut xml),
        }
    }

    /// Reads the elements around an error.
    fn around(&mut self, xml: &mut Reader<'_>) -> Result<(), Error> {
        // The errors of EC2 have one element more around them.
        let mut level = 1;
        while level > 0 {
            match xml.next_element()?.map(bare) {
                None => level -= 1,
                Some("Errors") if level == 1 => level += 1,
                Some("Error") if !self.is_error => self.error(xml)?,
                Some("RequestId" | "RequestID") => text(xml, &mut self.request_id)?,
                Some(_) => xml.skip_element()?,
            }
        }
        Ok(())
    }

    /// Reads the elements of an error.
    fn error(&mut self, xml: &mut Reader<'_>) -> Result<(), Error> {
        self.is_error = true;
        while let Some(name) = xml.next_element()? {
            match bare(name) {
                "Code" => text(xml, &mut self.code)?,
                "Message" => self.message = Some(xml.element_text()?.into_owned()),
                "RequestId" | "RequestID" => text(xml, &mut self.request_id)?,
                _ => xml.skip_element()?,
            }
        }
        Ok(())
    }
}

/// Reads the text of an element, unless it is empty.
fn text(xml: &mut Reader<'_>, place: &mut Option<String>) -> Result<(), Error> {
    let text = xml.element_text()?;
    if !text.is_empty() {
        *place = Some(text.into_owned());
    }
    Ok(())
}
