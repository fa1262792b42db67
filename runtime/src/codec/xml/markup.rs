//! Attributes, comments and other markup around elements.

use super::scan::{markup_at, name_length, space_length};
use super::{Error, Reader, names};

impl<'a> Reader<'a> {
    /// Reads the rest of a start tag behind its name, and remembers where the attributes stand.
    pub(super) fn attributes(&mut self) -> Result<(), Error> {
        let start = self.at;
        loop {
            let space = space_length(self.rest());
            self.at += space;
            match self.rest() {
                [b'>', ..] => {
                    self.attributes = (start, self.at);
                    self.at += 1;
                    return Ok(());
                }
                [b'/', b'>', ..] => {
                    self.attributes = (start, self.at);
                    self.empty = true;
                    self.at += 2;
                    return Ok(());
                }
                _ if space > 0 => self.one_attribute().map(drop)?,
                _ => return Err(self.unexpected("`>`")),
            }
        }
    }

    /// Reads an attribute: its name, its value between quotes, and where that stands.
    fn one_attribute(&mut self) -> Result<(&'a str, (&'a str, usize)), Error> {
        let start = self.at;
        self.at += name_length(self.rest());
        let name = self.since(start);
        if name.is_empty() {
            return Err(self.unexpected("the name of an attribute"));
        }
        self.at += space_length(self.rest());
        if self.peek() != Some(b'=') {
            return Err(self.unexpected("`=`"));
        }
        self.at += 1;
        self.at += space_length(self.rest());
        let quote = match self.peek() {
            Some(quote @ (b'"' | b'\'')) => quote,
            _ => return Err(self.unexpected("a quote")),
        };
        self.at += 1;
        let start = self.at;
        let ends = |byte: &u8| *byte == quote || *byte == b'<';
        let length = self.rest().iter().position(ends);
        self.at += length.unwrap_or(self.rest().len());
        if self.peek() != Some(quote) {
            return Err(self.unexpected("the rest of an attribute"));
        }
        let value = self.since(start);
        self.at += 1;
        Ok((name, (value, start)))
    }

    /// The next attribute of the element that has just been entered: its name and its value.
    pub(super) fn next_attribute(&mut self) -> Option<(&'a str, (&'a str, usize))> {
        let (start, end) = self.attributes;
        let behind = std::mem::replace(&mut self.at, start);
        self.at += space_length(self.rest());
        // They have been read before, so that this finds no error.
        let attribute = (self.at < end).then(|| self.one_attribute().ok()).flatten();
        self.attributes.0 = if attribute.is_some() { self.at } else { end };
        self.at = behind;
        attribute
    }

    /// Reads over the element that has just been entered if an attribute says that it has no value:
    /// `xsi:nil="true"`.
    #[inline]
    pub(super) fn is_nil(&mut self) -> Result<bool, Error> {
        if self.attributes.0 >= self.attributes.1 {
            return Ok(false);
        }
        self.says_nil()
    }

    #[cold]
    fn says_nil(&mut self) -> Result<bool, Error> {
        let attributes = self.attributes;
        while let Some((name, (value, _))) = self.next_attribute() {
            if names::local(name) == Some("nil") && matches!(value, "true" | "1") {
                return self.skip_value().map(|()| true);
            }
        }
        self.attributes = attributes;
        Ok(false)
    }

    /// Reads over what may stand around elements: white space, comments and processing
    /// instructions.
    pub(super) fn skip_misc(&mut self) -> Result<(), Error> {
        loop {
            self.at += space_length(self.rest());
            match self.rest() {
                [b'<', b'!' | b'?', ..] => self.skip_markup()?,
                _ => return Ok(()),
            }
        }
    }

    /// Reads over a comment, a processing instruction or a section of characters.
    #[cold]
    pub(super) fn skip_markup(&mut self) -> Result<(), Error> {
        let rest = self.rest();
        if rest.starts_with(b"<?") {
            self.up_to("<?", "?>", "the rest of a processing instruction")?;
        } else if rest.starts_with(b"<!--") {
            self.up_to("<!--", "-->", "the rest of a comment")?;
        } else if rest.starts_with(b"<![CDATA[") && !self.open.is_empty() {
            self.characters()?;
        } else if rest.starts_with(b"<!DOCTYPE") {
            return Err(self.error("document type definitions are not allowed".to_owned()));
        } else {
            return Err(self.unexpected("an element"));
        }
        Ok(())
    }

    /// Reads a section of characters that stand for themselves.
    pub(super) fn characters(&mut self) -> Result<&'a str, Error> {
        self.up_to("<![CDATA[", "]]>", "the rest of a section of characters")
    }

    /// Reads from the mark that comes next to the one that ends it.
    fn up_to(&mut self, from: &str, to: &str, expected: &'static str) -> Result<&'a str, Error> {
        let start = self.at + from.len();
        let rest = self.text.get(start..).unwrap_or_default();
        let Some(length) = rest.find(to) else {
            self.at = self.text.len();
            return Err(self.unexpected(expected));
        };
        self.at = start + length + to.len();
        Ok(rest.get(..length).unwrap_or_default())
    }

    /// Reads over text between elements.
    #[cold]
    pub(super) fn skip_text(&mut self) -> Result<(), Error> {
        let length = markup_at(self.rest());
        self.at += length;
        match self.peek() {
            Some(b'&') => self.reference().map(drop),
            Some(_) => Ok(()),
            None => Err(self.unexpected("the end of an element")),
        }
    }
}
