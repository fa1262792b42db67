//! The lists and maps that are open, and how much is left of each.

/// The maximum depth of lists and maps that the model knows.
const MAX_DEPTH: usize = 128;

/// The items or entries that are left of a list or map without a definite length.
pub(super) const INDEFINITE: usize = usize::MAX;

/// A stack of what is left.
#[derive(Clone, Debug)]
pub(super) struct Open {
    /// Those around the innermost one.
    around: [usize; MAX_DEPTH],
    depth: usize,
    /// The items or entries that are left of the innermost one.
    left: usize,
}

impl Open {
    pub(super) fn new() -> Self {
        Self {
            around: [0; MAX_DEPTH],
            depth: 0,
            left: 0,
        }
    }

    /// Enters a list or map; false if that is too deep.
    #[inline]
    pub(super) fn push(&mut self, left: usize) -> bool {
        let Some(around) = self.around.get_mut(self.depth) else {
            return false;
        };
        *around = self.left;
        self.depth += 1;
        self.left = left;
        true
    }

    /// Leaves the innermost list or map.
    #[inline]
    pub(super) fn pop(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.left = self.around.get(self.depth).copied().unwrap_or_default();
    }

    /// The items or entries that are left of the innermost list or map.
    #[inline]
    pub(super) fn left(&self) -> usize {
        self.left
    }

    /// Takes one item or entry of the innermost list or map, whose length is definite.
    #[inline]
    pub(super) fn take(&mut self) {
        self.left -= 1;
    }
}
