//! Values that nothing waits for, and values whose shape the model leaves open.

use std::collections::HashMap;

use aws_smithy_types::{Document, Number};

use super::head::{
    ARRAY, BREAK, BYTES, DOUBLE, FALSE, HALF, KIND, MAP, NEGATIVE, NULL, SINGLE, TEXT, TRUE,
    UNDEFINED, UNSIGNED,
};
use super::open::INDEFINITE;
use super::{Error, Reader};

/// The maximum depth of a value that is skipped.
const MAX_SKIPPED: usize = 512;

/// The maximum depth of a document.
const MAX_DOCUMENT: u32 = 256;

/// The size of the buckets that are made for a document before its entries are read.
const FEW: usize = 16;

impl Reader<'_> {
    /// Reads over a value of whatever kind.
    ///
    /// # Errors
    ///
    /// Fails if the next value is invalid, or it is nested more than 512 deep.
    pub fn skip(&mut self) -> Result<(), Error> {
        // The values that are left of each open list and map; a key counts as one.
        let mut open: Vec<usize> = Vec::new();
        loop {
            match self.first()? & KIND {
                kind @ (ARRAY | MAP) => {
                    if open.len() >= MAX_SKIPPED {
                        return Err(self.too_deep());
                    }
                    let each = if kind == MAP { 2 } else { 1 };
                    let count = self.count(each)?;
                    open.push(if count == INDEFINITE {
                        count
                    } else {
                        count * each
                    });
                }
                _ => self.skip_scalar()?,
            }
            if self.skip_ends(&mut open)? {
                return Ok(());
            }
        }
    }

    /// After a value: closes what ends with it. True if that was all, false if another value has to
    /// come next.
    fn skip_ends(&mut self, open: &mut Vec<usize>) -> Result<bool, Error> {
        while let Some(left) = open.last_mut() {
            match *left {
                0 => drop(open.pop()),
                INDEFINITE if self.peek() == Some(BREAK) => {
                    self.advance(1);
                    open.pop();
                }
                INDEFINITE => return Ok(false),
                _ => {
                    *left -= 1;
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    fn skip_scalar(&mut self) -> Result<(), Error> {
        let first = self.first()?;
        match first & KIND {
            UNSIGNED | NEGATIVE => self.argument().map(drop),
            BYTES => self.bytes().map(drop),
            TEXT => self.text().map(drop),
            _ if first == BREAK => Err(self.unexpected("a value")),
            // Simple values that have no meaning here are as long as integers.
            _ => self.argument().map(drop),
        }
    }

    /// Reads a value whose shape the model leaves open. Null is such a value, so this never returns
    /// `None`.
    ///
    /// # Errors
    ///
    /// Fails if the next value is invalid or has no form in a document, or if it is nested more
    /// than 256 deep.
    pub fn document(&mut self) -> Result<Option<Document>, Error> {
        self.document_at(0).map(Some)
    }

    fn document_at(&mut self, depth: u32) -> Result<Document, Error> {
        if depth >= MAX_DOCUMENT {
            return Err(self.too_deep());
        }
        let first = self.first()?;
        Ok(match (first & KIND, first) {
            (_, NULL | UNDEFINED) => {
                self.advance(1);
                Document::Null
            }
            (_, TRUE | FALSE) => Document::Bool(self.truth()?.unwrap_or_default()),
            (_, DOUBLE | SINGLE | HALF) => {
                Document::Number(Number::Float(self.double()?.unwrap_or_default()))
            }
            (UNSIGNED, _) => Document::Number(Number::PosInt(self.argument()?)),
            (NEGATIVE, _) => match self.whole(64)? {
                Some(value) => Document::Number(Number::NegInt(value)),
                None => Document::Null,
            },
            (TEXT, _) => Document::String(self.text()?.unwrap_or_default().into_owned()),
            (ARRAY, _) => Document::Array(self.document_items(depth)?),
            (MAP, _) => Document::Object(self.document_members(depth)?),
            // Bytes, and simple values that have no meaning here.
            _ => return Err(self.unexpected("a value of a document")),
        })
    }

    fn document_items(&mut self, depth: u32) -> Result<Vec<Document>, Error> {
        let mut left = self.count(1)?;
        let mut items = Vec::new();
        while self.document_goes_on(&mut left)? {
            items.push(self.document_at(depth + 1)?);
        }
        Ok(items)
    }

    fn document_members(&mut self, depth: u32) -> Result<HashMap<String, Document>, Error> {
        let mut left = self.count(2)?;
        let mut members = HashMap::with_capacity(left.min(FEW));
        while self.document_goes_on(&mut left)? {
            let Some(key) = self.text()? else {
                return Err(self.unexpected("a key"));
            };
            members.insert(key.into_owned(), self.document_at(depth + 1)?);
        }
        Ok(members)
    }

    fn document_goes_on(&mut self, left: &mut usize) -> Result<bool, Error> {
        match *left {
            0 => Ok(false),
            INDEFINITE if self.peek() == Some(BREAK) => {
                self.advance(1);
                Ok(false)
            }
            INDEFINITE => Ok(true),
            _ => {
                *left -= 1;
                Ok(true)
            }
        }
    }
}
