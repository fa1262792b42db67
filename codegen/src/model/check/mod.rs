//! Checks of a model whose shapes are complete.

mod auth;
mod circle;
mod events;
mod http;
mod operation;
mod place;
mod service;
mod target;
mod traits;
mod value;

use std::collections::HashSet;

use super::load::report::{Finding, Report};
use super::{Model, Shape, ShapeId, ShapeKind};

/// Checks everything except invalid shapes, which have been reported.
pub(crate) fn check(model: &Model, broken: &HashSet<ShapeId>, report: &mut Report) {
    let mut check = Check {
        model,
        broken,
        report,
    };
    for shape in model.shapes() {
        check.references(shape);
        check.traits_of(shape);
        match &shape.kind {
            ShapeKind::Structure { .. } => {
                check.bindings(shape);
                check.event_payload(shape);
            }
            ShapeKind::Union { .. } => check.events(shape),
            ShapeKind::Operation(operation) => check.operation(shape, operation),
            ShapeKind::Service(service) => check.service(shape, service),
            _ => {}
        }
    }
    check.circles();
}

struct Check<'m> {
    model: &'m Model,
    broken: &'m HashSet<ShapeId>,
    report: &'m mut Report,
}

impl<'m> Check<'m> {
    /// The shape with that ID, unless it is invalid.
    fn sound(&self, id: &ShapeId) -> Option<&'m Shape> {
        let model = self.model;
        model.shape(id).filter(|_| !self.broken.contains(id))
    }

    /// Reports a problem with a trait of a shape or member.
    fn on_trait(
        &mut self,
        id: &ShapeId,
        name: &str,
        way: &[&str],
        message: impl Into<String>,
    ) -> &mut Finding {
        let front = ["traits", name].into_iter();
        let way: Vec<&str> = front.chain(way.iter().copied()).collect();
        self.report.on_shape(id, &way, message)
    }
}
