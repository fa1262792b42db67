//! The source of the values of an input.
//!
//! [`crate::official::input`] and [`crate::ours::input`] ask a [`Source`] for every member, in the
//! same order, so that two sources of the same [`Style`] give both crates the same input.

use std::collections::HashMap;

/// A way to choose values.
#[derive(Clone, Debug)]
pub enum Style {
    /// Every member, with a value that is nowhere else; one item in every list and map.
    Full,
    /// Structures, and empty lists and maps in them.
    EmptyCollections,
    /// Everything set: structures, lists of two items, and all texts and keys being this one.
    Text(String),
    /// Everything set, and all numbers being this one, or the nearest that fits.
    Number(i64),
    /// Anything, from a seed; `entries` is the most that a map may have.
    Random {
        /// Equal seeds give equal inputs.
        seed: u64,
        /// The most that a map may have.
        entries: usize,
    },
}

/// Gives values.
#[derive(Debug)]
pub struct Source {
    style: Style,
    random: fastrand::Rng,
    given: i32,
    depth: u32,
}

impl Source {
    /// A source from its beginning.
    pub fn new(style: Style) -> Self {
        let seed = match style {
            Style::Random { seed, .. } => seed,
            _ => 0,
        };
        Self {
            style,
            random: fastrand::Rng::with_seed(seed),
            given: 0,
            depth: 0,
        }
    }

    /// A member that is a structure.
    pub fn structure<T>(&mut self, make: fn(&mut Self) -> T) -> Option<T> {
        self.is_set(true).then(|| self.nested(make))
    }

    /// A member that is a list.
    pub fn list<T>(&mut self, make: fn(&mut Self) -> T) -> Option<Vec<T>> {
        let length = match self.style {
            Style::Full | Style::Number(_) => 1,
            Style::EmptyCollections => 0,
            Style::Text(_) => 2,
            Style::Random { .. } => self.random.usize(0..4),
        };
        self.is_set(true)
            .then(|| (0..length).map(|_| self.nested(make)).collect())
    }

    /// A member that is a map from texts to texts.
    pub fn map(&mut self) -> Option<HashMap<String, String>> {
        let length = match self.style {
            Style::Full | Style::Number(_) | Style::Text(_) => 1,
            Style::EmptyCollections => 0,
            Style::Random { entries, .. } => self.random.usize(0..=entries),
        };
        self.is_set(true).then(|| {
            (0..length)
                .map(|_| (self.make_text(), self.make_text()))
                .collect()
        })
    }

    /// A member that is a text.
    pub fn text(&mut self) -> Option<String> {
        self.is_set(false).then(|| self.make_text())
    }

    /// A member that is an enum: one of `known`, or, from a random source, anything.
    pub fn choice<T: for<'a> From<&'a str>>(&mut self, known: &[&str]) -> Option<T> {
        self.is_set(false)
            .then(|| T::from(&self.make_choice(known)))
    }

    /// A member that is an `integer`.
    pub fn integer(&mut self) -> Option<i32> {
        self.is_set(false).then(|| match self.style {
            Style::Number(number) => number.clamp(i32::MIN.into(), i32::MAX.into()) as i32,
            Style::Random { .. } => self.random.i32(..) >> self.random.u32(0..32),
            _ => self.next(),
        })
    }

    /// A member that is a `long`.
    pub fn long(&mut self) -> Option<i64> {
        self.is_set(false).then(|| match self.style {
            Style::Number(number) => number,
            Style::Random { .. } => self.random.i64(..) >> self.random.u32(0..64),
            _ => self.next().into(),
        })
    }

    /// A member that is a `boolean`.
    pub fn boolean(&mut self) -> Option<bool> {
        self.is_set(false).then(|| match self.style {
            Style::Random { .. } => self.random.bool(),
            _ => self.next() % 2 == 0,
        })
    }

    /// An item of a list that is a text.
    pub fn make_text(&mut self) -> String {
        match &self.style {
            Style::Text(text) => text.clone(),
            Style::Random { .. } => self.random_text(),
            _ => format!("text {}", self.next()),
        }
    }

    fn make_choice(&mut self, known: &[&str]) -> String {
        match &self.style {
            Style::Text(text) => text.clone(),
            Style::Random { .. } if self.random.u8(..) < 32 => self.random_text(),
            Style::Random { .. } => known[self.random.usize(..known.len())].to_owned(),
            _ => known[self.next() as usize % known.len()].to_owned(),
        }
    }

    /// An item of a list that is an enum, one of `known`.
    pub fn make_enum<T: for<'a> From<&'a str>>(&mut self, known: &[&str]) -> T {
        T::from(&self.make_choice(known))
    }

    fn nested<T>(&mut self, make: fn(&mut Self) -> T) -> T {
        self.depth += 1;
        let value = make(self);
        self.depth -= 1;
        value
    }

    /// Random inputs get thinner the deeper they are, or they would be megabytes.
    fn is_set(&mut self, collection: bool) -> bool {
        match self.style {
            Style::EmptyCollections => collection,
            Style::Random { .. } => self.random.u32(0..5) >= self.depth.min(3),
            _ => true,
        }
    }

    fn next(&mut self) -> i32 {
        self.given += 1;
        self.given
    }

    /// Mostly what JSON, HTTP or Rust could stumble over.
    fn random_text(&mut self) -> String {
        let length = match self.random.u8(..) {
            0..=15 => 0,
            16..=250 => self.random.usize(1..20),
            _ => self.random.usize(100..2000),
        };
        (0..length).map(|_| self.random_char()).collect()
    }

    fn random_char(&mut self) -> char {
        match self.random.u8(0..6) {
            0 => self.random.char('\0'..' '),
            1 => *self
                .random
                .choice(&['"', '\\', '/', '\u{7f}', '\u{2028}', '\u{feff}'][..])
                .unwrap_or(&'"'),
            2 => self.random.char('\u{80}'..='\u{ffff}'),
            3 => self.random.char('\u{10000}'..=char::MAX),
            _ => self.random.char(' '..='~'),
        }
    }
}
