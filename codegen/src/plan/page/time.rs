//! Points in time, as models write them and as they travel.

use serde_json::Value;

use crate::plan::ty::TimestampFormat;

const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Seconds since 1970 of a timestamp in a model: a number, or the text of RFC 3339. None for
/// fractions of a second, and for texts that are something else.
pub(crate) fn seconds(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64().or_else(|| {
            let whole = number.as_f64().filter(|number| number.fract() == 0.0)?;
            Some(whole as i64)
        }),
        Value::String(text) => rfc3339(text),
        _ => None,
    }
}

fn rfc3339(text: &str) -> Option<i64> {
    let (date, time) = text.split_once('T')?;
    let time = time
        .strip_suffix('Z')
        .or_else(|| time.strip_suffix("+00:00"))?;
    let time = time.strip_suffix(".000").unwrap_or(time);
    let [year, month, day] = numbers(date, '-')?;
    let [hour, minute, second] = numbers(time, ':')?;
    let is_date = (1..=12).contains(&month) && (1..=31).contains(&day) && year > 0;
    let is_time = (0..24).contains(&hour) && (0..60).contains(&minute) && (0..60).contains(&second);
    let days = days(year, month, day);
    (is_date && is_time && date_of(days) == (year, month, day))
        .then_some(days * 86_400 + hour * 3_600 + minute * 60 + second)
}

fn numbers(text: &str, between: char) -> Option<[i64; 3]> {
    let parts: Option<Vec<i64>> = text.split(between).map(|part| part.parse().ok()).collect();
    parts?.try_into().ok()
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
pub(super) fn json(seconds: i64, format: TimestampFormat) -> Value {
    match format {
        TimestampFormat::EpochSeconds => seconds.into(),
        _ => text(seconds, format).into(),
    }
}

/// A point in time as text of that format.
pub(super) fn text(seconds: i64, format: TimestampFormat) -> String {
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
}
