//! Validation as a sink: each value is checked against its row.

use std::cmp::Ordering;
use std::fmt::Display;

use aws_smithy_types::Document;
use aws_smithy_types::date_time::{DateTime, Format};

use super::frame::{Frame, Frames};
use super::pattern::Patterns;
use super::problem::{Problem, ProblemKind};
use super::{Options, ValidationErrors};
use crate::codec::decimal::Decimal;
use crate::codec::timestamp;
use crate::codec::wording::reason;
use crate::shape::{self, Flags, Members, Row, Sink, Structure, Table, Top};

/// Checks a structure against the constraints of its rows.
pub(super) fn check<S: Structure>(value: &S, options: Options) -> Result<(), ValidationErrors> {
    let mut checker = Checker::new(options);
    checker.begin_structure(Row::nothing(), shape::table::<S>());
    value.write(&mut Members::new(
        shape::table::<S>(),
        &mut checker,
        Top::Plain,
    ));
    checker.end_structure();
    checker.finish()
}

/// Checks values as they are written.
struct Checker {
    options: Options,
    frames: Frames,
    patterns: Patterns<'static>,
    problems: Vec<Problem>,
}

impl Checker {
    fn new(options: Options) -> Self {
        Self {
            options,
            frames: Frames::default(),
            patterns: Patterns::default(),
            problems: Vec::new(),
        }
    }

    fn finish(self) -> Result<(), ValidationErrors> {
        if self.problems.is_empty() {
            return Ok(());
        }
        Err(ValidationErrors::new(self.problems))
    }

    #[cold]
    fn problem(&mut self, row: Row, kind: ProblemKind) {
        let path = self.frames.path(row);
        self.problems.push(Problem::new(path, kind));
    }

    /// Checks that the value differs from the items before it, where the list requires unique
    /// items.
    fn end_value(&mut self, text: &dyn Fn() -> String) {
        if let Some(of) = self.frames.end_value(text) {
            self.problem(Row::nothing(), ProblemKind::Duplicate { of });
        }
    }

    #[cold]
    fn length(&mut self, row: Row, found: usize, unit: &'static str) {
        let Some((min, max)) = row.bounds("length") else {
            return;
        };
        let found = u64::try_from(found).unwrap_or(u64::MAX);
        let (min, max) = (min.parse().unwrap_or(0), max.parse().unwrap_or(u64::MAX));
        if !(min..=max).contains(&found) {
            let kind = ProblemKind::Length {
                found,
                unit,
                min,
                max,
            };
            self.problem(row, kind);
        }
    }

    fn range<T: PartialOrd + Display + std::str::FromStr>(&mut self, row: Row, found: T) {
        let Some((min, max)) = row.bounds("range") else {
            return;
        };
        let below = min.parse().is_ok_and(|min| found < min);
        let above = max.parse().is_ok_and(|max| found > max);
        self.limits(row, &found, below.then_some(min), above.then_some(max));
    }

    /// Checks a number of any size, digit by digit.
    fn number_range(&mut self, row: Row, found: &str) {
        let (Some((min, max)), Some(number)) = (row.bounds("range"), Decimal::parse(found)) else {
            return;
        };
        let breaks = |limit, side: Ordering| {
            Decimal::parse(limit).is_some_and(|limit| number.compare(&limit) == side)
        };
        let (below, above) = (breaks(min, Ordering::Less), breaks(max, Ordering::Greater));
        self.limits(row, &found, below.then_some(min), above.then_some(max));
    }

    /// Notes the limit that a number breaks, if it breaks one.
    fn limits(&mut self, row: Row, found: &dyn Display, min: Option<&str>, max: Option<&str>) {
        if let Some(limit) = min.or(max) {
            let kind = ProblemKind::Range {
                found: (!row.has(Flags::SENSITIVE)).then(|| found.to_string()),
                limit: limit.to_owned(),
                below: min.is_some(),
            };
            self.problem(row, kind);
        }
    }

    /// Checks a string: a value, or the key of a map.
    fn text(&mut self, row: Row, value: &str) {
        if row.has(Flags::LENGTH) {
            self.length(row, value.chars().count(), "characters");
        }
        if row.has(Flags::PATTERN)
            && let Some(pattern) = row.argument("pattern")
            && let Some(pattern) = self.patterns.unmatched(pattern, value)
        {
            self.problem(row, ProblemKind::Pattern(pattern));
        }
    }

    fn known(&mut self, row: Row, value: &str, known: &[&str]) {
        if self.options.enums && !known.contains(&value) {
            let known = known.iter().map(|&known| known.to_owned()).collect();
            self.unknown(row, &value, known);
        }
    }

    fn unknown(&mut self, row: Row, value: &dyn Display, known: Vec<String>) {
        let found = (!row.has(Flags::SENSITIVE)).then(|| value.to_string());
        self.problem(row, ProblemKind::UnknownValue { found, known });
    }

    fn named(&mut self, row: Row, value: i64) {
        let Some(named) = row.argument("intEnum") else {
            return;
        };
        let mut names = named.split(',').map(str::trim);
        if self.options.enums && !names.any(|name| name.parse() == Ok(value)) {
            let known = named
                .split(',')
                .map(|name| name.trim().to_owned())
                .collect();
            self.unknown(row, &value, known);
        }
    }
}

impl Sink for Checker {
    fn string(&mut self, row: Row, value: &str) {
        self.frames.begin_value(row);
        self.text(row, value);
        self.end_value(&|| format!("{value:?}"));
    }

    fn enumeration(&mut self, row: Row, value: &str, known: &'static [&'static str]) {
        self.frames.begin_value(row);
        self.known(row, value, known);
        self.end_value(&|| format!("{value:?}"));
    }

    fn boolean(&mut self, row: Row, value: bool) {
        self.frames.begin_value(row);
        self.end_value(&|| value.to_string());
    }

    fn integer(&mut self, row: Row, value: i64, _: u32) {
        self.frames.begin_value(row);
        if row.has(Flags::RANGE) {
            self.range(row, value);
        }
        if row.has(Flags::NAMED) {
            self.named(row, value);
        }
        self.end_value(&|| value.to_string());
    }

    fn float(&mut self, row: Row, value: f32) {
        self.frames.begin_value(row);
        // As an `f64`, 0.1 would be above a limit of 0.1.
        if row.has(Flags::RANGE) {
            self.range(row, value);
        }
        self.end_value(&|| value.to_string());
    }

    fn double(&mut self, row: Row, value: f64) {
        self.frames.begin_value(row);
        if row.has(Flags::RANGE) {
            self.range(row, value);
        }
        self.end_value(&|| value.to_string());
    }

    fn blob(&mut self, row: Row, value: &[u8]) {
        self.frames.begin_value(row);
        if row.has(Flags::LENGTH) {
            self.length(row, value.len(), "bytes");
        }
        self.end_value(&|| format!("{value:?}"));
    }

    fn timestamp(&mut self, row: Row, value: &DateTime) {
        self.frames.begin_value(row);
        let format = row.format().unwrap_or(Format::EpochSeconds);
        if let Err(error) = timestamp::format(value, format) {
            self.problem(row, ProblemKind::Unwritable(reason(&error)));
        }
        self.end_value(&|| format!("{value:?}"));
    }

    fn document(&mut self, row: Row, value: &Document) {
        self.frames.begin_value(row);
        self.end_value(&|| super::frame::document(value));
    }

    fn number(&mut self, row: Row, digits: &str) {
        self.frames.begin_value(row);
        if row.has(Flags::RANGE) {
            self.number_range(row, digits);
        }
        self.end_value(&|| match Decimal::parse(digits) {
            Some(number) => number.canonical(),
            None => digits.to_owned(),
        });
    }

    fn null(&mut self, row: Row) {
        self.frames.begin_value(row);
        self.end_value(&|| "null".to_owned());
    }

    fn events(&mut self, row: Row) {
        // The member is set. The receiver checks its events.
        self.null(row);
    }

    fn begin_structure(&mut self, row: Row, table: &'static Table) {
        self.frames.begin_value(row);
        self.frames.push(Frame::structure(row, table));
    }

    fn end_structure(&mut self) {
        // A token that is unset is filled in when the request is sent, and some members have a
        // value there.
        let is_filled = |row: &Row| row.has(Flags::TOKEN) || row.argument("orElse").is_some();
        let missing = self.frames.missing();
        let missing: Vec<Row> = missing.filter(|row| !is_filled(row)).collect();
        for row in missing {
            self.problem(row, ProblemKind::Required);
        }
        let text = self.frames.pop();
        self.end_value(&|| text.clone());
    }

    fn begin_list(&mut self, row: Row, length: usize) {
        self.frames.begin_value(row);
        if row.has(Flags::LENGTH) {
            self.length(row, length, "entries");
        }
        self.frames.push(Frame::list(row));
    }

    fn end_list(&mut self) {
        let text = self.frames.pop();
        self.end_value(&|| text.clone());
    }

    fn begin_map(&mut self, row: Row, length: usize) {
        self.frames.begin_value(row);
        if row.has(Flags::LENGTH) {
            self.length(row, length, "entries");
        }
        self.frames.push(Frame::map(row));
    }

    fn key(&mut self, row: Row, key: &str) {
        self.frames.begin_entry(key);
        self.text(row, key);
    }

    fn enumeration_key(&mut self, row: Row, key: &str, known: &'static [&'static str]) {
        self.frames.begin_entry(key);
        self.known(row, key, known);
    }

    fn end_map(&mut self) {
        let text = self.frames.pop();
        self.end_value(&|| text.clone());
    }

    fn unknown_variant(&mut self, union: &'static str) {
        let message = format!("an unknown member of the union `{union}` cannot be sent");
        self.problem(Row::nothing(), ProblemKind::Unwritable(message));
    }
}
