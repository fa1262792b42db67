//! Random scalars, mostly those that something could stumble over.

use fastrand::Rng;
use hammersmith_codegen::plan::ty::Width;

/// Letters and digits, at least one.
pub(super) fn word(random: &mut Rng) -> String {
    let length = random.usize(1..12);
    (0..length).map(|_| random.alphanumeric()).collect()
}

/// A string of whatever Unicode has.
pub(super) fn text(random: &mut Rng) -> String {
    let length = match random.u8(..) {
        0..=15 => 0,
        16..=250 => random.usize(1..16),
        _ => random.usize(100..600),
    };
    (0..length).map(|_| character(random)).collect()
}

/// A string of what XML documents may hold.
pub(super) fn xml_text(random: &mut Rng) -> String {
    xml_only(&text(random))
}

/// The characters that XML documents may hold.
pub(super) fn xml_only(text: &str) -> String {
    let is_allowed =
        |char: &char| matches!(char, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(is_allowed).collect()
}

/// A name of an element.
pub(super) fn name(random: &mut Rng) -> String {
    format!("{}{}", random.alphabetic(), word(random))
}

fn character(random: &mut Rng) -> char {
    const SPECIAL: &[char] = &[
        '"', '\\', '/', '\u{7f}', '\u{2028}', '\u{feff}', ' ', ',', '%', '+', '&', '=', '?', '#',
        ':', '{', '~',
    ];
    match random.u8(0..8) {
        0 => random.char('\0'..' '),
        1 | 2 => SPECIAL[random.usize(..SPECIAL.len())],
        3 => random.char('\u{80}'..='\u{ffff}'),
        4 => random.char('\u{10000}'..=char::MAX),
        _ => random.char(' '..='~'),
    }
}

/// An integer of that width, the extremes among them.
pub(super) fn integer(random: &mut Rng, width: Width) -> i64 {
    let (least, greatest) = width.range();
    match random.u8(0..8) {
        0 => least,
        1 => greatest,
        2 => 0,
        3 => random.i64(least..=greatest),
        _ => random.i64(-100..=100),
    }
}

/// A number as JSON or the protocols' strings write it: finite, or one of the names of the others.
pub(super) fn number(random: &mut Rng, single: bool) -> String {
    let finite = match random.u8(0..8) {
        0 => return ["NaN", "Infinity", "-Infinity"][random.usize(..3)].to_owned(),
        1 => [0.0, -0.0, f64::MAX, f64::MIN_POSITIVE, 1e21, 1e16, 1e-7][random.usize(..7)],
        2 => f64::from_bits(random.u64(..)),
        3 => f64::from(f32::from_bits(random.u32(..))),
        4 => f64::from(random.i32(-1000..1000)),
        _ => f64::from(random.i32(-100_000..100_000)) / 64.0,
    };
    let finite = if single {
        f64::from(finite as f32)
    } else {
        finite
    };
    if finite.is_finite() {
        format!("{finite:?}")
    } else {
        "1.5".to_owned()
    }
}

/// Seconds since 1970 and nanoseconds.
pub(super) fn timestamp(random: &mut Rng) -> (i64, u32) {
    let seconds = match random.u8(0..12) {
        0 => 0,
        1 => -random.i64(1..4_000_000_000),
        2 => 253_402_300_799,
        3 => random.i64(-62_135_596_800..253_402_300_800),
        _ => random.i64(0..4_000_000_000),
    };
    let nanoseconds = match random.u8(0..6) {
        0 => random.u32(0..1_000_000_000),
        1 => random.u32(0..1_000_000) * 1_000,
        2 | 3 => random.u32(0..1_000) * 1_000_000,
        _ => 0,
    };
    (seconds, nanoseconds)
}

/// A number of any size.
pub(super) fn big(random: &mut Rng) -> &'static str {
    ["0", "-7", "123456789012345678901234567890"][random.usize(..3)]
}

/// Bytes, as the characters of these numbers.
pub(super) fn bytes(random: &mut Rng) -> String {
    let length = random.usize(0..20);
    (0..length).map(|_| char::from(random.u8(..))).collect()
}
