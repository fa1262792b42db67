//! XML documents as a whole.

use std::borrow::Cow;

use super::path::path;
use super::{Error, Reader, Writer, names};
use crate::codec::wording::shown;
use crate::codec::{ReadDocument, WriteDocument};
use crate::error::BuildError;
use crate::shape::{Row, Table};

/// The element that has the members.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Root {
    /// The root itself, which has this name; any, if that is empty.
    Named(&'static str),
    /// None: the root is the one member, which has this name.
    Unwrapped(&'static str),
    /// The root, which has the name of this operation followed by `Response`.
    Response(&'static str),
    /// The element in such a root that has the name of the operation followed by `Result`.
    Result(&'static str),
    /// That of an error, with an envelope around it or without.
    Error,
}

impl<'r> Reader<'r> {
    /// Enters the root, which has to have that name, unless that is empty.
    fn named_root(&mut self, expected: &str) -> Result<(), Error> {
        let name = self.root()?;
        if expected.is_empty() || names::is(name, expected) {
            return Ok(());
        }
        let name = shown(name);
        Err(self.error(format!("expected the root `{expected}`, found `{name}`")))
    }

    /// Enters the root of the response to an operation.
    fn response(&mut self, operation: &str) -> Result<(), Error> {
        let name = self.root()?;
        if names::ends(name, operation, "Response") {
            return Ok(());
        }
        let name = shown(name);
        Err(self.error(format!(
            "expected the root `{operation}Response`, found `{name}`"
        )))
    }

    /// Enters the result of an operation within its response.
    fn result(&mut self, operation: &str) -> Result<(), Error> {
        self.response(operation)?;
        while let Some(name) = self.next_element()? {
            if names::ends(name, operation, "Result") {
                return Ok(());
            }
            if !names::is(name, "ResponseMetadata") {
                let name = shown(name);
                return Err(self.error(format!("expected `{operation}Result`, found `{name}`")));
            }
            self.skip_value()?;
        }
        Err(self.error(format!("expected `{operation}Result`")))
    }

    /// Moves to the element of that name within the one that was entered last; false, and that one
    /// left, if it has none.
    pub(crate) fn find_element(&mut self, expected: &str) -> Result<bool, Error> {
        while let Some(name) = self.next_element()? {
            if names::is(name, expected) {
                return Ok(true);
            }
            self.skip_value()?;
        }
        Ok(false)
    }

    /// Enters the element that has the members of an error.
    fn begin_error(&mut self) -> Result<(), Error> {
        let root = self.root()?;
        if names::is(root, "Error") {
            return Ok(());
        }
        let mut inner = self.clone();
        // The errors of EC2 have one element more around them.
        let is_ec2 = names::is(root, "Response");
        if (!is_ec2 || inner.find_element("Errors")?) && inner.find_element("Error")? {
            *self = inner;
        }
        // Else it is an exception in a stream of events, which may do without an envelope.
        Ok(())
    }

    /// Reads the text of the element that was entered last.
    pub(crate) fn element_text(&mut self) -> Result<Cow<'r, str>, Error> {
        Ok(self.content()?.unwrap_or_default())
    }

    /// The name and the text of the next attribute of the element that has just been entered.
    pub(crate) fn attribute_text(&mut self) -> Result<Option<(&'r str, Cow<'r, str>)>, Error> {
        let Some((name, value)) = self.next_attribute() else {
            return Ok(None);
        };
        self.value = Some(value);
        Ok(self.content()?.map(|text| (name, text)))
    }

    /// Checks that nothing but comments and white space is left.
    pub(crate) fn end(&mut self) -> Result<(), Error> {
        self.skip_misc()?;
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.unexpected("the end of the document")),
        }
    }

    /// Reads over the element that was entered last.
    pub(crate) fn skip_element(&mut self) -> Result<(), Error> {
        self.skip_value()
    }
}

impl<'r> ReadDocument<'r> for Reader<'r> {
    type Root = Root;

    fn is_nothing(body: &[u8]) -> bool {
        // Each document has a root, if nothing else.
        let _ = body;
        false
    }

    fn start(body: &'r [u8]) -> Result<Self, Error> {
        Reader::new(body)
    }

    fn begin(&mut self, root: Root) -> Result<(), Error> {
        match root {
            Root::Named(name) => self.named_root(name)?,
            Root::Unwrapped(name) => {
                self.clone().named_root(name)?;
                self.skip_misc()?;
            }
            Root::Response(operation) => self.response(operation)?,
            Root::Result(operation) => self.result(operation)?,
            Root::Error => self.begin_error()?,
        }
        self.deeper()
    }

    fn begin_payload(&mut self, row: Row) -> Result<(), Error> {
        self.named_root(row.xml_name())
    }

    fn finish(&mut self) -> Result<(), Error> {
        while !self.open.is_empty() {
            self.next_element()?;
        }
        self.end()
    }

    fn ahead(&self) -> Self {
        self.clone()
    }

    fn located(error: Error, body: &[u8]) -> Error {
        error.in_text(body, path)
    }
}

impl WriteDocument for Writer {
    #[inline]
    fn start() -> Self {
        Writer::new()
    }

    fn root(table: &'static Table) -> Row {
        table.root()
    }

    #[cfg(feature = "event-stream")]
    fn begin_error(&mut self, table: &'static Table) {
        Writer::begin_error(self, table);
    }

    fn finish(self) -> Result<Vec<u8>, BuildError> {
        Writer::finish(self)
    }
}
