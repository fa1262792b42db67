//! From drafts to complete shapes: merged, applied, upgraded, flattened.

mod apply;
pub(crate) mod draft;
mod enumeration;
mod finish;
mod merge;
mod mixin;
mod upgrade;

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::load::Documents;
use super::load::report::Report;
use super::{Shape, ShapeId, prelude};
use draft::Draft;

/// Complete shapes, in the order in which the files define them.
#[derive(Debug)]
pub(crate) struct Assembled {
    pub(crate) shapes: Vec<Shape>,
    pub(crate) metadata: Map<String, Value>,
    /// Shapes that are missing because their definition is invalid, which has been reported.
    pub(crate) broken: HashSet<ShapeId>,
}

/// Assembles the shapes of all files.
pub(crate) fn assemble(documents: Documents, report: &mut Report) -> Assembled {
    let mut broken = documents.names.broken;
    let metadata = merge::metadata(documents.metadata, report);
    let mut drafts = merge::drafts(documents.drafts, report);
    apply::statements(documents.statements, &mut drafts, &broken, report);
    upgrade::defaults(&mut drafts);
    mixin::flatten(&mut drafts, &mut broken, report);
    for draft in &mut drafts.list {
        enumeration::upgrade(draft);
    }
    let mut shapes = Vec::with_capacity(drafts.list.len());
    for draft in drafts.list {
        let id = draft.id.clone();
        match finish::shape(draft, report) {
            Some(shape) => shapes.push(shape),
            None => {
                broken.insert(id);
            }
        }
    }
    Assembled {
        shapes,
        metadata,
        broken,
    }
}

/// Drafts, indexed by their IDs.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    list: Vec<Draft>,
    places: HashMap<ShapeId, usize>,
}

impl Drafts {
    fn get(&self, id: &ShapeId) -> Option<&Draft> {
        self.list.get(*self.places.get(id)?)
    }

    fn get_mut(&mut self, id: &ShapeId) -> Option<&mut Draft> {
        self.list.get_mut(*self.places.get(id)?)
    }

    fn push(&mut self, draft: Draft) {
        self.places.insert(draft.id.clone(), self.list.len());
        self.list.push(draft);
    }
}

/// Help for an unknown ID: similar IDs.
pub(crate) fn near<'a>(
    wanted: &ShapeId,
    ids: impl IntoIterator<Item = &'a ShapeId>,
) -> Option<String> {
    // Names are compared without their namespaces, since a common namespace makes all IDs similar.
    let prelude: Vec<ShapeId> = prelude::shapes().into_iter().map(|s| s.id).collect();
    let mut all: Vec<&ShapeId> = ids.into_iter().collect();
    all.extend(&prelude);
    let names = crate::suggest::closest(wanted.name(), all.iter().map(|id| id.name()), 3);
    let mut meant: Vec<&ShapeId> = Vec::new();
    for name in names {
        let mut same: Vec<&&ShapeId> = all.iter().filter(|id| id.name() == name).collect();
        same.sort_by_key(|id| id.namespace() != wanted.namespace());
        meant.extend(same.into_iter().copied().filter(|id| *id != wanted).take(2));
    }
    meant.truncate(3);
    crate::suggest::question(&meant)
}
