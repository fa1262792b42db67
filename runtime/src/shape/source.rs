//! The trait of types that read a format.

use std::borrow::Cow;

use aws_smithy_types::date_time::DateTime;
use aws_smithy_types::{Blob, Document};

use super::{Error, Row, Table};

/// The result of reading a value; `None` for null.
pub type Read<T> = Result<Option<T>, Error>;

/// The result of reading a value into a field.
pub type Done = Result<(), Error>;

/// Returns values one after the other, as the caller requests them.
///
/// A method that reads a value returns `None` for null, and fails if another kind of value comes
/// next.
pub trait Source {
    /// True if the items of one list may come as several members, so that each is added to those
    /// before it.
    const FLATTENS: bool = false;

    /// True if the last of several members of a union counts; otherwise, several are an error.
    const LAST_VARIANT: bool = false;

    /// True if a list or map that is flattened leaves no trace if it is empty, and the reader of
    /// requests tells it from one that is missing by no other means.
    const HIDES_EMPTY: bool = false;

    /// True if a required member that is missing gets a value that stands for it, rather than being
    /// an error.
    fn stands_in(&self) -> bool;

    /// Reads null, if it comes next.
    ///
    /// # Errors
    ///
    /// Fails if something else comes that starts like it.
    fn null(&mut self) -> Result<bool, Error>;

    /// Reads a string.
    ///
    /// # Errors
    ///
    /// As all methods that read a value.
    fn string(&mut self, row: Row) -> Read<String>;

    /// Reads a string that need not be kept: the value of an enum.
    ///
    /// # Errors
    ///
    /// As all methods that read a value.
    fn text(&mut self, row: Row) -> Read<Cow<'_, str>>;

    /// Reads a boolean.
    ///
    /// # Errors
    ///
    /// As all methods that read a value.
    fn boolean(&mut self, row: Row) -> Read<bool>;

    /// Reads an integer of that many bits.
    ///
    /// # Errors
    ///
    /// As all methods that read a value.
    fn integer(&mut self, row: Row, bits: u32) -> Read<i64>;

    /// Reads a number of single precision.
    ///
    /// # Errors
    ///
    /// As all methods that read a value.
    fn float(&mut self, row: Row) -> Read<f32>;

    /// Reads a number of double precision.
    ///
    /// # Errors
    ///
    /// As all methods that read a value.
    fn double(&mut self, row: Row) -> Read<f64>;

    /// Reads bytes.
    ///
    /// # Errors
    ///
    /// As all methods that read a value.
    fn blob(&mut self, row: Row) -> Read<Blob>;

    /// Reads a timestamp.
    ///
    /// # Errors
    ///
    /// As all methods that read a value.
    fn timestamp(&mut self, row: Row) -> Read<DateTime>;

    /// Reads a document.
    ///
    /// # Errors
    ///
    /// As all methods that read a value.
    fn document(&mut self, row: Row) -> Read<Document>;

    /// Reads the digits of a number of any size.
    ///
    /// # Errors
    ///
    /// As all methods that read a value.
    fn number(&mut self, row: Row) -> Read<String>;

    /// Enters a structure or union; false if it is null.
    ///
    /// # Errors
    ///
    /// As all methods that read a value, and if values are nested too deeply.
    fn begin_structure(&mut self, row: Row) -> Result<bool, Error>;

    /// Moves to the next member, and returns its index in the table. A member that the table does
    /// not have is at its end. `None` after the last, which also leaves the structure.
    ///
    /// `hint` is where the member probably is.
    ///
    /// # Errors
    ///
    /// Fails if the input does not go on as a structure does.
    fn next_member(&mut self, table: &'static Table, hint: usize) -> Read<usize>;

    /// Enters a list; false if it is null.
    ///
    /// # Errors
    ///
    /// As [`begin_structure`](Self::begin_structure).
    fn begin_list(&mut self, row: Row) -> Result<bool, Error>;

    /// Moves to the next item; false after the last, which also leaves the list. `first` is true
    /// before the first.
    ///
    /// # Errors
    ///
    /// Fails if the input does not go on as a list does.
    fn next_item(&mut self, first: bool) -> Result<bool, Error>;

    /// Enters a map; false if it is null.
    ///
    /// # Errors
    ///
    /// As [`begin_structure`](Self::begin_structure).
    fn begin_map(&mut self, row: Row) -> Result<bool, Error>;

    /// Moves to the next entry and returns its key; `None` after the last, which also leaves the
    /// map.
    ///
    /// # Errors
    ///
    /// Fails if the input does not go on as a map does.
    fn next_key<K: for<'t> From<&'t str>>(&mut self) -> Read<K>;

    /// The number of entries that the map which has been entered probably has: that of the map
    /// before it, unless this is the first map in another one.
    fn probable_entries(&mut self) -> usize {
        0
    }

    /// Takes note of the number of entries of the map that was left.
    fn had_entries(&mut self, count: usize) {
        let _ = count;
    }

    /// Reads over a value of any kind.
    ///
    /// # Errors
    ///
    /// Fails if the next value is invalid, or it is nested too deeply.
    fn skip(&mut self) -> Done;

    /// An error at the current location.
    fn fail(&self, message: String) -> Error;

    /// The error of a structure that lacks a required member.
    fn missing(&self, member: &str) -> Error {
        self.fail(format!("the required member \"{member}\" is missing"))
    }
}
