//! Which members have been read.

/// Which members a structure has been given.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    few: [u64; 2],
    more: Vec<u64>,
}

impl Seen {
    /// Notes whether the member is set now: a second value may be null.
    #[inline]
    pub(crate) fn set(&mut self, member: usize, found: bool) {
        match self.few.get_mut(member / 64) {
            Some(word) => set_bit(word, member, found),
            None => self.set_more(member, found),
        }
    }

    #[cold]
    #[inline(never)]
    fn set_more(&mut self, member: usize, found: bool) {
        let word = member / 64 - self.few.len();
        if found && self.more.len() <= word {
            self.more.resize(word + 1, 0);
        }
        if let Some(word) = self.more.get_mut(word) {
            set_bit(word, member, found);
        }
    }

    pub(crate) fn contains(&self, member: usize) -> bool {
        let word = member / 64;
        let word = match word.checked_sub(self.few.len()) {
            None => self.few.get(word),
            Some(word) => self.more.get(word),
        };
        word.is_some_and(|word| word >> (member % 64) & 1 == 1)
    }
}

#[inline]
fn set_bit(word: &mut u64, member: usize, found: bool) {
    let bit = 1 << (member % 64);
    *word = if found { *word | bit } else { *word & !bit };
}
