//! Shapes that hold themselves in a way no value can.

use std::collections::HashMap;

use super::super::{Shape, ShapeId, ShapeKind};
use super::Check;

impl<'m> Check<'m> {
    /// Reports every circle that cannot be.
    pub(super) fn circles(&mut self) {
        for circle in self.find(|shape| match &shape.kind {
            ShapeKind::List { member } => vec![&member.target],
            ShapeKind::Map { value, .. } => vec![&value.target],
            _ => Vec::new(),
        }) {
            let message = format!("{} only holds itself", described(&circle));
            if let Some(first) = circle.first() {
                let finding = self.report.on_shape(first, &[], message);
                finding.help("a list or map may hold itself only inside a structure or union");
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
            let message = format!("{} cannot be without itself", described(&circle));
            if let Some(first) = circle.first() {
                let finding = self.report.on_shape(first, &[], message);
                finding.help("one of the members must not be `required`");
            }
        }
        for circle in self.find(|shape| match &shape.kind {
            ShapeKind::Resource(resource) => resource.resources.iter().collect(),
            _ => Vec::new(),
        }) {
            let message = format!("{} is below itself", described(&circle));
            if let Some(first) = circle.first() {
                self.report.on_shape(first, &["resources"], message);
            }
        }
    }

    /// Finds circles, each once, by walking along the edges.
    fn find(&self, edges: impl Fn(&'m Shape) -> Vec<&'m ShapeId>) -> Vec<Vec<ShapeId>> {
        let mut circles = Vec::new();
        // What was entered; true once all behind it has been looked at.
        let mut done: HashMap<&ShapeId, bool> = HashMap::new();
        for start in self.model.shapes() {
            if done.contains_key(&start.id) {
                continue;
            }
            let mut way: Vec<(&'m Shape, Vec<&'m ShapeId>)> = Vec::new();
            done.insert(&start.id, false);
            way.push((start, edges(start)));
            while let Some((shape, rest)) = way.last_mut() {
                let Some(next) = rest.pop() else {
                    done.insert(&shape.id, true);
                    way.pop();
                    continue;
                };
                match done.get(next) {
                    Some(true) => {}
                    Some(false) => {
                        let circle = way.iter().map(|(shape, _)| shape.id.clone());
                        circles.push(circle.skip_while(|id| id != next).collect());
                    }
                    None => {
                        if let Some(shape) = self.sound(next) {
                            done.insert(&shape.id, false);
                            way.push((shape, edges(shape)));
                        }
                    }
                }
            }
        }
        circles
    }
}

fn described(circle: &[ShapeId]) -> String {
    match circle {
        [only] => format!("`{only}`"),
        [first, rest @ ..] => {
            let rest: Vec<String> = rest.iter().map(|id| format!("`{}`", id.name())).collect();
            format!("`{first}` (through {})", rest.join(", "))
        }
        [] => String::new(),
    }
}
