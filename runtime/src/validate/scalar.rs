//! Values that hold no others.

use std::fmt::Display;
use std::ops::Range;

use aws_smithy_types::date_time::{DateTime, Format};
use aws_smithy_types::{Number, base64};

use super::problem::ProblemKind;
use super::schema::{Kind, Value};
use super::walk::Walk;
use crate::json::Error;

impl<'s> Walk<'_, 's, '_> {
    /// Checks the next value, which is neither null nor one that holds others.
    pub(super) fn scalar(&mut self, value: &Value<'s>) -> Result<(), Error> {
        match value.kind {
            Kind::Boolean => self.boolean(),
            Kind::Integer(bits) => self.integer(value, bits),
            Kind::Float => self.float(value),
            Kind::Number => self.number(value, "a number"),
            Kind::Blob => self.blob(value),
            Kind::Timestamp(Format::EpochSeconds) => {
                self.number(value, "a number of seconds since 1970")
            }
            Kind::Timestamp(format) => self.time(format),
            _ => self.string(value),
        }
    }

    fn boolean(&mut self) -> Result<(), Error> {
        match self.reader.next_byte() {
            Some(b't' | b'f') => self.reader.skip(),
            _ => self.wrong_type("a boolean"),
        }
    }

    fn integer(&mut self, value: &Value<'s>, bits: u32) -> Result<(), Error> {
        let start = self.start();
        if !self.is_number("a whole number")? {
            return Ok(());
        }
        let number = self.reader.number()?;
        let span = start..self.reader.offset();
        let found = match number {
            Number::PosInt(number) => i128::from(number),
            Number::NegInt(number) => i128::from(number),
            Number::Float(_) => {
                let kind = ProblemKind::WrongType {
                    expected: "a whole number".to_owned(),
                    found: "a number with a fraction or exponent",
                };
                self.problem(kind, span);
                return Ok(());
            }
        };
        let largest = i128::from(i64::MAX >> (64 - bits.clamp(1, 64)));
        if !(-largest - 1..=largest).contains(&found) {
            self.problem(ProblemKind::Width(bits), span);
            return Ok(());
        }
        let (min, max) = value.integers;
        self.within(value, found, (min.into(), max.into()), span.clone());
        let is_named = value.named.iter().any(|named| i128::from(*named) == found);
        if self.options.enums && !value.named.is_empty() && !is_named {
            let known = value.named.iter().map(i64::to_string).collect();
            self.unknown_value(value, found, known, span);
        }
        Ok(())
    }

    fn float(&mut self, value: &Value<'s>) -> Result<(), Error> {
        if self.reader.next_byte() != Some(b'"') {
            return self.number(value, "a number");
        }
        let start = self.start();
        let text = self.reader.raw_text("a string")?;
        if !matches!(text.text, "NaN" | "Infinity" | "-Infinity") {
            let kind = ProblemKind::WrongType {
                expected: "a number".to_owned(),
                found: "a string",
            };
            self.problem(kind, start..self.reader.offset());
        }
        Ok(())
    }

    fn number(&mut self, value: &Value<'s>, expected: &str) -> Result<(), Error> {
        let start = self.start();
        if self.is_number(expected)? {
            let found = self.reader.number()?.to_f64_lossy();
            let span = start..self.reader.offset();
            self.within(value, found, value.numbers, span);
        }
        Ok(())
    }

    fn is_number(&mut self, expected: &str) -> Result<bool, Error> {
        match self.reader.next_byte() {
            Some(b'"' | b'{' | b'[' | b't' | b'f' | b'n') => {
                self.wrong_type(expected).map(|()| false)
            }
            _ => Ok(true),
        }
    }

    fn within<T: PartialOrd + Display + Copy>(
        &mut self,
        value: &Value<'s>,
        found: T,
        (min, max): (T, T),
        span: Range<usize>,
    ) {
        let below = found < min;
        if below || found > max {
            let kind = ProblemKind::Range {
                found: (!value.sensitive).then(|| found.to_string()),
                limit: if below { min } else { max }.to_string(),
                below,
            };
            self.problem(kind, span);
        }
    }

    fn blob(&mut self, value: &Value<'s>) -> Result<(), Error> {
        let start = self.start();
        if !self.is_next(b'"', "a base64 string")? {
            return Ok(());
        }
        let text = self.reader.raw_text("a base64 string")?;
        let span = start..self.reader.offset();
        match base64::decode(text.text) {
            Ok(bytes) => self.length(value, bytes.len(), "bytes", span),
            Err(_) => {
                let kind = ProblemKind::WrongType {
                    expected: "a base64 string".to_owned(),
                    found: "another string",
                };
                self.problem(kind, span);
            }
        }
        Ok(())
    }

    fn time(&mut self, format: Format) -> Result<(), Error> {
        let (expected, read) = match format {
            Format::HttpDate => ("an HTTP date, e.g. `Sun, 06 Nov 1994 08:49:37 GMT`", format),
            _ => (
                "a time, e.g. `2015-01-25T08:00:00Z`",
                Format::DateTimeWithOffset,
            ),
        };
        let start = self.start();
        if !self.is_next(b'"', expected)? {
            return Ok(());
        }
        let text = self.reader.raw_text(expected)?;
        let text = self.reader.unescape(text)?;
        if DateTime::from_str(&text, read).is_err() {
            let kind = ProblemKind::WrongType {
                expected: expected.to_owned(),
                found: "another string",
            };
            self.problem(kind, start..self.reader.offset());
        }
        Ok(())
    }

    fn string(&mut self, value: &Value<'s>) -> Result<(), Error> {
        let start = self.start();
        if !self.is_next(b'"', "a string")? {
            return Ok(());
        }
        let text = self.reader.raw_text("a string")?;
        let text = self.reader.unescape(text)?;
        let span = start..self.reader.offset();
        self.text(value, &text, span);
        Ok(())
    }

    /// Checks a value of an enum.
    pub(super) fn enumeration(&mut self, value: &Value<'s>, known: &[&str]) -> Result<(), Error> {
        let start = self.start();
        if !self.is_next(b'"', "a string")? {
            return Ok(());
        }
        let text = self.reader.raw_text("a string")?;
        let text = self.reader.unescape(text)?;
        let span = start..self.reader.offset();
        self.known(value, known, &text, span);
        Ok(())
    }

    /// Checks a text that stands at `span`: a value, or a key of a map.
    pub(super) fn text(&mut self, value: &Value<'s>, text: &str, span: Range<usize>) {
        if let Some(known) = self.values_of(value) {
            return self.known(value, known, text, span);
        }
        self.length(value, text.chars().count(), "characters", span.clone());
        if let Some(pattern) = value.pattern
            && !self.patterns.matches(pattern, text)
        {
            self.problem(ProblemKind::Pattern(pattern.to_owned()), span);
        }
    }

    fn known(&mut self, value: &Value<'s>, known: &[&str], text: &str, span: Range<usize>) {
        if self.options.enums && !known.contains(&text) {
            let known = known.iter().map(|&known| known.to_owned()).collect();
            self.unknown_value(value, text, known, span);
        }
    }

    fn unknown_value(
        &mut self,
        value: &Value<'s>,
        found: impl Display,
        known: Vec<String>,
        span: Range<usize>,
    ) {
        let found = (!value.sensitive).then(|| found.to_string());
        self.problem(ProblemKind::UnknownValue { found, known }, span);
    }

    /// Checks a length.
    pub(super) fn length(
        &mut self,
        value: &Value<'s>,
        found: usize,
        unit: &'static str,
        span: Range<usize>,
    ) {
        let found = u64::try_from(found).unwrap_or(u64::MAX);
        let (min, max) = (value.min_length, value.max_length);
        if !(min..=max).contains(&found) {
            let kind = ProblemKind::Length {
                found,
                unit,
                min,
                max,
            };
            self.problem(kind, span);
        }
    }
}
