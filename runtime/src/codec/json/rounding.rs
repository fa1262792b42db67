//! The decimal numbers that keep their value as an `f64`, which is the form in which most text
//! formats pass them on.

use ryu::Buffer;

/// The number of significant decimal digits that every `f64` keeps.
const DIGITS: usize = 15;

/// The least number of which an `f64` does not hold all integers around it: 2^53.
const INTEGERS: f64 = 9_007_199_254_740_992.0;

/// True if a number that is read as an integer or an `f64` is written as it was.
pub(super) fn is_exact(text: &str) -> bool {
    let written = |number: f64| Buffer::new().format(number) == text;
    text.parse()
        .is_ok_and(|number: i64| itoa::Buffer::new().format(number) == text)
        || text
            .parse()
            .is_ok_and(|number: u64| itoa::Buffer::new().format(number) == text)
        || text
            .parse()
            .is_ok_and(|number: f64| !may_be_rounded(number) && written(number))
}

/// True if a number was possibly written with more digits than this `f64` shows.
pub(super) fn may_be_rounded(number: f64) -> bool {
    let mut buffer = Buffer::new();
    let (digits, _) = parts(buffer.format(number));
    digits > DIGITS || number.abs() >= INTEGERS
}

/// True if this `f64` is only one number with as many decimal places as it shows: enough for the
/// microseconds of a timestamp, which have 16 digits.
pub(super) fn keeps_places(number: f64) -> bool {
    let mut buffer = Buffer::new();
    let (_, places) = parts(buffer.format(number));
    let next = f64::from_bits(number.abs().to_bits() + 1);
    number.is_finite() && next - number.abs() < 10_f64.powi(-places.max(0))
}

/// The significant digits and the decimal places of a number in the form of `ryu`.
fn parts(text: &str) -> (usize, i32) {
    let (coefficient, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let (integer, fraction) = coefficient.split_once('.').unwrap_or((coefficient, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = integer.bytes().chain(fraction.bytes());
    let digits = digits.skip_while(|byte| matches!(byte, b'-' | b'0'));
    let places = i32::try_from(fraction.len()).unwrap_or(i32::MAX);
    (digits.count(), places - exponent.parse().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects digits: numbers that no `f64` changes are told from those that look as if one had
    /// changed them.
    #[test]
    fn tells_what_may_be_rounded() {
        for (number, rounded, places) in [
            (0.0, false, true),
            (-1.5, false, true),
            (0.1, false, true),
            (1e-7, false, true),
            (123_456_789.012_345, false, true),
            (9_007_199_254_740_991.0, true, false),
            (1_515_531_081.123_456, true, true),
            (1_515_531_081.123_456_7, true, false),
            (std::f64::consts::PI, true, true),
            (0.1 + 0.2, true, false),
            (1e22, true, false),
            (f64::MAX, true, false),
            (4e-324, false, false),
        ] {
            assert_eq!(may_be_rounded(number), rounded, "{number}");
            assert_eq!(keeps_places(number), places, "{number}");
        }
        for exact in ["0", "-7", "18446744073709551615", "0.5", "1e-7", "1.5e-9"] {
            assert!(is_exact(exact), "{exact}");
        }
        for other in [
            "0.50",
            "18446744073709551616",
            "0.30000000000000004",
            "1e22",
            "1E-7",
            "-0",
        ] {
            assert!(!is_exact(other), "{other}");
        }
    }
}
