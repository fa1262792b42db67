//! Which members have to be boxed, so that no structure holds itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Member, Model, ShapeId, ShapeKind};

/// Each structure and union, with the members that hold another one directly.
type Edges = BTreeMap<ShapeId, Vec<(ShapeId, ShapeId)>>;

/// The members to box: on every cycle, the one with the smallest id, until no cycle is left.
pub(crate) fn boxed_members(model: &Model, types: &BTreeSet<ShapeId>) -> BTreeSet<ShapeId> {
    let mut edges = edges(model, types);
    let mut boxed = BTreeSet::new();
    while let Some(member) = find_cycle(&edges).into_iter().min() {
        for members in edges.values_mut() {
            members.retain(|(id, _)| *id != member);
        }
        boxed.insert(member);
    }
    boxed
}

fn edges(model: &Model, types: &BTreeSet<ShapeId>) -> Edges {
    let held = |member: &Member| {
        types
            .contains(&member.target)
            .then(|| (member.id.clone(), member.target.clone()))
    };
    types
        .iter()
        .filter_map(|id| model.shape(id))
        .filter_map(|shape| match &shape.kind {
            ShapeKind::Structure { members } | ShapeKind::Union { members } => {
                Some((shape.id.clone(), members.iter().filter_map(held).collect()))
            }
            _ => None,
        })
        .collect()
}

/// The members along one cycle, or nothing.
fn find_cycle(edges: &Edges) -> Vec<ShapeId> {
    for start in edges.keys() {
        let mut seen = BTreeSet::new();
        let mut stack = vec![(start, Vec::new())];
        while let Some((shape, path)) = stack.pop() {
            for (member, target) in edges.get(shape).into_iter().flatten() {
                let mut longer: Vec<ShapeId> = path.clone();
                longer.push(member.clone());
                if target == start {
                    return longer;
                }
                if seen.insert(target) {
                    stack.push((target, longer));
                }
            }
        }
    }
    Vec::new()
}
