//! The comparison of two documents by their values.

use std::borrow::Cow;
use std::collections::HashMap;

use super::head::{
    ARRAY, BYTES, DOUBLE, FALSE, HALF, KIND, MAP, NEGATIVE, NULL, SINGLE, TAG, TEXT, TRUE,
    UNDEFINED, UNSIGNED,
};
use super::{Error, Reader};

/// The maximum depth of a document that is compared.
const MAX_DEPTH: usize = 256;

/// True if two CBOR documents have the same value: the order of entries and the form of lengths and
/// numbers aside. For tests of requests.
///
/// ```
/// use hammersmith::codec::cbor::same;
///
/// // {"a": 1}, without and with a definite length.
/// assert!(same(b"\xbf\x61a\x01\xff", b"\xa1\x61a\x18\x01")?);
/// assert!(!same(b"\xa1\x61a\x01", b"\xa1\x61a\x02")?);
/// # Ok::<(), hammersmith::codec::Error>(())
/// ```
///
/// # Errors
///
/// Fails if one of them is not CBOR.
pub fn same(one: impl AsRef<[u8]>, other: impl AsRef<[u8]>) -> Result<bool, Error> {
    let (one, other) = (parse(one.as_ref())?, parse(other.as_ref())?);
    Ok(equal(&one, &other))
}

/// A CBOR value.
enum Cbor<'t> {
    Map(HashMap<Cow<'t, str>, Cbor<'t>>),
    List(Vec<Cbor<'t>>),
    Tagged(u64, Box<Cbor<'t>>),
    Text(Cow<'t, str>),
    Bytes(Cow<'t, [u8]>),
    Integer(i128),
    Float(f64),
    Boolean(bool),
    Null,
}

fn parse(document: &[u8]) -> Result<Cbor<'_>, Error> {
    let mut reader = Reader::new(document);
    let value = value(&mut reader, 0)?;
    reader.finish()?;
    Ok(value)
}

fn value<'t>(from: &mut Reader<'t>, depth: usize) -> Result<Cbor<'t>, Error> {
    if depth > MAX_DEPTH {
        return Err(from.too_deep());
    }
    let Some(first) = from.peek() else {
        return Err(from.unexpected("a value"));
    };
    Ok(match (first & KIND, first) {
        (TAG, _) => {
            let tag = from.argument()?;
            Cbor::Tagged(tag, Box::new(value(from, depth + 1)?))
        }
        (MAP, _) => {
            from.begin_map()?;
            let mut entries = HashMap::new();
            while from.goes_on()? {
                entries.insert(from.map_key()?, value(from, depth + 1)?);
            }
            Cbor::Map(entries)
        }
        (ARRAY, _) => {
            from.begin_list()?;
            let mut items = Vec::new();
            while from.goes_on()? {
                items.push(value(from, depth + 1)?);
            }
            Cbor::List(items)
        }
        (TEXT, _) => Cbor::Text(from.text()?.unwrap_or_default()),
        (BYTES, _) => Cbor::Bytes(from.bytes()?.unwrap_or_default()),
        (UNSIGNED | NEGATIVE, _) => Cbor::Integer(from.any_integer(first)?),
        (_, DOUBLE | SINGLE | HALF) => Cbor::Float(from.double()?.unwrap_or_default()),
        (_, TRUE | FALSE) => Cbor::Boolean(from.truth()?.unwrap_or_default()),
        (_, NULL | UNDEFINED) => from.null().map(|_| Cbor::Null)?,
        _ => return Err(from.unexpected("a value")),
    })
}

fn equal(one: &Cbor<'_>, other: &Cbor<'_>) -> bool {
    match (one, other) {
        (Cbor::Map(one), Cbor::Map(other)) => {
            let held =
                |(key, value): (_, &Cbor<'_>)| other.get(key).is_some_and(|it| equal(value, it));
            one.len() == other.len() && one.iter().all(held)
        }
        (Cbor::List(one), Cbor::List(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(one, other)| equal(one, other))
        }
        (Cbor::Tagged(one, value), Cbor::Tagged(other, held)) => one == other && equal(value, held),
        (Cbor::Text(one), Cbor::Text(other)) => one == other,
        (Cbor::Bytes(one), Cbor::Bytes(other)) => one == other,
        (Cbor::Integer(one), Cbor::Integer(other)) => one == other,
        (Cbor::Float(one), Cbor::Float(other)) => one == other || (one.is_nan() && other.is_nan()),
        (Cbor::Integer(integer), Cbor::Float(float))
        | (Cbor::Float(float), Cbor::Integer(integer)) => {
            float.fract() == 0.0 && *float as i128 == *integer
        }
        (Cbor::Boolean(one), Cbor::Boolean(other)) => one == other,
        (Cbor::Null, Cbor::Null) => true,
        _ => false,
    }
}
