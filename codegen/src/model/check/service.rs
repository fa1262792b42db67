//! Checks the operations and shapes of a service for conflicts.

use std::collections::HashMap;

use super::super::assemble::near;
use super::super::{Service, Shape, ShapeId, ShapeKind, ShapeType, UriSegment, closure};
use super::Check;

/// The protocols that use HTTP bindings.
const HTTP_PROTOCOLS: [&str; 2] = ["aws.protocols#restJson1", "aws.protocols#restXml"];

impl<'m> Check<'m> {
    /// Checks a service and all its operations together.
    pub(super) fn service(&mut self, shape: &'m Shape, service: &'m Service) {
        let bindings = self.model.service_operations(&shape.id);
        let operations: Vec<&'m Shape> = bindings
            .iter()
            .filter_map(|binding| self.sound(&binding.operation))
            .filter(|shape| matches!(shape.kind, ShapeKind::Operation(_)))
            .collect();
        for operation in &operations {
            self.pagination(operation, shape.traits.paginated());
        }
        let protocol = shape.traits.protocols().into_iter();
        if let Some(protocol) = protocol.clone().find(|p| HTTP_PROTOCOLS.contains(p)) {
            let without = operations
                .iter()
                .filter(|o| !o.traits.has("smithy.api#http"));
            for operation in without {
                let message = format!(
                    "`{}` is missing the trait `smithy.api#http`, which the protocol of `{}` requires",
                    operation.id, shape.id
                );
                let finding = self.report.on_shape(&operation.id, &[], message);
                finding.help(format!("the service has the trait `{protocol}`"));
            }
        }
        self.authentication(shape, &operations);
        self.requests(&operations);
        self.names(shape, service, &operations);
    }

    /// Reports operations whose requests a server cannot distinguish.
    fn requests(&mut self, operations: &[&'m Shape]) {
        let mut known: HashMap<String, &Shape> = HashMap::new();
        for operation in operations {
            let Some(http) = operation.traits.http() else {
                continue;
            };
            let host = operation.traits.endpoint().map(|e| e.host_prefix);
            let mut request = format!("{} {} ", http.method, host.unwrap_or_default());
            for segment in &http.uri.segments {
                request.push('/');
                match segment {
                    UriSegment::Literal(text) => request.push_str(text),
                    UriSegment::Label(_) => request.push_str("{}"),
                    UriSegment::Greedy(_) => request.push_str("{+}"),
                }
            }
            for literal in &http.uri.query {
                request.push('?');
                request.push_str(&literal.name);
                request.push('=');
                request.push_str(literal.value.as_deref().unwrap_or_default());
            }
            match known.get(&request) {
                Some(first) => {
                    let message = format!(
                        "`{}` sends the same requests as `{}`: {} {}",
                        operation.id, first.id, http.method, http.uri
                    );
                    self.on_trait(&operation.id, "smithy.api#http", &[], message);
                }
                None => {
                    known.insert(request, operation);
                }
            }
        }
    }

    /// Reports shapes with the same name within a service, and new names for missing shapes.
    fn names(&mut self, shape: &'m Shape, service: &'m Service, operations: &[&'m Shape]) {
        let start = operations.iter().map(|operation| &operation.id);
        let reached = closure::reached(self.model, start.chain(&service.errors));
        for id in service.rename.keys().filter(|id| !reached.contains(*id)) {
            let message = format!(
                "`{}` renames `{id}`, which is not a shape of the service",
                shape.id
            );
            let help = self.report.suggest(|| near(id, &reached));
            let way = ["rename", id.as_str()];
            let finding = self.report.on_shape(&shape.id, &way, message);
            finding.maybe_help(help);
        }
        let mut ids: Vec<&ShapeId> = reached.iter().collect();
        ids.sort_by_key(|id| self.model.place(id));
        let mut known: HashMap<String, &ShapeId> = HashMap::new();
        for id in ids {
            let Some(found) = self.sound(id).filter(|found| needs_name(found)) else {
                continue;
            };
            let name = service.rename.get(id).map_or(id.name(), String::as_str);
            match known.get(&name.to_ascii_lowercase()) {
                Some(first) => {
                    let message = format!(
                        "`{}` reaches both `{first}` and `{id}`, which have the same name",
                        shape.id
                    );
                    let finding = self.report.on_shape(&found.id, &[], message);
                    finding.help(format!("rename one of them in `rename` of `{}`", shape.id));
                }
                None => {
                    known.insert(name.to_ascii_lowercase(), id);
                }
            }
        }
    }
}

/// True if the shape needs a unique name within a service. Lists, maps and simple types do not.
fn needs_name(shape: &Shape) -> bool {
    matches!(
        shape.shape_type(),
        ShapeType::Structure
            | ShapeType::Union
            | ShapeType::Enum
            | ShapeType::IntEnum
            | ShapeType::Operation
    )
}
