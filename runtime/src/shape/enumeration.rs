//! Generated enums.

use std::borrow::Cow;

use super::form::{Form, Outside};
use super::{Kind, Read, Row, ScalarKind, Sink, Source, Value};
use crate::error::UnknownVariantError;
use crate::http::Binding;

/// The kind of generated enums.
#[derive(Debug)]
pub enum EnumerationKind {}

/// The value of an enum that a string stands for. Not inlined, since it compares the string with
/// every value.
#[inline(never)]
fn variant<E: for<'t> From<&'t str>>(text: &str) -> E {
    E::from(text)
}

/// The value of an enum that a string stands for.
///
/// # Errors
///
/// Fails if the model does not know the value.
#[inline]
pub fn known<E>(value: &str) -> Result<E, UnknownVariantError>
where
    E: Value<Kind = EnumerationKind> + for<'t> From<&'t str>,
{
    if E::VALUES.contains(&value) {
        Ok(variant(value))
    } else {
        Err(UnknownVariantError::new(value))
    }
}

/// The value of a required enum that is missing.
const NO_VALUE: &str = "no value was set";

/// The string from which a member is made. Not inlined, so that it is not made for each enum.
#[inline(never)]
fn text<'t, R: Source>(row: Row, form: &'t mut Form<'_, R>) -> Read<Cow<'t, str>> {
    match form {
        Form::Codec(from) => from.text(row),
        Form::Missing => Ok(Some(Cow::Borrowed(NO_VALUE))),
        Form::Text(text) => Ok(Some(Cow::Borrowed(text))),
        Form::Response(_) => Ok(None),
    }
}

impl<E: Value<Kind = Self> + AsRef<str> + for<'t> From<&'t str>> Kind<E> for EnumerationKind {
    #[inline]
    fn write<K: Sink>(value: &E, row: Row, to: &mut K) {
        to.enumeration(row, value.as_ref(), E::VALUES);
    }

    fn key<K: Sink>(value: &E, row: Row, to: &mut K) {
        to.enumeration_key(row, value.as_ref(), E::VALUES);
    }

    #[inline]
    fn read<R: Source>(row: Row, from: &mut R) -> Read<E> {
        Self::take(row, &mut Form::Codec(from))
    }

    fn take<R: Source>(row: Row, form: &mut Form<'_, R>) -> Read<E> {
        Ok(text(row, form)?.map(|text| variant(&text)))
    }

    fn bind(value: &E, to: &mut Binding) {
        to.enumeration(value.as_ref());
    }

    fn payload<K: Sink>(value: &E, to: &mut Binding, _: &mut K) {
        to.raw_payload("text/plain", value.as_ref().as_bytes());
    }

    fn text(text: &str) -> Option<E> {
        Some(variant(text))
    }

    fn outside(row: Row, from: &Outside<'_>) -> Read<E> {
        let text = <ScalarKind as Kind<String>>::outside(row, from)?;
        Ok(text.map(|text| variant(&text)))
    }

    fn outside_list(_: Row, from: &Outside<'_>) -> Read<Vec<E>> {
        match *from {
            Outside::Header(response, name) => response.header_list_text(name),
            #[cfg(feature = "fake")]
            Outside::Texts(texts) => Ok(Some(texts.iter().map(|text| variant(text)).collect())),
            _ => Ok(None),
        }
    }
}
