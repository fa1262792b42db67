//! The rows of a structure or union: its members with their names and traits.

use aws_smithy_types::date_time::Format;

use super::Flags;
use super::argument::split_trait;

/// The members of a structure or union, in the order of the model.
///
/// The table is parsed at compile time from a string with one line per member, which is
/// [`Structure::MEMBERS`](super::Structure::MEMBERS). It holds offsets into that string instead of
/// pointers, so that a program pays for a member with a few bytes of data and no relocations.
#[derive(Debug)]
pub struct Table<E: ?Sized = [Entry]> {
    pub(super) text: &'static str,
    /// The name of a union, as a range of the string; empty for a structure.
    pub(super) name: (u32, u32),
    /// The entry of the structure itself, as a whole document; 0 if it has no traits.
    pub(super) own: u16,
    /// The number of entries that are members. The entries after them describe the contents of
    /// lists and maps.
    pub(super) members: u16,
    /// The flags of all members together.
    pub(super) flags: Flags,
    pub(super) entries: E,
}

/// One row of a [`Table`], as offsets into its string.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The offset of the name in the model, which includes its quotes and the colon after it.
    pub(super) key: u32,
    pub(super) flags: Flags,
    pub(super) key_length: u16,
    /// The name in Rust follows the key and a space.
    pub(super) rust_length: u16,
    /// The offset of the traits, and their length.
    pub(super) traits: u32,
    pub(super) traits_length: u16,
    /// The offset of the name by `@jsonName` or `@xmlName` from the start of the traits, and its
    /// length with quotes. A protocol has one of the two.
    pub(super) other: u16,
    pub(super) other_length: u16,
    /// The entry of what a list or map holds; 0 if it has no traits.
    pub(super) held: u16,
    /// The entry of the keys of a map; 0 if they have no traits.
    pub(super) keys: u16,
    /// The [`mark`] of the key.
    pub(super) mark: u16,
}

impl Entry {
    pub(super) const EMPTY: Self = Self {
        key: 0,
        flags: Flags(0),
        key_length: 0,
        rust_length: 0,
        traits: 0,
        traits_length: 0,
        other: 0,
        other_length: 0,
        held: 0,
        keys: 0,
        mark: 0,
    };
}

/// Bits of the three bytes after the quote that a key starts with. No key is shorter: after a name
/// of one letter come a quote and a colon.
#[inline]
pub(super) const fn mark(start: [u8; 4]) -> u16 {
    let start = u32::from_le_bytes(start);
    ((start >> 8) ^ (start >> 20)) as u16
}

/// The difference in length between the key of an entry and the name in it.
pub(super) const QUOTES_AND_COLON: usize = 3;

/// The table of the row that is used where the model says nothing: an item of a list, or a whole
/// document.
static NOTHING: Table<[Entry; 1]> = Table {
    text: "",
    name: (0, 0),
    own: 0,
    members: 0,
    flags: Flags::NONE,
    entries: [Entry::EMPTY],
};

impl Table {
    /// The table of a structure without members.
    pub const fn none() -> &'static Self {
        &NOTHING
    }

    /// The number of members.
    #[inline]
    pub fn len(&self) -> usize {
        usize::from(self.members)
    }

    /// True if there are no members.
    pub fn is_empty(&self) -> bool {
        self.members == 0
    }

    /// True if this describes a union.
    #[inline]
    pub fn is_union(&self) -> bool {
        self.name.0 != self.name.1
    }

    /// The name of the union; empty for a structure.
    pub fn union_name(&'static self) -> &'static str {
        let (start, end) = (self.name.0 as usize, self.name.1 as usize);
        self.text.get(start..end).unwrap_or_default()
    }

    /// The flags of all members together.
    #[inline]
    pub(crate) fn flags(&self) -> Flags {
        self.flags
    }

    /// The row of a member, by its index in the model; `None` beyond the last.
    #[inline]
    pub fn row(&'static self, member: usize) -> Option<Row> {
        if member >= self.len() {
            return None;
        }
        let entry = self.entries.get(member)?;
        Some(Row { table: self, entry })
    }

    /// The member with whose key, quotes and colon included, the JSON document starts, and the
    /// length of that key. Members from `hint` on are looked at first: the ones between are unset
    /// most often.
    #[inline]
    pub(crate) fn starts(&self, document: &[u8], hint: usize) -> Option<(usize, usize)> {
        let mark = mark(*document.first_chunk()?);
        if hint < self.len()
            && let Some(entry) = self.entries.get(hint)
            && entry.mark == mark
            && self.is_start(entry, document)
        {
            return Some((hint, usize::from(entry.key_length)));
        }
        let place = self.search(mark, document, hint)?;
        Some((place, usize::from(self.entries.get(place)?.key_length)))
    }

    #[inline(never)]
    fn search(&self, mark: u16, document: &[u8], hint: usize) -> Option<usize> {
        let is = |entry: &Entry| entry.mark == mark && self.is_start(entry, document);
        let members = self.entries.get(..self.len())?;
        let (before, behind) = members.split_at_checked(hint).unwrap_or((members, &[]));
        match behind.iter().position(is) {
            Some(place) => Some(before.len() + place),
            None => before.iter().position(is),
        }
    }

    /// True if the document starts with that key.
    #[inline]
    fn is_start(&self, entry: &Entry, document: &[u8]) -> bool {
        let start = entry.key as usize;
        let key = self
            .text
            .as_bytes()
            .get(start..start + usize::from(entry.key_length));
        key.is_some_and(|key| document.starts_with(key)) && !entry.flags.any(Flags::JSON_NAME)
    }

    /// The index of the member whose name in a JSON document, without its quotes, is that one.
    /// Members from `hint` on are looked at first.
    pub(crate) fn position(&'static self, name: &str, hint: usize) -> Option<usize> {
        if self.flags.any(Flags::JSON_NAME) {
            return self.rows().position(|row| row.escaped_json_name() == name);
        }
        let members = self.entries.get(..self.len())?;
        let (before, behind) = members.split_at_checked(hint).unwrap_or((members, &[]));
        // Few names have the same length, so that most are told apart without a look at the text.
        let is = |entry: &Entry| {
            usize::from(entry.key_length) == name.len() + QUOTES_AND_COLON
                && self
                    .text
                    .as_bytes()
                    .get(entry.key as usize + 1..)
                    .is_some_and(|text| text.starts_with(name.as_bytes()))
        };
        match behind.iter().position(is) {
            Some(place) => Some(before.len() + place),
            None => before.iter().position(is),
        }
    }

    /// The index of a row, if it is that of a member of this structure.
    #[inline]
    pub(crate) fn place(&self, row: Row) -> Option<usize> {
        // Rows are told apart by where their entries stand, since two members may say the same.
        let start = self.entries.as_ptr().addr();
        let bytes = std::ptr::from_ref(row.entry).addr().checked_sub(start)?;
        let place = bytes / size_of::<Entry>();
        (place < self.len()).then_some(place)
    }

    /// The rows of all members.
    pub fn rows(&'static self) -> impl Iterator<Item = Row> + Clone {
        let members = self.entries.get(..self.len()).unwrap_or_default();
        members.iter().map(move |entry| Row { table: self, entry })
    }
}

/// The model's facts about a member, an item of a list, a key or value of a map, or a document.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub(super) table: &'static Table,
    pub(super) entry: &'static Entry,
}

impl Row {
    /// A row without names and traits.
    #[inline]
    pub fn nothing() -> Self {
        let [entry] = &NOTHING.entries;
        Self {
            table: &NOTHING,
            entry,
        }
    }

    /// True if both are the same row of the same table.
    #[inline]
    pub(crate) fn is(self, other: Self) -> bool {
        std::ptr::eq(self.entry, other.entry)
    }

    /// True if this is the row of a member, rather than of what a list or map holds.
    #[inline]
    pub fn is_member(self) -> bool {
        self.entry.key_length > 0
    }

    /// The name of the model as it stands in a JSON document: quoted, with a colon after it. Empty
    /// if the row is not a member.
    #[inline]
    pub(crate) fn key(self) -> &'static str {
        let start = self.entry.key as usize;
        let end = start + usize::from(self.entry.key_length);
        self.table.text.get(start..end).unwrap_or_default()
    }

    /// [`key`](Self::key) as bytes.
    #[inline]
    pub(crate) fn key_bytes(self) -> &'static [u8] {
        let start = self.entry.key as usize;
        let end = start + usize::from(self.entry.key_length);
        self.table
            .text
            .as_bytes()
            .get(start..end)
            .unwrap_or_default()
    }

    /// [`key`](Self::key) with the bytes after it, and its own length. `None` at the end of the
    /// table's string.
    #[inline]
    pub(crate) fn key_block(self) -> Option<(&'static [u8; 32], usize)> {
        let rest = self.table.text.as_bytes().get(self.entry.key as usize..)?;
        Some((rest.first_chunk()?, usize::from(self.entry.key_length)))
    }

    /// The name of the model, escaped as in a JSON document.
    #[inline]
    pub(crate) fn escaped_name(self) -> &'static str {
        unquoted(self.key())
    }

    /// The name by `@jsonName`, with its quotes, where the row has that trait.
    pub(crate) fn json_key(self) -> Option<&'static str> {
        if self.has(Flags::JSON_NAME) {
            self.other_name()
        } else {
            None
        }
    }

    /// The name by `@jsonName` or `@xmlName`, with its quotes.
    pub(super) fn other_name(self) -> Option<&'static str> {
        let start = usize::from(self.entry.other);
        let end = start + usize::from(self.entry.other_length);
        self.traits().get(start..end)
    }

    /// The name by `@jsonName`, or else that of the model; escaped as in a JSON document.
    #[inline]
    pub(crate) fn escaped_json_name(self) -> &'static str {
        match self.json_key() {
            Some(key) => unquoted(key),
            None => self.escaped_name(),
        }
    }

    /// The name in Rust: of the field, or of the variant of a union.
    pub fn rust_name(self) -> &'static str {
        let start = self.entry.key as usize + usize::from(self.entry.key_length) + 1;
        let end = start + usize::from(self.entry.rust_length);
        self.table.text.get(start..end).unwrap_or_default()
    }

    fn traits(self) -> &'static str {
        let start = self.entry.traits as usize;
        let end = start + usize::from(self.entry.traits_length);
        self.table.text.get(start..end).unwrap_or_default()
    }

    /// True if the row has any of these traits.
    #[inline]
    pub(crate) fn has(self, flags: Flags) -> bool {
        self.entry.flags.any(flags)
    }

    /// True if the traits tell that this is a list or map: they have those of its contents.
    pub(crate) fn is_list(self) -> bool {
        self.entry.held > 0
    }

    /// The row of what a list or map holds.
    #[inline]
    pub fn held(self) -> Self {
        self.inner(self.entry.held)
    }

    /// The row of the keys of a map.
    #[inline]
    pub fn keys(self) -> Self {
        self.inner(self.entry.keys)
    }

    #[inline]
    fn inner(self, index: u16) -> Self {
        if index == 0 {
            return Self::nothing();
        }
        match self.table.entries.get(usize::from(index)) {
            Some(entry) => Self { entry, ..self },
            None => Self::nothing(),
        }
    }

    /// The format by `@timestampFormat`.
    #[inline]
    pub(crate) fn format(self) -> Option<Format> {
        if self.has(Flags::EPOCH_SECONDS) {
            Some(Format::EpochSeconds)
        } else if self.has(Flags::DATE_TIME) {
            Some(Format::DateTime)
        } else if self.has(Flags::HTTP_DATE) {
            Some(Format::HttpDate)
        } else {
            None
        }
    }

    /// The argument of a trait, e.g. `1, 128` of `@length(1, 128)`. For traits with a string: the
    /// string as it stands between its quotes.
    pub(crate) fn argument(self, name: &str) -> Option<&'static str> {
        self.raw_argument(name).map(unquoted)
    }

    /// The text in the parentheses behind the name of a trait.
    pub(super) fn raw_argument(self, name: &str) -> Option<&'static str> {
        let mut rest = self.traits();
        while let Some(at) = rest.find('@') {
            let (found, behind) = split_trait(rest.get(at + 1..)?);
            if found.0 == name {
                return Some(found.1);
            }
            rest = behind;
        }
        None
    }

    /// Two numbers of a trait such as `@length(1, 128)`; a missing bound is an empty
    /// string.
    pub(crate) fn bounds(self, name: &str) -> Option<(&'static str, &'static str)> {
        let (min, max) = self.argument(name)?.split_once(',')?;
        Some((min.trim(), max.trim()))
    }
}

/// A string without its quotes, and the colon that may follow them.
#[inline]
pub(super) fn unquoted(text: &'static str) -> &'static str {
    let text = text.strip_suffix(':').unwrap_or(text);
    let inner = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    inner.unwrap_or(text)
}
