//! Shapes as they are before they are complete.

use super::super::load::locate::Spot;
use super::super::{Member, Resource, Service, ShapeId, ShapeType, Traits};

/// The version a file is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    V1,
    V2,
}

/// A shape as its file has it: mixins named, not flattened.
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
    /// Traits that `apply` statements give to members that mixins bring.
    pub(crate) later: Vec<(String, Traits)>,
    pub(crate) file: usize,
    pub(crate) version: Version,
}

/// What a service, operation or resource consists of.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Entity {
    None,
    Service(Service),
    Operation(OperationDraft),
    Resource(Box<Resource>),
}

/// An operation that may leave its input and output to its mixins.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct OperationDraft {
    pub(crate) input: Option<ShapeId>,
    pub(crate) output: Option<ShapeId>,
    pub(crate) errors: Vec<ShapeId>,
}

impl Draft {
    /// Whether it is the same but for traits, wherever it was read from.
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

    /// Whether it is the same altogether, wherever it was read from.
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
    /// Where it stands.
    pub(crate) fn spot(&self) -> Spot {
        Spot::InFile {
            file: self.file,
            way: vec!["shapes".to_owned(), self.target.to_string()],
        }
    }
}
