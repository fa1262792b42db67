//! Values that hold no others.

use std::borrow::Cow;

use aws_smithy_types::date_time::{DateTime, Format};
use aws_smithy_types::primitive::Parse;
use aws_smithy_types::{Blob, Number, base64};

use super::reader::Mode;
use super::{Error, Reader};
use crate::codec::decimal::{Decimal, NotInteger};
use crate::codec::timestamp;
use crate::codec::wording::{self, shown};

/// A floating-point type.
struct FloatType {
    /// True if the number is not rounded to infinity.
    fits: fn(Number) -> bool,
    /// The numbers that fit, for messages.
    numbers: fn() -> String,
}

const SINGLE: FloatType = FloatType {
    fits: |number| number.to_f32_lossy().is_finite(),
    numbers: || wording::numbers(f32::MAX),
};

const DOUBLE: FloatType = FloatType {
    fits: |number| number.to_f64_lossy().is_finite(),
    numbers: || wording::numbers(f64::MAX),
};

impl<'a> Reader<'a> {
    /// Reads a string, without a copy where it has no escapes.
    #[inline]
    pub(crate) fn text(&mut self) -> Result<Option<Cow<'a, str>>, Error> {
        match self.raw_text_or_null("a string or null")? {
            Some(text) => self.unescape(text).map(Some),
            None => Ok(None),
        }
    }

    pub(super) fn truth(&mut self) -> Result<Option<bool>, Error> {
        match self.next_byte() {
            Some(b't') => self.literal("true").map(|()| Some(true)),
            Some(b'f') => self.literal("false").map(|()| Some(false)),
            Some(b'n') => self.literal("null").map(|()| None),
            _ => Err(self.unexpected("a boolean or null")),
        }
    }

    /// Reads an integer of that many bits. A string that holds a number is not one, but `1.0` and
    /// `1e3` are.
    pub(super) fn whole(&mut self, bits: u32) -> Result<Option<i64>, Error> {
        let start = self.start();
        let number = match self.next_byte() {
            Some(b'n') => return self.literal("null").map(|()| None),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            _ => return Err(self.unexpected("an integer or null")),
        };
        let value = match number {
            Some(Number::PosInt(value)) => i64::try_from(value).map_err(|_| NotInteger::Range),
            Some(Number::NegInt(value)) => Ok(value),
            _ => {
                let number = Decimal::parse(self.since(start));
                number.map_or(Err(NotInteger::Fraction), |number| number.integer())
            }
        };
        let greatest = i64::MAX >> (64 - bits.clamp(1, 64));
        match value {
            Ok(value) if (-greatest - 1..=greatest).contains(&value) => Ok(Some(value)),
            Err(NotInteger::Fraction) => {
                let message = wording::not_an_integer(Some(self.since(start)));
                Err(Error::at(start, message))
            }
            _ => Err(self.misfit(start, &wording::integers(greatest))),
        }
    }

    pub(super) fn bytes(&mut self) -> Result<Option<Blob>, Error> {
        if self.null()? {
            return Ok(None);
        }
        let raw = self.raw_text("a base64 string or null")?;
        let text = self.unescape(raw)?;
        base64::decode(&*text)
            .map(|bytes| Some(Blob::new(bytes)))
            .map_err(|error| Error::caused(raw.offset, "not base64", error))
    }

    /// Reads a timestamp: a number in [`Format::EpochSeconds`], a string in all others.
    pub(super) fn time(&mut self, format: Format) -> Result<Option<DateTime>, Error> {
        #[cfg(feature = "serde")]
        if self.mode() != Mode::Wire {
            return self.any_timestamp(format);
        }
        if format == Format::EpochSeconds {
            return self.epoch_seconds();
        }
        if self.null()? {
            return Ok(None);
        }
        let raw = self.raw_text("a timestamp or null")?;
        let text = self.unescape(raw)?;
        DateTime::from_str(&text, format)
            .map(Some)
            .map_err(|error| Error::caused(raw.offset, "invalid timestamp", error))
    }

    fn epoch_seconds(&mut self) -> Result<Option<DateTime>, Error> {
        let start = self.start();
        if self.mode() == Mode::Wire
            && let Some((time, length)) = timestamp::leading_seconds(self.rest())
        {
            self.advance(length);
            self.end_of_scalar()?;
            return Ok(Some(time));
        }
        let number = match self.next_byte() {
            Some(b'n') => return self.literal("null").map(|()| None),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            _ => return Err(self.unexpected("a timestamp or null")),
        };
        let seconds = match number {
            Some(Number::PosInt(seconds)) => i64::try_from(seconds).ok(),
            Some(Number::NegInt(seconds)) => Some(seconds),
            _ => None,
        };
        if let Some(seconds) = seconds {
            return Ok(Some(DateTime::from_secs(seconds)));
        }
        #[cfg(feature = "serde")]
        if self.mode() != Mode::Wire {
            let number = match number {
                Some(number) => number,
                None => self.as_float(start)?,
            };
            if !super::rounding::keeps_places(number.to_f64_lossy()) {
                self.refuse_rounded(start)?;
            }
        }
        let text = self.since(start);
        match timestamp::epoch_seconds(text) {
            Some(time) => Ok(Some(time)),
            None => Err(Error::at(start, wording::timestamp_misfit(Some(text)))),
        }
    }

    /// Reads a timestamp in any form. It has to be one that the member's format can express.
    #[cfg(feature = "serde")]
    fn any_timestamp(&mut self, format: Format) -> Result<Option<DateTime>, Error> {
        let start = self.start();
        let time = if self.next_byte() == Some(b'"') {
            let raw = self.raw_text("a timestamp or null")?;
            let text = self.unescape(raw)?;
            let time = timestamp::any(&text);
            let invalid = || Error::at(start, wording::not_a_timestamp(Some(&text)));
            time.ok_or_else(invalid)?
        } else {
            match self.epoch_seconds()? {
                Some(time) => time,
                None => return Ok(None),
            }
        };
        match timestamp::format(&time, format) {
            Ok(_) => Ok(Some(time)),
            Err(error) => Err(Error::at(start, wording::reason(&error))),
        }
    }

    /// Reads the digits of a number of any size, which may be in a string.
    pub(super) fn digits(&mut self, in_string: bool) -> Result<Option<String>, Error> {
        if self.null()? {
            return Ok(None);
        }
        let in_string = in_string || self.mode() != Mode::Wire;
        if in_string && self.next_byte() == Some(b'"') {
            return self.digits_in_string().map(Some);
        }
        let start = self.start();
        self.number()?;
        #[cfg(feature = "serde")]
        self.refuse_rounded(start)?;
        Ok(Some(self.since(start).to_owned()))
    }

    /// A number that is in a string because it has more digits than others keep.
    fn digits_in_string(&mut self) -> Result<String, Error> {
        let raw = self.raw_text("a number or null")?;
        let text = self.unescape(raw)?;
        if super::output::is_json_number(text.as_bytes()) {
            Ok(text.into_owned())
        } else {
            Err(Error::at(
                raw.offset - 1,
                format!("`{}` is not a number", shown(&text)),
            ))
        }
    }

    /// Refuses a number that a format has passed through an `f64`, and that may have lost digits
    /// there.
    #[cfg(feature = "serde")]
    fn refuse_rounded(&self, start: usize) -> Result<(), Error> {
        let text = self.since(start);
        if self.mode() == Mode::Wire || !text.contains(super::collect::ROUNDED) {
            return Ok(());
        }
        let text = text.trim_end_matches("E0");
        let message =
            format!("`{text}` may have lost digits as a 64-bit float; write it as a string");
        Err(Error::at(start, message))
    }

    /// Reads a number, `"NaN"`, `"Infinity"` or `"-Infinity"`, of single precision.
    pub(super) fn float(&mut self) -> Result<Option<f32>, Error> {
        let number = self.finite_or_named(&SINGLE)?;
        Ok(number.map(Number::to_f32_lossy))
    }

    /// Reads a number, `"NaN"`, `"Infinity"` or `"-Infinity"`, of double precision.
    pub(super) fn double(&mut self) -> Result<Option<f64>, Error> {
        let number = self.finite_or_named(&DOUBLE)?;
        Ok(number.map(Number::to_f64_lossy))
    }

    #[inline]
    fn finite_or_named(&mut self, ty: &FloatType) -> Result<Option<Number>, Error> {
        let start = self.start();
        match self.next_byte() {
            Some(b'n') => self.literal("null").map(|()| None),
            Some(b'"') => {
                let raw = self.raw_text("a number")?;
                let text = self.unescape(raw)?;
                let named = match self.mode() {
                    // Services are read as by official clients, which take `inf` and `nan` as well.
                    Mode::Wire => !text.contains(|c: char| c.is_ascii_digit()),
                    _ => matches!(&*text, "NaN" | "Infinity" | "-Infinity"),
                };
                match f64::parse_smithy_primitive(&text) {
                    Ok(value) if named => Ok(Some(Number::Float(value))),
                    _ => Err(self.not_a_number(start, &text)),
                }
            }
            Some(b'-' | b'0'..=b'9') => self.fitting(ty).map(Some),
            _ => Err(self.unexpected("a number or null")),
        }
    }

    /// Reads a number that an integer or `f64` can hold.
    pub(super) fn finite(&mut self) -> Result<Number, Error> {
        self.fitting(&DOUBLE)
    }

    #[inline]
    fn fitting(&mut self, ty: &FloatType) -> Result<Number, Error> {
        let start = self.start();
        let number = self.rounded()?;
        if (ty.fits)(number) {
            Ok(number)
        } else {
            Err(self.misfit(start, &(ty.numbers)()))
        }
    }

    /// Reads a number, as a float where no integer of 64 bits holds it.
    pub(super) fn rounded(&mut self) -> Result<Number, Error> {
        let start = self.start();
        match self.number()? {
            Some(number) => Ok(number),
            None => self.as_float(start),
        }
    }

    /// The number that has been read from `start` on, as a float.
    fn as_float(&self, start: usize) -> Result<Number, Error> {
        let text = self.since(start);
        let number = text.parse().map(Number::Float);
        number.map_err(|_| self.not_a_number(start, text))
    }

    #[cold]
    fn not_a_number(&self, start: usize, text: &str) -> Error {
        let text = shown(text);
        let message = format!(
            "expected a number, `NaN`, `Infinity` or `-Infinity`, found the string `{text}`"
        );
        Error::at(start, message)
    }

    #[cold]
    fn misfit(&self, start: usize, expected: &str) -> Error {
        Error::at(start, wording::misfit(Some(self.since(start)), expected))
    }

    /// The offset at which the next value starts.
    pub(super) fn start(&mut self) -> usize {
        self.next_byte();
        self.offset()
    }
}
