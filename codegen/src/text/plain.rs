//! Strings that only have a length.

/// A sample of an unconstrained string.
const PLACEHOLDER: &str = "string";

/// A text of a length; another one for each number, if there is room.
pub(crate) fn plain(min: usize, max: usize, nth: usize) -> String {
    let number = match nth {
        0 => String::new(),
        nth => nth.to_string(),
    };
    let wanted = (PLACEHOLDER.len() + number.len()).clamp(min, max);
    let front = wanted.saturating_sub(number.len());
    let letters = PLACEHOLDER.chars().cycle().take(front);
    letters.chain(number.chars()).take(wanted).collect()
}
