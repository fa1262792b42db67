//! A JSON document while it is written.

use aws_smithy_types::base64;
use aws_smithy_types::date_time::{DateTime, Format};
use aws_smithy_types::error::operation::{BuildError, SerializationError};
use aws_smithy_types::{Document, Number};

use super::buffer::Buffer;
#[cfg(feature = "serde")]
use super::rounding::{is_exact, keeps_places};
use super::scan::special_at;
use crate::codec::timestamp;
use crate::shape::Row;

/// The bytes written so far, and the first thing that went wrong.
///
/// Each value is followed by a comma. Whatever closes a list or object takes the place of the last
/// one, so that no writer has to know whether it writes the first value.
#[derive(Debug)]
pub(super) struct Output {
    bytes: Buffer,
    problem: Option<BuildError>,
    /// True if numbers that no `f64` holds as they are become strings.
    #[cfg(feature = "serde")]
    exact: bool,
}

impl Output {
    pub(super) fn new() -> Self {
        Self {
            bytes: Buffer::new(),
            problem: None,
            #[cfg(feature = "serde")]
            exact: false,
        }
    }

    /// For a document that is not sent, and whose numbers may pass through an `f64`.
    #[cfg(feature = "serde")]
    pub(super) fn exact() -> Self {
        Self {
            exact: true,
            ..Self::new()
        }
    }

    /// The document, without the comma after its only value.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, BuildError> {
        self.bytes.pop(b',');
        match self.problem {
            None => Ok(self.bytes.finish()),
            Some(problem) => Err(problem),
        }
    }

    /// Keeps the problem unless there already is one.
    pub(super) fn fail(&mut self, problem: impl Into<BuildError>) {
        self.problem.get_or_insert_with(|| problem.into());
    }

    /// A string that needs no escapes, e.g. a key with its quotes and the colon.
    pub(super) fn plain(&mut self, text: &str) {
        self.bytes.push(text.as_bytes());
    }

    /// The key of a member by its name in the model; nothing if the row is not a member.
    #[inline]
    pub(super) fn key(&mut self, row: Row) {
        if !row.is_member() {
            return;
        }
        match row.key_block() {
            Some((block, length)) if length <= block.len() => self.bytes.push_start(block, length),
            _ => self.bytes.push(row.key_bytes()),
        }
    }

    /// A key with whatever is in it, and the colon.
    pub(super) fn escaped_key(&mut self, key: &str) {
        self.quoted(key, b':');
    }

    /// Opens a list or object.
    #[inline]
    pub(super) fn open(&mut self, bracket: u8) {
        self.bytes.push_array(&[bracket]);
    }

    /// Closes a list or object.
    #[inline]
    pub(super) fn close(&mut self, bracket: u8) {
        self.bytes.pop(b',');
        self.bytes.push_array(&[bracket, b',']);
    }

    /// A value that needs no escapes, and the comma after it.
    pub(super) fn raw(&mut self, text: &str) {
        self.bytes.push(text.as_bytes());
        self.bytes.push_array(b",");
    }

    #[inline]
    pub(super) fn string(&mut self, text: &str) {
        self.quoted(text, b',');
    }

    /// A string, and a byte after it.
    #[inline]
    fn quoted(&mut self, text: &str, after: u8) {
        if !self.bytes.push_string(text.as_bytes(), after) {
            self.escaped(text.as_bytes(), after);
        }
    }

    pub(super) fn integer(&mut self, value: i64) {
        self.raw(itoa::Buffer::new().format(value));
    }

    pub(super) fn double(&mut self, value: f64) {
        if value.is_nan() {
            self.raw("\"NaN\"");
        } else if value == f64::INFINITY {
            self.raw("\"Infinity\"");
        } else if value == f64::NEG_INFINITY {
            self.raw("\"-Infinity\"");
        } else {
            self.raw(ryu::Buffer::new().format_finite(value));
        }
    }

    pub(super) fn blob(&mut self, value: &[u8]) {
        self.bytes.push_array(b"\"");
        self.bytes.push(base64::encode(value).as_bytes());
        self.bytes.push_array(b"\",");
    }

    pub(super) fn timestamp(&mut self, value: &DateTime, format: Format) {
        if format == Format::EpochSeconds && value.subsec_nanos() == 0 {
            return self.integer(value.secs());
        }
        #[cfg(feature = "serde")]
        if self.exact {
            return self.exact_timestamp(value, format);
        }
        match timestamp::format(value, format) {
            Ok(text) if format == Format::EpochSeconds => self.raw(&text),
            Ok(text) => self.string(&text),
            Err(error) => self.fail(error),
        }
    }

    /// A timestamp of a document that is not sent, with all of its nanoseconds: a string where a
    /// number might be rounded, and another format where that of the member has no such digits.
    #[cfg(feature = "serde")]
    fn exact_timestamp(&mut self, value: &DateTime, format: Format) {
        let nanoseconds = value.subsec_nanos();
        let text = match timestamp::format(value, format) {
            Ok(text) => text,
            Err(error) => return self.fail(error),
        };
        let is_kept = match format {
            Format::EpochSeconds => text
                .parse()
                .is_ok_and(|number: f64| keeps_places(number) && number.to_string() == text),
            Format::HttpDate => nanoseconds == 0,
            _ => nanoseconds.is_multiple_of(1_000),
        };
        match (format, is_kept) {
            (Format::EpochSeconds, true) => self.raw(&text),
            (Format::EpochSeconds, false) | (_, true) => self.string(&text),
            (_, false) => {
                let second = DateTime::from_secs(value.secs());
                let second = second.fmt(Format::DateTime).unwrap_or_default();
                let second = second.trim_end_matches('Z');
                let digits = format!("{nanoseconds:09}");
                let digits = digits.trim_end_matches('0');
                self.string(&format!("{second}.{digits}Z"));
            }
        }
    }

    /// An arbitrarily large number. Its type allows forms that JSON does not.
    pub(super) fn number(&mut self, text: &str) {
        #[cfg(feature = "serde")]
        if self.exact && !is_exact(text) {
            return self.string(text);
        }
        if is_json_number(text.as_bytes()) {
            self.raw(text)
        } else {
            self.fail(BuildError::other(format!(
                "`{text}` is not a number in JSON"
            )))
        }
    }

    pub(super) fn document(&mut self, value: &Document) {
        match value {
            Document::Object(members) => {
                self.open(b'{');
                for (key, value) in members {
                    self.escaped_key(key);
                    self.document(value);
                }
                self.close(b'}');
            }
            Document::Array(items) => {
                self.open(b'[');
                items.iter().for_each(|item| self.document(item));
                self.close(b']');
            }
            Document::Number(Number::PosInt(value)) => self.raw(itoa::Buffer::new().format(*value)),
            Document::Number(Number::NegInt(value)) => self.integer(*value),
            Document::Number(Number::Float(value)) => self.double(*value),
            Document::String(text) => self.string(text),
            Document::Bool(value) => self.boolean(*value),
            Document::Null => self.raw("null"),
        }
    }

    pub(super) fn boolean(&mut self, value: bool) {
        if value {
            self.bytes.push_array(b"true,")
        } else {
            self.bytes.push_array(b"false,")
        }
    }

    pub(super) fn unknown_variant(&mut self, union: &'static str) {
        self.fail(SerializationError::unknown_variant(union));
    }

    /// Takes notice of a stream that would have to be read first.
    #[cold]
    pub(super) fn unread_stream(&mut self) {
        let message = "a stream whose bytes are not in memory cannot stand in a document";
        self.fail(BuildError::other(message));
    }

    /// A string with bytes that do not stand for themselves.
    #[cold]
    fn escaped(&mut self, mut rest: &[u8], after: u8) {
        self.bytes.push_array(b"\"");
        while let Some((plain, [special, tail @ ..])) = rest.split_at_checked(special_at(rest)) {
            self.bytes.push(plain);
            self.escape(*special);
            rest = tail;
        }
        self.bytes.push(rest);
        self.bytes.push_array(&[b'"', after]);
    }

    fn escape(&mut self, byte: u8) {
        let short = match byte {
            b'"' | b'\\' => byte,
            0x08 => b'b',
            0x0c => b'f',
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            _ => {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                let [high, low] = [byte >> 4, byte & 0xf].map(|digit| HEX[usize::from(digit)]);
                return self.bytes.push_array(&[b'\\', b'u', b'0', b'0', high, low]);
            }
        };
        self.bytes.push_array(&[b'\\', short]);
    }
}

/// True if the string is `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`.
pub(super) fn is_json_number(text: &[u8]) -> bool {
    fn digits(text: &[u8]) -> Option<&[u8]> {
        let count = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
        (count > 0).then(|| text.get(count..)).flatten()
    }
    fn tail(text: &[u8]) -> Option<&[u8]> {
        let text = text.strip_prefix(b"-").unwrap_or(text);
        let mut rest = match text {
            [b'0', rest @ ..] => rest,
            _ => digits(text)?,
        };
        if let [b'.', fraction @ ..] = rest {
            rest = digits(fraction)?;
        }
        if let [b'e' | b'E', exponent @ ..] = rest {
            let unsigned = match exponent {
                [b'+' | b'-', unsigned @ ..] => unsigned,
                _ => exponent,
            };
            rest = digits(unsigned)?;
        }
        Some(rest)
    }
    tail(text) == Some(&[])
}

#[cfg(test)]
mod tests {
    use super::*;

    // A number that the service's JSON parser would refuse must not reach it.
    #[test]
    fn tells_json_numbers_apart() {
        for good in ["0", "-0", "12", "-12.50", "1e9", "1.5E-10", "0.0", "9e+2"] {
            assert!(is_json_number(good.as_bytes()), "{good}");
        }
        for bad in [
            "", "-", "00123", "+5", ".5", "5.", "1e", "1.2.3", "--5", "1e+", "0x1", "1 ",
        ] {
            assert!(!is_json_number(bad.as_bytes()), "{bad}");
        }
    }
}
