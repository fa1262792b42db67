//! The cursor over a document, and what moves it from one value to the next.

use std::borrow::Cow;

use super::Error;
use super::scan::special_at;
use super::text::RawText;

/// How many lists and objects that the model knows may be open at once.
const MAX_DEPTH: u32 = 128;

/// Reads a JSON document from front to back.
///
/// Each method that reads a value gives `None` for null, and fails if another kind of value is next. What is
/// read is checked; what was read before a failure is not taken back.
///
/// ```
/// let mut revision = None;
/// hammersmith::json::read(br#"{"revision":3,"new":[1,{}]}"#, |json| {
///     json.begin_object()?;
///     while let Some(key) = json.next_key()? {
///         match &*key {
///             "revision" => revision = json.integer()?,
///             _ => json.skip()?,
///         }
///     }
///     Ok(())
/// })?;
/// assert_eq!(revision, Some(3));
/// # Ok::<(), hammersmith::json::Error>(())
/// ```
#[derive(Debug)]
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// How many lists and objects are open.
    depth: u32,
    /// Whether the innermost object has just been opened.
    first: bool,
    /// How it is read.
    #[cfg(feature = "serde")]
    mode: super::Mode,
}

impl<'a> Reader<'a> {
    /// A reader at the start of a document.
    pub(crate) fn new(document: &'a [u8]) -> Result<Self, Error> {
        let text = std::str::from_utf8(document)
            .map_err(|error| Error::caused(error.valid_up_to(), "not UTF-8", error))?;
        Ok(Self {
            text,
            at: 0,
            depth: 0,
            first: false,
            #[cfg(feature = "serde")]
            mode: super::Mode::Wire,
        })
    }

    /// A reader at the start of a document that did not come over the wire.
    #[cfg(feature = "serde")]
    pub(super) fn of(text: &'a str, mode: super::Mode) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            first: false,
            mode,
        }
    }

    /// How the document is read.
    #[cfg(feature = "serde")]
    #[inline]
    pub(super) fn mode(&self) -> super::Mode {
        self.mode
    }

    /// A reader at the same place, to look ahead with.
    #[cfg(feature = "serde")]
    pub(super) fn ahead(&self) -> Self {
        Self {
            text: self.text,
            at: self.at,
            depth: self.depth,
            first: self.first,
            mode: self.mode,
        }
    }

    /// Enters an object; `false`, and not entered, if it is null.
    ///
    /// Then call [`next_key`](Self::next_key) and read or skip a value, until it gives `None`.
    ///
    /// # Errors
    ///
    /// Fails if the next value is neither, or too deep inside others.
    pub fn begin_object(&mut self) -> Result<bool, Error> {
        let begins = self.begin(b'{', "an object or null")?;
        self.first = begins;
        Ok(begins)
    }

    /// Moves to the next member of the object that was entered last, and gives its key; `None` if there is no
    /// member left.
    ///
    /// # Errors
    ///
    /// Fails if the document does not go on as an object does.
    #[inline]
    pub fn next_key(&mut self) -> Result<Option<Cow<'a, str>>, Error> {
        match self.next_raw_key()? {
            Some(key) => self.unescape(key).map(Some),
            None => Ok(None),
        }
    }

    pub(crate) fn next_raw_key(&mut self) -> Result<Option<RawText<'a>>, Error> {
        let first = std::mem::replace(&mut self.first, false);
        match self.next_byte() {
            Some(b'}') => {
                self.at += 1;
                self.depth = self.depth.saturating_sub(1);
                return Ok(None);
            }
            Some(b',') if !first => {
                self.at += 1;
                self.next_byte();
            }
            _ if first => {}
            _ => return Err(self.unexpected("`,` or `}`")),
        }
        self.key_and_colon().map(Some)
    }

    /// Reads a list, an item at a time; `false` if it is null.
    pub(super) fn items(
        &mut self,
        each: &mut dyn FnMut(&mut Self) -> Result<(), Error>,
    ) -> Result<bool, Error> {
        if !self.begin_list()? {
            return Ok(false);
        }
        let mut first = true;
        while self.next_item(first)? {
            first = false;
            each(self)?;
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
        let key = self.raw_text("a key")?;
        match self.next_byte() {
            Some(b':') => self.at += 1,
            _ => return Err(self.unexpected("`:`")),
        }
        Ok(key)
    }

    /// A string, whose escapes are not looked at.
    pub(crate) fn raw_text(&mut self, expected: &'static str) -> Result<RawText<'a>, Error> {
        if self.next_byte() != Some(b'"') {
            return Err(self.unexpected(expected));
        }
        self.at += 1;
        let start = self.at;
        let mut escaped = false;
        loop {
            self.at += special_at(self.rest());
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    self.at += 2;
                }
                _ => return Err(self.unexpected("the rest of a string")),
            }
        }
        let text = self.since(start);
        self.at += 1;
        Ok(RawText {
            text,
            escaped,
            offset: start,
        })
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
    pub(super) fn unexpected(&self, expected: &'static str) -> Error {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let offset = self.at.min(self.text.len());
        Error::unexpected(offset, expected, rest.chars().next())
    }
}
