//! Values that an evaluation makes, and that live as long as it does.

use std::cell::OnceCell;

use super::Value;

/// A list that only grows, so that what it returns can be kept.
#[derive(Debug)]
struct Kept<T> {
    item: OnceCell<T>,
    more: OnceCell<Box<Self>>,
}

impl<T> Kept<T> {
    const fn new() -> Self {
        Self {
            item: OnceCell::new(),
            more: OnceCell::new(),
        }
    }

    fn keep(&self, item: T) -> &T {
        let mut here = self;
        while here.item.get().is_some() {
            here = here.more.get_or_init(|| Box::new(Self::new()));
        }
        here.item.get_or_init(|| item)
    }
}

/// Strings and lists that no parameter and no rule has.
#[derive(Debug)]
pub(super) struct Texts<'v> {
    texts: Kept<String>,
    lists: Kept<Vec<Value<'v>>>,
    objects: Kept<Vec<(&'static str, Value<'v>)>>,
}

impl<'v> Texts<'v> {
    pub(super) const fn new() -> Self {
        Self {
            texts: Kept::new(),
            lists: Kept::new(),
            objects: Kept::new(),
        }
    }

    /// Keeps a string.
    pub(super) fn text(&'v self, text: String) -> Value<'v> {
        Value::String(self.texts.keep(text))
    }

    /// Keeps a list.
    pub(super) fn list(&'v self, items: impl Iterator<Item = Value<'v>>) -> Value<'v> {
        Value::List(self.lists.keep(items.collect()))
    }

    /// Keeps values with names.
    pub(super) fn object(
        &'v self,
        members: impl Iterator<Item = (&'static str, Value<'v>)>,
    ) -> Value<'v> {
        Value::Object(self.objects.keep(members.collect()))
    }
}
