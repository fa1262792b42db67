//! The code and message that JSON protocols put around every error.

use crate::ServiceInfo;
use crate::codec::json::{Error, Reader};
use crate::error::{self, ERROR_TYPE_HEADER, ErrorMetadata, ParseError, bare_code};
use crate::http::Response;

/// The header with the code that an error had when the service spoke `awsQuery`, and who is at fault.
const QUERY_ERROR_HEADER: &str = "x-amzn-query-error";

/// What a response says of its error: code, message and request ID, each where it is given; and its
/// status and the operation, which are in the line that the error is shown as.
///
/// The code is that of the header `x-amzn-errortype`, else of the body's member `code`, else of `__type`; a
/// namespace before it and a URL behind it are left out. The message is the body's member `message`, `Message` or
/// `errorMessage`. Services that used to speak `awsQuery` send the code of that in a header, which counts before
/// all others.
///
/// Fails if the body is neither empty nor starts with a JSON value, or is an object that is not valid JSON.
pub(super) fn metadata(
    response: &Response<'_>,
    operation: &'static str,
    service: &ServiceInfo,
) -> Result<ErrorMetadata, ParseError> {
    let body = body_members(response.body())?;
    let mut metadata = error::metadata(response, operation);
    let code = response.header(ERROR_TYPE_HEADER);
    if let Some(code) = code.or(body.code.or(body.ty).as_deref()) {
        metadata = metadata.code(bare_code(code));
    }
    if let Some(message) = body.message {
        metadata = metadata.message(message);
    }
    if service.query_compatible
        && let Some((code, fault)) = response
            .header(QUERY_ERROR_HEADER)
            .and_then(|value| value.split_once(';'))
    {
        metadata = metadata.code(code).custom("type", fault);
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
            Some(b'"') => *member = json.text()?.map(Into::into),
            _ => json.skip()?,
        }
    }
    json.finish()?;
    Ok(members)
}
