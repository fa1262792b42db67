//! The operations that a service binds, and the shapes that operations reach.

use std::collections::HashSet;

use super::{Model, Operation, Shape, ShapeId, ShapeKind};

/// An operation of a service, and how it is bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationBinding {
    /// The operation.
    pub operation: ShapeId,
    /// The resources between the service and the operation, the outermost
    /// first. Empty if the service binds the operation itself.
    pub resources: Vec<ShapeId>,
}

/// The operations of a service, each once, in model order.
pub(super) fn operations(model: &Model, service: &ShapeId) -> Vec<OperationBinding> {
    let Some(found) = model.shape(service).and_then(Shape::as_service) else {
        return Vec::new();
    };
    let bound = found.operations.iter().map(|operation| OperationBinding {
        operation: operation.clone(),
        resources: Vec::new(),
    });
    let mut bindings: Vec<OperationBinding> = bound.collect();
    let ways = found.resources.iter().map(|id| vec![id.clone()]);
    below(model, ways.collect(), &mut bindings);
    ordered(model, bindings)
}

/// The operations of a resource and of those below it, each once, in model
/// order.
pub(super) fn operations_of_resource(model: &Model, resource: &ShapeId) -> Vec<OperationBinding> {
    let mut bindings = Vec::new();
    below(model, vec![vec![resource.clone()]], &mut bindings);
    ordered(model, bindings)
}

/// Adds the operations of the resources at the ends of these paths, and of the resources below
/// them.
fn below(model: &Model, ways: Vec<Vec<ShapeId>>, bindings: &mut Vec<OperationBinding>) {
    let mut seen = HashSet::new();
    let mut next = ways;
    // The last entry is processed first.
    next.reverse();
    while let Some(way) = next.pop() {
        let Some(id) = way.last().filter(|id| seen.insert((*id).clone())) else {
            continue;
        };
        let Some(resource) = model.shape(id).and_then(Shape::as_resource) else {
            continue;
        };
        for operation in resource.bound_operations() {
            bindings.push(OperationBinding {
                operation: operation.clone(),
                resources: way.clone(),
            });
        }
        for child in resource.resources.iter().rev() {
            let mut way = way.clone();
            way.push(child.clone());
            next.push(way);
        }
    }
}

/// Sorts the operations in model order, and keeps the first binding of each.
fn ordered(model: &Model, bindings: Vec<OperationBinding>) -> Vec<OperationBinding> {
    let mut seen = HashSet::new();
    let mut placed: Vec<(usize, OperationBinding)> = bindings
        .into_iter()
        .filter(|binding| seen.insert(binding.operation.clone()))
        .filter_map(|binding| Some((model.place(&binding.operation)?, binding)))
        .collect();
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, binding)| binding).collect()
}

/// All shapes that the operations and the errors reach, including themselves, without the prelude.
pub(super) fn reached<'a>(
    model: &'a Model,
    start: impl IntoIterator<Item = &'a ShapeId>,
) -> HashSet<ShapeId> {
    let mut reached = HashSet::new();
    let mut next: Vec<&ShapeId> = start.into_iter().collect();
    while let Some(id) = next.pop() {
        if model.place(id).is_none() || !reached.insert(id.clone()) {
            continue;
        }
        let Some(shape) = model.shape(id) else {
            continue;
        };
        match &shape.kind {
            ShapeKind::Operation(Operation {
                input,
                output,
                errors,
            }) => next.extend(input.iter().chain(output).chain(errors)),
            _ => next.extend(shape.members().map(|member| &member.target)),
        }
    }
    reached
}
