//! Endpoint rules as a graph of decisions: the form in which they are evaluated, whether the model
//! has them as a tree or as a binary decision diagram.

use std::collections::HashMap;

use crate::plan::rules::{Condition, Decisions, Expr, Node, Outcome, Rule, Target};

/// The most conditions, results and nodes: the runtime numbers them in 16 bits.
const MOST: usize = 65_535;

impl Decisions {
    /// The decisions that a tree of rules makes.
    pub(crate) fn of_rules(rules: &[Rule]) -> Self {
        let mut builder = Builder::default();
        let root = builder.rules(rules);
        builder.finish(root)
    }

    /// The reason why the runtime cannot number all of it.
    pub(crate) fn excess(&self) -> Option<String> {
        let counts = [
            ("conditions", self.conditions.len()),
            ("results", self.results.len()),
            ("decisions", self.nodes.len()),
        ];
        let (what, count) = counts.into_iter().find(|(_, count)| *count > MOST)?;
        Some(format!(
            "it has {count} {what}; at most {MOST} are possible"
        ))
    }
}

/// Collects decisions, from the results back to the first one. Equal ones are stored once.
#[derive(Default)]
pub(super) struct Builder {
    conditions: Unique<Condition>,
    results: Unique<Outcome>,
    nodes: Unique<Node>,
}

impl Builder {
    /// The first of some rules that matches. Once a tree matches, the rules behind it are not
    /// tried.
    fn rules(&mut self, rules: &[Rule]) -> Target {
        let mut next = Target::Nothing;
        for rule in rules.iter().rev() {
            let mut target = match &rule.outcome {
                Outcome::Rules(rules) => self.rules(rules),
                outcome => self.result(outcome.clone()),
            };
            for condition in rule.conditions.iter().rev() {
                target = self.decision(condition.clone(), target, next);
            }
            next = target;
        }
        next
    }

    pub(super) fn result(&mut self, outcome: Outcome) -> Target {
        Target::Result(self.results.number(outcome))
    }

    pub(super) fn decision(&mut self, condition: Condition, high: Target, low: Target) -> Target {
        let has_name = condition.assign.is_some();
        let condition = self.conditions.number(condition);
        // Asked again at once, a condition has the same answer.
        let after = |mut target: Target, holds: bool| {
            while let Target::Node(number) = target
                && let Some(node) = self.nodes.items.get(number)
                && node.condition == condition
            {
                target = if holds { node.high } else { node.low };
            }
            target
        };
        let (high, low) = (after(high, true), after(low, false));
        if high == low && !has_name {
            return high;
        }
        let node = Node {
            condition,
            high,
            low,
        };
        Target::Node(self.nodes.number(node))
    }

    /// The nodes and results that are reached from a target, in the order of the walk.
    pub(super) fn finish(self, root: Target) -> Decisions {
        let nodes = &self.nodes.items;
        let mut reached = vec![false; nodes.len()];
        if let Target::Node(root) = root {
            reached[root] = true;
        }
        // A node leads to older ones only.
        for (number, node) in nodes.iter().enumerate().rev() {
            for target in [node.high, node.low] {
                if let (true, Target::Node(target)) = (reached[number], target) {
                    reached[target] = true;
                }
            }
        }
        let mut numbers = Numbers::default();
        for number in (0..nodes.len()).rev().filter(|number| reached[*number]) {
            numbers.nodes.insert(number, numbers.nodes.len());
        }
        let mut renumbered = Vec::new();
        for (number, node) in nodes.iter().enumerate().rev() {
            if reached[number] {
                renumbered.push(Node {
                    condition: numbers.condition(node.condition),
                    high: numbers.target(node.high),
                    low: numbers.target(node.low),
                });
            }
        }
        let root = numbers.target(root);
        Decisions {
            conditions: picked(self.conditions.items, &numbers.conditions),
            results: picked(self.results.items, &numbers.results),
            nodes: renumbered,
            root,
        }
    }
}

/// The new numbers of the nodes and results that are reached.
#[derive(Default)]
struct Numbers {
    conditions: HashMap<usize, usize>,
    results: HashMap<usize, usize>,
    nodes: HashMap<usize, usize>,
}

impl Numbers {
    fn condition(&mut self, old: usize) -> usize {
        let next = self.conditions.len();
        *self.conditions.entry(old).or_insert(next)
    }

    fn target(&mut self, old: Target) -> Target {
        match old {
            Target::Node(old) => self
                .nodes
                .get(&old)
                .map_or(Target::Nothing, |new| Target::Node(*new)),
            Target::Result(old) => {
                let next = self.results.len();
                Target::Result(*self.results.entry(old).or_insert(next))
            }
            Target::Nothing => Target::Nothing,
        }
    }
}

/// The items that have a number, in its order.
fn picked<T>(items: Vec<T>, numbers: &HashMap<usize, usize>) -> Vec<T> {
    let items = items.into_iter().enumerate();
    let mut picked: Vec<(usize, T)> = items
        .filter_map(|(old, item)| Some((*numbers.get(&old)?, item)))
        .collect();
    picked.sort_by_key(|(new, _)| *new);
    picked.into_iter().map(|(_, item)| item).collect()
}

/// Items with numbers. Equal items have the same number.
struct Unique<T> {
    items: Vec<T>,
    numbers: HashMap<T, usize>,
}

impl<T> Default for Unique<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            numbers: HashMap::new(),
        }
    }
}

impl<T: Clone + Eq + std::hash::Hash> Unique<T> {
    fn number(&mut self, item: T) -> usize {
        let next = self.items.len();
        let number = *self.numbers.entry(item.clone()).or_insert(next);
        if number == next {
            self.items.push(item);
        }
        number
    }
}

/// Calls `visit` with all expressions of an outcome.
pub(super) fn expressions<'o>(outcome: &'o Outcome, mut visit: impl FnMut(&'o Expr)) {
    match outcome {
        Outcome::Error(reason) => visit(reason),
        Outcome::Endpoint {
            url,
            properties,
            headers,
        } => {
            visit(url);
            properties.iter().for_each(|(_, value)| visit(value));
            let headers = headers.iter().flat_map(|(_, values)| values);
            headers.for_each(visit);
        }
        Outcome::Rules(_) => {}
    }
}
