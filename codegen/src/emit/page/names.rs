//! The names that the code of a page uses, and the `use` lines it needs for them.

use crate::emit::page::code::WIDTH;
use crate::name;
use crate::plan::operation::Operation;
use crate::plan::shapes::Shapes;
use crate::plan::ty::{TypeModule, TypeRef};

/// The names of the prelude that code of a page may use.
const PRELUDE: [&str; 9] = [
    "Box", "Default", "Err", "None", "Ok", "Option", "Some", "String", "Vec",
];

/// The names that the code of one operation's page uses.
#[derive(Clone, Debug)]
pub(super) struct Names<'a> {
    /// The crate or module around the code: `hammersmith_batch`.
    root: &'a str,
    operation: &'a Operation,
    shapes: &'a Shapes<'a>,
    /// True if a type of `types` has been named.
    uses_types: bool,
    /// True if one of them has a name of the prelude, so that they are not imported by name.
    shadows: bool,
}

impl<'a> Names<'a> {
    pub(super) fn new(root: &'a str, operation: &'a Operation, shapes: &'a Shapes<'a>) -> Self {
        Self {
            root,
            operation,
            shapes,
            uses_types: false,
            shadows: shapes.names().any(|name| PRELUDE.contains(&name)),
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
        match &ty.module {
            TypeModule::Types if self.shadows => {
                self.uses_types = true;
                format!("types::{}", ty.name)
            }
            TypeModule::Types if !taken.contains(&&ty.name) => {
                self.uses_types = true;
                ty.name.clone()
            }
            TypeModule::Operation(_) => ty.name.clone(),
            module => format!("{}::{}::{}", self.root, module.path().join("::"), ty.name),
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
        let module = name::ident(&self.operation.module);
        let path = format!("{root}::operation::{module}");
        let mut lines = match items {
            [] => Vec::new(),
            [item] => vec![format!("use {path}::{item};")],
            items => {
                let line = format!("use {path}::{{{}}};", items.join(", "));
                if line.len() <= WIDTH {
                    vec![line]
                } else {
                    vec![
                        format!("use {path}::{{"),
                        format!("    {},", items.join(", ")),
                        "};".to_owned(),
                    ]
                }
            }
        };
        let primitives = |line: &String| {
            let line = line.replace("hammersmith::primitives::", "");
            line.contains("primitives::")
        };
        if code.iter().any(primitives) {
            lines.push(format!("use {root}::primitives;"));
        }
        match (self.uses_types, self.shadows) {
            (false, _) => {}
            (true, true) => lines.push(format!("use {root}::types;")),
            (true, false) => lines.push(format!("use {root}::types::*;")),
        }
        lines
    }
}
