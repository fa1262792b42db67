//! Decimal numbers as text, exact: no digit passes through a float.
//!
//! The crate `cargo-hammersmith` has the same file, so that the command `validate` accepts what the
//! runtime reads.

use std::cmp::Ordering;

/// A decimal number as it is written: `±integer.fraction × 10^exponent`.
#[derive(Clone, Copy, Debug)]
pub struct Decimal<'t> {
    negative: bool,
    integer: &'t str,
    fraction: &'t str,
    exponent: i64,
}

/// The reason for which a number is not the value of an integer type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotInteger {
    /// It has a fraction.
    Fraction,
    /// It does not fit into 64 bits.
    Range,
}

impl<'t> Decimal<'t> {
    /// Parses a number in the form of JSON, or in those that `f64` takes in addition: `+1`, `01`,
    /// `1.`, `.5`.
    pub fn parse(text: &'t str) -> Option<Self> {
        let negative = text.starts_with('-');
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (coefficient, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((coefficient, exponent)) => (coefficient, self::exponent(exponent)?),
            None => (unsigned, 0),
        };
        let (integer, fraction) = coefficient.split_once('.').unwrap_or((coefficient, ""));
        let mut digits = integer.bytes().chain(fraction.bytes()).peekable();
        let is_number = digits.peek().is_some() && digits.all(|byte| byte.is_ascii_digit());
        is_number.then_some(Self {
            negative,
            integer,
            fraction,
            exponent,
        })
    }

    /// The integer that the number is, also if it is written with a fraction of zeros or an
    /// exponent.
    pub fn integer(&self) -> Result<i64, NotInteger> {
        match self.scaled(0) {
            Some((_, false)) => Err(NotInteger::Fraction),
            Some((value, true)) => value.try_into().map_err(|_| NotInteger::Range),
            None => Err(NotInteger::Range),
        }
    }

    /// The number times `10^places` without its fraction, and true if it had none; `None` beyond 38
    /// digits.
    pub fn scaled(&self, places: i64) -> Option<(i128, bool)> {
        if self.is_zero() {
            return Some((0, true));
        }
        let count = self.order().saturating_add(places);
        if count > 38 {
            return None;
        }
        let mut digits = self.significant();
        let mut value = 0_i128;
        for _ in 0..count {
            value = value * 10 + i128::from(digits.next().unwrap_or(0));
        }
        let exact = digits.all(|digit| digit == 0);
        Some((if self.negative { -value } else { value }, exact))
    }

    /// Compares two numbers by value.
    pub fn compare(&self, other: &Self) -> Ordering {
        let sign = |number: &Self| match (number.is_zero(), number.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        let signs = sign(self).cmp(&sign(other));
        match sign(self) {
            1 => signs.then_with(|| self.compare_sizes(other)),
            -1 => signs.then_with(|| other.compare_sizes(self)),
            _ => signs,
        }
    }

    fn compare_sizes(&self, other: &Self) -> Ordering {
        let (mut one, mut two) = (self.significant(), other.significant());
        let orders = self.order().cmp(&other.order());
        orders.then_with(|| {
            loop {
                let (left, right) = (one.next(), two.next());
                let digits = left.unwrap_or(0).cmp(&right.unwrap_or(0));
                if digits.is_ne() || (left.is_none() && right.is_none()) {
                    return digits;
                }
            }
        })
    }

    /// The text of the number that is the same for all its forms.
    pub fn canonical(&self) -> String {
        if self.is_zero() {
            return "0".to_owned();
        }
        let sign = if self.negative { "-" } else { "" };
        let digits: String = self
            .significant()
            .map(|digit| char::from(b'0' + digit))
            .collect();
        format!("{sign}{}e{}", digits.trim_end_matches('0'), self.order())
    }

    fn is_zero(&self) -> bool {
        self.significant().next().is_none()
    }

    /// The digits from the first one that is not zero.
    fn significant(&self) -> impl Iterator<Item = u8> + use<'t> {
        let digits = self.integer.bytes().chain(self.fraction.bytes());
        digits
            .map(|byte| byte - b'0')
            .skip_while(|digit| *digit == 0)
    }

    /// The number of those digits before the point once the exponent is applied; negative behind
    /// zeros.
    fn order(&self) -> i64 {
        let digits = self.integer.bytes().chain(self.fraction.bytes());
        let zeros = digits.take_while(|byte| *byte == b'0').count();
        let length = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let order = length(self.integer.len()) - length(zeros);
        order.saturating_add(self.exponent)
    }
}

/// An exponent with an optional sign. One beyond 64 bits is as good as the largest.
fn exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let size = digits.parse().unwrap_or(i64::MAX);
    is_number.then_some(if text.starts_with('-') { -size } else { size })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects integers: each is read to its last digit, or refused for the right reason.
    #[test]
    fn integers() {
        let rows = [
            ("0", Ok(0)),
            ("-0.0e5", Ok(0)),
            ("5.0", Ok(5)),
            ("1e3", Ok(1_000)),
            ("-120e-1", Ok(-12)),
            ("0.0012E4", Ok(12)),
            ("9007199254740993.0", Ok(9_007_199_254_740_993)),
            ("9223372036854775807", Ok(i64::MAX)),
            ("-9223372036854775808", Ok(i64::MIN)),
            ("0e999999999999999999999", Ok(0)),
            ("9223372036854775808", Err(NotInteger::Range)),
            ("-9223372036854775809", Err(NotInteger::Range)),
            ("9.223372036854775808e18", Err(NotInteger::Range)),
            ("1e38", Err(NotInteger::Range)),
            ("1e999999999999999999999", Err(NotInteger::Range)),
            ("1.5", Err(NotInteger::Fraction)),
            ("1e-999999999999999999999", Err(NotInteger::Fraction)),
        ];
        for (text, expected) in rows {
            let number = Decimal::parse(text).expect(text);
            assert_eq!(number.integer(), expected, "{text}");
        }
        for bad in [
            "", "-", ".", "e5", "1e", "1e+", "1.2.3", "--1", "1 ", "0x1", "1_0", "NaN",
        ] {
            assert!(Decimal::parse(bad).is_none(), "{bad}");
        }
    }

    /// Protects limits: numbers are compared by value, whatever their form.
    #[test]
    fn order() {
        let ascending = [
            "-1e400",
            "-123456789012345678902",
            "-123456789012345678901",
            "-1.5",
            "-0.15e1",
            "-1e-400",
            "0",
            "-0.000",
            "1e-400",
            "0.1",
            "0.10000000000000000000000001",
            "9",
            "10",
            "1e1",
            "123456789012345678901",
            "123456789012345678901.5",
            "1e400",
        ];
        let equal = [("-1.5", "-0.15e1"), ("0", "-0.000"), ("10", "1e1")];
        for (place, one) in ascending.iter().enumerate() {
            for (other_place, other) in ascending.iter().enumerate() {
                let pair = (*one, *other);
                let same = equal.contains(&pair) || equal.contains(&(*other, *one));
                let expected = if same {
                    Ordering::Equal
                } else {
                    place.cmp(&other_place)
                };
                let number = |text| Decimal::parse(text).expect("a number");
                let (one_number, other_number) = (number(one), number(other));
                assert_eq!(one_number.compare(&other_number), expected, "{one} {other}");
                let same = one_number.canonical() == other_number.canonical();
                assert_eq!(same, expected.is_eq(), "{one} {other}");
            }
        }
    }
}
