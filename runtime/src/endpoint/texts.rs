//! Strings that an evaluation makes, and that live as long as it does.

use std::cell::OnceCell;

/// A list of strings that only grows, so that what it returns can be kept.
#[derive(Debug, Default)]
pub(super) struct Texts {
    text: OnceCell<String>,
    more: OnceCell<Box<Self>>,
}

impl Texts {
    /// Keeps a string.
    pub(super) fn keep(&self, text: String) -> &str {
        let mut here = self;
        while here.text.get().is_some() {
            here = here.more.get_or_init(Box::default);
        }
        here.text.get_or_init(|| text)
    }
}
