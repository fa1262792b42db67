//! The limit of nesting: the Rust compiler refuses to look into more than 128 levels of types.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Problems;
use crate::model::{Model, Shape, ShapeKind};
use crate::plan::graph;

/// The levels that one input, output or error may have. The compiler counts 128, and the futures
/// that hold these types have some of their own. The deepest types of AWS have 49.
const LEVELS: usize = 80;

/// The levels of Rust types that a shape stands for: `Option<T>` and a structure; `Vec<T>` with the
/// types inside of it; `HashMap<String, T>`.
fn levels(shape: &Shape) -> usize {
    match shape.kind {
        ShapeKind::Structure { .. } | ShapeKind::Union { .. } => 2,
        ShapeKind::List { .. } => 3,
        ShapeKind::Map { .. } => 6,
        _ => 0,
    }
}

/// The levels of a box around a structure that holds itself.
const BOXED: usize = 4;

/// Reports shapes that nest too deep, each at the innermost shape that does.
pub(crate) fn check(model: &Model) -> Result<(), Problems> {
    let shapes: Vec<&Shape> = model.shapes().filter(|shape| levels(shape) > 0).collect();
    let numbered = shapes.iter().enumerate();
    let places: BTreeMap<_, _> = numbered.map(|(place, shape)| (&shape.id, place)).collect();
    let edges = shapes.iter().map(|shape| {
        let targets = shape.members().map(|member| &member.target);
        let targets = targets.filter_map(|id| places.get(id).copied());
        targets.collect::<Vec<usize>>()
    });
    let edges: Vec<Vec<usize>> = edges.collect();
    let mut depths = vec![0; shapes.len()];
    let mut problems = Problems::new();
    let locator = model.locator();
    for component in graph::components(&edges) {
        let targets = component.iter().filter_map(|place| edges.get(*place));
        let below = targets.flatten().filter_map(|target| depths.get(*target));
        let below: usize = below.copied().max().unwrap_or_default();
        let depth = below + own(&component, &edges, &shapes);
        for place in &component {
            if let Some(known) = depths.get_mut(*place) {
                *known = depth;
            }
        }
        let first = component.iter().filter_map(|place| shapes.get(*place));
        if let Some(shape) = first.min_by_key(|shape| &shape.id)
            && depth > LEVELS
            && below <= LEVELS
        {
            let message = format!(
                "`{}` nests too deep: in Rust, it would have {depth} types inside each other; at \
                 most {LEVELS} are possible",
                shape.id
            );
            let problem = locator.problem(&shape.id, Vec::new(), message);
            problems.push(problem.with_help(
                "leave out the operations that need it, or make one of the shapes a document",
            ));
        }
    }
    problems.into_result(())
}

/// The levels of the shapes of one component, as deep as the compiler follows them.
fn own(component: &[usize], edges: &[Vec<usize>], shapes: &[&Shape]) -> usize {
    let levels = |place: usize| shapes.get(place).map_or(0, |shape| levels(shape));
    let targets = |place: usize| edges.get(place).map(Vec::as_slice).unwrap_or_default();
    let Some(start) = component.first().copied() else {
        return 0;
    };
    if component.len() == 1 && !targets(start).contains(&start) {
        return levels(start);
    }
    let inside: BTreeSet<usize> = component.iter().copied().collect();
    let mut seen = BTreeSet::new();
    let mut stack = vec![(start, 0)];
    let mut deepest = 0;
    while let Some((place, above)) = stack.pop() {
        if !seen.insert(place) {
            continue;
        }
        let depth = above + levels(place);
        deepest = deepest.max(depth);
        let next = targets(place).iter().filter(|next| inside.contains(next));
        stack.extend(next.map(|next| (*next, depth)));
    }
    deepest + BOXED
}

#[cfg(test)]
mod tests {
    use crate::{Generator, Layout};

    /// A model whose input nests `levels` shapes; `shape` is one that holds the next.
    fn model(levels: usize, shape: impl Fn(usize, &str) -> String) -> String {
        let mut shapes: Vec<String> = (0..levels)
            .map(|level| {
                format!(
                    r#""a#S{level}": {}"#,
                    shape(level, &format!("a#S{}", level + 1))
                )
            })
            .collect();
        shapes.push(format!(
            r#""a#S{levels}": {{"type": "structure", "members": {{}}}}"#
        ));
        format!(
            r#"{{"smithy": "2.0", "shapes": {{
            "a#Shop": {{"type": "service", "version": "1", "operations": [{{"target": "a#Buy"}}],
              "traits": {{"aws.protocols#restJson1": {{}}}}}},
            "a#Buy": {{"type": "operation", "input": {{"target": "a#In"}},
              "traits": {{"smithy.api#http": {{"method": "POST", "uri": "/"}}}}}},
            "a#In": {{"type": "structure", "members": {{"m": {{"target": "a#S0"}}}}}},
            {}}}}}"#,
            shapes.join(",\n")
        )
    }

    /// Protects: types that the compiler can look into are generated, deeper ones are refused, and
    /// no depth overflows the stack.
    #[test]
    fn nests_as_deep_as_the_compiler_looks() {
        let structure = |_: usize, next: &str| {
            format!(r#"{{"type": "structure", "members": {{"m": {{"target": "{next}"}}}}}}"#)
        };
        let list = |_: usize, next: &str| {
            format!(r#"{{"type": "list", "member": {{"target": "{next}"}}}}"#)
        };
        let ring = |level: usize, next: &str| {
            let first = format!(r#", "f": {{"target": "a#S{}"}}"#, level / 2);
            format!(r#"{{"type": "union", "members": {{"m": {{"target": "{next}"}}{first}}}}}"#)
        };
        let cases = [
            (model(38, structure), true),
            (model(39, structure), false),
            (model(50_000, structure), false),
            (model(25, list), true),
            (model(26, list), false),
            (model(50_000, list), false),
            (model(20, ring), true),
            (model(5_000, ring), false),
        ];
        for (at, (text, expected)) in cases.into_iter().enumerate() {
            let run = Generator::new()
                .model_text("m.json", text)
                .run(Layout::Crate);
            let said = run.as_ref().err().map(ToString::to_string);
            assert_eq!(run.is_ok(), expected, "case {at}: {said:?}");
            if let Some(said) = said {
                assert!(said.contains("nests too deep"), "{said}");
                assert!(said.ends_with("\n1 problem found"), "{said}");
            }
        }
    }
}
