//! Values of inputs from JSON, in the form that `src/compare/inputs.rs` writes.
//!
//! Part of the programs that `src/compare` writes.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::Hash;
use std::str::FromStr;

use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::{Blob, DateTime, Document, Number};
use serde_json::Value;

/// A value, or why there is none.
pub type Made<T> = Result<T, String>;

/// The error of a builder: its kind and field, without the message. Official
/// clients call a field `r#type` that ours call `type`.
pub fn refusal(error: impl Debug) -> String {
    let text = format!("{error:?}").replace("\"r#", "\"");
    let end = text.find(", details:").unwrap_or(text.len());
    text[..end].to_owned()
}

/// The return type of `build`: a value or a `Result`. The crates may differ in that, if the model
/// of one is newer.
pub struct Build<T>(pub T);

impl<T, E: Debug> Build<Result<T, E>> {
    /// The value that a fallible builder returns. An inherent method comes before that of a trait.
    pub fn made(self) -> Made<T> {
        self.0.map_err(refusal)
    }
}

/// Builders that cannot fail.
pub trait Infallible<T> {
    /// The value that the builder returns.
    fn made(self) -> Made<T>;
}

impl<T> Infallible<T> for Build<T> {
    fn made(self) -> Made<T> {
        Ok(self.0)
    }
}

fn wrong<T>(value: &Value) -> Made<T> {
    Err(format!("unexpected {value}"))
}

pub fn unknown<T>(name: &str) -> Made<T> {
    Err(format!("no variant {name}"))
}

/// Makes a value from JSON. A pointer, so that one function is compiled for all members of a type.
pub type Make<T> = fn(&Value) -> Made<T>;

thread_local! {
    /// The reason why the first of the members that cannot be made is refused.
    static REFUSED: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// A member of a structure. Its error is kept for [`settled`], which is called once: thousands of
/// setters that may each return an error would take most of the time to compile.
pub fn member<T>(value: &Value, name: &str, make: Make<T>) -> Option<T> {
    match make(value.get(name)?) {
        Ok(made) => Some(made),
        Err(reason) => {
            REFUSED.with_borrow_mut(|refused| {
                refused.get_or_insert(reason);
            });
            None
        }
    }
}

/// The reason why a member that was asked for since the last call cannot be made.
pub fn settled() -> Made<()> {
    REFUSED.take().map_or(Ok(()), Err)
}

/// The one member of a union.
pub fn only(value: &Value) -> Made<(&str, &Value)> {
    let mut members = value.as_object().into_iter().flatten();
    match (members.next(), members.next()) {
        (Some((name, value)), None) => Ok((name, value)),
        _ => wrong(value),
    }
}

pub fn string(value: &Value) -> Made<String> {
    value
        .as_str()
        .map_or_else(|| wrong(value), |text| Ok(text.to_owned()))
}

pub fn boolean(value: &Value) -> Made<bool> {
    value.as_bool().map_or_else(|| wrong(value), Ok)
}

pub fn integer<T: TryFrom<i64>>(value: &Value) -> Made<T> {
    let integer = value.as_i64().and_then(|integer| T::try_from(integer).ok());
    integer.map_or_else(|| wrong(value), Ok)
}

pub fn double(value: &Value) -> Made<f64> {
    match (value.as_f64(), value.as_str()) {
        (Some(number), _) => Ok(number),
        (None, Some("NaN")) => Ok(f64::NAN),
        (None, Some("Infinity")) => Ok(f64::INFINITY),
        (None, Some("-Infinity")) => Ok(f64::NEG_INFINITY),
        _ => wrong(value),
    }
}

pub fn float(value: &Value) -> Made<f32> {
    double(value).map(|number| number as f32)
}

/// A string whose characters are the bytes.
pub fn bytes(value: &Value) -> Made<Vec<u8>> {
    let text = string(value)?;
    let bytes = text.chars().map(|c| u8::try_from(u32::from(c)));
    bytes.collect::<Result<_, _>>().or_else(|_| wrong(value))
}

pub fn blob(value: &Value) -> Made<Blob> {
    bytes(value).map(Blob::new)
}

pub fn stream(value: &Value) -> Made<ByteStream> {
    bytes(value).map(ByteStream::from)
}

pub fn timestamp(value: &Value) -> Made<DateTime> {
    let nanoseconds = value[1].as_u64().and_then(|it| u32::try_from(it).ok());
    match (value[0].as_i64(), nanoseconds) {
        (Some(seconds), Some(nanoseconds)) if nanoseconds < 1_000_000_000 => {
            Ok(DateTime::from_secs_and_nanos(seconds, nanoseconds))
        }
        _ => wrong(value),
    }
}

pub fn big<T: FromStr>(value: &Value) -> Made<T> {
    string(value)?.parse().or_else(|_| wrong(value))
}

pub fn enumeration<T: for<'a> From<&'a str>>(value: &Value) -> Made<T> {
    value
        .as_str()
        .map_or_else(|| wrong(value), |text| Ok(T::from(text)))
}

pub fn list<T>(value: &Value, make: Make<T>) -> Made<Vec<T>> {
    match value.as_array() {
        Some(items) => items.iter().map(make).collect(),
        None => wrong(value),
    }
}

pub fn map<K, T>(value: &Value, make: Make<T>) -> Made<HashMap<K, T>>
where
    K: for<'a> From<&'a str> + Eq + Hash,
{
    let Some(entries) = value.as_object() else {
        return wrong(value);
    };
    let entries = entries
        .iter()
        .map(|(name, value)| Ok((K::from(name.as_str()), make(value)?)));
    entries.collect()
}

/// An item of a list or map that may hold nulls.
pub fn sparse<T>(value: &Value, make: Make<T>) -> Made<Option<T>> {
    match value {
        Value::Null => Ok(None),
        value => make(value).map(Some),
    }
}

pub fn document(value: &Value) -> Made<Document> {
    Ok(match value {
        Value::Null => Document::Null,
        Value::Bool(flag) => Document::Bool(*flag),
        Value::String(text) => Document::String(text.clone()),
        Value::Array(_) => Document::Array(list(value, document)?),
        Value::Object(_) => Document::Object(map(value, document)?),
        Value::Number(number) => Document::Number(match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => Number::PosInt(number),
            (None, Some(number)) => Number::NegInt(number),
            (None, None) => Number::Float(double(value)?),
        }),
    })
}
