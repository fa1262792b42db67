//! The content of all files of a model, before it is assembled.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::super::ShapeId;
use super::super::assemble::draft::{Draft, Statement};

/// The content of all files together.
#[derive(Debug, Default)]
pub(crate) struct Documents {
    pub(crate) drafts: Vec<Draft>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) metadata: Vec<(usize, Map<String, Value>)>,
    pub(crate) names: Names,
}

/// The IDs seen so far, each in memory once.
#[derive(Debug, Default)]
pub(crate) struct Names {
    known: HashMap<Box<str>, ShapeId>,
    /// Shapes whose definition is invalid, so that they have no draft. References to them are not
    /// reported as missing.
    pub(crate) broken: HashSet<ShapeId>,
}

impl Names {
    /// Parses an ID.
    pub(super) fn id(&mut self, text: &str) -> Option<ShapeId> {
        if let Some(id) = self.known.get(text) {
            return Some(id.clone());
        }
        let id: ShapeId = text.parse().ok()?;
        self.known.insert(text.into(), id.clone());
        Some(id)
    }
}
