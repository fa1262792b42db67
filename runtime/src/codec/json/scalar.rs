//! Values that hold no others.

use std::borrow::Cow;

use aws_smithy_types::date_time::{DateTime, Format};
use aws_smithy_types::primitive::Parse;
use aws_smithy_types::{Blob, Number, base64};

use super::reader::Mode;
use super::text::RawText;
use super::{Error, Reader};
use crate::error::start_of;

/// How many characters of a number a message shows: those of the largest `u128`, and a sign.
pub(super) const NUMBER: usize = 40;

impl<'a> Reader<'a> {
    /// Reads a string, without a copy where it has no escapes.
    #[inline]
    pub(crate) fn text(&mut self) -> Result<Option<Cow<'a, str>>, Error> {
        if self.null()? {
            return Ok(None);
        }
        let text = self.raw_text("a string or null")?;
        self.unescape(text).map(Some)
    }

    pub(super) fn truth(&mut self) -> Result<Option<bool>, Error> {
        match self.next_byte() {
            Some(b't') => self.literal("true").map(|()| Some(true)),
            Some(b'f') => self.literal("false").map(|()| Some(false)),
            Some(b'n') => self.literal("null").map(|()| None),
            _ => Err(self.unexpected("a boolean or null")),
        }
    }

    /// Reads an integer of that many bits. A string that stands for a number is not one.
    pub(super) fn whole(&mut self, bits: u32) -> Result<Option<i64>, Error> {
        let start = self.start();
        let number = match self.next_byte() {
            Some(b'n') => return self.literal("null").map(|()| None),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            _ => return Err(self.unexpected("a whole number or null")),
        };
        let value = match number {
            Number::PosInt(value) => i64::try_from(value).ok(),
            Number::NegInt(value) => Some(value),
            Number::Float(_) => i64::try_from(number).ok(),
        };
        let largest = i64::MAX >> (64 - bits.clamp(1, 64));
        match value {
            Some(value) if (-largest - 1..=largest).contains(&value) => Ok(Some(value)),
            _ => Err(self.misfit(start, bits)),
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
        if self.mode() != Mode::Wire {
            return self.any_timestamp(format);
        }
        if format == Format::EpochSeconds {
            return self.epoch_seconds();
        }
        if self.null()? {
            return Ok(None);
        }
        let raw = self.raw_text("a time or null")?;
        let text = self.unescape(raw)?;
        DateTime::from_str(&text, format)
            .map(Some)
            .map_err(|error| Error::caused(raw.offset, "not a time", error))
    }

    fn epoch_seconds(&mut self) -> Result<Option<DateTime>, Error> {
        let start = self.start();
        match self.finite_or_named()? {
            None => Ok(None),
            Some(number) => match number.to_f64_lossy() {
                seconds if seconds.is_finite() => Ok(Some(DateTime::from_secs_f64(seconds))),
                _ => Err(Error::at(start, "a time that is not finite")),
            },
        }
    }

    /// Reads a timestamp in any form, that of the wire first.
    fn any_timestamp(&mut self, format: Format) -> Result<Option<DateTime>, Error> {
        if self.next_byte() != Some(b'"') {
            return self.epoch_seconds();
        }
        let text = self.raw_text("a time or null")?;
        let formats = [
            format,
            Format::DateTimeWithOffset,
            Format::HttpDate,
            Format::EpochSeconds,
        ];
        let times = formats.map(|format| DateTime::from_str(text.text, format).ok());
        match times.into_iter().flatten().next() {
            Some(time) => Ok(Some(time)),
            None => Err(Error::at(
                text.offset,
                format!("{:?} is no time", text.text),
            )),
        }
    }

    /// Reads the digits of a number of any size.
    pub(super) fn digits(&mut self) -> Result<Option<String>, Error> {
        if self.null()? {
            return Ok(None);
        }
        if let Some(text) = self.number_in_text()? {
            return Ok(Some(text.text.to_owned()));
        }
        let start = self.start();
        self.number()?;
        Ok(Some(self.since(start).to_owned()))
    }

    /// A number that stands in a string because it is too large or too exact for others.
    fn number_in_text(&mut self) -> Result<Option<RawText<'a>>, Error> {
        match self.next_byte() {
            Some(b'"') if self.mode() != Mode::Wire => self.raw_text("a number or null").map(Some),
            _ => Ok(None),
        }
    }

    /// Reads a number, `"NaN"`, `"Infinity"` or `"-Infinity"`.
    pub(super) fn finite_or_named(&mut self) -> Result<Option<Number>, Error> {
        let start = self.start();
        match self.next_byte() {
            Some(b'n') => self.literal("null").map(|()| None),
            Some(b'"') => {
                let text = self.raw_text("a number")?;
                let text = self.unescape(text)?;
                match f64::parse_smithy_primitive(&text) {
                    Ok(value) if !value.is_finite() => Ok(Some(Number::Float(value))),
                    _ => Err(Error::at(
                        start,
                        "a number in a string that is not NaN or infinite",
                    )),
                }
            }
            Some(b'-' | b'0'..=b'9') => match self.number()? {
                Number::Float(value) if !value.is_finite() => {
                    Err(Error::at(start, "a number that is too large"))
                }
                number => Ok(Some(number)),
            },
            _ => Err(self.unexpected("a number or null")),
        }
    }

    #[cold]
    fn misfit(&self, start: usize, bits: u32) -> Error {
        let number = start_of(self.since(start), NUMBER);
        Error::at(
            start,
            format!("{number} is not a whole number of {bits} bits"),
        )
    }

    /// Where the next value starts.
    pub(super) fn start(&mut self) -> usize {
        self.next_byte();
        self.offset()
    }
}
