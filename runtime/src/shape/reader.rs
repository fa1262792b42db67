//! What a generated structure reads its members from.

use super::{Done, Error, Kind, Read, Row, Source, Value};
use crate::http::Response;

/// The value of one member, which has not been read yet.
#[derive(Debug)]
pub struct Reader<'a, R> {
    pub(super) row: Row,
    pub(super) found: bool,
    pub(super) form: Form<'a, R>,
}

/// Where a value comes from.
#[derive(Debug)]
pub(crate) enum Form<'a, R> {
    /// A document.
    Codec(&'a mut R),
    /// Something else.
    Outside(Outside<'a>),
}

/// Values that do not stand in a document.
#[derive(Clone, Copy, Debug)]
pub enum Outside<'a> {
    /// None: a required member is missing, and something has to stand for it.
    Missing,
    /// The headers of a response that have the name.
    Header(&'a Response<'a>, &'a str),
    /// The headers of a response whose names start with the prefix.
    PrefixHeaders(&'a Response<'a>, &'a str),
    /// The status of a response.
    Status(u16),
    /// The body of a response.
    Payload(&'a [u8]),
    /// A string that has been read already: the message of an error, or one of several headers.
    Text(&'a str),
}

impl<'a, R> Reader<'a, R> {
    pub(crate) fn new(row: Row, form: Form<'a, R>) -> Self {
        Self {
            row,
            found: false,
            form,
        }
    }

    /// True if the member was there, and not null.
    pub(crate) fn found(&self) -> bool {
        self.found
    }
}

impl<R: Source> Reader<'_, R> {
    /// Reads the value of a structure's member into its place.
    ///
    /// # Errors
    ///
    /// Fails if the value is of another kind.
    pub fn set<V: Value>(&mut self, place: &mut Option<V>) -> Done {
        *place = self.value()?;
        self.found = place.is_some();
        Ok(())
    }

    /// Reads the value of a union's member.
    ///
    /// # Errors
    ///
    /// Fails if the value is of another kind.
    pub fn variant<V: Value, U>(&mut self, place: &mut Option<U>, wrap: fn(V) -> U) -> Done {
        if let Some(value) = self.value()? {
            *place = Some(wrap(value));
            self.found = true;
        }
        Ok(())
    }

    /// Reads over the value of a union's member that holds nothing, or that this version does not know.
    ///
    /// # Errors
    ///
    /// Fails if there is no valid value.
    pub fn unit<U>(&mut self, place: &mut Option<U>, variant: U) -> Done {
        *place = Some(variant);
        self.found = true;
        self.skip()
    }

    /// Reads over the value of a member that the structure does not have.
    ///
    /// # Errors
    ///
    /// Fails if there is no valid value.
    pub fn skip(&mut self) -> Done {
        match &mut self.form {
            Form::Codec(from) => from.skip(),
            Form::Outside(_) => Ok(()),
        }
    }

    fn value<V: Value>(&mut self) -> Read<V> {
        match &mut self.form {
            Form::Codec(from) => V::Kind::read(self.row, *from),
            Form::Outside(from) => V::Kind::outside::<R>(self.row, from),
        }
    }

    /// An error at the current place.
    pub(super) fn fail(&self, message: String) -> Error {
        match &self.form {
            Form::Codec(from) => from.fail(message),
            Form::Outside(_) => Error::plain(message),
        }
    }
}
