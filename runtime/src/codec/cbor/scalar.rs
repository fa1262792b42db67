//! Values that hold no others.

use std::borrow::Cow;
use std::str::Utf8Error;

use super::head::{
    BYTES, DOUBLE, FALSE, HALF, KIND, NEGATIVE, NULL, SINGLE, TEXT, TRUE, UNDEFINED, UNSIGNED,
};
use super::{Error, FORMAT, Reader};
use crate::codec::wording;

/// The description of a string in errors.
const A_STRING: &str = "a string or null";

/// The integers that a float of double precision holds without a gap, as powers of two.
const EXACT_DOUBLE: u32 = f64::MANTISSA_DIGITS;

/// The error of a string that starts at that offset.
#[cold]
fn not_utf8(start: usize, error: Utf8Error) -> Error {
    Error::caused(start + error.valid_up_to(), "not UTF-8", error).of(FORMAT)
}

impl<'a> Reader<'a> {
    /// Reads null, or undefined, if it comes next.
    #[inline]
    pub(super) fn null(&mut self) -> Result<bool, Error> {
        let is_null = matches!(self.first()?, NULL | UNDEFINED);
        if is_null {
            self.advance(1);
        }
        Ok(is_null)
    }

    /// True if a string comes next.
    pub(crate) fn is_text(&mut self) -> Result<bool, Error> {
        Ok(self.first()? & KIND == TEXT)
    }

    /// Reads a string, without a copy where it has no parts.
    #[inline]
    pub(crate) fn text(&mut self) -> Result<Option<Cow<'a, str>>, Error> {
        let first = self.first()?;
        if first & KIND == TEXT && !self.is_indefinite() {
            return self.plain_text().map(|text| Some(Cow::Borrowed(text)));
        }
        self.other_text(first)
    }

    /// A string that is in parts, null, or another value.
    #[cold]
    fn other_text(&mut self, first: u8) -> Result<Option<Cow<'a, str>>, Error> {
        if self.null()? {
            return Ok(None);
        }
        if first & KIND != TEXT {
            return Err(self.unexpected(A_STRING));
        }
        let mut text = String::new();
        self.advance(1);
        // Each part is a whole string: no character stands in two of them.
        while self.next_part(TEXT)? {
            text.push_str(self.plain_text()?);
        }
        Ok(Some(Cow::Owned(text)))
    }

    /// Reads a string that is kept.
    #[inline]
    pub(super) fn string(&mut self) -> Result<Option<String>, Error> {
        let first = self.first()?;
        if first & KIND == TEXT && !self.is_indefinite() {
            let (start, bytes) = self.text_bytes()?;
            // Checked where it is kept: the result of a check of `bytes` would pass through memory.
            return match String::from_utf8(bytes.to_vec()) {
                Ok(text) => Ok(Some(text)),
                Err(error) => Err(not_utf8(start, error.utf8_error())),
            };
        }
        Ok(self.other_text(first)?.map(Cow::into_owned))
    }

    /// A string with a definite length.
    #[inline]
    fn plain_text(&mut self) -> Result<&'a str, Error> {
        let (start, bytes) = self.text_bytes()?;
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text),
            Err(error) => Err(not_utf8(start, error)),
        }
    }

    /// The offset and the bytes of a string with a definite length.
    #[inline]
    fn text_bytes(&mut self) -> Result<(usize, &'a [u8]), Error> {
        let length = self.argument()?;
        let start = self.offset();
        Ok((start, self.take(length)?))
    }

    /// Moves to the next part of a string or of bytes; false, and left, if none is left.
    fn next_part(&mut self, kind: u8) -> Result<bool, Error> {
        if self.peek() == Some(super::head::BREAK) {
            self.advance(1);
            return Ok(false);
        }
        let is_part = |byte: u8| byte & KIND == kind;
        if !self.peek().is_some_and(is_part) || self.is_indefinite() {
            return Err(self.unexpected("the next part of a string or of bytes"));
        }
        Ok(true)
    }

    /// Reads bytes, without a copy where they have no parts.
    pub(super) fn bytes(&mut self) -> Result<Option<Cow<'a, [u8]>>, Error> {
        let first = self.first()?;
        if first & KIND != BYTES {
            return match self.null()? {
                true => Ok(None),
                false => Err(self.unexpected("bytes or null")),
            };
        }
        if !self.is_indefinite() {
            let length = self.argument()?;
            return self.take(length).map(|bytes| Some(Cow::Borrowed(bytes)));
        }
        let mut bytes = Vec::new();
        self.advance(1);
        while self.next_part(BYTES)? {
            let length = self.argument()?;
            bytes.extend_from_slice(self.take(length)?);
        }
        Ok(Some(Cow::Owned(bytes)))
    }

    pub(super) fn truth(&mut self) -> Result<Option<bool>, Error> {
        let truth = match self.first()? {
            TRUE => Some(true),
            FALSE => Some(false),
            NULL | UNDEFINED => None,
            _ => return Err(self.unexpected("a boolean or null")),
        };
        self.advance(1);
        Ok(truth)
    }

    /// Reads an integer, which may be any that the format has.
    #[inline]
    pub(super) fn any_integer(&mut self, first: u8) -> Result<i128, Error> {
        let argument = i128::from(self.argument()?);
        Ok(if first & KIND == NEGATIVE {
            -1 - argument
        } else {
            argument
        })
    }

    /// Reads an integer of that many bits.
    pub(super) fn whole(&mut self, bits: u32) -> Result<Option<i64>, Error> {
        let first = self.first()?;
        let start = self.offset();
        match first & KIND {
            UNSIGNED | NEGATIVE => {}
            _ if self.null()? => return Ok(None),
            _ => return Err(self.unexpected("an integer or null")),
        }
        let value = self.any_integer(first)?;
        let greatest = i64::MAX >> (64 - bits.clamp(1, 64));
        match i64::try_from(value) {
            Ok(value) if (-greatest - 1..=greatest).contains(&value) => Ok(Some(value)),
            _ => {
                let message =
                    wording::misfit(Some(&value.to_string()), &wording::integers(greatest));
                Err(self.fail_at(start, message))
            }
        }
    }

    /// Reads a number of double precision. An integer that it holds is one, too.
    pub(super) fn double(&mut self) -> Result<Option<f64>, Error> {
        let first = self.first()?;
        let value = match first {
            DOUBLE => f64::from_be_bytes(self.fixed()?),
            SINGLE => f64::from(f32::from_be_bytes(self.fixed()?)),
            HALF => f64::from(half(u16::from_be_bytes(self.fixed()?))),
            _ => match self.integer_of_float(first, EXACT_DOUBLE)? {
                None => return Ok(None),
                Some(value) => value as f64,
            },
        };
        Ok(Some(value))
    }

    /// Reads a number of single precision. One of double precision is rounded, unless it is too
    /// large.
    pub(super) fn float(&mut self) -> Result<Option<f32>, Error> {
        let first = self.first()?;
        let start = self.offset();
        let value = match first {
            SINGLE => f32::from_be_bytes(self.fixed()?),
            HALF => half(u16::from_be_bytes(self.fixed()?)),
            DOUBLE => {
                let value = f64::from_be_bytes(self.fixed()?);
                let single = value as f32;
                if value.is_finite() && !single.is_finite() {
                    let found = value.to_string();
                    let message = wording::misfit(Some(&found), &wording::numbers(f32::MAX));
                    return Err(self.fail_at(start, message));
                }
                single
            }
            _ => match self.integer_of_float(first, f32::MANTISSA_DIGITS)? {
                None => return Ok(None),
                Some(value) => value as f32,
            },
        };
        Ok(Some(value))
    }

    /// Reads an integer that a float with so many binary digits holds; `None` for null.
    #[cold]
    fn integer_of_float(&mut self, first: u8, digits: u32) -> Result<Option<i128>, Error> {
        if self.null()? {
            return Ok(None);
        }
        if !matches!(first & KIND, UNSIGNED | NEGATIVE) {
            return Err(self.unexpected("a number or null"));
        }
        let start = self.offset();
        let value = self.any_integer(first)?;
        let size = value.unsigned_abs();
        // The binary digits between the first and the last one that is not zero.
        let ends = size.leading_zeros() + size.trailing_zeros();
        if size == 0 || u128::BITS - ends <= digits {
            return Ok(Some(value));
        }
        let message = format!("`{value}` does not fit; expected a number that a float holds");
        Err(self.fail_at(start, message))
    }

    /// Reads the bytes of a number behind its first byte.
    #[inline]
    pub(super) fn fixed<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        match self.rest().get(1..).and_then(<[u8]>::first_chunk) {
            Some(bytes) => {
                self.advance(N + 1);
                Ok(*bytes)
            }
            None => Err(self.fail_at(self.offset(), "the end of a float is missing".to_owned())),
        }
    }
}

/// A number of half precision.
pub(super) fn half(bits: u16) -> f32 {
    let sign = u32::from(bits >> 15) << 31;
    let exponent = u32::from(bits >> 10 & 0x1f);
    let fraction = u32::from(bits & 0x3ff);
    match exponent {
        // Smaller than all with an exponent: a multiple of 2^-24.
        0 => {
            let size = fraction as f32 / 16_777_216.0;
            f32::from_bits(size.to_bits() | sign)
        }
        0x1f => f32::from_bits(sign | 0x7f80_0000 | fraction << 13),
        _ => f32::from_bits(sign | (exponent + 112) << 23 | fraction << 13),
    }
}
