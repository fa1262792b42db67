//! The cursor over a document, and what moves it from one value to the next.

use std::borrow::Cow;

use super::Error;
use super::scan::special_at;
use super::text::RawText;

/// The maximum depth of lists and objects that the model knows.
const MAX_DEPTH: u32 = 128;

/// The way a document is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// As a service wrote it: what the model does not know is new, and left out.
    Wire,
    /// As people write it: timestamps have any form, large numbers may be strings.
    #[cfg_attr(not(feature = "serde"), allow(dead_code))]
    Data,
    /// The same, but members that the model does not know are errors.
    #[cfg_attr(not(feature = "serde"), allow(dead_code))]
    KnownData,
}

/// Reads a JSON document from front to back.
///
/// Everything that is read is checked. A failure does not undo earlier reads.
#[derive(Debug)]
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// The number of open lists and objects.
    depth: u32,
    /// True if the innermost object has just been opened.
    first: bool,
    mode: Mode,
    /// The number of entries of the map that was left last; 0 if another one has been entered
    /// since.
    pub(super) entries: usize,
}

impl<'a> Reader<'a> {
    /// A reader at the start of a document, after its byte order mark.
    pub(crate) fn new(document: &'a [u8]) -> Result<Self, Error> {
        let text = std::str::from_utf8(document)
            .map_err(|error| Error::caused(error.valid_up_to(), "not UTF-8", error))?;
        Ok(Self::wire(text))
    }

    /// The same for a document that is UTF-8.
    pub(crate) fn wire(text: &'a str) -> Self {
        let mark = '\u{feff}';
        Self {
            at: if text.starts_with(mark) {
                mark.len_utf8()
            } else {
                0
            },
            ..Self::of(text, Mode::Wire)
        }
    }

    /// A reader at the start of a document, which is read that way.
    pub(super) fn of(text: &'a str, mode: Mode) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            first: false,
            mode,
            entries: 0,
        }
    }

    /// The way the document is read.
    #[inline]
    pub(super) fn mode(&self) -> Mode {
        self.mode
    }

    /// A reader at the same location, to look ahead with.
    pub(crate) fn ahead(&self) -> Self {
        Self {
            text: self.text,
            at: self.at,
            depth: self.depth,
            first: self.first,
            mode: self.mode,
            entries: self.entries,
        }
    }

    /// Enters the document, which has to be an object.
    pub(crate) fn begin_document(&mut self) -> Result<(), Error> {
        match self.next_byte() {
            Some(b'{') => self.begin_object().map(drop),
            _ => Err(self.unexpected("an object")),
        }
    }

    /// Enters an object; false, and not entered, if it is null.
    #[inline]
    pub(crate) fn begin_object(&mut self) -> Result<bool, Error> {
        let begins = self.begin(b'{', "an object or null")?;
        self.first = begins;
        Ok(begins)
    }

    /// Moves to the key of the next member of the object that was entered last, and returns it;
    /// `None` if no member is left.
    pub(crate) fn next_raw_key(&mut self) -> Result<Option<RawText<'a>>, Error> {
        if self.goes_on_as_object()? {
            self.key_and_colon().map(Some)
        } else {
            Ok(None)
        }
    }

    /// Moves to the key of the next member of the object that was entered last; false if no member
    /// is left.
    #[inline]
    pub(super) fn goes_on_as_object(&mut self) -> Result<bool, Error> {
        let first = std::mem::replace(&mut self.first, false);
        match self.next_byte() {
            Some(b'}') => {
                self.at += 1;
                self.depth = self.depth.saturating_sub(1);
                return Ok(false);
            }
            Some(b',') if !first => {
                self.at += 1;
                self.next_byte();
            }
            _ if first => {}
            _ => return Err(self.unexpected("`,` or `}`")),
        }
        Ok(true)
    }

    /// Enters a list; `false`, and not entered, if it is null.
    #[inline]
    pub(crate) fn begin_list(&mut self) -> Result<bool, Error> {
        self.begin(b'[', "a list or null")
    }

    /// Moves to the next item of the list that was entered last; `false` if there is none left.
    #[inline]
    pub(crate) fn next_item(&mut self, first: bool) -> Result<bool, Error> {
        match self.next_byte() {
            Some(b']') => {
                self.at += 1;
                self.depth -= 1;
                return Ok(false);
            }
            Some(b',') if !first => self.at += 1,
            _ if first => {}
            _ => return Err(self.unexpected("`,` or `]`")),
        }
        Ok(true)
    }

    fn begin(&mut self, bracket: u8, expected: &'static str) -> Result<bool, Error> {
        if self.depth >= MAX_DEPTH {
            return Err(Error::at(self.at, "values are nested too deeply"));
        }
        match self.next_byte() {
            Some(byte) if byte == bracket => {
                self.at += 1;
                self.depth += 1;
                Ok(true)
            }
            Some(b'n') => self.literal("null").map(|()| false),
            _ => Err(self.unexpected(expected)),
        }
    }

    /// The first byte that is not white space, which is then the next one.
    #[inline]
    pub(crate) fn next_byte(&mut self) -> Option<u8> {
        loop {
            match self.peek() {
                Some(b' ' | b'\t' | b'\r' | b'\n') => self.at += 1,
                other => return other,
            }
        }
    }

    #[inline]
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The rest of the document.
    #[inline]
    pub(super) fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    #[inline]
    pub(crate) fn offset(&self) -> usize {
        self.at
    }

    #[inline]
    pub(super) fn advance(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// The part of the document from `start` up to the next byte.
    pub(crate) fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// A string and the colon after it.
    pub(super) fn key_and_colon(&mut self) -> Result<RawText<'a>, Error> {
        let key = self.inlined_text("a key")?;
        match self.next_byte() {
            Some(b':') => self.at += 1,
            _ => return Err(self.unexpected("`:`")),
        }
        Ok(key)
    }

    /// A string, whose escapes are not looked at.
    pub(crate) fn raw_text(&mut self, expected: &'static str) -> Result<RawText<'a>, Error> {
        self.inlined_text(expected)
    }

    /// [`raw_text`](Self::raw_text), for the few callers that most strings are read by.
    #[inline(always)]
    fn inlined_text(&mut self, expected: &'static str) -> Result<RawText<'a>, Error> {
        if self.next_byte() != Some(b'"') {
            return Err(self.unexpected(expected));
        }
        self.at += 1;
        let offset = self.at;
        let length = special_at(self.rest());
        self.at += length;
        let escaped = self.peek() != Some(b'"');
        if escaped {
            self.escaped_rest()?;
        }
        let text = self.since(offset);
        self.at += 1;
        Ok(RawText {
            text,
            escaped,
            offset,
        })
    }

    /// Moves to the end of a string, from a byte in it that does not stand for itself.
    #[cold]
    fn escaped_rest(&mut self) -> Result<(), Error> {
        loop {
            match self.peek() {
                Some(b'"') => return Ok(()),
                Some(b'\\') => self.at += 2,
                _ => return Err(self.unexpected("the rest of a string")),
            }
            self.at += special_at(self.rest());
        }
    }

    /// A string, whose escapes are not looked at; `None` for null.
    #[inline(always)]
    pub(super) fn raw_text_or_null(
        &mut self,
        expected: &'static str,
    ) -> Result<Option<RawText<'a>>, Error> {
        if self.next_byte() == Some(b'n') {
            return self.literal("null").map(|()| None);
        }
        self.inlined_text(expected).map(Some)
    }

    #[inline]
    pub(crate) fn unescape(&self, text: RawText<'a>) -> Result<Cow<'a, str>, Error> {
        text.unescaped()
            .ok_or_else(|| Error::at(text.offset, "a string with an invalid escape"))
    }

    /// A word that stands for a value, and what has to come after it.
    pub(super) fn literal(&mut self, word: &'static str) -> Result<(), Error> {
        if !self.rest().starts_with(word.as_bytes()) {
            return Err(self.unexpected(word));
        }
        self.at += word.len();
        self.end_of_scalar()
    }

    /// Checks that a number or word ends where it was taken to end.
    #[inline]
    pub(super) fn end_of_scalar(&self) -> Result<(), Error> {
        match self.peek() {
            None | Some(b' ' | b'\t' | b'\r' | b'\n' | b',' | b'}' | b']') => Ok(()),
            _ => Err(self.unexpected("the end of a value")),
        }
    }

    /// Reads a null if one is next.
    #[inline]
    pub(crate) fn null(&mut self) -> Result<bool, Error> {
        match self.next_byte() {
            Some(b'n') => self.literal("null").map(|()| true),
            _ => Ok(false),
        }
    }

    /// Checks that nothing but white space is left.
    pub(crate) fn finish(&mut self) -> Result<(), Error> {
        match self.next_byte() {
            None => Ok(()),
            Some(_) => Err(self.unexpected("the end of the document")),
        }
    }

    #[cold]
    pub(crate) fn unexpected(&self, expected: &'static str) -> Error {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let offset = self.at.min(self.text.len());
        Error::unexpected(offset, expected, rest.chars().next())
    }
}
