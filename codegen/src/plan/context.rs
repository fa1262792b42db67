//! The shared state of planning: names, types, reach, and the list of problems.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Number;

use crate::config::Config;
use crate::diagnostic::{Problem, Problems};
use crate::model::{self, Locator, Member, Model, Service, Shape, ShapeId, ShapeKind};
use crate::name::{Scope, own};
use crate::plan::protocol::Protocol;
use crate::plan::reach::Reach;
use crate::plan::recursion;
use crate::plan::special::RuleTable;
use crate::plan::ty::{TimestampFormat, Type, TypeRef, Width};

/// The names that were decided before anything that has them.
#[derive(Debug)]
pub(crate) struct Names {
    /// The names that the option `rename` gives, by the ID of the shape or member.
    pub(crate) given: BTreeMap<ShapeId, String>,
    /// The types of `types` and `types::error`.
    pub(crate) types: BTreeMap<ShapeId, TypeRef>,
    /// The error enums of unions whose values are events, by the ID of the union.
    pub(crate) stream_errors: BTreeMap<ShapeId, TypeRef>,
    /// Their private modules.
    pub(crate) modules: BTreeMap<TypeRef, String>,
    /// The modules of operations.
    pub(crate) operations: Scope,
    /// The methods of the client.
    pub(crate) methods: Scope,
    /// The modules of waiters.
    pub(crate) waiters: Scope,
}

impl Names {
    pub(crate) fn new(given: BTreeMap<ShapeId, String>) -> Self {
        Self {
            given,
            types: BTreeMap::new(),
            stream_errors: BTreeMap::new(),
            modules: BTreeMap::new(),
            operations: Scope::default(),
            methods: Scope::with(own::CLIENT),
            waiters: Scope::default(),
        }
    }
}

/// The model under planning, and the decisions that concern several shapes.
pub(crate) struct Context<'m> {
    model: &'m Model,
    service: &'m Shape,
    details: &'m Service,
    protocol: Protocol,
    reach: Reach,
    boxed: BTreeSet<ShapeId>,
    pub(crate) names: Names,
    /// The options.
    config: &'m Config,
    /// The rules of the service that its model does not say.
    pub(crate) rules: RuleTable,
    wrong_defaults: BTreeSet<ShapeId>,
    /// Mistakes of the generator, by the shape or member.
    bugs: RefCell<BTreeMap<ShapeId, &'static str>>,
    /// The locations of problems. Kept, since it reads the files of the model for the first of
    /// them.
    locator: Locator<'m>,
    problems: Problems,
}

impl<'m> Context<'m> {
    pub(crate) fn new(
        model: &'m Model,
        (service, details): (&'m Shape, &'m Service),
        protocol: Protocol,
        reach: Reach,
        names: Names,
        (config, rules): (&'m Config, RuleTable),
    ) -> Self {
        let mut cx = Self {
            model,
            service,
            details,
            protocol,
            boxed: recursion::boxed_members(model, &reach.types),
            reach,
            names,
            config,
            rules,
            wrong_defaults: BTreeSet::new(),
            bugs: RefCell::default(),
            locator: model.locator(),
            problems: Problems::new(),
        };
        cx.name_types();
        cx
    }

    pub(crate) fn model(&self) -> &'m Model {
        self.model
    }

    pub(crate) fn config(&self) -> &'m Config {
        self.config
    }

    pub(crate) fn service(&self) -> &'m Shape {
        self.service
    }

    /// The version, errors and other properties that only services have.
    pub(crate) fn details(&self) -> &'m Service {
        self.details
    }

    /// The protocol of requests and responses.
    pub(crate) fn protocol(&self) -> Protocol {
        self.protocol
    }

    /// The IDs of the shapes to generate into `types` and `types::error`.
    pub(crate) fn type_ids(&self) -> Vec<ShapeId> {
        self.reach.types.iter().cloned().collect()
    }

    /// The shapes to generate into `types` and `types::error`.
    pub(crate) fn type_shapes(&self) -> Vec<(&'m Shape, TypeRef)> {
        let shape = |id| self.model.shape(id);
        self.names
            .types
            .iter()
            .filter_map(|(id, ty)| Some((shape(id)?, ty.clone())))
            .collect()
    }

    /// The type of a shape that lives in `types` or `types::error`.
    pub(crate) fn named(&self, id: &ShapeId) -> Option<&TypeRef> {
        self.names.types.get(id)
    }

    /// The error enum of a union whose values are events.
    pub(crate) fn stream_error(&self, union: &ShapeId) -> Option<&TypeRef> {
        self.names.stream_errors.get(union)
    }

    pub(crate) fn is_serialized(&self, id: &ShapeId) -> bool {
        self.reach.serialized.contains(id)
    }

    pub(crate) fn is_parsed(&self, id: &ShapeId) -> bool {
        self.reach.parsed.contains(id)
    }

    /// The shape a member targets. The model is checked, so it is always there; if it is not, that
    /// is reported at the end, and nothing is generated.
    pub(crate) fn target(&self, member: &Member) -> &'m Shape {
        self.model.shape(&member.target).unwrap_or_else(|| {
            self.bug(&member.id, "the target of a member is missing");
            self.service
        })
    }

    /// True if a shape is secret, or holds secrets as a list or map.
    pub(crate) fn is_sensitive(&self, shape: &Shape) -> bool {
        let held = |member: &Member| {
            let target = self.target(member);
            self.rules.is_member_sensitive(member)
                || (target.id != shape.id && self.is_sensitive(target))
        };
        self.rules.is_sensitive(shape)
            || match &shape.kind {
                ShapeKind::List { member } => held(member),
                ShapeKind::Map { key, value } => held(key) || held(value),
                _ => false,
            }
    }

    /// True if anything that a shape reaches is secret.
    pub(crate) fn holds_secrets(&self, root: Option<&ShapeId>) -> bool {
        let mut seen = BTreeSet::new();
        let mut stack: Vec<&Shape> = root
            .and_then(|id| self.model.shape(id))
            .into_iter()
            .collect();
        while let Some(shape) = stack.pop() {
            let mut members = shape.members();
            if self.rules.is_sensitive(shape)
                || members.any(|member| self.rules.is_member_sensitive(member))
            {
                return true;
            }
            let targets = shape.members().map(|member| self.target(member));
            stack.extend(targets.filter(|target| seen.insert(&target.id)));
        }
        false
    }

    /// The type of a member: that of its target, boxed where it would otherwise hold itself.
    pub(crate) fn member_type(&self, member: &Member) -> Type {
        let ty = self.held_type(member);
        if self.boxed.contains(&member.id) {
            Type::Boxed(Box::new(ty))
        } else {
            ty
        }
    }

    fn held_type(&self, member: &Member) -> Type {
        let shape = self.target(member);
        // A type that cannot be known is reported at the end, and nothing is generated.
        let unknown = |what| {
            self.bug(&member.id, what);
            Type::Document
        };
        let named = |of: fn(TypeRef) -> Type| match self.named(&shape.id) {
            Some(ty) => of(ty.clone()),
            None => unknown("the type of a member has no name"),
        };
        match &shape.kind {
            ShapeKind::String => Type::String,
            ShapeKind::Boolean => Type::Boolean,
            ShapeKind::Byte => Type::Integer(Width::Byte),
            ShapeKind::Short => Type::Integer(Width::Short),
            ShapeKind::Integer | ShapeKind::IntEnum(_) => Type::Integer(Width::Integer),
            ShapeKind::Long => Type::Integer(Width::Long),
            ShapeKind::Float => Type::Float,
            ShapeKind::Double => Type::Double,
            ShapeKind::Blob if is_stream(member, shape) => Type::Stream,
            ShapeKind::Blob => Type::Blob,
            ShapeKind::Timestamp => Type::Timestamp(self.timestamp_format(member, shape)),
            ShapeKind::BigInteger => Type::BigInteger,
            ShapeKind::BigDecimal => Type::BigDecimal,
            ShapeKind::Enum(_) => named(Type::Enumeration),
            ShapeKind::Structure { .. } => named(Type::Structure),
            ShapeKind::Union { .. } => named(Type::Union),
            ShapeKind::List { member } => Type::List {
                element: Box::new(self.held_type(member)),
                sparse: shape.traits.sparse(),
            },
            ShapeKind::Map { key, value } => Type::Map {
                key: self.named(&self.target(key).id).cloned(),
                value: Box::new(self.held_type(value)),
                sparse: shape.traits.sparse(),
            },
            ShapeKind::Document => Type::Document,
            ShapeKind::Service(_) | ShapeKind::Operation(_) | ShapeKind::Resource(_) => {
                unknown("the target of a member is not a type")
            }
        }
    }

    /// The format a timestamp has in a document; HTTP bindings have defaults of their own.
    fn timestamp_format(&self, member: &Member, target: &Shape) -> TimestampFormat {
        let explicit = self.explicit_timestamp_format(member, target);
        explicit.unwrap_or(self.protocol.timestamp_format())
    }

    /// The format the model asks for, on the member or on its target, where the protocol has
    /// formats.
    pub(crate) fn explicit_timestamp_format(
        &self,
        member: &Member,
        target: &Shape,
    ) -> Option<TimestampFormat> {
        if !self.protocol.has_timestamp_formats() {
            return None;
        }
        let format = member
            .traits
            .timestamp_format()
            .or_else(|| target.traits.timestamp_format())?;
        Some(match format {
            model::TimestampFormat::EpochSeconds => TimestampFormat::EpochSeconds,
            model::TimestampFormat::DateTime => TimestampFormat::DateTime,
            model::TimestampFormat::HttpDate => TimestampFormat::HttpDate,
        })
    }

    /// The name of a member in documents.
    pub(crate) fn wire_name<'a>(&self, member: &'a Member) -> &'a str {
        let json_name = member.traits.json_name();
        let json_name = json_name.filter(|_| self.protocol.uses_json_names());
        json_name.unwrap_or(member.name())
    }

    pub(crate) fn problem(&mut self, id: &ShapeId, message: String, help: Option<&str>) {
        let mut problem = self.locator.problem(id, Vec::new(), message);
        if let Some(help) = help {
            problem = problem.with_help(help);
        }
        self.problems.push(problem);
    }

    /// Reports a problem of the options.
    pub(crate) fn own_problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Reports the default of a shape or member, once for all members that have it.
    pub(crate) fn default_problem(&mut self, id: &ShapeId, message: String, help: &str) {
        if self.wrong_defaults.insert(id.clone()) {
            let way = ["traits", "smithy.api#default"].map(str::to_owned);
            let problem = self.locator.problem(id, way.into(), message);
            self.problems.push(problem.with_help(help));
        }
    }

    /// The digits of a number at the end of `way` in the traits of a shape or member, as the model
    /// has them. The loader reads a number that is not an integer of 64 bits as an `f64`.
    pub(crate) fn digits(&self, id: &ShapeId, way: &[&str], number: &Number) -> Option<&'m str> {
        let way = ["traits"].iter().chain(way);
        let way: Vec<String> = way.map(|&step| step.to_owned()).collect();
        self.locator.digits(id, &way, number)
    }

    /// Reports a problem whose place is at the end of `way` in the definition of a shape.
    pub(crate) fn add(&mut self, id: &ShapeId, way: Vec<String>, mut problem: Problem) {
        let placed = self.locator.problem(id, way, "");
        problem.file = placed.file;
        problem.line = placed.line;
        problem.pointer = placed.pointer;
        self.problems.push(problem.on_shape(id));
    }

    /// Reports what cannot happen, so that a mistake of the generator generates nothing.
    pub(crate) fn bug(&self, id: &ShapeId, what: &'static str) {
        self.bugs.borrow_mut().insert(id.clone(), what);
    }

    /// Reports documents where the protocol has no form for them.
    pub(crate) fn check_documents(&mut self, id: &ShapeId, ty: &Type) {
        if self.protocol.uses_xml() && ty.has_document() {
            let message = format!(
                "`{id}` holds a document, which has no form in the protocol `{}`",
                self.protocol.id()
            );
            let help = "leave out the operations that need it: `operations = [...]`";
            self.problem(id, message, Some(help));
        }
    }

    pub(crate) fn finish<T>(mut self, value: T) -> Result<T, Problems> {
        for (id, what) in self.bugs.take() {
            self.problem(
                &id,
                format!("bug in hammersmith: {what} (`{id}`)"),
                Some("please report it with the model"),
            );
        }
        self.problems.into_result(value)
    }
}

/// True if the value of a member is a stream, of bytes or events.
pub(crate) fn is_stream(member: &Member, target: &Shape) -> bool {
    member.traits.streaming() || target.traits.streaming()
}
