//! The shapes that become types, and those that are written and read.

use std::collections::BTreeSet;

use crate::model::{Model, Shape, ShapeId, ShapeKind};

/// The shapes that the selected operations reach.
#[derive(Debug, Default)]
pub(crate) struct Reach {
    /// Structures, unions and enums that become types of their own.
    pub(crate) types: BTreeSet<ShapeId>,
    /// Those an input reaches.
    pub(crate) serialized: BTreeSet<ShapeId>,
    /// Those that outputs and errors hold. An error is one of them only if something holds it.
    pub(crate) parsed: BTreeSet<ShapeId>,
}

impl Reach {
    /// Walks from the inputs, outputs and errors of operations.
    pub(crate) fn of(model: &Model, operations: &[ShapeId], service_errors: &[ShapeId]) -> Self {
        let mut reach = Self::default();
        let mut errors: BTreeSet<&ShapeId> = service_errors.iter().collect();
        for id in operations {
            let Some(ShapeKind::Operation(operation)) = model.shape(id).map(|shape| &shape.kind)
            else {
                continue;
            };
            walk_members(model, operation.input.as_ref(), &mut reach.serialized);
            walk_members(model, operation.output.as_ref(), &mut reach.parsed);
            errors.extend(&operation.errors);
        }
        for error in &errors {
            walk_members(model, Some(error), &mut reach.parsed);
        }
        reach.types = reach.serialized.union(&reach.parsed).cloned().collect();
        reach.types.extend(errors.into_iter().cloned());
        reach
    }
}

/// Walks what the members of an input or output hold; the structure itself is not a type.
fn walk_members(model: &Model, root: Option<&ShapeId>, seen: &mut BTreeSet<ShapeId>) {
    if let Some(shape) = root.and_then(|id| model.shape(id)) {
        for target in targets(shape) {
            walk(model, target, seen);
        }
    }
}

fn walk(model: &Model, start: &ShapeId, seen: &mut BTreeSet<ShapeId>) {
    // Lists and maps are passed through, so a set of its own keeps the walk finite.
    let mut passed = BTreeSet::new();
    let mut stack = vec![start];
    while let Some(id) = stack.pop() {
        let Some(shape) = model.shape(id) else {
            continue;
        };
        if id.namespace() == "smithy.api" || !passed.insert(id) {
            continue;
        }
        let is_type = matches!(
            shape.kind,
            ShapeKind::Structure { .. } | ShapeKind::Union { .. } | ShapeKind::Enum(_)
        );
        if is_type && !seen.insert(id.clone()) {
            continue;
        }
        stack.extend(targets(shape));
    }
}

fn targets(shape: &Shape) -> Vec<&ShapeId> {
    match &shape.kind {
        ShapeKind::Structure { members } | ShapeKind::Union { members } => {
            members.iter().map(|member| &member.target).collect()
        }
        ShapeKind::List { member } => vec![&member.target],
        ShapeKind::Map { key, value } => vec![&key.target, &value.target],
        _ => Vec::new(),
    }
}
