//! The names that the code of a page uses, and the `use` lines it needs for them.

use std::collections::BTreeSet;

use crate::emit::page::code::WIDTH;
use crate::plan::operation::Operation;
use crate::plan::page::Shapes;
use crate::plan::ty::{Home, TypeRef};

/// How code of one operation's page calls things.
#[derive(Clone, Debug)]
pub(super) struct Names<'a> {
    /// The crate or module around the code: `hammersmith_batch`.
    root: &'a str,
    operation: &'a Operation,
    shapes: &'a Shapes<'a>,
    uses: BTreeSet<Use>,
}

/// Something that a `use` line brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    Types,
}

impl<'a> Names<'a> {
    pub(super) fn new(root: &'a str, operation: &'a Operation, shapes: &'a Shapes<'a>) -> Self {
        Self {
            root,
            operation,
            shapes,
            uses: BTreeSet::new(),
        }
    }

    pub(super) fn shapes(&self) -> &'a Shapes<'a> {
        self.shapes
    }

    /// A type, by its name alone where nothing else has it.
    pub(super) fn ty(&mut self, ty: &TypeRef) -> String {
        let operation = self.operation;
        let taken = [
            &operation.input.ty.name,
            &operation.output.ty.name,
            &operation.symbol,
        ];
        match &ty.home {
            Home::Types if ty.name != "Operation" && !taken.contains(&&ty.name) => {
                self.uses.insert(Use::Types);
                ty.name.clone()
            }
            Home::Operation(_) => ty.name.clone(),
            home => format!("{}::{}::{}", self.root, home.path().join("::"), ty.name),
        }
    }

    /// A value of an enum: the first that is not deprecated.
    pub(super) fn enumeration(&mut self, ty: &TypeRef) -> String {
        let name = self.ty(ty);
        let known = self.shapes.enumeration(ty);
        let variants = known
            .map(|found| found.variants.as_slice())
            .unwrap_or_default();
        let current = variants.iter().find(|variant| variant.deprecated.is_none());
        match current.or(variants.first()) {
            Some(variant) => format!("{name}::{}", variant.name),
            None => format!("{name}::from(\"string\")"),
        }
    }

    /// The `use` lines for `items` of the operation's module and for `code`.
    pub(super) fn uses(&self, items: &[&str], code: &[String]) -> Vec<String> {
        let root = self.root;
        let module = &self.operation.module;
        let path = format!("{root}::operation::{module}");
        let mut lines = match items {
            [item] => vec![format!("use {path}::{item};")],
            items => {
                let line = format!("use {path}::{{{}}};", items.join(", "));
                match line.len() <= WIDTH {
                    true => vec![line],
                    false => vec![
                        format!("use {path}::{{"),
                        format!("    {},", items.join(", ")),
                        "};".to_owned(),
                    ],
                }
            }
        };
        if code.iter().any(|line| {
            line.contains("primitives::") && !line.contains("hammersmith::primitives::")
        }) {
            lines.push(format!("use {root}::primitives;"));
        }
        if self.uses.contains(&Use::Types) {
            lines.push(format!("use {root}::types::*;"));
        }
        lines
    }
}
