//! The line a problem is on, with a mark below the place.

use std::fmt;

use super::visible::visible_in_place;

/// How many characters of a line are shown.
const SHOWN: usize = 68;

/// How many characters before the place stay when a long line is cut.
const BEFORE: usize = 24;

/// A line of a text, and the part of it that is marked. Of long lines the part around the mark is
/// kept.
///
/// ```
/// use hammersmith_codegen::diagnostic::Problem;
///
/// let problem = Problem::new("too small")
///     .in_file("job.json")
///     .at_mark(3, 12, r#"  "vcpus": -1,"#, 2);
/// assert_eq!(
///     problem.to_string(),
///     "error: too small\n  --> job.json:3:12\n   |\n 3 |   \"vcpus\": -1,\n   |            ^^"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    line: u32,
    text: String,
    /// The characters before the mark.
    before: usize,
    marked: usize,
}

impl Excerpt {
    pub(super) fn new(line: u32, column: u32, text: &str, length: usize) -> Self {
        // Tabs are as wide as they like, and other control characters may do harm.
        let letters: Vec<char> = text.trim_end().chars().map(visible_in_place).collect();
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        let at = column.saturating_sub(1).min(letters.len());
        let start = match letters.len() > SHOWN {
            true => at.saturating_sub(BEFORE).min(letters.len() - SHOWN),
            false => 0,
        };
        let front = if start > 0 { "…" } else { "" };
        let shown = letters.iter().skip(start).take(SHOWN);
        let back = if letters.len() > start + SHOWN {
            "…"
        } else {
            ""
        };
        let before = at - start + front.chars().count();
        let room = (SHOWN + 1).saturating_sub(before);
        Self {
            line,
            text: format!("{front}{}{back}", shown.collect::<String>()),
            before,
            marked: length.min(room).max(1),
        }
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.line.to_string();
        let margin = number.len().max(1);
        let text = self.text.trim_end();
        let mark = "^".repeat(self.marked);
        writeln!(out, " {:margin$} |", "")?;
        writeln!(out, " {number} | {text}")?;
        write!(out, " {:margin$} | {:2$}{mark}", "", "", self.before)
    }
}
