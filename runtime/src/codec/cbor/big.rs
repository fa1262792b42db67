//! Integers of any size: from decimal digits to bytes and back.

use crate::codec::decimal::Decimal;

/// The tag of an integer as bytes.
pub(super) const POSITIVE: u64 = 2;
/// The tag of an integer below zero, -1 - n, as the bytes of n.
pub(super) const NEGATIVE: u64 = 3;
/// The tag of a decimal number: a list of its exponent and its digits as an integer.
pub(super) const DECIMAL: u64 = 4;

/// The longest integer that is read, in bytes: the time to convert one grows with the square of its
/// length.
pub(super) const LONGEST: usize = 4096;

/// The decimal digits that are converted at once, and ten to that power.
const AT_ONCE: usize = 9;
const POWER: u64 = 1_000_000_000;

/// An integer as CBOR has it: n for one that is not negative, n of -1 - n else, as bytes from the
/// highest on.
#[derive(Debug)]
pub(super) struct Integer {
    negative: bool,
    bytes: Vec<u8>,
}

impl Integer {
    /// Parses decimal digits after an optional sign.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| Self::of(text.starts_with('-'), digits.as_bytes()))
    }

    /// The integer with these digits and nothing else.
    fn of(negative: bool, digits: &[u8]) -> Self {
        let mut limbs: Vec<u32> = Vec::new();
        // The first part is the one with fewer digits.
        let (first, rest) = digits.split_at(digits.len() % AT_ONCE);
        for part in std::iter::once(first).chain(rest.chunks(AT_ONCE)) {
            let digit = |value, byte: &u8| value * 10 + u64::from(byte - b'0');
            let mut carry = part.iter().fold(0, digit);
            for limb in &mut limbs {
                carry += u64::from(*limb) * POWER;
                *limb = carry as u32;
                carry >>= 32;
            }
            if carry > 0 {
                limbs.push(carry as u32);
            }
        }
        let negative = negative && !limbs.is_empty();
        if negative {
            subtract_one(&mut limbs);
        }
        let bytes = limbs.iter().rev().flat_map(|limb| limb.to_be_bytes());
        Self {
            negative,
            bytes: bytes.skip_while(|byte| *byte == 0).collect(),
        }
    }

    pub(super) fn is_negative(&self) -> bool {
        self.negative
    }

    /// The integer as CBOR has it, if 64 bits hold it.
    pub(super) fn small(&self) -> Option<u64> {
        let add = |value, byte: &u8| value << 8 | u64::from(*byte);
        (self.bytes.len() <= 8).then(|| self.bytes.iter().fold(0, add))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

fn subtract_one(limbs: &mut [u32]) {
    for limb in limbs {
        let (less, borrows) = limb.overflowing_sub(1);
        *limb = less;
        if !borrows {
            return;
        }
    }
}

/// The digits of a decimal number as an integer, and its exponent.
pub(super) fn decimal(text: &str) -> Option<(Integer, i64)> {
    // Whatever is a number has one sign, one exponent and one point at most.
    Decimal::parse(text)?;
    let (coefficient, exponent) = match text.split_once(['e', 'E']) {
        Some((coefficient, exponent)) => (coefficient, exponent.parse::<i64>().ok()?),
        None => (text, 0),
    };
    let (integer, fraction) = coefficient.split_once('.').unwrap_or((coefficient, ""));
    let places = i64::try_from(fraction.len()).ok()?;
    let integer = Integer::parse(&format!("{integer}{fraction}"))?;
    Some((integer, exponent.checked_sub(places)?))
}

/// The decimal digits of the integer with these bytes, or of one more than it.
pub(super) fn digits(bytes: &[u8], one_more: bool) -> String {
    let mut limbs: Vec<u32> = bytes
        .rchunks(4)
        .map(|part| {
            part.iter()
                .fold(0, |value, byte| value << 8 | u32::from(*byte))
        })
        .collect();
    if one_more {
        add_one(&mut limbs);
    }
    // Groups of digits, the lowest first.
    let mut groups = Vec::new();
    while let Some(last) = limbs.last() {
        if *last == 0 {
            limbs.pop();
            continue;
        }
        let mut rest = 0;
        for limb in limbs.iter_mut().rev() {
            let value = rest << 32 | u64::from(*limb);
            *limb = (value / POWER) as u32;
            rest = value % POWER;
        }
        groups.push(rest);
    }
    let mut text = groups.pop().unwrap_or_default().to_string();
    for group in groups.iter().rev() {
        text.push_str(&format!("{group:09}"));
    }
    text
}

fn add_one(limbs: &mut Vec<u32>) {
    for limb in &mut *limbs {
        let (more, carries) = limb.overflowing_add(1);
        *limb = more;
        if !carries {
            return;
        }
    }
    limbs.push(1);
}

/// The decimal number with these digits and that exponent: as people write it, unless many zeros
/// had to be added.
pub(super) fn written(digits: &str, exponent: i64) -> String {
    /// The most zeros before the first digit, and behind the last one.
    const ZEROS: (i64, i64) = (5, 15);
    let unsigned = digits.strip_prefix('-').unwrap_or(digits);
    let sign = if unsigned.len() < digits.len() {
        "-"
    } else {
        ""
    };
    let length = i64::try_from(unsigned.len()).unwrap_or(i64::MAX);
    let zeros = |count: i64| "0".repeat(usize::try_from(count).unwrap_or(0));
    if exponent == 0 || (unsigned == "0" && exponent > 0) {
        return digits.to_owned();
    }
    if (1..=ZEROS.1).contains(&exponent) {
        return format!("{digits}{}", zeros(exponent));
    }
    // The digits before the point; fewer than none are zeros behind it.
    let before = length.saturating_add(exponent);
    if exponent < 0 && before > -ZEROS.0 {
        let padded = format!("{}{unsigned}", zeros(1 - before));
        let point = usize::try_from(before.max(1)).unwrap_or(1);
        let (integer, fraction) = padded.split_at_checked(point).unwrap_or((&padded, ""));
        return format!("{sign}{integer}.{fraction}");
    }
    format!("{digits}E{exponent}")
}
