//! The cursor over a document, and what moves it from one value to the next.

use super::head::{
    ARRAY, BREAK, Found, INDEFINITE as NO_LENGTH, INDEFINITE_MAP, KIND, MAP, NULL, TAG, UNDEFINED,
};
use super::open::{INDEFINITE, Open};
use super::{Error, FORMAT};

/// The bits of a first byte that are not the kind.
const INFORMATION: u8 = !KIND;

/// Reads a CBOR document from front to back.
///
/// Everything that is read is checked. A failure does not undo earlier reads. Tags that the model
/// does not ask for are read over, and undefined is null.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    open: Open,
}

impl<'a> Reader<'a> {
    /// A reader at the start of a document.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            open: Open::new(),
        }
    }

    /// Enters the document, which has to be a map.
    pub(crate) fn begin_document(&mut self) -> Result<(), Error> {
        match self.begin_map()? {
            true => Ok(()),
            false => Err(self.fail_at(0, "expected a map, found null".to_owned())),
        }
    }

    /// Checks that nothing is left.
    pub(crate) fn finish(&self) -> Result<(), Error> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.unexpected("the end of the document")),
        }
    }

    /// Enters a map; false, and not entered, if it is null.
    #[inline]
    pub(super) fn begin_map(&mut self) -> Result<bool, Error> {
        // Official clients and services write structures so.
        if self.peek() == Some(INDEFINITE_MAP) {
            self.at += 1;
            return self.enter(INDEFINITE).map(|()| true);
        }
        self.begin(MAP, "a map or null")
    }

    /// Enters a list; false, and not entered, if it is null.
    pub(super) fn begin_list(&mut self) -> Result<bool, Error> {
        self.begin(ARRAY, "a list or null")
    }

    #[inline(never)]
    fn begin(&mut self, kind: u8, expected: &'static str) -> Result<bool, Error> {
        match self.first()? {
            NULL | UNDEFINED => {
                self.at += 1;
                Ok(false)
            }
            byte if byte & KIND == kind => {
                let left = self.count(if kind == MAP { 2 } else { 1 })?;
                self.enter(left).map(|()| true)
            }
            _ => Err(self.unexpected(expected)),
        }
    }

    #[inline]
    fn enter(&mut self, left: usize) -> Result<(), Error> {
        match self.open.push(left) {
            true => Ok(()),
            false => Err(self.too_deep()),
        }
    }

    /// Moves to the next item or entry of the list or map that was entered last; false, and left,
    /// if none is left.
    #[inline]
    pub(crate) fn goes_on(&mut self) -> Result<bool, Error> {
        let ends = match self.open.left() {
            INDEFINITE => match self.peek() {
                Some(BREAK) => {
                    self.at += 1;
                    true
                }
                Some(_) => false,
                None => return Err(self.unexpected("the rest of a list or map")),
            },
            left => left == 0,
        };
        if ends {
            self.open.pop();
        } else if self.open.left() != INDEFINITE {
            self.open.take();
        }
        Ok(!ends)
    }

    /// The first byte of the next value, after its tags.
    #[inline]
    pub(super) fn first(&mut self) -> Result<u8, Error> {
        match self.peek() {
            Some(byte) if byte & KIND != TAG => Ok(byte),
            _ => self.first_behind_tags(),
        }
    }

    #[cold]
    fn first_behind_tags(&mut self) -> Result<u8, Error> {
        loop {
            match self.peek() {
                Some(byte) if byte & KIND == TAG => drop(self.argument()?),
                Some(byte) => return Ok(byte),
                None => return Err(self.unexpected("a value")),
            }
        }
    }

    /// Reads the number in the head of a value: an integer, a length or a tag.
    #[inline]
    pub(super) fn argument(&mut self) -> Result<u64, Error> {
        let information = self.peek().unwrap_or(NO_LENGTH) & INFORMATION;
        if information < 24 {
            self.at += 1;
            return Ok(u64::from(information));
        }
        self.long_argument(information)
    }

    #[inline(never)]
    fn long_argument(&mut self, information: u8) -> Result<u64, Error> {
        let start = self.at;
        let size = match information {
            24 => 1,
            25 => 2,
            26 => 4,
            27 => 8,
            _ => {
                let byte = self.peek().unwrap_or_default();
                return Err(self.fail_at(start, format!("invalid byte 0x{byte:02x}")));
            }
        };
        self.at += 1;
        let add = |value, byte: &u8| value << 8 | u64::from(*byte);
        self.take(size).map(|bytes| bytes.iter().fold(0, add))
    }

    /// Reads the head of a list or map: the number of its items or entries, each of which has so
    /// many bytes at least.
    pub(super) fn count(&mut self, least: usize) -> Result<usize, Error> {
        if self.is_indefinite() {
            self.at += 1;
            return Ok(INDEFINITE);
        }
        let start = self.at;
        let count = self.argument()?;
        let most = self.rest().len() / least;
        match usize::try_from(count) {
            Ok(count) if count <= most => Ok(count),
            _ => {
                let left = self.rest().len();
                Err(self.fail_at(
                    start,
                    format!("{count} items or entries in the {left} bytes that are left"),
                ))
            }
        }
    }

    /// True if the next value has no definite length.
    #[inline]
    pub(super) fn is_indefinite(&self) -> bool {
        self.peek()
            .is_some_and(|byte| byte & INFORMATION == NO_LENGTH)
    }

    /// Reads bytes of that number.
    #[inline]
    pub(super) fn take(&mut self, length: u64) -> Result<&'a [u8], Error> {
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        match self.rest().get(..length) {
            Some(bytes) => {
                self.at += length;
                Ok(bytes)
            }
            None => Err(self.too_short(length)),
        }
    }

    #[inline]
    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    #[inline]
    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    #[inline]
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    #[inline]
    pub(super) fn advance(&mut self, bytes: usize) {
        self.at += bytes;
    }

    #[cold]
    fn too_short(&self, length: usize) -> Error {
        let left = self.rest().len();
        let message = format!("{length} bytes expected, {left} are left");
        self.fail_at(self.at, message)
    }

    #[cold]
    pub(super) fn too_deep(&self) -> Error {
        self.fail_at(self.at, "values are nested too deeply".to_owned())
    }

    #[cold]
    pub(super) fn fail_at(&self, offset: usize, message: String) -> Error {
        Error::at(offset, message).of(FORMAT)
    }

    #[cold]
    pub(crate) fn unexpected(&self, expected: &'static str) -> Error {
        let found = Found(self.peek());
        self.fail_at(self.at, format!("expected {expected}, found {found}"))
    }
}
