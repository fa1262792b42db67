//! The elements around the result of an operation.

use crate::codec::Error;
use crate::codec::xml::{Reader, bare};
use crate::http::Response;

/// The ID that a response has for its request: that of the headers, else that of the document.
pub(super) fn request_id(response: &Response<'_>) -> Option<String> {
    match response.request_id() {
        Some(id) => Some(id.to_owned()),
        None => in_document(response.body()).ok().flatten(),
    }
}

/// The ID in a document: awsQuery has it in the metadata of the response, ec2Query in the response
/// itself.
fn in_document(body: &[u8]) -> Result<Option<String>, Error> {
    let mut xml = Reader::new(body)?;
    xml.root()?;
    let mut level = 1;
    while level > 0 {
        match xml.next_element()?.map(bare) {
            None => level -= 1,
            Some("ResponseMetadata") if level == 1 => level += 1,
            Some("RequestId" | "requestId") => {
                let id = xml.element_text()?;
                return Ok(Some(id.trim().to_owned()).filter(|id| !id.is_empty()));
            }
            Some(_) => xml.skip_element()?,
        }
    }
    Ok(None)
}
