//! Timestamps as text, exact to the nanosecond.
//!
//! The crate `cargo-hammersmith` has the same file, so that the command `validate` accepts what the
//! runtime reads.

use aws_smithy_types::date_time::{DateTime, Format};
use aws_smithy_types::error::operation::BuildError;

use super::decimal::Decimal;

/// The nanoseconds of a second.
const SECOND: u32 = 1_000_000_000;

/// Parses a decimal number of seconds since 1970. Digits finer than nanoseconds are dropped.
///
/// `None` if it is not a number, or does not fit.
pub fn epoch_seconds(text: &str) -> Option<DateTime> {
    let (nanoseconds, _) = Decimal::parse(text)?.scaled(9)?;
    DateTime::from_nanos(nanoseconds).ok()
}

/// The seconds since 1970 with a fraction that bytes start with, and the length of their text: most
/// are of a few digits, and have no exponent. `None` for all others.
pub(crate) fn leading_seconds(bytes: &[u8]) -> Option<(DateTime, usize)> {
    let (seconds, length) = leading_digits(bytes, 18)?;
    let fraction = bytes.get(length..)?.strip_prefix(b".")?;
    let (value, digits) = leading_digits(fraction, 9)?;
    if let Some(b'.' | b'e' | b'E' | b'0'..=b'9') = fraction.get(digits) {
        return None;
    }
    let value = (digits..9).fold(value, |value, _| value * 10);
    let seconds = i64::try_from(seconds).ok()?;
    let time = DateTime::from_secs_and_nanos(seconds, u32::try_from(value).ok()?);
    Some((time, length + 1 + digits))
}

/// The value of the digits that bytes start with, and their number, which is at most `most`.
fn leading_digits(bytes: &[u8], most: usize) -> Option<(u64, usize)> {
    let is_digit = |byte: &&u8| byte.is_ascii_digit();
    let digits = bytes.iter().take(most).take_while(is_digit);
    let (value, count) = digits.fold((0, 0), |(value, count), byte| {
        (value * 10 + u64::from(byte - b'0'), count + 1)
    });
    (count > 0).then_some((value, count))
}

/// Parses a timestamp as people write it: seconds since 1970, an HTTP date, or any form of ISO 8601
/// with a month and a day. Without an offset, it is in UTC. These are the forms that the AWS CLI
/// documents.
pub fn any(text: &str) -> Option<DateTime> {
    let text = text.trim();
    // Digits alone are seconds, and not a date without its hyphens.
    epoch_seconds(text)
        .or_else(|| DateTime::from_str(text, Format::HttpDate).ok())
        .or_else(|| iso_8601(text))
}

/// Formats a timestamp as official clients do.
///
/// # Errors
///
/// Fails if the format has no such year, or if the timestamp is invalid.
pub fn format(value: &DateTime, format: Format) -> Result<String, BuildError> {
    check(value)?;
    Ok(value.fmt(format)?)
}

/// Checks that a timestamp is one: `DateTime::set_subsec_nanos` takes any number, with which
/// formatting could panic.
///
/// # Errors
///
/// Fails if it has more nanoseconds than a second.
pub fn check(value: &DateTime) -> Result<(), BuildError> {
    let nanoseconds = value.subsec_nanos();
    if nanoseconds < SECOND {
        return Ok(());
    }
    let message = format!("invalid timestamp: {nanoseconds} nanoseconds are more than a second");
    Err(BuildError::other(message))
}

/// Parses a date with an optional time and offset, with or without separators.
fn iso_8601(text: &str) -> Option<DateTime> {
    let (date, time) = text.split_once(['T', 't', ' ']).unwrap_or((text, "00"));
    let (time, sign, offset) = split_offset(time);
    let (clock, fraction) = match time.split_once(['.', ',']) {
        Some((clock, fraction)) => (clock, format!(".{fraction}")),
        None => (time, String::new()),
    };
    let [year, month, day] = groups(date, '-', 4, 3)?;
    let [hour, minute, second] = groups(clock, ':', 2, 1)?;
    let [hours, minutes, _] = groups(offset, ':', 2, 1)?;
    let text =
        format!("{year}-{month}-{day}T{hour}:{minute}:{second}{fraction}{sign}{hours}:{minutes}");
    DateTime::from_str(&text, Format::DateTimeWithOffset).ok()
}

/// Splits a time into the time of the day, and the sign and digits of its offset from UTC.
fn split_offset(time: &str) -> (&str, char, &str) {
    for utc in ["Z", "z", "UTC", "GMT"] {
        if let Some(time) = time.strip_suffix(utc) {
            return (time.trim_end(), '+', "00");
        }
    }
    match time.rsplit_once(['+', '-']) {
        Some((before, offset)) => {
            let sign = if time.contains('+') { '+' } else { '-' };
            (before.trim_end(), sign, offset)
        }
        None => (time, '+', "00"),
    }
}

/// Splits digits into groups of two, the first of which may be longer. At least `least` of the
/// three have to be there; the others are `00`.
fn groups(text: &str, separator: char, first: usize, least: usize) -> Option<[&str; 3]> {
    let mut groups = ["00"; 3];
    let (mut count, mut rest) = (0, text);
    for (place, group) in groups.iter_mut().enumerate() {
        if place > 0 {
            if rest.is_empty() {
                break;
            }
            // All groups have a separator before them, or none has.
            if text.contains(separator) {
                rest = rest.strip_prefix(separator)?;
            }
        }
        let length = if place == 0 { first } else { 2 };
        (*group, rest) = rest.split_at_checked(length)?;
        if !group.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        count += 1;
    }
    (rest.is_empty() && count >= least).then_some(groups)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects timestamps: every digit down to nanoseconds counts, and what does not fit is
    /// refused.
    #[test]
    fn seconds() {
        let rows = [
            ("0", Some((0, 0))),
            ("1515531081.123", Some((1_515_531_081, 123_000_000))),
            ("1515531081.123456789", Some((1_515_531_081, 123_456_789))),
            ("1515531081.1234567899", Some((1_515_531_081, 123_456_789))),
            ("1.5e9", Some((1_500_000_000, 0))),
            ("15155310811234E-4", Some((1_515_531_081, 123_400_000))),
            ("-1.25", Some((-2, 750_000_000))),
            ("-0.0000000019", Some((-1, 999_999_999))),
            ("-0.0000000001", Some((0, 0))),
            ("1e-400", Some((0, 0))),
            (
                "9223372036854775807.999999999",
                Some((i64::MAX, 999_999_999)),
            ),
            ("-9223372036854775808", Some((i64::MIN, 0))),
            ("9223372036854775808", None),
            ("-9223372036854775808.1", None),
            ("1e300", None),
            ("1e999999999999999999999", None),
            ("NaN", None),
            ("", None),
        ];
        for (text, expected) in rows {
            let found = epoch_seconds(text).map(|time| (time.secs(), time.subsec_nanos()));
            assert_eq!(found, expected, "{text}");
        }
    }

    /// Protects the short way that most timestamps are read by: it finds what the long way finds,
    /// or nothing.
    #[test]
    fn short_seconds() {
        let rows = [
            ("0.0", true),
            ("00.10", true),
            ("1515531081.123", true),
            ("999999999999999999.999999999", true),
            ("1515531081", false),
            ("1515531081.1234567891", false),
            ("9999999999999999999.5", false),
            ("-1.5", false),
            ("1.5e9", false),
            ("1.5.2", false),
            (".5", false),
            ("1.", false),
            ("", false),
        ];
        for (text, is_short) in rows {
            let found = leading_seconds(format!("{text},").as_bytes());
            let expected = is_short.then(|| epoch_seconds(text)).flatten();
            assert_eq!(found, expected.map(|time| (time, text.len())), "{text}");
            assert_eq!(found.is_some(), is_short, "{text}");
        }
    }

    /// The 1st of October 2014 at half past eight in the evening, in UTC.
    const HALF_PAST_EIGHT: &[&str] = &[
        "2014-10-01T20:30:00Z",
        "2014-10-01t20:30:00z",
        "2014-10-01T20:30:00.000Z",
        "2014-10-01T20:30:00,0Z",
        "2014-10-01T12:30:00.000-08:00",
        "2014-10-01T12:30:00-0800",
        "2014-10-01T12:30:00-08",
        "2014-10-02T00:00:00 +03:30",
        "2014-10-01T20:30:00",
        "2014-10-01T20:30",
        "2014-10-01 20:30:00",
        "2014-10-01 20:30:00 UTC",
        "20141001T203000Z",
        "20141001T2030",
        "Wed, 01 Oct 2014 20:30:00 GMT",
        "Wed, 01 Oct 2014 20:30:00.0 GMT",
        "1412195400",
        " 1412195400.0 ",
        "+1.4121954e9",
    ];

    const INVALID: &[&str] = &[
        "",
        "now",
        "NaN",
        "Infinity",
        "1e300",
        "10:30",
        "2014-10",
        "2014-02-30",
        "2014-13-01",
        "2014-1001",
        "2014-10-1",
        "201-10-01",
        "2014-10-01T24:00:00Z",
        "2014-10-01T20:3000Z",
        "2014-10-01T20:30:00.Z",
        "2014-10-01T20:30:00+24:00",
        "2014-10-01T20:30:00Zx",
        "2014-10-01T",
        "2014-10-01T\u{e9}0:30",
        "Wed, 01 Oct 2014 20:30:00 CET",
    ];

    /// Protects people: the forms of the AWS CLI are taken, with the value that it gives them.
    #[test]
    fn forms() {
        for text in HALF_PAST_EIGHT {
            assert_eq!(
                any(text),
                Some(DateTime::from_secs(1_412_195_400)),
                "{text}"
            );
        }
        let others = [
            ("2014-10-01", 1_412_121_600, 0),
            ("20141001", 20_141_001, 0),
            ("2014-10-01T20Z", 1_412_193_600, 0),
            (
                "2014-10-01T20:30:00.123456789123Z",
                1_412_195_400,
                123_456_789,
            ),
            ("1969-12-31T23:59:59.25Z", -1, 250_000_000),
        ];
        for (text, seconds, nanoseconds) in others {
            let expected = DateTime::from_secs_and_nanos(seconds, nanoseconds);
            assert_eq!(any(text), Some(expected), "{text}");
        }
        for bad in INVALID {
            assert_eq!(any(bad), None, "{bad}");
        }
    }

    /// Protects from panics: a timestamp that cannot be right is an error.
    #[test]
    fn invalid_timestamps() {
        let mut time = DateTime::from_secs(-1);
        time.set_subsec_nanos(u32::MAX);
        for kind in [Format::EpochSeconds, Format::DateTime, Format::HttpDate] {
            assert!(format(&time, kind).is_err(), "{kind:?}");
        }
        let late = DateTime::from_secs(i64::MAX);
        assert!(format(&late, Format::EpochSeconds).is_ok_and(|text| text == i64::MAX.to_string()));
        assert!(format(&late, Format::DateTime).is_err());
    }
}
