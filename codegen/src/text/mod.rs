//! Texts and numbers that satisfy limits.

mod pattern;
mod plain;

use crate::plan::limits::Limits;

pub(crate) use plain::plain;

/// Longer placeholders help nobody; a model may ask for millions of characters at most.
const LONGEST: usize = 65_536;

/// A text that satisfies the limits, best effort where they have a pattern; another one for each
/// number `nth`.
pub(crate) fn text(limits: &Limits, nth: usize) -> String {
    let (min, max) = lengths(limits);
    let matching = limits
        .pattern
        .as_deref()
        .and_then(|pattern| pattern::text(pattern, min, max, nth));
    matching.unwrap_or_else(|| plain(min, max, nth))
}

/// The lengths that limits allow.
pub(crate) fn lengths(limits: &Limits) -> (usize, usize) {
    let size = |length: Option<u64>| length.and_then(|length| usize::try_from(length).ok());
    let min = size(limits.min_length).unwrap_or(0).min(LONGEST);
    (min, size(limits.max_length).unwrap_or(usize::MAX).max(min))
}

/// A whole number that satisfies the limits and fits its type; another one for each number.
pub(crate) fn integer(limits: &Limits, nth: usize, (low, high): (i64, i64)) -> i64 {
    let offset = i64::try_from(nth).unwrap_or_default();
    if !limits.named.is_empty() {
        let named = limits.named.get(nth % limits.named.len());
        return named.copied().unwrap_or_default();
    }
    let (min, max) = limits.whole();
    let min = min.unwrap_or(low).max(low);
    let max = max.unwrap_or(high).min(high);
    0_i64
        .clamp(min, max.max(min))
        .saturating_add(offset)
        .min(max.max(min))
}

/// True if a whole number satisfies the limits.
pub(crate) fn allows(limits: &Limits, value: i64) -> bool {
    let value = value as f64;
    let (min, max) = limits.real();
    min.is_none_or(|min| min <= value) && max.is_none_or(|max| value <= max)
}

/// A number that satisfies the limits; another one for each number.
pub(crate) fn double(limits: &Limits, nth: usize) -> f64 {
    let (min, max) = limits.real();
    let min = min.unwrap_or(f64::MIN);
    let max = max.unwrap_or(f64::MAX).max(min);
    let start = 0.0_f64.clamp(min, max);
    let step = (max - start).min(1.0);
    start + step * (nth as f64 / (nth as f64 + 1.0))
}
