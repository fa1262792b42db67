//! Rust decisions: every final name, type, flag, wire format and HTTP placement.
//!
//! [`plan`] turns a checked model into a [`Plan`]. What a file here decides, the file of the same
//! name in `emit` prints.

pub mod default;
pub mod docs;
pub mod endpoint;
pub mod enumeration;
pub mod events;
pub mod fault;
pub mod field;
pub mod http;
pub mod limits;
pub mod operation;
pub mod page;
pub mod path;
pub mod placement;
pub mod protocol;
pub mod protocol_test;
pub mod row;
pub mod rules;
pub mod service;
pub mod settings;
pub mod shapes;
pub mod structure;
pub mod ty;
pub mod union;
mod xml;

mod auth;
pub(crate) mod base64;
mod context;
mod graph;
mod names;
mod nesting;
mod params;
mod reach;
mod recursion;
mod references;
pub(crate) mod rename;
pub(crate) mod time;

use crate::config::Layout;
use crate::config::{Config, OperationDocs, Strict, When};
use crate::diagnostic::{Problem, Problems};
use crate::model::{Selected, ShapeKind};

use context::{Context, Names};
use limits::Limits;
use protocol::Protocol;
use reach::Reach;
use shapes::Shapes;
use structure::Role;

/// All that is to be generated, decided.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The crate around it.
    pub package: service::Package,
    /// The service.
    pub service: service::Service,
    /// How requests find their host.
    pub endpoint: endpoint::Endpoint,
    /// The settings of the client.
    pub settings: settings::Settings,
    /// Its operations, in model order.
    pub operations: Vec<operation::Operation>,
    /// The structures of `types` and `types::error`, ordered by shape id.
    pub structures: Vec<structure::Structure>,
    /// The unions of `types`.
    pub unions: Vec<union::Union>,
    /// The enums of `types`.
    pub enumerations: Vec<enumeration::Enumeration>,
    /// How the client is part of it; `None` without one.
    pub client: Option<When>,
    /// How the traits of `serde` are part of it; `None` without them.
    pub serde: Option<When>,
    /// What building an input refuses.
    pub strict: Strict,
    /// How much the documentation of operations says.
    pub docs: OperationDocs,
    /// The tests of the protocol; `None` unless they were asked for.
    pub protocol_tests: Option<Vec<protocol_test::Case>>,
    /// True if the code of documentation can be compiled: in a crate, whose path is known.
    pub doctests: bool,
}

impl Plan {
    /// True if an operation has a stream of events.
    pub fn has_events(&self) -> bool {
        self.unions.iter().any(|union| union.events.is_some())
    }

    /// True if an input contains a value that must match a regular expression.
    pub fn has_patterns(&self) -> bool {
        let inputs = self.operations.iter().map(|operation| &operation.input);
        let structures = self.structures.iter().filter(|item| item.serialized);
        let fields = inputs.chain(structures).flat_map(|item| &item.fields);
        let unions = self.unions.iter().filter(|item| item.serialized);
        let variants = unions.flat_map(|item| &item.variants);
        let limits = fields.map(|field| &field.limits);
        let mut limits = limits.chain(variants.map(|variant| &variant.limits));
        limits.any(Limits::has_pattern)
    }
}

impl<'p> Shapes<'p> {
    /// Those of `plan`.
    pub fn of(plan: &'p Plan) -> Self {
        Self::new(
            &plan.operations,
            &plan.structures,
            &plan.unions,
            &plan.enumerations,
        )
    }
}

/// Decides everything that the selected operations need, or says what stands in the way.
pub fn plan(selected: &Selected, config: &Config, layout: Layout) -> Result<Plan, Problems> {
    let model = &selected.model;
    let Some(service) = model.shape(&selected.service) else {
        let mut problems = Problems::new();
        problems.push(Problem::new(format!(
            "service `{}` is not in the model",
            selected.service
        )));
        return Err(problems);
    };
    let service_errors = match &service.kind {
        ShapeKind::Service(service) => service.errors.as_slice(),
        _ => &[],
    };
    let reach = Reach::of(model, &selected.operations, service_errors);
    // A service that cannot be generated says that one thing, and not what follows from it.
    let protocol = Protocol::of(model, service)?;
    // Everything behind this walks over types without a limit of its own.
    nesting::check(model)?;
    let names = Names::new(rename::given(selected, config)?);
    let mut cx = Context::new(model, service, protocol, reach, names);
    let operations: Vec<_> = selected
        .operations
        .iter()
        .filter_map(|id| model.shape(id))
        .filter_map(|shape| operation::plan(&mut cx, shape, service_errors, config.strict))
        .collect();
    let (structures, unions, enumerations) = types(&mut cx);
    let service = service::plan(&mut cx, &operations, !enumerations.is_empty());
    let endpoint = endpoint::plan(&mut cx);
    let client = present(config.client.unwrap_or(layout.default_client()));
    let protocol_tests = config.protocol_tests.then(|| {
        let shapes = Shapes::new(&operations, &structures, &unions, &enumerations);
        protocol_test::plan(&mut cx, &operations, &shapes, selected)
    });
    cx.finish(Plan {
        package: service::Package::plan(&service, config),
        settings: settings::plan(&service, &endpoint, client, layout),
        service,
        endpoint,
        operations,
        structures,
        unions,
        enumerations,
        client,
        serde: present(config.serde.unwrap_or(layout.default_serde())),
        strict: config.strict,
        docs: config.docs,
        protocol_tests,
        doctests: layout == Layout::Crate,
    })
}

/// The named types: structures, unions and enums.
type Types = (
    Vec<structure::Structure>,
    Vec<union::Union>,
    Vec<enumeration::Enumeration>,
);

fn types(cx: &mut Context<'_>) -> Types {
    let (mut structures, mut unions, mut enumerations) = (Vec::new(), Vec::new(), Vec::new());
    for (shape, ty) in cx.type_shapes() {
        match &shape.kind {
            ShapeKind::Structure { .. } => {
                let role = match shape.traits.error() {
                    Some(_) => Role::Error,
                    None => Role::Plain,
                };
                structures.push(structure::plan(cx, shape, ty, role));
            }
            ShapeKind::Union { .. } => unions.push(union::plan(cx, shape, ty)),
            ShapeKind::Enum(_) => enumerations.push(enumeration::plan(cx, shape, ty)),
            _ => cx.bug(
                &shape.id,
                "a type is neither a structure, a union nor an enum",
            ),
        }
    }
    (structures, unions, enumerations)
}

fn present(when: When) -> Option<When> {
    Some(when).filter(|when| *when != When::Never)
}
