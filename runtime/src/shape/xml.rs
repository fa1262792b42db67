//! Names in XML documents.

use super::flags::Flags;
use super::table::{Entry, Row, Table, unquoted};

/// The quotes and the colon of a key.
const QUOTES_AND_COLON: usize = 3;

impl Table {
    /// The row of the structure or union itself, as a whole document.
    pub(crate) fn root(&'static self) -> Row {
        match self.entries.get(usize::from(self.own)) {
            Some(entry) if self.own > 0 => Row { table: self, entry },
            _ => Row::nothing(),
        }
    }

    /// The index of the member whose name in an XML document is that one. Members from `hint` on
    /// are looked at first: they mostly come in the order of the model.
    #[inline]
    pub(crate) fn xml_position(&'static self, name: &str, hint: usize) -> Option<usize> {
        let members = self.entries.get(..self.len())?;
        let (before, behind) = members.split_at_checked(hint).unwrap_or((members, &[]));
        let text = self.text.as_bytes();
        let is = |entry: &'static Entry| {
            if entry.flags.any(Flags::XML_NAME) {
                return Row { table: self, entry }.xml_name() == name;
            }
            // Few names have the same length, so that most are told apart without a look at the
            // text.
            usize::from(entry.key_length) == name.len() + QUOTES_AND_COLON
                && text
                    .get(entry.key as usize + 1..)
                    .is_some_and(|text| text.starts_with(name.as_bytes()))
        };
        match behind.iter().position(is) {
            Some(place) => Some(before.len() + place),
            None => before.iter().position(is),
        }
    }
}

impl Row {
    /// True if the one member of the structure is the root of the document.
    pub(crate) fn is_unwrapped(self) -> bool {
        // Such a structure has no name, so that others are told without a search.
        !self.has(Flags::XML_NAME) && self.argument("s3UnwrappedXmlOutput").is_some()
    }

    /// The name by `@xmlName`, or else that of the model. Empty if the row is not a member and has
    /// no such name.
    #[inline]
    pub(crate) fn xml_name(self) -> &'static str {
        if !self.has(Flags::XML_NAME) {
            let start = self.entry.key as usize + 1;
            let length = usize::from(self.entry.key_length).saturating_sub(QUOTES_AND_COLON);
            return self
                .table
                .text
                .get(start..start + length)
                .unwrap_or_default();
        }
        self.other_name().map(unquoted).unwrap_or_default()
    }

    /// The URI and the prefix of the namespace that the element declares; the prefix may be empty.
    pub(crate) fn xml_namespace(self) -> Option<(&'static str, &'static str)> {
        if !self.has(Flags::XML_NAMESPACE) {
            return None;
        }
        let strings = self.raw_argument("xmlNamespace")?;
        Some(match strings.split_once("\", \"") {
            Some((uri, prefix)) => (uri.trim_matches('"'), prefix.trim_matches('"')),
            None => (unquoted(strings), ""),
        })
    }
}
