//! The line with a problem, with a mark below its location.

use std::fmt;

use super::visible::visible_in_place;

/// The maximum number of characters of a line that are shown.
const SHOWN: usize = 68;

/// The number of characters kept before the location when a long line is cut.
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
    /// The line of which `before` and `behind` are on either side of the start of the mark. The
    /// time depends on the shown part, not on the length of the line.
    pub(super) fn new(line: u32, before: &str, behind: &str, length: usize) -> Self {
        // The width of tabs is unknown, and a terminal executes other control characters.
        let mut near: Vec<char> = before.chars().rev().take(SHOWN + 1).collect();
        let rest = behind.chars().take(SHOWN + 1).count();
        let kept = if near.len() + rest > SHOWN {
            near.len().min(BEFORE.max(SHOWN.saturating_sub(rest)))
        } else {
            near.len()
        };
        let front = if near.len() > kept { "…" } else { "" };
        let back = if rest > SHOWN - kept { "…" } else { "" };
        near.truncate(kept);
        let shown = near.into_iter().rev();
        let shown = shown
            .chain(behind.chars().take(SHOWN - kept))
            .map(visible_in_place);
        let before = kept + front.chars().count();
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
