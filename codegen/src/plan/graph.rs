//! The strongly connected components of a graph, without recursion: models nest as deep as they
//! like.

/// A node that is being looked at, and how many of its edges have been followed.
struct Visit {
    node: usize,
    followed: usize,
}

/// The state of a node.
#[derive(Clone, Copy, Default)]
struct Mark {
    /// The number of nodes that were entered before, plus one; zero for a node not entered yet.
    index: usize,
    /// The smallest index that can be reached and is not in a component yet.
    low: usize,
    is_placed: bool,
}

/// Groups nodes into strongly connected components: two nodes are in one component if each can be
/// reached from the other. A component comes after all that it leads to. `edges` has the targets of
/// each node; this is Tarjan's algorithm.
pub(crate) fn components(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut marks = vec![Mark::default(); edges.len()];
    let mut found = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut entered = 0;
    for start in 0..edges.len() {
        if marks.get(start).is_none_or(|mark| mark.index > 0) {
            continue;
        }
        let mut way = vec![Visit {
            node: start,
            followed: 0,
        }];
        while let Some(Visit { node, followed }) = way.last_mut() {
            let node = *node;
            let Some(known) = marks.get_mut(node) else {
                way.pop();
                continue;
            };
            if known.index == 0 {
                entered += 1;
                (known.index, known.low) = (entered, entered);
                open.push(node);
            }
            let mut mark = *known;
            let next = edges.get(node).and_then(|targets| targets.get(*followed));
            *followed += 1;
            match next.and_then(|next| Some((*next, *marks.get(*next)?))) {
                Some((next, known)) if known.index == 0 => {
                    // The edge is looked at again after its target, which then has an index.
                    *followed -= 1;
                    way.push(Visit {
                        node: next,
                        followed: 0,
                    });
                }
                Some((_, known)) if !known.is_placed => mark.low = mark.low.min(known.low),
                Some(_) => {}
                None => {
                    way.pop();
                    mark.is_placed = mark.low == mark.index;
                }
            }
            if let Some(known) = marks.get_mut(node) {
                *known = mark;
            }
            if mark.is_placed {
                found.push(close(node, &mut open, &mut marks));
            }
        }
    }
    found
}

/// Takes a component, whose first node is `node`, off the nodes that are open.
fn close(node: usize, open: &mut Vec<usize>, marks: &mut [Mark]) -> Vec<usize> {
    let mut component = Vec::new();
    while let Some(place) = open.pop() {
        component.push(place);
        if let Some(mark) = marks.get_mut(place) {
            mark.is_placed = true;
        }
        if place == node {
            break;
        }
    }
    component.reverse();
    component
}

#[cfg(test)]
mod tests {
    use super::components;

    /// Protects: what is found to be recursive, and that a chain of any length takes no stack.
    #[test]
    fn finds_components() {
        type Lists = &'static [&'static [usize]];
        let cases: [(Lists, Lists); 5] = [
            (&[], &[]),
            (&[&[0]], &[&[0]]),
            (&[&[1], &[2], &[]], &[&[2], &[1], &[0]]),
            (&[&[1], &[2], &[0, 3], &[]], &[&[3], &[0, 1, 2]]),
            (
                &[&[1, 2], &[0], &[3], &[2, 4], &[]],
                &[&[4], &[2, 3], &[0, 1]],
            ),
        ];
        for (edges, expected) in cases {
            let edges: Vec<Vec<usize>> = edges.iter().map(|targets| targets.to_vec()).collect();
            let mut found = components(&edges);
            found.iter_mut().for_each(|nodes| nodes.sort_unstable());
            assert_eq!(found, expected, "{edges:?}");
        }
        let last = 1_000_000;
        let mut chain: Vec<Vec<usize>> = (1..=last).map(|next| vec![next]).collect();
        chain.push(Vec::new());
        assert_eq!(components(&chain).len(), last + 1);
        chain[last] = vec![0];
        assert_eq!(components(&chain).len(), 1);
    }
}
