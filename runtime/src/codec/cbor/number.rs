//! Timestamps, and numbers of any size.

use aws_smithy_types::date_time::DateTime;

use super::head::{DOUBLE, EPOCH, HALF, KIND, NEGATIVE, SINGLE, TAG, UNSIGNED};
use super::{Error, Reader, big};
use crate::codec::decimal::Decimal;
use crate::codec::wording;

/// The description of a timestamp in errors.
const A_TIMESTAMP: &str = "a timestamp or null";

impl Reader<'_> {
    /// Reads a timestamp: a number with a tag that says so.
    pub(super) fn time(&mut self) -> Result<Option<DateTime>, Error> {
        let start = self.offset();
        let mut is_tagged = false;
        // Other tags are read over.
        while self.peek().is_some_and(|byte| byte & KIND == TAG) {
            is_tagged |= self.argument()? == u64::from(EPOCH);
        }
        if self.null()? {
            return Ok(None);
        }
        if !is_tagged {
            return Err(self.unexpected(A_TIMESTAMP));
        }
        let first = self.first()?;
        let (time, shown) = match first & KIND {
            UNSIGNED | NEGATIVE => {
                let seconds = self.any_integer(first)?;
                let time = i64::try_from(seconds).ok().map(DateTime::from_secs);
                (time, seconds.to_string())
            }
            _ if matches!(first, DOUBLE | SINGLE | HALF) => {
                let seconds = self.double()?.unwrap_or_default();
                (fractional(seconds), seconds.to_string())
            }
            _ => return Err(self.unexpected("seconds since 1970")),
        };
        match time {
            Some(time) => Ok(Some(time)),
            None => Err(self.fail_at(start, wording::timestamp_misfit(Some(&shown)))),
        }
    }

    /// Reads the digits of a number of any size.
    pub(super) fn digits(&mut self) -> Result<Option<String>, Error> {
        let tag = self.tag()?;
        if self.null()? {
            return Ok(None);
        }
        let first = self.first()?;
        match first {
            _ if tag == Some(big::DECIMAL) => self.decimal().map(Some),
            DOUBLE | SINGLE | HALF => {
                let start = self.offset();
                let value = self.double()?.unwrap_or_default();
                match value.is_finite() {
                    true => Ok(Some(ryu::Buffer::new().format_finite(value).to_owned())),
                    false => Err(self.fail_at(start, format!("`{value}` has no digits"))),
                }
            }
            _ => self.integer_digits(tag, first).map(Some),
        }
    }

    /// Reads the tags before a value; returns the last of those of numbers.
    fn tag(&mut self) -> Result<Option<u64>, Error> {
        let mut found = None;
        while self.peek().is_some_and(|byte| byte & KIND == TAG) {
            let tag = self.argument()?;
            if matches!(tag, big::POSITIVE | big::NEGATIVE | big::DECIMAL) {
                found = Some(tag);
            }
        }
        Ok(found)
    }

    /// Reads a list of an exponent and digits.
    fn decimal(&mut self) -> Result<String, Error> {
        let start = self.offset();
        let other = |from: &Self| from.fail_at(start, "expected an exponent and digits".to_owned());
        self.begin_list()?;
        let exponent = match self.goes_on()? {
            true => self.whole(64)?,
            false => None,
        };
        let digits = match self.goes_on()? {
            true => {
                let tag = self.tag()?;
                let first = self.first()?;
                self.integer_digits(tag, first)?
            }
            false => return Err(other(self)),
        };
        match exponent {
            Some(exponent) if !self.goes_on()? => Ok(big::written(&digits, exponent)),
            _ => Err(other(self)),
        }
    }

    /// Reads an integer after its tag.
    fn integer_digits(&mut self, tag: Option<u64>, first: u8) -> Result<String, Error> {
        let start = self.offset();
        let is_negative = match tag {
            _ if matches!(first & KIND, UNSIGNED | NEGATIVE) => {
                return self.any_integer(first).map(|value| value.to_string());
            }
            Some(big::POSITIVE) => false,
            Some(big::NEGATIVE) => true,
            _ => return Err(self.unexpected("a number or null")),
        };
        let bytes = self.bytes()?.unwrap_or_default();
        if bytes.len() > big::LONGEST {
            let message = format!(
                "a number of {} bytes; at most {} are read",
                bytes.len(),
                big::LONGEST
            );
            return Err(self.fail_at(start, message));
        }
        let digits = big::digits(&bytes, is_negative);
        Ok(if is_negative {
            format!("-{digits}")
        } else {
            digits
        })
    }
}

/// The timestamp that a float stands for: the one with the fewest digits, since a float has more
/// digits than were written into it.
fn fractional(seconds: f64) -> Option<DateTime> {
    /// The seconds that 64 bits do not hold.
    const TOO_MANY: f64 = 9_223_372_036_854_775_808.0;
    if !(-TOO_MANY..TOO_MANY).contains(&seconds) {
        return None;
    }
    if seconds.fract() == 0.0 {
        return Some(DateTime::from_secs(seconds as i64));
    }
    let mut buffer = ryu::Buffer::new();
    let (tenths, _) = Decimal::parse(buffer.format_finite(seconds))?.scaled(10)?;
    // What is left below nanoseconds comes of the float.
    DateTime::from_nanos((tenths + 5 * tenths.signum()) / 10).ok()
}
