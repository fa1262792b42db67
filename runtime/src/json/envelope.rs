//! The code and message that JSON protocols put around every error.

use aws_smithy_types::error::ErrorMetadata;

use super::{Error, Reader};
use crate::error::{ERROR_TYPE_HEADER, bare_code, metadata};
use crate::http::Response;

/// What a response says of its error: code, message and request id, each where it is given; and its
/// status and the operation, which are in the line that the error is shown as.
///
/// The code is that of the header `x-amzn-errortype`, else of the body's member `code`, else of `__type`; a
/// namespace before it and a URL behind it are left out. The message is the body's member `message`, `Message` or
/// `errorMessage`.
///
/// # Errors
///
/// Fails if the body is neither empty nor starts with a JSON value, or is an object that is not valid JSON.
pub fn error_metadata(
    response: &Response<'_>,
    operation: &'static str,
) -> Result<ErrorMetadata, Error> {
    let body = body_members(response.body())?;
    let mut metadata = metadata(response, operation);
    let code = response.header(ERROR_TYPE_HEADER);
    if let Some(code) = code.or(body.code.or(body.ty).as_deref()) {
        metadata = metadata.code(bare_code(code));
    }
    if let Some(message) = body.message {
        metadata = metadata.message(message);
    }
    Ok(metadata.build())
}

#[derive(Default)]
struct Members {
    code: Option<String>,
    ty: Option<String>,
    message: Option<String>,
}

fn body_members(body: &[u8]) -> Result<Members, Error> {
    let mut members = Members::default();
    let mut json = Reader::new(body)?;
    match json.next_byte() {
        None => return Ok(members),
        Some(b'{') => {}
        // A list says nothing; whether it is a valid one does not matter.
        Some(b'[') => return Ok(members),
        Some(_) => return json.skip().map(|()| members),
    }
    json.begin_object()?;
    while let Some(key) = json.next_raw_key()? {
        let member = match key.text {
            "code" => &mut members.code,
            "__type" => &mut members.ty,
            "message" | "Message" | "errorMessage" => &mut members.message,
            _ => {
                json.skip()?;
                continue;
            }
        };
        match json.next_byte() {
            Some(b'"') => *member = json.string()?,
            _ => json.skip()?,
        }
    }
    json.finish()?;
    Ok(members)
}
