//! The code and message that JSON protocols put around every error.

use crate::codec::json::{Error, Reader};
use crate::error::{self, ERROR_TYPE_HEADER, ErrorMetadata, bare_code, with_body};
use crate::http::Response;
use crate::protocol::{Called, query_error};

/// The metadata of an error response: code, message and request ID, where it has them; and its
/// status and the operation, which are in the line that the error is shown as.
///
/// The code is that of the header `x-amzn-errortype`, else of the body's member `code`, `__type` or
/// `Code`; a namespace before it and a URL behind it are left out. The message is the body's member
/// `message`, `Message` or `errorMessage`. Services that used to speak `awsQuery` send the code of
/// that in a header, which counts before all others.
///
/// A body that is not JSON, or not up to its end, says what stands before that. The line shows the
/// start of a body that says nothing, unless it may hold secrets.
pub(in crate::protocol) fn metadata(
    response: &Response<'_>,
    body: &[u8],
    called: &Called,
) -> ErrorMetadata {
    let text = std::str::from_utf8(body).unwrap_or_default();
    let mut body = Members::default();
    // What was read before a failure is kept.
    let is_object = body.read(text).is_ok_and(|is_object| is_object);
    let header = response.values(ERROR_TYPE_HEADER).find_map(header_code);
    let in_body = [&body.code, &body.ty, &body.upper_code];
    let mut in_body = in_body.into_iter().flatten().map(|code| bare_code(code));
    let code = header.or_else(|| in_body.find(|code| !code.is_empty()));
    let mut metadata = error::metadata(response, called.operation);
    let is_known = code.is_some() || body.message.is_some();
    if let Some(code) = code {
        metadata = metadata.code(code);
    }
    if let Some(message) = body.message {
        metadata = metadata.message(message);
    }
    metadata = query_error::apply(metadata, response, called);
    let is_json = text
        .trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n'])
        .starts_with(['{', '[']);
    // Proxies have no secrets of the service.
    if (!is_object && !is_json) || (!is_known && !called.sensitive) {
        metadata = with_body(metadata, response);
    }
    metadata.build()
}

/// The code in a header, of which a proxy may have made a list.
fn header_code(value: &[u8]) -> Option<&str> {
    let code = bare_code(std::str::from_utf8(value).ok()?);
    let mut codes = code.split(',').map(str::trim);
    codes.find(|code| !code.is_empty())
}

/// The members that the bodies of all errors have.
#[derive(Default)]
struct Members {
    code: Option<String>,
    upper_code: Option<String>,
    ty: Option<String>,
    message: Option<String>,
}

impl Members {
    /// Reads a body up to its end, or to what is wrong with it; false if it is not an object.
    fn read(&mut self, body: &str) -> Result<bool, Error> {
        let mut json = Reader::wire(body);
        if json.next_byte() != Some(b'{') {
            return Ok(false);
        }
        json.begin_object()?;
        while let Some(key) = json.next_raw_key()? {
            let key = json.unescape(key).unwrap_or_default();
            let member = match &*key {
                "code" => &mut self.code,
                "Code" => &mut self.upper_code,
                "__type" => &mut self.ty,
                "message" | "Message" | "errorMessage" => &mut self.message,
                _ => {
                    json.skip()?;
                    continue;
                }
            };
            match json.next_byte() {
                Some(b'"') => {
                    let text = json.raw_text("a string")?;
                    if let Ok(text) = json.unescape(text) {
                        *member = Some(text.into_owned());
                    }
                }
                _ => json.skip()?,
            }
        }
        json.finish().map(|()| true)
    }
}
