//! The set of members that have been read.

/// The set of members that have been read and are not null.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    few: u128,
    /// Those that have no bit in `few`.
    more: Vec<usize>,
}

impl Seen {
    /// Notes whether the member is set now: a second value may be null.
    #[inline]
    pub(crate) fn set(&mut self, member: usize, found: bool) {
        match one_bit(member) {
            Some(bit) if found => self.few |= bit,
            Some(bit) => self.few &= !bit,
            None => self.set_more(member, found),
        }
    }

    #[cold]
    fn set_more(&mut self, member: usize, found: bool) {
        self.more.retain(|other| *other != member);
        if found {
            self.more.push(member);
        }
    }

    pub(crate) fn contains(&self, member: usize) -> bool {
        match one_bit(member) {
            Some(bit) => self.few & bit != 0,
            None => self.more.contains(&member),
        }
    }
}

/// The bit of a member; `None` for those that come so late that a number has none for them.
#[inline]
fn one_bit(member: usize) -> Option<u128> {
    1u128.checked_shl(member.try_into().ok()?)
}
