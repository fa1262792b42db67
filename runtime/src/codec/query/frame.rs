//! The names of parameters.

use crate::shape::{Flags, Row};

/// The way parameters are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// As `awsQuery` does: `Tags.member.1.Key`.
    Aws,
    /// As `ec2Query` does: `Tag.1.Key`. Names start with a capital letter, and lists are flattened.
    Ec2,
}

/// A structure, list or map whose members, items or entries are being written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    kind: Kind,
    /// The length of the prefix without the part of this value.
    pub(super) start: usize,
    /// The number of items or entries so far.
    index: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Structure,
    List,
    Map,
}

impl Frame {
    /// A structure.
    #[inline]
    pub(super) fn structure(start: usize) -> Self {
        let kind = Kind::Structure;
        let index = 0;
        Self { kind, start, index }
    }

    /// A list.
    pub(super) fn list(start: usize) -> Self {
        let kind = Kind::List;
        Self {
            kind,
            ..Self::structure(start)
        }
    }

    /// A map.
    pub(super) fn map(start: usize) -> Self {
        let kind = Kind::Map;
        Self {
            kind,
            ..Self::structure(start)
        }
    }

    /// Appends the name of the next value: that of a member, the number of an item, or the number
    /// of an entry and the name of its value.
    #[inline]
    pub(super) fn name(&mut self, style: Style, row: Row, to: &mut Vec<u8>) {
        match self.kind {
            Kind::Structure => match style {
                Style::Aws => to.extend_from_slice(row.xml_name().as_bytes()),
                Style::Ec2 => ec2_name(row, to),
            },
            Kind::List => self.next(to),
            Kind::Map => self.entry(style, row, "value", to),
        }
    }

    /// Appends the number of the next entry and the name of its key.
    pub(super) fn key(&mut self, style: Style, row: Row, to: &mut Vec<u8>) {
        self.index += 1;
        self.entry(style, row, "key", to);
    }

    fn entry(&mut self, style: Style, row: Row, default: &str, to: &mut Vec<u8>) {
        self.number(to);
        to.push(b'.');
        let name = row.xml_name();
        let name = if name.is_empty() { default } else { name };
        match style {
            Style::Aws => to.extend_from_slice(name.as_bytes()),
            Style::Ec2 => capitalised(name, to),
        }
    }

    fn next(&mut self, to: &mut Vec<u8>) {
        self.index += 1;
        self.number(to);
    }

    fn number(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(itoa::Buffer::new().format(self.index).as_bytes());
    }
}

/// Appends the name of a member: by `@ec2QueryName`, or else that in XML, with a capital letter.
pub(super) fn ec2_name(row: Row, to: &mut Vec<u8>) {
    if row.has(Flags::EC2_NAME)
        && let Some(name) = row.argument("ec2QueryName")
    {
        return to.extend_from_slice(name.as_bytes());
    }
    capitalised(row.xml_name(), to);
}

pub(super) fn capitalised(name: &str, to: &mut Vec<u8>) {
    let start = to.len();
    to.extend_from_slice(name.as_bytes());
    if let Some(first) = to.get_mut(start) {
        first.make_ascii_uppercase();
    }
}
