//! The cursor over a document, and what moves it from one element to the next.

use super::Error;
use super::scan::{name_length, space_length};
use crate::shape::Row;

/// The maximum depth of structures, lists and maps that the model knows.
const MAX_DEPTH: u32 = 128;

/// The maximum depth of elements, those that are read over included.
const MAX_OPEN: usize = 640;

/// Reads an XML document from front to back.
///
/// Everything that is read is checked. A failure does not undo earlier reads.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// The names of the open elements.
    pub(super) open: Vec<&'a str>,
    /// The attributes of the element that has just been entered, as a range of the document.
    pub(super) attributes: (usize, usize),
    /// True if the element that has just been entered is an empty one: `<a/>`.
    pub(super) empty: bool,
    /// The value of an attribute, if that is the next value, and where it stands.
    pub(super) value: Option<(&'a str, usize)>,
    /// The lists and maps that have been entered.
    pub(super) collections: Vec<Collection<'a>>,
    /// The number of structures, lists and maps that have been entered.
    pub(super) depth: u32,
}

/// A list or map.
#[derive(Clone, Copy, Debug)]
pub(super) struct Collection<'a> {
    /// The name of its items or entries.
    pub(super) name: &'a str,
    /// True if they have no element around them.
    pub(super) flattened: bool,
    pub(super) place: Place,
    pub(super) row: Row,
}

/// The place of the cursor in a list or map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the first item or entry, of which nothing has been read.
    First,
    /// Between two of them.
    Between,
    /// In an entry of which the value is read.
    Within,
}

/// A location in a document, right behind the start of an element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark<'a> {
    name: &'a str,
    at: usize,
    attributes: (usize, usize),
    empty: bool,
}

impl<'a> Reader<'a> {
    /// A reader at the start of a document, after its byte order mark.
    pub(crate) fn new(document: &'a [u8]) -> Result<Self, Error> {
        let text = std::str::from_utf8(document)
            .map_err(|error| Error::caused(error.valid_up_to(), "not UTF-8", error).of("XML"))?;
        Ok(Self::of(text))
    }

    /// The same for a document that is UTF-8.
    pub(crate) fn of(text: &'a str) -> Self {
        let mark = '\u{feff}';
        Self {
            text,
            at: if text.starts_with(mark) {
                mark.len_utf8()
            } else {
                0
            },
            open: Vec::with_capacity(16),
            attributes: (0, 0),
            empty: false,
            value: None,
            collections: Vec::new(),
            depth: 0,
        }
    }

    /// Enters the root of the document, and returns its name.
    pub(crate) fn root(&mut self) -> Result<&'a str, Error> {
        self.skip_misc()?;
        match self.rest() {
            [b'<', b'/', ..] => Err(self.unexpected("an element")),
            [b'<', ..] => self.start_tag(),
            _ => Err(self.unexpected("an element")),
        }
    }

    /// Enters the next element within the one that was entered last, and returns its name; `None`
    /// at the end of that one, which it then leaves. Text between elements means nothing.
    #[inline]
    pub(crate) fn next_element(&mut self) -> Result<Option<&'a str>, Error> {
        self.attributes = (0, 0);
        if self.empty {
            self.empty = false;
            self.open.pop();
            return Ok(None);
        }
        loop {
            self.at += space_length(self.rest());
            match self.rest() {
                [b'<', b'/', ..] => return self.end_tag().map(|()| None),
                [b'<', b'!' | b'?', ..] => self.skip_markup()?,
                [b'<', ..] => return self.start_tag().map(Some),
                // The root was read as a member.
                [] if self.open.is_empty() => return Ok(None),
                _ => self.skip_text()?,
            }
        }
    }

    /// Enters an element from its `<`.
    #[inline]
    fn start_tag(&mut self) -> Result<&'a str, Error> {
        let start = self.at + 1;
        let length = name_length(self.text.as_bytes().get(start..).unwrap_or_default());
        if length == 0 {
            self.at = start;
            return Err(self.unexpected("the name of an element"));
        }
        self.at = start + length;
        let name = self.since(start);
        if self.open.len() >= MAX_OPEN {
            return Err(self.too_deep());
        }
        self.open.push(name);
        if self.peek() == Some(b'>') {
            self.at += 1;
        } else {
            self.attributes()?;
        }
        Ok(name)
    }

    /// Leaves an element from its `</`.
    #[inline]
    pub(super) fn end_tag(&mut self) -> Result<(), Error> {
        let name = self.open.pop().unwrap_or_default();
        let rest = self.rest().get(2..).unwrap_or_default();
        if let Some([b'>', ..]) = rest.strip_prefix(name.as_bytes()) {
            self.at += name.len() + 3;
            return Ok(());
        }
        self.other_end_tag(name)
    }

    /// Leaves an element whose end has white space in it, or is not the right one.
    #[cold]
    fn other_end_tag(&mut self, name: &str) -> Result<(), Error> {
        let rest = self.rest().get(2..).unwrap_or_default();
        let length = name_length(rest);
        if rest.get(..length) != Some(name.as_bytes()) {
            let name = crate::codec::wording::shown(name);
            return Err(self.error(format!("expected `</{name}>`")));
        }
        self.at += 2 + length;
        self.at += space_length(self.rest());
        if self.peek() != Some(b'>') {
            return Err(self.unexpected("`>`"));
        }
        self.at += 1;
        Ok(())
    }

    /// Enters the next element if it has that name. Text and comments before it mean nothing.
    #[inline]
    pub(super) fn next_sibling(&mut self, name: &str) -> Result<bool, Error> {
        let space = space_length(self.rest());
        let rest = self.rest().get(space..).unwrap_or_default();
        let behind = rest
            .strip_prefix(b"<")
            .and_then(|rest| rest.strip_prefix(name.as_bytes()));
        if behind.is_none_or(|behind| name_length(behind) > 0) {
            return match rest {
                [b'<', b'!' | b'?', ..] => self.sibling_behind_text(name),
                [] | [b'<', ..] => Ok(false),
                _ => self.sibling_behind_text(name),
            };
        }
        self.at += space;
        self.start_tag().map(|_| true)
    }

    /// The same where text or markup comes before the next element.
    #[cold]
    fn sibling_behind_text(&mut self, name: &str) -> Result<bool, Error> {
        loop {
            self.skip_misc()?;
            match self.rest() {
                [] | [b'<', ..] => return self.next_sibling(name),
                _ => self.skip_text()?,
            }
        }
    }

    /// Reads over the value that comes next.
    pub(super) fn skip_value(&mut self) -> Result<(), Error> {
        if self.value.take().is_some() {
            return Ok(());
        }
        let level = self.open.len();
        while self.open.len() >= level {
            self.next_element()?;
        }
        Ok(())
    }

    /// Enters a structure, list or map.
    #[inline]
    pub(super) fn deeper(&mut self) -> Result<(), Error> {
        if self.depth >= MAX_DEPTH {
            return Err(self.too_deep());
        }
        self.depth += 1;
        Ok(())
    }

    /// The location of the element that has just been entered.
    pub(super) fn mark(&self) -> Mark<'a> {
        Mark {
            name: self.open.last().copied().unwrap_or_default(),
            at: self.at,
            attributes: self.attributes,
            empty: self.empty,
        }
    }

    /// Enters an element again that has been left.
    pub(super) fn return_to(&mut self, mark: Mark<'a>) {
        self.open.push(mark.name);
        self.at = mark.at;
        self.attributes = mark.attributes;
        self.empty = mark.empty;
    }

    #[inline]
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The rest of the document.
    #[inline]
    pub(super) fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// The part of the document from `start` up to the next byte.
    #[inline]
    pub(super) fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    #[cold]
    fn too_deep(&self) -> Error {
        self.error("values are nested too deeply".to_owned())
    }

    /// An error at the next byte.
    #[cold]
    pub(super) fn error(&self, message: String) -> Error {
        Error::at(self.at.min(self.text.len()), message).of("XML")
    }

    #[cold]
    pub(super) fn unexpected(&self, expected: &'static str) -> Error {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let offset = self.at.min(self.text.len());
        Error::unexpected(offset, expected, rest.chars().next()).of("XML")
    }
}
