//! Problems: a message, its location and help.
//!
//! Every stage of the generator that can fail returns [`Problems`]: all that it found, not just the
//! first, each with its location and help.
//!
//! ```
//! use hammersmith_codegen::diagnostic::{Problem, Problems};
//!
//! let mut problems = Problems::new();
//! problems.push(
//!     Problem::new("`com.example#Shop` has no operation `Buyy`")
//!         .in_file("model/shop.json")
//!         .at_line(12)
//!         .with_help("did you mean `Buy`?"),
//! );
//! assert_eq!(
//!     problems.to_string(),
//!     "error: `com.example#Shop` has no operation `Buyy`\n  \
//!        --> model/shop.json:12\n  \
//!        help: did you mean `Buy`?\n\
//!      \n\
//!      1 problem found"
//! );
//! ```

mod excerpt;
mod visible;

use std::fmt;
use std::path::{Path, PathBuf};

pub use excerpt::Excerpt;
pub use visible::{visible, visible_json, visible_lines};

/// The width of a printed problem, in characters. Longer words (shape IDs, paths) are not broken.
const WIDTH: usize = 80;

/// One problem: a message, with its location and help where known.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The file with the problem, as the user named it, or the name of a source that is not a file.
    pub file: Option<PathBuf>,
    /// The line within the file, counted from 1.
    pub line: Option<u32>,
    /// The column within the line, in characters, counted from 1. Printed only if the line is
    /// known.
    pub column: Option<u32>,
    /// The line itself, which is printed with a mark below the location.
    pub excerpt: Option<Excerpt>,
    /// The location within the file: a JSON pointer (RFC 6901), or the equivalent in another
    /// format.
    pub pointer: Option<String>,
    /// The ID of the shape with the problem.
    pub shape: Option<String>,
    /// The message: a sentence that starts in lower case and has no full stop.
    pub message: String,
    /// The help: what to do about the problem.
    pub help: Option<String>,
}

impl Problem {
    /// A problem without a location.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            file: None,
            line: None,
            column: None,
            excerpt: None,
            pointer: None,
            shape: None,
            message: message.into(),
            help: None,
        }
    }

    /// Sets the file.
    #[must_use]
    pub fn in_file(mut self, file: impl AsRef<Path>) -> Self {
        self.file = Some(file.as_ref().to_owned());
        self
    }

    /// Sets the line, counted from 1.
    #[must_use]
    pub fn at_line(mut self, line: u32) -> Self {
        self.line = Some(line);
        self
    }

    /// Sets the line and the column, both counted from 1, and shows the line: `text` is its
    /// content, and `length` the number of characters to mark.
    #[must_use]
    pub fn at_mark(self, line: u32, column: u32, text: &str, length: usize) -> Self {
        let place = usize::try_from(column).unwrap_or(usize::MAX);
        let mut places = text.char_indices().skip(place.saturating_sub(1));
        let at = places.next().map_or(text.len(), |(at, _)| at);
        let (before, behind) = text.split_at(at);
        self.between(line, column, (before, behind), length)
    }

    /// The same as [`at_mark`](Self::at_mark), with the line in two parts: before the mark, and the
    /// rest. For long lines, which are not searched.
    #[must_use]
    pub fn between(
        mut self,
        line: u32,
        column: u32,
        (before, behind): (&str, &str),
        length: usize,
    ) -> Self {
        self.line = Some(line);
        self.column = Some(column);
        self.excerpt = Some(Excerpt::new(line, before, behind, length));
        self
    }

    /// Sets the pointer within the file.
    #[must_use]
    pub fn at_pointer(mut self, pointer: impl Into<String>) -> Self {
        self.pointer = Some(pointer.into());
        self
    }

    /// Sets the shape.
    #[must_use]
    pub fn on_shape(mut self, shape: impl fmt::Display) -> Self {
        self.shape = Some(shape.to_string());
        self
    }

    /// Sets the help.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn write_place(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let column = self.column.map(|column| format!(":{column}"));
        let column = column.unwrap_or_default();
        let place = match (&self.file, self.line) {
            (Some(file), Some(line)) => format!("  --> {}:{line}{column}", shown(file)),
            (Some(file), None) => format!("  --> {}", shown(file)),
            (None, Some(line)) => format!("  --> line {line}"),
            (None, None) => String::new(),
        };
        let pointer = self.pointer.as_deref();
        let pointer = pointer.filter(|p| !p.is_empty() && !says(&self.message, p));
        let pointer = pointer.map(visible);
        match (place.is_empty(), pointer) {
            (true, None) => Ok(()),
            (true, Some(pointer)) => write!(out, "\n  --> {pointer}"),
            (false, None) => write!(out, "\n{place}"),
            (false, Some(pointer)) if place.len() + pointer.len() + 3 <= WIDTH => {
                write!(out, "\n{place} ({pointer})")
            }
            (false, Some(pointer)) => write!(out, "\n{place}\n      {pointer}"),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_wrapped(out, "error: ", "       ", &self.message)?;
        self.write_place(out)?;
        if let Some(excerpt) = &self.excerpt {
            write!(out, "\n{excerpt}")?;
        }
        if let Some(shape) = &self.shape
            && !says(&self.message, shape)
        {
            write!(out, "\n  shape: {}", visible(shape))?;
        }
        if let Some(help) = &self.help {
            out.write_str("\n")?;
            write_wrapped(out, "  help: ", "        ", help)?;
        }
        Ok(())
    }
}

/// A path in a form that is safe to print: invisible characters are escaped.
pub fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}

/// True if the message already names the shape, which is then not printed again.
fn says(message: &str, shape: &str) -> bool {
    message.contains(&format!("`{shape}`"))
}

/// Writes `text` wrapped at spaces, with `first` before its first line and `rest` before the
/// others. Line breaks in the text are kept.
fn write_wrapped(out: &mut fmt::Formatter<'_>, first: &str, rest: &str, text: &str) -> fmt::Result {
    let text = visible_lines(text);
    out.write_str(first)?;
    let mut used = first.len();
    for (index, line) in text.lines().enumerate() {
        if index > 0 {
            write!(out, "\n{rest}")?;
            used = rest.len();
        }
        // Indentation inside the text is the text's own business.
        let body = line.trim_start();
        let indent = line.len() - body.len();
        write!(out, "{:indent$}", "")?;
        used += indent;
        let mut at_start = true;
        for word in words(body) {
            let width = word.chars().count();
            if at_start {
                out.write_str(word)?;
                used += width;
            } else if used + 1 + width > WIDTH {
                write!(out, "\n{rest}{:indent$}{word}", "")?;
                used = rest.len() + indent + width;
            } else {
                write!(out, " {word}")?;
                used += 1 + width;
            }
            at_start = false;
        }
    }
    Ok(())
}

/// The words of a line. A code span is one word, so that a command can be copied as a whole.
fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        let mut end = 0;
        while let Some(c) = rest.get(end..).and_then(|rest| rest.chars().next()) {
            if c.is_whitespace() {
                break;
            }
            end += c.len_utf8();
            let behind = rest.get(end..).unwrap_or_default();
            if let ('`', Some(close)) = (c, behind.find('`')) {
                end += close + 1;
            }
        }
        let (word, behind) = rest.split_at(end);
        words.push(word);
        rest = behind.trim_start();
    }
    words
}

impl fmt::Debug for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl std::error::Error for Problem {}

/// All problems that a stage found.
///
/// [`Display`](fmt::Display) and [`Debug`](fmt::Debug) both print every problem and a line with
/// their number, so that a build script can use `unwrap`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// No problems.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a problem.
    pub fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// True if there are no problems.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number of problems.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Iterates over the problems, in the order in which they are printed.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    /// Returns `value` if there are no problems.
    ///
    /// # Errors
    ///
    /// The problems themselves, if there are any.
    pub fn into_result<T>(self, value: T) -> Result<T, Problems> {
        if self.is_empty() {
            Ok(value)
        } else {
            Err(self)
        }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.0 {
            write!(out, "{problem}\n\n")?;
        }
        match self.0.len() {
            1 => out.write_str("1 problem found"),
            count => write!(out, "{count} problems found"),
        }
    }
}

impl fmt::Debug for Problems {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl std::error::Error for Problems {}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl Extend<Problem> for Problems {
    fn extend<I: IntoIterator<Item = Problem>>(&mut self, problems: I) {
        self.0.extend(problems);
    }
}

impl FromIterator<Problem> for Problems {
    fn from_iter<I: IntoIterator<Item = Problem>>(problems: I) -> Self {
        Self(problems.into_iter().collect())
    }
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests;
