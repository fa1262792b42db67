//! Random values of the structure.

use std::collections::HashMap;

use hammersmith::primitives::{Blob, DateTime, Document, Number};

use crate::everything::{Choice, Color, Everything};
use crate::support::Random;

/// A member that is set half of the time.
fn some<T>(random: &mut Random, make: impl FnOnce(&mut Random) -> T) -> Option<T> {
    random.one_in(2).then(|| make(random))
}

fn list<T>(random: &mut Random, make: impl Fn(&mut Random) -> T) -> Vec<T> {
    let count = random.pick(&[0, 1, 2, 5]);
    (0..count).map(|_| make(random)).collect()
}

fn map<T>(random: &mut Random, make: impl Fn(&mut Random) -> T) -> HashMap<String, T> {
    let entries = list(random, |random| (random.text(), make(random)));
    entries.into_iter().collect()
}

/// A time, of which one in thirty has no form in the format of some members.
fn time(random: &mut Random) -> DateTime {
    let seconds = if random.one_in(30) {
        random.pick(&[i64::MIN, i64::MAX, 253_402_300_800, -62_135_596_801])
    } else {
        random.integer() >> 31
    };
    let nanos = random.pick(&[0, 0, 1, 500_000_000, 999_999_999, 120_000, 1_000]);
    DateTime::from_secs_and_nanos(seconds, nanos)
}

fn document(random: &mut Random, depth: usize) -> Document {
    let kinds = if depth == 0 { 6 } else { 8 };
    match random.below(kinds) {
        0 => Document::Null,
        1 => Document::Bool(random.one_in(2)),
        2 => Document::Number(Number::PosInt(random.bits())),
        3 => Document::Number(Number::NegInt(random.integer())),
        4 => Document::Number(Number::Float(random.double())),
        5 => Document::String(random.text()),
        6 => Document::Array(list(random, |random| document(random, depth - 1))),
        _ => Document::Object(map(random, |random| document(random, depth - 1))),
    }
}

fn choice(random: &mut Random, depth: usize) -> Choice {
    match random.below(if depth == 0 { 3 } else { 4 }) {
        0 => Choice::Text(random.text()),
        1 => Choice::Number(random.integer() as i32),
        2 => Choice::Nothing,
        _ => Choice::Deep(Box::new(everything(random, depth - 1))),
    }
}

/// A value whose members are set half of the time, and which is nested that deep.
pub(crate) fn everything(random: &mut Random, depth: usize) -> Everything {
    let nested = (depth > 0).then(|| some(random, |random| everything(random, depth - 1)));
    let many = (depth > 0).then(|| {
        some(random, |random| {
            list(random, |random| everything(random, depth.saturating_sub(2)))
        })
    });
    Everything {
        text: some(random, Random::text),
        flag: some(random, |random| random.one_in(2)),
        byte: some(random, |random| random.bits() as i8),
        short: some(random, |random| random.bits() as i16),
        integer: some(random, |random| random.integer() as i32),
        long: some(random, Random::integer),
        float: some(random, |random| random.double() as f32),
        double: some(random, Random::double),
        blob: some(random, |random| Blob::new(random.text())),
        epoch: some(random, time),
        date: some(random, time),
        http: some(random, time),
        open: some(random, |random| document(random, 3)),
        whole: None,
        decimal: None,
        list: some(random, |random| list(random, Random::text)),
        sparse: some(random, |random| {
            list(random, |random| {
                some(random, |random| random.integer() as i32)
            })
        }),
        map: some(random, |random| map(random, Random::double)),
        holes: some(random, |random| {
            map(random, |random| some(random, Random::text))
        }),
        nested: nested.flatten().map(Box::new),
        many: many.flatten(),
        choice: some(random, |random| choice(random, depth)),
        color: some(random, |random| Color(random.text())),
        by_color: some(random, |random| {
            let entries = map(random, |random| list(random, |random| random.one_in(2)));
            entries
                .into_iter()
                .map(|(key, value)| (Color(key), value))
                .collect()
        }),
        times: some(random, |random| list(random, time)),
        documents: some(random, |random| list(random, |random| document(random, 2))),
        blobs: some(random, |random| {
            map(random, |random| Blob::new(random.text()))
        }),
        odd: some(random, Random::text),
        renamed: some(random, |random| random.integer() as i32),
    }
}
