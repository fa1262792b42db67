//! The reader from which a generated structure reads a member.

use super::form::Form;
use super::{Done, Error, Flags, Kind, Row, Source, Value};

/// The value of one member, which has not been read yet.
#[derive(Debug)]
pub struct Reader<'a, R> {
    pub(super) row: Row,
    pub(super) found: bool,
    pub(super) form: Form<'a, R>,
}

impl<'a, R> Reader<'a, R> {
    pub(crate) fn new(row: Row, form: Form<'a, R>) -> Self {
        Self {
            row,
            found: false,
            form,
        }
    }

    /// True if the member was present, and not null.
    pub(crate) fn found(&self) -> bool {
        self.found
    }
}

impl<R: Source> Reader<'_, R> {
    /// Reads the value of a structure's member into its field.
    ///
    /// # Errors
    ///
    /// Fails if the value is of another kind.
    pub fn set<V: Value>(&mut self, place: &mut Option<V>) -> Done {
        if R::FLATTENS
            && self.row.has(Flags::XML_FLATTENED)
            && let Some(former) = place
        {
            return self.add(former);
        }
        *place = V::Kind::take(self.row, &mut self.form)?;
        self.found = place.is_some();
        Ok(())
    }

    /// Reads items or entries in addition to those that came before.
    #[cold]
    fn add<V: Value>(&mut self, former: &mut V) -> Done {
        if let Some(more) = V::Kind::take(self.row, &mut self.form)? {
            V::Kind::add(former, more);
        }
        self.found = true;
        Ok(())
    }

    /// Reads the value of a structure's member, which may be in any part of a response, into its
    /// field.
    ///
    /// # Errors
    ///
    /// Fails if the value is of another kind.
    pub fn bound<V: Value>(&mut self, place: &mut Option<V>) -> Done {
        let Form::Response(from) = &self.form else {
            return self.set(place);
        };
        *place = V::Kind::outside(self.row, from)?;
        self.found = place.is_some();
        Ok(())
    }

    /// Reads the value of a union's member.
    ///
    /// # Errors
    ///
    /// Fails if the value is of another kind.
    pub fn variant<V: Value, U>(&mut self, place: &mut Option<U>, wrap: fn(V) -> U) -> Done {
        if let Form::Codec(from) = &mut self.form
            && let Some(value) = V::Kind::read(self.row, *from)?
        {
            *place = Some(wrap(value));
            self.found = true;
        }
        Ok(())
    }

    /// Reads over the value of a union's member that holds nothing, or that this version does not
    /// know.
    ///
    /// # Errors
    ///
    /// Fails if the next value is invalid.
    pub fn unit<U>(&mut self, place: &mut Option<U>, variant: U) -> Done {
        *place = Some(variant);
        self.found = true;
        self.skip()
    }

    /// Reads over the value of a member that the structure does not have.
    ///
    /// # Errors
    ///
    /// Fails if the next value is invalid.
    pub fn skip(&mut self) -> Done {
        match &mut self.form {
            Form::Codec(from) => from.skip(),
            _ => Ok(()),
        }
    }

    /// An error at the current location.
    pub(super) fn fail(&self, message: String) -> Error {
        match &self.form {
            Form::Codec(from) => from.fail(message),
            _ => Error::plain(message),
        }
    }
}
