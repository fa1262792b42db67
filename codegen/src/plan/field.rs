//! One member of a structure.

use serde_json::Value;

use crate::model::{Member, Shape, ShapeId, ShapeKind};
use crate::name::{self, MemberName};
use crate::plan::context::{self, Context};
use crate::plan::default::{self, Literal};
use crate::plan::docs::{Deprecation, Docs};
use crate::plan::http::Placement;
use crate::plan::limits::Limits;
use crate::plan::structure::Role;
use crate::plan::ty::Type;

/// Whether a member is an option, and what stands for it when it is not set.
#[derive(Clone, Debug, PartialEq)]
pub enum Presence {
    /// `Option<T>`.
    Optional,
    /// `T`; the builder fails without it.
    Mandatory,
    /// `T`; the builder falls back to this value.
    Defaulted(Literal),
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
    /// What it holds, without the option.
    pub ty: Type,
    /// Whether it is an option.
    pub presence: Presence,
    /// Whether the model says `@required`.
    pub required: bool,
    /// What the service takes it to be when it is not set, where the model says so.
    pub default: Option<Value>,
    /// What the model asks of its value.
    pub limits: Limits,
    /// Whether `Debug` leaves it out.
    pub sensitive: bool,
    /// Whether the member or the very shape it targets is secret (not just what a list of it holds).
    pub sensitive_directly: bool,
    /// Where it stands in the HTTP message.
    pub placement: Placement,
    /// The media type of its content, where the model names one.
    pub media_type: Option<String>,
    /// Whether an unset value is filled with a fresh token before sending.
    pub idempotency_token: bool,
    /// Its documentation.
    pub docs: Docs,
    /// Set if it is deprecated.
    pub deprecated: Option<Deprecation>,
}

impl Field {
    /// Whether the builder fails when it is not set.
    pub fn is_mandatory(&self) -> bool {
        self.presence == Presence::Mandatory
    }

    /// Whether the field is an `Option`.
    pub fn is_optional(&self) -> bool {
        self.presence == Presence::Optional
    }
}

/// Plans a member; `input` says that all of its structure is optional, as in inputs, and `role`
/// where its parts may go.
pub(crate) fn plan(cx: &mut Context<'_>, member: &Member, input: bool, role: Role) -> Field {
    let target = cx.target(member);
    let traits = &member.traits;
    let placement = match (role, Placement::of(traits)) {
        (Role::Plain, _) => Placement::Body,
        // A response has neither a path nor a query, a request no status.
        (Role::Input, Placement::StatusCode) => Placement::Body,
        (
            Role::Output | Role::Error,
            Placement::Label | Placement::Query(_) | Placement::QueryParams,
        ) => Placement::Body,
        (_, placement) => placement,
    };
    let mut ty = cx.member_type(member);
    if context::explicit_timestamp_format(member, target).is_none() {
        placement.format_timestamps(&mut ty);
    }
    Field {
        name: name::member(member.name()),
        member: member.name().to_owned(),
        wire_name: traits.json_name().unwrap_or(member.name()).to_owned(),
        presence: presence(cx, member, &ty, input),
        required: traits.required(),
        default: default(member, target).map(|(_, value)| value.clone()),
        limits: Limits::of(cx, member),
        sensitive: traits.sensitive() || cx.is_sensitive(target),
        sensitive_directly: traits.sensitive() || target.traits.sensitive(),
        placement,
        media_type: target.traits.media_type().map(str::to_owned),
        idempotency_token: traits.idempotency_token(),
        docs: Docs::of_member(traits, &target.traits),
        deprecated: Deprecation::of(traits),
        ty,
    }
}

/// The `message` member that every error has.
pub(crate) fn error_message() -> Field {
    Field {
        name: crate::name::member("Message"),
        member: "Message".to_owned(),
        wire_name: "Message".to_owned(),
        ty: Type::String,
        presence: Presence::Optional,
        required: false,
        default: None,
        limits: Limits::default(),
        sensitive: false,
        sensitive_directly: false,
        placement: Placement::Body,
        media_type: None,
        idempotency_token: false,
        docs: Docs::text("What the service says about the error."),
        deprecated: None,
    }
}

/// Whether a member is optional: the first rule that matches decides.
fn presence(cx: &mut Context<'_>, member: &Member, ty: &Type, input: bool) -> Presence {
    let target = cx.target(member);
    let traits = &member.traits;
    let aggregate = matches!(
        target.kind,
        ShapeKind::Structure { .. } | ShapeKind::Union { .. }
    );
    let defaulted = traits.default().is_some_and(|value| !value.is_null());
    if aggregate || input || traits.client_optional() || !(traits.required() || defaulted) {
        return Presence::Optional;
    }
    match default(member, target) {
        None => Presence::Mandatory,
        Some((id, value)) => Presence::Defaulted(default::plan(cx, id, ty, value)),
    }
}

/// The default of a member, its own or that of the shape it targets, and which of the two has it.
fn default<'a>(member: &'a Member, target: &'a Shape) -> Option<(&'a ShapeId, &'a Value)> {
    let own = member.traits.default().map(|value| (&member.id, value));
    // An explicit `default: null` on the member hides the default of its target.
    let default = own.or_else(|| Some((&target.id, target.traits.default()?)));
    default.filter(|(_, value)| !value.is_null())
}
