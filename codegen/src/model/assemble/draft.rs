//! Shapes before their mixins are flattened.

use super::super::load::locate::Spot;
use super::super::{Member, Resource, Service, ShapeId, ShapeType, Traits};

/// The Smithy version of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    V1,
    V2,
}

/// A shape as in its file, with references to its mixins.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) id: ShapeId,
    pub(crate) shape_type: ShapeType,
    /// Members of structures, unions, enums and integer enums; `member` of
    /// lists; `key` and `value` of maps.
    pub(crate) members: Vec<Member>,
    pub(crate) entity: Entity,
    pub(crate) traits: Traits,
    pub(crate) mixins: Vec<ShapeId>,
    /// Traits of `apply` statements for members that come from mixins.
    pub(crate) later: Vec<(String, Traits)>,
    pub(crate) file: usize,
    pub(crate) version: Version,
}

/// The properties of a service, operation or resource.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Entity {
    None,
    Service(Service),
    Operation(OperationDraft),
    Resource(Box<Resource>),
}

/// An operation whose input and output may come from its mixins.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct OperationDraft {
    pub(crate) input: Option<ShapeId>,
    pub(crate) output: Option<ShapeId>,
    pub(crate) errors: Vec<ShapeId>,
}

impl Draft {
    /// True if both are equal except for traits, regardless of their files.
    pub(crate) fn has_form_of(&self, other: &Draft) -> bool {
        let member_forms = |draft: &Draft| -> Vec<(ShapeId, ShapeId)> {
            let members = draft.members.iter();
            members.map(|m| (m.id.clone(), m.target.clone())).collect()
        };
        self.shape_type == other.shape_type
            && self.entity == other.entity
            && self.mixins == other.mixins
            && member_forms(self) == member_forms(other)
    }

    /// True if both are equal, regardless of their files.
    pub(crate) fn equals(&self, other: &Draft) -> bool {
        self.has_form_of(other) && self.traits == other.traits && self.members == other.members
    }
}

/// An `apply` statement.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    pub(crate) target: ShapeId,
    pub(crate) traits: Traits,
    pub(crate) file: usize,
}

impl Statement {
    /// The location of the statement.
    pub(crate) fn spot(&self) -> Spot {
        Spot::InFile {
            file: self.file,
            way: vec!["shapes".to_owned(), self.target.to_string()],
        }
    }
}
