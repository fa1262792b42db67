//! Checks that the targets of shapes exist and have the right type.

use super::super::assemble::near;
use super::super::{Resource, Service, Shape, ShapeId, ShapeKind, ShapeType};
use super::Check;

/// The shapes that are allowed as a target.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    types: &'static [ShapeType],
    /// The description for messages.
    said: &'static str,
}

const STRUCTURE: Wanted = Wanted {
    types: &[ShapeType::Structure],
    said: "a structure",
};
const OPERATION: Wanted = Wanted {
    types: &[ShapeType::Operation],
    said: "an operation",
};
const RESOURCE: Wanted = Wanted {
    types: &[ShapeType::Resource],
    said: "a resource",
};
const TEXT: Wanted = Wanted {
    types: &[ShapeType::String, ShapeType::Enum],
    said: "a string",
};

impl<'m> Check<'m> {
    /// Checks all references of a shape.
    pub(super) fn references(&mut self, shape: &'m Shape) {
        let id = &shape.id;
        match &shape.kind {
            ShapeKind::Service(service) => self.service_references(id, service),
            ShapeKind::Resource(resource) => self.resource_references(id, resource),
            ShapeKind::Operation(operation) => {
                if let Some(input) = &operation.input {
                    let found = self.message(id, "input", input);
                    if found.is_some_and(|shape| shape.traits.error().is_some()) {
                        let message =
                            format!("the input of `{id}` is `{input}`, which is an error");
                        self.report.on_shape(id, &["input"], message);
                    }
                }
                if let Some(output) = &operation.output {
                    let found = self.message(id, "output", output);
                    if found.is_some_and(|shape| shape.traits.error().is_some()) {
                        let message =
                            format!("the output of `{id}` is `{output}`, which is an error");
                        let finding = self.report.on_shape(id, &["output"], message);
                        finding.help("list errors in `errors`");
                    }
                }
                self.errors(id, &operation.errors);
            }
            ShapeKind::Map { key, .. } => {
                self.members(shape);
                let target = self.sound(&key.target);
                if let Some(found) = target.filter(|found| !found.shape_type().is_text()) {
                    let message = format!(
                        "the key of the map `{id}` is {}, not a string",
                        found.shape_type().with_article()
                    );
                    let finding = self.report.on_shape(&key.id, &["target"], message);
                    finding.shape(id);
                }
            }
            _ => self.members(shape),
        }
    }

    fn message(&mut self, id: &ShapeId, what: &str, target: &ShapeId) -> Option<&'m Shape> {
        self.refer(
            id,
            &[what],
            &format!("the {what} of `{id}`"),
            target,
            STRUCTURE,
        )
    }

    fn members(&mut self, shape: &'m Shape) {
        for member in shape.members() {
            if self.broken.contains(&member.target) {
                continue;
            }
            let Some(target) = self.model.shape(&member.target) else {
                let message = format!(
                    "member `{}` targets `{}`, which does not exist",
                    member.id, member.target
                );
                let data = self.model.shapes().filter(|s| is_data(s)).map(|s| &s.id);
                let help = self.report.suggest(|| near(&member.target, data));
                let finding = self.report.on_shape(&member.id, &["target"], message);
                finding.maybe_help(help);
                continue;
            };
            let why = if !is_data(target) {
                target.shape_type().with_article()
            } else if target.traits.has("smithy.api#trait") {
                "a trait".to_owned()
            } else if target.traits.has("smithy.api#mixin") {
                "a mixin".to_owned()
            } else {
                continue;
            };
            let message = format!(
                "member `{}` targets `{}`, which is {why}",
                member.id, member.target
            );
            self.report.on_shape(&member.id, &["target"], message);
        }
    }

    fn service_references(&mut self, id: &ShapeId, service: &Service) {
        self.all(id, "operations", &service.operations, OPERATION);
        self.all(id, "resources", &service.resources, RESOURCE);
        self.errors(id, &service.errors);
    }

    fn resource_references(&mut self, id: &ShapeId, resource: &Resource) {
        for (name, target) in &resource.identifiers {
            let what = format!("the identifier `{name}` of `{id}`");
            self.refer(id, &["identifiers", name], &what, target, TEXT);
        }
        for (name, target) in &resource.properties {
            let what = format!("the property `{name}` of `{id}`");
            let found = self.exists(id, &["properties", name], &what, target);
            if let Some(found) = found.filter(|found| !is_data(found)) {
                let message = format!(
                    "{what} is `{target}`, which is {}",
                    found.shape_type().with_article()
                );
                self.report.on_shape(id, &["properties", name], message);
            }
        }
        for (key, operation) in resource.lifecycle() {
            if let Some(operation) = operation {
                let what = format!("`{key}` of `{id}`");
                self.refer(id, &[key], &what, operation, OPERATION);
            }
        }
        self.all(id, "operations", &resource.operations, OPERATION);
        let collection = &resource.collection_operations;
        self.all(id, "collectionOperations", collection, OPERATION);
        self.all(id, "resources", &resource.resources, RESOURCE);
    }

    fn all(&mut self, id: &ShapeId, key: &str, targets: &[ShapeId], wanted: Wanted) {
        for (index, target) in targets.iter().enumerate() {
            let index = index.to_string();
            let what = format!("one of the {key} of `{id}`");
            self.refer(id, &[key, &index], &what, target, wanted);
        }
    }

    fn errors(&mut self, id: &ShapeId, errors: &[ShapeId]) {
        for (index, error) in errors.iter().enumerate() {
            let index = index.to_string();
            let way = ["errors", index.as_str()];
            let what = format!("one of the errors of `{id}`");
            let found = self.refer(id, &way, &what, error, STRUCTURE);
            if found.is_some_and(|shape| !shape.traits.has("smithy.api#error")) {
                let message = format!("{what} is `{error}`, which is not an error");
                let finding = self.report.on_shape(id, &way, message);
                finding.help(
                    "add the trait `smithy.api#error` with the value `client` or `server` to it",
                );
            }
        }
    }

    /// Finds a shape of the expected type, or reports a problem.
    fn refer(
        &mut self,
        id: &ShapeId,
        way: &[&str],
        what: &str,
        target: &ShapeId,
        wanted: Wanted,
    ) -> Option<&'m Shape> {
        let found = self.model.shape(target);
        if found.is_none() && !self.broken.contains(target) {
            let message = format!("{what} is `{target}`, which does not exist");
            let shapes = self.model.shapes();
            let fitting = shapes.filter(|shape| wanted.types.contains(&shape.shape_type()));
            let ids = fitting.map(|shape| &shape.id);
            let help = self.report.suggest(|| near(target, ids));
            self.report.on_shape(id, way, message).maybe_help(help);
        }
        let found = found?;
        if wanted.types.contains(&found.shape_type()) {
            return Some(found);
        }
        let message = format!(
            "{what} is `{target}`, which is {}, not {}",
            found.shape_type().with_article(),
            wanted.said
        );
        self.report.on_shape(id, way, message);
        None
    }

    /// Finds a shape of any type, or reports a problem.
    pub(super) fn exists(
        &mut self,
        id: &ShapeId,
        way: &[&str],
        what: &str,
        target: &ShapeId,
    ) -> Option<&'m Shape> {
        let found = self.model.shape(target);
        if found.is_none() && !self.broken.contains(target) {
            let message = format!("{what} is `{target}`, which does not exist");
            let ids = self.model.shapes().map(|shape| &shape.id);
            let help = self.report.suggest(|| near(target, ids));
            self.report.on_shape(id, way, message).maybe_help(help);
        }
        found
    }
}

/// True if the shape can be the target of a member.
fn is_data(shape: &Shape) -> bool {
    !matches!(
        shape.shape_type(),
        ShapeType::Service | ShapeType::Operation | ShapeType::Resource
    )
}
