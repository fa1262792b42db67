//! One member of a structure.

use serde_json::Value;

use crate::model::{Member, Shape, ShapeId, ShapeKind, Traits};
use crate::name::{self, Kind, MemberName};
use crate::plan::context::Context;
use crate::plan::default::{self, Literal};
use crate::plan::docs::{Deprecation, Docs};
use crate::plan::events;
use crate::plan::limits::Limits;
use crate::plan::placement::Placement;
use crate::plan::row::{Facts, Held, Row, RowTrait};
use crate::plan::ty::Type;
use crate::plan::{special, xml};

/// The presence of a member: an option or not, and the value that replaces an unset one.
#[derive(Clone, Debug, PartialEq)]
pub enum Presence {
    /// `Option<T>`.
    Optional,
    /// `T`; the builder fails without it.
    Mandatory,
    /// `T`; the builder falls back to this value.
    Defaulted(Literal),
}

/// The purpose of a structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The input of an operation.
    Input,
    /// The output of an operation.
    Output,
    /// An error.
    Error,
    /// Held by another shape.
    Plain,
}

/// One member of a structure.
#[derive(Clone, Debug)]
pub struct Field {
    /// The names of the field and of its methods.
    pub name: MemberName,
    /// The member's name, as modelled.
    pub member: String,
    /// The name on the wire.
    pub wire_name: String,
    /// Its type, without the option.
    pub ty: Type,
    /// Its presence: an option or not.
    pub presence: Presence,
    /// True if the model says `@required`.
    pub required: bool,
    /// The default value that the service uses, where the model has one.
    pub default: Option<Value>,
    /// True if the default came after the first release: the member is sent as it was before.
    pub added_default: bool,
    /// The constraints on its value.
    pub limits: Limits,
    /// True if `Debug` leaves it out.
    pub sensitive: bool,
    /// True if the member or the very shape it targets is secret (not just what a list of it
    /// holds).
    pub sensitive_directly: bool,
    /// Its location in the HTTP message.
    pub placement: Placement,
    /// Its row: name and traits.
    pub row: Row,
    /// The media type of its content, where the model names one.
    pub media_type: Option<String>,
    /// True if an unset value is filled with a fresh token before sending.
    pub idempotency_token: bool,
    /// Its documentation.
    pub docs: Docs,
    /// Set if it is deprecated.
    pub deprecated: Option<Deprecation>,
}

impl Field {
    /// True if the builder fails when it is not set.
    pub fn is_mandatory(&self) -> bool {
        self.presence == Presence::Mandatory
    }

    /// True if the request has a value of the field though it is unset.
    pub fn is_filled_in(&self) -> bool {
        let has_value = |of: &RowTrait| matches!(of, RowTrait::OrElse(_));
        self.idempotency_token || self.row.traits.iter().any(has_value)
    }

    /// True if the field is an `Option`.
    pub fn is_optional(&self) -> bool {
        self.presence == Presence::Optional
    }
}

/// The properties of a structure that decide about its members.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Of {
    /// True if all of its members are optional, as in inputs.
    pub(crate) input: bool,
    /// The role of the structure: it decides where members may be in a message.
    pub(crate) role: Role,
    /// The kind of its API, which decides the names that members must not have.
    pub(crate) kind: Kind,
    /// True if an input reaches it.
    pub(crate) checked: bool,
}

/// Plans a member.
pub(crate) fn plan(cx: &mut Context<'_>, member: &Member, of: Of) -> Field {
    let target = cx.target(member);
    let traits = &member.traits;
    let placement = placement(cx, traits, of.role);
    let ty = member_type(cx, member, &placement, of.role);
    cx.check_documents(&member.id, &ty);
    let presence = presence(cx, member, &ty, of.input);
    let limits = Limits::of(cx, member);
    let is_directly = cx.rules.is_member_sensitive(member);
    let sensitive = is_directly || cx.is_sensitive(target);
    let facts = Facts {
        limits: &limits,
        sensitive,
        checked: of.checked,
    };
    let mut row = Row::of(cx, member, facts);
    let required = is_required(member, &ty);
    let own = own_traits(cx, member, target, &presence, &placement, required);
    if placement == Placement::Payload || traits.event_payload() {
        row.traits.extend(xml::of_payload(cx, member, &row.traits));
    }
    row.traits.splice(0..0, own);
    if cx.explicit_timestamp_format(member, target).is_none() {
        row.bind_timestamps(&placement, &ty);
    }
    if placement.is_query() && ty.is_list() {
        // A list may be empty where other parameters may not, so its row tells that it is one.
        row.held.get_or_insert_with(|| Held::Member(Box::default()));
    }
    Field {
        name: cx.member_name(member, of.kind),
        member: member.name().to_owned(),
        wire_name: cx.wire_name(member).to_owned(),
        required,
        presence,
        added_default: traits.added_default(),
        default: default(cx, member).map(|(_, value)| value.clone()),
        limits,
        row,
        sensitive,
        sensitive_directly: is_directly || cx.rules.is_sensitive(target),
        placement,
        media_type: target.traits.media_type().map(str::to_owned),
        idempotency_token: traits.idempotency_token(),
        docs: Docs::of_member(traits, &target.traits),
        deprecated: Deprecation::of(traits),
        ty,
    }
}

/// The place of a member in the HTTP message.
fn placement(cx: &Context<'_>, traits: &Traits, role: Role) -> Placement {
    match (role, Placement::of(traits)) {
        _ if !cx.protocol().binds() => Placement::Body,
        (Role::Plain, _) => Placement::Body,
        // A response has neither a path nor a query, a request no status.
        (Role::Input, Placement::StatusCode) => Placement::Body,
        (
            Role::Output | Role::Error,
            Placement::Label | Placement::Query(_) | Placement::QueryParams,
        ) => Placement::Body,
        (_, placement) => placement,
    }
}

/// The type of a member in that place.
fn member_type(cx: &Context<'_>, member: &Member, placement: &Placement, role: Role) -> Type {
    let is_io = matches!(role, Role::Input | Role::Output);
    if is_io && let Some(events) = events::of_member(cx, member, role == Role::Input) {
        return Type::Events(Box::new(events));
    }
    let mut ty = cx.member_type(member);
    if cx
        .explicit_timestamp_format(member, cx.target(member))
        .is_none()
    {
        placement.format_timestamps(&mut ty);
    }
    ty
}

/// True if the model requires the member. A stream of events is part of every message that may have
/// one.
fn is_required(member: &Member, ty: &Type) -> bool {
    member.traits.required() || matches!(ty, Type::Events(_))
}

/// The traits that depend on the member's structure and protocol.
fn own_traits(
    cx: &Context<'_>,
    member: &Member,
    target: &Shape,
    presence: &Presence,
    placement: &Placement,
    is_required: bool,
) -> Vec<RowTrait> {
    let traits = &member.traits;
    let mut own = Vec::new();
    if is_required {
        own.push(RowTrait::Required);
    }
    if matches!(presence, Presence::Defaulted(_)) {
        own.push(RowTrait::Default);
    }
    if traits.idempotency_token() {
        own.push(RowTrait::IdempotencyToken);
    }
    let wire_name = cx.wire_name(member);
    if wire_name != member.name() {
        own.push(RowTrait::JsonName(wire_name.to_owned()));
    }
    if traits.host_label() {
        own.push(RowTrait::HostLabel);
    }
    if *placement != Placement::Body {
        own.push(RowTrait::Bound(placement.clone()));
        if *placement == Placement::Label && special::is_route53_id(&target.id) {
            own.push(RowTrait::Route53Id);
        }
        if *placement == Placement::Label {
            own.extend(special::glacier::account_id(cx.service(), member));
        }
        // In documents, the media type of a string changes nothing.
        let media_type = target.traits.media_type();
        own.extend(media_type.map(|it| RowTrait::MediaType(it.to_owned())));
    }
    own
}

/// The `message` member that every error has.
pub(crate) fn error_message() -> Field {
    let docs = "What the service says about the error.";
    added("Message", Placement::Body, docs)
}

/// A string that the model does not have.
pub(crate) fn added(member: &str, placement: Placement, docs: &str) -> Field {
    let bound = (placement != Placement::Body).then(|| RowTrait::Bound(placement.clone()));
    Field {
        name: name::member(member, Kind::Plain),
        member: member.to_owned(),
        wire_name: member.to_owned(),
        ty: Type::String,
        presence: Presence::Optional,
        required: false,
        default: None,
        added_default: false,
        limits: Limits::default(),
        sensitive: false,
        sensitive_directly: false,
        placement,
        row: Row {
            traits: bound.into_iter().collect(),
            ..Row::default()
        },
        media_type: None,
        idempotency_token: false,
        docs: Docs::text(docs),
        deprecated: None,
    }
}

/// The presence of a member: the first rule that matches decides.
fn presence(cx: &mut Context<'_>, member: &Member, ty: &Type, input: bool) -> Presence {
    match ty {
        Type::Stream => return Presence::Defaulted(Literal::Zero),
        Type::Events(_) => return Presence::Mandatory,
        _ => {}
    }
    if is_optional(cx, member, input) {
        return Presence::Optional;
    }
    match default(cx, member) {
        None => Presence::Mandatory,
        Some((id, value)) => Presence::Defaulted(default::plan(cx, id, ty, value)),
    }
}

/// True if a member of a structure is an option; all members of an input are.
pub(crate) fn is_optional(cx: &Context<'_>, member: &Member, input: bool) -> bool {
    let (traits, target) = (&member.traits, cx.target(member));
    let aggregate = matches!(
        target.kind,
        ShapeKind::Structure { .. } | ShapeKind::Union { .. }
    );
    let defaulted = traits.default().is_some_and(|value| !value.is_null())
        && !cx.rules.leaves_default_out(member, target);
    let client_optional =
        traits.client_optional() || cx.rules.is_optional(&cx.service().id, member);
    aggregate || input || client_optional || !(traits.required() || defaulted)
}

/// True if a number or boolean that is not zero or false may be left out of what is written,
/// because it is the default value.
pub(crate) fn hides_default(cx: &Context<'_>, member: &Member) -> bool {
    let zero = |value: &Value| match value {
        Value::Bool(flag) => !flag,
        Value::Number(number) => number.as_f64() == Some(0.0),
        _ => true,
    };
    let default = default(cx, member);
    let required = member.traits.required();
    !required && default.is_some_and(|(_, value)| !zero(value)) && !is_optional(cx, member, false)
}

/// The default of a member, its own or that of the shape it targets, and which of the two has it.
fn default<'m: 'a, 'a>(cx: &Context<'m>, member: &'a Member) -> Option<(&'a ShapeId, &'a Value)> {
    let target = cx.target(member);
    if cx.rules.leaves_default_out(member, target) {
        return None;
    }
    let own = member.traits.default().map(|value| (&member.id, value));
    // An explicit `default: null` on the member hides the default of its target.
    let default = own.or_else(|| Some((&target.id, target.traits.default()?)));
    default.filter(|(_, value)| !value.is_null())
}
