//! Code that collects the values that `Debug` leaves out: a function for each type of an output
//! that holds sensitive values.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use hammersmith_codegen::plan::shapes::Shapes;
use hammersmith_codegen::plan::structure::Structure;
use hammersmith_codegen::plan::ty::{Type, TypeRef};
use hammersmith_codegen::plan::union::Union;

use super::code::path;

/// Writes the functions that are asked for, and those below them.
#[derive(Debug)]
pub(super) struct Secrets<'a> {
    shapes: &'a Shapes<'a>,
    known: BTreeSet<TypeRef>,
    /// The functions.
    pub(super) functions: String,
}

impl<'a> Secrets<'a> {
    /// Without any function yet.
    pub(super) fn new(shapes: &'a Shapes<'a>) -> Self {
        Self {
            shapes,
            known: BTreeSet::new(),
            functions: String::new(),
        }
    }

    /// The name of the function of a type, unless nothing in it is sensitive.
    pub(super) fn function(&mut self, ty: &TypeRef) -> Option<String> {
        if !self.holds(ty, &mut BTreeSet::new()) {
            return None;
        }
        let path = path(ty);
        let name = format!("secrets_{}", path.replace("::", "_").replace("r#", ""));
        if self.known.insert(ty.clone()) {
            let body = match (self.shapes.structure(ty), self.shapes.union(ty)) {
                (Some(structure), _) => self.structure(structure),
                (None, Some(union)) => self.union(&path, union),
                (None, None) => String::new(),
            };
            let _ = write!(
                self.functions,
                "fn {name}(value: &{path}, found: &mut Vec<String>) {{\n{body}}}\n\n"
            );
        }
        Some(name)
    }

    /// True if anything below a type is sensitive; `seen` are the types that are looked at already.
    fn holds(&self, ty: &TypeRef, seen: &mut BTreeSet<TypeRef>) -> bool {
        if !seen.insert(ty.clone()) {
            return false;
        }
        if let Some(structure) = self.shapes.structure(ty) {
            let mut fields = structure.fields.iter();
            structure.redacts() || fields.any(|field| self.is_secret(&field.ty, seen))
        } else if let Some(union) = self.shapes.union(ty) {
            let mut types = union.variants.iter().filter_map(|it| it.ty.as_ref());
            union.redacts() || types.any(|ty| self.is_secret(ty, seen))
        } else {
            let enumeration = self.shapes.enumeration(ty);
            enumeration.is_some_and(|enumeration| enumeration.sensitive)
        }
    }

    fn is_secret(&self, ty: &Type, seen: &mut BTreeSet<TypeRef>) -> bool {
        match ty {
            Type::Structure(ty) | Type::Union(ty) | Type::Enumeration(ty) => self.holds(ty, seen),
            Type::List { element, .. } => self.is_secret(element, seen),
            Type::Map { value, .. } => self.is_secret(value, seen),
            Type::Boxed(inner) => self.is_secret(inner, seen),
            _ => false,
        }
    }

    fn structure(&mut self, structure: &Structure) -> String {
        let mut body = String::new();
        for field in &structure.fields {
            let name = &field.name.ident;
            if structure.sensitive || field.sensitive_directly {
                let _ = writeln!(body, "    found.push(format!(\"{{:?}}\", value.{name}));");
            }
            let below = self.below(&field.ty);
            if below.is_empty() {
                continue;
            }
            let _ = if field.is_optional() {
                writeln!(body, "    if let Some(it) = &value.{name} {{ {below} }}")
            } else {
                writeln!(body, "    let it = &value.{name};\n    {below}")
            };
        }
        body
    }

    fn union(&mut self, path: &str, union: &Union) -> String {
        let mut body = String::new();
        for variant in &union.variants {
            let Some(ty) = &variant.ty else { continue };
            let mut below = self.below(ty);
            if union.sensitive || variant.sensitive {
                below = format!("found.push(format!(\"{{it:?}}\")); {below}");
            }
            if !below.is_empty() {
                let name = &variant.name;
                let _ = writeln!(body, "    if let {path}::{name}(it) = value {{ {below} }}");
            }
        }
        body
    }

    /// Statements that collect what is sensitive in `it`, a reference to a value of that type.
    fn below(&mut self, ty: &Type) -> String {
        match ty {
            Type::Structure(ty) | Type::Union(ty) => match self.function(ty) {
                Some(function) => format!("{function}(it, found);"),
                None => String::new(),
            },
            Type::Enumeration(ty) => {
                if self.holds(ty, &mut BTreeSet::new()) {
                    "found.push(it.as_str().to_owned());".to_owned()
                } else {
                    String::new()
                }
            }
            Type::List { element, sparse } => self.each("it.iter()", element, *sparse),
            Type::Map { value, sparse, .. } => self.each("it.values()", value, *sparse),
            Type::Boxed(inner) => match self.below(inner) {
                below if below.is_empty() => below,
                below => format!("let it = &**it; {below}"),
            },
            _ => String::new(),
        }
    }

    fn each(&mut self, items: &str, ty: &Type, sparse: bool) -> String {
        let below = self.below(ty);
        let flat = if sparse { ".flatten()" } else { "" };
        if below.is_empty() {
            below
        } else {
            format!("for it in {items}{flat} {{ {below} }}")
        }
    }
}
