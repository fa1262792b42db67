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

/// Where in the tree a module is.
pub(crate) struct Place<'a> {
    /// The names of the modules from the root down to it.
    pub(crate) path: &'a [String],
    /// The modules below it.
    pub(crate) children: &'a [Module],
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
    pub(crate) fn map_items(self, change: &dyn Fn(&Place<'_>, TokenStream) -> TokenStream) -> Self {
        self.mapped(&mut Vec::new(), change)
    }

    fn mapped(
        mut self,
        path: &mut Vec<String>,
        change: &dyn Fn(&Place<'_>, TokenStream) -> TokenStream,
    ) -> Self {
        let place = Place {
            path,
            children: &self.children,
        };
        self.items = change(&place, std::mem::take(&mut self.items));
        let children = self.children.into_iter().map(|child| {
            path.push(child.name.clone());
            let child = child.mapped(path, change);
            path.pop();
            child
        });
        self.children = children.collect();
        self
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
        self.items.is_empty() && self.children.is_empty()
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
