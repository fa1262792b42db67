//! The text of an element or attribute.

use std::borrow::Cow;

use super::scan::{is_space, markup_at};
use super::{Error, Reader};

impl<'a> Reader<'a> {
    /// Reads the text of the next value up to its end; `None` if it has no value.
    #[inline]
    pub(super) fn content(&mut self) -> Result<Option<Cow<'a, str>>, Error> {
        if let Some((text, at)) = self.value.take() {
            return self.attribute(text, at).map(Some);
        }
        if self.is_nil()? {
            return Ok(None);
        }
        self.attributes = (0, 0);
        if self.empty {
            self.empty = false;
            self.open.pop();
            return Ok(Some(Cow::Borrowed("")));
        }
        let start = self.at;
        self.at += markup_at(self.rest());
        if let [b'<', b'/', ..] = self.rest() {
            let text = self.since(start);
            self.end_tag()?;
            return Ok(Some(Cow::Borrowed(text)));
        }
        self.mixed(start).map(|text| Some(Cow::Owned(text)))
    }

    /// Reads the text of an element that has more in it than characters.
    #[cold]
    fn mixed(&mut self, start: usize) -> Result<String, Error> {
        let mut text = self.since(start).to_owned();
        loop {
            match self.rest() {
                [b'&', ..] => text.push(self.reference()?),
                [b'<', b'/', ..] => return self.end_tag().map(|()| text),
                [b'<', b'!', b'[', ..] if self.rest().starts_with(b"<![CDATA[") => {
                    text.push_str(self.characters()?);
                }
                [b'<', b'!' | b'?', ..] => self.skip_markup()?,
                [b'<', ..] => {
                    return Err(self.error("expected text, found an element".to_owned()));
                }
                _ => return Err(self.unexpected("the end of an element")),
            }
            let start = self.at;
            self.at += markup_at(self.rest());
            text.push_str(self.since(start));
        }
    }

    /// The text of an attribute, of which the value stands there in the document.
    fn attribute(&mut self, text: &'a str, at: usize) -> Result<Cow<'a, str>, Error> {
        if !text.contains('&') {
            return Ok(Cow::Borrowed(text));
        }
        let behind = std::mem::replace(&mut self.at, at);
        let end = at + text.len();
        let mut meant = String::with_capacity(text.len());
        while self.at < end {
            let start = self.at;
            let rest = self.text.get(start..end).unwrap_or_default();
            self.at += markup_at(rest.as_bytes());
            meant.push_str(self.since(start));
            if self.at < end {
                meant.push(self.reference()?);
            }
        }
        self.at = behind;
        Ok(Cow::Owned(meant))
    }

    /// Reads a reference to a character or to one of the predefined entities, from its `&`.
    pub(super) fn reference(&mut self) -> Result<char, Error> {
        /// More digits than any character has, with some zeros before them.
        const LONGEST: usize = 16;
        let rest = self.rest().get(1..).unwrap_or_default();
        let end = rest.iter().take(LONGEST).position(|byte| *byte == b';');
        let name = end.and_then(|end| self.text.get(self.at + 1..self.at + 1 + end));
        let Some((name, meant)) = name.and_then(|name| Some((name, meaning(name)?))) else {
            return Err(self.error("an invalid reference".to_owned()));
        };
        self.at += name.len() + 2;
        Ok(meant)
    }
}

/// The character that a reference stands for.
fn meaning(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let (digits, radix) = match number.strip_prefix('x') {
                Some(digits) => (digits, 16),
                None => (number, 10),
            };
            // The parser of numbers would take a sign.
            let is_digit = |digit: char| digit.is_digit(radix);
            let is_number = digits.chars().all(is_digit);
            let code = is_number.then(|| u32::from_str_radix(digits, radix).ok());
            char::from_u32(code.flatten()?)?
        }
    })
}

/// The text without the white space around it, as values other than strings may have it.
#[inline]
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(|char| u8::try_from(char).is_ok_and(is_space))
}
