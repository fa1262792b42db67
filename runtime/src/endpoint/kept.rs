//! Values that an evaluation makes, and that live as long as it does.

use std::cell::OnceCell;

/// A list that only grows, so that what it returns can be kept.
#[derive(Debug)]
pub(super) struct Kept<T> {
    item: OnceCell<T>,
    more: OnceCell<Box<Self>>,
}

impl<T> Kept<T> {
    /// An empty list.
    pub(super) const fn new() -> Self {
        Self {
            item: OnceCell::new(),
            more: OnceCell::new(),
        }
    }

    /// Adds an item.
    pub(super) fn keep(&self, item: T) -> &T {
        let mut here = self;
        while here.item.get().is_some() {
            here = here.more.get_or_init(|| Box::new(Self::new()));
        }
        here.item.get_or_init(|| item)
    }
}
