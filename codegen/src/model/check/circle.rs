//! Shapes that contain themselves in a way that no value can satisfy.

use std::collections::HashMap;

use super::super::{Shape, ShapeId, ShapeKind};
use super::Check;

impl<'m> Check<'m> {
    /// Reports every invalid cycle.
    pub(super) fn circles(&mut self) {
        for circle in self.find(|shape| match &shape.kind {
            ShapeKind::List { member } => vec![&member.target],
            ShapeKind::Map { value, .. } => vec![&value.target],
            _ => Vec::new(),
        }) {
            let message = format!("{} contains nothing but itself", circle.described());
            if let Some(first) = circle.first.first() {
                let finding = self.report.on_shape(first, &[], message);
                finding.help("put a structure or union in between");
            }
        }
        for circle in self.find(|shape| match &shape.kind {
            ShapeKind::Structure { members } => members
                .iter()
                .filter(|member| member.traits.required())
                .map(|member| &member.target)
                .collect(),
            _ => Vec::new(),
        }) {
            let message = format!(
                "{} is infinitely recursive: it requires itself",
                circle.described()
            );
            if let Some(first) = circle.first.first() {
                let finding = self.report.on_shape(first, &[], message);
                finding.help("remove `required` from one of the members");
            }
        }
        for circle in self.find(|shape| match &shape.kind {
            ShapeKind::Resource(resource) => resource.resources.iter().collect(),
            _ => Vec::new(),
        }) {
            let message = format!("{} is a resource of itself", circle.described());
            if let Some(first) = circle.first.first() {
                self.report.on_shape(first, &["resources"], message);
            }
        }
    }

    /// Finds each cycle once, by following the edges.
    fn find(&self, edges: impl Fn(&'m Shape) -> Vec<&'m ShapeId>) -> Vec<Circle> {
        let mut circles = Vec::new();
        // The visited shapes: their position on the path, or `None` once everything after them is
        // visited.
        let mut entered: HashMap<&ShapeId, Option<usize>> = HashMap::new();
        for start in self.model.shapes() {
            if entered.contains_key(&start.id) {
                continue;
            }
            let mut way: Vec<(&'m Shape, Vec<&'m ShapeId>)> = Vec::new();
            entered.insert(&start.id, Some(0));
            way.push((start, edges(start)));
            while let Some((shape, rest)) = way.last_mut() {
                let Some(next) = rest.pop() else {
                    entered.insert(&shape.id, None);
                    way.pop();
                    continue;
                };
                match entered.get(next).copied() {
                    Some(None) => {}
                    Some(Some(start)) => {
                        let circle = way.get(start..).unwrap_or_default();
                        let named = circle.iter().take(NAMED);
                        circles.push(Circle {
                            first: named.map(|(shape, _)| shape.id.clone()).collect(),
                            more: circle.len().saturating_sub(NAMED),
                        });
                    }
                    None => {
                        if let Some(shape) = self.sound(next) {
                            entered.insert(&shape.id, Some(way.len()));
                            way.push((shape, edges(shape)));
                        }
                    }
                }
            }
        }
        circles
    }
}

/// The number of shapes of a cycle that a message names.
const NAMED: usize = 8;

/// A cycle of shapes.
struct Circle {
    /// The first shape.
    first: Vec<ShapeId>,
    /// The number of shapes that are not named.
    more: usize,
}

impl Circle {
    fn described(&self) -> String {
        match self.first.as_slice() {
            [only] => format!("`{only}`"),
            [first, rest @ ..] => {
                let mut rest: Vec<String> =
                    rest.iter().map(|id| format!("`{}`", id.name())).collect();
                if self.more > 0 {
                    rest.push(format!("{} more", self.more));
                }
                format!("`{first}` (through {})", rest.join(", "))
            }
            [] => String::new(),
        }
    }
}
