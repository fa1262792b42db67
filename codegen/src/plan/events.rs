//! Streams of events: the unions whose values are events, and the errors that end them.

use crate::model::{Member, Shape, ShapeId, ShapeKind};
use crate::plan::context::{Context, is_stream};
use crate::plan::fault::{self, Fault};
use crate::plan::ty::{Events, TypeRef};

/// The errors of a union whose values are events.
#[derive(Clone, Debug)]
pub struct EventStream {
    /// The name and place of its error enum.
    pub error: TypeRef,
    /// The private module of that.
    pub module: String,
    /// The members of the union that are errors: the name of each, and the error.
    pub faults: Vec<(String, Fault)>,
}

impl EventStream {
    /// The errors that end the stream, each once.
    pub fn errors(&self) -> Vec<Fault> {
        let mut errors: Vec<Fault> = Vec::new();
        for (_, fault) in &self.faults {
            if !errors.iter().any(|other| other.ty == fault.ty) {
                errors.push(fault.clone());
            }
        }
        errors
    }
}

/// The stream that the values of a union are events of, if they are.
pub(crate) fn plan(cx: &Context<'_>, union: &Shape) -> Option<EventStream> {
    let error = cx.stream_error(&union.id)?.clone();
    let errors = union.members().filter(|member| is_error(cx, member));
    let fault = |member: &Member| {
        let fault = fault::plan(cx, &member.target)?;
        Some((member.name().to_owned(), fault))
    };
    Some(EventStream {
        module: cx.type_module(&error),
        faults: errors.filter_map(fault).collect(),
        error,
    })
}

/// The type of a member whose value is a stream of events: one that is sent, or one that is
/// received.
pub(crate) fn of_member(cx: &Context<'_>, member: &Member, is_sent: bool) -> Option<Events> {
    let target = cx.target(member);
    if !is_stream(member, target) {
        return None;
    }
    Some(Events {
        is_sent,
        union: cx.named(&target.id)?.clone(),
        error: cx.stream_error(&target.id)?.clone(),
    })
}

/// The errors that may end the streams of events in an input or output.
pub(crate) fn errors<'m>(cx: &Context<'m>, structure: &ShapeId) -> Vec<&'m ShapeId> {
    let shape = cx.model().shape(structure);
    let members = shape.into_iter().flat_map(Shape::members);
    let targets = members.map(|member| cx.target(member));
    let unions = targets.filter(|target| is_stream_of_events(target));
    let errors = unions.flat_map(|union| union.members());
    let errors = errors.filter(|member| is_error(cx, member));
    errors.map(|member| &member.target).collect()
}

/// True if a member of a union is an error, which ends a stream and is not an event.
pub(crate) fn is_error(cx: &Context<'_>, member: &Member) -> bool {
    cx.target(member).traits.error().is_some()
}

/// True if members of an event are neither headers nor the payload, but stand in a document.
pub(crate) fn has_document(event: &Shape) -> bool {
    let mut members = event.members();
    let is_elsewhere = |member: &Member| {
        let traits = &member.traits;
        traits.event_header() || traits.event_payload()
    };
    members.any(|member| !is_elsewhere(member))
}

/// True if the values of a shape are events.
pub(crate) fn is_stream_of_events(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Union { .. }) && shape.traits.streaming()
}
