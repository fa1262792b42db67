//! The one line that says what happened to a call.

use std::error::Error;
use std::fmt::{self, Write};

use aws_smithy_types::error::metadata::{Builder, ErrorMetadata};

use super::with_request_id;
use crate::http::Response;

/// Where the metadata of an error keeps the name of the operation that gave it.
const OPERATION: &str = "operation";

/// Where the metadata of an error keeps the status of the response.
const STATUS: &str = "http_status";

/// Where the AWS crates look for the id of the request.
pub(super) const REQUEST_ID: &str = "aws_request_id";

/// Shows an error in one line: the operation, what happened, and in parentheses the status and the
/// id of the request, where they are known.
///
/// # Errors
///
/// Fails if `f` does.
#[doc(hidden)]
pub fn fmt_line(
    f: &mut fmt::Formatter<'_>,
    operation: Option<&str>,
    what: &dyn fmt::Display,
    meta: &ErrorMetadata,
) -> fmt::Result {
    let mut line = OneLine(f);
    if let Some(operation) = operation.or(meta.extra(OPERATION)) {
        write!(line, "{operation}: ")?;
    }
    write!(line, "{what}")?;
    let (status, id) = (meta.extra(STATUS), meta.extra(REQUEST_ID));
    match (status, id.filter(|id| !id.is_empty())) {
        (Some(status), Some(id)) => write!(line, " (HTTP {status}, request id {id})"),
        (Some(status), None) => write!(line, " (HTTP {status})"),
        (None, Some(id)) => write!(line, " (request id {id})"),
        (None, None) => Ok(()),
    }
}

/// What a response says of every error, whatever its body.
pub(crate) fn metadata(response: &Response<'_>, operation: &'static str) -> Builder {
    let metadata = ErrorMetadata::builder()
        .custom(OPERATION, operation)
        .custom(STATUS, response.status().to_string());
    with_request_id(metadata, response)
}

/// The same metadata, which names the operation unless it already names one.
pub(super) fn named(meta: ErrorMetadata, operation: &'static str) -> ErrorMetadata {
    match meta.extra(OPERATION) {
        Some(_) => meta,
        None => meta.into_builder().custom(OPERATION, operation).build(),
    }
}

/// What the error and those below it say, from the outermost in.
///
/// Left out is what only says that there is a reason below, and what was said before.
pub(crate) fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        next = error.source();
        let part = error.to_string();
        let is_empty = next.is_some() && (is_label(&part) || is_build_label(error));
        if !is_empty && !text.contains(&part) {
            if !text.is_empty() {
                text.push_str(": ");
            }
            text.push_str(&part);
        }
    }
    text
}

/// Whether a text of the runtime crates only names the kind of what is below.
fn is_label(text: &str) -> bool {
    let labels = [
        "io error",
        "other",
        "timeout",
        "user error",
        "dispatch failure",
    ];
    labels.contains(&text)
        || text.starts_with("client error (")
        || text.ends_with(" interceptor encountered an error")
}

fn is_build_label(error: &(dyn Error + 'static)) -> bool {
    // With a source, it says no more than that there is one.
    error.is::<super::BuildError>()
}

/// Keeps what is written on one line: services send messages of several.
struct OneLine<'a, 'b>(&'a mut fmt::Formatter<'b>);

impl Write for OneLine<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut parts = text.split(char::is_control);
        if let Some(first) = parts.next() {
            self.0.write_str(first)?;
        }
        for part in parts {
            self.0.write_char(' ')?;
            self.0.write_str(part)?;
        }
        Ok(())
    }
}
