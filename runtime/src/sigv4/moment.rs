//! Timestamps in signatures.

use std::time::SystemTime;

use aws_smithy_types::DateTime;

/// The number of seconds of a day.
const DAY: i64 = 24 * 60 * 60;

/// The number of days from the first of March of the year 0 to the start of 1970.
const BEFORE_1970: i64 = 719_468;

/// The number of days of 400 years, after which the calendar repeats.
const ERA: i64 = 146_097;

/// A timestamp in the format of signatures: `20261126T174500Z`.
#[derive(Clone, Debug)]
pub(crate) struct Moment {
    time: SystemTime,
    text: [u8; 16],
}

impl Moment {
    /// `None` for a year that the format cannot express.
    pub(crate) fn new(time: SystemTime) -> Option<Self> {
        let seconds = DateTime::from(time).secs();
        let [year, month, day] = date(seconds.div_euclid(DAY));
        let second = seconds.rem_euclid(DAY);
        if !(0..=9999).contains(&year) {
            return None;
        }
        // Without the formatter of `DateTime`, which takes as long as half of a signature.
        let mut text = *b"yyyymmddThhmmssZ";
        let parts = [
            (0..4, year),
            (4..6, month),
            (6..8, day),
            (9..11, second / 3600),
            (11..13, second / 60 % 60),
            (13..15, second % 60),
        ];
        for (place, mut number) in parts {
            for digit in text.get_mut(place).into_iter().flatten().rev() {
                *digit = b'0' + (number % 10) as u8;
                number /= 10;
            }
        }
        Some(Self { time, text })
    }

    pub(crate) fn time(&self) -> SystemTime {
        self.time
    }

    pub(crate) fn text(&self) -> &str {
        str::from_utf8(&self.text).unwrap_or_default()
    }

    /// The day: `20261126`.
    pub(crate) fn day(&self) -> &str {
        self.text().get(..8).unwrap_or_default()
    }
}

/// The year, month and day that many days after the start of 1970, in the Gregorian calendar.
///
/// Years start in March here, so that a leap day is the last day of its year.
fn date(days: i64) -> [i64; 3] {
    let days = days + BEFORE_1970;
    let (era, day) = (days.div_euclid(ERA), days.rem_euclid(ERA));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    // Five months in turn have 153 days.
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    [400 * era + year + i64::from(month <= 2), month, day]
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use aws_smithy_types::date_time::Format;

    use super::*;

    /// The same timestamp by the formatter of the AWS runtime.
    fn expected(time: SystemTime) -> Option<String> {
        let seconds = DateTime::from_secs(DateTime::from(time).secs());
        let text = seconds.fmt(Format::DateTime).ok()?;
        Some(text.chars().filter(|c| !"-:".contains(*c)).collect())
    }

    /// Protects signatures in leap years and at the ends of days and centuries: services refuse
    /// one whose timestamp is wrong.
    #[test]
    fn moments_are_those_of_the_calendar() {
        let hours = 29 * 60 * 60 + 59 * 60 + 59;
        for step in 0..73_000 {
            let time = UNIX_EPOCH + Duration::new(step * hours, 999_999_999);
            let found = Moment::new(time).expect("a year of four digits");
            assert_eq!(Some(found.text().to_owned()), expected(time));
            assert_eq!(found.day(), &found.text()[..8]);
        }
        let last = UNIX_EPOCH + Duration::from_secs(253_402_300_799);
        let year = Duration::from_secs(365 * 24 * 60 * 60);
        for time in [
            last,
            UNIX_EPOCH - Duration::from_millis(1),
            UNIX_EPOCH - year,
        ] {
            let found = Moment::new(time).map(|found| found.text().to_owned());
            assert_eq!(found, expected(time));
        }
        assert!(Moment::new(last + Duration::from_secs(1)).is_none());
        assert!(Moment::new(UNIX_EPOCH - 1_972 * year).is_none());
    }
}
