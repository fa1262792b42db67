//! The named types of a plan, by name.

use std::collections::BTreeMap;

use crate::plan::enumeration::Enumeration;
use crate::plan::operation::Operation;
use crate::plan::structure::Structure;
use crate::plan::ty::TypeRef;
use crate::plan::union::Union;

/// The named types of a plan, quick to look up.
#[derive(Clone, Debug, Default)]
pub struct Shapes<'p> {
    structures: BTreeMap<&'p TypeRef, &'p Structure>,
    unions: BTreeMap<&'p TypeRef, &'p Union>,
    enumerations: BTreeMap<&'p TypeRef, &'p Enumeration>,
}

impl<'p> Shapes<'p> {
    /// Those of the parts of a plan.
    pub(crate) fn new(
        operations: &'p [Operation],
        structures: &'p [Structure],
        unions: &'p [Union],
        enumerations: &'p [Enumeration],
    ) -> Self {
        let operations = operations.iter();
        let io = operations.flat_map(|operation| [&operation.input, &operation.output]);
        let structures = structures.iter().chain(io);
        Self {
            structures: structures.map(|item| (&item.ty, item)).collect(),
            unions: unions.iter().map(|item| (&item.ty, item)).collect(),
            enumerations: enumerations.iter().map(|item| (&item.ty, item)).collect(),
        }
    }

    /// The structure of that name: one of `types`, or the input or output of an operation.
    pub fn structure(&self, ty: &TypeRef) -> Option<&'p Structure> {
        self.structures.get(ty).copied()
    }

    /// The union of that name.
    pub fn union(&self, ty: &TypeRef) -> Option<&'p Union> {
        self.unions.get(ty).copied()
    }

    /// The enum of that name.
    pub fn enumeration(&self, ty: &TypeRef) -> Option<&'p Enumeration> {
        self.enumerations.get(ty).copied()
    }

    /// The Rust names of all of them.
    pub fn names(&self) -> impl Iterator<Item = &'p str> {
        let structures = self.structures.keys().chain(self.unions.keys());
        let types = structures.chain(self.enumerations.keys());
        types.map(|ty| ty.name.as_str())
    }
}
