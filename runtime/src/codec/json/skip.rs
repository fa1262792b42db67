//! Values that nothing waits for, and values whose shape the model leaves open.

use std::collections::HashMap;

use aws_smithy_types::{Document, Number};

use super::{Error, Reader};

/// The maximum depth of a value that is skipped.
const MAX_SKIPPED: usize = 512;

/// The maximum depth of a document.
const MAX_DOCUMENT: u32 = 256;

/// A stack of bits, one per open list or object: set for an object.
struct Open {
    is_object: [u64; MAX_SKIPPED / 64],
    count: usize,
}

impl Open {
    fn push(&mut self, is_object: bool) -> bool {
        let (word, bit) = (self.count / 64, 1 << (self.count % 64));
        let Some(word) = self.is_object.get_mut(word) else {
            return false;
        };
        *word = if is_object { *word | bit } else { *word & !bit };
        self.count += 1;
        true
    }

    /// True if the innermost is an object; `None` if nothing is open.
    fn last(&self) -> Option<bool> {
        let last = self.count.checked_sub(1)?;
        let word = self.is_object.get(last / 64)?;
        Some(word >> (last % 64) & 1 == 1)
    }
}

impl Reader<'_> {
    /// Reads over a value of whatever kind.
    ///
    /// # Errors
    ///
    /// Fails if the next value is invalid, or it is nested more than 512 deep.
    pub fn skip(&mut self) -> Result<(), Error> {
        let mut open = Open {
            is_object: [0; MAX_SKIPPED / 64],
            count: 0,
        };
        loop {
            let opened = match self.next_byte() {
                Some(b'{') => Some(true),
                Some(b'[') => Some(false),
                _ => None,
            };
            match opened {
                None => self.skip_scalar()?,
                Some(is_object) => {
                    if !open.push(is_object) {
                        return Err(Error::at(self.offset(), "values are nested too deeply"));
                    }
                    self.advance(1);
                    if self.next_byte() != Some(closing(is_object)) {
                        if is_object {
                            self.key_and_colon()?;
                        }
                        continue;
                    }
                }
            }
            if self.skip_ends(&mut open)? {
                return Ok(());
            }
        }
    }

    /// After a value: closes what ends with it. Whether that was all, rather than another value
    /// coming next.
    fn skip_ends(&mut self, open: &mut Open) -> Result<bool, Error> {
        while let Some(is_object) = open.last() {
            match self.next_byte() {
                Some(b',') => {
                    self.advance(1);
                    if is_object {
                        self.key_and_colon()?;
                    }
                    return Ok(false);
                }
                Some(byte) if byte == closing(is_object) => {
                    self.advance(1);
                    open.count -= 1;
                }
                _ => return Err(self.unexpected("`,` or the end of a list or object")),
            }
        }
        Ok(true)
    }

    fn skip_scalar(&mut self) -> Result<(), Error> {
        match self.next_byte() {
            Some(b'"') => self.raw_text("a string").map(|_| ()),
            Some(b'n') => self.literal("null"),
            Some(b't') => self.literal("true"),
            Some(b'f') => self.literal("false"),
            _ => self.number().map(|_| ()),
        }
    }

    /// Reads a value whose shape the model leaves open. Null is such a value, so this never returns
    /// `None`.
    ///
    /// # Errors
    ///
    /// Fails if the next value is invalid, or it is nested more than 256 deep.
    pub fn document(&mut self) -> Result<Option<Document>, Error> {
        self.document_at(0).map(Some)
    }

    fn document_at(&mut self, depth: u32) -> Result<Document, Error> {
        if depth >= MAX_DOCUMENT {
            return Err(Error::at(self.offset(), "values are nested too deeply"));
        }
        Ok(match self.next_byte() {
            Some(b'{') => Document::Object(self.document_members(depth)?),
            Some(b'[') => Document::Array(self.document_items(depth)?),
            Some(b'"') => {
                let text = self.raw_text("a string")?;
                Document::String(self.unescape(text)?.into_owned())
            }
            Some(b'n') => self.literal("null").map(|()| Document::Null)?,
            Some(b't') => self.literal("true").map(|()| Document::Bool(true))?,
            Some(b'f') => self.literal("false").map(|()| Document::Bool(false))?,
            _ => Document::Number(self.finite()?),
        })
    }

    fn document_members(&mut self, depth: u32) -> Result<HashMap<String, Document>, Error> {
        let mut members = HashMap::new();
        self.advance(1);
        if self.next_byte() == Some(b'}') {
            self.advance(1);
            return Ok(members);
        }
        loop {
            let key = self.key_and_colon()?;
            let key = self.unescape(key)?.into_owned();
            members.insert(key, self.document_at(depth + 1)?);
            if !self.document_goes_on(b'}')? {
                return Ok(members);
            }
        }
    }

    fn document_items(&mut self, depth: u32) -> Result<Vec<Document>, Error> {
        let mut items = Vec::new();
        self.advance(1);
        if self.next_byte() == Some(b']') {
            self.advance(1);
            return Ok(items);
        }
        loop {
            items.push(self.document_at(depth + 1)?);
            if !self.document_goes_on(b']')? {
                return Ok(items);
            }
        }
    }

    fn document_goes_on(&mut self, closing: u8) -> Result<bool, Error> {
        let goes_on = match self.next_byte() {
            Some(b',') => true,
            Some(byte) if byte == closing => false,
            _ => return Err(self.unexpected("`,` or the end of a list or object")),
        };
        self.advance(1);
        Ok(goes_on)
    }

    /// Reads a number; `None` if no integer of 64 bits holds it. Its value is then not computed: a
    /// program that reads no floats does not link what does that.
    pub(crate) fn number(&mut self) -> Result<Option<Number>, Error> {
        if !matches!(self.next_byte(), Some(b'-' | b'0'..=b'9')) {
            return Err(self.unexpected("a value"));
        }
        let start = self.offset();
        let number = match self.small_number() {
            Some(number) => Some(number),
            None => self.any_number(start)?,
        };
        self.end_of_scalar()?;
        Ok(number)
    }

    /// A number of at most 18 digits and nothing else, which needs no checks for overflow.
    #[inline]
    fn small_number(&mut self) -> Option<Number> {
        let rest = self.rest();
        let (negative, digits) = match rest {
            [b'-', digits @ ..] => (true, digits),
            _ => (false, rest),
        };
        let mut value = 0_i64;
        let mut count = 0;
        while let Some(digit) = digits.get(count).map(|byte| byte.wrapping_sub(b'0'))
            && digit < 10
            && count < 18
        {
            value = value * 10 + i64::from(digit);
            count += 1;
        }
        match digits.get(count) {
            Some(b'0'..=b'9' | b'.' | b'e' | b'E') => None,
            _ if count == 0 => None,
            _ => {
                self.advance(count + usize::from(negative));
                Some(if negative {
                    Number::NegInt(-value)
                } else {
                    Number::PosInt(value.unsigned_abs())
                })
            }
        }
    }

    fn any_number(&mut self, start: usize) -> Result<Option<Number>, Error> {
        let rest = self.rest();
        let mut length = usize::from(rest.first() == Some(&b'-'));
        let mut whole = true;
        while let Some(byte) = rest.get(length) {
            length += match byte {
                b'0'..=b'9' => 1,
                b'.' => 1,
                b'e' | b'E' => match rest.get(length + 1) {
                    Some(b'+' | b'-') => 2,
                    _ => 1,
                },
                _ => break,
            };
            whole &= byte.is_ascii_digit();
        }
        self.advance(length);
        let text = self.since(start);
        match whole.then(|| whole_number(text)).flatten() {
            None if !is_number(text.as_bytes()) => {
                let text = crate::codec::wording::shown(text);
                Err(Error::at(start, format!("`{text}` is not a number")))
            }
            number => Ok(number),
        }
    }
}

/// True if the parser of floats takes the string, which has no other bytes than those of numbers.
fn is_number(text: &[u8]) -> bool {
    let text = text.strip_prefix(b"-").unwrap_or(text);
    let mut parts = text.splitn(2, |byte| matches!(byte, b'e' | b'E'));
    let (mantissa, exponent) = (parts.next().unwrap_or_default(), parts.next());
    let digits = |text: &[u8]| text.iter().all(u8::is_ascii_digit);
    let mut points = mantissa.splitn(2, |byte| *byte == b'.');
    let is_mantissa = points.all(digits) && mantissa.iter().any(u8::is_ascii_digit);
    let is_exponent = |text: &[u8]| match text {
        [b'+' | b'-', text @ ..] | text => !text.is_empty() && digits(text),
    };
    is_mantissa && exponent.is_none_or(is_exponent)
}

/// A number without a point or exponent; `None` if no integer of 64 bits can hold it.
fn whole_number(text: &str) -> Option<Number> {
    if text.starts_with('-') {
        text.parse().ok().map(Number::NegInt)
    } else {
        text.parse().ok().map(Number::PosInt)
    }
}

fn closing(is_object: bool) -> u8 {
    if is_object { b'}' } else { b']' }
}

#[cfg(test)]
mod tests {
    use super::is_number;

    /// Protects the numbers that a document may hold: the parser of floats, which is asked later or
    /// never, takes the same ones.
    #[test]
    fn numbers_are_what_floats_parse() {
        let table = [
            "0",
            "-0",
            "00",
            "1.5",
            "1.",
            "-.5",
            "-",
            "-.",
            "1..2",
            "1.2.3",
            "1e",
            "1e5",
            "1E+5",
            "1e-",
            "1e5e6",
            "1e1.5",
            "-e5",
            "1.e5",
            "12345678901234567890123",
            "1e400",
            "1-",
            "--1",
        ];
        for text in table {
            let parsed: Result<f64, _> = text.parse();
            assert_eq!(is_number(text.as_bytes()), parsed.is_ok(), "{text}");
        }
    }
}
