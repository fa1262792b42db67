//! Members by the bytes of their names.

use super::table::{Entry, QUOTES_AND_COLON, Table};

impl Table {
    /// The index of the member whose name in the model is these bytes, if that has no escapes. The
    /// member at `hint` is looked at first.
    #[inline]
    pub(crate) fn named(&self, name: &[u8], hint: usize) -> Option<usize> {
        let members = self.entries.get(..self.len())?;
        let text = self.text.as_bytes();
        let is = |entry: &Entry| {
            let start = entry.key as usize + 1;
            usize::from(entry.key_length) == name.len() + QUOTES_AND_COLON
                && text.get(start..start + name.len()) == Some(name)
        };
        // Most documents have the members in the order of the model.
        if members.get(hint).is_some_and(is) {
            return Some(hint);
        }
        members.iter().position(is)
    }
}
