//! Errors: who is to blame, what they are called on the wire, and whether to try again.

use crate::model::{Fault as Blame, Shape, ShapeId};
use crate::name;
use crate::plan::context::Context;
use crate::plan::docs::{Deprecation, Docs};
use crate::plan::protocol::is_query_compatible;
use crate::plan::ty::TypeRef;

/// An error an operation or the service may give.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Its structure.
    pub ty: TypeRef,
    /// What `is_` is followed by.
    pub method: String,
    /// The name of its shape.
    pub shape_name: String,
    /// The code on the wire: the name of the shape, or that by `@awsQueryError` where the service still sends it.
    pub code: String,
    /// True if the caller is to blame, and not the service.
    pub client: bool,
    /// Its HTTP status.
    pub status: Option<u16>,
    /// Its documentation.
    pub docs: Docs,
    /// Set if it is deprecated.
    pub deprecated: Option<Deprecation>,
    /// Whether retrying may help, and how.
    pub retry: Option<Retry>,
}

/// How an error that may be retried is classified.
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
    let shape = cx.model().shape(id)?;
    let ty = cx.named(id)?.clone();
    let blame = shape.traits.error();
    let retry = shape.traits.retryable().map(|retryable| match blame {
        _ if retryable.throttling => Retry::Throttling,
        Some(Blame::Client) => Retry::Client,
        _ => Retry::Server,
    });
    let default_status = match blame {
        Some(Blame::Client) => 400,
        _ => 500,
    };
    Some(Fault {
        method: name::snake(&ty.name),
        shape_name: id.name().to_owned(),
        code: code(cx, shape),
        client: blame == Some(Blame::Client),
        status: shape.traits.http_error().or(Some(default_status)),
        docs: Docs::of(&shape.traits),
        deprecated: Deprecation::of(&shape.traits),
        retry,
        ty,
    })
}

fn code(cx: &Context<'_>, error: &Shape) -> String {
    let query = error.traits.aws_query_error();
    let query = query.filter(|_| is_query_compatible(cx.service()));
    query.map_or(error.id.name(), |query| query.code).to_owned()
}
