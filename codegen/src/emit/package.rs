//! The result of emitting: a tree of modules, whose contents are printed when they are asked for.
//!
//! Tokens cannot be sent from one thread to another. What a module holds is therefore a closure
//! over the plan, and the thread that needs the tokens calls it.

use std::fmt;

use proc_macro2::TokenStream;

use crate::emit::place::Place;
use crate::emit::{inline, shorten};

/// A part of a module that is printed on demand, on any thread.
type Lazy<'p, T> = Box<dyn Fn() -> T + Send + Sync + 'p>;

/// The items of a module.
pub(crate) struct Items<'p>(Option<Lazy<'p, TokenStream>>);

impl<'p> Items<'p> {
    /// No items.
    pub(crate) fn none() -> Self {
        Self(None)
    }

    /// Items that `print` prints. There is at least one: a module without any may be left out.
    pub(crate) fn new(print: impl Fn() -> TokenStream + Send + Sync + 'p) -> Self {
        Self(Some(Box::new(print)))
    }

    /// The items if `present`.
    pub(crate) fn when(present: bool, print: impl Fn() -> TokenStream + Send + Sync + 'p) -> Self {
        if present {
            Self::new(print)
        } else {
            Self::none()
        }
    }
}

/// When a module is part of the generated code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Always.
    Always,
    /// With the client only.
    Client,
    /// With the traits of `serde` only.
    Serde,
    /// With the parts that fakes need only.
    Fake,
}

/// The code that can name a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// Everybody.
    Public,
    /// Its parent, which re-exports its items.
    Private,
}

/// A module and what is below it.
pub struct Module<'p> {
    /// Its name; empty for the root.
    pub name: String,
    /// Its documentation, as Markdown.
    pub docs: String,
    /// Documentation that is long enough for a file of its own, as Markdown; its links are
    /// relative to the module.
    page: Option<Lazy<'p, String>>,
    /// The code that can name it.
    pub visibility: Visibility,
    /// When it is there.
    pub gate: Gate,
    /// Its items, without the modules below it.
    items: Items<'p>,
    /// The modules below it, ordered by name.
    pub children: Vec<Module<'p>>,
}

impl<'p> Module<'p> {
    /// A module others can name.
    pub(crate) fn public(name: &str, docs: &str, items: Items<'p>) -> Self {
        Self {
            name: name.to_owned(),
            docs: docs.to_owned(),
            page: None,
            visibility: Visibility::Public,
            gate: Gate::Always,
            items,
            children: Vec::new(),
        }
    }

    /// A module whose items are re-exported by its parent.
    pub(crate) fn private(name: &str, items: Items<'p>) -> Self {
        Self {
            visibility: Visibility::Private,
            ..Self::public(name, "", items)
        }
    }

    /// Prints its items, without the modules below it. `path` are the names from the root down to
    /// it.
    ///
    /// In a procedural macro, tokens belong to the thread that expands the macro: do not call this
    /// on another.
    pub fn items(&self, path: &[&str]) -> TokenStream {
        let Some(print) = &self.items.0 else {
            return TokenStream::new();
        };
        let children = self.children.iter().map(|child| child.name.as_str());
        let children: Vec<&str> = children.collect();
        let place = Place {
            path,
            children: &children,
        };
        shorten::shorten(&place, inline::inline(print()))
    }

    /// Prints its page, if it has one.
    pub fn page(&self) -> Option<String> {
        self.page.as_ref().map(|print| print())
    }

    /// True if it has a page.
    pub fn has_page(&self) -> bool {
        self.page.is_some()
    }

    /// The same tree without modules that hold nothing, unless others can name them.
    pub(crate) fn pruned(mut self) -> Self {
        self.children = self
            .children
            .into_iter()
            .map(Self::pruned)
            .filter(|child| child.visibility == Visibility::Public || !child.is_empty())
            .collect();
        self
    }

    /// True if the module has neither items nor modules below it.
    pub(crate) fn is_empty(&self) -> bool {
        self.items.0.is_none() && self.children.is_empty()
    }

    /// The same module, documented by a page in place of a line.
    pub(crate) fn documented(mut self, page: impl Fn() -> String + Send + Sync + 'p) -> Self {
        self.docs.clear();
        self.page = Some(Box::new(page));
        self
    }

    /// The same module, there only with that.
    pub(crate) fn gated(mut self, gate: Gate) -> Self {
        self.gate = gate;
        self
    }

    /// The same module, with modules below it.
    pub(crate) fn with(mut self, mut children: Vec<Module<'p>>) -> Self {
        self.children.append(&mut children);
        self.children.sort_by(|a, b| a.name.cmp(&b.name));
        self
    }
}

impl fmt::Debug for Module<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Module")
            .field("name", &self.name)
            .field("visibility", &self.visibility)
            .field("gate", &self.gate)
            .field("children", &self.children)
            .finish_non_exhaustive()
    }
}
