//! The budget of work for one pattern.

/// The steps that are left. A step is about as much work as looking at one character.
#[derive(Debug)]
pub(super) struct Steps(usize);

impl Steps {
    pub(super) fn new(steps: usize) -> Self {
        Self(steps)
    }

    /// Takes some steps. False if there are not as many left, after which there are none.
    pub(super) fn take(&mut self, steps: usize) -> bool {
        let left = self.0.checked_sub(steps);
        self.0 = left.unwrap_or_default();
        left.is_some()
    }

    /// True if no step is left.
    pub(super) fn is_over(&self) -> bool {
        self.0 == 0
    }

    /// Sets some of the steps apart for a part of the work.
    pub(super) fn part(&mut self, most: usize) -> Self {
        let part = self.0.min(most);
        self.0 -= part;
        Self(part)
    }

    /// Takes back what a part of the work has left over.
    pub(super) fn give_back(&mut self, part: Self) {
        self.0 += part.0;
    }
}
