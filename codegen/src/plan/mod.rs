//! Rust decisions: every final name, type, flag, wire format and HTTP placement.
//!
//! [`plan`] turns a checked model into a [`Plan`]. What a file here decides, the file of the same
//! name in `emit` prints.

pub mod auth;
pub mod checksum;
pub mod client_params;
pub mod default;
pub mod docs;
pub mod endpoint;
pub mod enumeration;
pub mod events;
pub mod fake;
pub mod fault;
pub mod field;
pub mod http;
pub mod jmespath;
pub mod limits;
pub mod operation;
pub mod page;
pub mod paginator;
pub mod path;
pub mod placement;
pub mod protocol;
pub mod protocol_test;
pub mod requirement;
pub mod row;
pub mod row_trait;
pub mod rules;
pub mod service;
pub mod settings;
pub mod shapes;
pub mod signing;
pub mod special;
pub mod structure;
pub mod ty;
pub mod union;
pub mod waiter;
mod xml;

pub(crate) mod base64;
mod bdd;
mod context;
mod decisions;
pub(crate) mod given;
mod graph;
mod names;
mod nesting;
mod params;
mod reach;
mod recursion;
mod references;
pub(crate) mod rename;
mod rules_text;
pub(crate) mod time;

use crate::config::Layout;
use crate::config::{Config, OperationDocs, Strict, When};
use crate::diagnostic::{Problem, Problems};
use crate::model::{Selected, Service, Shape, ShapeKind};

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
    /// The endpoint rules: how requests find their host.
    pub endpoint: endpoint::Endpoint,
    /// The settings of the client.
    pub settings: settings::Settings,
    /// The names for the discovery of endpoints, if clients have it.
    pub discovery: Option<special::timestream::Discovery>,
    /// Its operations, in model order.
    pub operations: Vec<operation::Operation>,
    /// The structures of `types` and `types::error`, ordered by shape id.
    pub structures: Vec<structure::Structure>,
    /// The unions of `types`.
    pub unions: Vec<union::Union>,
    /// The enums of `types`.
    pub enumerations: Vec<enumeration::Enumeration>,
    /// The condition for the client to be compiled; `None` without a client.
    pub client: Option<When>,
    /// The condition for the traits of `serde` to be compiled; `None` without them.
    pub serde: Option<When>,
    /// The parts that fakes need; `None` without them.
    pub fake: Option<fake::Fake>,
    /// The checks when an input is built.
    pub strict: Strict,
    /// The amount of documentation of operations.
    pub docs: OperationDocs,
    /// The tests of the protocol; `None` unless they were asked for.
    pub protocol_tests: Option<Vec<protocol_test::Case>>,
    /// True if the output is a crate: the code of its documentation can be compiled, since its name
    /// is known, and its manifest turns on features of the runtime.
    pub in_crate: bool,
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

impl Plan {
    /// True if an operation has checksums.
    pub fn has_checksums(&self) -> bool {
        let mut operations = self.operations.iter();
        operations.any(|operation| operation.checksums.is_some())
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
    let (service, details) = service(selected)?;
    let reach = Reach::of(model, &selected.operations, &details.errors);
    // A service that cannot be generated says that one thing, and not what follows from it.
    let protocol = Protocol::of(model, service, config.protocol.as_deref())?;
    // Everything behind this walks over types without a limit of its own.
    nesting::check(model)?;
    let names = Names::new(rename::given(selected, details, config)?);
    let given = (config, given::rules(selected, config));
    let mut cx = Context::new(model, (service, details), protocol, reach, names, given);
    let operations: Vec<_> = selected
        .operations
        .iter()
        .filter_map(|id| model.shape(id))
        .filter_map(|shape| operation::plan(&mut cx, shape, config.strict))
        .collect();
    let selection = selected.operations.iter();
    auth::check(&mut cx, selection.filter_map(|id| model.shape(id)));
    let (structures, unions, enumerations) = types(&mut cx);
    let service = service::plan(&mut cx, selected, &operations, !enumerations.is_empty());
    let endpoint = endpoint::plan(&mut cx);
    let client = present(config.client.unwrap_or(layout.default_client()));
    let protocol_tests = config.protocol_tests.then(|| {
        let shapes = Shapes::new(&operations, &structures, &unions, &enumerations);
        protocol_test::plan(&mut cx, &operations, &shapes, selected)
    });
    let settings = settings::plan(&mut cx, &service, &endpoint, client, layout);
    let discovery = special::timestream::discovery(cx.service(), &operations, &structures);
    let fake = present(config.fake.unwrap_or(layout.default_fake()));
    let fake = fake.map(|when| fake::plan(&cx, &operations, &service, when));
    cx.finish(Plan {
        discovery,
        package: service::Package::plan(&service, config),
        settings,
        service,
        endpoint,
        operations,
        structures,
        unions,
        enumerations,
        client,
        serde: present(config.serde.unwrap_or(layout.default_serde())),
        fake,
        strict: config.strict,
        docs: config.docs,
        protocol_tests,
        in_crate: layout == Layout::Crate,
    })
}

/// The service of the selection.
pub(crate) fn service(selected: &Selected) -> Result<(&Shape, &Service), Problems> {
    let id = &selected.service;
    let shape = selected.model.shape(id);
    let found = shape.and_then(|shape| Some((shape, shape.as_service()?)));
    found.ok_or_else(|| Problem::new(format!("`{id}` is not a service of the model")).into())
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
            ShapeKind::Structure { members } => {
                let role = match shape.traits.error() {
                    Some(_) => Role::Error,
                    None => Role::Plain,
                };
                structures.push(structure::plan(cx, shape, members, ty, role));
            }
            ShapeKind::Union { members } => unions.push(union::plan(cx, shape, members, ty)),
            ShapeKind::Enum(members) => {
                enumerations.push(enumeration::plan(cx, shape, members, ty));
            }
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
