//! The one line that says what happened to a call.

use std::error::Error;
use std::fmt::{self, Write};

use aws_smithy_types::error::metadata::{Builder, ErrorMetadata};

use super::excerpt::{OneLine, start_of_bytes};
use crate::http::Response;

/// The key of the operation in the metadata of an error.
const OPERATION: &str = "operation";

/// The key of the status in the metadata of an error.
const STATUS: &str = "http_status";

/// The key of the request ID in the metadata of an error, as the AWS crates expect it.
const REQUEST_ID: &str = "aws_request_id";

/// The key of the start of an unreadable body in the metadata of an error.
const BODY: &str = "response_body";

/// The key of the message about the first unreadable member in the metadata of an error.
const UNREAD: &str = "unread";

/// The maximum number of characters shown of a message: services write long ones.
const WHAT: usize = 4096;

/// The maximum number of characters shown of an ID.
const ID: usize = 100;

/// The maximum number of characters shown of a body.
const BODY_START: usize = 100;

/// Shows an error in one line: the operation, what happened, and in parentheses the status, the
/// id of the request, the start of a body and a member that cannot be read, where they are known.
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
    if let Some(operation) = operation.or(meta.extra(OPERATION)) {
        write!(f, "{operation}: ")?;
    }
    write!(OneLine::new(&mut *f, WHAT), "{what}")?;
    let id = meta.extra(REQUEST_ID).filter(|id| !id.is_empty());
    let facts = [
        ("HTTP ", meta.extra(STATUS), ""),
        ("request id ", id, ""),
        ("body `", meta.extra(BODY), "`"),
        ("not read: ", meta.extra(UNREAD), ""),
    ];
    let mut before = " (";
    for (name, fact, after) in facts {
        if let Some(fact) = fact {
            let most = if name.starts_with("request") {
                ID
            } else {
                WHAT
            };
            write!(f, "{before}{name}")?;
            write!(OneLine::new(&mut *f, most), "{fact}")?;
            f.write_str(after)?;
            before = ", ";
        }
    }
    if before == " (" {
        Ok(())
    } else {
        f.write_str(")")
    }
}

/// The metadata of every error response, whatever its body.
pub(crate) fn metadata(response: &Response<'_>, operation: &'static str) -> Builder {
    let metadata = ErrorMetadata::builder()
        .custom(OPERATION, operation)
        .custom(STATUS, response.status().to_string());
    match response.request_id() {
        Some(id) => with_request_id(metadata, id),
        None => metadata,
    }
}

/// Adds the ID of the request.
pub(crate) fn with_request_id(metadata: Builder, id: &str) -> Builder {
    metadata.custom(REQUEST_ID, id)
}

/// Adds the start of the body, if there is any.
pub(crate) fn with_body(metadata: Builder, response: &Response<'_>) -> Builder {
    match start_of_bytes(response.body(), BODY_START) {
        body if body.is_empty() => metadata,
        body => metadata.custom(BODY, body),
    }
}

/// Adds what is wrong with a member that cannot be read.
pub(crate) fn with_unread(meta: ErrorMetadata, error: &(dyn Error + 'static)) -> ErrorMetadata {
    meta.into_builder().custom(UNREAD, chain(error)).build()
}

/// The metadata of an exception in a stream of events, from those of an error response with the
/// same body.
#[cfg(feature = "event-stream")]
pub(crate) fn of_event(
    found: &ErrorMetadata,
    stream: &'static str,
    code: &str,
    message: Option<&str>,
) -> ErrorMetadata {
    let mut metadata = ErrorMetadata::builder()
        .custom(OPERATION, stream)
        .code(found.code().unwrap_or(code));
    if let Some(message) = message.or(found.message()) {
        metadata = metadata.message(message);
    }
    if let Some(body) = found.extra(BODY) {
        metadata = metadata.custom(BODY, body);
    }
    metadata.build()
}

/// The same metadata, which names the operation unless it already names one.
pub(super) fn named(meta: ErrorMetadata, operation: &'static str) -> ErrorMetadata {
    match meta.extra(OPERATION) {
        Some(_) => meta,
        None => meta.into_builder().custom(OPERATION, operation).build(),
    }
}

/// The messages of an error and its sources, from the outermost in.
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

/// True if a message of the runtime crates only names the kind of its source.
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
