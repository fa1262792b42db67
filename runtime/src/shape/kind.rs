//! The types of members, and how each is written and read.

use super::form::{Form, Outside};
use super::{Read, Row, Sink, Source};
use crate::http::Binding;

/// A type that a member can have.
///
/// Implemented by the types of this crate that stand for Smithy's simple types, lists and maps, by
/// all [structures](super::Structure) and by generated enums.
pub trait Value: Sized {
    /// The implementation that writes and reads it.
    type Kind: Kind<Self>;

    /// The values of an enum that the model knows; empty for all other types.
    const VALUES: &'static [&'static str] = &[];
}

/// Writes and reads values of one kind. Implemented in this crate only.
pub trait Kind<V> {
    /// Writes a value.
    fn write<K: Sink>(value: &V, row: Row, to: &mut K);

    /// Writes a value that is a member; one that is unset writes nothing.
    fn put<K: Sink>(value: &V, row: Row, to: &mut K) {
        Self::write(value, row, to);
    }

    /// Writes a value that is the key of a map; only strings and enums are.
    fn key<K: Sink>(value: &V, row: Row, to: &mut K) {
        let _ = (value, row, to);
    }

    /// Reads a value.
    ///
    /// # Errors
    ///
    /// Fails if the next value is of another kind.
    fn read<R: Source>(row: Row, from: &mut R) -> Read<V>;

    /// Reads the value of a member from where it comes.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    fn take<R: Source>(row: Row, form: &mut Form<'_, R>) -> Read<V> {
        match form {
            Form::Codec(from) => Self::read(row, *from),
            Form::Missing => Ok(Self::missing()),
            Form::Text(text) => Ok(Self::text(text)),
            Form::Response(_) => Ok(None),
        }
    }

    /// Hands a member that is bound to the URI or to headers to `to`, as strings.
    fn bind(value: &V, to: &mut Binding) {
        let _ = (value, to);
    }

    /// Writes the member that is the whole body.
    fn payload<K: Sink>(value: &V, to: &mut Binding, body: &mut K) {
        let row = K::payload_row(to.document_payload());
        Self::write(value, row, body);
    }

    /// Writes the whole body where the member is unset.
    fn no_payload<K: Sink>(to: &mut Binding, body: &mut K) {
        let _ = (to, body);
    }

    /// The value of a required member that is missing.
    fn missing() -> Option<V> {
        None
    }

    /// Adds the items or entries that follow to a list or map; any other value takes the place of
    /// the former.
    fn add(place: &mut V, more: V) {
        *place = more;
    }

    /// The value that a string stands for, if it is one of a string.
    fn text(text: &str) -> Option<V> {
        let _ = text;
        None
    }

    /// Reads a value from a part of a response other than its document.
    ///
    /// # Errors
    ///
    /// Fails if it cannot be read.
    fn outside(row: Row, from: &Outside<'_>) -> Read<V> {
        let _ = (row, from);
        Ok(None)
    }

    /// Reads a list of values from headers.
    ///
    /// # Errors
    ///
    /// Fails if one of them cannot be read.
    fn outside_list(row: Row, from: &Outside<'_>) -> Read<Vec<V>> {
        let _ = (row, from);
        Ok(None)
    }
}
