//! Values without members or entries: strings, booleans and blobs.

use std::fmt::Display;
use std::ops::Range;

use aws_smithy_types::base64;
use hammersmith_codegen::plan::ty::{Type, TypeRef};

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
            Type::BigInteger | Type::BigDecimal => self.big_number(expected),
            Type::Blob | Type::Stream => self.blob(expected),
            Type::Document => self.open(expected),
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

    pub(super) fn unknown_value(
        &mut self,
        expected: Expected<'p>,
        found: impl Display,
        known: Vec<String>,
        span: Range<usize>,
    ) {
        let found = expected.quoted(&found.to_string());
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
        let found = u64::try_from(found).unwrap_or(u64::MAX);
        let below = limits.min_length.filter(|min| found < *min);
        let above = limits.max_length.filter(|max| found > *max);
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
