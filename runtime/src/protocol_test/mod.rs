//! The functions that generated protocol tests call.
//!
//! A model may say, with the traits `smithy.test#httpRequestTests` and
//! `smithy.test#httpResponseTests`, which request an input becomes and which output a response
//! becomes. The generator makes a test of each case. A test builds the values with the generated
//! builders, and compares with what is here: requests with [`ExpectedRequest`], outputs and errors
//! with [`same`].

mod body;
#[cfg(feature = "event-stream")]
mod events;
mod form;
mod request;
#[cfg(feature = "fake")]
mod response;
#[cfg(feature = "fake")]
mod served;

use std::fmt::{self, Debug, Display};

use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
use aws_smithy_types::{Document, Number};
use serde_json::Value;

use crate::Operation;

#[cfg(feature = "event-stream")]
pub use events::{
    no_events_received, no_events_sent, read_event, received_event, refused_event, sent_error,
    sent_event,
};
pub use request::ExpectedRequest;
#[cfg(feature = "fake")]
pub use response::ExpectedResponse;

/// The result of a test.
pub type Outcome = Result<(), Failure>;

/// The reason why a test fails.
///
/// Every error converts to it. It is not an error itself, and prints the same for users and
/// developers, because what a test returns is printed for the latter.
pub struct Failure(String);

impl Failure {
    /// A failure with this message.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(said(&error))
    }
}

/// An error with all its sources.
fn said(error: &dyn std::error::Error) -> String {
    let mut message = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        message.push_str(": ");
        message.push_str(&error.to_string());
        source = error.source();
    }
    message
}

/// Compares a value with the expected one. Members that are not a number are equal.
///
/// ```
/// use hammersmith::protocol_test::same;
///
/// assert!(same(&Some(f64::NAN), &Some(f64::NAN)).is_ok());
/// assert_eq!(same(&1, &2).unwrap_err().to_string(), "expected 2\n   found 1");
/// ```
///
/// # Errors
///
/// Fails with both values if they differ.
pub fn same<T: Debug + PartialEq>(found: &T, expected: &T) -> Outcome {
    if found == expected {
        return Ok(());
    }
    let (found, expected) = (format!("{found:?}"), format!("{expected:?}"));
    match pieces(&found) == pieces(&expected) {
        // A request ID is not a member of the output, so no case says what it is.
        true if found.contains("NaN") || found.contains("_request_id: Some") => Ok(()),
        true => Err(Failure::new(format!(
            "a sensitive member is not the expected one in {found}"
        ))),
        false => Err(Failure::new(format!(
            "expected {expected}\n   found {found}"
        ))),
    }
}

/// Compares an output whose body is a stream with the expected one. Neither can be compared as a
/// whole.
///
/// # Errors
///
/// Fails with both values if they differ.
pub fn same_stream<O: Operation>(mut found: O::Output, mut expected: O::Output) -> Outcome {
    let mut bytes = [&mut found, &mut expected].map(|output| {
        let stream = O::RESPONSE_STREAM.map(|stream| std::mem::take(stream(output)));
        stream.and_then(|stream| stream.bytes().map(<[u8]>::to_vec))
    });
    let [found_bytes, expected_bytes] = &mut bytes;
    same(found_bytes, expected_bytes)?;
    let [found, expected] = [found, expected].map(|output| format!("{output:?}"));
    if pieces(&found) == pieces(&expected) {
        return Ok(());
    }
    Err(Failure::new(format!(
        "expected {expected}\n   found {found}"
    )))
}

/// Expects that a response is an error.
///
/// # Errors
///
/// Fails if it is not.
pub fn fails<T: Debug, E>(found: &Result<T, E>) -> Outcome {
    match found {
        Ok(found) => Err(Failure::new(format!(
            "expected an error\n   found {found:?}"
        ))),
        Err(_) => Ok(()),
    }
}

/// The parts of a debug string, in an order of their own: that of maps is another each time.
fn pieces(debug: &str) -> Vec<&str> {
    let pieces = debug.split([',', '{', '}']).map(str::trim);
    let mut pieces: Vec<&str> = pieces
        .filter(|it| !it.starts_with("_request_id:"))
        .collect();
    pieces.sort_unstable();
    pieces
}

/// The failure of a test that expected another error.
///
/// # Errors
///
/// Always.
pub fn unexpected<T: Debug, E: std::error::Error>(found: &Result<T, E>) -> Outcome {
    Err(Failure::new(match found {
        Ok(output) => format!("expected an error\n   found the output {output:?}"),
        Err(error) => format!("expected another error\n   found {}", said(error)),
    }))
}

/// The metadata of an error, for the expected error: cases say nothing about it.
pub fn meta(error: &impl ProvideErrorMetadata) -> ErrorMetadata {
    error.meta().clone()
}

/// Checks the code of an error.
///
/// # Errors
///
/// Fails if the error has another code, or none.
pub fn has_code(error: &impl ProvideErrorMetadata, expected: &str) -> Outcome {
    match error.code() {
        Some(code) if code == expected => Ok(()),
        code => Err(Failure::new(format!(
            "expected the error code {expected:?}\n   found {code:?}"
        ))),
    }
}

/// A document from JSON.
///
/// ```
/// use hammersmith::primitives::Document;
/// use hammersmith::protocol_test::document;
///
/// assert_eq!(document(r#"["a", null]"#)?, vec![Document::from("a"), Document::Null].into());
/// # Ok::<(), hammersmith::protocol_test::Failure>(())
/// ```
///
/// # Errors
///
/// Fails if the text is not JSON.
pub fn document(json: &str) -> Result<Document, Failure> {
    Ok(convert(&serde_json::from_str(json)?))
}

fn convert(value: &Value) -> Document {
    match value {
        Value::Null => Document::Null,
        Value::Bool(flag) => Document::Bool(*flag),
        Value::String(text) => Document::String(text.clone()),
        Value::Array(items) => Document::Array(items.iter().map(convert).collect()),
        Value::Object(entries) => {
            let entries = entries.iter();
            let entries = entries.map(|(name, value)| (name.clone(), convert(value)));
            Document::Object(entries.collect())
        }
        Value::Number(number) => Document::Number(match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => Number::PosInt(number),
            (None, Some(number)) => Number::NegInt(number),
            (None, None) => Number::Float(number.as_f64().unwrap_or(f64::NAN)),
        }),
    }
}

/// Checks that a value that was written as data is read as the same.
///
/// # Errors
///
/// Fails if the value cannot be written or read, or is another one then.
#[cfg(feature = "serde")]
pub fn round_trip<T>(value: &T) -> Outcome
where
    T: Debug + PartialEq + serde_core::Serialize + serde_core::de::DeserializeOwned,
{
    let written = serde_json::to_value(value)?;
    let read: T = serde_json::from_value(written.clone())
        .map_err(|error| Failure::new(format!("{error} in the data {written}")))?;
    // A member that is not a number differs from itself, but not in how it is written.
    let is_same = read == *value
        || (written.to_string().contains("\"NaN\"") && serde_json::to_value(&read)? == written);
    if is_same {
        Ok(())
    } else {
        Err(Failure::new(format!(
            "expected {value:?} from its data\n   found {read:?} in {written}"
        )))
    }
}
