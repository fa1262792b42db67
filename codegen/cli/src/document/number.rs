//! Numbers and timestamps.

use std::cmp::Ordering;
use std::fmt::Display;
use std::ops::Range;

use aws_smithy_types::date_time::{DateTime, Format};
use aws_smithy_types::{BigDecimal, BigInteger};
use hammersmith_codegen::plan::ty::{TimestampFormat, Type, Width};

use super::cursor::Malformed;
use super::expected::Expected;
use super::problem::ProblemKind;
use super::walk::Walk;
use hammersmith::document::decimal::{Decimal, NotInteger};
use hammersmith::document::{timestamp, wording};

impl<'p> Walk<'p, '_> {
    pub(super) fn integer(
        &mut self,
        expected: Expected<'p>,
        width: Width,
    ) -> Result<(), Malformed> {
        let start = self.cursor.start();
        if !self.is_number("an integer")? {
            return Ok(());
        }
        let text = self.cursor.number()?;
        let span = start..self.cursor.end();
        let integer = Decimal::parse(text).map(|number| number.integer());
        let (least, greatest) = width.range();
        let found = match integer {
            Some(Ok(found)) if (least..=greatest).contains(&found) => found,
            Some(Ok(_) | Err(NotInteger::Range)) => {
                self.misfit(expected, text, wording::integers(greatest), span);
                return Ok(());
            }
            Some(Err(NotInteger::Fraction)) | None => {
                let found = expected.quoted(text);
                self.problem(ProblemKind::NotInteger { found }, span);
                return Ok(());
            }
        };
        let Some(limits) = expected.limits else {
            return Ok(());
        };
        self.within(expected, found, limits.whole(), span.clone());
        if !limits.named.is_empty() && !limits.named.contains(&found) {
            let known = limits.named.iter().map(i64::to_string).collect();
            self.unknown_value(expected, found, known, span);
        }
        Ok(())
    }

    pub(super) fn float(&mut self, expected: Expected<'p>) -> Result<(), Malformed> {
        if self.cursor.next() == Some(b'"') {
            return self.named_float();
        }
        let start = self.cursor.start();
        if !self.is_number("a number")? {
            return Ok(());
        }
        // The text of a number always parses: to an infinity where it is too large.
        let text = self.cursor.number()?;
        let double = text.parse().unwrap_or(f64::NAN);
        let span = start..self.cursor.end();
        let single = double as f32;
        let (min, max) = expected.limits.map(|it| it.real()).unwrap_or_default();
        let is_float = matches!(expected.ty, Type::Float);
        match is_float {
            true if single.is_infinite() => {
                self.misfit(expected, text, wording::numbers(f32::MAX), span);
            }
            false if double.is_infinite() => {
                self.misfit(expected, text, wording::numbers(f64::MAX), span);
            }
            true => {
                let limits = (min.map(|min| min as f32), max.map(|max| max as f32));
                self.within(expected, single, limits, span);
            }
            false => self.within(expected, double, (min, max), span),
        }
        Ok(())
    }

    /// Checks a string that has to be the name of a number which JSON does not have.
    fn named_float(&mut self) -> Result<(), Malformed> {
        let start = self.cursor.start();
        let text = self.cursor.string("a string")?;
        if !matches!(&*text, "NaN" | "Infinity" | "-Infinity") {
            let kind = ProblemKind::WrongType {
                expected: "a number",
                found: "a string",
            };
            self.problem(kind, start..self.cursor.end());
        }
        Ok(())
    }

    /// Checks a number of any size, which may be in a string.
    pub(super) fn big_number(&mut self, expected: Expected<'p>) -> Result<(), Malformed> {
        let start = self.cursor.start();
        let is_string = self.cursor.next() == Some(b'"');
        if !is_string && !self.is_number("a number")? {
            return Ok(());
        }
        let text = if is_string {
            self.cursor.string("a number")?
        } else {
            self.cursor.number()?.into()
        };
        let span = start..self.cursor.end();
        let number = Decimal::parse(&text).filter(|_| is_json_number(&text));
        let Some(number) = number else {
            let kind = ProblemKind::WrongType {
                expected: "a number",
                found: "another string",
            };
            self.problem(kind, span);
            return Ok(());
        };
        let (is_big_integer, is_big_decimal) = (
            text.parse::<BigInteger>().is_ok(),
            text.parse::<BigDecimal>().is_ok(),
        );
        match expected.ty {
            Type::BigInteger if !is_big_integer => {
                self.misfit(expected, &text, wording::BIG_INTEGER.to_owned(), span);
            }
            _ if !is_big_decimal => {
                self.misfit(expected, &text, wording::BIG_DECIMAL.to_owned(), span);
            }
            _ => self.big_limits(expected, &text, &number, span),
        }
        Ok(())
    }

    /// Checks the limits of a number of any size, digit by digit.
    fn big_limits(
        &mut self,
        expected: Expected<'p>,
        text: &str,
        number: &Decimal<'_>,
        span: Range<usize>,
    ) {
        let Some(limits) = expected.limits else {
            return;
        };
        let breaks = |limit: &String, side: Ordering| {
            Decimal::parse(limit).is_some_and(|limit| number.compare(&limit) == side)
        };
        let min = limits.min.as_ref().map(ToString::to_string);
        let max = limits.max.as_ref().map(ToString::to_string);
        let below = min.filter(|min| breaks(min, Ordering::Less));
        let above = max.filter(|max| breaks(max, Ordering::Greater));
        self.limit(expected, text, below, above, span);
    }

    /// Checks a timestamp, which may have any form, whatever that of the member is.
    pub(super) fn timestamp(
        &mut self,
        expected: Expected<'p>,
        format: TimestampFormat,
    ) -> Result<(), Malformed> {
        let start = self.cursor.start();
        let time = if self.cursor.next() == Some(b'"') {
            let text = self.cursor.string("a timestamp")?;
            let found = expected.quoted(&text);
            timestamp::any(&text).ok_or(ProblemKind::NotTimestamp { found })
        } else {
            if !self.is_number("a timestamp")? {
                return Ok(());
            }
            let text = self.cursor.number()?;
            let found = expected.quoted(text);
            timestamp::epoch_seconds(text).ok_or(ProblemKind::TimestampMisfit { found })
        };
        if let Err(kind) = time.and_then(|time| writable(&time, format)) {
            self.problem(kind, start..self.cursor.end());
        }
        Ok(())
    }

    /// Checks the numbers of a value whose shape the model leaves open.
    pub(super) fn open(&mut self, expected: Expected<'p>) -> Result<(), Malformed> {
        let start = self.cursor.start();
        self.cursor.skip()?;
        for span in numbers(self.cursor.since(start)) {
            let text = self.cursor.since(start).get(span.clone());
            let text = text.unwrap_or_default();
            if text.parse().is_ok_and(f64::is_infinite) {
                let span = start + span.start..start + span.end;
                self.misfit(expected, text, wording::numbers(f64::MAX), span);
            }
        }
        Ok(())
    }

    fn is_number(&mut self, expected: &'static str) -> Result<bool, Malformed> {
        match self.cursor.next() {
            Some(b'"' | b'{' | b'[' | b't' | b'f' | b'n') => {
                self.wrong_type(expected).map(|()| false)
            }
            _ => Ok(true),
        }
    }

    fn misfit(&mut self, expected: Expected<'p>, text: &str, range: String, span: Range<usize>) {
        let kind = ProblemKind::Misfit {
            found: expected.quoted(text),
            expected: range,
        };
        self.problem(kind, span);
    }

    fn within<T: PartialOrd + Display>(
        &mut self,
        expected: Expected<'p>,
        found: T,
        (min, max): (Option<T>, Option<T>),
        span: Range<usize>,
    ) {
        let below = min.filter(|min| found < *min).map(|min| min.to_string());
        let above = max.filter(|max| found > *max).map(|max| max.to_string());
        self.limit(expected, &found.to_string(), below, above, span);
    }

    /// Reports the limit that a number breaks, if it breaks one.
    fn limit(
        &mut self,
        expected: Expected<'p>,
        found: &str,
        below: Option<String>,
        above: Option<String>,
        span: Range<usize>,
    ) {
        let is_below = below.is_some();
        if let Some(limit) = below.or(above) {
            let kind = ProblemKind::Range {
                found: expected.quoted(found),
                limit,
                below: is_below,
            };
            self.problem(kind, span);
        }
    }
}

fn is_json_number(text: &str) -> bool {
    let starts = text.starts_with(|c: char| c == '-' || c.is_ascii_digit());
    let trimmed = text.trim_end() == text;
    starts && trimmed && serde_json::from_str::<&serde_json::value::RawValue>(text).is_ok()
}

/// Checks that the format of the member has that year.
fn writable(time: &DateTime, format: TimestampFormat) -> Result<(), ProblemKind> {
    let format = match format {
        TimestampFormat::EpochSeconds => Format::EpochSeconds,
        TimestampFormat::DateTime => Format::DateTime,
        TimestampFormat::HttpDate => Format::HttpDate,
    };
    match timestamp::format(time, format) {
        Ok(_) => Ok(()),
        Err(error) => Err(ProblemKind::Unwritable(wording::reason(&error))),
    }
}

/// The positions of the numbers in JSON text.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let is_part =
        |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E');
    let (mut found, mut at, mut in_string) = (Vec::new(), 0, false);
    while let Some(byte) = bytes.get(at) {
        let start = at;
        at += 1;
        match byte {
            b'"' => in_string = !in_string,
            b'\\' => at += 1,
            b'-' | b'0'..=b'9' if !in_string => {
                while bytes.get(at).is_some_and(is_part) {
                    at += 1;
                }
                found.push(start..at);
            }
            _ => {}
        }
    }
    found
}
