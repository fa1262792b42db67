//! Reduction of a model to selected operations.

use std::collections::HashSet;

use super::{Model, Service, Shape, ShapeId, ShapeKind, closure};
use crate::diagnostic::{Problem, Problems};
use crate::suggest;

/// The command that lists everything selectable.
const LIST: &str = "`cargo hammersmith list` shows all";

/// The part of a model to keep.
///
/// Without operations and resources, all operations of the service are selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The service, by its absolute ID, its name or its `sdkId`, ignoring case. Optional if the
    /// model has only one.
    pub service: Option<String>,
    /// Operations, by name or absolute ID.
    pub operations: Vec<String>,
    /// Resources, by name or absolute ID. All their operations and those of their child resources
    /// are selected.
    pub resources: Vec<String>,
}

/// A model with only the selected operations and the shapes they need.
#[derive(Clone, Debug, PartialEq)]
pub struct Selected {
    /// The service, which binds the operations directly; the operations; and all shapes they reach.
    pub model: Model,
    /// The service.
    pub service: ShapeId,
    /// The operations, in model order.
    pub operations: Vec<ShapeId>,
    /// True if any operation of the service may give an error that is modelled, in its response or
    /// in a stream, whether it is selected or not.
    pub models_errors: bool,
}

/// Reduces a model to the selected service and operations and to the shapes they reach: inputs,
/// outputs, errors (including those of the service), and all targets of their members.
///
/// # Errors
///
/// Every entry of the selection that matches nothing, with similar names; or the list of services,
/// if there are several and none is selected.
pub fn select(model: &Model, selection: &Selection) -> Result<Selected, Problems> {
    let service = find_service(model, selection.service.as_deref())?;
    let operations = find_operations(model, service, selection)?;
    let found = service.as_service();
    let errors = found.map(|s| s.errors.as_slice()).unwrap_or_default();
    let schemes = own_schemes(model, service);
    let reached = closure::reached(model, operations.iter().chain(errors).chain(schemes));
    let shapes = model.shapes.iter().filter_map(|shape| {
        if shape.id == service.id {
            return Some(trimmed(service, &operations, &reached));
        }
        reached.contains(&shape.id).then(|| shape.clone())
    });
    Ok(Selected {
        model: model.with_shapes(shapes.collect()),
        service: service.id.clone(),
        operations,
        models_errors: models_errors(model, service),
    })
}

fn models_errors(model: &Model, service: &Shape) -> bool {
    if service.as_service().is_some_and(|it| !it.errors.is_empty()) {
        return true;
    }
    let bindings = closure::operations(model, &service.id).into_iter();
    let operations: Vec<ShapeId> = bindings.map(|binding| binding.operation).collect();
    let mut shapes = operations.iter().filter_map(|id| model.shape(id));
    let lists = |shape: &Shape| shape.as_operation().is_some_and(|it| !it.errors.is_empty());
    // Nearly always, one lists an error, and nothing else has to be looked at.
    shapes.any(lists) || {
        let reached = closure::reached(model, &operations);
        let mut shapes = reached.iter().filter_map(|id| model.shape(id));
        shapes.any(|shape| shape.traits.error().is_some())
    }
}

/// The authentication schemes of a service that a model defines itself. Without their definition,
/// they would be traits like any other.
fn own_schemes<'m>(model: &Model, service: &'m Shape) -> impl Iterator<Item = &'m ShapeId> {
    let traits = service.traits.iter().map(|(id, _)| id);
    traits.filter(|id| {
        let definition = model.shape(id);
        let is_scheme = |shape: &Shape| shape.traits.has("smithy.api#authDefinition");
        id.namespace() != "aws.auth" && definition.is_some_and(is_scheme)
    })
}

/// The service with the selected operations and nothing else.
fn trimmed(service: &Shape, operations: &[ShapeId], reached: &HashSet<ShapeId>) -> Shape {
    let mut service = service.clone();
    if let ShapeKind::Service(known) = &mut service.kind {
        *known = Service {
            version: std::mem::take(&mut known.version),
            operations: operations.to_vec(),
            resources: Vec::new(),
            errors: std::mem::take(&mut known.errors),
            rename: std::mem::take(&mut known.rename)
                .into_iter()
                .filter(|(id, _)| reached.contains(id))
                .collect(),
        };
    }
    service
}

fn find_service<'m>(model: &'m Model, wanted: Option<&str>) -> Result<&'m Shape, Problems> {
    let services: Vec<&Shape> = model.services().collect();
    let matching: Vec<&Shape> = match wanted {
        None => services.clone(),
        Some(wanted) => {
            let exact = services.iter().find(|shape| shape.id == *wanted);
            let called = |shape: &&Shape| names(shape).any(|name| same(name, wanted));
            match exact {
                Some(exact) => vec![*exact],
                None => services.iter().copied().filter(called).collect(),
            }
        }
    };
    let problem = match (matching.as_slice(), wanted) {
        ([only], _) => return Ok(*only),
        _ if services.is_empty() => no_service(model),
        ([], Some(wanted)) => unknown_service(wanted, &services),
        (several, Some(wanted)) => Problem::new(format!("several services are named `{wanted}`"))
            .with_help(format!("choose one by its ID:\n{}", listed(several))),
        (several, None) => Problem::new("the model has several services, and none is selected")
            .with_help(format!(
                "choose one with the option `service`:\n{}",
                listed(several)
            )),
    };
    Err(problem.into())
}

/// The names by which a service can be selected.
fn names(shape: &Shape) -> impl Iterator<Item = &str> {
    let sdk_id = shape.traits.aws_service().map(|service| service.sdk_id);
    [shape.id.as_str(), shape.id.name()]
        .into_iter()
        .chain(sdk_id)
}

/// Equality, ignoring case and separators of words.
fn same(left: &str, right: &str) -> bool {
    let letters = |text: &str| -> String {
        let kept = text.chars().filter(|c| !matches!(c, ' ' | '-' | '_'));
        kept.flat_map(char::to_lowercase).collect()
    };
    letters(left) == letters(right)
}

fn no_service(model: &Model) -> Problem {
    let problem = Problem::new("the model has no service");
    match model.file_names().next() {
        Some(file) => problem.in_file(file),
        None => problem,
    }
}

fn unknown_service(wanted: &str, services: &[&Shape]) -> Problem {
    let all = services.iter().flat_map(|shape| names(shape));
    let near = suggest::closest(wanted, all, 3);
    let help = match suggest::question(&near) {
        Some(question) => format!("{question} {LIST}"),
        None => format!("the services are:\n{}", listed(services)),
    };
    Problem::new(format!("no service is named `{wanted}`")).with_help(help)
}

/// The services, one per line.
fn listed(services: &[&Shape]) -> String {
    let line = |shape: &&Shape| {
        let sdk_id = shape.traits.aws_service().map(|service| service.sdk_id);
        let sdk_id = sdk_id.map(|id| format!(" ({id})")).unwrap_or_default();
        format!("  {}{sdk_id}", shape.id)
    };
    services.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The operations selected, in model order.
fn find_operations(
    model: &Model,
    service: &Shape,
    selection: &Selection,
) -> Result<Vec<ShapeId>, Problems> {
    let bindings = model.service_operations(&service.id);
    let all: Vec<&ShapeId> = bindings.iter().map(|b| &b.operation).collect();
    if selection.operations.is_empty() && selection.resources.is_empty() {
        return if all.is_empty() {
            let message = format!("`{}` has no operations", service.id);
            Err(model.problem(&service.id, message).into())
        } else {
            Ok(all.into_iter().cloned().collect())
        };
    }
    let mut problems = Problems::new();
    let mut chosen: HashSet<ShapeId> = HashSet::new();
    for wanted in &selection.operations {
        match find(&all, wanted) {
            Some(id) => {
                chosen.insert(id.clone());
            }
            None => problems.push(unmatched("operation", wanted, service, &all)),
        }
    }
    let mut resources: Vec<&ShapeId> = Vec::new();
    for id in bindings.iter().flat_map(|b| &b.resources) {
        if !resources.contains(&id) {
            resources.push(id);
        }
    }
    for wanted in &selection.resources {
        match find(&resources, wanted) {
            Some(id) => {
                let below = model.resource_operations(id).into_iter();
                chosen.extend(below.map(|binding| binding.operation));
            }
            None => problems.push(unmatched("resource", wanted, service, &resources)),
        }
    }
    let chosen = all.into_iter().filter(|id| chosen.contains(*id));
    problems.into_result(chosen.cloned().collect())
}

fn find<'m>(all: &[&'m ShapeId], wanted: &str) -> Option<&'m ShapeId> {
    let mut ids = all.iter().copied();
    ids.find(|id| id.as_str() == wanted || id.name() == wanted)
}

fn unmatched(what: &str, wanted: &str, service: &Shape, all: &[&ShapeId]) -> Problem {
    let message = format!("`{}` has no {what} `{wanted}`", service.id);
    let name = wanted.rsplit('#').next().unwrap_or(wanted);
    let near = suggest::closest(name, all.iter().map(|id| id.name()), 5);
    let help = match suggest::question(&near) {
        Some(question) => format!("{question} {LIST}"),
        None => format!("{LIST} of its {what}s"),
    };
    Problem::new(message).with_help(help)
}
