//! Which members have to be boxed, so that no structure holds itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Member, Model, ShapeId, ShapeKind};
use crate::plan::graph;

/// How many members may be looked at to choose the smallest on each cycle. Beyond that, all members
/// on cycles are boxed: models of AWS need some thousands at most.
const LOOKS: usize = 2_000_000;

/// A member that holds another structure or union directly.
struct Edge {
    member: ShapeId,
    target: usize,
}

/// The members to box: on every cycle, the one with the smallest id, until no cycle is left.
pub(crate) fn boxed_members(model: &Model, types: &BTreeSet<ShapeId>) -> BTreeSet<ShapeId> {
    let mut graph = Graph::of(model, types);
    let mut boxed = BTreeSet::new();
    let mut looks = LOOKS;
    let mut cyclic = graph.cyclic((0..graph.edges.len()).collect());
    // Cycles of one component have nothing to do with those of another.
    while let Some(nodes) = cyclic.pop() {
        let looked = nodes.iter().map(|node| graph.edges_of(*node).len() + 1);
        let looked: usize = looked.sum();
        match looks.checked_sub(looked) {
            Some(left) => looks = left,
            None => {
                boxed.extend(graph.members_within(&nodes));
                continue;
            }
        }
        if let Some(member) = graph.cycle(&nodes).into_iter().min() {
            graph.remove(&nodes, &member);
            boxed.insert(member);
            cyclic.extend(graph.cyclic(nodes));
        }
    }
    boxed
}

/// Structures and unions in the order of their ids, and their members.
struct Graph {
    edges: Vec<Vec<Edge>>,
}

impl Graph {
    fn of(model: &Model, types: &BTreeSet<ShapeId>) -> Self {
        let nodes = types.iter().enumerate();
        let places: BTreeMap<&ShapeId, usize> = nodes.map(|(place, id)| (id, place)).collect();
        let held = |member: &Member| {
            Some(Edge {
                member: member.id.clone(),
                target: *places.get(&member.target)?,
            })
        };
        let edges = types.iter().map(|id| match model.shape(id) {
            Some(shape) => match &shape.kind {
                ShapeKind::Structure { members } | ShapeKind::Union { members } => {
                    members.iter().filter_map(held).collect()
                }
                _ => Vec::new(),
            },
            None => Vec::new(),
        });
        Self {
            edges: edges.collect(),
        }
    }

    fn edges_of(&self, node: usize) -> &[Edge] {
        self.edges.get(node).map(Vec::as_slice).unwrap_or_default()
    }

    /// The components of some nodes that have cycles, each in the order of its nodes.
    fn cyclic(&self, nodes: Vec<usize>) -> Vec<Vec<usize>> {
        let places: BTreeMap<usize, usize> = nodes.iter().copied().zip(0..).collect();
        let targets = nodes.iter().map(|node| {
            let targets = self.edges_of(*node).iter();
            let targets = targets.filter_map(|edge| places.get(&edge.target).copied());
            targets.collect::<Vec<usize>>()
        });
        let targets: Vec<Vec<usize>> = targets.collect();
        let mut found = Vec::new();
        for component in graph::components(&targets) {
            let of_itself = |place: &usize| targets.get(*place).is_some_and(|t| t.contains(place));
            if component.len() > 1 || component.iter().all(of_itself) {
                let ids = component.iter().filter_map(|place| nodes.get(*place));
                let mut ids: Vec<usize> = ids.copied().collect();
                ids.sort_unstable();
                found.push(ids);
            }
        }
        found
    }

    /// The members along one cycle through the first of the nodes of a component.
    fn cycle(&self, nodes: &[usize]) -> Vec<ShapeId> {
        let Some(start) = nodes.first().copied() else {
            return Vec::new();
        };
        // From where, and through which member, each node was reached first.
        let mut reached: BTreeMap<usize, (usize, &ShapeId)> = BTreeMap::new();
        let mut stack = vec![start];
        while let Some(node) = stack.pop() {
            for edge in self.edges_of(node) {
                if edge.target == start {
                    let mut members = vec![edge.member.clone()];
                    let mut at = node;
                    while let Some((before, member)) = reached.get(&at) {
                        members.push((*member).clone());
                        at = *before;
                    }
                    return members;
                }
                let is_inside = nodes.binary_search(&edge.target).is_ok();
                if is_inside && !reached.contains_key(&edge.target) {
                    reached.insert(edge.target, (node, &edge.member));
                    stack.push(edge.target);
                }
            }
        }
        Vec::new()
    }

    fn remove(&mut self, nodes: &[usize], member: &ShapeId) {
        for node in nodes {
            if let Some(edges) = self.edges.get_mut(*node) {
                edges.retain(|edge| edge.member != *member);
            }
        }
    }

    /// The members that lead from one node to another.
    fn members_within(&self, nodes: &[usize]) -> Vec<ShapeId> {
        let edges = nodes.iter().flat_map(|node| self.edges_of(*node));
        let inside = edges.filter(|edge| nodes.binary_search(&edge.target).is_ok());
        inside.map(|edge| edge.member.clone()).collect()
    }
}
