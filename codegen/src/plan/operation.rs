//! Operations: their input, output, error and HTTP binding.

use std::collections::BTreeSet;

use crate::config::{Rule, Strict};
use crate::model::{Operation as Modelled, Shape, ShapeId, ShapeKind};
use crate::name::{self, Name};
use crate::plan::auth::{Scheme, auth_schemes};
use crate::plan::checksum::{self, Checksums};
use crate::plan::context::Context;
use crate::plan::docs::{Deprecation, Docs};
use crate::plan::events;
use crate::plan::fault;
use crate::plan::http::Http;
use crate::plan::names::OperationNames;
use crate::plan::page::{Example, Link, examples, operation_links};
use crate::plan::paginator::{self, Paginator};
use crate::plan::params;
use crate::plan::row::Row;
use crate::plan::row_trait::RowTrait;
use crate::plan::signing::SignedPath;
use crate::plan::special;
use crate::plan::structure::{self, Role, Structure};
use crate::plan::ty::{Type, TypeModule, TypeRef};
use crate::plan::waiter::{self, Waiter};

pub use crate::plan::fault::{Fault, Retry};
pub use crate::plan::params::{EndpointParam, EndpointValue};
pub use crate::plan::special::copies::PresignedCopy;

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The name, as modelled.
    pub name: String,
    /// The name of its unit structure.
    pub symbol: String,
    /// The name of its module.
    pub module: String,
    /// The name of the client's method.
    pub method: Name,
    /// The name of the method that checks its input.
    pub validate: String,
    /// Its documentation.
    pub docs: Docs,
    /// Links to further documentation.
    pub links: Vec<Link>,
    /// Examples of its use.
    pub examples: Vec<Example>,
    /// Set if it is deprecated.
    pub deprecated: Option<Deprecation>,
    /// Its input.
    pub input: Structure,
    /// Its output.
    pub output: Structure,
    /// The errors it may give.
    pub errors: Vec<Fault>,
    /// Its HTTP binding.
    pub http: Http,
    /// Its paginator, if its results come in pages.
    pub paginator: Option<Paginator>,
    /// The waiters that call it.
    pub waiters: Vec<Waiter>,
    /// True if the service takes compressed requests.
    pub compresses: bool,
    /// The checksums of its requests and responses, if they have any.
    pub checksums: Option<Checksums>,
    /// The plain, unsecret strings of its input, which telemetry may record.
    pub telemetry: Vec<TelemetryMember>,
    /// The ways to authenticate its requests, the best first.
    pub auth: Vec<Scheme>,
    /// The parameters of its endpoint in addition to the settings of the client.
    pub endpoint_params: Vec<EndpointParam>,
    /// True if the output holds secrets anywhere, so that responses are not logged.
    pub sensitive_output: bool,
    /// The form in which the path is signed.
    pub signed_path: SignedPath,
    /// True if the signature leaves the body out.
    pub unsigned_payload: bool,
    /// True if a call may ask for that.
    pub may_leave_body_unsigned: bool,
    /// True if the fluent builder has a method that presigns, as that of the official crate.
    pub has_presigned: bool,
    /// True if presigned requests have the members of their document in the query.
    pub presigned_as_query: bool,
    /// Set if a request that copies from another region holds its own presigned form.
    pub presigned_copy: Option<PresignedCopy>,
    /// True if a transfer may come to a halt without being given up.
    pub may_stall: bool,
    /// True if it waits for something to happen, and is called in a loop.
    pub long_polling: bool,
}

impl Operation {
    /// The name of its error enum.
    pub fn error(&self) -> String {
        format!("{}Error", self.symbol)
    }

    /// True if it sends a stream in chunks.
    pub fn is_chunked(&self) -> bool {
        self.checksums.as_ref().is_some_and(|it| it.chunked)
    }

    /// True if nobody has to sign its requests.
    pub fn anonymous(&self) -> bool {
        self.auth == [Scheme::None]
    }

    /// The name of its fluent builder.
    pub fn fluent_builder(&self) -> String {
        format!("{}FluentBuilder", self.symbol)
    }
}

/// An input member that telemetry may record.
#[derive(Clone, Debug)]
pub struct TelemetryMember {
    /// The name, as modelled.
    pub member: String,
    /// The field.
    pub field: Name,
}

pub(crate) fn plan(cx: &mut Context<'_>, shape: &Shape, strict: Strict) -> Option<Operation> {
    let ShapeKind::Operation(modelled) = &shape.kind else {
        cx.bug(&shape.id, "a selected operation is not an operation");
        return None;
    };
    let name = shape.id.name();
    let names = cx.operation_names(&shape.id);
    check_supported(cx, shape);
    let mut input = io(cx, shape, &names, modelled.input.as_ref(), Role::Input);
    let validate = validate(&input);
    input.strict = (strict != Strict::Off).then(|| validate.clone());
    let output = io(cx, shape, &names, modelled.output.as_ref(), Role::Output);
    let model = cx.model();
    let output_shape = modelled.output.as_ref().and_then(|id| model.shape(id));
    let binds = cx.protocol().binds();
    let http = if binds {
        Http::of(cx, shape, &input.fields, &output.fields)
    } else {
        Some(Http::document(cx, shape, &output.fields))
    };
    let Some(http) = http else {
        missing_http(cx, &shape.id);
        return None;
    };
    let errors = faults(cx, modelled);
    Some(Operation {
        name: name.to_owned(),
        symbol: names.symbol,
        method: names.method,
        validate,
        docs: Docs::of(&shape.traits),
        links: operation_links(cx.service(), shape),
        examples: examples(cx, shape),
        deprecated: Deprecation::of(&shape.traits),
        waiters: waiter::plan(cx, shape, (&input, output_shape), &errors),
        errors,
        http,
        paginator: paginator::plan(cx, (shape, &names.stem), &input, output_shape),
        compresses: shape.traits.request_compression().is_some(),
        checksums: checksum::plan(cx, shape, &input),
        telemetry: telemetry(&input),
        endpoint_params: params::plan(cx, shape, modelled, &input),
        auth: auth_schemes(cx, Some(shape)),
        sensitive_output: cx.holds_secrets(modelled.output.as_ref()),
        signed_path: SignedPath::of(cx.service()),
        unsigned_payload: shape.traits.unsigned_payload(),
        may_leave_body_unsigned: special::s3::may_leave_body_unsigned(shape),
        has_presigned: special::presigning::has_method(shape),
        presigned_as_query: special::presigning::is_query(shape),
        presigned_copy: special::copies::of(shape),
        may_stall: cx.rules.has(Rule::MayStall, &shape.id),
        long_polling: cx.rules.has(Rule::LongPolling, &shape.id),
        module: names.module,
        input,
        output,
    })
}

fn missing_http(cx: &mut Context<'_>, operation: &ShapeId) {
    cx.problem(
        operation,
        format!("operation `{operation}` has no `smithy.api#http` trait, which its protocol needs"),
        Some("give it one, e.g. {\"method\": \"POST\", \"uri\": \"/path\"}"),
    );
}

/// A name that the input's own members leave free.
fn validate(input: &Structure) -> String {
    let taken = |name: &str| {
        let mut fields = input.fields.iter();
        let with = format!("{name}_with");
        fields.any(|field| [name, with.as_str()].contains(&field.name.ident.plain()))
    };
    let mut name = "validate".to_owned();
    while taken(&name) {
        name.push_str("_input");
    }
    name
}

fn io(
    cx: &mut Context<'_>,
    operation: &Shape,
    names: &OperationNames,
    target: Option<&ShapeId>,
    role: Role,
) -> Structure {
    let suffix = match role {
        Role::Input => "Input",
        Role::Output | Role::Plain | Role::Error => "Output",
    };
    let name = name::type_name(&format!("{}{suffix}", names.stem));
    let module = TypeModule::Operation(names.module.clone());
    let ty = TypeRef { module, name };
    let Some(id) = target else {
        return structure::empty(cx, &operation.id, ty, role);
    };
    let model = cx.model();
    let found = model.shape(id).map(|shape| (shape, &shape.kind));
    let Some((shape, ShapeKind::Structure { members })) = found else {
        cx.bug(id, "an input or output is not a structure");
        return structure::empty(cx, &operation.id, ty, role);
    };
    let mut structure = Structure {
        shape_name: operation.id.name().to_owned(),
        ..structure::plan(cx, shape, members, ty, role)
    };
    if role == Role::Output && operation.traits.s3_unwrapped_xml_output() {
        structure.root = Some(Row {
            traits: vec![RowTrait::Unwrapped],
            ..Row::default()
        });
    }
    structure
}

/// Reports the traits that change requests and are not supported yet.
fn check_supported(cx: &mut Context<'_>, operation: &Shape) {
    if let Some(encodings) = operation.traits.request_compression()
        && !encodings.contains(&"gzip")
    {
        let id = &operation.id;
        let message =
            format!("`smithy.api#requestCompression` of `{id}` has no encoding that is known");
        cx.problem(id, message, Some("add the encoding `gzip`"));
    }
}

fn faults(cx: &Context<'_>, operation: &Modelled) -> Vec<Fault> {
    let mut seen = BTreeSet::new();
    let streams = [&operation.input, &operation.output];
    let streams = streams
        .into_iter()
        .flatten()
        .flat_map(|id| events::errors(cx, id));
    let own = operation.errors.iter().chain(&cx.details().errors);
    own.chain(streams)
        .filter(|id| seen.insert(*id))
        .filter_map(|id| fault::plan(cx, id))
        .collect()
}

fn telemetry(input: &Structure) -> Vec<TelemetryMember> {
    input
        .fields
        .iter()
        .filter(|field| field.ty == Type::String && !field.sensitive && !input.sensitive)
        .map(|field| TelemetryMember {
            member: field.member.clone(),
            field: field.name.ident.clone(),
        })
        .collect()
}
