//! The writer to which a generated structure passes its members.

use super::{Flags, Kind, Sink, Table, Value};
use crate::http::Binding;

/// The members of a structure or union that is being written.
#[derive(Debug)]
pub struct Members<'a, K> {
    table: &'static Table,
    to: &'a mut K,
    top: Top<'a>,
}

/// The special treatment of members of the outermost structure.
#[derive(Debug)]
pub(crate) enum Top<'a> {
    /// Nothing.
    Plain,
    /// Some of them do not stand in the document.
    Bound(&'a mut Binding),
    /// Some of them are not written: these, by index.
    #[cfg(feature = "serde")]
    Hidden(&'a [usize]),
}

impl<'a, K: Sink> Members<'a, K> {
    #[inline]
    pub(crate) fn new(table: &'static Table, to: &'a mut K, top: Top<'a>) -> Self {
        Self { table, to, top }
    }

    /// Writes the member at that index of the table, if it is set.
    pub fn put<V: Value>(&mut self, member: usize, value: &V) {
        if let Some(row) = self.table.row(member)
            && !self.top.hides(member)
        {
            V::Kind::put(value, row, self.to);
        }
    }

    /// Writes a member that may stand in any part of a request.
    pub fn bound<V: Value>(&mut self, member: usize, value: &V) {
        let Top::Bound(binding) = &mut self.top else {
            return self.put(member, value);
        };
        let Some(row) = self.table.row(member) else {
            return;
        };
        if row.has(Flags::HOST_LABEL) {
            binding.begin(row, true);
            V::Kind::bind(value, binding);
        }
        if !binding.takes(row) {
            return V::Kind::put(value, row, self.to);
        }
        binding.begin(row, false);
        if row.has(Flags::PAYLOAD) {
            V::Kind::payload(value, binding, self.to);
        } else {
            V::Kind::bind(value, binding);
        }
    }

    /// Writes a member of a union that holds nothing.
    pub fn unit(&mut self, member: usize) {
        if let Some(row) = self.table.row(member) {
            self.to.begin_structure(row, Table::none());
            self.to.end_structure();
        }
    }

    /// Refuses a member of a union that this version does not know.
    pub fn unknown(&mut self) {
        self.to.unknown_variant(self.table.union_name());
    }
}

impl Top<'_> {
    /// True if the member is not written.
    #[inline]
    fn hides(&self, member: usize) -> bool {
        #[cfg(feature = "serde")]
        if let Top::Hidden(hidden) = self {
            return hidden.contains(&member);
        }
        let _ = member;
        false
    }
}
