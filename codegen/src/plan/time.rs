//! Points in time, as models write them and as they travel.

use serde_json::Value;

use crate::plan::ty::TimestampFormat;

const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Seconds since 1970 of a timestamp in a model; `None` for fractions of a second too.
pub(crate) fn seconds(value: &Value) -> Option<i64> {
    match instant(value)? {
        (secs, 0) => Some(secs),
        _ => None,
    }
}

/// A timestamp in a model, as seconds since 1970 and nanoseconds: a number of seconds, or a string
/// in the form of RFC 3339 or of an HTTP date. `None` for anything else, for finer fractions, and
/// for numbers that may have been rounded.
pub(crate) fn instant(value: &Value) -> Option<(i64, u32)> {
    match value {
        Value::Number(number) => match number.as_i64() {
            Some(secs) => Some((secs, 0)),
            None => decimal(&exact(number.as_f64()?)?),
        },
        Value::String(text) => rfc3339(text).or_else(|| http_date(text)),
        _ => None,
    }
}

/// The digits of a number that was read as an `f64`; `None` if another one with as many decimal
/// places is the same `f64`. Microseconds of our time survive.
fn exact(number: f64) -> Option<String> {
    let text = number.to_string();
    let places = text.split_once('.').map_or(0, |(_, places)| places.len());
    let next = f64::from_bits(number.abs().to_bits() + 1);
    let gap = next - number.abs();
    (gap < 10_f64.powi(-i32::try_from(places).ok()?)).then_some(text)
}

/// Seconds as a decimal number without an exponent.
fn decimal(text: &str) -> Option<(i64, u32)> {
    let (whole, nanos) = with_nanos(text)?;
    let secs: i64 = whole.parse().ok()?;
    // Nanoseconds count forwards.
    match nanos {
        1.. if text.starts_with('-') => Some((secs.checked_sub(1)?, 1_000_000_000 - nanos)),
        _ => Some((secs, nanos)),
    }
}

/// The part before the point, and the nanoseconds after it.
fn with_nanos(text: &str) -> Option<(&str, u32)> {
    let Some((whole, fraction)) = text.split_once('.') else {
        return Some((text, 0));
    };
    let digits = fraction.trim_end_matches('0');
    let is_fraction = !fraction.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_fraction || digits.len() > 9 {
        return None;
    }
    Some((whole, format!("{digits:0<9}").parse().ok()?))
}

fn rfc3339(text: &str) -> Option<(i64, u32)> {
    let (date, time) = text.split_once('T')?;
    let (time, offset) = match time.strip_suffix('Z') {
        Some(time) => (time, 0),
        None => {
            let (time, zone) = time.split_at_checked(time.rfind(['+', '-'])?)?;
            let sign = if zone.starts_with('-') { -1 } else { 1 };
            let [hours, minutes] = numbers(zone.get(1..)?, ':', [2, 2])?;
            (time, sign * (hours * 3_600 + minutes * 60))
        }
    };
    let date = numbers(date, '-', [4, 2, 2])?;
    let (secs, nanos) = at(date, time)?;
    Some((secs - offset, nanos))
}

fn http_date(text: &str) -> Option<(i64, u32)> {
    let (weekday, rest) = text.split_once(", ")?;
    let parts: Vec<&str> = rest.split(' ').collect();
    let [day, month, year, time, "GMT"] = parts.as_slice() else {
        return None;
    };
    let month = MONTHS.iter().position(|name| name == month)?;
    let [day] = numbers(day, '-', [2])?;
    let [year] = numbers(year, '-', [4])?;
    let date = [year, i64::try_from(month).ok()? + 1, day];
    let (secs, nanos) = at(date, time)?;
    let days = usize::try_from(secs.div_euclid(86_400).rem_euclid(7)).ok()?;
    (DAYS.get(days) == Some(&weekday)).then_some((secs, nanos))
}

/// A date and the time of its day.
fn at([year, month, day]: [i64; 3], time: &str) -> Option<(i64, u32)> {
    let (time, nanos) = with_nanos(time)?;
    let [hour, minute, second] = numbers(time, ':', [2, 2, 2])?;
    let is_date = (1..=12).contains(&month) && (1..=31).contains(&day) && year > 0;
    let is_time = hour < 24 && minute < 60 && second < 60;
    let days = days(year, month, day);
    (is_date && is_time && date_of(days) == (year, month, day))
        .then_some((days * 86_400 + hour * 3_600 + minute * 60 + second, nanos))
}

/// Numbers of so many digits each.
fn numbers<const N: usize>(text: &str, between: char, digits: [usize; N]) -> Option<[i64; N]> {
    let parts: Vec<&str> = text.split(between).collect();
    let parts: [&str; N] = parts.try_into().ok()?;
    let mut numbers = [0; N];
    for ((number, part), digits) in numbers.iter_mut().zip(parts).zip(digits) {
        if part.len() != digits || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    Some(numbers)
}

/// The days from 1970-01-01 to a date of the Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> i64 {
    // Years that begin in March have the leap day at their end.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let before_month = (153 * month + 2) / 5;
    year * 365 + leap_days + before_month + day - 1 - 719_468
}

/// The date that many days after 1970-01-01.
fn date_of(days: i64) -> (i64, i64, i64) {
    // Correct within a few years, and then exactly.
    let mut year = 1970 + days.div_euclid(366);
    while self::days(year + 1, 1, 1) <= days {
        year += 1;
    }
    let month = (1..=12)
        .rev()
        .find(|month| self::days(year, *month, 1) <= days);
    let month = month.unwrap_or(1);
    (year, month, days - self::days(year, month, 1) + 1)
}

/// A point in time as JSON of that format.
pub(crate) fn json(seconds: i64, format: TimestampFormat) -> Value {
    match format {
        TimestampFormat::EpochSeconds => seconds.into(),
        _ => text(seconds, format).into(),
    }
}

/// A point in time as text of that format.
pub(crate) fn text(seconds: i64, format: TimestampFormat) -> String {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = date_of(days);
    let (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60);
    let name = |names: &[&'static str], at: i64| {
        let name = usize::try_from(at).ok().and_then(|at| names.get(at));
        name.copied().unwrap_or_default()
    };
    match format {
        TimestampFormat::EpochSeconds => seconds.to_string(),
        TimestampFormat::DateTime => {
            format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
        }
        TimestampFormat::HttpDate => format!(
            "{}, {day:02} {} {year:04} {hour:02}:{minute:02}:{second:02} GMT",
            name(&DAYS, days.rem_euclid(7)),
            name(&MONTHS, month - 1),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects the examples whose times are compared with what the runtime reads and writes; the
    /// dates are from RFC 3339, RFC 9110 and `date -u -d @…`.
    #[test]
    fn times_in_every_form() {
        for (secs, date_time, http_date) in [
            (0, "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
            (
                784_111_777,
                "1994-11-06T08:49:37Z",
                "Sun, 06 Nov 1994 08:49:37 GMT",
            ),
            (
                951_782_400,
                "2000-02-29T00:00:00Z",
                "Tue, 29 Feb 2000 00:00:00 GMT",
            ),
            (
                1_483_228_799,
                "2016-12-31T23:59:59Z",
                "Sat, 31 Dec 2016 23:59:59 GMT",
            ),
            (-1, "1969-12-31T23:59:59Z", "Wed, 31 Dec 1969 23:59:59 GMT"),
            (
                4_107_542_400,
                "2100-03-01T00:00:00Z",
                "Mon, 01 Mar 2100 00:00:00 GMT",
            ),
        ] {
            assert_eq!(text(secs, TimestampFormat::DateTime), date_time);
            assert_eq!(text(secs, TimestampFormat::HttpDate), http_date);
            assert_eq!(seconds(&date_time.into()), Some(secs));
            assert_eq!(seconds(&http_date.into()), Some(secs));
            assert_eq!(seconds(&secs.into()), Some(secs));
        }
        for odd in [
            "2023-02-29T00:00:00Z",
            "2023-01-01",
            "yesterday",
            "2023-01-01T00:00:00.5Z",
        ] {
            assert_eq!(seconds(&odd.into()), None, "{odd}");
        }
    }

    /// Protects defaults: a timestamp is exact to the nanosecond, or refused.
    #[test]
    fn fractions_and_offsets() {
        for (value, wanted) in [
            ("1970-01-01T00:00:01.5Z".into(), Some((1, 500_000_000))),
            ("1969-12-31T23:59:59.25Z".into(), Some((-1, 250_000_000))),
            ("1970-01-01T01:30:00+01:30".into(), Some((0, 0))),
            ("1969-12-31T19:00:00.000-05:00".into(), Some((0, 0))),
            (
                "Thu, 01 Jan 1970 00:00:00.001 GMT".into(),
                Some((0, 1_000_000)),
            ),
            (1.5.into(), Some((1, 500_000_000))),
            ((-0.25).into(), Some((-1, 750_000_000))),
            (1e3.into(), Some((1_000, 0))),
            (1e-9.into(), Some((0, 1))),
            (1e-10.into(), None),
            (1e300.into(), None),
            (
                1_515_531_081.123_456.into(),
                Some((1_515_531_081, 123_456_000)),
            ),
            (1_515_531_081.123_456_7.into(), None),
            (u64::MAX.into(), None),
            ("1970-01-01T00:00:00.0000000001Z".into(), None),
            ("1970-01-01T00:00:00.Z".into(), None),
            ("1970-1-1T00:00:00Z".into(), None),
            ("Fri, 01 Jan 1970 00:00:00 GMT".into(), None),
        ] {
            let value: Value = value;
            assert_eq!(instant(&value), wanted, "{value}");
        }
    }
}
