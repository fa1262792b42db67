//! Whether two documents say the same.

use aws_smithy_types::{Document, Number};

use super::{Error, Reader};

/// Whether two JSON texts say the same: the order of members, spaces and the spelling of texts and
/// numbers aside. For tests of requests.
///
/// ```
/// use hammersmith::json::same;
///
/// assert!(same(r#"{"a": 1, "b": "\u0041"}"#, r#"{"b":"A","a":1.0}"#)?);
/// assert!(!same(r#"{"a": [1, 2]}"#, r#"{"a": [2, 1]}"#)?);
/// # Ok::<(), hammersmith::json::Error>(())
/// ```
///
/// # Errors
///
/// Fails if one of them is not JSON.
pub fn same(one: impl AsRef<[u8]>, other: impl AsRef<[u8]>) -> Result<bool, Error> {
    let (one, other) = (parse(one.as_ref())?, parse(other.as_ref())?);
    Ok(equal(&one, &other))
}

fn parse(text: &[u8]) -> Result<Document, Error> {
    let mut reader = Reader::new(text)?;
    let value = reader.document()?;
    reader.finish()?;
    Ok(value.unwrap_or(Document::Null))
}

fn equal(one: &Document, other: &Document) -> bool {
    match (one, other) {
        (Document::Object(one), Document::Object(other)) => {
            let held = |(key, value): (&String, &Document)| {
                other.get(key).is_some_and(|other| equal(value, other))
            };
            one.len() == other.len() && one.iter().all(held)
        }
        (Document::Array(one), Document::Array(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(one, other)| equal(one, other))
        }
        (Document::Number(one), Document::Number(other)) => match (whole(*one), whole(*other)) {
            (Some(one), Some(other)) => one == other,
            _ => one.to_f64_lossy() == other.to_f64_lossy(),
        },
        (one, other) => one == other,
    }
}

/// The number, if it is written as an integer.
fn whole(number: Number) -> Option<i128> {
    match number {
        Number::PosInt(value) => Some(value.into()),
        Number::NegInt(value) => Some(value.into()),
        Number::Float(_) => None,
    }
}
