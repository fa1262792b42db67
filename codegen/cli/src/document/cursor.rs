//! A cursor over JSON text.
//!
//! A parser that returns trees has nothing to return for a text with a syntax error, and loses the
//! positions of values. The cursor keeps both: the text before the error is checked, and each value
//! has a position.

use std::borrow::Cow;
use std::ops::Range;

use serde_json::value::RawValue;

/// The maximum depth of lists and objects that the walk enters, which limits its recursion.
const MAX_DEPTH: usize = 128;

/// The maximum depth of lists and objects in a value that is skipped.
const MAX_SKIPPED: usize = 512;

/// A syntax error.
#[derive(Debug)]
pub(super) struct Malformed {
    /// Its position in the text, in bytes.
    pub(super) at: usize,
    pub(super) message: String,
}

/// A key of an object.
#[derive(Debug)]
pub(super) struct Key<'d> {
    pub(super) name: Cow<'d, str>,
    /// Its position in the text, including its quotes.
    pub(super) span: Range<usize>,
}

/// A cursor over JSON text.
#[derive(Debug)]
pub(super) struct Cursor<'d> {
    text: &'d str,
    at: usize,
    /// The number of open lists and objects.
    depth: usize,
}

impl<'d> Cursor<'d> {
    pub(super) fn new(text: &'d str) -> Self {
        let (at, depth) = (0, 0);
        Self { text, at, depth }
    }

    /// The first byte of the next value, or whatever comes instead; moves over white space.
    pub(super) fn next(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.peek() {
            self.at += 1;
        }
        self.peek()
    }

    /// The position of the next value.
    pub(super) fn start(&mut self) -> usize {
        self.next();
        self.at
    }

    /// The position after the last value.
    pub(super) fn end(&self) -> usize {
        self.at
    }

    /// The text from `start` to the end of the last value.
    pub(super) fn since(&self, start: usize) -> &'d str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Enters the list or object that comes next.
    pub(super) fn enter(&mut self) -> Result<(), Malformed> {
        if self.depth >= MAX_DEPTH {
            return Err(self.too_deep());
        }
        self.next();
        self.at += 1;
        self.depth += 1;
        Ok(())
    }

    /// Moves to the next value of an object and returns its key, or leaves the object.
    pub(super) fn next_key(&mut self, first: bool) -> Result<Option<Key<'d>>, Malformed> {
        match self.next() {
            Some(b'}') => {
                self.leave();
                return Ok(None);
            }
            Some(b',') if !first => self.at += 1,
            _ if first => {}
            _ => return Err(self.unexpected("`,` or `}`")),
        }
        self.key().map(Some)
    }

    /// Moves to the next entry of a list, or leaves the list and returns false.
    pub(super) fn next_entry(&mut self, first: bool) -> Result<bool, Malformed> {
        match self.next() {
            Some(b']') => {
                self.leave();
                return Ok(false);
            }
            Some(b',') if !first => self.at += 1,
            _ if first => {}
            _ => return Err(self.unexpected("`,` or `]`")),
        }
        Ok(true)
    }

    /// Reads a string; an error calls it `expected`.
    pub(super) fn string(&mut self, expected: &str) -> Result<Cow<'d, str>, Malformed> {
        if self.next() != Some(b'"') {
            return Err(self.unexpected(expected));
        }
        let start = self.at;
        let mut escapes = false;
        self.at += 1;
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            let special = |byte: &u8| matches!(byte, 0..0x20 | b'"' | b'\\');
            self.at += rest.iter().position(special).unwrap_or(rest.len());
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    escapes = true;
                    self.at += 2;
                }
                _ => return Err(self.unexpected("the rest of a string")),
            }
        }
        self.at += 1;
        let quoted = self.since(start);
        if escapes {
            serde_json::from_str(quoted)
                .map(Cow::Owned)
                .map_err(|_| malformed(start + 1, "a string with an invalid escape"))
        } else {
            Ok(quoted.trim_matches('"').into())
        }
    }

    /// Moves over a number and returns its text.
    pub(super) fn number(&mut self) -> Result<&'d str, Malformed> {
        let start = self.start();
        if !matches!(self.peek(), Some(b'-' | b'0'..=b'9')) {
            return Err(self.unexpected("a value"));
        }
        let mut before = b'e';
        while let Some(byte) = self.peek() {
            match (before, byte) {
                (_, b'0'..=b'9' | b'.' | b'e' | b'E') | (b'e' | b'E', b'+' | b'-') => self.at += 1,
                _ => break,
            }
            before = byte;
        }
        let text = self.since(start);
        if serde_json::from_str::<&RawValue>(text).is_err() {
            return Err(malformed(start, format!("`{text}` is not a number")));
        }
        self.end_of_scalar()?;
        Ok(text)
    }

    /// Moves over a null, if one comes next.
    pub(super) fn null(&mut self) -> Result<bool, Malformed> {
        match self.next() {
            Some(b'n') => self.word("null").map(|()| true),
            _ => Ok(false),
        }
    }

    /// Moves over a value of any type.
    pub(super) fn skip(&mut self) -> Result<(), Malformed> {
        // The closing brackets of open values. Recursion would let the document determine the size
        // of the stack.
        let mut open = Vec::new();
        loop {
            let closing = match self.next() {
                Some(b'{') => Some(b'}'),
                Some(b'[') => Some(b']'),
                _ => None,
            };
            match closing {
                None => self.skip_scalar()?,
                Some(_) if open.len() == MAX_SKIPPED => return Err(self.too_deep()),
                Some(closing) => {
                    self.at += 1;
                    open.push(closing);
                    if self.next() != Some(closing) {
                        if closing == b'}' {
                            self.key()?;
                        }
                        continue;
                    }
                }
            }
            if self.close(&mut open)? {
                return Ok(());
            }
        }
    }

    /// Closes what ends after the last value; returns true if nothing is open any more.
    fn close(&mut self, open: &mut Vec<u8>) -> Result<bool, Malformed> {
        while let Some(closing) = open.last().copied() {
            match self.next() {
                Some(b',') => {
                    self.at += 1;
                    if closing == b'}' {
                        self.key()?;
                    }
                    return Ok(false);
                }
                Some(byte) if byte == closing => {
                    self.at += 1;
                    open.pop();
                }
                _ => return Err(self.unexpected("`,` or the end of a list or object")),
            }
        }
        Ok(true)
    }

    fn skip_scalar(&mut self) -> Result<(), Malformed> {
        match self.next() {
            Some(b'"') => self.string("a string").map(drop),
            Some(b'n') => self.word("null"),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            _ => self.number().map(drop),
        }
    }

    /// Checks that only white space is left.
    pub(super) fn finish(&mut self) -> Result<(), Malformed> {
        match self.next() {
            None => Ok(()),
            Some(_) => Err(self.unexpected("the end of the document")),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn leave(&mut self) {
        self.at += 1;
        self.depth -= 1;
    }

    fn key(&mut self) -> Result<Key<'d>, Malformed> {
        let start = self.start();
        let name = self.string("a key")?;
        let span = start..self.at;
        match self.next() {
            Some(b':') => self.at += 1,
            _ => return Err(self.unexpected("`:`")),
        }
        Ok(Key { name, span })
    }

    fn word(&mut self, word: &'static str) -> Result<(), Malformed> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        if !rest.starts_with(word) {
            return Err(self.unexpected(word));
        }
        self.at += word.len();
        self.end_of_scalar()
    }

    fn end_of_scalar(&self) -> Result<(), Malformed> {
        match self.peek() {
            None | Some(b' ' | b'\t' | b'\r' | b'\n' | b',' | b'}' | b']') => Ok(()),
            _ => Err(self.unexpected("the end of a value")),
        }
    }

    fn unexpected(&self, expected: &str) -> Malformed {
        let at = self.at.min(self.text.len());
        let found = self.text.get(at..).and_then(|rest| rest.chars().next());
        let found = match found {
            Some(found) => format!("{found:?}"),
            None => "the end of the document".to_owned(),
        };
        malformed(at, format!("expected {expected}, found {found}"))
    }

    fn too_deep(&self) -> Malformed {
        malformed(self.at, "values are nested too deeply")
    }
}

fn malformed(at: usize, message: impl Into<String>) -> Malformed {
    let message = message.into();
    Malformed { at, message }
}
