//! The members that are boxed, so that no structure contains itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Member, Model, ShapeId, ShapeKind};
use crate::plan::graph;

/// The most members that are visited to find the smallest on each cycle. Beyond that, all members
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fmt::Write as _;

    use super::boxed_members;
    use crate::model::{self, Model, ShapeId, ShapeKind, Source};

    /// A model of structures, of which each holds others.
    fn model(edges: &[Vec<usize>]) -> Model {
        let mut text = String::from(r#"{"smithy":"2.0","shapes":{"#);
        for (node, targets) in edges.iter().enumerate() {
            let members = targets.iter().enumerate();
            let members = members.map(|(at, to)| format!(r#""m{at}":{{"target":"a#S{to}"}}"#));
            let members: Vec<String> = members.collect();
            let comma = if node > 0 { "," } else { "" };
            let members = members.join(",");
            let _ = write!(
                text,
                r#"{comma}"a#S{node}":{{"type":"structure","members":{{{members}}}}}"#
            );
        }
        text.push_str("}}");
        let name = "m.json".to_owned();
        model::load(&[Source::Text { name, text }]).unwrap()
    }

    fn boxed(model: &Model) -> BTreeSet<ShapeId> {
        boxed_members(
            model,
            &model.shapes().map(|shape| shape.id.clone()).collect(),
        )
    }

    /// The rule as it is: on the first cycle that a search finds, the smallest member, until none
    /// is left.
    fn slow(model: &Model) -> BTreeSet<ShapeId> {
        let mut boxed = BTreeSet::new();
        while let Some(member) = cycle(model, &boxed).into_iter().min() {
            boxed.insert(member);
        }
        boxed
    }

    fn cycle(model: &Model, boxed: &BTreeSet<ShapeId>) -> Vec<ShapeId> {
        let ids: BTreeSet<&ShapeId> = model.shapes().map(|shape| &shape.id).collect();
        for start in ids {
            let mut seen = BTreeSet::new();
            let mut stack = vec![(start, Vec::new())];
            while let Some((id, way)) = stack.pop() {
                let kind = model.shape(id).map(|shape| &shape.kind);
                let Some(ShapeKind::Structure { members }) = kind else {
                    continue;
                };
                for member in members.iter().filter(|member| !boxed.contains(&member.id)) {
                    let mut way = way.clone();
                    way.push(member.id.clone());
                    if member.target == *start {
                        return way;
                    }
                    if seen.insert(&member.target) {
                        stack.push((&member.target, way));
                    }
                }
            }
        }
        Vec::new()
    }

    /// Protects: the members that are boxed, which callers see, are those that the simple rule
    /// says.
    #[test]
    fn boxes_the_smallest_member_of_each_cycle() {
        let mut state = 7_u32;
        let mut below = |end: usize| {
            state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345);
            (state >> 16) as usize % end
        };
        for case in 0..300 {
            let nodes = 1 + below(9);
            let edges: Vec<Vec<usize>> = (0..nodes)
                .map(|_| (0..below(4)).map(|_| below(nodes)).collect())
                .collect();
            let model = model(&edges);
            assert_eq!(boxed(&model), slow(&model), "case {case}: {edges:?}");
        }
    }

    /// Protects: thousands of structures that hold each other take no time, and none holds itself.
    #[test]
    fn takes_large_cycles() {
        let chain =
            |last: usize| (0..5_000).map(move |node| if node == 4_999 { last } else { node + 1 });
        let ring: Vec<Vec<usize>> = chain(0).map(|next| vec![next]).collect();
        assert_eq!(boxed(&model(&ring)).len(), 1);
        let loops: Vec<Vec<usize>> = chain(4_999).map(|next| vec![next, next]).collect();
        assert_eq!(boxed(&model(&loops)).len(), 2);
        // All hold all: beyond the work that is worth it, every member on a cycle is boxed.
        let all: Vec<Vec<usize>> = (0..200).map(|_| (0..200).collect()).collect();
        let model = model(&all);
        assert!(cycle(&model, &boxed(&model)).is_empty());
    }
}
