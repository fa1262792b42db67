//! Values without members or entries.

use std::fmt::Display;
use std::ops::Range;

use aws_smithy_types::base64;
use aws_smithy_types::date_time::{DateTime, Format};
use hammersmith_codegen::plan::ty::{TimestampFormat, Type, TypeRef, Width};

use super::cursor::Malformed;
use super::expected::Expected;
use super::problem::ProblemKind;
use super::walk::Walk;

impl<'p> Walk<'p, '_> {
    /// Checks the next value, which is not null.
    pub(super) fn scalar(&mut self, expected: Expected<'p>) -> Result<(), Malformed> {
        match expected.ty {
            Type::Boolean => self.boolean(),
            Type::Integer(width) => self.integer(expected, *width),
            Type::Float | Type::Double => self.float(expected),
            Type::BigInteger | Type::BigDecimal => self.number(expected, "a number"),
            Type::Blob => self.blob(expected),
            Type::Timestamp(format) => self.timestamp(expected, *format),
            _ => self.string(expected),
        }
    }

    fn boolean(&mut self) -> Result<(), Malformed> {
        match self.cursor.next() {
            Some(b't' | b'f') => self.cursor.skip(),
            _ => self.wrong_type("a boolean"),
        }
    }

    fn integer(&mut self, expected: Expected<'p>, width: Width) -> Result<(), Malformed> {
        let start = self.cursor.start();
        if !self.is_number("a whole number")? {
            return Ok(());
        }
        let text = self.cursor.number()?;
        let span = start..self.cursor.end();
        if text.contains(['.', 'e', 'E']) {
            let kind = ProblemKind::WrongType {
                expected: "a whole number",
                found: "a number with a fraction or exponent",
            };
            self.problem(kind, span);
            return Ok(());
        }
        let (least, greatest) = width.range();
        let fits = |found: &i64| (least..=greatest).contains(found);
        let Some(found) = text.parse().ok().filter(fits) else {
            self.problem(ProblemKind::Width(bits(width)), span);
            return Ok(());
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

    fn float(&mut self, expected: Expected<'p>) -> Result<(), Malformed> {
        if self.cursor.next() != Some(b'"') {
            return self.number(expected, "a number");
        }
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

    fn number(&mut self, expected: Expected<'p>, name: &'static str) -> Result<(), Malformed> {
        let start = self.cursor.start();
        if !self.is_number(name)? {
            return Ok(());
        }
        // The text of a number always parses: to an infinity where it is too large.
        let found = self.cursor.number()?.parse::<f64>();
        if let (Ok(found), Some(limits)) = (found, expected.limits) {
            let span = start..self.cursor.end();
            self.within(expected, found, limits.real(), span);
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

    fn within<T: PartialOrd + Display>(
        &mut self,
        expected: Expected<'p>,
        found: T,
        (min, max): (Option<T>, Option<T>),
        span: Range<usize>,
    ) {
        let below = min.filter(|min| found < *min);
        let above = max.filter(|max| found > *max);
        let is_below = below.is_some();
        if let Some(limit) = below.or(above) {
            let kind = ProblemKind::Range {
                found: (!expected.sensitive).then(|| found.to_string()),
                limit: limit.to_string(),
                below: is_below,
            };
            self.problem(kind, span);
        }
    }

    fn blob(&mut self, expected: Expected<'p>) -> Result<(), Malformed> {
        let start = self.cursor.start();
        if !self.is_next(b'"', "a base64 string")? {
            return Ok(());
        }
        let text = self.cursor.string("a base64 string")?;
        let span = start..self.cursor.end();
        match base64::decode(text) {
            Ok(bytes) => self.length(expected, bytes.len(), "bytes", span),
            Err(_) => {
                let kind = ProblemKind::WrongType {
                    expected: "a base64 string",
                    found: "another string",
                };
                self.problem(kind, span);
            }
        }
        Ok(())
    }

    fn timestamp(
        &mut self,
        expected: Expected<'p>,
        format: TimestampFormat,
    ) -> Result<(), Malformed> {
        let (name, format) = match format {
            TimestampFormat::EpochSeconds => {
                return self.number(expected, "a number of seconds since 1970");
            }
            TimestampFormat::DateTime => (
                "a time, e.g. `2015-01-25T08:00:00Z`",
                Format::DateTimeWithOffset,
            ),
            TimestampFormat::HttpDate => (
                "an HTTP date, e.g. `Sun, 06 Nov 1994 08:49:37 GMT`",
                Format::HttpDate,
            ),
        };
        let start = self.cursor.start();
        if !self.is_next(b'"', name)? {
            return Ok(());
        }
        let text = self.cursor.string(name)?;
        if DateTime::from_str(&text, format).is_err() {
            let kind = ProblemKind::WrongType {
                expected: name,
                found: "another string",
            };
            self.problem(kind, start..self.cursor.end());
        }
        Ok(())
    }

    fn string(&mut self, expected: Expected<'p>) -> Result<(), Malformed> {
        let start = self.cursor.start();
        if !self.is_next(b'"', "a string")? {
            return Ok(());
        }
        let text = self.cursor.string("a string")?;
        let span = start..self.cursor.end();
        match expected.ty {
            Type::Enumeration(ty) => self.known(expected, ty, &text, span),
            _ => self.text(expected, &text, span),
        }
        Ok(())
    }

    /// Checks a string at `span`: a value, or a key of a map.
    pub(super) fn text(&mut self, expected: Expected<'p>, text: &str, span: Range<usize>) {
        self.length(expected, text.chars().count(), "characters", span.clone());
        if let Some(pattern) = expected.limits.and_then(|limits| limits.pattern.as_deref())
            && !self.patterns.matches(pattern, text)
        {
            self.problem(ProblemKind::Pattern(pattern.to_owned()), span);
        }
    }

    /// Checks a value of the enum `ty` at `span`: a value, or a key of a map.
    pub(super) fn known(
        &mut self,
        expected: Expected<'p>,
        ty: &TypeRef,
        text: &str,
        span: Range<usize>,
    ) {
        let values = self.enumeration(ty).into_iter();
        let values = values.flat_map(|enumeration| &enumeration.variants);
        let known = values.map(|variant| variant.value.as_str());
        if !known.clone().any(|known| known == text) {
            let known = known.take(self.names()).map(str::to_owned).collect();
            self.unknown_value(expected, text, known, span);
        }
    }

    fn unknown_value(
        &mut self,
        expected: Expected<'p>,
        found: impl Display,
        known: Vec<String>,
        span: Range<usize>,
    ) {
        let found = (!expected.sensitive).then(|| found.to_string());
        self.problem(ProblemKind::UnknownValue { found, known }, span);
    }

    /// Checks a length.
    pub(super) fn length(
        &mut self,
        expected: Expected<'p>,
        found: usize,
        unit: &'static str,
        span: Range<usize>,
    ) {
        let Some(limits) = expected.limits else {
            return;
        };
        let length = u64::try_from(found).unwrap_or(u64::MAX);
        let below = limits.min_length.filter(|min| length < *min);
        let above = limits.max_length.filter(|max| length > *max);
        let is_below = below.is_some();
        if let Some(limit) = below.or(above) {
            let kind = ProblemKind::Length {
                found,
                unit,
                limit,
                below: is_below,
            };
            self.problem(kind, span);
        }
    }
}

fn bits(width: Width) -> u32 {
    match width {
        Width::Byte => 8,
        Width::Short => 16,
        Width::Integer => 32,
        Width::Long => 64,
    }
}
