//! Sources of which nothing may be missing.

use std::borrow::Cow;

use aws_smithy_types::date_time::DateTime;
use aws_smithy_types::{Blob, Document};

use crate::codec::{Error, ReadDocument};
use crate::shape::{Done, Read, Row, Source, Table};

/// A source whose structures have all their required members. Clients let an empty value stand for
/// one that a response lacks; a request that lacks one is refused.
#[derive(Clone, Debug)]
pub struct Strict<R>(R);

impl<R: Source> Source for Strict<R> {
    const FLATTENS: bool = R::FLATTENS;
    const HIDES_EMPTY: bool = R::FLATTENS;
    const LAST_VARIANT: bool = false;

    fn stands_in(&self) -> bool {
        false
    }

    fn null(&mut self) -> Result<bool, Error> {
        self.0.null()
    }

    fn string(&mut self, row: Row) -> Read<String> {
        self.0.string(row)
    }

    fn text(&mut self, row: Row) -> Read<Cow<'_, str>> {
        self.0.text(row)
    }

    fn boolean(&mut self, row: Row) -> Read<bool> {
        self.0.boolean(row)
    }

    fn integer(&mut self, row: Row, bits: u32) -> Read<i64> {
        self.0.integer(row, bits)
    }

    fn float(&mut self, row: Row) -> Read<f32> {
        self.0.float(row)
    }

    fn double(&mut self, row: Row) -> Read<f64> {
        self.0.double(row)
    }

    fn blob(&mut self, row: Row) -> Read<Blob> {
        self.0.blob(row)
    }

    fn timestamp(&mut self, row: Row) -> Read<DateTime> {
        self.0.timestamp(row)
    }

    fn document(&mut self, row: Row) -> Read<Document> {
        self.0.document(row)
    }

    fn number(&mut self, row: Row) -> Read<String> {
        self.0.number(row)
    }

    fn begin_structure(&mut self, row: Row) -> Result<bool, Error> {
        self.0.begin_structure(row)
    }

    fn next_member(&mut self, table: &'static Table, hint: usize) -> Read<usize> {
        self.0.next_member(table, hint)
    }

    fn begin_list(&mut self, row: Row) -> Result<bool, Error> {
        self.0.begin_list(row)
    }

    fn next_item(&mut self, first: bool) -> Result<bool, Error> {
        self.0.next_item(first)
    }

    fn begin_map(&mut self, row: Row) -> Result<bool, Error> {
        self.0.begin_map(row)
    }

    fn next_key<K: for<'t> From<&'t str>>(&mut self) -> Read<K> {
        self.0.next_key()
    }

    fn skip(&mut self) -> Done {
        self.0.skip()
    }

    fn fail(&self, message: String) -> Error {
        self.0.fail(message)
    }

    fn missing(&self, member: &str) -> Error {
        self.0.missing(member).of_missing()
    }
}

impl<'r, R: ReadDocument<'r>> ReadDocument<'r> for Strict<R> {
    type Root = R::Root;

    fn is_nothing(body: &[u8]) -> bool {
        // Some clients send no document if it has no members.
        body.is_empty() || R::is_nothing(body)
    }

    fn start(body: &'r [u8]) -> Result<Self, Error> {
        R::start(body).map(Self)
    }

    fn begin(&mut self, root: Self::Root) -> Result<(), Error> {
        self.0.begin(root)
    }

    fn begin_payload(&mut self, row: Row) -> Result<(), Error> {
        self.0.begin_payload(row)
    }

    fn finish(&mut self) -> Result<(), Error> {
        self.0.finish()
    }

    fn ahead(&self) -> Self {
        Self(self.0.ahead())
    }

    fn located(error: Error, body: &[u8]) -> Error {
        R::located(error, body)
    }
}
