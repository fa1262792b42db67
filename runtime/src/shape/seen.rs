//! The set of members that have been read.

/// The set of members that have been read and are not null.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    few: [u64; 2],
    /// Those that have no bit in `few`.
    more: Vec<usize>,
}

impl Seen {
    /// Notes whether the member is set now: a second value may be null.
    #[inline]
    pub(crate) fn set(&mut self, member: usize, found: bool) {
        match self.few.get_mut(member / 64) {
            Some(word) => {
                let bit = member % 64;
                *word = *word & !(1 << bit) | u64::from(found) << bit;
            }
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

    #[inline]
    pub(crate) fn contains(&self, member: usize) -> bool {
        match self.few.get(member / 64) {
            Some(word) => word >> (member % 64) & 1 == 1,
            None => self.more.contains(&member),
        }
    }
}
