//! Errors: who is to blame, what they are called on the wire, and whether to try again.

use crate::config::Rule;
use crate::model::{self, Shape, ShapeId};
use crate::name;
use crate::plan::context::Context;
use crate::plan::docs::{Deprecation, Docs};
use crate::plan::protocol::{Protocol, is_query_compatible};
use crate::plan::ty::TypeRef;

/// An error an operation or the service may give.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Its structure.
    pub ty: TypeRef,
    /// The name of its methods after `is_`.
    pub method: String,
    /// The name of its shape.
    pub shape_name: String,
    /// The code on the wire: the name of the shape, or that by `@awsQueryError` where the service
    /// still sends it.
    pub code: String,
    /// All codes that a response may have it by, the first of them the usual one.
    pub codes: Vec<String>,
    /// True if the caller is to blame, and not the service.
    pub client: bool,
    /// Its HTTP status.
    pub status: u16,
    /// Its documentation.
    pub docs: Docs,
    /// Set if it is deprecated.
    pub deprecated: Option<Deprecation>,
    /// The kind of retry that may help, if any.
    pub retry: Option<Retry>,
}

/// The kind of an error that may be retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Too many requests.
    Throttling,
    /// The caller's fault, and yet worth another try.
    Client,
    /// The server's fault.
    Server,
}

/// Plans the error of that ID.
pub(crate) fn plan(cx: &Context<'_>, id: &ShapeId) -> Option<Fault> {
    let shape = cx.model().shape(id);
    let blamed = shape.and_then(|shape| Some((shape, shape.traits.error()?)));
    let (Some((shape, mut blame)), Some(ty)) = (blamed, cx.named(id).cloned()) else {
        cx.bug(id, "an error of an operation is not an error");
        return None;
    };
    let mut retry = shape.traits.retryable().map(|retryable| match blame {
        _ if retryable.throttling => Retry::Throttling,
        model::Fault::Client => Retry::Client,
        model::Fault::Server => Retry::Server,
    });
    if cx.rules.has(Rule::Transient, id) {
        blame = model::Fault::Server;
        retry = Some(Retry::Server);
    }
    let default_status = match blame {
        model::Fault::Client => 400,
        model::Fault::Server => 500,
    };
    let codes = codes(cx, shape);
    Some(Fault {
        method: name::snake(&ty.name),
        shape_name: id.name().to_owned(),
        code: codes.first().cloned().unwrap_or_default(),
        codes,
        client: blame == model::Fault::Client,
        status: status(cx, shape).unwrap_or(default_status),
        docs: Docs::of(&shape.traits),
        deprecated: Deprecation::of(&shape.traits),
        retry,
        ty,
    })
}

/// The codes of an error. A service that used to speak `awsQuery` may send either.
fn codes(cx: &Context<'_>, error: &Shape) -> Vec<String> {
    let name = error.id.name().to_owned();
    let query = error.traits.aws_query_error().map(|it| it.code.to_owned());
    match query {
        Some(code) if cx.protocol() == Protocol::AwsQuery => vec![code],
        Some(code) if is_query_compatible(cx.service()) && code != name => vec![code, name],
        _ => vec![name],
    }
}

fn status(cx: &Context<'_>, error: &Shape) -> Option<u16> {
    let query = error.traits.aws_query_error();
    let query = query.filter(|_| cx.protocol() == Protocol::AwsQuery);
    let code = query.and_then(|it| u16::try_from(it.http_response_code).ok());
    code.or_else(|| error.traits.http_error())
}
