//! What emitting gives: a tree of modules, as tokens.

use proc_macro2::TokenStream;

/// When a module is part of the generated code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Always.
    Always,
    /// With the client only.
    Client,
    /// With the traits of `serde` only.
    Serde,
}

/// Who can name a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// Everybody.
    Public,
    /// Its parent, which re-exports its items.
    Private,
}

/// A module and what is below it.
#[derive(Clone, Debug)]
pub struct Module {
    /// Its name; empty for the root.
    pub name: String,
    /// Its documentation, as Markdown.
    pub docs: String,
    /// Documentation that is long enough for a file of its own, as Markdown; its links are
    /// relative to the module.
    pub page: Option<String>,
    /// Who can name it.
    pub visibility: Visibility,
    /// When it is there.
    pub gate: Gate,
    /// Its items, without the modules below it.
    pub items: TokenStream,
    /// The modules below it, ordered by name.
    pub children: Vec<Module>,
}

impl Module {
    /// A module others can name.
    pub(crate) fn public(name: &str, docs: &str, items: TokenStream) -> Self {
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
    pub(crate) fn private(name: &str, items: TokenStream) -> Self {
        Self {
            visibility: Visibility::Private,
            ..Self::public(name, "", items)
        }
    }

    /// The same tree with the items of every module changed.
    pub(crate) fn map_items(mut self, change: &dyn Fn(TokenStream) -> TokenStream) -> Self {
        self.items = change(self.items);
        self.children = self
            .children
            .into_iter()
            .map(|child| child.map_items(change))
            .collect();
        self
    }

    /// The same module, documented by a page in place of a line.
    pub(crate) fn documented(mut self, page: Option<String>) -> Self {
        if page.is_some() {
            self.docs.clear();
            self.page = page;
        }
        self
    }

    /// The same module, there only with that.
    pub(crate) fn gated(mut self, gate: Gate) -> Self {
        self.gate = gate;
        self
    }

    /// The same module, with modules below it.
    pub(crate) fn with(mut self, mut children: Vec<Module>) -> Self {
        self.children.append(&mut children);
        self.children.sort_by(|a, b| a.name.cmp(&b.name));
        self
    }
}
