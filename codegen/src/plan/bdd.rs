//! Binary decision diagrams of endpoint rules, `smithy.rules#endpointBdd`, read and checked.

use std::collections::HashMap;

use serde_json::Value;

use crate::plan::base64::unbased64;
use crate::plan::decisions::Builder;
use crate::plan::rules::{Condition, Decisions, Outcome, Target};

/// References from here on are results; the first one stands for no match.
const RESULTS: i32 = 100_000_000;

/// The bytes of a node: a condition and two references.
const NODE: usize = 12;

/// A node: the number of its condition, and one reference each for a condition that holds and for
/// one that does not.
type Node = [i32; 3];

/// A diagram, with its conditions and results as they are in the model.
pub(super) struct Diagram {
    pub(super) conditions: Vec<Condition>,
    pub(super) results: Vec<Outcome>,
    nodes: Vec<Node>,
    root: i32,
}

impl Diagram {
    /// Reads the nodes of a diagram.
    ///
    /// # Errors
    ///
    /// Fails if their number is wrong, or if they refer to a missing condition or result.
    pub(super) fn read(
        value: &Value,
        conditions: Vec<Condition>,
        results: Vec<Outcome>,
    ) -> Result<Self, String> {
        let number = |key: &str| {
            let number = value.get(key).and_then(Value::as_i64);
            let number = number.and_then(|number| i32::try_from(number).ok());
            number.ok_or_else(|| format!("`{key}` is not an integer of 32 bits"))
        };
        let (root, count) = (number("root")?, number("nodeCount")?);
        let text = value.get("nodes").and_then(Value::as_str);
        let bytes = text.and_then(unbased64);
        let bytes = bytes.ok_or("`nodes` is not a string in Base64")?;
        let nodes: Vec<Node> = bytes.chunks(NODE).filter_map(node).collect();
        if bytes.len() % NODE != 0 || usize::try_from(count) != Ok(nodes.len()) {
            return Err(format!(
                "`nodes` has {} bytes; expected {NODE} for each of the {count} nodes that `nodeCount` says",
                bytes.len()
            ));
        }
        let diagram = Self {
            conditions,
            results,
            nodes,
            root,
        };
        diagram.check()?;
        Ok(diagram)
    }

    /// Checks that all references lead somewhere.
    fn check(&self) -> Result<(), String> {
        self.check_reference(self.root)
            .map_err(|why| format!("`root` {why}"))?;
        // The first node is the terminal of the diagram.
        for (at, [condition, high, low]) in self.nodes.iter().enumerate().skip(1) {
            let known = usize::try_from(*condition).is_ok_and(|it| it < self.conditions.len());
            let why = if known {
                self.check_reference(*high).and(self.check_reference(*low))
            } else {
                let count = self.conditions.len();
                Err(format!(
                    "has the condition {condition}, but there are {count}"
                ))
            };
            why.map_err(|why| format!("node {} {why}", at + 1))?;
        }
        Ok(())
    }

    fn check_reference(&self, reference: i32) -> Result<(), String> {
        let (results, nodes) = (self.results.len(), self.nodes.len());
        match reference.checked_sub(RESULTS).map(usize::try_from) {
            Some(Ok(result)) if result > results => Err(format!(
                "refers to the result {result}, but there are {results}"
            )),
            Some(Ok(_)) => Ok(()),
            _ => match usize::try_from(reference.unsigned_abs()) {
                Ok(node) if (1..=nodes.max(1)).contains(&node) => Ok(()),
                _ => Err(format!(
                    "refers to the node {reference}, but there are {nodes}"
                )),
            },
        }
    }

    /// The decisions of the diagram.
    ///
    /// # Errors
    ///
    /// Fails if a node leads back to itself.
    pub(super) fn decisions(self) -> Result<Decisions, String> {
        let mut builder = Builder::default();
        // Finished references, and those under way, which have none yet.
        let mut done: HashMap<i32, Option<Target>> = HashMap::new();
        let mut stack = vec![self.root];
        while let Some(&reference) = stack.last() {
            if let Some(target) = self.end(reference, &mut builder) {
                done.insert(reference, Some(target));
                stack.pop();
                continue;
            }
            let (condition, high, low) = self.branches(reference);
            let known = |reference: i32| done.get(&reference).copied();
            match (known(high), known(low)) {
                (Some(Some(high)), Some(Some(low))) => {
                    let target = builder.decision(condition.clone(), high, low);
                    done.insert(reference, Some(target));
                    stack.pop();
                }
                (Some(None), _) | (_, Some(None)) => {
                    let node = reference.unsigned_abs();
                    return Err(format!("node {node} leads back to itself"));
                }
                (high_target, low_target) => {
                    done.insert(reference, None);
                    let open = [(high, high_target), (low, low_target)];
                    let open = open.into_iter().filter(|(_, target)| target.is_none());
                    // One at a time: its walk may reach the other one, too.
                    stack.extend(open.map(|(reference, _)| reference).take(1));
                }
            }
        }
        let root = done.get(&self.root).copied().flatten();
        Ok(builder.finish(root.unwrap_or_default()))
    }

    /// The target of a reference that is not a node.
    fn end(&self, reference: i32, builder: &mut Builder) -> Option<Target> {
        if reference.unsigned_abs() == 1 || reference == RESULTS {
            return Some(Target::Nothing);
        }
        let result = usize::try_from(reference.checked_sub(RESULTS)?).ok()?;
        let outcome = self.results.get(result.checked_sub(1)?)?;
        Some(builder.result(outcome.clone()))
    }

    /// The condition of a node, and its references; those of a negative one are swapped.
    fn branches(&self, reference: i32) -> (&Condition, i32, i32) {
        let number = reference.unsigned_abs() as usize - 1;
        let [condition, high, low] = self.nodes[number];
        let condition = &self.conditions[condition.unsigned_abs() as usize];
        if reference < 0 {
            (condition, low, high)
        } else {
            (condition, high, low)
        }
    }
}

fn node(bytes: &[u8]) -> Option<Node> {
    let number = |at: usize| Some(i32::from_be_bytes(*bytes.get(at..)?.first_chunk()?));
    Some([number(0)?, number(4)?, number(8)?])
}
