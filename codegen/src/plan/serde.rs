//! Types as data, by the traits of `serde`: each is one object, wherever its members travel.

use std::collections::BTreeSet;

use crate::plan::Plan;
use crate::plan::field::Field;
use crate::plan::http::Placement;
use crate::plan::structure::Structure;
use crate::plan::union::Union;

/// What writes the members of a structure or union.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writer {
    /// The function that writes them to the wire.
    Wire,
    /// The function that writes all members of an input, for validation.
    Inputs,
    /// A function for this.
    Own,
}

/// What writes the members of a builder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuilderWriter {
    /// What it builds, which holds the same and cannot fail.
    Built,
    /// A function for this.
    Own,
}

/// A structure and its builder.
#[derive(Clone, Copy, Debug)]
pub struct StructureData<'p> {
    /// The structure.
    pub structure: &'p Structure,
    /// What writes its members.
    pub writer: Writer,
    /// What writes those of its builder.
    pub builder: BuilderWriter,
}

impl<'p> StructureData<'p> {
    fn of(structure: &'p Structure, writer: Writer) -> Self {
        let same = !structure.fallible && structure.fields.iter().all(Field::is_optional);
        Self {
            structure,
            writer,
            builder: match same {
                true => BuilderWriter::Built,
                false => BuilderWriter::Own,
            },
        }
    }

    /// All members, each with the names it is read by.
    pub fn keys(&self) -> Vec<(&'p Field, Vec<&'p str>)> {
        let fields = self.structure.fields.iter();
        let names = fields
            .clone()
            .map(|field| [field.wire_name.as_str(), &field.member]);
        fields.zip(keys(names)).collect()
    }
}

/// Every structure: inputs, outputs and errors as well.
pub fn structures(plan: &Plan) -> Vec<StructureData<'_>> {
    let io = plan.operations.iter().flat_map(|operation| {
        let writer = match operation.is_all_body() {
            true => Writer::Wire,
            false => Writer::Inputs,
        };
        [
            StructureData::of(&operation.input, writer),
            StructureData::of(&operation.output, Writer::Own),
        ]
    });
    let others = plan.structures.iter().map(|structure| {
        let in_body = |field: &Field| field.placement == Placement::Body;
        let writer = match structure.serialized && structure.fields.iter().all(in_body) {
            true => Writer::Wire,
            false => Writer::Own,
        };
        StructureData::of(structure, writer)
    });
    io.chain(others).collect()
}

/// Whether any function that writes to the wire is used.
pub fn uses_wire(plan: &Plan, structures: &[StructureData<'_>]) -> bool {
    let mut unions = plan.unions.iter();
    structures.iter().any(|it| it.writer == Writer::Wire)
        || unions.any(|it| union_writer(it) == Writer::Wire)
}

/// What writes the member of a union.
pub fn union_writer(union: &Union) -> Writer {
    match union.serialized {
        true => Writer::Wire,
        false => Writer::Own,
    }
}

/// The names that the members of a union are read by.
pub fn union_keys(union: &Union) -> Vec<Vec<&str>> {
    let variants = union.variants.iter();
    keys(variants.map(|variant| [variant.wire_name.as_str(), &variant.member]))
}

/// The names that members are read by: the one on the wire, and that in the model unless it is the one
/// on the wire of another.
fn keys<'p>(names: impl Iterator<Item = [&'p str; 2]> + Clone) -> Vec<Vec<&'p str>> {
    let taken: BTreeSet<&str> = names.clone().map(|[wire, _]| wire).collect();
    names
        .map(|[wire, member]| match taken.contains(member) {
            true => vec![wire],
            false => vec![wire, member],
        })
        .collect()
}
